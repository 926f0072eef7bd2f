"""Which technology does what in the product, how it is watched and labelled. Filings are in `certification`."""

from __future__ import annotations

from typing import Annotated

from hegui.manifest.parts import Count, Element, Fact, Kind, Many, Months, Number, Part, Share, Text, YesNo, fact
from hegui.manifest.sections.technology_parts import Api, Cloud, DigitalYuan, Iot, JointModelling, VirtualAsset
from hegui.values import Opaque

Tech = Annotated[str | Opaque, Kind("choice", "technology")]
Process = Annotated[str | Opaque, Kind("choice", "business_process")]
Audience = Annotated[str | Opaque, Kind("choice", "audience")]
Explainability = Annotated[str | Opaque, Kind("choice", "explainability")]
Fallback = Annotated[str | Opaque, Kind("choice", "fallback")]
Lawfulness = Annotated[str | Opaque, Kind("choice", "data_lawfulness")]
Content = Annotated[str | Opaque, Kind("choice", "content_kind")]
Label = Annotated[str | Opaque, Kind("choice", "label_kind")]
Metadata = Annotated[str | Opaque, Kind("choice", "label_metadata")]
Identity = Annotated[str | Opaque, Kind("choice", "ai_identity")]
Chain = Annotated[str | Opaque, Kind("choice", "chain_kind")]
Privacy = Annotated[str | Opaque, Kind("choice", "privacy_computing")]
ModelRisk = Annotated[str | Opaque, Kind("choice", "model_risk")]
HumanReview = Annotated[str | Opaque, Kind("choice", "human_review")]
Explanation = Annotated[str | Opaque, Kind("choice", "explanation")]
ConsentMode = Annotated[str | Opaque, Kind("choice", "consent_mode")]
StopSwitch = Annotated[str | Opaque, Kind("choice", "stop_switch")]
NumberDisplay = Annotated[str | Opaque, Kind("choice", "number_display")]
DataCategory = Annotated[str | Opaque, Kind("choice", "data_category")]
LegalBasis = Annotated[str | Opaque, Kind("choice", "legal_basis")]
Dimension = Annotated[str | Opaque, Kind("choice", "model_dimension")]
AlgorithmDisclosure = Annotated[str | Opaque, Kind("choice", "algorithm_disclosure")]
Clearance = Annotated[str | Opaque, Kind("choice", "ip_clearance")]
Quality = Annotated[str | Opaque, Kind("choice", "training_quality")]
BaseModel = Annotated[str | Opaque, Kind("choice", "base_model")]
Imitation = Annotated[str | Opaque, Kind("choice", "imitation")]
Persona = Annotated[str | Opaque, Kind("choice", "persona")]
ExportLabel = Annotated[str | Opaque, Kind("choice", "export_label")]
MetadataField = Annotated[str | Opaque, Kind("choice", "metadata_field")]
UnlabelledOn = Annotated[str | Opaque, Kind("choice", "unlabelled_on")]
LabelRemoval = Annotated[str | Opaque, Kind("choice", "label_removal")]
EditPrompt = Annotated[str | Opaque, Kind("choice", "edit_prompt")]
StoreDeclared = Annotated[str | Opaque, Kind("choice", "store_declared")]
RefusalDecider = Annotated[str | Opaque, Kind("choice", "refusal_decider")]
AgentAct = Annotated[str | Opaque, Kind("choice", "agent_act")]
Confirmation = Annotated[str | Opaque, Kind("choice", "act_confirmation")]
ChainUnit = Annotated[str | Opaque, Kind("choice", "chain_unit")]
Supervision = Annotated[str | Opaque, Kind("choice", "chain_supervision")]
Upgrade = Annotated[str | Opaque, Kind("choice", "contract_upgrade")]
Author = Annotated[str | Opaque, Kind("choice", "contract_author")]
ChainDimension = Annotated[str | Opaque, Kind("choice", "chain_dimension")]
PersonalForm = Annotated[str | Opaque, Kind("choice", "chain_personal_form")]


