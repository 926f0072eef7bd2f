"""How customers are identified, screened and watched, and how long records are kept. Not how credit risk is judged."""

from __future__ import annotations

from typing import Annotated

from hegui.manifest.parts import Count, Days, Fact, Kind, Many, Money, Months, Part, Share, Text, YesNo, fact
from hegui.manifest.sections.due_diligence_watch import Monitoring, WatchSharing
from hegui.values import Opaque

Trigger = Annotated[str | Opaque, Kind("choice", "diligence_trigger")]
IdentificationWay = Annotated[str | Opaque, Kind("choice", "identification_way")]
RealName = Annotated[str | Opaque, Kind("choice", "real_name")]
ScreeningList = Annotated[str | Opaque, Kind("choice", "screening_list")]
ScreeningTime = Annotated[str | Opaque, Kind("choice", "screening_time")]
OnMatch = Annotated[str | Opaque, Kind("choice", "on_match")]
RiskTiering = Annotated[str | Opaque, Kind("choice", "risk_tiering")]
Party = Annotated[str | Opaque, Kind("choice", "party")]
OnUnverified = Annotated[str | Opaque, Kind("choice", "on_unverified")]
AgentCheck = Annotated[str | Opaque, Kind("choice", "agent_check")]
Reliance = Annotated[str | Opaque, Kind("choice", "third_party_reliance")]
ForOthers = Annotated[str | Opaque, Kind("choice", "verification_for_others")]
OwnerBasis = Annotated[str | Opaque, Kind("choice", "owner_basis")]
ScreeningScope = Annotated[str | Opaque, Kind("choice", "screening_scope")]
ListChange = Annotated[str | Opaque, Kind("choice", "list_change")]
HighRiskMeasure = Annotated[str | Opaque, Kind("choice", "high_risk_measure")]
LowRisk = Annotated[str | Opaque, Kind("choice", "low_risk_treatment")]
IdentityUpdate = Annotated[str | Opaque, Kind("choice", "identity_update")]
AccountLending = Annotated[str | Opaque, Kind("choice", "account_lending")]


