"""The yearly cost of credit from the texts, to 50 digits and with no engine code; it rounds nothing and chooses no rate.

It takes flows — positive reaches the borrower — and gives every rate above -100 % that solves them: none, one or several.
It reads no loan terms, makes no schedule and is slow. For flows that change sign more than once at times that are no
whole periods it searches a grid, which can miss two rates that lie close together or a value that only touches zero.
Unit-periods that appendix J does not count (every ten days, say) are refused.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal

__all__ = [
    "Dated",
    "Timed",
    "Unit",
    "effective",
    "eu_apr",
    "eu_years",
    "months_before",
    "nominal",
    "per_year",
    "reg_z",
    "simple",
    "unit_period",
    "unit_periods_between",
    "xirr",
]

DIGITS: Final = 50
_WORKING: Final = DIGITS + 20
_FINEST: Final = Decimal(10) ** -DIGITS
_LOWEST: Final = Decimal("1e-9") - 1
_HIGHEST: Final = Decimal(10) ** 12
_LARGEST_POLYNOMIAL: Final = 40

Kind = Literal["day", "week", "half_month", "month", "year"]
Rates = tuple[Decimal, ...]
Growth = Callable[[Decimal, int, Decimal], Decimal]
"""What one becomes at a rate over so many whole periods and a part of one."""
Polynomial = tuple[Fraction, ...]
"""Coefficients, the constant first; the last is not zero."""


@dataclass(frozen=True, slots=True)
class Dated:
    on: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Timed:
    """A flow so many periods (or years) after the start."""

    at: Fraction
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit-period: so many days, weeks, months, or half a month, or a year."""

    kind: Kind
    count: int = 1

    @property
    def days(self) -> int:
        """Its length where lengths are compared; all months are equal, and a year is longer than eleven of them."""
        return self.count * {"day": 1, "week": 7, "half_month": 15, "month": 30, "year": 365}[self.kind]


def per_year(unit: Unit) -> Fraction:
    """Appendix J (b)(5)(ii) to (vii): w."""
    return Fraction({"day": 365, "week": 52, "half_month": 24, "month": 12, "year": 1}[unit.kind], unit.count)


# ---- the conventions


def reg_z(flows: Sequence[Dated] | Sequence[Timed], unit: Unit) -> Rates:
    """12 CFR 1026, appendix J: w × i, where the flows over (1 + f i)(1 + i)^t come to nothing; `Timed` in unit-periods."""
    return _scaled(_roots(_in_unit_periods(flows, unit), _simple_within_a_period), per_year(unit))


def eu_apr(flows: Sequence[Dated] | Sequence[Timed], unit: Unit | None = None) -> Rates:
    """Directive 2008/48/EC, annex I; `Timed` in unit-periods, or in years where there is no unit."""
    start = min((flow.on for flow in flows if isinstance(flow, Dated)), default=None)
    timed = []
    for flow in flows:
        if isinstance(flow, Timed):
            timed.append(Timed(flow.at / per_year(unit) if unit else flow.at, flow.amount))
        elif start:
            timed.append(Timed(eu_years(start, flow.on, unit or Unit("year")), flow.amount))
    return _roots(timed, _compound)


def xirr(flows: Sequence[Dated] | Sequence[Timed]) -> Rates:
    """Compound, in years of 365 days; `Timed` in years."""
    return _roots(_in_years(flows), _compound)


def nominal(flows: Sequence[Timed], unit: Unit) -> Rates:
    """The rate of a period times the periods of a year."""
    return _scaled(_roots(flows, _compound), per_year(unit))


def effective(flows: Sequence[Timed], unit: Unit) -> Rates:
    """The rate of a period compounded over the periods of a year."""
    with localcontext(prec=_WORKING):
        return tuple(_rounded((1 + rate) ** _decimal(per_year(unit)) - 1) for rate in _roots(flows, _compound))


def simple(flows: Sequence[Dated] | Sequence[Timed], unit: Unit | None = None) -> Rates:
    """Simple interest on the principal outstanding (the United States Rule); `Timed` as in `eu_apr`."""
    scale = per_year(unit) if unit else Fraction(1)
    timed = sorted((Timed(flow.at / scale, flow.amount) for flow in _in_years(flows)), key=lambda flow: flow.at)
    with localcontext(prec=_WORKING):
        low, high = _LOWEST, _HIGHEST
        if _left_over(timed, low) >= 0 or _left_over(timed, high) <= 0:
            return ()
        return (_rounded(_bisected(lambda rate: _left_over(timed, rate), low, high)),)


