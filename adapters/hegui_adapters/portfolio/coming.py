"""The days ahead on which law changes for products, each with the products it touches and how. Pure; it reads no rulebook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from hegui_adapters.portfolio.heat import Line
from hegui_adapters.portfolio.portrait import Change

__all__ = ["HORIZON_MONTHS", "Day", "Touched", "calendar", "months_after"]

HORIZON_MONTHS: Final = 24


@dataclass(frozen=True, slots=True)
class Touched:
    """A product with the rules that change for it."""

    line: Line
    changes: Sequence[Change]


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which something changes. `place` is where it lies between today (0) and the horizon (1000)."""

    day: date
    place: int
    products: Sequence[Touched]


def calendar(lines: Iterable[Line], today: date) -> list[Day]:
    """The days after today, up to 24 months ahead, as the newest decisions saw them."""
    last = months_after(today, HORIZON_MONTHS)
    found: dict[date, list[Touched]] = {}
    for line in lines:
        for text, changes in (line.portrait.coming if line.portrait else {}).items():
            day = date.fromisoformat(text)
            if today < day <= last:
                found.setdefault(day, []).append(Touched(line, changes))
    span = (last - today).days
    return [Day(day, (day - today).days * 1000 // span, touched) for day, touched in sorted(found.items())]


def months_after(day: date, months: int) -> date:
    """The same day so many months later, the last of the month where that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    raise ValueError(day)