class Model(Part):
    explainability: Fact[Explainability] = fact(
        "可解释性",
        "How far it can be explained",
        ask=("模型结果能否解释？", "Can the results of the model be explained?"),
    )
    risks_watched: Many[ModelRisk] = fact(
        "监测的模型风险", "Risks that are watched", ask=("监测哪些模型风险？", "Which risks of the model are watched?")
    )
    review_months: Fact[Months] = fact(
        "模型评价周期（月）", "Months between reviews", ask=("多久评价一次模型？", "How often is the model reviewed?")
    )
    variables: Fact[Count] = fact(
        "模型变量数（个）",
        "Variables of the model",
        ask=("模型使用多少个变量？", "How many variables does the model use?"),
    )
    fallback: Fact[Fallback] = fact(
        "停用时的替代方案",
        "What takes over when it stops",
        ask=("算法停用时用什么方案替代？", "What takes over when the algorithm stops?"),
    )
    training_data: Many[Lawfulness] = fact(
        "训练数据来源",
        "Where training data come from",
        ask=("训练数据来自哪里？", "Where do the training data come from?"),
    )
    source_traceable: Fact[YesNo] = fact(
        "数据来源能否追溯",
        "Sources can be traced",
        ask=("模型所用数据的来源能否追溯？", "Can the sources of the model's data be traced?"),
    )
    evaluated: Many[Dimension] = fact(
        "评价的维度", "What was evaluated", ask=("模型评价了哪些维度？", "In which respects was the model evaluated?")
    )
    disclosed: Many[AlgorithmDisclosure] = fact(
        "对外披露的算法信息",
        "What is disclosed about it",
        ask=("向客户披露哪些算法信息？", "What are customers told about the algorithm?"),
    )
    personal_basis: Fact[LegalBasis] = fact(
        "训练数据含个人信息的合法性基础",
        "Legal basis of personal data in training",
        ask=("训练数据中个人信息依据什么处理？", "On which basis are personal data used in training?"),
    )
    ip: Many[Clearance] = fact(
        "训练数据知识产权处理",
        "Intellectual property in training data",
        ask=("训练数据的知识产权如何处理？", "How is intellectual property in training data dealt with?"),
    )
    data_quality: Many[Quality] = fact(
        "训练数据质量措施",
        "Quality of training data",
        ask=("采取哪些措施提高训练数据质量？", "What is done for the quality of training data?"),
    )


class Generative(Part):
    content: Many[Content] = fact(
        "生成的内容", "What it generates", ask=("生成哪些类型的内容？", "What kinds of content are generated?")
    )
    labels: Many[Label] = fact(
        "内容标识", "How content is labelled", ask=("生成内容如何标识？", "How is generated content labelled?")
    )
    metadata: Many[Metadata] = fact(
        "元数据要素", "What the metadata hold", ask=("元数据标识包含哪些要素？", "What do the metadata hold?")
    )
    label_height: Fact[Share] = fact(
        "显式标识文字高度占画面最短边",
        "Height of the label, share of the shortest side",
        ask=("显式标识文字高度占画面最短边多少？", "What share of the shortest side is the label's height?"),
    )
    label_seconds: Fact[Count] = fact("视频标识持续时间（秒）", "Seconds the label of a video lasts")
    label_explained: Fact[YesNo] = fact(
        "用户协议是否说明标识方法",
        "The user agreement explains the labels",
        ask=("用户协议是否说明标识方法？", "Do the user terms explain how content is labelled?"),
    )
    unlabelled_log_months: Fact[Months] = fact(
        "无显式标识内容的日志留存（月）", "Months logs of unlabelled content are kept"
    )
    model_name: Fact[Text] = fact(
        "所用已备案模型名称", "Filed model it uses", ask=("使用哪个已备案的模型？", "Which filed model is used?")
    )
    number_shown: Fact[NumberDisplay] = fact(
        "模型名称和备案号的公示",
        "Where the model's name and number are shown",
        ask=("模型名称和备案号公示在哪里？", "Where are the model's name and filing number shown?"),
    )
    identity: Fact[Identity] = fact(
        "人工智能身份", "Shown to be AI", ask=("是否表明由人工智能提供？", "Is it shown that it is AI?")
    )
    companion: Fact[YesNo] = fact(
        "是否提供持续性情感互动",
        "Gives lasting emotional company",
        ask=("是否提供持续性的情感互动？", "Does it give lasting emotional company?"),
    )
    reminder_hours: Fact[Count] = fact("连续使用提醒间隔（小时）", "Hours of use between reminders")
    edited_person_consent: Fact[ConsentMode] = fact(
        "被编辑个人的同意",
        "Consent of the person edited",
        ask=(
            "编辑人脸、人声前以什么方式取得被编辑者同意？",
            "How does the person whose face or voice is edited consent?",
        ),
    )
    edit_prompt: Fact[EditPrompt] = fact(
        "提示使用者告知被编辑者",
        "Users are prompted to inform the person edited",
        ask=("是否提示使用者告知被编辑者并取得同意？", "Are users prompted to inform the person edited?"),
    )
    base_model: Fact[BaseModel] = fact(
        "基础模型来源", "Where the base model comes from", ask=("基础模型从哪里来？", "Where is the base model from?")
    )
    imitates: Many[Imitation] = fact(
        "对人的模拟",
        "What it imitates of people",
        ask=("是否模拟自然人的对话、声音、形象或场景？", "Does it imitate people's speech, voice, looks or scenes?"),
    )
    persona: Fact[Persona] = fact(
        "扮演的角色", "Role it plays", ask=("以什么角色与用户互动？", "In which role does it meet users?")
    )
    export_label: Fact[ExportLabel] = fact(
        "导出文件的标识",
        "Label of exported files",
        ask=("下载、复制、导出的文件是否含显式标识？", "Do downloaded, copied or exported files carry the label?"),
    )
    metadata_field: Fact[MetadataField] = fact(
        "元数据标识字段",
        "Field of the metadata",
        ask=("元数据标识写入哪个字段？", "Into which field are the metadata written?"),
    )
    unlabelled_on: Fact[UnlabelledOn] = fact(
        "提供无显式标识内容的条件",
        "When content comes without explicit label",
        ask=("什么条件下提供不含显式标识的内容？", "When is content given out without explicit label?"),
    )
    label_removal: Fact[LabelRemoval] = fact(
        "去除标识的功能",
        "Removal of labels",
        ask=("产品能否去除、篡改或隐匿标识？", "Can the product remove, alter or hide labels?"),
    )
    log_months: Fact[Months] = fact(
        "生成合成日志留存（月）",
        "Months logs of generation are kept",
        ask=("生成合成日志留存几个月？", "For how many months are logs of generation kept?"),
    )
    store_declared: Fact[StoreDeclared] = fact(
        "上架时对生成合成服务的说明",
        "What app stores are told",
        ask=("上架时是否说明提供生成合成服务？", "Are app stores told that content is generated?"),
    )


