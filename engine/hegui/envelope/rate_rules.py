"""Which checks bear on what a loan costs and how long it runs. It judges nothing.

A rate rule is a check in force on the day that reads, itself or through what it concludes the product to be, one of
the facts in `PRICES`: the yearly cost in any reading, the total cost, the cost of default, the nominal and the stated
rate, the periods, what is kept back, the size of a charge; of the loan, its charges or its tiers. Not counted are tests
that only ask whether there is a price at all (`exists`; through a conclusion or as a condition also `more_than: 0`):
else every duty of whoever lends for money would be a limit of its rate.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from hegui.conditions import Condition, FactRef, Leaf, Literal, Monotone, Path, Unit, Within, operands_of, walk
from hegui.judge import Check
from hegui.measures import COST, CREDIT, FEE, TIER
from hegui.rulebook import Rulebook

__all__ = ["PRICES", "Fact", "RateRules"]

Fact = tuple[str, str]
"""A record type and a path in it."""

PRICES: Final[frozenset[Fact]] = frozenset(
    {
        *((record, name) for record in (CREDIT, TIER) for name in COST),
        *((CREDIT, name) for name in ("overdue_cost", "nominal_rate", "stated_annual_rate", "periods", "deducted_up_front")),
        *((CREDIT, name) for name in ("shown_rate", "tier_spread")),
        *((TIER, name) for name in ("overdue_cost", "cheapest_riskier", "term")),
        (FEE, "rate"),
        (FEE, "amount"),
    }
)  # fmt: skip

_DECLARED: Final = frozenset({"periods", "nominal_rate", "rate", "amount", "deducted_up_front"})


@dataclass(frozen=True, slots=True)
class Read:
    """A fact that is read; `mere` if only to see whether there is any of it."""

    fact: Fact
    mere: bool


class RateRules:
    """The rate rules of a rulebook on a day, each with the facts of `PRICES` it reads."""

    def __init__(self, rulebook: Rulebook, day: date) -> None:
        self._rulebook = rulebook
        self._behind: dict[tuple[str, str, str | None], frozenset[Read]] = {}
        read = {check: self._facts(check) for check in rulebook.checks(day) if _may_speak_of_loans(check)}
        self.reads = {check: facts for check, facts in read.items() if facts}

    @cached_property
    def price_tiers(self) -> bool:
        """Whether any of them reads what a tier costs."""
        return any(record == TIER for facts in self.reads.values() for record, _ in facts)

    def reading(self, facts: frozenset[Fact]) -> tuple[Check, ...]:
        """The rate rules that read one of these facts."""
        return tuple(check for check, read in self.reads.items() if read & facts)

    def costless(self, checks: Iterable[Check]) -> tuple[Check, ...]:
        """Those of the rate rules that read nothing of what a loan costs, so that it need not be worked out for them."""
        return tuple(check for check in checks if all(name in _DECLARED for _, name in self.reads[check]))

    def conclusions_turn(self, facts: frozenset[Fact]) -> bool:
        """Whether what a product is found to be may depend on how high one of these facts is."""
        units = {unit for check in self.reads for unit in _units(check.when, check.require)}
        return any(not one.mere and one.fact in facts for unit in units for one in self._through(unit))

    def _facts(self, check: Check) -> frozenset[Fact]:
        own = {*_read(check.require, mere_zero=False), *_read(check.when, mere_zero=True)}
        behind = {one for unit in _units(check.when, check.require) for one in self._through(unit)}
        return frozenset(one.fact for one in own | behind if not one.mere) & PRICES

    def _through(self, unit: tuple[str, str, str | None]) -> frozenset[Read]:
        """What the rules read that may prove a conclusion, and those beneath them; circles are refused at load."""
        found = self._behind.get(unit)
        if found is None:
            reads: set[Read] = set()
            for _, when in self._rulebook.programme.grounds(unit):
                reads.update(_read(when, mere_zero=True))
                for below in _units(when):
                    reads |= self._through(below)
            found = self._behind[unit] = frozenset(reads)
        return found


def _may_speak_of_loans(check: Check) -> bool:
    return not check.rule.record or check.rule.record.startswith(CREDIT)


def _units(*conditions: Condition) -> Iterator[tuple[str, str, str | None]]:
    for condition in conditions:
        for part in walk(condition):
            if isinstance(part, Unit):
                yield part.path.record, part.path.rel, part.member


def _read(condition: Condition, *, mere_zero: bool) -> Iterator[Read]:
    for part in walk(condition):
        if isinstance(part, Leaf):
            yield Read(_fact(part.path), _is_mere(part, zero=mere_zero))
        elif isinstance(part, Monotone):
            yield from (Read(_fact(path), mere=False) for path in (part.by, part.value))
        for operand in operands_of(part):
            if isinstance(operand, FactRef):
                yield Read(_fact(operand.path), mere=False)
            elif isinstance(operand, Within):
                yield Read(_fact(operand.of), mere=False)


def _is_mere(leaf: Leaf, *, zero: bool) -> bool:
    if leaf.op == "exists":
        return True
    return zero and leaf.op == "more_than" and isinstance(leaf.operand, Literal) and leaf.operand.value == 0


def _fact(path: Path) -> Fact:
    return path.record, path.rel
