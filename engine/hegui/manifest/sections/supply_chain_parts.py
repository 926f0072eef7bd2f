"""Parts of a supply-chain product: bills, the bank's review of the system's operator, securitisation."""

from __future__ import annotations

from typing import Annotated

from hegui.manifest.parts import Count, Day, Fact, Kind, Many, Months, Part, Text, YesNo, fact
from hegui.values import Opaque

AbsAsset = Annotated[str | Opaque, Kind("choice", "abs_asset")]
Party = Annotated[str | Opaque, Kind("choice", "party")]
ReviewContent = Annotated[str | Opaque, Kind("choice", "review_content")]
TradeCheck = Annotated[str | Opaque, Kind("choice", "trade_check")]
BillAcceptor = Annotated[str | Opaque, Kind("choice", "bill_acceptor")]
AcceptorRecord = Annotated[str | Opaque, Kind("choice", "acceptor_record")]
BillPlace = Annotated[str | Opaque, Kind("choice", "bill_place")]
BillDisclosure = Annotated[str | Opaque, Kind("choice", "bill_disclosure")]
MarginAccount = Annotated[str | Opaque, Kind("choice", "margin_account")]
LocalDebt = Annotated[str | Opaque, Kind("choice", "local_debt")]
TokenBar = Annotated[str | Opaque, Kind("choice", "token_bar")]
InvestorView = Annotated[str | Opaque, Kind("choice", "investor_view")]
AbsDisclosure = Annotated[str | Opaque, Kind("choice", "abs_disclosure")]
Firm = Annotated[str | Opaque, Kind("choice", "firm")]


class Bill(Part):
    """A commercial bill: who accepts and who discounts it."""

    accepted_by: Fact[BillAcceptor] = fact(
        "承兑人类型",
        "Who accepts the bill",
        ask=("票据由谁承兑？", "Who accepts the bill?"),
    )
    discounted_by: Fact[Firm] = fact(
        "贴现机构类型",
        "Kind of firm that discounts it",
        ask=("票据由哪一类机构贴现？", "What kind of firm discounts the bill?"),
    )
    brokered_by: Fact[Firm] = fact(
        "票据经纪机构类型",
        "Kind of firm that brokers the discount",
        ask=("贴现由哪一类机构撮合？", "What kind of firm brokers the discount?"),
    )
    place: Fact[BillPlace] = fact(
        "办理票据业务的场所",
        "Where bills are issued, endorsed and discounted",
        ask=("票据业务通过什么设施办理？", "Through which infrastructure are bills handled?"),
    )
    trade_check: Fact[TradeCheck] = fact(
        "交易关系审核",
        "How the trade behind the bill is checked",
        ask=("如何审核票据的真实交易关系？", "How is the trade behind the bill checked?"),
    )
    trade_documents: Many[Text] = fact(
        "贴现申请提交的交易材料",
        "Documents of the trade handed in for a discount",
        ask=("申请贴现须提交哪些交易材料？", "Which documents of the trade are handed in?"),
    )
    acceptor_record: Many[AcceptorRecord] = fact(
        "承兑人最近二年记录",
        "Record of the acceptor in the last two years",
        ask=("承兑人最近二年有哪些不良记录？", "What is on the acceptor's record of the last two years?"),
    )
    disclosure_check: Fact[BillDisclosure] = fact(
        "贴现前核对票据披露信息",
        "Check against the disclosed information",
        ask=("贴现前是否核对票据披露信息？", "Is the bill checked against what was disclosed?"),
    )
    margin_account: Fact[MarginAccount] = fact(
        "承兑保证金账户",
        "Account of the margin for acceptance",
        ask=("承兑保证金账户是否独立设置？", "Is the margin kept in a separate account?"),
    )


class BankReview(Part):
    """How the lending bank reviews the firm that runs the supply-chain system."""

    cycle_months: Fact[Months] = fact(
        "评估周期（月）",
        "Months between reviews",
        ask=("银行多久评估一次供应链信息服务机构？", "How often does the bank review the firm that runs the system?"),
    )
    covers: Many[ReviewContent] = fact(
        "信息安全评估内容",
        "What the security review covers",
        ask=("信息安全评估包括哪些内容？", "What does the security review cover?"),
    )
    paid_by: Fact[Party] = fact(
        "评估费用承担方",
        "Who pays for it",
        ask=("评估费用由谁承担？", "Who pays for the review?"),
    )


class Securitisation(Part):
    assets: Many[AbsAsset] = fact(
        "基础资产", "Underlying assets", ask=("资产证券化的基础资产是什么？", "What are the underlying assets?")
    )
    investors: Fact[Count] = fact(
        "投资者人数（人）", "Investors", ask=("投资者最多多少人？", "How many investors are there at most?")
    )
    annual_report: Fact[Day] = fact(
        "年度报告日期",
        "Day of the annual report",
        ask=("资产支持证券年度报告何时披露？", "On which day is the annual report published?"),
    )
    year_end: Fact[Day] = fact(
        "报告年度末日",
        "Last day of the year reported on",
        ask=("年度报告针对的年度截至哪一天？", "On which day did the year reported on end?"),
    )
    liquidation_report: Fact[Text] = fact(
        "清算报告安排",
        "Liquidation report",
        ask=("清算时如何出具清算报告？", "How is a liquidation report given?"),
    )
    local_debt: Fact[LocalDebt] = fact(
        "地方政府债务的性质",
        "Kind of local government debt",
        ask=("所涉地方政府债务是否属于新增或不合规债务？", "Is the local government debt new or irregular?"),
    )
    token_bars: Many[TokenBar] = fact(
        "基础资产和境内主体的情形",
        "Circumstances of the assets and the firm",
        ask=("基础资产和境内主体存在哪些情形？", "Which circumstances apply to the assets and the firm?"),
    )
    disclosed_at: Many[AbsDisclosure] = fact(
        "存续期信息披露渠道",
        "Where information is disclosed",
        ask=("存续期信息通过哪些渠道披露？", "Through which channels is information disclosed?"),
    )
    investors_see: Many[InvestorView] = fact(
        "投资者可查看的底层信息",
        "What investors can see of the assets",
        ask=("投资者可以查看底层资产的哪些信息？", "What can investors see of the underlying assets?"),
    )
    overseas_tokens: Fact[YesNo] = fact(
        "是否在境外发行代币化凭证",
        "Tokens are issued abroad",
        ask=("是否在境外发行代币化凭证？", "Are tokens issued abroad?"),
    )
