"""Facts that are computed: what a loan or a tier costs, who bears a charge. A value, a proved range, or unknown with its cause."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from hegui.case import Chain, Record
from hegui.facts import FactType
from hegui.values import NONE, Opaque, Range

if TYPE_CHECKING:
    from hegui.rates import CostOfCredit

__all__ = [
    "CAUSE",
    "COST",
    "CREDIT",
    "FEE",
    "READINGS",
    "TIER",
    "Cause",
    "cost_stated",
    "measure_type",
    "measured",
    "showing",
    "shown_at",
    "standing",
]

CREDIT = "pricing.credits[]"
FEE = "pricing.credits[].fees[]"
TIER = "pricing.credits[].tiers[]"

READINGS: Mapping[str, str] = {f"annualised_cost.{name}": name for name in ("nominal", "effective", "simple")}
"""The measures that read a yearly cost, and the reading each is. A limit on one names the readings it binds."""

CAUSE = "#cause"
"""Suffix of the key under which a record keeps why a measure is unknown."""

COST: Mapping[str, FactType] = {
    "annualised_cost.nominal": FactType(
        "rate", "年化综合成本（名义，期内部收益率×年期数）", "yearly cost, nominal: IRR per period × periods"
    ),
    "annualised_cost.effective": FactType("rate", "年化综合成本（按复利）", "yearly cost, compounded"),
    "annualised_cost.simple": FactType(
        "rate", "年化综合成本（本金单利，利息不再生息）", "yearly cost, simple interest on the principal left"
    ),
    "total_cost": FactType("money", "总成本", "total cost"),
}

_OVERDUE = FactType(
    "rate",
    "逾期利率与违约金等费用合计（年）",
    "overdue interest, penalties and other default charges together, per year",
)

MEASURES: Mapping[tuple[str, str], FactType] = {
    ("", "pricing.loans_listed"): FactType("count", "列出的贷款方案数", "loans listed with a price"),
    **{(CREDIT, name): kind for name, kind in COST.items()},
    (CREDIT, "overdue_cost"): _OVERDUE,
    (CREDIT, "shown_rate"): FactType(
        "rate", "对客户展示的年化利率（按0.01个百分点）", "annual rate shown to customers, to 0.01 point"
    ),
    (CREDIT, "tiers_listed"): FactType("count", "列出的价格档数", "price tiers listed"),
    (CREDIT, "tiers_charged"): FactType("count", "自身收取息费的价格档数", "price tiers with a charge of their own"),
    (CREDIT, "tier_spread"): FactType(
        "rate", "同一期限各档名义年化之差（最高减最低）", "widest gap of nominal cost between tiers of one term"
    ),
    **{(TIER, name): kind for name, kind in COST.items()},
    (TIER, "overdue_cost"): _OVERDUE,
    (TIER, "cheapest_riskier"): FactType(
        "rate",
        "期限相同而风险更高的各档中最低的成本（按复利）",
        "lowest cost, compounded, of the tiers of its term and of higher risk",
    ),
    (TIER, "term"): FactType("count", "该档期数", "periods of this tier"),
    (FEE, "charged_to"): FactType("choice", "费用承担方", "who bears the charge", choice="party"),
}


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a measure has no exact value: facts not stated (paths in the record), or a reason it cannot be computed.

    A path that begins with `^` stands in the record above, one that begins with `/` in the product's.
    """

    missing: tuple[str, ...] = ()
    zh: str = ""
    en: str = ""


def standing(chain: Chain, rel: str) -> tuple[Chain, str]:
    """Where a fact that a measure lacks stands: `fees[0].rate` of a loan is `rate` of its first fee."""
    if rel.startswith("/"):
        return (), rel[1:]
    if rel.startswith("^"):
        return standing(chain[:-1], rel[1:])
    found = re.fullmatch(r"(\w+)\[(\d+)\]\.(\w+)", rel)
    return ((*chain, (found[1], int(found[2]))), found[3]) if found else (chain, rel)


def shown_at(chain: Chain, record: str, rel: str) -> tuple[Chain, str]:
    """Where a fact is pointed at: a measure stands for the element it is of, one of the journal for the journal."""
    if measure_type(record, rel) is None:
        return chain, rel
    return (chain, "") if record else ((), "journal" if rel.startswith("lifecycle.") else rel)


def measure_type(record: str, rel: str) -> FactType | None:
    """The type of a measure of the product or of an element; those of the journal are there before a gate only."""
    if not record and rel.startswith("lifecycle."):
        from hegui.lifecycle.facts import JOURNAL_MEASURES

        return JOURNAL_MEASURES.get(rel)
    return MEASURES.get((record, rel))


def measured(root: Record) -> Record:
    """The product's record with every loan's measures worked out; the record given is left as it is."""
    loans = root.get("pricing.credits")
    root = {**root, **_loans_listed(root)}
    if not isinstance(loans, tuple):
        return root
    return {**root, "pricing.credits": tuple(_priced(credit, root) for credit in loans)}


def _loans_listed(root: Record) -> Record:
    """How many loans are listed. Where the product is said to lend nothing, a list nobody wrote holds none."""
    loans = root.get("pricing.credits")
    if (loans is None and root.get("credit") is not NONE) or isinstance(loans, Opaque):
        return {"pricing.loans_listed" + CAUSE: Cause(("pricing.credits",))}
    return {"pricing.loans_listed": Decimal(len(loans) if isinstance(loans, tuple) else 0)}


