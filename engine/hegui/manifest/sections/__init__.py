"""Which sections a manifest has, in canonical order, and where each is written. Importing this imports none of them."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["SECTIONS", "Section"]


class Section(NamedTuple):
    """Where a section is written: module and class; `many` says that it is a list of such objects.

    `ask` is the question, Chinese and English, for a section that many a product has nothing to say in.
    """

    module: str
    cls: str
    zh: str
    en: str
    many: bool = False
    ask: tuple[str, str] | None = None


def _section(
    name: str, cls: str, zh: str, en: str, *, many: bool = False, ask: tuple[str, str] | None = None
) -> tuple[str, Section]:
    return name, Section(f"hegui.manifest.sections.{name}", cls, zh, en, many, ask)


def _if_any(zh: str, en: str) -> tuple[str, str]:
    return f"是否涉及{zh}，还是没有（填 none）？", f"Does it involve {en} (none, if not)?"


SECTIONS: dict[str, Section] = dict(
    [
        _section("product", "Product", "产品", "Product"),
        _section("operator", "Operator", "运营主体", "Operator"),
        _section("institution", "Institution", "机构情况", "Institution"),
        _section("users", "Users", "客群", "Users"),
        _section("app", "App", "移动应用", "App"),
        _section(
            "credit",
            "CreditDesign",
            "信贷要素",
            "Credit",
            ask=_if_any("贷款、分期、垫款或其他授信", "loans, instalments, advances or other credit"),
        ),
        _section("pricing", "Pricing", "定价与收费", "Pricing"),
        _section("funding", "Funding", "资金与增信", "Funding"),
        _section(
            "money_flows",
            "MoneyFlow",
            "资金流",
            "Money flows",
            many=True,
            ask=("资金由谁付给谁、经过谁的账户？", "Who pays whom, and through whose account?"),
        ),
        _section("data", "Data", "个人信息与数据", "Data"),
        _section("due_diligence", "DueDiligence", "尽职调查与反洗钱", "Due diligence"),
        _section("certification", "Certification", "认证、备案与检测", "Certification"),
        _section(
            "technology",
            "Technology",
            "技术应用",
            "Technology",
            ask=(
                "使用哪些技术（人工智能、区块链、物联网等），还是没有（填 none）？",
                "Which technology is used (AI, blockchain, IoT …; none, if none)?",
            ),
        ),
        _section("marketing", "Marketing", "营销", "Marketing"),
        _section("disclosures", "Disclosures", "信息披露", "Disclosures"),
        _section(
            "partners",
            "Partner",
            "合作机构",
            "Partners",
            many=True,
            ask=("有哪些合作机构（没有的填 none）？", "Who are the partners (none, if none)?"),
        ),
        _section("controls", "Controls", "内部控制", "Controls"),
        _section("rollout", "Rollout", "推广计划", "Roll-out"),
        _section(
            "payments",
            "Payments",
            "支付要素",
            "Payments",
            ask=_if_any(
                "支付业务（账户、收单、收款码、预付卡、转账）",
                "payments (accounts, acquiring, codes, prepaid cards, transfers)",
            ),
        ),
        _section(
            "wealth",
            "Wealth",
            "财富管理要素",
            "Wealth",
            ask=_if_any(
                "基金、理财、投资顾问或其他投资产品", "funds, wealth products, investment advice or other investments"
            ),
        ),
        _section(
            "insurance", "Insurance", "保险要素", "Insurance", ask=_if_any("保险或互助保障", "insurance or mutual aid")
        ),
        _section(
            "supply_chain",
            "SupplyChain",
            "供应链金融要素",
            "Supply chain",
            ask=_if_any(
                "供应链金融、应收账款凭证、票据、保理或资产证券化",
                "supply-chain finance, e-receivables, bills, factoring or securitisation",
            ),
        ),
        _section(
            "cross_border",
            "CrossBorder",
            "跨境要素",
            "Cross-border",
            ask=_if_any("跨境业务、外汇或数据出境", "cross-border business, foreign exchange or data leaving China"),
        ),
        _section(
            "green",
            "Green",
            "绿色金融要素",
            "Green finance",
            ask=_if_any("绿色金融或绿色宣传", "green finance or green claims"),
        ),
        _section("journal", "Event", "产品履历", "Journal", many=True),
    ]
)
