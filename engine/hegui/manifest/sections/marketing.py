"""What is said to win customers, by whom, where, how they refuse. What is shown before signing is in `disclosures`."""

from __future__ import annotations

from typing import Annotated

from hegui.manifest.parts import Count, Element, Fact, Kind, Many, Part, Text, YesNo, fact
from hegui.values import Opaque

ClaimKind = Annotated[str | Opaque, Kind("choice", "claim_kind")]
Actor = Annotated[str | Opaque, Kind("choice", "marketing_actor")]
Channel = Annotated[str | Opaque, Kind("choice", "marketing_channel")]
DefaultState = Annotated[str | Opaque, Kind("choice", "default_state")]
OffSwitch = Annotated[str | Opaque, Kind("choice", "off_switch")]
MessageConsent = Annotated[str | Opaque, Kind("choice", "message_consent")]
OptOut = Annotated[str | Opaque, Kind("choice", "opt_out")]
AfterOptOut = Annotated[str | Opaque, Kind("choice", "after_opt_out")]
PopupClose = Annotated[str | Opaque, Kind("choice", "popup_close")]
SortBasis = Annotated[str | Opaque, Kind("choice", "sort_basis")]
Endorser = Annotated[str | Opaque, Kind("choice", "endorser")]
Factor = Annotated[str | Opaque, Kind("choice", "decision_factor")]
Treatment = Annotated[str | Opaque, Kind("choice", "group_treatment")]
RateDisplay = Annotated[str | Opaque, Kind("choice", "rate_display")]
Disclosed = Annotated[str | Opaque, Kind("choice", "disclosed")]
Presenter = Annotated[str | Opaque, Kind("choice", "live_presenter")]
CopySource = Annotated[str | Opaque, Kind("choice", "copy_source")]
BrandDisplay = Annotated[str | Opaque, Kind("choice", "brand_display")]
SenderShown = Annotated[str | Opaque, Kind("choice", "sender_shown")]
LimitsDisplay = Annotated[str | Opaque, Kind("choice", "limits_display")]
StaffPosts = Annotated[str | Opaque, Kind("choice", "staff_posts")]
ModelTarget = Annotated[str | Opaque, Kind("choice", "model_target")]
Hook = Annotated[str | Opaque, Kind("choice", "hook")]
ClickLure = Annotated[str | Opaque, Kind("choice", "click_lure")]
LifeEventUse = Annotated[str | Opaque, Kind("choice", "life_event_use")]
ProviderChoice = Annotated[str | Opaque, Kind("choice", "provider_choice")]
RivalChoice = Annotated[str | Opaque, Kind("choice", "rival_choice")]
NameKind = Annotated[str | Opaque, Kind("choice", "name_kind")]
PlatformStep = Annotated[str | Opaque, Kind("choice", "partner_function")]


class Claim(Element):
    """One text as the public reads it."""

    NAMED_BY = ("place", "kind")

    text: Fact[Text] = fact(
        "宣传文案", "Text", ask=("宣传文案的原文是什么？", "What exactly does the advertisement say?")
    )
    kind: Fact[ClaimKind] = fact("宣传内容", "What it is about")
    channel: Fact[Channel] = fact("发布渠道", "Channel", ask=("该文案在哪里发布？", "Where is it published?"))
    place: Fact[Text] = fact("出现位置", "Where it stands")
    support: Fact[Text] = fact(
        "事实依据", "What supports it", ask=("该文案有什么事实依据？", "What supports this claim?")
    )


class Default(Element):
    """Something offered together with the product."""

    NAMED_BY = ("item",)

    item: Fact[Text] = fact("附加产品或服务", "Product or service offered along")
    state: Fact[DefaultState] = fact(
        "默认状态",
        "Its state by default",
        ask=("附加产品是否默认勾选或必须购买？", "Is the extra product ticked beforehand or required?"),
    )
    paid: Fact[YesNo] = fact("是否收费", "It costs money")
    highlighted: Fact[YesNo] = fact(
        "是否显著提示",
        "It is pointed out clearly",
        ask=("是否以显著方式提示搭售？", "Is the extra product pointed out clearly?"),
    )
    provider: Fact[ProviderChoice] = fact(
        "提供方的选择",
        "Who chooses its provider",
        ask=("附加服务的提供方能否由用户选择？", "Can users choose who provides the extra service?"),
    )


class UsedName(Element):
    """One name the public sees; in full, so that its words can be judged."""

    NAMED_BY = ("text",)

    text: Fact[Text] = fact("名称", "The name", ask=("名称的全称是什么？", "What is the full name?"))
    kind: Fact[NameKind] = fact("名称种类", "What bears it")