def cost_stated(credit: Mapping[str, object]) -> CostOfCredit | None:
    """The full cost of a loan whose terms are all stated, else None."""
    from hegui.rates.cost import CostOfCredit, cost_of
    from hegui.rates.stated import stated

    found = stated(credit)
    if found.loan is None or found.missing:
        return None
    cost = cost_of(found.loan)
    return cost if isinstance(cost, CostOfCredit) else None


def _priced(credit: Record, root: Record) -> Record:
    from hegui.tiers import together

    fees, tiers = credit.get("fees"), credit.get("tiers")
    if isinstance(fees, tuple):
        credit = {**credit, "fees": tuple(_borne(fee) for fee in fees)}
    if isinstance(tiers, tuple):
        credit = {**credit, "tiers": tuple(_tier(credit, tier, root) for tier in tiers)}
    return {**credit, **_cost(credit), **_overdue(credit, root), **_shown(credit), **together(credit)}


def showing(credit: Record, rate: Decimal) -> Record:
    """A priced loan with another yearly rate shown to customers."""
    other = {**credit, "stated_annual_rate": rate}
    return {**other, **_shown(other)}


def _shown(credit: Record) -> Record:
    """The rate shown, rounded as the cost it is held against."""
    from hegui.rates.annual import rounded

    shown = credit.get("stated_annual_rate")
    if isinstance(shown, Decimal):
        return {"shown_rate": rounded(shown)}
    return {"shown_rate": NONE} if shown is NONE else {"shown_rate" + CAUSE: Cause(("stated_annual_rate",))}


def _borne(fee: Record) -> Record:
    from hegui.rates.stated import bearer

    return {**fee, "charged_to": bearer(fee)}


def _tier(credit: Record, tier: Record, root: Record) -> Record:
    """A tier with what the loan costs in it. What the offer as a whole does not say is missing there, not here."""
    from hegui.rates.stated import tier_as_loan

    term = tier.get("periods") if tier.get("periods") is not None else credit.get("periods")
    as_loan = tier_as_loan(credit, tier)
    own = {**tier, **_cost(as_loan, _of_tier(tier)), **_overdue(as_loan, root)}
    return {**own, "term": term} if isinstance(term, Decimal) else {**own, "term" + CAUSE: Cause(("^periods",))}


def _of_tier(tier: Record) -> Callable[[str], str]:
    """Where a fact missing of a tier's cost is to be stated: the tier's own, or the offer's."""

    def place(path: str) -> str:
        name = path.partition("[")[0]
        return path if name == "nominal_rate" or tier.get(name) is not None else f"^{path}"

    return place


def _cost(credit: Record, place: Callable[[str], str] = str) -> Record:
    from hegui.rates.cost import cost_of, cost_range
    from hegui.rates.stated import stated
    from hegui.rates.terms import Uncomputable

    found = stated(credit)
    missing = tuple(place(path) for path in found.missing)
    if found.loan is None:
        return {name + CAUSE: Cause(missing) for name in COST}
    if missing:
        bounds = cost_range(found.loan, unknown_charges=True)
        return {"total_cost" + CAUSE: Cause(missing), **_entered(bounds, missing)}
    cost = cost_of(found.loan)
    if isinstance(cost, Uncomputable):
        return {name + CAUSE: Cause((), cost.zh, cost.en) for name in COST}
    return {"total_cost": cost.total_cost, **_entered(cost)}


def _entered(cost: object, missing: tuple[str, ...] = ()) -> Record:
    """The three readings as measures: a value, a range with what would settle it, or the reason there is none."""
    from hegui.rates.cost import RATES

    found: Record = {}
    for name in RATES:
        key, value = f"annualised_cost.{name}", getattr(cost, name)
        if isinstance(value, Decimal | Range):
            found[key] = value
            if missing:
                found[key + CAUSE] = Cause(missing)
        else:
            found[key + CAUSE] = Cause((), value.zh, value.en)
    return found


# ---- what default costs


def _overdue(credit: Record, root: Record) -> Record:
    """Overdue interest and penalties together; what is not stated of either leaves the sum open upwards."""
    parts = [_overdue_rate(credit, root), _penalty(root)]
    known = [part for part in parts if isinstance(part, Decimal)]
    missing = tuple(path for path in parts if isinstance(path, str))
    if not known:
        return {"overdue_cost" + CAUSE: Cause(missing)}
    total = sum(known, Decimal(0))
    if missing:
        return {"overdue_cost": Range(total, None), "overdue_cost" + CAUSE: Cause(missing)}
    return {"overdue_cost": total}


def _overdue_rate(credit: Record, root: Record) -> Decimal | str:
    """The overdue rate of this offer, or of the product; the path that would say it.

    An offer without overdue terms of its own has those of the product; a rate that is none, where no
    multiplier is given, is no rate, while a multiplier that is none leaves open whether there is one.
    """
    own = [] if credit.get("penalty") is NONE else [(credit, "penalty.rate", "penalty.multiplier")]
    for facts, rate, multiplier in (*own, (root, "credit.default.rate", "credit.default.multiplier")):
        given, times = facts.get(rate), facts.get(multiplier)
        if isinstance(given, Decimal):
            return given
        if isinstance(times, Decimal):
            return _times_contract_rate(times, credit)
        if given is NONE:
            return Decimal(0)
    return "/credit.default.rate"


def _times_contract_rate(times: Decimal, credit: Record) -> Decimal | str:
    base = credit.get("nominal_rate")
    if isinstance(base, Decimal):
        return times * base
    return Decimal(0) if base is NONE else "nominal_rate"


def _penalty(root: Record) -> Decimal | str:
    given = root.get("credit.default.penalty")
    if isinstance(given, Decimal):
        return given
    return Decimal(0) if given is NONE else "/credit.default.penalty"