class Blockchain(Part):
    chain: Fact[Chain] = fact("链的类型", "Kind of chain", ask=("使用哪一类区块链？", "Which kind of chain is used?"))
    information_service: Fact[YesNo] = fact(
        "是否向社会公众提供区块链信息服务",
        "Blockchain information service to the public",
        ask=("是否通过区块链向社会公众提供信息服务？", "Is a blockchain information service offered to the public?"),
    )
    users_verified: Fact[YesNo] = fact(
        "使用者是否真实身份认证",
        "Users' real identity is verified",
        ask=("是否对使用者进行真实身份认证？", "Is the real identity of users verified?"),
    )
    log_months: Fact[Months] = fact(
        "内容和日志留存（月）",
        "Months content and logs are kept",
        ask=("发布内容和日志留存几个月？", "For how many months are content and logs kept?"),
    )
    personal_data_on_chain: Many[DataCategory] = fact(
        "上链的个人信息",
        "Personal data on the chain",
        ask=("哪些个人信息上链？", "Which personal data are on the chain?"),
    )
    contract_stop: Fact[StopSwitch] = fact(
        "智能合约停用机制",
        "How a smart contract is stopped",
        ask=("智能合约如何停用？", "How can a smart contract be stopped?"),
    )
    units: Many[ChainUnit] = fact(
        "链上流转的单位",
        "Units passed on the chain",
        ask=(
            "链上流转哪些凭证、积分、藏品、份额或代币？",
            "Which vouchers, points, shares or coins pass on the chain?",
        ),
    )
    personal_form: Fact[PersonalForm] = fact(
        "个人信息上链的形式",
        "Form of personal data on the chain",
        ask=("个人信息以什么形式上链？", "In which form are personal data on the chain?"),
    )
    contract_upgrade: Fact[Upgrade] = fact(
        "智能合约升级",
        "How a contract is upgraded",
        ask=("智能合约如何升级？", "How is a smart contract upgraded?"),
    )
    contract_author: Fact[Author] = fact(
        "合约条款的编写",
        "Who writes the contract",
        ask=("智能合约由谁编写和审核？", "Who writes and reviews the contract?"),
    )
    supervision: Fact[Supervision] = fact(
        "监管查询", "Access for regulators", ask=("监管部门如何查询链上数据？", "How can regulators see the ledger?")
    )
    assessed: Many[ChainDimension] = fact(
        "评估的内容", "What was assessed", ask=("区块链评估了哪些内容？", "In which respects was the chain assessed?")
    )


