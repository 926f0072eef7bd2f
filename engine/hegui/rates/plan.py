"""What a borrower pays and when: the plan of a loan. It prices nothing, guesses nothing, never reads a manifest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from itertools import accumulate, pairwise, repeat
from operator import add, neg
from typing import Final

from hegui.rates.days import PERIODS_PER_YEAR, year_fraction
from hegui.rates.terms import EXACT, Charge, Loan

__all__ = [
    "Plan", "dues", "falls", "paid_level", "plain", "plan", "taken", "to_cents", "to_the_full", "unrounded", "varies",
]  # fmt: skip

Rounding = Callable[[Decimal], Decimal]

_ZERO: Final = Decimal(0)
_ONE: Final = Decimal(1)
_CENT: Final = Decimal("0.01")
_NO_INTEREST: Final = Decimal("1e-15")


@dataclass(frozen=True, slots=True)
class Plan:
    """What the borrower receives and pays. Every tuple but `received` and `days` has one entry a period, in order.

    `received` is what is paid out at the start and after each period, before anything is kept back; `deducted` is
    kept back from the first payout, `at_start` paid apart on that day. `owed` is the principal before a payment.
    Of an explicit schedule only `payments` is known: `interest`, `repaid` and `owed` are empty.
    `days` are the day of the payout and those of the payments, where the loan has dates.
    """

    received: tuple[Decimal, ...]
    deducted: Decimal
    at_start: Decimal
    owed: tuple[Decimal, ...]
    interest: tuple[Decimal, ...]
    repaid: tuple[Decimal, ...]
    charged: tuple[Decimal, ...]
    payments: tuple[Decimal, ...]
    days: tuple[date, ...] = ()

    @property
    def instalments(self) -> tuple[Decimal, ...]:
        """What is paid each period of principal and interest, charges left aside."""
        with localcontext(EXACT):
            return tuple(paid - charged for paid, charged in zip(self.payments, self.charged, strict=True))

    @property
    def flows(self) -> tuple[Decimal, ...]:
        """What reaches the borrower at the start and after each period; what is paid is negative."""
        with localcontext(EXACT):
            start = self.received[0] - self.deducted - self.at_start
            if len(self.received) == 1:
                return (start, *(-paid for paid in self.payments))
            later = [*self.received[1:], _ZERO]
            return (start, *(more - paid for more, paid in zip(later, self.payments, strict=True)))


def to_cents(sum_due: Decimal) -> Decimal:
    return sum_due.quantize(_CENT, ROUND_HALF_UP, EXACT)


def to_the_full(sum_due: Decimal) -> Decimal:
    return sum_due


def plan(loan: Loan, rounding: Rounding = to_cents) -> Plan:
    """The plan of a loan in which neither `loan_flaw` nor `charge_flaw` finds anything wrong.

    Every sum is rounded by itself; what that leaves of the principal is in the last instalment.
    """
    with localcontext(EXACT):
        owed, interest, repaid = _amortised(loan, rounding)
        written = loan.schedule if loan.method == "schedule" else None
        instalments = written or list(map(add, interest, repaid))
        up_front, charged = _charged(loan, instalments, owed, rounding)
        payments = list(map(add, instalments, charged)) if charged else instalments
    return Plan(
        received=_received(loan),
        deducted=up_front["deducted"],
        at_start=up_front["at_start"],
        owed=tuple(owed),
        interest=tuple(interest),
        repaid=tuple(repaid),
        charged=tuple(charged) if charged else (_ZERO,) * loan.periods,
        payments=tuple(payments),
        days=(loan.dates.paid_out, *loan.due_days) if loan.dates else (),
    )


def plain(loan: Loan) -> bool:
    """Whether formulas give the flows: nothing interrupts the loan, and its debt would not grow beyond e^20.

    Beyond that an instalment is interest alone to the last of 28 digits, and what is left is known to the plan only.
    """
    usual = loan.regular and loan.method not in ("revolving", "schedule")
    return usual and loan.nominal_rate * loan.periods <= 20 * PERIODS_PER_YEAR[loan.period]


def unrounded(loan: Loan) -> tuple[Decimal, ...]:
    """The flows of the plan before any rounding: those a rate is solved on. A plain loan is spared the columns of a plan."""
    if not plain(loan):
        return plan(loan, to_the_full).flows
    with localcontext(EXACT):
        rate = loan.nominal_rate / PERIODS_PER_YEAR[loan.period]
        level, last = paid_level(loan, rate)
        declines = loan.method == "equal_principal"
        owed = _owed(loan, rate, level) if declines or any(map(_on_what_is_owed, loan.charges)) else ()
        instalments = [level + left * rate for left in owed] if declines else [*(level,) * (loan.periods - 1), last]
        up_front, charged = _charged(loan, instalments, owed, to_the_full)
        payments = map(add, instalments, charged) if charged else instalments
        return (loan.principal - sum(up_front.values()), *map(neg, payments))


def _received(loan: Loan) -> tuple[Decimal, ...]:
    if len(loan.drawings) <= 1:
        return (loan.principal,)
    parts = {drawing.after: drawing.amount for drawing in loan.drawings}
    return tuple(parts.get(period, _ZERO) for period in range(loan.periods))


# ---- charges


def _charged(
    loan: Loan, instalments: Sequence[Decimal], owed: Sequence[Decimal], rounding: Rounding
) -> tuple[dict[str, Decimal], list[Decimal]]:
    """Charges kept back and paid at the start, and those of each period; an empty list where there are none."""
    up_front = {"deducted": _ZERO, "at_start": _ZERO}
    charged: list[Decimal] = []
    for charge in loan.charges:
        if not charge.in_plan:
            continue
        due = dues(charge, loan, instalments, owed, rounding)
        if charge.timing in up_front:
            up_front[charge.timing] += due[0]
            continue
        charged = charged or [_ZERO] * loan.periods
        when = falls(charge, loan.periods)
        charged[when.start : when.stop] = map(add, charged[when.start : when.stop], due[when.start : when.stop])
    return up_front, charged


def falls(charge: Charge, periods: int) -> range:
    """The periods, from 0, whose due of a charge is taken; what is taken at the start is that of the first."""
    if charge.timing in ("at_start", "deducted"):
        return range(1)
    return range(periods - 1, periods) if charge.timing == "at_end" else range(charge.first - 1, charge.last or periods)


def taken(charge: Charge, loan: Loan, paid: Plan, rounding: Rounding = to_cents) -> tuple[Decimal, ...]:
    """What a charge that is in the plan comes to each time it is taken, in yuan, rounded as the plan is."""
    with localcontext(EXACT):
        due = dues(charge, loan, paid.instalments, paid.owed, rounding)
        return tuple(due[number] for number in falls(charge, loan.periods))


def varies(charge: Charge) -> bool:
    """Whether a charge is taken of what is not the same in every period."""
    return charge.rate is not None and (_on_what_is_owed(charge) or charge.basis == "instalment")


def _on_what_is_owed(charge: Charge) -> bool:
    return charge.basis == "outstanding_principal" and charge.timing not in ("at_start", "deducted")


def dues(
    charge: Charge, loan: Loan, instalments: Sequence[Decimal], owed: Sequence[Decimal], rounding: Rounding = to_cents
) -> Sequence[Decimal]:
    """What a charge would come to in each period; which of these fall due is its timing's affair."""
    if charge.rate is None:
        return (rounding(charge.amount or _ZERO),) * loan.periods
    if _on_what_is_owed(charge):
        return [rounding(base * charge.rate) for base in owed]
    if charge.basis == "instalment":
        return [rounding(base * charge.rate) for base in instalments]
    if charge.basis == "drawn" and loan.drawings and charge.timing not in ("at_start", "deducted"):
        received = [*_received(loan), *[_ZERO] * loan.periods][: loan.periods]
        return [rounding(base * charge.rate) for base in accumulate(received)]
    return (rounding(loan.principal * charge.rate),) * loan.periods


