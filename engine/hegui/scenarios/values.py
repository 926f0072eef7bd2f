"""What a file of scenarios says, typed: changes of facts, supposed numbers, axes, what is expected. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from hegui.conditions import Scalar
from hegui.manifest.editing import Steps
from hegui.nodes import Node
from hegui.terms import Bilingual

__all__ = ["Axis", "Expectation", "Group", "Point", "Stated", "Test", "WhatIf"]


@dataclass(frozen=True, slots=True)
class Stated:
    """One fact stated otherwise: `path` names it for people, `steps` lead to it in the manifest's tree, `node` is what to say."""

    path: str
    steps: Steps
    node: Node

    @property
    def section(self) -> str:
        return str(self.steps[0])


@dataclass(frozen=True, slots=True)
class WhatIf:
    """One number supposed to be otherwise from a day on, up to `until`. It is never law.

    `how` is `value` (the number itself), `add` or `times` (applied to whatever the law says on each day).
    """

    parameter: str
    first: date
    until: date | None
    how: str
    operand: Scalar
    name: Bilingual


@dataclass(frozen=True, slots=True)
class Point:
    """One stop of an axis: what is changed there. `number` is its place on an ordered axis, `word` what a file calls it."""

    name: Bilingual
    facts: tuple[Stated, ...] = ()
    what_ifs: tuple[WhatIf, ...] = ()
    day: date | None = None
    number: Decimal | date | None = None
    word: str = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """One thing that varies. `ordered` says that its points rise or fall along a scale; `kind` is how its numbers are written."""

    id: str
    name: Bilingual
    points: tuple[Point, ...]
    kind: str = ""
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Test:
    """Which points of an axis an expectation is about: some by name, or those on one side of a number."""

    axis: int
    points: frozenset[int]


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a scenario should come to. A part that is empty or None is not asked for. Rates are fractions of one.

    `findings` are, by rule, the outcomes allowed, the worst over all subjects counting.
    """

    where: tuple[Test, ...] = ()
    verdicts: tuple[str, ...] = ()
    findings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cost_at_most: Decimal | None = None
    cost_reading: str | None = None
    headroom_at_least: Decimal | None = None

    def about(self, points: tuple[int, ...]) -> bool:
        return all(points[test.axis] in test.points for test in self.where)


@dataclass(frozen=True, slots=True)
class Group:
    """Scenarios that share a start and vary along the same axes: one for each choice of a point on every axis."""

    name: Bilingual | None
    start: Point
    axes: tuple[Axis, ...] = ()
    expectations: tuple[Expectation, ...] = ()

    @property
    def size(self) -> int:
        size = 1
        for axis in self.axes:
            size *= len(axis.points)
        return size

    def points_at(self, number: int) -> tuple[int, ...]:
        """The points of the scenario `number` of the group, 0 the first; the last axis turns fastest."""
        found: list[int] = []
        for axis in reversed(self.axes):
            number, point = divmod(number, len(axis.points))
            found.append(point)
        return tuple(reversed(found))
