"""Flows as a rate per year, by a named convention. It plans nothing, rounds nothing to a cap and judges nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from itertools import groupby
from math import isfinite
from typing import Final

from hegui.rates import solving, timing
from hegui.rates.conventions import Convention, Reading, convention_named
from hegui.rates.days import PERIODS_PER_YEAR, Period, days_meant
from hegui.rates.solving import Flows, Unsolved
from hegui.rates.terms import EXACT, Uncomputable

__all__ = ["CEILING", "NOISE", "QUANTUM", "annualise", "figure", "rounded", "why"]

QUANTUM: Final = Decimal("0.0001")
"""0.01 percentage point: what rates are rounded to, half up, wherever they are compared or shown."""

CEILING: Final = Decimal(10) ** 12
"""The highest cost a year that is told apart: what lies above is given as this."""

NOISE: Final = Decimal("1e-10")
"""What a rate is given to. Floats carry some sixteen digits; what this cuts off is their noise, so that half a quantum is half."""

Number = Decimal | int | float
When = date | Number


def annualise(
    flows: Sequence[Number] | Sequence[tuple[When, Number]],
    convention: str | Convention = "effective",
    *,
    period: Period | None = None,
) -> Decimal | Uncomputable:
    """The rate a year at which `flows` are worth nothing, as a fraction to ten decimals (0.1 is 10 %).

    Args:
        flows: What reaches the borrower is positive, what is paid back negative, the first payout first (or all the
            other way round, as a lender sees it). Amounts alone come one a period; pairs say when, as a day or as a
            number of periods from the start.
        convention: The name of a convention (`CONVENTIONS`), or one.
        period: The length of a period. Amounts alone come by the month if it is left out. For days it says in what
            they are counted; left out, `reg-z` and `eu-apr` find the unit by their own rules, `nominal` compounds by
            the month, and all others count days over 365.

    Returns:
        The rate, or why there is none: no payout, no payment, no rate that fits, or more than one.

    Raises:
        ValueError: there is no such convention, or the times do not rise or are not of one kind.
    """
    asked = convention if isinstance(convention, Convention) else convention_named(convention)
    told = _told_apart(flows)
    if not all(isfinite(float(number)) for number in (*told.amounts, *told.numbers)):
        return Uncomputable("现金流中有非数值或超出范围的金额", "a flow is not a number, or out of all range")
    told = _by_time(told, apart=asked.reading == "simple")
    amounts = tuple(map(float, told.amounts))
    if told.days:
        found = _dated(asked.reading, amounts, told.days, period)
    else:
        found = _timed(asked.reading, amounts, told.numbers, PERIODS_PER_YEAR[period or "month"])
    return found if isinstance(found, Uncomputable) else _kept(found)


def rounded(rate: Decimal) -> Decimal:
    """A rate as it is compared and shown: to 0.01 percentage point, half up."""
    return CEILING if rate >= CEILING else EXACT.plus(rate.quantize(QUANTUM, ROUND_HALF_UP, EXACT))  # plus: no -0


def figure(rate: float) -> Decimal:
    """A rate that was solved, as it is compared and shown."""
    return rounded(_kept(rate))


def why(reason: Unsolved) -> Uncomputable:
    """The reason there is no rate, in words."""
    return _REASONS[reason]


_REASONS: Final = {
    "no payout": Uncomputable(
        "扣除费用后，借款人没有实际到手的款项", "nothing reaches the borrower after the charges up front"
    ),
    "no payment": Uncomputable("没有还款，不存在内部收益率", "nothing is paid back, so there is no rate of return"),
    "no rate": Uncomputable(
        "现金流多次变号，没有任何利率能使其现值为零",
        "the flows change sign more than once and no rate makes them worth nothing",
    ),
    "several rates": Uncomputable(
        "现金流多次变号，内部收益率不唯一", "the flows change sign more than once: several rates would fit"
    ),
    "in doubt": Uncomputable(
        "现金流多次变号，无法判定内部收益率是否存在、是否唯一",
        "the flows change sign more than once, and whether exactly one rate fits cannot be told",
    ),
    "overpaid": Uncomputable(
        "借款人中途已还清且多还，本金单利口径下没有可用的利率",
        "the borrower has paid back more than is owed before the end, so no rate of simple interest fits",
    ),
    "not found": Uncomputable("内部收益率求解未收敛", "no rate of return was found to the precision required"),
}


@dataclass(frozen=True, slots=True)
class _Told:
    """Amounts with their times: days, numbers of periods, or neither where they come one a period."""

    amounts: tuple[Decimal, ...]
    days: tuple[date, ...] = ()
    numbers: tuple[Decimal, ...] = ()


def _told_apart(flows: Sequence[Number] | Sequence[tuple[When, Number]]) -> _Told:
    amounts = tuple(_decimal(flow[1] if isinstance(flow, tuple) else flow) for flow in flows)
    times = [flow[0] for flow in flows if isinstance(flow, tuple)]
    days = tuple(when for when in times if isinstance(when, date))
    numbers = tuple(_decimal(when) for when in times if not isinstance(when, date))
    if len({len(amounts), len(days), len(numbers)} - {0}) > 1:
        raise ValueError("either every flow says when it comes, all by day or all by number of periods, or none does")
    finite = all(map(Decimal.is_finite, numbers))
    if list(days) != sorted(days) or (finite and list(numbers) != sorted(numbers)):
        raise ValueError("flows must be in order of time")
    return _Told(amounts, days, numbers)


def _by_time(told: _Told, *, apart: bool) -> _Told:
    """One flow a time and the borrower's view. `apart` keeps what is paid later from what is received that day.

    Under simple interest a payment settles the interest due before a new payout adds to the principal.
    """
    times: Sequence[When] = told.days or told.numbers
    if not times:
        return _Told(_borrowers(told.amounts))
    with localcontext(EXACT):
        netted = [
            (when, amount)
            for when, same in groupby(zip(times, told.amounts, strict=True), key=lambda flow: flow[0])
            for amount in _netted([amount for _, amount in same], apart=apart and when != times[0])
        ]
    when = [time for time, _ in netted]
    amounts = _borrowers(tuple(amount for _, amount in netted))
    return _Told(amounts, tuple(when) if told.days else (), tuple(when) if told.numbers else ())


def _borrowers(amounts: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    """Flows as the borrower sees them, whoever's view they were given in."""
    if amounts and amounts[0] < 0 < max(amounts):
        return tuple(amount.copy_negate() for amount in amounts)
    return amounts


