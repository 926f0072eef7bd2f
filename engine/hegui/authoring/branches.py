"""Finds the branches of a rule's conditions that no example takes: a part that was never true, or never false. It changes no rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hegui.authoring.proving import all_staged
from hegui.case import Case
from hegui.compile import Compiler
from hegui.conditions import Condition, Const, Counted, Not, Path, Quantified, parts_of
from hegui.lowering import lowered
from hegui.rulebook import Rulebook
from hegui.rules import Rule, Version
from hegui.terms import Terms
from hegui.values import FALSE, TRUE

__all__ = ["Branch", "branches_of"]


@dataclass(frozen=True, slots=True)
class Branch:
    """One part of a condition and whether the examples saw it hold and saw it fail."""

    rule: str
    version: Version
    part: Condition
    names: tuple[str, ...]
    held: bool
    failed: bool

    @property
    def covered(self) -> bool:
        return self.held and self.failed


def branches_of(rulebook: Rulebook, rule: Rule) -> Iterator[Branch]:
    """Every part of every version's conditions; what a rule requires counts only where its `when` holds.

    The rulebook must have been loaded from its files.
    """
    cases = [case for _, case in all_staged(rulebook, rule)]
    for version in rule.versions:
        binding = [case for case in cases if version.binds(case.day)]
        tracer = _Tracer(rulebook.terms, rule)
        seats = [seat for case in binding for seat in tracer.seats(case)]
        yield from _branches(tracer, rule, version, version.when, seats)
        if version.require is not None:
            when = tracer.truths(version.when, seats, rule.names)
            bound = [seat for seat, truth in zip(seats, when, strict=True) if truth == TRUE]
            yield from _branches(tracer, rule, version, version.require, bound)


Seat = tuple[object, ...]
"""What a compiled condition is called with: the case's arguments and the records bound."""


@dataclass(frozen=True)
class _Tracer:
    terms: Terms
    rule: Rule

    def seats(self, case: Case) -> Iterator[Seat]:
        """Every element judged; where a list is not known, one element of which nothing is."""
        occurrences, holes = case.occurrences(self.rule.record)
        for occurrence in occurrences:
            yield occurrence.arguments
        for hole in holes:
            if hole.unknown:
                yield (*case.arguments, *hole.records, *(case.undescribed,) * hole.missing)

    def truths(self, part: Condition, seats: Sequence[Seat], names: tuple[str, ...]) -> list[int]:
        function = Compiler(self.terms).function(lowered(part, self.terms), names)
        return [function(*seat) for seat in seats]


def _branches(
    tracer: _Tracer,
    rule: Rule,
    version: Version,
    part: Condition,
    seats: Sequence[Seat],
    names: tuple[str, ...] | None = None,
) -> Iterator[Branch]:
    names = rule.names if names is None else names
    if isinstance(part, Const):
        return
    if not isinstance(part, Not):  # its part says the same
        truths = tracer.truths(part, seats, names)
        yield Branch(rule.id, version, part, names, TRUE in truths, FALSE in truths)
    if isinstance(part, Quantified | Counted):
        seats, names = _elements(part, seats, names), (*names, part.name)
    for below in parts_of(part):
        yield from _branches(tracer, rule, version, below, seats, names)


def _elements(part: Quantified | Counted, seats: Sequence[Seat], names: tuple[str, ...]) -> list[Seat]:
    """Every seat with every element of the list bound beside what was bound before."""
    return [(*seat, element) for seat in seats for element in _listed(part.of, seat, names)]


def _listed(path: Path, seat: Seat, names: tuple[str, ...]) -> Iterator[object]:
    own = len(seat) - len(names)
    record = seat[own + names.index(path.scope)] if path.scope else seat[own - 1]
    assert isinstance(record, dict)
    elements = record.get(path.rel)
    if isinstance(elements, tuple):
        yield from elements