class Identification(Part):
    by: Fact[Party] = fact(
        "身份识别执行方", "Who identifies customers", ask=("由谁开展客户身份识别？", "Who identifies customers?")
    )
    ways: Many[IdentificationWay] = fact(
        "身份识别方式", "How customers are identified", ask=("如何识别客户身份？", "How are customers identified?")
    )
    real_name: Fact[RealName] = fact(
        "账户实名",
        "Real name of accounts",
        ask=("账户是否实名核验？", "Are accounts opened under a verified real name?"),
    )
    triggers: Many[Trigger] = fact(
        "开展尽职调查的情形",
        "When due diligence is done",
        ask=("在哪些情形下开展客户尽职调查？", "In which cases is due diligence done?"),
    )
    one_off_from: Fact[Money] = fact(
        "一次性服务尽调起点（元）",
        "Amount of a one-off service from which it is done (CNY)",
        ask=("单笔一次性服务达到多少元时开展尽调？", "From which amount of a one-off service is due diligence done?"),
    )
    legacy_customers: Fact[Share] = fact(
        "已完成尽调的存量客户占比",
        "Existing customers already reviewed, share",
        ask=("存量客户中已完成尽调的占多少？", "What share of existing customers has been reviewed?"),
    )
    legacy_high_risk: Fact[Share] = fact(
        "较高风险以上存量客户已完成尽调的占比",
        "Existing customers of higher risk already reviewed, share",
        ask=(
            "较高风险以上的存量客户中已完成尽调的占多少？",
            "What share of existing customers of higher risk has been reviewed?",
        ),
    )
    one_off_usd_from: Fact[Count] = fact(
        "一次性服务尽调起点（等值美元）",
        "Amount of a one-off service from which it is done (USD)",
        ask=(
            "外币一次性服务单笔达到等值多少美元时开展尽调？",
            "From which amount in USD of a one-off service is due diligence done?",
        ),
    )
    on_unverified: Fact[OnUnverified] = fact(
        "无法核实身份时",
        "When identity cannot be verified",
        ask=("无法核实客户身份时如何处理？", "What happens when a customer's identity cannot be verified?"),
    )
    agents: Fact[AgentCheck] = fact(
        "代办业务的核实",
        "Check of agents",
        ask=("客户由他人代办时如何核实？", "How is a customer checked who acts through an agent?"),
    )
    third_party: Fact[Reliance] = fact(
        "依托第三方开展尽调的管理",
        "How third parties that do it are managed",
        ask=(
            "依托第三方开展客户尽调的，如何评估和确认其工作？",
            "How are third parties that do due diligence assessed?",
        ),
    )
    merchant_ways: Many[IdentificationWay] = fact(
        "商户身份识别方式",
        "How merchants are identified",
        ask=("如何识别特约商户身份？", "How are merchants identified?"),
    )
    accounts_linked: Fact[YesNo] = fact(
        "同一客户多个账户是否关联管理",
        "Accounts of one customer are managed together",
        ask=("同一客户的多个账户是否关联、统一管理？", "Are several accounts of one customer managed together?"),
    )
    id_check_single_from: Fact[Money] = fact(
        "核对证件并留存的单笔起点（元）",
        "Single payment from which the document is checked and copied (CNY)",
        ask=(
            "个人客户单笔收付达到多少元时核对并留存证件？",
            "From which single payment is the document checked and copied?",
        ),
    )
    id_check_30_days_from: Fact[Money] = fact(
        "核对证件并留存的30天累计起点（元）",
        "Sum of 30 days from which the document is checked and copied (CNY)",
        ask=(
            "个人客户30天内累计收付达到多少元时核对并留存证件？",
            "From which sum in 30 days is the document checked and copied?",
        ),
    )
    id_check_balance_above: Fact[Money] = fact(
        "核对证件并留存的余额界限（连续10天超过，元）",
        "Balance over ten days above which the document is checked and copied (CNY)",
        ask=(
            "个人客户余额连续10天超过多少元时核对并留存证件？",
            "Above which balance over ten days is the document checked and copied?",
        ),
    )
    for_others: Fact[ForOthers] = fact(
        "对外提供的实名核验服务",
        "Identity checks offered to others",
        ask=("是否对外提供实名核验，是哪一种？", "Are identity checks offered to others, and which?"),
    )


class BeneficialOwner(Part):
    threshold: Fact[Share] = fact(
        "受益所有人认定比例",
        "Share from which an owner counts",
        ask=("持股达到多少认定为受益所有人？", "From which share does an owner count as beneficial owner?"),
    )
    difference_report_working_days: Fact[Count] = fact(
        "差异报告时限（工作日）",
        "Working days until a difference is reported",
        ask=("发现与备案信息重大差异后几个工作日内报告？", "Within how many working days is a difference reported?"),
    )
    bases: Many[OwnerBasis] = fact(
        "认定依据",
        "What makes an owner",
        ask=("按哪些标准认定受益所有人？", "By which tests is a beneficial owner found?"),
    )
    difference_kept: Fact[YesNo] = fact(
        "差异核对工作记录是否留存",
        "Record of differences is kept",
        ask=("与备案信息的差异核对是否留存工作记录？", "Is a record of differences kept?"),
    )


class Screening(Part):
    lists: Many[ScreeningList] = fact(
        "筛查的名单",
        "Lists screened against",
        ask=("对照哪些名单筛查客户？", "Against which lists are customers screened?"),
    )
    when: Many[ScreeningTime] = fact(
        "筛查时点", "When customers are screened", ask=("何时筛查客户名单？", "When are customers screened?")
    )
    on_match: Fact[OnMatch] = fact(
        "命中后的处置", "What happens on a match", ask=("命中名单后如何处置？", "What happens on a match?")
    )
    covers: Many[ScreeningScope] = fact(
        "筛查的对象", "Who is screened", ask=("对哪些对象开展名单筛查？", "Who is screened against the lists?")
    )
    on_list_change: Fact[ListChange] = fact(
        "名单调整后的回溯",
        "When a list changes",
        ask=("名单调整后何时回溯筛查存量客户？", "When are existing customers screened after a list changes?"),
    )


