"""One item of personal data: what, why, with whose consent, for how long, to whom. Not the duties around it."""

from __future__ import annotations

from typing import Annotated

from hegui.manifest.parts import Code, Count, Days, Element, Fact, Kind, Many, Part, Text, Version, YesNo, fact
from hegui.values import Opaque

Category = Annotated[str | Opaque, Kind("choice", "data_category")]
Purpose = Annotated[str | Opaque, Kind("choice", "data_purpose")]
LegalBasis = Annotated[str | Opaque, Kind("choice", "legal_basis")]
ConsentMode = Annotated[str | Opaque, Kind("choice", "consent_mode")]
ConsentForm = Annotated[str | Opaque, Kind("choice", "consent_form")]
OnRefusal = Annotated[str | Opaque, Kind("choice", "on_refusal")]
Withdrawal = Annotated[str | Opaque, Kind("choice", "withdrawal")]
RetentionBasis = Annotated[str | Opaque, Kind("choice", "retention_basis")]
RetentionStart = Annotated[str | Opaque, Kind("choice", "retention_start")]
EndOfPurpose = Annotated[str | Opaque, Kind("choice", "end_of_purpose")]
PfiClass = Annotated[str | Opaque, Kind("choice", "pfi_class")]
BusinessLevel = Annotated[str | Opaque, Kind("choice", "business_data_level")]
Grade = Annotated[str | Opaque, Kind("choice", "data_grade")]
Recipient = Annotated[str | Opaque, Kind("choice", "recipient")]
RecipientRole = Annotated[str | Opaque, Kind("choice", "recipient_role")]
ShareNotice = Annotated[str | Opaque, Kind("choice", "share_notice")]
ShareMethod = Annotated[str | Opaque, Kind("choice", "share_method")]
DataSource = Annotated[str | Opaque, Kind("choice", "data_source")]
StoragePlace = Annotated[str | Opaque, Kind("choice", "storage_place")]
Party = Annotated[str | Opaque, Kind("choice", "party")]


class Consent(Part):
    mode: Fact[ConsentMode] = fact(
        "同意方式",
        "How consent is given",
        ask=(
            "以什么方式取得同意：单独、一揽子还是默认勾选？",
            "How is consent given: separately, bundled or ticked beforehand?",
        ),
    )
    form: Fact[ConsentForm] = fact(
        "同意形式",
        "Form of consent",
        ask=("同意采用书面、电子还是口头形式？", "Is consent written, electronic or oral?"),
    )
    on_refusal: Fact[OnRefusal] = fact(
        "不同意的后果",
        "What happens on refusal",
        ask=("用户不同意提供时，服务如何处理？", "What happens to the service if the user refuses?"),
    )
    guardian: Fact[YesNo] = fact(
        "是否由监护人同意",
        "Given by a guardian",
        ask=("是否取得父母或其他监护人的同意？", "Is a guardian's consent obtained?"),
    )
    withdrawal: Fact[Withdrawal] = fact(
        "撤回同意的途径",
        "How consent can be withdrawn",
        ask=("用户如何撤回同意？", "How can the user withdraw consent?"),
    )
    withdrawal_steps: Fact[Count] = fact(
        "撤回同意所需步骤（步）",
        "Steps it takes to withdraw",
        ask=("撤回同意需要几步操作？", "How many steps does withdrawal take?"),
    )
    reconsent_on_change: Fact[YesNo] = fact(
        "目的、方式、种类变更时是否重新取得同意",
        "Asked again when purpose, method or kinds change",
        ask=(
            "处理目的、方式或种类变更时是否重新取得同意？",
            "Is consent asked again when purpose, method or kinds change?",
        ),
    )
    version: Fact[Version] = fact("同意文本版本", "Version of the text consented to")


class Retention(Part):
    days: Fact[Days] = fact("保存期限（天）", "Kept for (days)", ask=("保存多少天？", "For how many days is it kept?"))
    starts: Fact[RetentionStart] = fact(
        "保存期限的起算", "From when the days count", ask=("保存期限从何时起算？", "From when does the period count?")
    )
    basis: Fact[RetentionBasis] = fact(
        "保存期限的依据", "Why it is kept so long", ask=("保存期限依据什么确定？", "Why is it kept so long?")
    )
    on_purpose_end: Fact[EndOfPurpose] = fact(
        "目的实现后的处理",
        "What happens once the purpose has ended",
        ask=("目的实现或期限届满后如何处理？", "What happens to it once the purpose or period has ended?"),
    )