def _left_over(flows: Sequence[Timed], rate: Decimal) -> Decimal:
    """What is still owed after the last flow; it grows with the rate."""
    principal = interest = Decimal(0)
    then = flows[0].at
    for flow in flows:
        interest += principal * rate * _decimal(flow.at - then)
        then = flow.at
        if flow.amount > 0:
            principal += flow.amount
        elif -flow.amount < interest:
            interest += flow.amount
        else:
            principal -= -flow.amount - interest
            interest = Decimal(0)
    return principal + interest


# ---- appendix J (b)(4): which period is the unit


def unit_period(flows: Sequence[Dated]) -> Unit:
    """The common period that occurs most often, else the average one; the term where one payment repays one advance."""
    advances = sorted({flow.on for flow in flows if flow.amount > 0})
    payments = sorted({flow.on for flow in flows if flow.amount < 0})
    if len(advances) == len(payments) == 1:
        return _term(advances[0], payments[0])
    start = min(*advances, *payments)
    common = Counter(unit for series in (payments, advances) for unit in _readings(start, series))
    often = [unit for unit, times in common.items() if times > 1 and unit.days <= 365]
    if often:
        found = min(often, key=lambda unit: (-common[unit], unit.days))
        if found.kind == "day" and found.count > 1:
            raise ValueError(f"a common period of {found.count} days is no standard interval")
        return found
    gaps = [
        (later - earlier).days for series in (payments, advances) for earlier, later in pairwise(_from(start, series))
    ]
    average = Fraction(sum(gaps), len(gaps))
    return min(_STANDARD, key=lambda unit: (abs(unit.days - average), unit.days))


_STANDARD: Final = (
    Unit("day"),
    *(Unit("week", count) for count in range(1, 53)),
    Unit("half_month"),
    *(Unit("month", count) for count in range(1, 12)),
    Unit("year"),
)


def _from(start: date, dates: Sequence[date]) -> list[date]:
    """The dates, and before them the start: the time up to the first payment or advance after it is a period too."""
    return [*([start] if start < dates[0] else []), *dates]


def _term(start: date, end: date) -> Unit:
    months, days = _months_back(start, end, end.day)
    if months >= 12:
        return Unit("year")
    return Unit("day", (end - start).days) if days else Unit("month", months)


