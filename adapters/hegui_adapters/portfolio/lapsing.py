"""Waivers that are about to lapse and plans that are overdue, of all products. Pure; what stands is worked out elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from hegui_adapters.review.folding import Standing

__all__ = ["ACTS", "WITHIN", "Due", "Lapsing", "lapsing"]

ACTS: Final = ("plan", "waiver")
WITHIN: Final = (30, 60, 90)
"""Days within which a waiver lapses."""


@dataclass(frozen=True, slots=True)
class Due:
    """One of them: `days` are left, or are negative where its day is past."""

    product: str
    decision: str
    rule: str
    subject: str
    owner: str
    day: date
    days: int


@dataclass(frozen=True, slots=True)
class Lapsing:
    """Approved waivers by the days within which they lapse, those that lapsed and were not withdrawn, and overdue plans."""

    within: Sequence[tuple[int, Sequence[Due]]]
    lapsed: Sequence[Due]
    overdue: Sequence[Due]

    def __bool__(self) -> bool:
        return bool(self.lapsed or self.overdue or any(found for _, found in self.within))


def lapsing(standing: Iterable[Standing], today: date) -> Lapsing:
    """What is to be seen to, as of a day; the nearest first."""
    states = [(one.said.act, one.state(today), one) for one in standing]
    waivers = [_due(one, "until", today) for act, state, one in states if (act, state) == ("waiver", "approved")]
    within, before = [], 0
    for most in WITHIN:
        within.append((most, _ordered(one for one in waivers if before < one.days <= most)))
        before = most
    return Lapsing(
        within,
        _ordered(_due(one, "until", today) for act, state, one in states if (act, state) == ("waiver", "expired")),
        _ordered(_due(one, "due", today) for act, state, one in states if (act, state) == ("plan", "overdue")),
    )


def _ordered(found: Iterable[Due]) -> list[Due]:
    return sorted(found, key=lambda one: (one.day, one.product, one.rule))


def _due(one: Standing, name: str, today: date) -> Due:
    said, day = one.said, one.said.day(name)
    return Due(
        said.text("product"),
        said.decision,
        said.text("rule"),
        said.text("subject"),
        said.text("owner"),
        day,
        (day - today).days,
    )