class SharedWith(Element):
    """One recipient of the item, inside or outside the country."""

    NAMED_BY = ("name", "kind")

    name: Fact[Text] = fact("接收方名称", "Name of the recipient")
    kind: Fact[Recipient] = fact(
        "接收方类型", "Kind of recipient", ask=("提供给哪一类接收方？", "To what kind of recipient is it given?")
    )
    partner: Fact[Code] = fact("对应的合作机构标识", "Its `id` among the partners")
    role: Fact[RecipientRole] = fact(
        "接收方身份",
        "Role of the recipient",
        ask=(
            "接收方是自行决定用途，还是受托处理？",
            "Does the recipient decide on its own use, or process on our behalf?",
        ),
    )
    purpose: Many[Purpose] = fact(
        "提供目的", "Why it is given", ask=("为什么目的提供？", "For what purpose is it given?")
    )
    consent: Fact[Consent] = fact(
        "对外提供的同意",
        "Consent to giving it",
        ask=("对外提供是否取得单独同意？", "Is separate consent to giving it obtained?"),
    )
    notice: Many[ShareNotice] = fact(
        "对外提供前告知的事项",
        "What the person is told beforehand",
        ask=("对外提供前告知用户哪些事项？", "What is the user told before it is given?"),
    )
    method: Fact[ShareMethod] = fact(
        "提供方式",
        "How it is given",
        ask=("以原始数据还是脱敏、核验等方式提供？", "Is it given raw, desensitised or as a check result?"),
    )
    overseas: Fact[YesNo] = fact(
        "接收方是否在境外", "Recipient is abroad", ask=("接收方是否在境外？", "Is the recipient abroad?")
    )


class Item(Element):
    """One kind of personal data the product handles."""

    NAMED_BY = ("category", "name")

    category: Fact[Category] = fact(
        "信息种类", "Kind of data", ask=("收集的是哪一种信息？", "What kind of data is it?")
    )
    name: Fact[Text] = fact("信息名称", "Name of the item")
    purpose: Many[Purpose] = fact("处理目的", "Purposes", ask=("为什么目的处理？", "For what purposes is it handled?"))
    needed_for_service: Fact[YesNo] = fact(
        "是否为提供基本服务所必需",
        "Needed for the basic service",
        ask=("缺少该信息能否提供基本服务？", "Is it needed to provide the basic service?"),
    )
    legal_basis: Fact[LegalBasis] = fact(
        "处理的合法性基础", "Legal basis", ask=("处理依据哪一项合法性基础？", "On which legal basis is it handled?")
    )
    source: Fact[DataSource] = fact(
        "信息来源", "Where it comes from", ask=("信息从哪里取得？", "Where does it come from?")
    )
    collected_by: Fact[Party] = fact("收集方", "Who collects it", ask=("由谁收集？", "Who collects it?"))
    consent: Fact[Consent] = fact(
        "同意",
        "Consent",
        ask=("以何种方式取得同意？", "How is consent obtained?"),
    )
    consequences_told: Fact[YesNo] = fact(
        "是否告知提供该信息可能产生的不利后果",
        "Told of the drawbacks of giving it",
        ask=("收集前是否告知提供该信息可能产生的不利后果？", "Is the person told of the drawbacks of giving it?"),
    )
    retention: Fact[Retention] = fact("保存", "Retention")
    shared_with: Many[SharedWith] = fact(
        "对外提供和委托处理", "Given to", ask=("提供给哪些机构？", "To whom is it given?")
    )
    class_declared: Fact[PfiClass] = fact(
        "申报的 JR/T 0171 类别",
        "Class by JR/T 0171, as declared",
        ask=("该信息申报为 JR/T 0171 的哪一类别？", "Which class of JR/T 0171 is declared for it?"),
    )
    jrt0197_level: Fact[Count] = fact("申报的 JR/T 0197 级别（1-5 级）", "Level by JR/T 0197 (1-5), as declared")
    level: Fact[BusinessLevel] = fact(
        "人民银行业务数据级别",
        "Level of PBOC business data",
        ask=("该数据定为一般、重要还是核心级？", "Is it general, important or core data?"),
    )
    grade: Fact[Grade] = fact(
        "银行保险机构数据级别",
        "Grade under the bank and insurer measure",
        ask=("按银行保险机构数据分级属于哪一级？", "Which level has it under the rules for banks and insurers?"),
    )
    stored_in: Many[StoragePlace] = fact("存放位置", "Where it is stored", ask=("存放在哪里？", "Where is it stored?"))
    raw_biometric_stored: Fact[YesNo] = fact(
        "是否留存原始生物识别图像或样本",
        "Raw biometric image or sample is kept",
        ask=("是否留存原始的人脸图像等生物识别样本？", "Are raw biometric images or samples kept?"),
    )
    leaves_device: Fact[YesNo] = fact(
        "是否传出用户终端",
        "Leaves the user's device",
        ask=("该信息是否通过互联网传出用户终端？", "Does it leave the user's device over the internet?"),
    )
    published: Fact[YesNo] = fact("是否公开", "Made public", ask=("该信息是否对外公开？", "Is it made public?"))
    other_institution: Fact[YesNo] = fact(
        "是否其他机构的鉴别信息",
        "Authentication data of another institution",
        ask=("是否属于其他机构的账户鉴别信息？", "Is it authentication data of another institution?"),
    )
    persons_count: Fact[Count] = fact(
        "涉及人数（人）", "Persons concerned", ask=("涉及多少人？", "How many persons are concerned?")
    )
