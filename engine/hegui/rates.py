"""What a loan costs a year, in both readings. It holds no cap against the cost and never reads a manifest.

Nominal is the internal rate of return per period × periods per year; effective compounds it, (1 + i)^periods − 1.
Both count every charge the borrower must pay (金规〔2025〕9号; 中国人民银行公告〔2021〕第3号: on the principal left
after each period), as fractions at 0.0001, which is 0.01 percentage point, half up.

Flows and totals are in cents, as they are paid. The rate is solved on the same plan before that rounding: a loan
priced exactly at a cap is at the cap however small it is. (Solved on the cents, one equal-instalment loan in six
below 1,000 yuan at 24 % would miss it by the last digit; from 2,000 yuan up none of thousands tried did.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal, localcontext
from itertools import accumulate, pairwise
from typing import Final

import pyxirr

from hegui.cashflows import (
    EXACT,
    PERIODS_PER_YEAR,
    Charge,
    Loan,
    Period,
    Plan,
    Uncomputable,
    charge_flaw,
    loan_flaw,
    plan,
    to_the_full,
)
from hegui.values import Range

__all__ = ["CEILING", "QUANTUM", "Annualised", "CostOfCredit", "CostRange", "annualise", "cost_of_credit", "cost_range"]

QUANTUM: Final = Decimal("0.0001")
CEILING: Final = Decimal(10) ** 12
"""The highest cost a year that is told apart: what lies above is given as this."""

# Floats carry some sixteen digits; what this cuts off is their noise, so that half a quantum is half a quantum.
_NOISE: Final = Decimal("1e-10")
_PRECISION: Final = 1e-11
_GUESSES: Final = (0.01, 0.1, 0.5, 2.0, 10.0)


@dataclass(frozen=True, slots=True)
class Annualised:
    nominal: Decimal
    effective: Decimal


@dataclass(frozen=True, slots=True)
class CostOfCredit:
    """A loan in money and as yearly rates. Money is in yuan to the cent, rates are fractions (0.2400 is 24 %).

    `flows` begin with what reaches the borrower less what is paid at the start, then each payment as a negative.
    `paid_up_front` holds what is kept back from the payout (`deducted`) and what is paid apart; both cost the same.
    `total_paid` counts what was kept back as paid, so that `total_cost` = `total_paid` − principal.
    """

    flows: tuple[Decimal, ...]
    payments: tuple[Decimal, ...]
    paid_up_front: Decimal
    deducted: Decimal
    total_paid: Decimal
    total_cost: Decimal
    nominal: Decimal | Uncomputable
    effective: Decimal | Uncomputable


@dataclass(frozen=True, slots=True)
class CostRange:
    """A figure where all is known, else the range it is proved to lie in, or why neither can be given."""

    nominal: Decimal | Range | Uncomputable
    effective: Decimal | Range | Uncomputable


def cost_of_credit(loan: Loan) -> CostOfCredit | Uncomputable:
    """Every charge counts unless it is stated not to be mandatory. Uncomputable if the terms make no plan."""
    flaws = (loan_flaw(loan), *(charge_flaw(charge, loan.method) for charge in loan.charges))
    for flaw in filter(None, flaws):
        return flaw
    with localcontext(EXACT):
        paid = plan(loan)
        flows = _flows(loan, paid)
        yearly = annualise(_flows(loan, plan(loan, to_the_full)), loan.period)
        up_front = paid.deducted + paid.at_start
        total_paid = sum(paid.payments, up_front)
        total_cost = total_paid - loan.principal
    nominal, effective = (yearly, yearly) if isinstance(yearly, Uncomputable) else (yearly.nominal, yearly.effective)
    return CostOfCredit(
        flows=flows,
        payments=paid.payments,
        paid_up_front=up_front,
        deducted=paid.deducted,
        total_paid=total_paid,
        total_cost=total_cost,
        nominal=nominal,
        effective=effective,
    )


def _flows(loan: Loan, paid: Plan) -> tuple[Decimal, ...]:
    return (loan.principal - paid.deducted - paid.at_start, *(-sum_paid for sum_paid in paid.payments))


def cost_range(loan: Loan, *, unknown_charges: bool = False) -> CostRange:
    """What is proved of the cost while some charges are not known, or not known to be mandatory.

    The low end counts the charges that must be paid, the high end also those not stated to be optional. The high end
    is open if `unknown_charges` or if a charge cannot be worked out; such a charge is taken to cost something or
    nothing, not to bring in money. Paying more never lowers the rate, so learning more only narrows the range.
    """
    if flaw := loan_flaw(loan):
        return CostRange(flaw, flaw)
    sized = tuple(charge for charge in loan.charges if charge_flaw(charge, loan.method) is None)
    must = tuple(charge for charge in sized if charge.mandatory is True)
    may = tuple(charge for charge in sized if charge.mandatory is None)
    low = _bound(loan, must + tuple(charge for charge in may if _brings_in(charge)))
    if isinstance(low, Uncomputable):
        return CostRange(low, low)
    high = _bound(loan, must + tuple(charge for charge in may if not _brings_in(charge)))
    if unknown_charges or len(sized) < len(loan.charges) or isinstance(high, Uncomputable):
        return CostRange(Range(low.nominal, None), Range(low.effective, None))
    return CostRange(_between(low.nominal, high.nominal), _between(low.effective, high.effective))


def _brings_in(charge: Charge) -> bool:
    return (charge.amount or charge.rate or 0) < 0


def _bound(loan: Loan, charges: tuple[Charge, ...]) -> Annualised | Uncomputable:
    terms = replace(loan, charges=charges)
    with localcontext(EXACT):
        flows = _flows(terms, plan(terms, to_the_full))
    if max(flows) <= 0 and min(flows[1:]) < 0:
        return Annualised(CEILING, CEILING)  # paying back more than nothing costs more than any rate
    return annualise(flows, loan.period)


def _between(low: Decimal, high: Decimal) -> Decimal | Range:
    if high == CEILING:
        return Range(low, None)
    return low if low == high else Range(low, high)


def annualise(flows: Sequence[Decimal], period: Period) -> Annualised | Uncomputable:
    """The yearly rates at which `flows`, one a period and the payout first, are worth nothing.

    Uncomputable unless exactly one rate does that; where payments change sign (a deposit that comes back), exactly
    one rate above zero, by Norstrom's criterion: what has flowed so far changes sign once (J. Financial and
    Quantitative Analysis 7(3), 1972).
    """
    if not all(flow.is_finite() for flow in flows):
        return Uncomputable("现金流中有非数值的金额", "a flow is not a number")
    if not flows or flows[0] <= 0:
        return Uncomputable(
            "扣除费用后，借款人没有实际到手的款项", "nothing reaches the borrower after the charges up front"
        )
    with localcontext(EXACT):
        turns = _sign_changes(flows)
        if turns == 0:
            return Uncomputable("没有还款，不存在内部收益率", "nothing is paid back, so there is no rate of return")
        if turns > 1 and (sum(flows) >= 0 or _sign_changes(tuple(accumulate(flows))) != 1):
            return Uncomputable(
                "现金流多次变号，内部收益率不唯一", "the flows change sign more than once: several rates would fit"
            )
        rate = _rate_of_return(tuple(map(float, flows)), above=-1.0 if turns == 1 else 0.0)
        if rate is None:
            return Uncomputable("内部收益率求解未收敛", "no rate of return was found to the precision required")
        return _yearly(Decimal(rate), PERIODS_PER_YEAR[period])


def _sign_changes(flows: Sequence[Decimal]) -> int:
    positive = [flow > 0 for flow in flows if flow]
    return sum(one != following for one, following in pairwise(positive))


def _yearly(rate: Decimal, per_year: int) -> Annualised:
    return Annualised(_quantised(rate * per_year), _quantised((1 + rate) ** per_year - 1))


def _quantised(rate: Decimal) -> Decimal:
    if rate >= CEILING:
        return CEILING
    return rate.quantize(_NOISE, ROUND_HALF_UP).quantize(QUANTUM, ROUND_HALF_UP) + 0  # + 0 turns -0 into 0


def _rate_of_return(flows: tuple[float, ...], above: float) -> float | None:
    for guess in _GUESSES:
        rate = _refined(flows, _found(flows, guess))
        if rate is not None and rate > above:
            return rate
    return None


def _found(flows: tuple[float, ...], guess: float) -> float | None:
    if len(flows) != 3:
        return pyxirr.irr(flows, guess=guess, silent=True)
    # Of a quadratic pyxirr gives whichever root it likes, whatever the guess; half periods make it search.
    half = pyxirr.irr((flows[0], 0.0, flows[1], 0.0, flows[2]), guess=guess, silent=True)
    return None if half is None else (1 + half) * (1 + half) - 1


def _refined(flows: tuple[float, ...], rate: float | None) -> float | None:
    """`rate` after Newton's step has become negligible, which bounds its error; None if it does not."""
    for _ in range(4):
        if rate is None or not -1 < rate < float(CEILING):
            return None
        factor, value, slope = 1 / (1 + rate), 0.0, 0.0
        for flow in reversed(flows):
            slope = slope * factor + value
            value = value * factor + flow
        if slope == 0:
            return None
        step = value * (1 + rate) * (1 + rate) / slope
        rate += step
        if abs(step) <= _PRECISION * (1 + abs(rate)):
            return rate
    return None
