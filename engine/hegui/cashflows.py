"""What a borrower pays and when: the plan of a loan. It prices nothing, guesses nothing, never reads a manifest."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, InvalidOperation, Overflow, localcontext
from types import MappingProxyType
from typing import Final, Literal

__all__ = [
    "EXACT",
    "PERIODS_PER_YEAR",
    "Basis",
    "Charge",
    "Loan",
    "Method",
    "Period",
    "Plan",
    "Timing",
    "Uncomputable",
    "charge_flaw",
    "loan_flaw",
    "plan",
    "to_cents",
    "to_the_full",
]

Period = Literal["day", "week", "half_month", "month", "quarter", "year"]
Method = Literal["equal_instalment", "equal_principal", "interest_only", "bullet", "flat", "schedule"]
Basis = Literal["original_principal", "outstanding_principal", "instalment", "drawn"]
Timing = Literal["at_start", "deducted", "each_period", "at_end"]

PERIODS_PER_YEAR: Final[Mapping[Period, int]] = MappingProxyType(
    {"day": 365, "week": 52, "half_month": 24, "month": 12, "quarter": 4, "year": 1}
)
"""A year of daily periods has 365, not the banker's 360: the shorter year would state a lower cost."""

EXACT: Final = Context(prec=28, traps=[DivisionByZero, InvalidOperation, Overflow])
"""Every plan is worked out in this context, whatever the caller's own is. Never change it: copy it."""

_ZERO: Final = Decimal(0)
_CENT: Final = Decimal("0.01")
_MOST_MONEY: Final = Decimal(10) ** 12
_HIGHEST_RATE: Final = Decimal(10) ** 4
_MOST_PERIODS: Final = 12_000
_NO_INTEREST: Final = Decimal("1e-15")


@dataclass(frozen=True, slots=True)
class Uncomputable:
    """Why there is no figure. It stands where the figure would; it is never raised."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Charge:
    """Something the borrower pays besides principal and interest: a fee, a guarantee, an insurance premium.

    Exactly one of `amount` (money) and `rate` is given: the share of `basis` taken each time the charge falls due,
    so `0.006` with `each_period` is 0.6 % every period. A negative one comes back to the borrower, such as a deposit.
    `drawn` is the whole principal: a loan is a sum drawn. `outstanding_principal` is what is owed before the payment.
    `mandatory` is true, false (left out of the plan) or not stated (in the plan).
    """

    name: str
    amount: Decimal | None = None
    rate: Decimal | None = None
    basis: Basis = "original_principal"
    timing: Timing = "each_period"
    payee: str | None = None
    mandatory: bool | None = None


@dataclass(frozen=True, slots=True)
class Loan:
    """The terms of one loan, repaid in full and on time.

    `nominal_rate` is yearly, as a fraction; a period bears its share, rate / periods per year. Under `flat` it is
    taken on the original principal to the end. `schedule` holds the payments by period, interest within; only the
    method `schedule` reads it, and it then ignores `nominal_rate`.
    """

    principal: Decimal
    periods: int
    period: Period
    method: Method
    nominal_rate: Decimal = _ZERO
    charges: tuple[Charge, ...] = ()
    schedule: tuple[Decimal, ...] | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What the borrower pays, by when: kept back from the payout, paid apart at the start, then in each period."""

    deducted: Decimal
    at_start: Decimal
    payments: tuple[Decimal, ...]


def to_cents(sum_due: Decimal) -> Decimal:
    return sum_due.quantize(_CENT, ROUND_HALF_UP, EXACT)


def to_the_full(sum_due: Decimal) -> Decimal:
    return sum_due


def plan(loan: Loan, rounding: Callable[[Decimal], Decimal] = to_cents) -> Plan:
    """The plan of a loan in which neither `loan_flaw` nor `charge_flaw` finds anything wrong.

    Every sum is rounded by itself; what that leaves of the principal is in the last instalment.
    """
    up_front = {"deducted": _ZERO, "at_start": _ZERO}
    with localcontext(EXACT):
        instalments, owed = _instalments(loan, rounding)
        payments = list(instalments)
        for charge in loan.charges:
            if charge.mandatory is False:
                continue
            due = _dues(charge, loan, instalments, owed, rounding)
            if charge.timing == "each_period":
                payments = [paid + more for paid, more in zip(payments, due, strict=True)]
            elif charge.timing == "at_end":
                payments[-1] += due[-1]
            else:
                up_front[charge.timing] += due[0]
    return Plan(up_front["deducted"], up_front["at_start"], tuple(payments))


def _dues(
    charge: Charge,
    loan: Loan,
    instalments: Sequence[Decimal],
    owed: Sequence[Decimal],
    rounding: Callable[[Decimal], Decimal],
) -> Sequence[Decimal]:
    if charge.rate is None:
        return (rounding(charge.amount or _ZERO),) * loan.periods
    if charge.basis == "outstanding_principal":
        return [rounding(base * charge.rate) for base in owed]
    if charge.basis == "instalment":
        return [rounding(base * charge.rate) for base in instalments]
    return (rounding(loan.principal * charge.rate),) * loan.periods


