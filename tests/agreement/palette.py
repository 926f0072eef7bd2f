"""Facts the random rules and products are about: real paths of the manifest, of every kind. It draws no value.

A key that ends in `[]` is a list of objects; `choice*:party` a list of choices. A record type is named by the lists that
lead to it, `pricing.credits[].fees[]`; the product's is "".
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

Spec = Mapping[str, Any]

CONSENT = {"mode": "choice:consent_mode", "withdrawal_steps": "count", "guardian": "yes_no", "version": "version"}
FACTS: Spec = {
    "product": {
        "name": "text",
        "kind": "choice:product_kind",
        "channels": "choice*:channel",
        "launch_date": "day",
    },
    "app": {
        "stores": "text*",
        "human_service": {"hours": "text", "reach": "choice:human_reach"},
        "account_closure": {"days": "days", "conditions": "text*"},
        "register_entry": "code",
        "accessible": "yes_no",
        "monthly_users": "count",
        "sdks[]": {"name": "text"},
    },
    "credit": {
        "purpose": "choice:loan_purpose",
        "security": "choice*:security_kind",
        "revolving": "yes_no",
        "limit": "money",
        "term": {"line": "months", "loan": "months"},
        "default": {"multiplier": "number", "rate": "rate", "penalty": "rate"},
        "joint_lending": {"partner_share": "share", "operator_share": "share", "partner": "text"},
        "contract_date": "day",
    },
    "pricing": {
        "credits[]": {
            "id": "code",
            "principal": "money",
            "periods": "count:periods",
            "period": "choice:period",
            "method": "choice:repayment_method",
            "nominal_rate": "rate",
            "schedule": "money*",
            "fees[]": {
                "name": "text",
                "kind": "choice:fee_kind",
                "basis": "choice:fee_basis",
                "rate": "share",
                "amount": "money",
                "timing": "choice:fee_timing",
                "mandatory": "yes_no",
            },
            "tiers[]": {"risk_rank": "count", "nominal_rate": "rate", "share": "share"},
            "penalty": {"multiplier": "number", "rate": "rate"},
            "contract_date": "day",
        },
        "price_list": "choice*:price_place",
    },
    "data": {
        "items[]": {
            "id": "code",
            "name": "text",
            "category": "choice:data_category",
            "purpose": "choice*:data_purpose",
            "needed_for_service": "yes_no",
            "consent": CONSENT,
            "retention": {"days": "days", "basis": "choice:retention_basis"},
            "shared_with[]": {
                "id": "code",
                "kind": "choice:recipient",
                "purpose": "choice*:data_purpose",
                "consent": CONSENT,
                "overseas": "yes_no",
            },
        },
    },
    "money_flows[]": {"from": "choice:party", "through": "choice*:flow_channel", "can_become_cash": "yes_no"},
    "partners[]": {
        "name": "text",
        "kind": "choice:firm",
        "functions": "choice*:partner_function",
        "contract": {"signed_on": "day", "valid_until": "day", "record_years": "count"},
        "income_share": "share",
        "size_rank": "count",
        "due_diligence": {"done_on": "day", "cycle_months": "months"},
    },
}
MEASURES = {"pricing.credits[]": {"annualised_cost.nominal": "rate", "annualised_cost.effective": "rate"}}
LOAN = ("principal", "periods", "period", "method", "nominal_rate", "fees[]")
"""What the measures of a loan are worked out from."""
NUMERIC = ("count", "number", "share", "rate", "money", "days", "months")
LOOSE = {"number", "count"}
"""What compares with any number."""
ORDER = ("at_least", "at_most", "more_than", "less_than")
DAYS = ("on_or_before", "on_or_after", "before", "after")
SETS = ("contains_any", "contains_all", "subset_of")


class Fact(NamedTuple):
    """What stands at a path: `kind` is a scalar kind, `choice`, `object` or `list`; `many` marks a list of scalars."""

    path: str
    kind: str
    choice: str = ""
    many: bool = False
    element: str = ""
    measure: bool = False

    @property
    def family(self) -> str:
        return "list" if self.many else self.kind


@cache
def typed(spec: str) -> tuple[str, str, bool]:
    kind, _, choice = spec.partition(":")
    return kind.removesuffix("*"), choice, kind.endswith("*")


@dataclass(frozen=True)
class Palette:
    """A part of the facts, the smaller the more often rules meet the same ones."""

    facts: Spec

    def of(self, record: str) -> tuple[Fact, ...]:
        """Every fact of a record type, objects and lists included, by path within the record."""
        return tuple(self._records.get(record, ()))

    @property
    def records(self) -> tuple[str, ...]:
        return tuple(self._records)

    @property
    def _records(self) -> dict[str, list[Fact]]:
        found: dict[str, list[Fact]] = self.__dict__.get("_found") or {}
        if not found:
            _collect(self.facts, "", "", found)
            for record, measures in MEASURES.items():
                if record in found:
                    found[record] += [Fact(path, kind, measure=True) for path, kind in measures.items()]
            object.__setattr__(self, "_found", found)
        return found


def _collect(spec: Spec, record: str, prefix: str, found: dict[str, list[Fact]]) -> None:
    facts = found.setdefault(record, [])
    for key, below in spec.items():
        path = prefix + key.removesuffix("[]")
        if key.endswith("[]"):
            element = f"{record}.{path}[]" if record else f"{path}[]"
            facts.append(Fact(path, "list", element=element))
            _collect(below, element, "", found)
        elif isinstance(below, str):
            facts.append(Fact(path, *typed(below)))
        else:
            facts.append(Fact(path, "object"))
            _collect(below, record, f"{path}.", found)


def thinned(rng: random.Random) -> Palette:
    """Some sections, and of each some facts."""
    sections = rng.sample(sorted(FACTS), rng.randint(2, 4))
    if not any(FACTS[name] is FACTS.get(name) and _has_lists(name) for name in sections):
        sections.append(rng.choice([name for name in FACTS if _has_lists(name)]))
    return Palette({name: _thinner(rng, FACTS[name]) for name in sections})


def _has_lists(section: str) -> bool:
    return section.endswith("[]") or any(key.endswith("[]") for key in FACTS[section])


def _thinner(rng: random.Random, spec: Spec) -> Spec:
    keep = rng.choice((0.35, 0.5, 0.7))
    needed = LOAN if "principal" in spec and rng.random() < 0.7 else ()
    kept = [key for key in spec if key in needed or rng.random() < _kept(key, spec[key], keep)]
    kept = kept or [rng.choice(sorted(spec))]
    return {key: spec[key] if isinstance(spec[key], str) else _thinner(rng, spec[key]) for key in kept}


def _kept(key: str, spec: Spec | str, often: float) -> float:
    """How often a fact is kept: lists and days mostly, for they are tested against others of their kind."""
    return 0.75 if key.endswith("[]") or spec == "day" else often


def steps(record: str) -> Iterator[str]:
    """The lists that lead to a record type, each within the one before."""
    yield from (step.strip(".") for step in record.split("[]") if step)


def operators(fact: Fact) -> tuple[str, ...]:
    """What a fact can be tested with."""
    presence = ("exists",) if fact.measure else ("exists", "evidenced")
    if fact.kind in ("object", "list"):
        return presence
    if fact.many:
        return (*SETS, *presence)
    if fact.kind in NUMERIC:
        return ("equals", "in", *ORDER, *presence)
    own = {"day": ("equals", "within", *DAYS), "text": ("equals", "in", "mentions", "matches"), "yes_no": ("equals",)}
    return (*own.get(fact.kind, ("equals", "in")), *presence)


def comparable(fact: Fact, kind: str, choice: str) -> bool:
    if fact.many or fact.kind in ("object", "list"):
        return False
    return fact.choice == choice if fact.kind == kind == "choice" else alike(fact.kind, kind)


def alike(one: str, other: str) -> bool:
    if one == other:
        return one != "choice"
    return one in NUMERIC and other in NUMERIC and bool(LOOSE & {one, other})
