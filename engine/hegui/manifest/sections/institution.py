"""The firm behind its products: capital, ratios, officers, audits. One file can serve all products of a firm."""

from __future__ import annotations

from typing import Annotated

from hegui.manifest.parts import (
    Count,
    Day,
    Element,
    Fact,
    Kind,
    Many,
    Money,
    Months,
    Number,
    Part,
    Rate,
    Share,
    Text,
    YesNo,
    fact,
)
from hegui.manifest.sections.common import Grading, Region
from hegui.values import Opaque

AuditSubject = Annotated[str | Opaque, Kind("choice", "audit_subject")]
OfficerBody = Annotated[str | Opaque, Kind("choice", "officer_body")]
CostReading = Annotated[str | Opaque, Kind("choice", "cost_reading")]
Rating = Annotated[str | Opaque, Kind("choice", "rating")]


class Ratios(Part):
    joint_lending_partner: Fact[Share] = fact(
        "与单一合作方（含关联方）共同出资余额占一级资本净额",
        "Balance with one partner and its affiliates, share of net tier-1 capital",
        ask=(
            "与单一合作方共同出资的贷款余额占一级资本净额多少？",
            "What share of net tier-1 capital is the balance funded with one partner?",
        ),
    )
    joint_lending_total: Fact[Share] = fact(
        "共同出资互联网贷款余额占全部贷款余额",
        "Jointly funded online loans, share of all loans",
        ask=(
            "与合作机构共同出资的互联网贷款占全部贷款多少？",
            "What share of all loans are jointly funded online loans?",
        ),
    )
    guaranteed_loans: Fact[Share] = fact(
        "担保增信贷款余额占全部贷款余额",
        "Guaranteed loans, share of all loans",
        ask=("担保增信贷款占全部贷款多少？", "What share of all loans is guaranteed?"),
    )
    assisted_loans: Fact[Share] = fact(
        "助贷余额占全部贷款余额",
        "Platform-assisted loans, share of all loans",
        ask=("助贷业务占全部贷款多少？", "What share of all loans came through platforms?"),
    )
    average_cost: Fact[Rate] = fact(
        "新发放贷款平均综合融资成本（年）",
        "Average total cost of new loans (per year)",
        ask=("新发放贷款的平均综合融资成本是多少？", "What is the average total cost of new loans?"),
    )
    above_four_lpr: Fact[Share] = fact(
        "综合融资成本超过四倍LPR的新发放贷款占比",
        "New loans above 4 x LPR, share",
        ask=("综合融资成本超过四倍LPR的新发放贷款占多少？", "What share of new loans costs more than 4 x LPR?"),
    )
    above_four_lpr_year_before: Fact[Share] = fact("上年同期该占比", "The same share a year before")
    largest_borrower: Fact[Share] = fact(
        "同一借款人贷款余额占上年末净资产",
        "Largest borrower, share of last year-end net assets",
        ask=("对同一借款人的贷款余额占上年末净资产多少？", "What share of net assets is lent to the largest borrower?"),
    )
    largest_related_group: Fact[Share] = fact(
        "同一借款人及其关联方贷款余额占上年末净资产",
        "Largest borrower with affiliates, share of last year-end net assets",
        ask=(
            "对同一借款人及其关联方的贷款余额占上年末净资产多少？",
            "What share of net assets is lent to the largest borrower and its affiliates?",
        ),
    )
    non_standard_leverage: Fact[Number] = fact(
        "非标准化融资余额为净资产的倍数",
        "Non-standard funding, multiple of net assets",
        ask=("非标准化融资余额是净资产的几倍？", "How many times net assets is non-standard funding?"),
    )
    standard_leverage: Fact[Number] = fact(
        "标准化融资余额为净资产的倍数",
        "Standard funding, multiple of net assets",
        ask=("标准化融资余额是净资产的几倍？", "How many times net assets is standard funding?"),
    )
    liquidity: Fact[Share] = fact(
        "流动性比例", "Liquidity ratio", ask=("流动性比例是多少？", "What is the liquidity ratio?")
    )
    acceptances_to_assets: Fact[Share] = fact(
        "承兑余额占总资产",
        "Bills accepted, share of total assets",
        ask=("承兑余额占总资产的比例是多少？", "What share of total assets are the bills accepted?"),
    )
    margins_to_deposits: Fact[Share] = fact(
        "承兑保证金余额占吸收存款",
        "Margins for bills, share of deposits taken",
        ask=("承兑保证金余额占吸收存款的比例是多少？", "What share of deposits are margins for bills?"),
    )
    main_shareholder: Fact[Share] = fact(
        "主要出资人持股比例",
        "Share held by the main sponsor",
        ask=("主要出资人持股多少？", "What share does the main sponsor hold?"),
    )
    net_assets_to_reserve: Fact[Share] = fact(
        "净资产与备付金日均余额之比",
        "Net assets over the daily average of reserve funds",
        ask=(
            "净资产与备付金日均余额之比是多少？",
            "What is the ratio of net assets to the daily average of reserve funds?",
        ),
    )
    solvency: Fact[Share] = fact(
        "综合偿付能力充足率（近四季度最低）",
        "Comprehensive solvency (lowest of four quarters)",
        ask=(
            "近四个季度综合偿付能力充足率最低是多少？",
            "What was the lowest comprehensive solvency in four quarters?",
        ),
    )
    core_solvency: Fact[Share] = fact(
        "核心偿付能力充足率（近四季度最低）",
        "Core solvency (lowest of four quarters)",
        ask=("近四个季度核心偿付能力充足率最低是多少？", "What was the lowest core solvency in four quarters?"),
    )
    solvency_surplus: Fact[Money] = fact(
        "综合偿付能力溢额（近四季度最低，元）",
        "Solvency surplus (lowest of four quarters, CNY)",
        ask=(
            "近四个季度综合偿付能力溢额最低是多少元？",
            "What was the lowest solvency surplus of the last four quarters (CNY)?",
        ),
    )
    reserve_cover: Fact[Share] = fact(
        "责任准备金覆盖率",
        "Cover of liability reserves",
        ask=("责任准备金覆盖率是多少？", "What is the cover of liability reserves?"),
    )


