"""Scenarios as they are run: a file expanded one by one, each a manifest, a day and a rulebook. Nothing is kept expanded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, overload

from hegui.manifest.reading import Manifest
from hegui.rulebook import Rulebook, default_rules
from hegui.scenarios import naming
from hegui.scenarios.applying import applied
from hegui.scenarios.supposing import supposed
from hegui.scenarios.values import Expectation, Group, Point, WhatIf
from hegui.terms import Bilingual

if TYPE_CHECKING:
    from hegui.decide import Decision
    from hegui.scenarios.results import Result

__all__ = ["Plan", "Scenario"]


@dataclass(frozen=True, eq=False)
class Plan(Sequence["Scenario"]):
    """What a file of scenarios asks for. `day` is judged on where no scenario says otherwise; `loan` is whose cost counts."""

    file: str
    title: Bilingual
    manifest: Manifest
    day: date
    loan: str | None
    groups: tuple[Group, ...]

    def __len__(self) -> int:
        return sum(group.size for group in self.groups)

    @overload
    def __getitem__(self, index: int) -> Scenario: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Scenario]: ...
    def __getitem__(self, index: int | slice) -> Scenario | Sequence[Scenario]:
        if isinstance(index, slice):
            return [Scenario(self, number) for number in range(len(self))[index]]
        return Scenario(self, range(len(self))[index])

    def __iter__(self) -> Iterator[Scenario]:
        return (Scenario(self, number) for number in range(len(self)))

    def placed(self, index: int) -> tuple[int, int]:
        """The group a scenario belongs to, and its number in it."""
        for number, group in enumerate(self.groups):
            if index < group.size:
                return number, index
            index -= group.size
        raise IndexError(index)


@dataclass(frozen=True, eq=False)
class Scenario:
    """One scenario of a plan, by its number from 0."""

    plan: Plan
    index: int

    @cached_property
    def _place(self) -> tuple[int, int]:
        return self.plan.placed(self.index)

    @property
    def group(self) -> Group:
        return self.plan.groups[self._place[0]]

    @property
    def group_number(self) -> int:
        return self._place[0]

    @cached_property
    def points(self) -> tuple[int, ...]:
        """Where it stands on each axis of its group."""
        return self.group.points_at(self._place[1])

    @property
    def _stops(self) -> tuple[Point, ...]:
        """The start of the group, then the point on each axis."""
        chosen = zip(self.group.axes, self.points, strict=True)
        return (self.group.start, *(axis.points[number] for axis, number in chosen))

    @cached_property
    def titled(self) -> Bilingual:
        """Its name in both languages, from what varies."""
        named = [self.group.name] if self.group.name is not None else []
        names = [*named, *(point.name for point in self._stops[1:])]
        return naming.joined(*names) if names else self.plan.title

    @property
    def name(self) -> str:
        return self.titled.zh

    @property
    def day(self) -> date:
        return next((point.day for point in reversed(self._stops) if point.day is not None), self.plan.day)

    @property
    def what_ifs(self) -> tuple[WhatIf, ...]:
        """The numbers it supposes to be otherwise; empty where it is judged by the law as it is."""
        return tuple(one for point in self._stops for one in point.what_ifs)

    @property
    def expectation(self) -> Expectation | None:
        return next((one for one in self.group.expectations if one.about(self.points)), None)

    def manifest(self) -> Manifest:
        """The manifest as it would be.

        Raises:
            ManifestError: what the axes change does not go together.
        """
        return applied(self.plan.manifest, [fact for point in self._stops for fact in point.facts])

    def rulebook(self, rules: Rulebook | None = None) -> Rulebook:
        """The rulebook it is judged by: a what-if of `rules`, where it supposes a number."""
        return supposed(rules or default_rules(), self.what_ifs)

    def decide(self, rules: Rulebook | None = None) -> Decision:
        """The whole decision, to be looked into. `run` says what matters of it.

        Raises:
            ManifestError: what the axes change does not go together.
        """
        return self.rulebook(rules).check(self.manifest(), as_of=self.day, core=False)

    def run(self, rules: Rulebook | None = None) -> Result:
        """Judge it, and hold it against what is expected. The bundled rules, if none are given."""
        from hegui.scenarios.judging import judged

        return judged(self, rules or default_rules())
