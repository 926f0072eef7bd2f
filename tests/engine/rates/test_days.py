"""Days due and the time between days, by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hegui.rates.days import after, days_meant, due_days, full_months, months_after, year_fraction


def day(written: str) -> date:
    return date.fromisoformat(written)


FRACTIONS = [
    # actual days over a fixed year; 2024 is a leap year
    ("act_365", "2024-02-28", "2024-03-01", "2/365"),
    ("act_360", "2024-02-28", "2024-03-01", "2/360"),
    ("act_365", "2024-01-01", "2025-01-01", "366/365"),
    ("act_360", "2025-01-01", "2026-01-01", "365/360"),
    # thirty days a month; a 31st is a 30th at the start, and at the end if the start is a 30th or 31st
    ("thirty_360", "2025-01-15", "2025-02-15", "30/360"),
    ("thirty_360", "2025-01-31", "2025-02-28", "28/360"),
    ("thirty_360", "2025-01-30", "2025-03-31", "60/360"),
    ("thirty_360", "2025-01-31", "2025-03-31", "60/360"),
    ("thirty_360", "2025-01-29", "2025-03-31", "62/360"),
    ("thirty_360", "2025-02-28", "2025-03-31", "33/360"),
    ("thirty_360", "2025-01-30", "2025-01-31", "0"),
    ("thirty_360", "2025-01-31", "2026-01-31", "1"),
    # each calendar year its own length
    ("act_act", "2023-12-01", "2024-02-01", "31/365 + 31/366"),
    ("act_act", "2024-12-01", "2025-02-01", "31/366 + 31/365"),
    ("act_act", "2024-01-01", "2025-01-01", "1"),
    ("act_act", "2023-07-01", "2025-07-01", "184/365 + 1 + 181/365"),
    ("act_act", "2025-03-01", "2025-04-01", "31/365"),
]


@pytest.mark.parametrize(("basis", "start", "end", "years"), FRACTIONS)
def test_time_between_days_in_years(basis, start, end, years):
    above, below = year_fraction(basis, day(start), day(end))
    assert Fraction(int(above), int(below)) == sum(Fraction(part) for part in years.split(" + "))


DUE = [
    ("2026-01-31", "month", "2026-01-31 2026-02-28 2026-03-31 2026-04-30"),
    ("2024-01-30", "month", "2024-01-30 2024-02-29 2024-03-30"),
    ("2026-11-30", "quarter", "2026-11-30 2027-02-28 2027-05-30"),
    ("2024-02-29", "year", "2024-02-29 2025-02-28 2026-02-28 2027-02-28 2028-02-29"),
    ("2026-12-24", "week", "2026-12-24 2026-12-31 2027-01-07"),
    ("2026-02-27", "day", "2026-02-27 2026-02-28 2026-03-01"),
    ("2026-01-01", "half_month", "2026-01-01 2026-01-16 2026-02-01 2026-02-16"),
    ("2026-01-15", "half_month", "2026-01-15 2026-01-30 2026-02-15 2026-02-28 2026-03-15"),
    ("2026-01-20", "half_month", "2026-01-20 2026-02-05 2026-02-20 2026-03-05"),
    ("2026-01-31", "half_month", "2026-01-31 2026-02-16 2026-02-28 2026-03-16 2026-03-31"),
]


@pytest.mark.parametrize(("first", "period", "expected"), DUE)
def test_days_due_keep_the_day_of_the_first(first, period, expected):
    written = expected.split()
    assert due_days(day(first), period, len(written)) == tuple(map(day, written))


def test_months_may_be_counted_back():
    assert months_after(day("2026-03-31"), -1) == day("2026-02-28")


@pytest.mark.parametrize(
    ("period", "count"), [("day", 3_000_000), ("week", 500_000), ("month", 96_000), ("year", 8_000)]
)
def test_a_day_beyond_the_calendar_is_an_error(period, count):
    with pytest.raises(ValueError, match="beyond the calendar"):
        after(day("2026-01-01"), period, count)


MONTHS = [
    ("2026-01-10", "2026-04-10", (3, 0)),
    ("2026-01-10", "2026-04-09", (2, 30)),  # back to 9 February, 30 days after 10 January
    ("2026-01-10", "2026-02-09", (0, 30)),
    ("2026-01-31", "2026-02-28", (0, 28)),
    ("2026-02-28", "2026-03-31", (1, 0)),  # the 31st counted back is the 28th
]


@pytest.mark.parametrize(("start", "end", "expected"), MONTHS)
def test_full_months_are_counted_back_from_the_end(start, end, expected):
    assert full_months(day(start), day(end)) == expected


def test_a_last_of_february_that_stands_for_a_31st_is_a_month_from_a_31st():
    assert full_months(day("2026-01-31"), day("2026-02-28"), meant=31) == (1, 0)


MEANT = [
    ("2026-02-28 2026-03-31 2026-04-30", 31),
    ("2026-01-30 2026-02-28 2026-03-30", 30),
    ("2026-01-28 2026-02-28 2026-03-28", 28),
    ("2026-02-28", 28),
]


@pytest.mark.parametrize(("series", "meant"), MEANT)
def test_the_last_of_february_stands_for_the_day_of_its_series(series, meant):
    assert days_meant(tuple(map(day, series.split())))[day("2026-02-28")] == meant


def test_no_series_means_no_day():
    assert days_meant(()) == {}