class Officers(Part):
    data_security_officer: Fact[Text] = fact(
        "数据安全负责人",
        "Officer for data security",
        ask=("数据安全负责人是谁？", "Who is the officer for data security?"),
    )
    data_security_body: Fact[Text] = fact(
        "数据安全管理机构",
        "Body for data security",
        ask=("数据安全管理机构是哪个部门？", "Which body manages data security?"),
    )
    personal_information_officer: Fact[Text] = fact(
        "个人信息保护负责人",
        "Officer for personal information",
        ask=("个人信息保护负责人是谁？", "Who is the officer for personal information?"),
    )
    compliance_officer: Fact[Text] = fact(
        "合规负责人", "Compliance officer", ask=("合规负责人是谁？", "Who is the compliance officer?")
    )
    anti_money_laundering_officer: Fact[Text] = fact(
        "反洗钱负责人",
        "Officer for anti-money-laundering",
        ask=("反洗钱工作由谁负责？", "Who answers for anti-money-laundering?"),
    )
    consumer_protection_body: Fact[OfficerBody] = fact("消费者权益保护工作机构", "Body for consumer protection")
    fx_lead: Fact[Text] = fact(
        "外汇业务负责人",
        "Head of foreign exchange",
        ask=("外汇业务负责人是谁？", "Who heads foreign exchange?"),
    )
    fx_staff: Fact[Count] = fact(
        "外汇业务人员（人）",
        "Staff for foreign exchange (persons)",
        ask=("有几名熟悉外汇业务的人员？", "How many staff members know foreign exchange?"),
    )


class RatePolicy(Part):
    reading: Fact[CostReading] = fact(
        "控制年化综合融资成本所用的口径",
        "Reading in which yearly cost is held to a limit",
        ask=(
            "本机构按哪种口径控制年化综合融资成本：名义还是复利？",
            "In which reading does the firm hold yearly cost to a limit: nominal or compounded?",
        ),
    )