def _readings(start: date, series: Sequence[date]) -> Iterable[Unit]:
    """Every standard interval that each period is, for 28 days can be four weeks and a month; else its days."""
    dates = _from(start, series)
    halves = {
        gap
        for first, second, third in zip(dates, dates[1:], dates[2:], strict=False)
        if _months_back(first, third, _payment_day(third, series)) == (1, 0)
        for gap in ((first, second), (second, third))
    }
    for earlier, later in pairwise(dates):
        days = (later - earlier).days
        months, odd = _months_back(earlier, later, _payment_day(later, series))
        whole, half = months > 0 and odd == 0, 13 <= days <= 18 and (earlier, later) in halves
        if whole:
            yield Unit("month", months) if months % 12 else Unit("year", months // 12)
        elif half:
            yield Unit("half_month")
        if days % 7 == 0:
            yield Unit("week", days // 7)
        elif not whole and not half:
            yield Unit("day", days)


# ---- appendix J (b)(5): unit-periods between two dates


def unit_periods_between(start: date, end: date, unit: Unit, day: int | None = None) -> Fraction:
    """Whole unit-periods and the fraction; `day` is the day of the month of the payments, 31 for the last day."""
    day = day or end.day
    if unit.kind in ("day", "week"):
        return Fraction((end - start).days, unit.days)
    months, days = _months_back(start, end, day)
    if unit.kind == "year":
        years, months = divmod(months, 12)
        if days:
            return years + Fraction((months_before(end, 12 * years, day) - start).days, 365)
        return years + Fraction(months, 12)
    return Fraction(30 * months + days, unit.days)


def _months_back(start: date, end: date, day: int) -> tuple[int, int]:
    """Full months measured back from the later date, and the days measured forward from the earlier to where they begin."""
    months = 12 * (end.year - start.year) + end.month - start.month
    while months_before(end, months, day) < start:
        months -= 1
    return months, (months_before(end, months, day) - start).days


def months_before(end: date, months: int, day: int) -> date:
    """The same day so many months before, or the last of its month; `day` is the one that is meant, such as a 30th."""
    year, month = divmod(12 * end.year + end.month - 1 - months, 12)
    return date(year, month + 1, min(day, monthrange(year, month + 1)[1])) if months else end


def _on(one: date, day: int) -> bool:
    return one.day == min(day, monthrange(one.year, one.month)[1])


def _payment_day(one: date, series: Collection[date]) -> int:
    """The day that months before this date are measured from: (b)(3)(iv) for the 29th, the 30th and the last day."""
    if len(series) > 1 and all(_on(other, 31) for other in series):
        return 31
    latest = max(other.day for other in series)
    return latest if latest > 28 and _on(one, latest) else one.day


def _in_unit_periods(flows: Sequence[Dated] | Sequence[Timed], unit: Unit) -> list[Timed]:
    dated = [flow for flow in flows if isinstance(flow, Dated)]
    if not dated:
        return [flow for flow in flows if isinstance(flow, Timed)]
    start = min(flow.on for flow in dated)
    payments = {flow.on for flow in dated if flow.amount < 0}
    timed = []
    for flow in dated:
        day = _payment_day(flow.on, payments) if flow.on in payments else flow.on.day
        timed.append(Timed(unit_periods_between(start, flow.on, unit, day), flow.amount))
    return timed


# ---- Directive 2008/48/EC, annex I, remark (c)


def eu_years(start: date, end: date, unit: Unit) -> Fraction:
    """Whole periods measured back from the later date, 12 months or 52 weeks to the year, and the days that are left.

    They are days of a year of 366 where the year that ends where they end holds a 29 February (the Commission's guidelines,
    SWD(2012) 128), else of one of 365.
    """
    if unit.kind == "week":
        whole, last = divmod((end - start).days, 7)
        left = start + timedelta(days=last)
        years = Fraction(whole, 52)
    else:
        months, _ = _months_back(start, end, end.day)
        months -= months % (12 if unit.kind in ("year", "day") else 1)
        left = months_before(end, months, end.day)
        years = Fraction(months, 12)
    return years + Fraction((left - start).days, 366 if _holds_a_leap_day(left) else 365)


def _holds_a_leap_day(end: date) -> bool:
    return any(
        months_before(end, 12, end.day) < date(year, 2, 29) <= end
        for year in (end.year - 1, end.year)
        if monthrange(year, 2)[1] == 29
    )


def _in_years(flows: Sequence[Dated] | Sequence[Timed]) -> list[Timed]:
    start = min((flow.on for flow in flows if isinstance(flow, Dated)), default=date.min)
    return [
        flow if isinstance(flow, Timed) else Timed(Fraction((flow.on - start).days, 365), flow.amount) for flow in flows
    ]


# ---- every rate that solves the flows


def _compound(rate: Decimal, whole: int, part: Decimal) -> Decimal:
    return _power(1 + rate, whole) * _power(1 + rate, part)


def _simple_within_a_period(rate: Decimal, whole: int, part: Decimal) -> Decimal:
    return _power(1 + rate, whole) * (1 + rate * part)


@lru_cache(maxsize=512)
def _power(base: Decimal, exponent: int | Decimal) -> Decimal:
    return base**exponent


def _roots(flows: Sequence[Timed], growth: Growth) -> Rates:
    """Rates of a period. One change of sign has exactly one: later flows are worth less against earlier ones, steadily."""
    by_time: dict[Fraction, Decimal] = {}
    for flow in flows:
        by_time[flow.at] = by_time.get(flow.at, Decimal(0)) + flow.amount
    net = [Timed(at, amount) for at, amount in sorted(by_time.items()) if amount]
    changes = sum((one.amount > 0) != (other.amount > 0) for one, other in pairwise(net))
    if not changes:
        return ()
    with localcontext(prec=_WORKING):
        split = [(flow.amount, int(flow.at // 1), _decimal(flow.at % 1)) for flow in net]

        def value(rate: Decimal) -> Decimal:
            return sum((amount / growth(rate, whole, part) for amount, whole, part in split), Decimal(0))

        if changes == 1:
            found = [_bisected(value, _LOWEST, _HIGHEST)]
        elif all(flow.at.denominator == 1 for flow in net) and net[-1].at - net[0].at <= _LARGEST_POLYNOMIAL:
            found = sorted(1 / _decimal(factor) - 1 for factor in _positive_roots(_polynomial(net)))
        else:
            grid = [(1 + Decimal(step) / 100) ** 3 - 1 for step in range(-70, 900)]
            found = [_bisected(value, *ends) for ends in pairwise(grid) if (value(ends[0]) > 0) != (value(ends[1]) > 0)]
        return tuple(_rounded(rate) for rate in found)


def _bisected(value: Callable[[Decimal], Decimal], low: Decimal, high: Decimal) -> Decimal:
    rising = value(low) < 0
    while high - low > _FINEST * max(Decimal(1), abs(high)):
        middle = (low + high) / 2
        if (value(middle) < 0) == rising:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _decimal(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / number.denominator


def _rounded(rate: Decimal) -> Decimal:
    return round(rate, DIGITS - 5)


def _scaled(rates: Rates, times: Fraction) -> Rates:
    with localcontext(prec=_WORKING):
        return tuple(_rounded(rate * times.numerator / times.denominator) for rate in rates)


# ---- Sturm's count, on exact fractions


def _polynomial(flows: Sequence[Timed]) -> Polynomial:
    """The value of whole-period flows, in powers of what a unit a period later is worth."""
    first = flows[0].at
    coefficients = [Fraction(0)] * (int(flows[-1].at - first) + 1)
    for flow in flows:
        coefficients[int(flow.at - first)] = Fraction(flow.amount)
    return tuple(coefficients)


def _positive_roots(polynomial: Polynomial) -> list[Fraction]:
    """Every distinct positive root, to well below the working precision."""
    chain = [polynomial, _derivative(polynomial)]
    while rest := _remainder(chain[-2], chain[-1]):
        chain.append(tuple(-coefficient for coefficient in rest))
    chain = [_quotient(member, chain[-1]) for member in chain]  # the same roots, each once
    bound = 1 + max(abs(coefficient / polynomial[-1]) for coefficient in polynomial)
    found, open_ = [], [(Fraction(0), bound)]
    while open_:
        low, high = open_.pop()
        roots = _changes(chain, low) - _changes(chain, high)
        if roots == 1 and high - low < low * Fraction(1, 10 ** (DIGITS + 5)):
            found.append((low + high) / 2)
        elif roots:
            middle = (low + high) / 2
            open_ += [(low, middle), (middle, high)]
    return found


def _changes(chain: Sequence[Polynomial], at: Fraction) -> int:
    signs = [value > 0 for member in chain if (value := _value(member, at))]
    return sum(one != other for one, other in pairwise(signs))


def _value(polynomial: Polynomial, at: Fraction) -> Fraction:
    value = Fraction(0)
    for coefficient in reversed(polynomial):
        value = value * at + coefficient
    return value


def _derivative(polynomial: Polynomial) -> Polynomial:
    return tuple(power * coefficient for power, coefficient in enumerate(polynomial))[1:]


def _remainder(dividend: Polynomial, divisor: Polynomial) -> Polynomial:
    return _divided(dividend, divisor)[1]


def _quotient(dividend: Polynomial, divisor: Polynomial) -> Polynomial:
    return _divided(dividend, divisor)[0]


def _divided(dividend: Polynomial, divisor: Polynomial) -> tuple[Polynomial, Polynomial]:
    rest, quotient = list(dividend), []
    while len(rest) >= len(divisor):
        factor = rest[-1] / divisor[-1]
        quotient.append(factor)
        for place, coefficient in enumerate(divisor, len(rest) - len(divisor)):
            rest[place] -= factor * coefficient
        rest.pop()
    while rest and not rest[-1]:
        rest.pop()
    return tuple(reversed(quotient)), tuple(rest)