# ---- principal and interest

Columns = tuple[list[Decimal], list[Decimal], list[Decimal]]
"""The principal owed before each payment, the interest paid with it, the principal repaid."""


def _amortised(loan: Loan, rounding: Rounding) -> Columns:
    if loan.method == "schedule":
        return [], [], []
    if loan.method == "bullet":
        return _at_once(loan, rounding)
    if loan.regular and loan.method != "revolving":
        return _even(loan, rounding)
    return _uneven(loan, rounding)


def _at_once(loan: Loan, rounding: Rounding) -> Columns:
    """Principal and simple interest at the end."""
    if loan.regular:
        interest = loan.principal * loan.nominal_rate * loan.periods / PERIODS_PER_YEAR[loan.period]
    else:
        factors = _Factors(loan)
        interest = sum((factors.interest(loan.principal, number) for number in range(loan.periods)), _ZERO)
    nothing = [_ZERO] * (loan.periods - 1)
    return [loan.principal] * loan.periods, [*nothing, rounding(interest)], [*nothing, loan.principal]


def _even(loan: Loan, rounding: Rounding) -> Columns:
    """One rate, one payout, even periods: the common case, in as few steps as it takes."""
    yearly, per_year = loan.nominal_rate, Decimal(PERIODS_PER_YEAR[loan.period])
    left, periods = loan.principal, loan.periods
    owed, interest, repaid = [], [], []
    level = rounding(_annuity(left, yearly, per_year, periods)) if loan.method == "equal_instalment" else None
    share = _ZERO if loan.method == "interest_only" else rounding(left / periods)
    flat = rounding(left * yearly / per_year) if loan.method == "flat" else None
    for _ in range(periods - 1):
        bears = rounding(left * yearly / per_year) if flat is None else flat
        # Shares rounded up may repay a tiny loan before its term; nobody repays more than is owed.
        back = share if level is None else level - bears
        if back > left:  # noqa: PLR1730 - `min` takes longer than all the rest of the row
            back = left
        owed.append(left)
        interest.append(bears)
        repaid.append(back)
        left -= back
    owed.append(left)
    interest.append(rounding(left * yearly / per_year) if flat is None else flat)
    repaid.append(left)
    return owed, interest, repaid