class Records(Part):
    identity_years: Fact[Count] = fact(
        "身份资料保存（业务关系结束后，年）",
        "Years identity records are kept after the relation ends",
        ask=(
            "客户身份资料在业务关系结束后保存几年？",
            "For how many years after the relation ends are identity records kept?",
        ),
    )
    transaction_years: Fact[Count] = fact(
        "交易记录保存（交易结束后，年）",
        "Years transaction records are kept",
        ask=("交易记录保存几年？", "For how many years are transaction records kept?"),
    )
    replayable: Fact[YesNo] = fact(
        "记录能否重现每笔交易",
        "Each transaction can be replayed from the records",
        ask=("能否依据保存的记录重现每笔交易？", "Can each transaction be replayed from the records?"),
    )
    identity_update: Fact[IdentityUpdate] = fact(
        "身份信息的更新",
        "How identity data are kept current",
        ask=("客户身份信息变更或证件到期如何更新？", "How are identity data kept current?"),
    )


class DueDiligence(Part):
    identification: Fact[Identification] = fact("身份识别", "Identification")
    beneficial_owner: Fact[BeneficialOwner] = fact(
        "受益所有人",
        "Beneficial owner",
        ask=("是否识别受益所有人，如何识别？", "Are beneficial owners identified, and how?"),
    )
    screening: Fact[Screening] = fact("名单筛查", "Screening")
    monitoring: Fact[Monitoring] = fact("交易监测", "Monitoring")
    records: Fact[Records] = fact("资料保存", "Records")
    risk_tiering: Fact[RiskTiering] = fact(
        "客户洗钱风险分级",
        "Risk tiers of customers",
        ask=("是否按洗钱风险对客户分级管理？", "Are customers tiered by money-laundering risk?"),
    )
    review_months: Fact[Months] = fact("客户风险复核周期（月）", "Months between reviews of a customer")
    high_risk_review_months: Fact[Months] = fact(
        "最高风险客户审核周期（月）",
        "Months between reviews of customers of the highest risk",
        ask=(
            "最高风险等级的客户多久审核一次？",
            "How often are customers of the highest risk reviewed?",
        ),
    )
    first_grading_days: Fact[Days] = fact(
        "首次风险评级时限（天）",
        "Days until a customer is first graded",
        ask=(
            "建立业务关系后多少天内完成首次风险等级评定？",
            "Within how many days is a customer first graded?",
        ),
    )
    high_risk_measures: Many[HighRiskMeasure] = fact(
        "对较高风险客户和业务的强化措施",
        "Enhanced measures at higher risk",
        ask=(
            "对较高洗钱风险的客户和业务采取哪些强化措施？",
            "Which enhanced measures are taken at higher risk?",
        ),
    )
    low_risk: Fact[LowRisk] = fact(
        "对较低风险客户的尽调",
        "Due diligence at lower risk",
        ask=("对较低洗钱风险的客户如何尽调？", "How is due diligence done at lower risk?"),
    )
    account_lending: Fact[AccountLending] = fact(
        "对转让、出租、出借账户的安排",
        "Sale, rent or lending of accounts",
        ask=("对转让、出租、出借账户如何处理？", "How are sale, rent and lending of accounts treated?"),
    )
    sharing: Fact[WatchSharing] = fact(
        "反洗钱和反诈信息的对外提供",
        "Data from monitoring given to others",
        ask=("是否向外提供反洗钱或反诈信息？", "Are data from monitoring given to others?"),
    )
    policy: Fact[Text] = fact("反洗钱内控制度名称", "Name of the anti-money-laundering policy")
