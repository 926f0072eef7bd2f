"""Days on which a loan is paid, and how long a time between two days is. It knows no money."""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Final, Literal

__all__ = [
    "PERIODS_PER_YEAR",
    "DayCount",
    "Period",
    "after",
    "days_meant",
    "due_days",
    "full_months",
    "months_after",
    "year_fraction",
]

Period = Literal["day", "week", "half_month", "month", "quarter", "year"]
DayCount = Literal["act_365", "act_360", "thirty_360", "act_act"]

PERIODS_PER_YEAR: Final[Mapping[Period, int]] = MappingProxyType(
    {"day": 365, "week": 52, "half_month": 24, "month": 12, "quarter": 4, "year": 1}
)
"""A year of daily periods has 365, not the banker's 360: the shorter year would state a lower cost."""

_MONTHS: Final[Mapping[Period, int]] = MappingProxyType({"month": 1, "quarter": 3, "year": 12})
_DAYS: Final[Mapping[Period, int]] = MappingProxyType({"day": 1, "week": 7})
HALF_MONTH: Final = 15
SHORTEST_MONTH: Final = 28


def months_after(day: date, months: int, meant: int | None = None) -> date:
    """The same day of the month so many months on (or back); where that month has no such day, its last.

    `meant` is the day of the month that is meant where `day` is the last of a month too short for it.

    Raises:
        ValueError: the year leaves 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise ValueError("a day beyond the calendar")
    wanted = meant or day.day
    if wanted <= SHORTEST_MONTH:  # spares a look at the calendar, most of what a plan with dates would take
        return date(year, month + 1, wanted)
    return date(year, month + 1, min(wanted, monthrange(year, month + 1)[1]))


def after(first: date, period: Period, count: int) -> date:
    """The day `count` periods after `first`. Half months fall on its day and fifteen days from it, month by month.

    Raises:
        ValueError: the year leaves 1 to 9999.
    """
    if period == "half_month":
        months, odd = divmod(count, 2)
        return _half_month_on(first, months) if odd else months_after(first, months)
    if period in _MONTHS:
        return months_after(first, count * _MONTHS[period])
    try:
        return first + timedelta(days=count * _DAYS[period])
    except OverflowError:
        raise ValueError("a day beyond the calendar") from None


def _half_month_on(first: date, months: int) -> date:
    """Fifteen days on within the month, or the matching day of the next one: 1st and 16th, 10th and 25th, 20th and 5th."""
    if first.day <= HALF_MONTH:
        return months_after(first, months, first.day + HALF_MONTH)
    return months_after(first, months + 1, first.day - HALF_MONTH)


@lru_cache(maxsize=256)
def due_days(first: date, period: Period, count: int) -> tuple[date, ...]:
    """The first due day and those that follow it, one a period."""
    return tuple(after(first, period, number) for number in range(count))


def full_months(start: date, end: date, meant: int | None = None) -> tuple[int, int]:
    """Whole months counted back from `end`, and the days left from `start` to where the first of them begins."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if months_after(end, -months, meant) < start:
        months -= 1
    return months, (months_after(end, -months, meant) - start).days


def days_meant(series: Sequence[date]) -> Mapping[date, int]:
    """The day of the month that each day due in a series stands for: 31 where each is the last of its month.

    So 28 February stands for the 30th in a series of 30ths: Regulation Z, appendix J (b)(3)(iv).
    """
    if len(series) > 1 and all(_falls_on(day, 31) for day in series):
        return dict.fromkeys(series, 31)
    latest = max((day.day for day in series), default=0)
    return {day: latest if latest > 28 and _falls_on(day, latest) else day.day for day in series}


def _falls_on(day: date, meant: int) -> bool:
    return day.day == min(meant, monthrange(day.year, day.month)[1])


def year_fraction(basis: DayCount, start: date, end: date) -> tuple[Decimal, Decimal]:
    """The time between two days in years, as a numerator and its denominator, so that nothing is rounded.

    `act_365` and `act_360` count days; `thirty_360` counts months of thirty days (the bond basis, ISDA 2006 section
    4.16(f)); `act_act` gives each calendar year its own length (ISDA 2006 section 4.16(b)), over 365 × 366.
    """
    if basis == "thirty_360":
        first = min(start.day, 30)
        last = 30 if end.day == 31 and first == 30 else end.day
        days = (end.year - start.year) * 360 + (end.month - start.month) * 30 + last - first
        return Decimal(days), Decimal(360)
    if basis == "act_act":
        leap = sum(_days_of(year, start, end) for year in range(start.year, end.year + 1) if isleap(year))
        rest = (end - start).days - leap
        return Decimal(leap * 365 + rest * 366), Decimal(365 * 366)
    return Decimal((end - start).days), Decimal(365 if basis == "act_365" else 360)


def _days_of(year: int, start: date, end: date) -> int:
    """The days of [start, end) that lie in a year."""
    first, next_first = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1
    return max(0, min(end.toordinal(), next_first) - max(start.toordinal(), first))
