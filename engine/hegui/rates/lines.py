"""A plain loan as one line of numbers, for a table that works out many at once. It works out no period and solves nothing.

What a formula gives once for the whole loan is worked out here in decimals, as the plan does it. Sums to be paid become
whole cents, rates applied to them fractions of whole numbers, flows before rounding become floats.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, localcontext
from math import gcd
from typing import Final, NamedTuple

from hegui.rates.days import PERIODS_PER_YEAR
from hegui.rates.plan import dues, falls, paid_level, plain, to_cents, to_the_full, varies
from hegui.rates.terms import EXACT, Charge, Loan, charge_flaw, loan_flaw

__all__ = ["Fixed", "Line", "Share", "line_of"]

_ZERO: Final = Decimal(0)
_ROOM: Final = 2**52
_MOST_CHARGES: Final = 32


class Fixed(NamedTuple):
    """A charge, before rounding, that is the same from period `first` (counted from 0) up to, not including, `end`."""

    amount: float = 0.0
    first: int = 0
    end: int = 0


class Share(NamedTuple):
    """A charge by rate, above / below, of the instalment or else of what is owed."""

    rate: float = 0.0
    above: int = 0
    below: int = 1
    of_instalment: bool = False
    first: int = 0
    end: int = 0


class Line(NamedTuple):
    """What moves from period to period, and what does not.

    Before rounding: an instalment is `level` + `on_owed` × what is owed, the last one `more_at_end`; what is owed grows by
    `growth` and falls by `less`. In cents: interest is above / below of what is owed + `bears`, with the last period
    `bears_at_end`; repaid is `fixed`, less interest where it `takes` it. `charged` are all fixed charges together.
    """

    periods: int
    per_year: int
    payout: float
    principal: float
    rate: float
    level: float
    more_at_end: float
    on_owed: float
    growth: float
    less: float
    cents: int
    above: int
    below: int
    bears: int
    bears_at_end: int
    fixed: int
    takes: int
    charged: int
    charges: tuple[Fixed, ...]
    shares: tuple[Share, ...]


def line_of(loan: Loan) -> Line | None:
    """The line of a loan; None if it has no plan or a line would not tell it exactly."""
    charges = [charge for charge in loan.charges if charge.in_plan]
    if loan_flaw(loan) or any(charge_flaw(charge, loan) for charge in charges):
        return None
    if loan.dates or not plain(loan) or len(charges) > _MOST_CHARGES:
        return None
    with localcontext(EXACT):
        cents = loan.principal * 100
        shares = tuple(_share(charge, loan) for charge in charges if varies(charge))
        above, below = _lowest(loan.nominal_rate, PERIODS_PER_YEAR[loan.period])
        fractions = [(above, below), *((share.above, share.below) for share in shares)]
        if cents % 1 or not all(_exact(int(cents) * loan.periods, *fraction) for fraction in fractions):
            return None
        line = _line(loan, (above, below), [charge for charge in charges if not varies(charge)], shares)
        return line if abs(line.charged) < _ROOM else None


def _exact(cents: int, above: int, below: int) -> bool:
    """Whether rounding such a share of a principal or an instalment in 64 bits is what rounding it in 28 digits is.

    `cents` are those of the principal times the periods. No instalment of a plain loan exceeds 21 principals, so no
    share exceeds 2^57 / below. One not halfway between two cents is at least 1 / 2·below of one away from there, far more
    than 28 digits err by; one that is halfway they hold as it is.
    """
    return above >= 0 and below < _ROOM and cents * max(above, 1) < _ROOM


def _lowest(rate: Decimal, per_year: int) -> tuple[int, int]:
    """A rate a period as a fraction in lowest terms."""
    above, below = rate.as_integer_ratio()
    common = gcd(above, per_year)
    return above // common, below * (per_year // common)


def _line(loan: Loan, fraction: tuple[int, int], charges: Sequence[Charge], shares: tuple[Share, ...]) -> Line:
    yearly, per_year = loan.principal * loan.nominal_rate, PERIODS_PER_YEAR[loan.period]
    rate = loan.nominal_rate / per_year
    level, last = paid_level(loan, rate)
    growing, flat, bullet = (loan.method == method for method in ("equal_instalment", "flat", "bullet"))
    part = loan.principal / loan.periods if flat or loan.method == "equal_principal" else _ZERO
    above, below = (0, 1) if flat or bullet else fraction
    up_front, charged, regular = _fixed(loan, charges)
    return Line(
        periods=loan.periods,
        per_year=per_year,
        payout=float(loan.principal - up_front),
        principal=float(loan.principal),
        rate=float(rate),
        level=float(level),
        more_at_end=float(last - level),
        on_owed=float(rate) if loan.method == "equal_principal" else 0.0,
        growth=float(1 + rate) if growing else 1.0,
        less=float(level if growing else part),
        cents=int(loan.principal * 100),
        above=above,
        below=below,
        bears=_cents(yearly / per_year) if flat else 0,
        bears_at_end=_cents(yearly * loan.periods / per_year) if bullet else 0,
        fixed=_cents(level if growing else part),
        takes=int(growing),
        charged=charged,
        charges=regular,
        shares=shares,
    )


def _fixed(loan: Loan, charges: Sequence[Charge]) -> tuple[Decimal, int, tuple[Fixed, ...]]:
    """What is paid up front, all charges together in cents, and those taken by the period."""
    up_front, charged, regular = _ZERO, 0, []
    for charge in charges:
        due = dues(charge, loan, (), (), to_the_full)[0]
        if charge.timing in ("at_start", "deducted"):
            up_front += due
            charged += _cents(due)
        else:
            when = falls(charge, loan.periods)
            regular.append(Fixed(float(due), when.start, when.stop))
            charged += _cents(due) * len(when)
    return up_front, charged, tuple(regular)


def _share(charge: Charge, loan: Loan) -> Share:
    assert charge.rate is not None
    above, below = charge.rate.as_integer_ratio()
    when = falls(charge, loan.periods)
    return Share(float(charge.rate), above, below, charge.basis == "instalment", when.start, when.stop)


def _cents(sum_due: Decimal) -> int:
    return int(to_cents(sum_due) * 100)
