"""Judges a characterised case against the check rules in force on its day: one outcome per rule and subject. It explains nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from hegui.case import Case, Chain, Hole
from hegui.compile import Compiled, Compiler
from hegui.conditions import Condition, Const, conjunction, negation
from hegui.lowering import lowered
from hegui.renaming import renamed
from hegui.rules import Rule, Version
from hegui.terms import Terms
from hegui.values import FALSE, TRUE

__all__ = [
    "MET",
    "NOT_APPLICABLE",
    "OUTCOMES",
    "UNDETERMINED",
    "VIOLATED",
    "Check",
    "Checks",
    "Outcome",
    "judged",
    "outcome_of",
]

VIOLATED, UNDETERMINED, MET, NOT_APPLICABLE = "violated", "undetermined", "met", "not_applicable"
OUTCOMES = (VIOLATED, UNDETERMINED, MET, NOT_APPLICABLE)


@dataclass(frozen=True, eq=False)
class Check:
    """One check rule as it stands on one day: `when` without what special rules displace, which `displaced_by` names."""

    rule: Rule
    version: Version
    when: Condition
    require: Condition
    displaced_by: tuple[tuple[Rule, Condition], ...]
    compiler: Compiler

    @cached_property
    def decides(self) -> Compiled:
        """`when`, compiled once it is first needed: most rules speak of no part of a given product."""
        return self.compiler.function(self.when, self.rule.names)

    @cached_property
    def demands(self) -> Compiled:
        return self.compiler.function(self.require, self.rule.names)


class Outcome(NamedTuple):
    """What a check came to on one subject: an element by its chain of lists, or a list that has none to judge."""

    check: Check
    outcome: str
    chain: Chain
    hole: str | None


class Checks:
    """The check rules of a rulebook; each is compiled once for every set of special rules that displace it."""

    def __init__(self, rules: Iterable[Rule], terms: Terms) -> None:
        self._rules = tuple(rule for rule in rules if not rule.concludes)
        self._terms = terms
        self._compiler = Compiler(terms)
        self._made: dict[tuple[object, ...], Check] = {}

    def on(self, day: date) -> tuple[Check, ...]:
        """The checks in force on a day, in id order."""
        active = [(rule, version) for rule in self._rules if (version := rule.version_on(day))]
        special: dict[str, list[tuple[Rule, Version]]] = {}
        for rule, version in active:
            for general in rule.overrides:
                special.setdefault(general, []).append((rule, version))
        return tuple(self._check(rule, version, special.get(rule.id, [])) for rule, version in active)

    def _check(self, rule: Rule, version: Version, special: list[tuple[Rule, Version]]) -> Check:
        key = (rule.id, version.first, *((other.id, theirs.first) for other, theirs in special))
        if key not in self._made:
            self._made[key] = self._compiled(rule, version, special)
        return self._made[key]

    def _compiled(self, rule: Rule, version: Version, special: list[tuple[Rule, Version]]) -> Check:
        displaced = [(other, _renamed(other, lowered(theirs.when, self._terms), rule)) for other, theirs in special]
        when = conjunction(lowered(version.when, self._terms), *(negation(their_when) for _, their_when in displaced))
        assert version.require is not None
        require = lowered(version.require, self._terms)
        return Check(rule, version, when, require, tuple(displaced), self._compiler)


def _renamed(other: Rule, condition: Condition, rule: Rule) -> Condition:
    """A special rule's condition in the names of the general rule's bindings."""
    return renamed(condition, dict(zip(other.names, rule.names, strict=True)))


def outcome_of(when: int, require: int) -> str:
    """Design §5: `when` false does not apply; true and `require` settled is met or violated; else undetermined."""
    if when == FALSE:
        return NOT_APPLICABLE
    if when == TRUE and require == TRUE:
        return MET
    return VIOLATED if when == TRUE and require == FALSE else UNDETERMINED


def judged(checks: Iterable[Check], case: Case, *, settled: bool = True) -> Iterator[Outcome]:
    """The outcome of every check on every subject; `settled=False` leaves out what is met or does not apply."""
    for check in checks:
        occurrences, holes = case.occurrences(check.rule.record)
        for occurrence in occurrences:
            when = check.decides(*occurrence.arguments)
            require = check.demands(*occurrence.arguments) if when else TRUE
            if settled or (when and when & require != TRUE):
                yield Outcome(check, outcome_of(when, require), occurrence.chain, None)
        for hole in holes:
            outcome = _hole(check, case, hole)
            if settled or outcome == UNDETERMINED:
                yield Outcome(check, outcome, hole.chain, hole.path)


def _hole(check: Check, case: Case, hole: Hole) -> str:
    """A list without elements does not apply; an unknown one only if no element could make it apply."""
    if not hole.unknown:
        return NOT_APPLICABLE
    if check.when == Const(True):
        return UNDETERMINED
    undescribed = (case.undescribed,) * hole.missing
    return NOT_APPLICABLE if check.decides(*case.arguments, *hole.records, *undescribed) == FALSE else UNDETERMINED
