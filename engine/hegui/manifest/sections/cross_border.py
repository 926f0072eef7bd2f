"""What crosses the border: personal data, money, services from abroad. Where data are stored is in `data`."""

from __future__ import annotations

from typing import Annotated

from hegui.manifest.parts import Count, Day, Fact, Kind, Many, Money, Months, Part, Text, YesNo, fact
from hegui.values import Opaque

ExportPurpose = Annotated[str | Opaque, Kind("choice", "export_purpose")]
ExportFrequency = Annotated[str | Opaque, Kind("choice", "export_frequency")]
ExportSubject = Annotated[str | Opaque, Kind("choice", "export_subject")]
Mechanism = Annotated[str | Opaque, Kind("choice", "export_mechanism")]
ConsentMode = Annotated[str | Opaque, Kind("choice", "consent_mode")]
ShareNotice = Annotated[str | Opaque, Kind("choice", "share_notice")]
DataCategory = Annotated[str | Opaque, Kind("choice", "data_category")]
OverseasBusiness = Annotated[str | Opaque, Kind("choice", "overseas_business")]
TradeCheck = Annotated[str | Opaque, Kind("choice", "trade_check")]
Currency = Annotated[str | Opaque, Kind("choice", "settlement_currency")]
Converter = Annotated[str | Opaque, Kind("choice", "fx_converter")]
DocumentCheck = Annotated[str | Opaque, Kind("choice", "document_check")]
OnUnproved = Annotated[str | Opaque, Kind("choice", "on_unproved")]
CashScope = Annotated[str | Opaque, Kind("choice", "card_cash_scope")]
OverLimit = Annotated[str | Opaque, Kind("choice", "card_over_limit")]
Blocklist = Annotated[str | Opaque, Kind("choice", "card_blocklist")]
CardSharing = Annotated[str | Opaque, Kind("choice", "card_sharing")]
SecuritiesStep = Annotated[str | Opaque, Kind("choice", "securities_step")]
SecuritiesApproval = Annotated[str | Opaque, Kind("choice", "securities_approval")]


class DataExport(Part):
    recipient: Fact[Text] = fact(
        "境外接收方",
        "Recipient abroad",
        ask=("个人信息提供给哪个境外接收方？", "To which recipient abroad are data given?"),
    )
    country: Fact[Text] = fact("所在国家或地区", "Country or territory")
    items: Many[DataCategory] = fact(
        "出境的信息种类", "Kinds of data exported", ask=("哪些个人信息出境？", "Which personal data are exported?")
    )
    mechanism: Fact[Mechanism] = fact(
        "出境路径",
        "Mechanism",
        ask=(
            "采用安全评估、认证、标准合同还是豁免？",
            "Is it a security assessment, certification, standard contract or exemption?",
        ),
    )
    persons_this_year: Fact[Count] = fact(
        "当年1月1日起累计出境人数（不含敏感，人）",
        "Persons since 1 January, without sensitive data",
        ask=(
            "当年累计向境外提供多少人的非敏感个人信息？",
            "Of how many persons were non-sensitive data exported this year?",
        ),
    )
    sensitive_persons_this_year: Fact[Count] = fact(
        "当年1月1日起累计出境敏感信息人数（人）",
        "Persons since 1 January, sensitive data",
        ask=("当年累计向境外提供多少人的敏感个人信息？", "Of how many persons were sensitive data exported this year?"),
    )
    important_data: Fact[YesNo] = fact(
        "是否出境重要数据",
        "Important data are exported",
        ask=("是否向境外提供重要数据？", "Are important data exported?"),
    )
    consent: Fact[ConsentMode] = fact(
        "出境的同意方式",
        "Consent to the export",
        ask=("个人信息出境是否取得单独同意？", "Is separate consent to the export obtained?"),
    )
    notice: Many[ShareNotice] = fact(
        "出境前告知的事项",
        "What persons are told",
        ask=("出境前告知用户哪些事项？", "What are persons told before the export?"),
    )
    approved_on: Fact[Day] = fact(
        "评估、认证或备案日期",
        "Day of assessment, certification or filing",
        ask=("安全评估、认证或备案哪一天完成？", "When was the assessment, certification or filing done?"),
    )
    purpose: Fact[ExportPurpose] = fact(
        "出境目的", "Why data are exported", ask=("个人信息为什么目的出境？", "For what purpose are data exported?")
    )
    frequency: Fact[ExportFrequency] = fact(
        "出境频次",
        "How often data are exported",
        ask=("个人信息一次性、定期还是持续出境？", "Are data exported once, regularly or continuously?"),
    )
    subjects: Many[ExportSubject] = fact(
        "出境信息涉及的人",
        "Whose data are exported",
        ask=("出境的是客户、员工还是其他人的信息？", "Are the data those of customers, of staff or of others?"),
    )
    expected_persons_this_year: Fact[Count] = fact(
        "预计当年全年累计出境人数（人）",
        "Persons expected by the end of the year",
        ask=(
            "预计到年底累计向境外提供多少人的信息？",
            "Of how many persons will data be exported by the end of the year?",
        ),
    )
    in_free_trade_zone: Fact[YesNo] = fact(
        "处理者是否在自由贸易试验区内",
        "Handler is inside a free-trade zone",
        ask=("处理者是否在自由贸易试验区内？", "Is the handler inside a free-trade zone?"),
    )
    on_negative_list: Fact[YesNo] = fact(
        "出境数据是否列入自贸试验区负面清单",
        "Data are on the zone's negative list",
        ask=("出境数据是否列入该自贸试验区负面清单？", "Are the data on the negative list of that zone?"),
    )