class Use(Element):
    """One technology in one or more business processes."""

    kind: Fact[Tech] = fact("技术", "Technology", ask=("使用哪一种技术？", "Which technology is used?"))
    name: Fact[Text] = fact("系统或模型名称", "Name of the system or model")
    business_process: Many[Process] = fact(
        "服务的业务环节",
        "Business process it serves",
        ask=("该技术服务于哪个业务环节？", "Which business process does the technology serve?"),
    )
    return_measure: Fact[Text] = fact(
        "投入产出的衡量方式",
        "How its return is measured",
        ask=("如何衡量该技术的投入产出？", "How is the return of this technology measured?"),
    )
    return_ratio: Fact[Number] = fact(
        "投入产出比（产出为投入的倍数）",
        "Return as a multiple of the spending",
        ask=("该技术的产出是投入的多少倍？", "What multiple of the spending does this technology return?"),
    )
    provider: Fact[Text] = fact(
        "提供方",
        "Provider",
        ask=("由谁提供？", "Who provides it?"),
    )
    audience: Fact[Audience] = fact(
        "使用对象", "Who uses it", ask=("该技术面向公众还是仅内部使用？", "Is it open to the public or internal only?")
    )
    public_opinion: Fact[YesNo] = fact(
        "是否具有舆论属性或社会动员能力",
        "Can shape public opinion or mobilise people",
        ask=("该服务是否具有舆论属性或社会动员能力？", "Can the service shape public opinion or mobilise people?"),
    )
    decides_alone: Fact[YesNo] = fact(
        "是否自动作出对个人有重大影响的决定",
        "Decides alone with a major effect on persons",
        ask=(
            "是否仅由系统作出对个人权益有重大影响的决定？",
            "Does the system alone take decisions with a major effect on persons?",
        ),
    )
    human_review: Fact[HumanReview] = fact(
        "人工复核",
        "Review by a person",
        ask=("自动决定能否要求人工复核？", "Can a person be asked to review its decisions?"),
    )
    explanation: Fact[Explanation] = fact(
        "对决定的说明",
        "How decisions are explained",
        ask=("自动决定是否说明目的、信息种类和规则？", "Are purpose, data and rules of its decisions explained?"),
    )
    factors: Many[DataCategory] = fact(
        "使用的个人信息", "Personal data it uses", ask=("该技术使用哪些个人信息？", "Which personal data does it use?")
    )
    model: Fact[Model] = fact("模型管理", "Model")
    refusals_by: Fact[RefusalDecider] = fact(
        "不利决定由谁作出",
        "Who takes adverse decisions",
        ask=("拒绝、减额等不利决定由谁作出？", "Who decides on refusals and cuts?"),
    )
    acts: Many[AgentAct] = fact(
        "代用户实施的行为",
        "What it does for the user",
        ask=("该技术代用户实施哪些行为？", "What does it do on the user's behalf?"),
    )
    act_confirmation: Fact[Confirmation] = fact(
        "代为实施前的确认",
        "Confirmation before it acts",
        ask=("代用户实施前如何确认？", "How does the user confirm what it does?"),
    )
    generative: Fact[Generative] = fact("生成合成", "Generated content")
    blockchain: Fact[Blockchain] = fact("区块链", "Blockchain")
    api: Fact[Api] = fact("开放接口", "Open interface")
    cloud: Fact[Cloud] = fact("云计算", "Cloud")
    iot: Fact[Iot] = fact("物联网设备", "Connected devices")


class Technology(Part):
    uses: Many[Use] = fact(
        "技术应用",
        "Technologies used",
        ask=("产品使用哪些技术，各用于什么环节？", "Which technologies are used, and for what?"),
    )
    privacy_computing: Many[Privacy] = fact(
        "隐私计算", "Privacy computing", ask=("使用哪些隐私计算技术？", "Which privacy computing is used?")
    )
    joint_modelling: Fact[JointModelling] = fact("联合建模", "Joint modelling")
    digital_yuan: Fact[DigitalYuan] = fact("数字人民币", "Digital yuan")
    virtual_assets: Many[VirtualAsset] = fact(
        "代币和虚拟资产明细",
        "Tokens and virtual assets in detail",
        ask=("围绕代币和虚拟资产具体做什么？", "What exactly is done with tokens and virtual assets?"),
    )
    tags_deletable: Fact[YesNo] = fact(
        "用户能否删除画像标签",
        "Users can delete their tags",
        ask=("用户能否删除针对其个人特征的标签？", "Can users delete the tags attached to them?"),
    )
    availability: Fact[Share] = fact(
        "系统可用率（年）",
        "Availability of the system (per year)",
        ask=("系统年可用率是多少？", "What is the availability of the system per year?"),
    )
    response_milliseconds: Fact[Count] = fact(
        "支付等关键操作响应时间（毫秒）",
        "Response of key operations (milliseconds)",
        ask=("支付等关键操作在多少毫秒内响应？", "Within how many milliseconds do key operations respond?"),
    )
