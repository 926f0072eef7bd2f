"""The interview's groups in their order, and the facts each opens with. Whether a fact is asked, the rules decide (`interview`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from hegui.facts import element_type

__all__ = ["GROUPS", "REST", "Group", "element_facts", "group_of", "pattern_of"]


@dataclass(frozen=True, slots=True)
class Group:
    """`facts` are asked where a rule needs them, in this order (`.*` stands for all below); `always` whether or not."""

    name: str
    title: tuple[str, str]
    facts: tuple[str, ...]
    always: tuple[str, ...] = ()


GROUPS: Final = (
    Group(
        "money",
        ("资金由谁付出、付到谁的账户、能否变现", "Who pays out, to whose account, and can it become cash"),
        (
            "money_flows", "money_flows[].*", "credit", "credit.payout", "credit.payout.*", "credit.purpose", "credit.use_control",
            "credit.borrower", "credit.mode", "payments", "payments.services", "payments.accounts", "payments.accounts[].kind", "wealth",
            "wealth.products", "wealth.products[].kind", "supply_chain", "supply_chain.finance", "supply_chain.vouchers",
            "funding.funder", "funding.funder.kind", "funding.source_of_money", "product.tokens",
        ),
    ),
    Group(
        "charges",
        ("谁在何时向用户收取什么", "Who charges the user what, and when"),
        (
            "pricing.credits", "pricing.credits[].*", "pricing.credits[].fees[].*", "pricing.credits[].tiers[].*", "pricing.charges",
            "pricing.charges[].*", "pricing.income_lines", "pricing.personalised", "pricing.personalised.used", "pricing.subscription",
            "credit.limit", "credit.term", "credit.term.*", "credit.repayment_methods",
        ),
    ),
    Group(
        "loss",
        ("损失由谁承担", "Who bears the loss"),
        (
            "funding.bears_loss", "funding.guarantor", "funding.guarantor.kind", "funding.co_funders", "funding.co_funders[].kind",
            "insurance", "insurance.cover", "insurance.cover.*", "wealth.guarantees",
        ),
    ),
    Group(
        "deciding",
        ("由谁审批、由谁催收", "Who approves, who collects"),
        (
            "credit.decision", "credit.decision.*", "credit.risk_assessment_by", "credit.outsourced_steps", "credit.collection",
            "credit.collection.*", "partners", "partners[].kind", "partners[].role", "partners[].functions",
        ),
    ),
    Group(
        "licences",
        ("持有的许可与展业地区", "Licences and regions"),
        (
            "operator", "operator.kind", "operator.bank_type", "operator.licences", "operator.licences[].*", "operator.business_regions",
            "operator.registered_region", "operator.overseas", "operator.pboc_regulated", "operator.critical_infrastructure",
            "funding.funder.licences", "funding.funder.licences[].*", "funding.guarantor.licences", "institution",
        ),
        always=("operator.name",),
    ),
    Group(
        "buyers",
        ("谁可以使用（学生、未成年人、65 岁以上）", "Who may use it (students, minors, 65 and over)"),
        (
            "users.segments", "users.excluded_groups", "users.regions", "users.minimum_age", "users.maximum_age", "users.age_check",
            "users.students", "users.minors", "users.elderly", "users.minors_spending", "credit.excluded_borrowers", "wealth.sold_to",
        ),
        always=("users.target",),
    ),
    Group(
        "data",
        ("从谁取得、向谁提供哪些信息", "Which data, from whom, to whom"),
        (
            "data.items", "data.items[].category", "data.items[].purpose", "data.items[].source", "data.items[].collected_by",
            "data.items[].needed_for_service", "data.items[].legal_basis", "data.items[].shared_with", "data.items[].shared_with[].kind",
            "data.items[].shared_with[].purpose", "data.stored_in", "data.core_data", "cross_border", "cross_border.businesses",
            "cross_border.data", "technology", "technology.uses", "technology.uses[].kind",
        ),
    ),
    Group(
        "channel",
        ("渠道与支付页面", "Channel and payment page"),
        (
            "product.channels", "app", "app.category", "app.platforms", "app.login_methods", "app.permissions", "app.sdks",
            "marketing", "marketing.actors", "marketing.channels", "marketing.claims", "marketing.claims[].*", "marketing.defaults",
            "marketing.personalised", "marketing.personalised.used", "disclosures.cost_table", "disclosures.cost_table.payment_page",
        ),
        always=("product.name", "product.tagline"),
    ),
    Group(
        "launch",
        ("上线日期与试点", "Launch day and pilot"),
        (
            "product.launch_date", "product.stage", "rollout", "rollout.steps", "rollout.steps[].*", "rollout.stop_switch",
            "rollout.exit_plan",
        ),
        always=("product.launch_date", "product.stage", "product.version", "product.id"),
    ),
    Group(
        "filings",
        ("备案、认证与检测", "Filings, certificates and tests"),
        (
            "certification", "certification.filings", "certification.filings[].*", "certification.certificates",
            "certification.certificates[].*", "certification.tests", "certification.tests[].*",
            "certification.assessments", "certification.assessments[].*",
            "certification.mlps", "certification.mlps.*", "green",
        ),
    ),
)  # fmt: skip
"""What the product is for is never asked: it follows from these."""
REST: Final = Group("rest", ("规则尚需的其他要素", "What the rules still need"), ())

_OPENING: Final[Mapping[str, tuple[str, ...]]] = {
    "money_flows[]": ("from", "to", "account_holder", "account_nature", "through", "purpose", "can_become_cash"),
    "pricing.credits[]": ("principal", "periods", "period", "method", "nominal_rate"),
    "pricing.credits[].fees[]": ("basis", "rate", "amount", "timing", "payee", "payer", "mandatory"),
    "pricing.charges[]": ("basis", "rate", "amount", "payer", "payee"),
    "data.items[]": ("purpose", "source", "collected_by", "needed_for_service"),
    "data.items[].shared_with[]": ("purpose",),
    "partners[]": ("functions",),
    "operator.licences[]": ("number", "regions", "types"),
    "marketing.claims[]": ("text", "channel"),
}
_ELEMENT: Final = re.compile(r"\[[^\]]*\]")


def pattern_of(path: str) -> str:
    """A fact's path whatever element it is of: `data.items[id=face].purpose` is `data.items[].purpose`."""
    return _ELEMENT.sub("[]", path)


def group_of(path: str) -> Group:
    """The group a fact belongs to; the rest where it opens none."""
    pattern = pattern_of(path)
    return next((group for group in GROUPS if rank_in(group, pattern) is not None), REST)


def rank_in(group: Group, pattern: str) -> int | None:
    """The place of a fact in a group, None where it has none."""
    facts = (*group.always, *group.facts)
    return next((number for number, fact in enumerate(facts) if _covers(fact, pattern)), None)


def _covers(fact: str, pattern: str) -> bool:
    if not fact.endswith(".*"):
        return fact == pattern
    below = pattern.removeprefix(fact[:-1])
    return below != pattern and "[]" not in below


def element_facts(record: str) -> tuple[str, ...]:
    """What is asked of an element when it is added to its list: what names it, and what most rules about it read."""
    found = element_type(record)
    if found is None:
        return ()
    naming = [name for name in ("id", *found.named_by) if name in found.facts]
    return tuple(dict.fromkeys((*naming, *_OPENING.get(record, ()))))
