"""What crosses the border: personal data, money, services from abroad. Where data are stored is in `data`."""

from __future__ import annotations

from typing import Annotated

from hegui.manifest.parts import Count, Day, Fact, Kind, Many, Money, Part, Text, YesNo, fact
from hegui.values import Opaque

Mechanism = Annotated[str | Opaque, Kind("choice", "export_mechanism")]
ConsentMode = Annotated[str | Opaque, Kind("choice", "consent_mode")]
ShareNotice = Annotated[str | Opaque, Kind("choice", "share_notice")]
DataCategory = Annotated[str | Opaque, Kind("choice", "data_category")]
OverseasBusiness = Annotated[str | Opaque, Kind("choice", "overseas_business")]
TradeCheck = Annotated[str | Opaque, Kind("choice", "trade_check")]


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
    approved_on: Fact[Day] = fact("评估、认证或备案日期", "Day of assessment, certification or filing")


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
    records_years: Fact[Count] = fact("交易资料留存（年）", "Years records are kept")
    card_cash_yearly: Fact[Money] = fact(
        "境外取现年度限额（元）",
        "Cash abroad per year (CNY)",
        ask=("境内卡境外取现每年限额是多少？", "How much cash abroad is allowed per year?"),
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
    wealth_connect_quota: Fact[Money] = fact("跨境理财通个人额度（元）", "Wealth connect quota per person (CNY)")
