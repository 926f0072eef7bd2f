"""Judges a characterised case against the check rules in force on its day: one outcome per rule and subject. It explains nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from hegui.case import Case, Chain, Hole
from hegui.compile import Compiler, Judge, Truths
from hegui.conditions import Condition, conjunction, negation
from hegui.lowering import lowered, units_of
from hegui.outcomes import MET, NOT_APPLICABLE, OUTCOMES, UNDETERMINED, VIOLATED
from hegui.renaming import renamed
from hegui.rules import Rule, Version
from hegui.terms import Terms
from hegui.values import FALSE, UNKNOWN

__all__ = [
    "MET",
    "NOT_APPLICABLE",
    "OUTCOMES",
    "UNDETERMINED",
    "VIOLATED",
    "Check",
    "Checks",
    "Outcome",
    "Panel",
    "Panels",
]


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

    @property
    def reads_no_conclusion(self) -> bool:
        """Whether it reads no conclusion, so that it can be judged before anything is concluded."""
        return not any(True for condition in (self.when, self.require) for _ in units_of(condition))

    @cached_property
    def alone(self) -> Panel:
        """The panel of this check only."""
        return Panel((self,))


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
        self._panels: dict[tuple[Check, ...], Panel] = {}

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

    def panels(self, checks: Sequence[Check]) -> Panels:
        """The checks of one day in panels, most of which they share with those of other days."""
        alike: dict[tuple[bool, bool, tuple[str, ...], str], list[Check]] = {}
        for check in checks:
            blocks, gate = check.rule.force == "block", check.version.gate
            early = blocks and not gate and check.reads_no_conclusion
            alike.setdefault((blocks, early, gate, check.rule.record), []).append(check)
        made = [(key, self._panel(tuple(behind))) for key, behind in sorted(alike.items(), key=lambda one: one[0][3])]
        first = tuple(panel for (_, early, *_), panel in made if early)
        then = tuple(panel for (blocks, early, *_), panel in made if blocks and not early)
        return Panels(tuple(checks), first, then, tuple(panel for (blocks, *_), panel in made if not blocks))

    def _panel(self, checks: tuple[Check, ...]) -> Panel:
        if checks not in self._panels:
            self._panels[checks] = Panel(checks)
        return self._panels[checks]


def _renamed(other: Rule, condition: Condition, rule: Rule) -> Condition:
    """A special rule's condition in the names of the general rule's bindings."""
    return renamed(condition, dict(zip(other.names, rule.names, strict=True)))


Subject = tuple[tuple[str, ...], Chain, str | None]
"""What a panel's checks come to, in their order, on an element by its chain of lists or on a list that has none to judge."""


class Panel:
    """Checks about one kind of record behind one gate. One function judges them all; it is made when the gate first opens."""

    def __init__(self, checks: Sequence[Check]) -> None:
        self.checks = tuple(checks)
        self.gate = checks[0].version.gate
        self.record = checks[0].rule.record

    @cached_property
    def _judge(self) -> Judge:
        demands = [(check.when, check.require, check.rule.names) for check in self.checks]
        return self.checks[0].compiler.judge(demands, len(self.checks[0].rule.names))

    @cached_property
    def _applying(self) -> Truths:
        tests = [(check.when, check.rule.names) for check in self.checks]
        return self.checks[0].compiler.truths(tests, len(self.checks[0].rule.names))

    def outcomes(self, case: Case) -> Iterator[Outcome]:
        """The outcome of every check on every subject."""
        subjects = self._judged(case) if self._open(case) else self._shut(case)
        return (
            Outcome(check, outcome, chain, hole)
            for found, chain, hole in subjects
            for check, outcome in zip(self.checks, found, strict=True)
        )

    def having(self, wanted: AbstractSet[str], case: Case) -> Iterator[Outcome]:
        """The subjects on which a check comes to one of the outcomes wanted; that none applies is none to want."""
        for found, reached, hole in self._judged(case) if self._open(case) else ():
            if not wanted.isdisjoint(found):
                for check, outcome in zip(self.checks, found, strict=True):
                    if outcome in wanted:
                        yield Outcome(check, outcome, reached, hole)

    def _open(self, case: Case) -> bool:
        """Whether the conclusions the case holds let any of the checks apply."""
        known = case.root.get
        for key in self.gate:  # a loop, for it is asked of every panel of every product
            if known(key, UNKNOWN):
                return True
        return not self.gate

    def _shut(self, case: Case) -> Iterator[Subject]:
        occurrences, holes = case.occurrences(self.record)
        none = (NOT_APPLICABLE,) * len(self.checks)
        yield from ((none, one.chain, None) for one in occurrences)
        yield from ((none, hole.chain, hole.path) for hole in holes)

    def _judged(self, case: Case) -> Iterator[Subject]:
        occurrences, holes = case.occurrences(self.record)
        for one in occurrences:
            yield self._judge(*one.arguments), one.chain, None
        for hole in holes:
            yield self._of_hole(case, hole), hole.chain, hole.path

    def _of_hole(self, case: Case, hole: Hole) -> tuple[str, ...]:
        """A list without elements does not apply; an unknown one only if no element could make it apply."""
        if not hole.unknown:
            return (NOT_APPLICABLE,) * len(self.checks)
        undescribed = (case.undescribed,) * hole.missing
        applying = self._applying(*case.arguments, *hole.records, *undescribed)
        return tuple(NOT_APPLICABLE if truth == FALSE else UNDETERMINED for truth in applying)


@dataclass(frozen=True)
class Panels:
    """The checks in force on one day, in panels.

    `first` are those of blocking checks that read no conclusion, so that they can be judged before anything is concluded;
    `then` are the other blocking ones.
    """

    checks: tuple[Check, ...]
    first: tuple[Panel, ...]
    then: tuple[Panel, ...]
    others: tuple[Panel, ...]

    def outcomes(self, case: Case) -> Iterator[Outcome]:
        """The outcome of every check on every subject, in order of checks."""
        found: dict[Check, list[Outcome]] = {check: [] for check in self.checks}
        for panel in (*self.first, *self.then, *self.others):
            for outcome in panel.outcomes(case):
                found[outcome.check].append(outcome)
        return chain.from_iterable(found.values())
