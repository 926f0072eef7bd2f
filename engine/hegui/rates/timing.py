"""How long after the first payout each flow comes, as the conventions count it: in unit periods or in years. It discounts nothing.

Unit periods follow US Regulation Z (12 CFR 1026), appendix J (b)(2) to (b)(5); years follow Directive 2014/17/EU, annex I
part II, which spells out what Directive 2008/48/EC, annex I, leaves open; `actual_years` counts days over 365.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from hegui.rates.days import PERIODS_PER_YEAR, Period, days_meant, full_months, months_after

__all__ = ["Unit", "actual_years", "european_years", "periods_of", "unit_of", "unit_periods"]

Kind = Literal["day", "week", "half_month", "month", "year"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit period: so many days, weeks or months, half a month or a year."""

    kind: Kind
    count: int = 1

    @property
    def per_year(self) -> float:
        """Unit periods in a year: appendix J (b)(5)."""
        return {"day": 365, "week": 52, "half_month": 24, "month": 12, "year": 1}[self.kind] / self.count

    @property
    def length(self) -> int:
        """Days, each month having thirty."""
        return {"day": 1, "week": 7, "half_month": 15, "month": 30, "year": 365}[self.kind] * self.count


_UNITS: dict[Period, Unit] = {
    "day": Unit("day"),
    "week": Unit("week"),
    "half_month": Unit("half_month"),
    "month": Unit("month"),
    "quarter": Unit("month", 3),
    "year": Unit("year"),
}


def unit_of(advances: Sequence[date], payments: Sequence[date], period: Period | None = None) -> Unit:
    """The unit period of a transaction: the interval that occurs most often, at most a year; of equals the shorter.

    Intervals lie between payments, between advances, and from the start to the first of each after it. One payout
    with one payment is its own unit if it is shorter than a year; where no interval occurs twice, the unit is the
    standard interval nearest to their average: appendix J (b)(3) and (b)(4).
    """
    if period is not None:
        return _UNITS[period]
    kinds = [sorted(set(days)) for days in (payments, advances) if days]
    if len(kinds) == 2 and len(kinds[0]) == len(kinds[1]) == 1:
        return _single(*sorted((kinds[0][0], kinds[1][0])))
    start = min(days[0] for days in kinds)
    spans = [[start, *days] if start < days[0] else days for days in kinds]
    found = Counter(unit for span, series in zip(spans, kinds, strict=True) for unit in _intervals(span, series))
    common = [unit for unit, times in found.items() if times > 1 and unit.length <= 365]
    if common:
        return min(common, key=lambda unit: (-found[unit], unit.length))
    gaps = [(later - before).days for span in spans for before, later in pairwise(span)]
    average = sum(gaps) / max(len(gaps), 1)
    return min(_STANDARD, key=lambda unit: (abs(unit.length - average), unit.length))


_STANDARD = (
    Unit("day"),
    *(Unit("week", count) for count in range(1, 53)),
    Unit("half_month"),
    *(Unit("month", count) for count in range(1, 12)),
    Unit("year"),
)


def _single(start: date, end: date) -> Unit:
    months, odd = full_months(start, end)
    if months >= 12:
        return Unit("year")
    return Unit("month", months) if months and not odd else Unit("day", max((end - start).days, 1))


def _intervals(span: Sequence[date], series: Sequence[date]) -> Iterator[Unit]:
    """Each interval by every standard one that it is (28 days can be four weeks and a month), or else its days."""
    meant = days_meant(series)
    months = [full_months(before, later, meant.get(later)) for before, later in pairwise(span)]
    halves = [
        full_months(first, third, meant.get(third)) == (1, 0) for first, third in zip(span, span[2:], strict=False)
    ]
    halves.append(False)
    for index, (before, later) in enumerate(pairwise(span)):
        days, (whole, odd) = (later - before).days, months[index]
        if whole and not odd:
            yield Unit("year", whole // 12) if whole % 12 == 0 else Unit("month", whole)
        elif 13 <= days <= 18 and (halves[index] or halves[index - 1]):
            yield Unit("half_month")
        elif days % 7:
            yield Unit("day", days)
        if days % 7 == 0:
            yield Unit("week", days // 7)


def unit_periods(unit: Unit, start: date, end: date, meant: int | None = None) -> tuple[int, float]:
    """Full unit periods counted back from `end`, and the fraction of one left at `start`: appendix J (b)(5)."""
    if unit.kind in ("day", "week"):
        whole, odd = divmod((end - start).days, unit.length)
        return whole, odd / unit.length
    months, odd = full_months(start, end, meant)
    if unit.kind == "year":
        years, rest = divmod(months, 12)
        if not odd:
            return years, rest / 12
        return years, (months_after(end, -12 * years, meant) - start).days / 365
    if unit == Unit("month"):
        return months, odd / 30
    whole, rest = divmod(months * 30 + odd, unit.length)
    return whole, rest / unit.length


def periods_of(period: Period, start: date, end: date, meant: int | None = None) -> float:
    """The periods between two days: whole ones counted back from `end`, the days left as their share of a year."""
    unit = _UNITS[period]
    if unit.kind in ("day", "week"):
        return (end - start).days / unit.length
    months, odd = full_months(start, end, meant)
    if unit.kind == "half_month":
        return 2 * months + (1 if 13 <= odd <= 16 else odd * PERIODS_PER_YEAR[period] / 365)
    per_unit = 12 // PERIODS_PER_YEAR[period]
    whole, rest = divmod(months, per_unit)
    return whole + rest / per_unit + odd * PERIODS_PER_YEAR[period] / 365


def european_years(unit: Unit, start: date, end: date) -> float:
    """Years: whole units, months as equal and weeks as 1/52, the days left over the length of the year that ends with them."""
    if unit.kind == "week":
        weeks, odd = divmod((end - start).days, 7)
        return weeks / 52 + _odd_days(start, odd)
    months, odd = full_months(start, end)
    if unit.kind in ("day", "year"):
        months -= months % 12
        odd = (months_after(end, -months) - start).days
    return months / 12 + _odd_days(start, odd)


def _odd_days(start: date, days: int) -> float:
    if not days:
        return 0.0
    last = start + timedelta(days=days)
    year = (last - months_after(last, -12)).days if last.year > 1 else 365
    return days / year


def actual_years(start: date, end: date) -> float:
    return (end - start).days / 365
