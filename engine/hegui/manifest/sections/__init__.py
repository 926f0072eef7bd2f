"""Which sections a manifest has, in canonical order, and where each is written. Importing this imports none of them."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["SECTIONS", "Section"]


class Section(NamedTuple):
    """Where a section is written: module and class; `many` says that it is a list of such objects."""

    module: str
    cls: str
    zh: str
    en: str
    many: bool = False


def _section(name: str, cls: str, zh: str, en: str, *, many: bool = False) -> tuple[str, Section]:
    return name, Section(f"hegui.manifest.sections.{name}", cls, zh, en, many)


SECTIONS: dict[str, Section] = dict(
    [
        _section("product", "Product", "产品", "Product"),
        _section("operator", "Operator", "运营主体", "Operator"),
        _section("institution", "Institution", "机构情况", "Institution"),
        _section("users", "Users", "客群", "Users"),
        _section("app", "App", "移动应用", "App"),
        _section("credit", "CreditDesign", "信贷要素", "Credit"),
        _section("pricing", "Pricing", "定价与收费", "Pricing"),
        _section("funding", "Funding", "资金与增信", "Funding"),
        _section("money_flows", "MoneyFlow", "资金流", "Money flows", many=True),
        _section("data", "Data", "个人信息与数据", "Data"),
        _section("due_diligence", "DueDiligence", "尽职调查与反洗钱", "Due diligence"),
        _section("certification", "Certification", "认证、备案与检测", "Certification"),
        _section("technology", "Technology", "技术应用", "Technology"),
        _section("marketing", "Marketing", "营销", "Marketing"),
        _section("disclosures", "Disclosures", "信息披露", "Disclosures"),
        _section("partners", "Partner", "合作机构", "Partners", many=True),
        _section("controls", "Controls", "内部控制", "Controls"),
        _section("rollout", "Rollout", "推广计划", "Roll-out"),
        _section("payments", "Payments", "支付要素", "Payments"),
        _section("wealth", "Wealth", "财富管理要素", "Wealth"),
        _section("insurance", "Insurance", "保险要素", "Insurance"),
        _section("supply_chain", "SupplyChain", "供应链金融要素", "Supply chain"),
        _section("cross_border", "CrossBorder", "跨境要素", "Cross-border"),
        _section("green", "Green", "绿色金融要素", "Green finance"),
        _section("journal", "Event", "产品履历", "Journal", many=True),
    ]
)
