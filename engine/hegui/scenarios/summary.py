"""Results seen together: how each point of each axis came out, and where along an ordered axis the margin runs out. It judges nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from hegui.decision import BLOCKED
from hegui.scenarios.plan import Plan
from hegui.scenarios.results import Result
from hegui.terms import Bilingual

__all__ = ["STATES", "Pivot", "Row", "State", "Turn", "pivots", "state_of", "turns"]

State = Literal["clear", "undetermined", "blocked", "failed"]
STATES: tuple[State, ...] = ("clear", "undetermined", "blocked", "failed")
"""What a scenario comes to; `failed` where it could not be judged."""


@dataclass(frozen=True, slots=True)
class Row:
    """One point of an axis: how many scenarios came to what, how many not as expected, and whether they suppose a number."""

    point: Bilingual
    counts: Mapping[str, int]
    missed: int
    what_if: bool


@dataclass(frozen=True, slots=True)
class Pivot:
    """One axis of a group, point by point."""

    group: int
    axis: Bilingual
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """Where the margin runs out along an ordered axis, all else the same: the first point that blocks.

    `others` are the points on the other axes; `last` is the point before it, None where the first point blocks already.
    `rules` are what stands in the way there; `what_if` says that it rests on a number supposed otherwise.
    """

    group: int
    axis: Bilingual
    others: tuple[Bilingual, ...]
    last: Bilingual | None
    first: Bilingual
    rules: tuple[Bilingual, ...]
    what_if: bool


def state_of(result: Result) -> State:
    if result.trouble is not None:
        return "failed"
    return next(state for state in STATES if state == result.verdict)


def pivots(plan: Plan, results: Sequence[Result]) -> Iterator[Pivot]:
    """Every axis of every group."""
    for number, group in enumerate(plan.groups):
        own = [result for result in results if result.group == number]
        for place, axis in enumerate(group.axes):
            rows = tuple(
                _row(point.name, [one for one in own if one.points[place] == at])
                for at, point in enumerate(axis.points)
            )
            yield Pivot(number, axis.name, rows)


def _row(point: Bilingual, results: Sequence[Result]) -> Row:
    counts = Counter(state_of(one) for one in results)
    return Row(
        point,
        {state: counts[state] for state in STATES},
        sum(1 for one in results if one.missed),
        all(one.what_ifs for one in results),
    )


def turns(plan: Plan, results: Sequence[Result]) -> Iterator[Turn]:
    """Along every ordered axis, for every choice on the others, the first point that blocks, if one does."""
    for number, group in enumerate(plan.groups):
        own = [result for result in results if result.group == number]
        for place, axis in enumerate(group.axes):
            if axis.ordered:
                for line in _lines(own, place).values():
                    yield from _turn(plan, number, place, sorted(line, key=lambda one: one.points[place]))


def _lines(results: Sequence[Result], place: int) -> Mapping[tuple[int, ...], list[Result]]:
    """The results in lines along one axis, the points on the others the same."""
    found: dict[tuple[int, ...], list[Result]] = {}
    for one in results:
        found.setdefault((*one.points[:place], *one.points[place + 1 :]), []).append(one)
    return found


def _turn(plan: Plan, number: int, place: int, line: Sequence[Result]) -> Iterator[Turn]:
    axes = plan.groups[number].axes
    before: Result | None = None
    for one in line:
        if one.verdict == BLOCKED:
            others = tuple(
                axis.points[one.points[at]].name for at, axis in enumerate(axes) if at != place and len(axis.points) > 1
            )
            points = axes[place].points
            last = points[before.points[place]].name if before is not None else None
            titles = {against.rule: against.title for against in one.against if against.outcome == "violated"}
            yield Turn(
                number,
                axes[place].name,
                others,
                last,
                points[one.points[place]].name,
                tuple(titles.values()),
                bool(one.what_ifs),
            )
            return
        before = one