class ForeignExchange(Part):
    per_person_usd: Fact[Count] = fact(
        "个人年度额度（等值美元）",
        "Yearly quota per person (USD)",
        ask=("个人年度结售汇额度是多少美元？", "What is the yearly quota per person in USD?"),
    )
    above_quota: Fact[TradeCheck] = fact(
        "超额度的真实性审核",
        "Check above the quota",
        ask=("超出年度额度时如何审核？", "How are amounts above the quota checked?"),
    )
    single_usd: Fact[Count] = fact(
        "单笔限额（等值美元）",
        "Limit per transaction (USD)",
        ask=("单笔限额是多少美元？", "What is the limit per transaction in USD?"),
    )
    trade_check: Fact[TradeCheck] = fact(
        "交易真实性审核",
        "Check of the trade behind it",
        ask=("如何审核交易真实性？", "How is the trade behind a payment checked?"),
    )
    split_watch: Fact[YesNo] = fact(
        "是否监测分拆交易",
        "Splitting is watched for",
        ask=("是否监测分拆规避额度的交易？", "Is splitting to get round the quota watched for?"),
    )
    records_years: Fact[Count] = fact(
        "交易资料留存（年）",
        "Years records are kept",
        ask=("交易资料留存多少年？", "How many years are records kept?"),
    )
    card_cash_yearly: Fact[Money] = fact(
        "境外取现年度限额（元）",
        "Cash abroad per year (CNY)",
        ask=("境内卡境外取现每年限额是多少？", "How much cash abroad is allowed per year?"),
    )
    card_cash_daily: Fact[Money] = fact(
        "境外取现每卡每日限额（元）",
        "Cash abroad per card a day (CNY)",
        ask=("境内卡境外取现每卡每日限额是多少？", "How much cash abroad is allowed per card a day?"),
    )
    card_cash_scope: Fact[CashScope] = fact(
        "境外取现额度的计算口径",
        "What the yearly limit is counted for",
        ask=("境外取现年度额度按人还是按卡计算？", "Is the yearly limit counted per person or per card?"),
    )
    card_over_limit: Fact[OverLimit] = fact(
        "境外取现超额后的处置",
        "When the limit is passed",
        ask=("境外取现超过年度额度后如何处置？", "What follows when the yearly limit is passed?"),
    )
    card_blocklist: Fact[Blocklist] = fact(
        "暂停名单的执行",
        "When listed persons are blocked",
        ask=("暂停境外取现的名单何时执行？", "When are listed persons blocked from cash abroad?"),
    )
    card_sharing: Fact[CardSharing] = fact(
        "对借用、出借银行卡的安排",
        "Lending and borrowing of cards",
        ask=("对借用、出借银行卡境外取现如何处理？", "How are lent and borrowed cards treated?"),
    )
    currencies: Many[Currency] = fact(
        "跨境结算币种",
        "Currencies of settlement",
        ask=("跨境收付以人民币还是外币结算？", "Is the cross-border payment settled in renminbi or foreign currency?"),
    )
    converted_by: Fact[Converter] = fact(
        "兑换（结售汇）办理方",
        "Who converts currency",
        ask=("本外币兑换由谁办理？", "Who converts the currency?"),
    )
    domestic_prices: Fact[Currency] = fact(
        "境内交易的计价币种",
        "Currency of prices in the mainland",
        ask=("境内商品和服务以什么币种计价结算？", "In which currency are goods and services in the mainland priced?"),
    )
    document_check: Fact[DocumentCheck] = fact(
        "交易单证的审核",
        "Check of documents",
        ask=("客户提交的单证、凭证如何核验？", "How are the documents of customers checked?"),
    )
    on_unproved: Fact[OnUnproved] = fact(
        "不能确认真实合法的交易",
        "When trade cannot be proved",
        ask=("不能确认交易真实合法时如何处理？", "What happens when a trade cannot be proved?"),
    )
    post_check: Fact[YesNo] = fact(
        "是否有事后抽查制度",
        "Checked again afterwards by sampling",
        ask=("是否有事后抽查制度？", "Are transactions checked again afterwards?"),
    )
    merchant_blacklist: Fact[YesNo] = fact(
        "是否建立市场交易主体负面清单",
        "Negative list of merchants",
        ask=("是否建立市场交易主体负面清单？", "Is there a negative list of merchants?"),
    )
    single_rmb: Fact[Money] = fact(
        "人民币跨境单笔限额（元）",
        "Limit per renminbi transaction (CNY)",
        ask=("人民币跨境结算的单笔限额是多少？", "What is the limit per renminbi transaction?"),
    )
    merchant_yearly_usd: Fact[Count] = fact(
        "所服务商户年收付汇最高金额（等值美元）",
        "Highest yearly receipts and payments of a merchant served (USD)",
        ask=(
            "所服务的单个商户年收付汇最高多少美元？",
            "What are the highest yearly receipts and payments of a merchant served, in USD?",
        ),
    )
    merchant_registered: Fact[YesNo] = fact(
        "超过金额的商户是否先办理名录登记",
        "Merchants above the amount register first",
        ask=("超过规定金额的商户是否先办理名录登记？", "Do merchants above the amount register first?"),
    )
    bank_review_months: Fact[Months] = fact(
        "合作银行评估支付机构的周期（月）",
        "Months between the bank's reviews of the payment institution",
        ask=("合作银行多久评估一次支付机构？", "How often does the bank review the payment institution?"),
    )
    abnormal_report_working_days: Fact[Count] = fact(
        "异常情况报告时限（工作日）",
        "Working days until an anomaly is reported",
        ask=("确认异常后几个工作日内报告？", "Within how many working days is an anomaly reported?"),
    )


