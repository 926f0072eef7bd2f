"""One manifest on one day: the records that conditions read while it is judged. It holds working copies and decides nothing."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from datetime import date
from functools import cache, cached_property
from typing import NamedTuple

from hegui.parameters import ParameterTable
from hegui.truths import Workdays
from hegui.values import NONE

__all__ = ["LISTS", "Case", "Hole", "Occurrence", "Record", "steps_to"]

Record = dict[str, object]
"""Facts by dotted path, measures and conclusions (`@…`) beside them; a list of objects is a tuple of records."""

LISTS = "#lists"
"""Where a record keeps the paths of its lists of objects."""

Chain = tuple[tuple[str, int], ...]


class Occurrence(NamedTuple):
    """One element of a record type: how it was reached, and the records bound on the way, outermost first."""

    chain: Chain
    records: tuple[Record, ...]
    arguments: tuple[object, ...]
    """What a compiled condition about it is called with."""

    def inside(self, step: tuple[str, int], record: Record) -> Occurrence:
        """An element of one of its lists."""
        return Occurrence((*self.chain, step), (*self.records, record), (*self.arguments, record))


class Hole(NamedTuple):
    """A list with nothing to bind: unknown, or empty."""

    chain: Chain
    path: str
    unknown: bool
    records: tuple[Record, ...]
    missing: int
    """How many bindings are left without a record."""


@cache
def steps_to(record: str) -> tuple[str, ...]:
    """The lists that lead to a record type: `pricing.credits[].fees[]` → `pricing.credits`, `fees`."""
    return tuple(step.strip(".") for step in record.split("[]") if step)


class Case:
    """The working records of one manifest on one day."""

    def __init__(self, root: Mapping[str, object], day: date, table: ParameterTable, calendar: Workdays) -> None:
        self.root = _copied(root)
        self.day = day
        self.settled = False
        """Whether the records hold their conclusions."""
        self.arguments = (day, table.on_day(day), table.on, calendar, self.root)
        self._whole = Occurrence((), (), self.arguments)
        self._found: dict[str, tuple[list[Occurrence], list[Hole]]] = {"": ([self._whole], [])}

    def occurrences(self, record: str) -> tuple[list[Occurrence], list[Hole]]:
        """Every element of a record type, and the lists on the way that hold none."""
        found = self._found.get(record)
        if found is None:
            found = self._found[record] = self._search(steps_to(record))
        return found

    def _search(self, steps: tuple[str, ...]) -> tuple[list[Occurrence], list[Hole]]:
        reached = [self._whole]
        holes: list[Hole] = []
        for depth, step in enumerate(steps):
            following: list[Occurrence] = []
            for occurrence in reached:
                elements = (occurrence.records[-1] if occurrence.records else self.root).get(step)
                if isinstance(elements, tuple) and elements:
                    following += [occurrence.inside((step, index), element) for index, element in enumerate(elements)]
                else:
                    unknown = elements is None
                    holes.append(Hole(occurrence.chain, step, unknown, occurrence.records, len(steps) - depth))
            reached = following
        return reached, holes

    def under(self, table: ParameterTable) -> Case:
        """The same case, as settled, with other parameters."""
        other = copy(self)
        other.arguments = (self.day, table.on_day(self.day), table.on, *self.arguments[3:])
        other._whole = Occurrence((), (), other.arguments)  # noqa: SLF001 - its own kind
        other._found = {"": ([other._whole], [])}  # noqa: SLF001 - its own kind
        return other

    @cached_property
    def undescribed(self) -> Record:
        """An element of which nothing is known."""
        return {}


def _copied(record: Mapping[str, object]) -> Record:
    copy = dict(record)
    for path in record.get(LISTS, ()):  # type: ignore[attr-defined]
        elements = copy.get(path)
        if elements is not None and elements is not NONE:
            copy[path] = tuple(map(_copied, elements))  # type: ignore[call-overload]
    return copy