def _netted(amounts: Sequence[Decimal], *, apart: bool) -> list[Decimal]:
    paid = [amount for amount in amounts if amount < 0]
    if not apart or not paid or len(paid) == len(amounts):
        return [sum(amounts, Decimal(0))]
    return [sum(paid, Decimal(0)), sum((amount for amount in amounts if amount > 0), Decimal(0))]


def _decimal(number: Number) -> Decimal:
    return Decimal(repr(float(number))) if isinstance(number, float) else Decimal(number)


def _kept(rate: float) -> Decimal:
    exact = Decimal(rate)
    return CEILING if exact >= CEILING else EXACT.plus(exact.quantize(NOISE, ROUND_HALF_UP, EXACT))


def _timed(
    reading: Reading, amounts: Sequence[float], numbers: Sequence[Decimal], per_year: int
) -> float | Uncomputable:
    at = [float(number - numbers[0]) for number in numbers] or list(range(len(amounts)))
    if reading == "simple":
        return _or_why(solving.simple_rate(amounts, [time / per_year for time in at], 0.1))
    if not numbers:
        return _yearly(reading, solving.rate(Flows(amounts)), per_year)
    flows = _fractional(amounts, at) if reading == "reg-z" else Flows(amounts, at)
    return _yearly(reading, solving.rate(flows), per_year)


def _fractional(amounts: Sequence[float], at: Sequence[float]) -> Flows:
    return Flows(amounts, [time // 1 for time in at], [time % 1 for time in at])


def _yearly(reading: Reading, rate: float | Unsolved, per_year: float) -> float | Uncomputable:
    if isinstance(rate, str):
        return why(rate)
    if reading in ("nominal", "reg-z"):
        return rate * per_year
    return solving.compounded(rate, per_year)


def _dated(
    reading: Reading, amounts: Sequence[float], days: Sequence[date], period: Period | None
) -> float | Uncomputable:
    if amounts[0] <= 0:
        return why("no payout")
    if reading in ("reg-z", "eu-apr"):
        return _by_unit(reading, amounts, days, period)
    years = _years(days, None if reading == "xirr" else period, days_meant(_paid(amounts, days)))
    if reading == "simple":
        return _or_why(solving.simple_rate(amounts, years, 0.1))
    yearly = solving.rate(Flows(amounts, years), 0.1)
    if isinstance(yearly, str) or reading != "nominal":
        return _or_why(yearly)
    per_year = PERIODS_PER_YEAR[period or "month"]
    return per_year * solving.compounded(yearly, 1 / per_year)


def _paid(amounts: Sequence[float], days: Sequence[date]) -> list[date]:
    return [day for day, amount in zip(days, amounts, strict=True) if amount < 0]


def _by_unit(
    reading: Reading, amounts: Sequence[float], days: Sequence[date], period: Period | None
) -> float | Uncomputable:
    """By the unit period of the transaction, as the American and the European texts count."""
    paid = _paid(amounts, days)
    unit = timing.unit_of([day for day, amount in zip(days, amounts, strict=True) if amount > 0], paid, period)
    if reading == "eu-apr":
        return _or_why(solving.rate(Flows(amounts, [timing.european_years(unit, days[0], day) for day in days])))
    meant = days_meant(paid)
    at = [timing.unit_periods(unit, days[0], day, meant.get(day)) for day in days]
    return _yearly(reading, solving.rate(Flows(amounts, [t for t, _ in at], [f for _, f in at])), unit.per_year)


def _years(days: Sequence[date], period: Period | None, meant: Mapping[date, int]) -> list[float]:
    if period is None:
        return [timing.actual_years(days[0], day) for day in days]
    per_year = PERIODS_PER_YEAR[period]
    return [timing.periods_of(period, days[0], day, meant.get(day)) / per_year for day in days]


def _or_why(rate: float | Unsolved) -> float | Uncomputable:
    return why(rate) if isinstance(rate, str) else rate