class CrossBorder(Part):
    businesses: Many[OverseasBusiness] = fact(
        "跨境业务", "Cross-border business", ask=("涉及哪些跨境业务？", "Which cross-border business is done?")
    )
    data: Fact[DataExport] = fact(
        "个人信息出境", "Export of personal data", ask=("是否向境外提供个人信息？", "Are personal data given abroad?")
    )
    foreign_exchange: Fact[ForeignExchange] = fact("外汇", "Foreign exchange")
    overseas_provider: Fact[Text] = fact(
        "境外服务提供者",
        "Provider from abroad",
        ask=("是否由境外机构向境内用户提供服务？", "Does a firm abroad serve users in the mainland?"),
    )
    provider_entity: Fact[Text] = fact(
        "境外机构在境内设立的主体",
        "Entity it has set up in the mainland",
        ask=("境外机构在境内设立了哪个主体？", "Which entity has the firm abroad set up in the mainland?"),
    )
    account_channel: Fact[YesNo] = fact(
        "是否提供境外证券开户通道",
        "Opens a way to overseas securities accounts",
        ask=("是否提供境外证券开户通道？", "Does it open a way to overseas securities accounts?"),
    )
    securities_steps: Many[SecuritiesStep] = fact(
        "在境外证券期货基金业务中做什么",
        "What it does for overseas securities",
        ask=(
            "在境外证券、期货、基金业务中承担哪些环节？",
            "Which steps of overseas securities, futures or funds does it take part in?",
        ),
    )
    securities_approval: Fact[SecuritiesApproval] = fact(
        "境外证券期货基金机构的境内许可",
        "Approval in the mainland of the overseas firm",
        ask=(
            "境外证券期货基金机构在境内取得什么许可？",
            "Which approval does the overseas firm hold in the mainland?",
        ),
    )
    wealth_connect_quota: Fact[Money] = fact(
        "跨境理财通个人额度（元）",
        "Wealth connect quota per person (CNY)",
        ask=("跨境理财通的个人额度是多少元？", "What is the wealth connect quota per person (CNY)?"),
    )
