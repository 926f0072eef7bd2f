"""How transactions are watched, how fraud is kept out, and to whom what was seen is given. It identifies nobody."""

from __future__ import annotations

from typing import Annotated

from hegui.manifest.parts import Count, Days, Fact, Kind, Many, Money, Part, YesNo, fact
from hegui.values import Opaque

ScreeningTime = Annotated[str | Opaque, Kind("choice", "screening_time")]
Party = Annotated[str | Opaque, Kind("choice", "party")]
EventNotice = Annotated[str | Opaque, Kind("choice", "monitoring_action")]
Summing = Annotated[str | Opaque, Kind("choice", "amount_summing")]
Coverage = Annotated[str | Opaque, Kind("choice", "transaction_coverage")]
FraudAction = Annotated[str | Opaque, Kind("choice", "fraud_action")]
FraudDataUse = Annotated[str | Opaque, Kind("choice", "fraud_data_use")]
ActionNotice = Annotated[str | Opaque, Kind("choice", "action_notice")]
FraudEducation = Annotated[str | Opaque, Kind("choice", "fraud_education")]
MeasureScale = Annotated[str | Opaque, Kind("choice", "measure_scale")]
Recipient = Annotated[str | Opaque, Kind("choice", "watch_recipient")]
WatchConsent = Annotated[str | Opaque, Kind("choice", "watch_consent")]
ShareMethod = Annotated[str | Opaque, Kind("choice", "share_method")]


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
        "自然人境内大额转账报告起点（元）",
        "Domestic transfer of a person reported as large (CNY)",
        ask=(
            "自然人境内转账达到多少元作大额报告？",
            "From how much is a domestic transfer of a person reported as large (CNY)?",
        ),
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
    large_cash_usd_from: Fact[Count] = fact(
        "大额外币现金交易报告起点（等值美元）",
        "Foreign cash reported as large (USD)",
        ask=(
            "单日外币现金交易达到等值多少美元报告大额？",
            "From which foreign cash amount in USD is a large transaction reported?",
        ),
    )
    large_entity_transfer_from: Fact[Money] = fact(
        "单位大额转账报告起点（元）",
        "Transfer of an entity reported as large (CNY)",
        ask=(
            "单位客户转账达到多少元报告大额？",
            "From which transfer of an entity is a large transaction reported?",
        ),
    )
    large_transfer_usd_from: Fact[Count] = fact(
        "自然人境内外币大额转账报告起点（等值美元）",
        "Domestic transfer of a person in foreign currency reported as large (USD)",
        ask=(
            "自然人境内外币转账达到等值多少美元报告大额？",
            "From which domestic transfer in USD is a large transaction reported?",
        ),
    )
    large_entity_transfer_usd_from: Fact[Count] = fact(
        "单位外币大额转账报告起点（等值美元）",
        "Transfer of an entity in foreign currency reported as large (USD)",
        ask=(
            "单位外币转账达到等值多少美元报告大额？",
            "From which transfer of an entity in USD is a large transaction reported?",
        ),
    )
    large_cross_border_from: Fact[Money] = fact(
        "自然人跨境大额转账报告起点（元）",
        "Cross-border transfer of a person reported as large (CNY)",
        ask=(
            "自然人跨境转账达到多少元报告大额？",
            "From which cross-border transfer of a person is a large transaction reported?",
        ),
    )
    large_cross_border_usd_from: Fact[Count] = fact(
        "自然人跨境外币大额转账报告起点（等值美元）",
        "Cross-border transfer of a person reported as large (USD)",
        ask=(
            "自然人跨境外币转账达到等值多少美元报告大额？",
            "From which cross-border transfer in USD is a large transaction reported?",
        ),
    )
    summing: Fact[Summing] = fact(
        "大额累计口径",
        "How amounts are summed",
        ask=("大额交易按什么口径累计？", "How are amounts summed for large transactions?"),
    )
    coverage: Fact[Coverage] = fact(
        "监测的交易范围",
        "Transactions that are watched",
        ask=("监测覆盖全部交易还是部分交易？", "Are all transactions watched or only some?"),
    )
    suspicious_report_working_days: Fact[Count] = fact(
        "可疑交易报告时限（工作日）",
        "Working days until a suspicious transaction is reported",
        ask=(
            "发现可疑交易后几个工作日内报告？",
            "Within how many working days are suspicious transactions reported?",
        ),
    )
    measure_scale: Fact[MeasureScale] = fact(
        "风险措施的尺度",
        "Scale of risk measures",
        ask=("对客户采取限制措施时按什么尺度？", "On what scale are customers limited?"),
    )
    basic_services_kept: Fact[YesNo] = fact(
        "限制期间是否保障基本金融服务",
        "Basic services go on under limits",
        ask=(
            "采取限制措施期间，医疗、社保、公用事业等基本金融服务是否保障？",
            "Do basic services such as medical, social security and utilities go on under limits?",
        ),
    )
    fraud_actions: Many[FraudAction] = fact(
        "涉诈异常的处置措施",
        "What follows a sign of fraud",
        ask=("监测到涉诈异常后采取哪些措施？", "What follows a sign of fraud?"),
    )
    fraud_data_uses: Many[FraudDataUse] = fact(
        "涉诈监测所收集信息的用途",
        "Uses of data collected to watch for fraud",
        ask=("为反诈监测收集的信息用于哪些用途？", "What are data collected to watch for fraud used for?"),
    )
    action_notice: Many[ActionNotice] = fact(
        "采取处置措施时告知的事项",
        "What a customer is told when measures are taken",
        ask=(
            "限制、暂停服务时告知客户哪些事项？",
            "What is a customer told when services are limited or suspended?",
        ),
    )
    fraud_education: Many[FraudEducation] = fact(
        "反诈宣传提示",
        "Education on fraud",
        ask=("向用户开展哪些反诈提示？", "How are users warned of fraud?"),
    )


class WatchSharing(Part):
    """What leaves the firm of the data from due diligence, monitoring and fraud prevention."""

    recipients: Many[Recipient] = fact(
        "提供对象",
        "To whom",
        ask=("反洗钱和反诈信息提供给谁？", "To whom are data from monitoring given?"),
    )
    method: Fact[ShareMethod] = fact(
        "共享方式", "How", ask=("以什么方式共享反诈风险信息？", "How are fraud risk data shared?")
    )
    uses: Many[FraudDataUse] = fact(
        "接收方的用途",
        "What the recipient uses them for",
        ask=("接收方把共享的信息用于哪些用途？", "What does the recipient use the data for?"),
    )
    consent: Fact[WatchConsent] = fact(
        "共享的依据", "Basis of sharing", ask=("共享反诈信息基于什么依据？", "On what basis are fraud data shared?")
    )