class _Factors:
    """What principal bears: `interest` by the rate of a period, `seen(k)` a unit in each period from k on, as if its rate stayed."""

    def __init__(self, loan: Loan) -> None:
        self._shares = _shares_of_a_year(loan)
        self._rates = _rates(loan)

    def interest(self, principal: Decimal, number: int) -> Decimal:
        """Divided last: a half cent must not fall short of one because a twelfth of the rate has no last digit."""
        above, below = self._shares[number]
        return principal * self._rates[number] * above / below

    def turns(self, number: int) -> bool:
        """Whether another rate begins with a period."""
        return number > 0 and self._rates[number] != self._rates[number - 1]

    def seen(self, number: int) -> list[Decimal]:
        rate = self._rates[number]
        return [rate * above / below for above, below in self._shares[number:]]


def _shares_of_a_year(loan: Loan) -> list[tuple[Decimal, Decimal]]:
    if loan.dates is None or loan.dates.day_count is None:
        return [(Decimal(1), Decimal(PERIODS_PER_YEAR[loan.period]))] * loan.periods
    days = (loan.dates.paid_out, *loan.due_days)
    return [year_fraction(loan.dates.day_count, start, end) for start, end in pairwise(days)]


def _rates(loan: Loan) -> list[Decimal]:
    rates = [loan.nominal_rate] * loan.periods
    for step in loan.steps:
        rates[step.first - 1 :] = [step.nominal_rate] * (loan.periods - step.first + 1)
    return rates