class PersonalisedMarketing(Part):
    used: Fact[YesNo] = fact(
        "是否个性化推送",
        "Pushes are personalised",
        ask=("是否向用户个性化推送或营销？", "Are pushes or offers personalised?"),
    )
    off_switch: Fact[OffSwitch] = fact(
        "关闭个性化推荐的方式",
        "How it is switched off",
        ask=("用户如何关闭个性化推荐？", "How do users switch personalisation off?"),
    )
    non_personalised_option: Fact[YesNo] = fact(
        "是否同时提供不针对个人特征的选项",
        "A version without personal traits is offered",
        ask=("是否同时提供不针对个人特征的选项？", "Is a version without personal traits offered?"),
    )
    factors: Many[Factor] = fact(
        "使用的因素",
        "Factors used",
        ask=("使用哪些因素？", "Which factors are used?"),
    )
    minors: Fact[Treatment] = fact(
        "对未成年人的自动化营销",
        "Automated marketing to minors",
        ask=("是否以自动化决策方式向未成年人营销？", "Are minors marketed to by automated decisions?"),
    )
    targets: Many[ModelTarget] = fact(
        "营销模型的优化目标",
        "What the marketing model aims at",
        ask=("营销推荐模型以什么为优化目标？", "What does the marketing model optimise?"),
    )
    life_events: Fact[LifeEventUse] = fact(
        "对人生事件的使用",
        "Use of life events",
        ask=(
            "是否依据结婚、生育、患病等人生事件推送？",
            "Are pushes triggered by marriage, birth, illness and the like?",
        ),
    )


class Messages(Part):
    consent: Fact[MessageConsent] = fact(
        "发送营销信息的同意",
        "Consent to messages",
        ask=("发送营销短信前是否取得同意？", "Is consent asked before marketing messages are sent?"),
    )
    opt_out: Fact[OptOut] = fact(
        "拒收方式", "How to refuse", ask=("用户如何拒收营销信息？", "How can users refuse messages?")
    )
    after_opt_out: Fact[AfterOptOut] = fact(
        "拒收后的处理",
        "What follows a refusal",
        ask=("用户拒收后是否仍会收到？", "Do messages still come after a refusal?"),
    )
    sender: Fact[SenderShown] = fact(
        "发送者身份",
        "How the sender is shown",
        ask=("营销信息是否写明发送者和联系方式？", "Do messages name the sender and a contact?"),
    )


class Livestream(Part):
    official_account: Fact[YesNo] = fact(
        "是否使用机构自营或合法开设的账号",
        "Uses the institution's own account",
        ask=("直播短视频是否使用金融机构自营账号？", "Does the livestream use the institution's own account?"),
    )
    staff: Fact[Text] = fact(
        "主播身份和资质",
        "Who presents, with what qualification",
        ask=("主播是什么身份、有什么资质？", "Who presents, and with what qualification?"),
    )
    presenter: Fact[Presenter] = fact(
        "主播类别",
        "Who presents",
        ask=("由什么人员直播或出镜？", "What kind of person presents?"),
    )
    recorded: Fact[YesNo] = fact(
        "内容是否留存可回溯",
        "Kept and traceable",
        ask=("直播短视频内容是否留存可回溯？", "Is the content kept and traceable?"),
    )


class LoanAdvertising(Part):
    rate_display: Fact[RateDisplay] = fact(
        "利率展示方式",
        "How the rate is shown",
        ask=("贷款广告如何展示利率？", "How does the loan advertisement show the rate?"),
    )
    lender_named: Fact[YesNo] = fact(
        "是否标明贷款人",
        "Names the lender",
        ask=("贷款广告是否标明贷款人？", "Does the loan advertisement name the lender?"),
    )
    nothing_else_statement: Fact[YesNo] = fact(
        "是否标注不再收取其他息费",
        "States that nothing else is charged",
        ask=(
            "贷款广告是否标注除贷款人收取的息费外不再收费？",
            "Does it state that nothing beyond the lender's charges is taken?",
        ),
    )