def _instalments(loan: Loan, rounding: Callable[[Decimal], Decimal]) -> tuple[Sequence[Decimal], Sequence[Decimal]]:
    """Principal and interest by period, and the principal owed before each of these payments."""
    principal, periods = loan.principal, loan.periods
    rate = loan.nominal_rate / PERIODS_PER_YEAR[loan.period]
    if loan.method == "schedule":
        return loan.schedule or (), (principal,) * periods  # only the first is known, and only it is read
    if loan.method == "bullet":
        interest = rounding(principal * rate * periods)
        return (_ZERO,) * (periods - 1) + (principal + interest,), (principal,) * periods
    if loan.method == "flat":
        share, interest = rounding(principal / periods), rounding(principal * rate)
        return _repay(loan, rounding, lambda _: interest, lambda _: share)
    if loan.method == "equal_instalment":
        level = rounding(_annuity(principal, rate, periods))
        return _repay(loan, rounding, lambda owed: owed * rate, lambda interest: level - interest)
    share = rounding(principal / periods) if loan.method == "equal_principal" else _ZERO
    return _repay(loan, rounding, lambda owed: owed * rate, lambda _: share)


def _annuity(principal: Decimal, rate: Decimal, periods: int) -> Decimal:
    """The level payment at the end of each period that repays `principal` at `rate` a period."""
    if rate < _NO_INTEREST:  # the difference below would have no digits left
        return principal / periods
    return principal * rate / (1 - (1 + rate) ** -periods)


def _repay(
    loan: Loan,
    rounding: Callable[[Decimal], Decimal],
    interest_on: Callable[[Decimal], Decimal],
    repaid_with: Callable[[Decimal], Decimal],
) -> tuple[list[Decimal], list[Decimal]]:
    left = loan.principal
    instalments: list[Decimal] = []
    owed: list[Decimal] = []
    for remaining in range(loan.periods - 1, -1, -1):
        interest = rounding(interest_on(left))
        # Shares rounded up may repay a tiny loan before its term; nobody repays more than is owed.
        repaid = min(repaid_with(interest), left) if remaining else left
        instalments.append(repaid + interest)
        owed.append(left)
        left -= repaid
    return instalments, owed


def loan_flaw(loan: Loan) -> Uncomputable | None:
    """Why the loan, its charges left aside, has no plan; None if it has one."""
    if not _within(loan.principal, _MOST_MONEY) or loan.principal <= 0:
        return Uncomputable("本金须大于零且小于一万亿元", "the principal must be above zero and below 10^12")
    if not 1 <= loan.periods <= _MOST_PERIODS:
        return Uncomputable(
            f"期数须在 1 至 {_MOST_PERIODS} 之间", f"the number of periods must be 1 to {_MOST_PERIODS}"
        )
    if not _within(loan.nominal_rate, _HIGHEST_RATE) or loan.nominal_rate < 0:
        return Uncomputable(
            "名义利率须不小于零且低于 1000000%", "the nominal rate must be 0 or more and below 1,000,000 %"
        )
    return _schedule_flaw(loan) if loan.method == "schedule" else None


def _schedule_flaw(loan: Loan) -> Uncomputable | None:
    if loan.schedule is None:
        return Uncomputable("未给出还款计划表", "the repayment schedule is not given")
    if len(loan.schedule) != loan.periods:
        given = len(loan.schedule)
        return Uncomputable(
            f"还款计划表有 {given} 期，与期数 {loan.periods} 不一致",
            f"the schedule has {given} payments, the loan {loan.periods} periods",
        )
    if not all(_within(paid, _MOST_MONEY) for paid in loan.schedule):
        return Uncomputable("还款计划表中有超出范围的金额", "a payment of the schedule is out of all range")
    return None


def charge_flaw(charge: Charge, method: Method) -> Uncomputable | None:
    """Why a charge cannot be put into the plan of a loan so repaid; None if it can, or need not be."""
    if charge.mandatory is False:
        return None
    name, size = charge.name, charge.amount if charge.rate is None else charge.rate
    if size is None:
        return Uncomputable(f"“{name}”未说明金额或费率", f"“{name}” states neither an amount nor a rate")
    if charge.amount is not None and charge.rate is not None:
        return Uncomputable(f"“{name}”同时写了金额和费率，只能写一项", f"“{name}” states both an amount and a rate")
    if not _within(size, _MOST_MONEY if charge.rate is None else _HIGHEST_RATE):
        return Uncomputable(f"“{name}”的金额或费率超出范围", f"the amount or rate of “{name}” is out of all range")
    if charge.rate is not None and not _has_base(charge, method):
        return Uncomputable(
            f"“{name}”的计费基数在其收取时点无法确定", f"the basis of “{name}” is not known when it falls due"
        )
    return None


def _has_base(charge: Charge, method: Method) -> bool:
    starts = charge.timing in ("at_start", "deducted")
    if charge.basis == "instalment":
        return not starts
    # An explicit schedule does not say how its payments divide into interest and principal.
    return starts or method != "schedule" or charge.basis != "outstanding_principal"


def _within(number: Decimal, limit: Decimal) -> bool:
    return number.is_finite() and abs(number) < limit
