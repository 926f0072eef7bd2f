"""How customers are identified, screened and watched, and how long records are kept. Not how credit risk is judged."""

from __future__ import annotations

from typing import Annotated

from hegui.manifest.parts import Count, Days, Fact, Kind, Many, Money, Months, Part, Share, Text, YesNo, fact
from hegui.values import Opaque

Trigger = Annotated[str | Opaque, Kind("choice", "diligence_trigger")]
IdentificationWay = Annotated[str | Opaque, Kind("choice", "identification_way")]
RealName = Annotated[str | Opaque, Kind("choice", "real_name")]
ScreeningList = Annotated[str | Opaque, Kind("choice", "screening_list")]
ScreeningTime = Annotated[str | Opaque, Kind("choice", "screening_time")]
OnMatch = Annotated[str | Opaque, Kind("choice", "on_match")]
RiskTiering = Annotated[str | Opaque, Kind("choice", "risk_tiering")]
Party = Annotated[str | Opaque, Kind("choice", "party")]
EventNotice = Annotated[str | Opaque, Kind("choice", "monitoring_action")]


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


class Monitoring(Part):
    by: Fact[Party] = fact(
        "交易监测执行方", "Who watches transactions", ask=("由谁监测交易？", "Who watches transactions?")
    )
    large_cash_from: Fact[Money] = fact(
        "大额现金交易报告起点（元）",
        "Cash amount reported as large (CNY)",
        ask=("单日现金交易达到多少元报告大额？", "From which cash amount is a large transaction reported?"),
    )
    large_transfer_from: Fact[Money] = fact(
        "自然人境内大额转账报告起点（元）", "Domestic transfer of a person reported as large (CNY)"
    )
    large_report_working_days: Fact[Count] = fact(
        "大额交易报告时限（工作日）",
        "Working days until a large transaction is reported",
        ask=("大额交易发生后几个工作日内报告？", "Within how many working days are large transactions reported?"),
    )
    suspicious_actions: Many[EventNotice] = fact(
        "发现可疑交易后的措施",
        "What follows a suspicious transaction",
        ask=("发现可疑交易后采取哪些措施？", "What follows a suspicious transaction?"),
    )
    fraud_monitoring: Fact[ScreeningTime] = fact(
        "涉诈异常监测",
        "Watch for fraud",
        ask=("如何监测涉诈异常账户和交易？", "How are accounts and transactions watched for fraud?"),
    )
    objection_days: Fact[Days] = fact(
        "风险措施异议答复时限（天）",
        "Days until an objection is answered",
        ask=("客户对风险措施有异议，几天内答复？", "Within how many days is an objection answered?"),
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


class DueDiligence(Part):
    identification: Fact[Identification] = fact("身份识别", "Identification")
    beneficial_owner: Fact[BeneficialOwner] = fact("受益所有人", "Beneficial owner")
    screening: Fact[Screening] = fact("名单筛查", "Screening")
    monitoring: Fact[Monitoring] = fact("交易监测", "Monitoring")
    records: Fact[Records] = fact("资料保存", "Records")
    risk_tiering: Fact[RiskTiering] = fact(
        "客户洗钱风险分级",
        "Risk tiers of customers",
        ask=("是否按洗钱风险对客户分级管理？", "Are customers tiered by money-laundering risk?"),
    )
    review_months: Fact[Months] = fact("客户风险复核周期（月）", "Months between reviews of a customer")
    policy: Fact[Text] = fact("反洗钱内控制度名称", "Name of the anti-money-laundering policy")
