"""Which facts products are compared by, and what a manifest says of each: scope, users, price, limits, money, data. It compares
nothing.

A fact of the elements of a list is the set of what they say, of numbers the highest. What is not stated of one of them is
not stated of the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Final, cast

from hegui.facts import NUMERIC, fact_type
from hegui.manifest.choices import CHOICES
from hegui.manifest.shape import FactType
from hegui.printing import show
from hegui.values import Nothing, Opaque

from hegui_adapters.language import Lang
from hegui_adapters.portfolio.gower import ABSENT, Absent, Facts, Feature, Kind, Value

__all__ = ["COST", "facts_of", "features", "label", "read_value", "said", "written"]

COST: Final = "pricing.credits[].annualised_cost"
"""The highest nominal yearly cost of the loans offered: a measure, which a decision's body tells."""
PATHS: Final[Mapping[str, int]] = {
    # scope
    "product.domain": 2, "product.kind": 3, "product.channels": 1, "operator.kind": 1,
    "users.segments": 2, "users.regions": 1, "users.minimum_age": 1,
    "credit.purpose": 1, "credit.borrower": 1, "credit.mode": 1, "credit.security": 1, "credit.repayment_methods": 1,
    "credit.payout.to": 1, "credit.decision.by": 1, "funding.funder.kind": 1, "funding.guarantor.kind": 1,
    "payments.services": 1, "payments.accounts[].kind": 1, "payments.merchants.settled_to": 1,
    "wealth.services": 1, "wealth.products[].kind": 1,
    "insurance.insurer.type": 1, "insurance.policies[].kind": 1, "insurance.sale.channels": 1,
    "supply_chain.vouchers": 1, "partners[].role": 1,
    # price
    COST: 3, "pricing.credits[].fees[].kind": 1, "pricing.charges[].kind": 1,
    # limits
    "credit.limit": 3, "credit.term.loan": 2, "credit.revolving": 1,
    "payments.accounts[].daily_limit": 2, "payments.accounts[].yearly_limit": 1,
    # data and technology
    "data.items[].category": 1, "technology.uses[].kind": 1,
    # time
    "product.launch_date": 1,
}  # fmt: skip
"""Each with its weight. Scope, price band and limits weigh most: in these the market's products are alike (report 2.3.1)."""
COST_LABEL: Final = ("综合年化成本（最高，名义口径）", "Highest yearly cost of a loan (nominal reading)")

Record = Mapping[str, object]


@cache
def features() -> tuple[Feature, ...]:
    """The facts that are compared."""
    return tuple(Feature(path, _kind(path), weight) for path, weight in PATHS.items())


def facts_of(record: Record, measures: Iterable[Mapping[str, object]] = ()) -> Facts:
    """What a manifest's record states of them, with the measures of the decision's body."""
    found = {path: _of(path, list(_leaves(record, path))) for path in PATHS if path != COST}
    offers = record.get("pricing.credits")
    found[COST] = ABSENT if offers == () or isinstance(offers, Nothing) else _highest(_costs(measures))
    return {path: value for path, value in found.items() if value is not None}


def label(path: str, lang: Lang) -> str:
    """What a fact is called: in the manifest, with the list it is of."""
    if path == COST:
        return COST_LABEL[lang != "zh"]
    *lists, _ = _steps(path)
    found = [_fact(path)] if not lists else [_fact(lists[0]), _fact(path)]
    names = [one.zh if lang == "zh" else one.en for one in found]
    return "：".join(names) if lang == "zh" else ": ".join(names)


def said(path: str, value: Value | None, lang: Lang) -> str:
    """A value in words."""
    if value is None:
        return show("text", None, lang)
    if isinstance(value, Absent):
        return "无" if lang == "zh" else "none"
    if isinstance(value, frozenset):
        return ("、" if lang == "zh" else ", ").join(_member(path, one, lang) for one in sorted(value))
    if isinstance(value, str):
        return _member(path, value, lang)
    return show("rate" if path == COST else _fact(path).kind, value, lang)


def written(facts: Facts) -> Mapping[str, object]:
    """Facts as JSON: a choice as text, a set as a list, a number or day as text, `false` where there is none."""
    return {name: _written(value) for name, value in facts.items()}


def read_value(path: str, value: object) -> Value | None:
    """The reverse for one fact; None where it is not of the kind it should be, as an older program may have written it."""
    if value is False:
        return ABSENT
    kind = _kind(path) if path in PATHS else None
    try:
        if kind == "set" and isinstance(value, list):
            return frozenset(map(str, value))
        if kind == "choice" and isinstance(value, str):
            return value
        if kind == "number" and isinstance(value, str):
            return Decimal(value)
        if kind == "day" and isinstance(value, str):
            return date.fromisoformat(value)
    except (InvalidOperation, ValueError):
        pass
    return None


# ---- from the record


def _leaves(record: Record, path: str) -> Iterator[object]:
    """What stands at a path, once for each element on the way; a list that is none, or not stated, as itself."""
    head, *rest = _steps(path)
    found = record.get(head)
    if not rest or not isinstance(found, tuple):
        yield found
        return
    for one in found:
        if isinstance(one, Mapping):
            yield from _leaves(cast("Record", one), "[].".join(rest))
        else:
            yield None


def _of(path: str, leaves: Sequence[object]) -> Value | None:
    kind = _kind(path)
    if kind == "number":
        return _highest(leaves)
    if kind == "set":
        return _members(leaves)
    (leaf,) = leaves
    if isinstance(leaf, bool):
        return "yes" if leaf else "no"
    if isinstance(leaf, Nothing):
        return ABSENT
    return leaf if isinstance(leaf, str | date) else None


def _highest(leaves: Sequence[object]) -> Value | None:
    stated = [one for one in leaves if not isinstance(one, Nothing)]
    if not all(isinstance(one, Decimal) for one in stated):
        return None
    return max(cast("list[Decimal]", stated)) if stated else ABSENT


def _members(leaves: Sequence[object]) -> Value | None:
    flat = [one for leaf in leaves for one in (leaf if isinstance(leaf, tuple) else (leaf,))]
    if any(one is None or isinstance(one, Opaque) for one in flat):
        return None
    return frozenset(one for one in flat if isinstance(one, str)) or ABSENT


def _costs(measures: Iterable[Mapping[str, object]]) -> list[object]:
    """The yearly costs of the loans offered; None for one that is not known, or masked."""
    wanted = [one for one in measures if one["name"] == "annualised_cost.nominal"]
    return [_number(one["value"]) for one in wanted if "tiers[" not in str(one["owner"])] or [None]


def _number(value: object) -> Decimal | None:
    try:
        return Decimal(value) if isinstance(value, str) else None
    except InvalidOperation:
        return None


# ---- what the manifest calls them


def _steps(path: str) -> list[str]:
    return path.split("[].")


def _fact(path: str) -> FactType:
    record, _, rel = path.rpartition("[].")
    found = fact_type(f"{record}[]" if record else "", rel)
    assert found is not None, path
    return found


@cache
def _kind(path: str) -> Kind:
    if path == COST:
        return "number"
    found = _fact(path)
    if found.kind in NUMERIC:
        return "number"
    if found.many or "[]" in path:
        return "set"
    return "day" if found.kind == "day" else "choice"


def _member(path: str, member: str, lang: Lang) -> str:
    found = _fact(path)
    if found.kind == "yes_no":
        return show("yes_no", member == "yes", lang)
    both = CHOICES.get(found.choice or "", {}).get(member)
    return both[lang != "zh"] if both else member


def _written(value: Value) -> object:
    if isinstance(value, Absent):
        return False
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, date) else value