def _uneven(loan: Loan, rounding: Rounding) -> Columns:
    """Period by period: the level payment or share of principal is set anew by every payout, rate step and end of grace."""
    factors = _Factors(loan)
    drawn = {one.after: one.amount for one in loan.drawings} or {0: loan.principal}
    grace = loan.grace.periods if loan.grace else 0
    left = waiting = part = _ZERO
    behind = False
    owed, interest, repaid = [], [], []
    for number in range(loan.periods):
        left += drawn.get(number, _ZERO)
        owed.append(left)
        bears = rounding(factors.interest(loan.principal if loan.method == "flat" else left, number))
        if number < grace:
            assert loan.grace is not None
            paid, left, waiting = _in_grace(loan.grace.interest, bears, left, waiting)
            interest.append(paid)
            repaid.append(_ZERO)
            continue
        if number in drawn or number == grace or factors.turns(number) or behind:
            part = rounding(_part(loan, left, factors.seen(number)))
        # A long first period can bear more than a level payment; interest is paid in full, none joins the principal.
        behind = loan.method == "equal_instalment" and part < bears and left > loan.balloon
        back = left if number == loan.periods - 1 else _repaid(loan, part, bears, left, rounding)
        interest.append(bears + waiting)
        repaid.append(back)
        left, waiting = left - back, _ZERO
    return owed, interest, repaid


def _in_grace(kind: str, bears: Decimal, left: Decimal, waiting: Decimal) -> tuple[Decimal, Decimal, Decimal]:
    """Interest paid in a period of grace, the principal after it, the interest that waits."""
    if kind == "capitalised":
        return _ZERO, left + bears, waiting
    if kind == "due_after":
        return _ZERO, left, waiting + bears
    return (bears if kind == "paid" else _ZERO), left, waiting


def _part(loan: Loan, left: Decimal, factors: Sequence[Decimal]) -> Decimal:
    """The level payment, or the share of principal, that brings `left` down to the balloon over the periods left."""
    if loan.method == "equal_instalment":
        return _level(left, loan.balloon, factors)
    if loan.method in ("equal_principal", "flat"):
        return max(left - loan.balloon, _ZERO) / len(factors)
    return _ZERO


def _repaid(loan: Loan, part: Decimal, bears: Decimal, left: Decimal, rounding: Rounding) -> Decimal:
    if loan.method == "equal_instalment":
        part -= bears
    elif loan.method == "revolving" and loan.minimum is not None:
        part = max(rounding(left * loan.minimum.share), rounding(loan.minimum.floor))
    return max(_ZERO, min(part, left - loan.balloon))


def _annuity(principal: Decimal, yearly: Decimal, per_year: Decimal, periods: int) -> Decimal:
    """The level payment at the end of each period that repays `principal`: never less than its first interest."""
    rate = yearly / per_year
    if rate < _NO_INTEREST:  # the difference below would have no digits left
        return principal / periods
    return principal * yearly / per_year / (1 - (1 + rate) ** -periods)


def paid_level(loan: Loan, rate: Decimal) -> tuple[Decimal, Decimal]:
    """What a plain loan pays each period, of equal principal without its interest; and with the last."""
    principal, periods = loan.principal, loan.periods
    if loan.method == "interest_only":
        return principal * rate, principal * rate + principal
    if loan.method == "bullet":
        return _ZERO, principal * rate * periods + principal
    if loan.method == "equal_instalment":
        return (_annuity(principal, loan.nominal_rate, Decimal(PERIODS_PER_YEAR[loan.period]), periods),) * 2
    return (principal / periods + (principal * rate if loan.method == "flat" else _ZERO),) * 2


def _owed(loan: Loan, rate: Decimal, level: Decimal) -> list[Decimal]:
    """What a plain loan owes before each payment, where nothing is rounded."""
    if loan.method in ("interest_only", "bullet"):
        return [loan.principal] * loan.periods
    growth, less = (1 + rate, level) if loan.method == "equal_instalment" else (_ONE, loan.principal / loan.periods)
    rest = repeat(less, loan.periods - 1)
    return list(accumulate(rest, lambda left, less: left * growth - less, initial=loan.principal))


def _level(left: Decimal, balloon: Decimal, factors: Sequence[Decimal]) -> Decimal:
    """The level payment that leaves `balloon` to be paid with the last, when a unit bears `factors` period by period."""
    if len(set(factors)) == 1 and not balloon:
        return _annuity(left, factors[0], _ONE, len(factors))
    worth, annuity = Decimal(1), _ZERO
    for factor in factors:
        worth /= 1 + factor
        annuity += worth
    return (left - balloon * worth) / annuity
