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
from hegui.values import FALSE, TRUE, UNKNOWN

__all__ = [
    "MET",
    "NOT_APPLICABLE",
    "OUTCOMES",
    "UNDETERMINED",
    "VIOLATED",
    "Check",
    "Checks",
    "Gates",
    "Outcome",
    "judged",
    "outcome_of",
]

VIOLATED, UNDETERMINED, MET, NOT_APPLICABLE = "violated", "undetermined", "met", "not_applicable"
OUTCOMES = (VIOLATED, UNDETERMINED, MET, NOT_APPLICABLE)


@dataclass(frozen=True, eq=False)
class Check:
    """One check rule as it stands on one day; `special` are the rules in force that displace it, each with its version.

    What it says is worked out once it is first needed: most rules speak of no part of a given product.
    """

    rule: Rule
    version: Version
    special: tuple[tuple[Rule, Version], ...]
    terms: Terms
    compiler: Compiler

    @cached_property
    def displaced_by(self) -> tuple[tuple[Rule, Condition], ...]:
        """The special rules, with when they apply in the names of this rule's bindings."""
        return tuple((other, _renamed(other, lowered(v.when, self.terms), self.rule)) for other, v in self.special)

    @cached_property
    def when(self) -> Condition:
        """When it applies, without what special rules displace."""
        return conjunction(lowered(self.version.when, self.terms), *(negation(when) for _, when in self.displaced_by))

    @cached_property
    def require(self) -> Condition:
        assert self.version.require is not None
        return lowered(self.version.require, self.terms)

    @cached_property
    def decides(self) -> Compiled:
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
            self._made[key] = Check(rule, version, tuple(special), self._terms, self._compiler)
        return self._made[key]


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
    """The outcome of every check on every subject; `settled=False` leaves out what is met or does not apply.

    In the second case leave out beforehand what a gate shuts: `Gates.open`.
    """
    for check in checks:
        occurrences, holes = case.occurrences(check.rule.record)
        gate = check.version.gate if settled else ()
        if gate and not any(case.root.get(key, UNKNOWN) for key in gate):
            yield from (Outcome(check, NOT_APPLICABLE, one.chain, None) for one in occurrences)
            yield from (Outcome(check, NOT_APPLICABLE, one.chain, one.path) for one in holes)
            continue
        decides = check.decides
        for occurrence in occurrences:
            when = decides(*occurrence.arguments)
            require = check.demands(*occurrence.arguments) if when else TRUE
            if settled or (when and when & require != TRUE):
                yield Outcome(check, outcome_of(when, require), occurrence.chain, None)
        for hole in holes:
            outcome = _hole(check, case, hole)
            if settled or outcome == UNDETERMINED:
                yield Outcome(check, outcome, hole.chain, hole.path)


class Gates:
    """Checks by their gate, so that one look tells whether all behind it do not apply."""

    def __init__(self, checks: Iterable[Check]) -> None:
        behind: dict[tuple[str, ...], list[Check]] = {}
        for check in checks:
            behind.setdefault(check.version.gate, []).append(check)
        self._behind = tuple(behind.items())

    def open(self, case: Case) -> Iterator[Check]:
        """The checks whose gate the case does not shut."""
        known = case.root.get
        for gate, checks in self._behind:
            if not gate or any(known(key, UNKNOWN) for key in gate):
                yield from checks


def _hole(check: Check, case: Case, hole: Hole) -> str:
    """A list without elements does not apply; an unknown one only if no element could make it apply."""
    if not hole.unknown:
        return NOT_APPLICABLE
    if check.when == Const(True):
        return UNDETERMINED
    undescribed = (case.undescribed,) * hole.missing
    return NOT_APPLICABLE if check.decides(*case.arguments, *hole.records, *undescribed) == FALSE else UNDETERMINED