class Marketing(Part):
    actors: Many[Actor] = fact("营销主体", "Who markets it", ask=("由谁开展营销？", "Who markets the product?"))
    channels: Many[Channel] = fact(
        "营销渠道", "Channels", ask=("通过哪些渠道营销？", "Through which channels is it marketed?")
    )
    claims: Many[Claim] = fact("宣传文案", "Claims", ask=("对外宣传有哪些文案？", "What do the advertisements say?"))
    defaults: Many[Default] = fact(
        "搭售和默认选项",
        "Tie-ins and defaults",
        ask=("是否搭售其他产品或设默认选项？", "Are other products tied in or ticked beforehand?"),
    )
    personalised: Fact[PersonalisedMarketing] = fact("个性化营销", "Personalised marketing")
    messages: Fact[Messages] = fact(
        "营销信息",
        "Marketing messages",
        ask=(
            "是否发送营销信息，如何征得同意、如何拒收？",
            "Are marketing messages sent, and how are consent and refusal handled?",
        ),
    )
    popup_close: Fact[PopupClose] = fact(
        "弹窗关闭方式", "How pop-ups close", ask=("弹窗广告如何关闭？", "How do pop-ups close?")
    )
    sort_basis: Many[SortBasis] = fact(
        "产品排序依据", "What products are sorted by", ask=("产品列表按什么排序？", "What are products sorted by?")
    )
    endorsers: Many[Endorser] = fact(
        "推荐证明人", "Endorsers", ask=("是否由明星、专家、受益者等推荐？", "Who endorses the product?")
    )
    risk_notices: Many[Disclosed] = fact(
        "广告中的风险提示",
        "Risk notices in advertisements",
        ask=("广告中有哪些风险提示？", "Which risk notices do the advertisements carry?"),
    )
    risk_notice_seconds: Fact[Count] = fact(
        "视频风险提示时长（秒）",
        "Seconds of risk notice in a video",
        ask=("视频中的风险提示持续多少秒？", "How many seconds does the risk notice in a video last?"),
    )
    names_used: Many[Text] = fact(
        "应用、网站、账号和商标名称",
        "Names of app, site, accounts and marks",
        ask=("营销使用哪些应用、网站、账号和商标名称？", "Which names of app, site, account and mark are used?"),
    )
    names: Many[UsedName] = fact(
        "应用、网站、账号和商标名称明细",
        "Names of app, site, accounts and marks, one by one",
        ask=("应用、网站、账号和商标各用什么名称？", "Which name does each app, site, account and mark bear?"),
    )
    key_facts_from: Fact[CopySource] = fact(
        "宣传关键信息的来源",
        "What key facts in advertising are taken from",
        ask=(
            "宣传中的费率、期限等关键信息从何而来？",
            "Where do rates, terms and other key facts in advertising come from?",
        ),
    )
    limits_display: Fact[LimitsDisplay] = fact(
        "限制条件的展示",
        "How limits and conditions are shown",
        ask=("限制消费者权利、加重其义务的事项如何展示？", "How are limits of rights and added duties shown?"),
    )
    staff_posts: Fact[StaffPosts] = fact(
        "从业人员自行发布",
        "Posts by staff",
        ask=("从业人员能否自行编发、转载营销内容？", "May staff write or forward marketing on their own?"),
    )
    platform_steps: Many[PlatformStep] = fact(
        "第三方平台承担的环节",
        "Steps the third-party platform does",
        ask=("展示产品的第三方平台还承担哪些环节？", "Which steps does the platform that shows the product do?"),
    )
    click_lures: Many[ClickLure] = fact(
        "诱导点击方式",
        "Tricks to get clicks",
        ask=("广告是否以伪装提示、按钮等诱导点击？", "Do advertisements use fake notices or buttons to get clicks?"),
    )
    hooks: Many[Hook] = fact(
        "激励和留存机制",
        "Rewards that keep people coming",
        ask=("产品设有哪些激励、留存机制？", "Which rewards keep people coming?"),
    )
    rival_choice: Fact[RivalChoice] = fact(
        "对同业产品的限制",
        "Whether rivals' products stay open",
        ask=("使用本产品是否限制用户使用同业产品？", "Does the product restrict the use of rivals' products?"),
    )
    brand_display: Fact[BrandDisplay] = fact(
        "品牌展示",
        "Whose brand is shown",
        ask=("营销页面突出展示谁的品牌？", "Whose brand stands out on the page?"),
    )
    provider_named: Fact[YesNo] = fact(
        "页面是否标明金融产品提供者",
        "Names the provider of the product",
        ask=("营销页面是否标明金融产品由谁提供？", "Do pages name the provider of the product?"),
    )
    separate_zones: Fact[YesNo] = fact(
        "不同类别产品是否分区展示",
        "Separate zones for kinds of product",
        ask=("不同类别的金融产品是否分设专区展示？", "Are different kinds of product shown in separate zones?"),
    )
    loan: Fact[LoanAdvertising] = fact(
        "贷款广告",
        "Loan advertisements",
        ask=("是否发布贷款广告，内容如何？", "Are loans advertised, and how?"),
    )
    livestream: Fact[Livestream] = fact("直播和短视频", "Livestreams and short videos")
    students: Fact[Treatment] = fact(
        "对大学生的营销",
        "Marketing to college students",
        ask=("是否以大学生为目标营销？", "Are college students targeted?"),
    )
    uses_rating: Fact[YesNo] = fact(
        "是否使用监管评级结果宣传",
        "Uses supervisory ratings in advertising",
        ask=("是否用监管评级结果宣传？", "Are supervisory ratings used in advertising?"),
    )
    education_paid: Fact[YesNo] = fact(
        "是否以投资者教育或课程名义收费营销",
        "Paid courses or investor education as marketing",
        ask=("是否以投资者教育、课程培训名义收费？", "Are paid courses or investor education used as marketing?"),
    )
