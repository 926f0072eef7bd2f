"""How the verdicts of all products stood at the end of each week: of each product, its newest decision then. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["Week", "first_day", "weekly"]

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Week:
    """A week by its Monday; how many products were of each verdict on its last day, or today in the one that goes on."""

    monday: date
    counts: Mapping[str, int]


def first_day(today: date, weeks: int) -> date:
    """The Monday of the first of so many weeks, the last of which is this one."""
    return today - timedelta(days=today.weekday()) - WEEK * (weeks - 1)


def weekly(decisions: Iterable[tuple[str | None, str, str]], first: date, weeks: int) -> list[Week]:
    """The weeks from a Monday on.

    Args:
        decisions: Product, day, verdict, in the order they were made; also what was the newest before the first week.
        first: The Monday of the first week.
        weeks: How many.
    """
    made = list(decisions)
    standing: dict[str | None, str] = {}
    found, place = [], 0
    for monday in (first + WEEK * number for number in range(weeks)):
        end = (monday + WEEK).isoformat()
        while place < len(made) and made[place][1] < end:
            product, _, verdict = made[place]
            standing[product] = verdict
            place += 1
        found.append(Week(monday, Counter(standing.values())))
    return found