class FirmAudit(Element):
    """An audit of the firm. Audits of personal and other data are in `data.audits`."""

    NAMED_BY = ("subject",)

    subject: Fact[AuditSubject] = fact("审计内容", "What is audited")
    date: Fact[Day] = fact(
        "最近一次审计日", "Day of the last one", ask=("最近一次审计是哪一天？", "When was the last audit?")
    )
    cycle_months: Fact[Months] = fact(
        "审计周期（月）", "Months between two", ask=("多久审计一次？", "How often is it audited?")
    )


class Shareholder(Element):
    name: Fact[Text] = fact("股东名称", "Name of the shareholder")
    share: Fact[Share] = fact(
        "持股比例", "Share it holds", ask=("该股东持股比例是多少？", "Which share does the shareholder hold?")
    )
    same_type_share: Fact[Share] = fact(
        "在其他同类支付机构的最高持股比例",
        "Highest share it holds in another payment institution of the same type",
        ask=(
            "该股东在其他同类支付机构的最高持股比例是多少？",
            "What is the highest share it holds in another payment institution of the same type?",
        ),
    )


class Institution(Part):
    name: Fact[Text] = fact("机构名称", "Name of the firm")
    registered_region: Fact[Region] = fact(
        "注册地", "Region of registration", ask=("机构注册在哪里？", "Where is the firm registered?")
    )
    outlets: Fact[Count] = fact(
        "实体网点数（个）",
        "Number of branches",
        ask=("机构有多少个实体网点？", "How many branches does the firm have?"),
    )
    outlet_regions: Many[Region] = fact("网点所在地域", "Regions with branches")
    mainly_online: Fact[YesNo] = fact(
        "业务是否主要在线上开展",
        "Works mainly online",
        ask=("机构业务是否主要在线上开展？", "Does the firm work mainly online?"),
    )
    capital: Fact[Money] = fact(
        "实缴注册资本（元）",
        "Paid-up registered capital (CNY)",
        ask=("实缴注册资本是多少？", "How much capital is paid up?"),
    )
    shareholders: Many[Shareholder] = fact(
        "股东", "Shareholders", ask=("机构有哪些股东，各持股多少？", "Who are the shareholders, with which shares?")
    )
    rating_self_assessed_on: Fact[Day] = fact(
        "最近一次评级自评报送日",
        "Day the last self-assessment for the rating was sent",
        ask=("最近一次评级自评何时报送？", "When was the last self-assessment for the rating sent?"),
    )
    net_assets: Fact[Money] = fact(
        "上年末净资产（元）",
        "Net assets at the last year-end (CNY)",
        ask=("上年末净资产是多少？", "What were net assets at the last year-end?"),
    )
    net_tier_1_capital: Fact[Money] = fact(
        "一级资本净额（元）", "Net tier-1 capital (CNY)", ask=("一级资本净额是多少？", "What is net tier-1 capital?")
    )
    loans: Fact[Money] = fact("全部贷款余额（元）", "All loans outstanding (CNY)")
    ratios: Fact[Ratios] = fact("监管比例", "Ratios")
    rates: Fact[RatePolicy] = fact("定价口径", "How rates are read")
    officers: Fact[Officers] = fact("负责人和机构", "Officers and bodies")
    audits: Many[FirmAudit] = fact("机构审计", "Audits of the firm")
    mlps: Fact[Grading] = fact("机构共用系统的等级保护", "MLPS grading of the systems products share")
    rating: Fact[Rating] = fact(
        "最近一次监管评级",
        "Last supervisory rating",
        ask=("最近一次监管评级是几类？", "What was the last supervisory rating?"),
    )
    insurer_risk_rating: Fact[Rating] = fact(
        "保险公司风险综合评级（近四季度最低）",
        "Insurer's risk rating (lowest of four quarters)",
        ask=("近四个季度风险综合评级最低是几类？", "What was the lowest risk rating in four quarters?"),
    )
    governance_rating: Fact[Rating] = fact(
        "公司治理评级", "Governance rating", ask=("公司治理评级是几级？", "What is the governance rating?")
    )
    lends_licence: Fact[YesNo] = fact(
        "是否出租出借牌照或提供通道",
        "Lends its licence or acts as a channel",
        ask=("机构是否出租出借牌照或为他人提供通道？", "Does the firm lend its licence or act as a channel?"),
    )
