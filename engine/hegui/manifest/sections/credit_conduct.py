"""How debts are collected and how credit data are queried and reported. The loan itself is in `credit`."""

from __future__ import annotations

from typing import Annotated

from hegui.manifest.parts import Count, Fact, Kind, Many, Months, Part, fact
from hegui.values import Opaque

Party = Annotated[str | Opaque, Kind("choice", "party")]
CollectionMethod = Annotated[str | Opaque, Kind("choice", "collection_method")]
ThirdPartyContact = Annotated[str | Opaque, Kind("choice", "third_party_contact")]
BureauConsent = Annotated[str | Opaque, Kind("choice", "bureau_consent")]
BureauPurpose = Annotated[str | Opaque, Kind("choice", "bureau_purpose")]
BureauReporting = Annotated[str | Opaque, Kind("choice", "bureau_reporting")]
BureauSharing = Annotated[str | Opaque, Kind("choice", "bureau_sharing")]
CreditSource = Annotated[str | Opaque, Kind("choice", "credit_source")]
NegativeNotice = Annotated[str | Opaque, Kind("choice", "negative_notice")]
QueryControl = Annotated[str | Opaque, Kind("choice", "query_control")]


class Collection(Part):
    by: Many[Party] = fact("催收执行方", "Who collects", ask=("由谁催收？", "Who collects overdue debts?"))
    methods: Many[CollectionMethod] = fact(
        "催收方式", "How debts are collected", ask=("采用哪些催收方式？", "How are debts collected?")
    )
    contacts_third_parties: Fact[ThirdPartyContact] = fact(
        "联系第三人的安排",
        "When third parties are contacted",
        ask=("催收时在什么情形下联系债务人以外的人？", "When are people other than the debtor contacted?"),
    )
    calls_per_day: Fact[Count] = fact(
        "对同一债务人每日主动通话上限（次）",
        "Most calls to one debtor a day",
        ask=("对同一债务人每天最多拨打几次？", "How often at most is one debtor called a day?"),
    )
    calls_from_hour: Fact[Count] = fact(
        "催收开始时点（时，0-24）",
        "Hour of the day from which debtors are called (0-24)",
        ask=("每天几点开始催收？", "From which hour are debtors called?"),
    )
    calls_until_hour: Fact[Count] = fact(
        "催收结束时点（时，0-24）",
        "Hour of the day until which debtors are called (0-24)",
        ask=("每天几点停止催收？", "Until which hour are debtors called?"),
    )
    agency_review_months: Fact[Months] = fact("催收机构评价周期（月）", "Months between reviews of collection agencies")


class Bureau(Part):
    query_consent: Fact[BureauConsent] = fact(
        "查询征信的同意形式",
        "Consent to a credit query",
        ask=("查询征信前以什么形式取得本人同意？", "In what form is consent to a credit query obtained?"),
    )
    purpose: Fact[BureauPurpose] = fact(
        "查询用途的约定",
        "Purpose of the query",
        ask=("授权书是否写明查询用途？", "Does the consent state the purpose of the query?"),
    )
    collection_consent: Fact[BureauConsent] = fact(
        "报送征信的同意形式",
        "Consent to reporting",
        ask=("向征信机构提供信息前以什么形式取得同意？", "In what form is consent to reporting obtained?"),
    )
    reporting: Fact[BureauReporting] = fact(
        "是否报送征信",
        "Whether loans are reported",
        ask=("贷款信息是否报送征信系统？", "Are loans reported to the credit register?"),
    )
    negative_notice: Fact[NegativeNotice] = fact(
        "不良信息的事先告知",
        "Notice before bad records are reported",
        ask=("报送不良信息前是否告知本人？", "Is the person told before a bad record is reported?"),
    )
    negative_retention_years: Fact[Count] = fact(
        "不良信息保存年限（年）",
        "Years bad records are kept",
        ask=("不良信息保存多少年？", "How many years are bad records kept?"),
    )
    sources: Many[CreditSource] = fact(
        "征信和评分来源",
        "Where credit data and scores come from",
        ask=("征信信息和信用评分来自哪些机构？", "From whom do credit data and scores come?"),
    )
    third_party_sharing: Fact[BureauSharing] = fact(
        "向第三方提供征信信息",
        "Giving credit data to third parties",
        ask=("征信信息是否提供给第三方？", "Are credit data given to third parties?"),
    )
    query_control: Fact[QueryControl] = fact(
        "人工查询的分离",
        "Split of query and review",
        ask=(
            "人工查询征信时查询与审核是否由不同人员办理？",
            "Are manual queries and their review done by different people?",
        ),
    )
