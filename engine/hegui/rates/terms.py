"""The terms of one loan, as numbers, and what is wrong with them. It works nothing out and never reads a manifest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal, DivisionByZero, InvalidOperation, Overflow, localcontext
from itertools import pairwise
from typing import Final, Literal

from hegui.rates.days import PERIODS_PER_YEAR, DayCount, Period, after, due_days

__all__ = [
    "EXACT",
    "Basis",
    "Charge",
    "Dates",
    "Drawing",
    "Grace",
    "Loan",
    "Method",
    "MinimumPayment",
    "RateStep",
    "Timing",
    "Uncomputable",
    "charge_flaw",
    "loan_flaw",
]

Method = Literal["equal_instalment", "equal_principal", "interest_only", "bullet", "flat", "revolving", "schedule"]
Basis = Literal["original_principal", "outstanding_principal", "instalment", "drawn"]
Timing = Literal["at_start", "deducted", "each_period", "at_end", "on_event"]
GraceInterest = Literal["paid", "capitalised", "due_after", "waived"]

EXACT: Final = Context(prec=28, traps=[DivisionByZero, InvalidOperation, Overflow])
"""Every plan is worked out in this context, whatever the caller's own is. Never change it: copy it."""

_ZERO: Final = Decimal(0)
_MOST_MONEY: Final = Decimal(10) ** 12
_HIGHEST_RATE: Final = Decimal(10) ** 4
_MOST_PERIODS: Final = 12_000
_MOST_TURNS: Final = 1_000_000


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
    `drawn` is what has been paid out by then, up front all that will be. `outstanding_principal` is what is owed before the payment.
    `each_period` may be bounded: from payment `first` to payment `last`, both included, counted from 1.
    `on_event` is paid only when something happens, so never in a plan kept to.
    `mandatory` is true, false (left out of the plan) or not stated (in the plan). `kind` is the manifest's fee kind.
    """

    name: str
    amount: Decimal | None = None
    rate: Decimal | None = None
    basis: Basis = "original_principal"
    timing: Timing = "each_period"
    payee: str | None = None
    mandatory: bool | None = None
    kind: str | None = None
    first: int = 1
    last: int | None = None

    @property
    def in_plan(self) -> bool:
        """Whether a borrower who keeps to the plan pays it."""
        return self.mandatory is not False and self.timing != "on_event"


@dataclass(frozen=True, slots=True)
class RateStep:
    """The nominal rate from payment `first` on (counted from 1), until the next step: a teaser is a low first rate."""

    first: int
    nominal_rate: Decimal


@dataclass(frozen=True, slots=True)
class Grace:
    """The first `periods` repay no principal. Their interest is paid, joins the principal, waits for the payment after, or is waived."""

    periods: int = 0
    interest: GraceInterest = "paid"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A part of the principal paid out at the end of period `after` (0 is the start)."""

    after: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class MinimumPayment:
    """What a revolving loan repays each period besides interest: a share of what is owed, at least `floor`; the rest at the end."""

    share: Decimal
    floor: Decimal = _ZERO


@dataclass(frozen=True, slots=True)
class Dates:
    """The days of a loan: paid out, first payment due, and by the period from then on unless all are given in `due`.

    Without `day_count` a period bears its even share of the year, however long it is.
    """

    paid_out: date
    first_due: date
    day_count: DayCount | None = None
    due: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Loan:
    """The terms of one loan, repaid on time.

    `principal` is all that is lent; `drawings`, where given, say in which parts, and come to the same sum.
    `nominal_rate` is yearly, as a fraction; a period bears its share, rate / periods per year, or with `dates` and a
    day count the time that passed. `steps` replace it from a payment on. Under `flat` it is taken on the original
    principal to the end. `schedule` holds the payments by period, interest within; only the method `schedule` reads
    it, and it then ignores `nominal_rate`. `balloon` is the part of the principal that stays for the last payment
    (under `interest_only` and `bullet` all of it does). Only `revolving` has a `minimum`.
    """

    principal: Decimal
    periods: int
    period: Period
    method: Method
    nominal_rate: Decimal = _ZERO
    charges: tuple[Charge, ...] = ()
    schedule: tuple[Decimal, ...] | None = None
    steps: tuple[RateStep, ...] = ()
    grace: Grace | None = None
    balloon: Decimal = _ZERO
    drawings: tuple[Drawing, ...] = ()
    minimum: MinimumPayment | None = None
    dates: Dates | None = None

    @property
    def due_days(self) -> tuple[date, ...]:
        """The days payments fall due; none where the loan has no dates."""
        if self.dates is None:
            return ()
        return self.dates.due or due_days(self.dates.first_due, self.period, self.periods)

    @property
    def regular(self) -> bool:
        """Whether nothing interrupts it: one rate, one payout, even periods, no grace, no balloon."""
        plain = not (self.steps or self.grace or self.balloon or self.drawings)
        return plain and (self.dates is None or self.dates.day_count is None)


def loan_flaw(loan: Loan) -> Uncomputable | None:
    """Why the loan, its charges left aside, has no plan; None if it has one."""
    if not _within(loan.principal, _MOST_MONEY) or loan.principal <= 0:
        return Uncomputable("本金须大于零且小于一万亿元", "the principal must be above zero and below 10^12")
    if not 1 <= loan.periods <= _MOST_PERIODS:
        return Uncomputable(
            f"期数须在 1 至 {_MOST_PERIODS} 之间", f"the number of periods must be 1 to {_MOST_PERIODS}"
        )
    if not all(_is_rate(rate) for rate in (loan.nominal_rate, *(step.nominal_rate for step in loan.steps))):
        return Uncomputable(
            "名义利率须不小于零且低于 1000000%", "the nominal rate must be 0 or more and below 1,000,000 %"
        )
    if loan.method == "schedule" and (flaw := _schedule_flaw(loan)):
        return flaw
    if (loan.method == "revolving" or loan.minimum) and (flaw := _minimum_flaw(loan)):
        return flaw
    return None if loan.regular and loan.dates is None else _shape_flaw(loan)


def _is_rate(rate: Decimal) -> bool:
    return _within(rate, _HIGHEST_RATE) and rate >= 0


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


def _minimum_flaw(loan: Loan) -> Uncomputable | None:
    if loan.method != "revolving":
        return Uncomputable("最低还款额只适用于循环额度", "only a revolving loan has a minimum payment")
    if loan.minimum is None:
        return Uncomputable("循环额度未给出最低还款额", "the minimum payment of the revolving loan is not given")
    share, floor = loan.minimum.share, loan.minimum.floor
    if not (_within(share, Decimal(2)) and 0 <= share <= 1 and _within(floor, _MOST_MONEY) and floor >= 0):
        return Uncomputable(
            "最低还款比例须在 0 至 100% 之间，最低还款额不得为负",
            "the share of the minimum payment must be 0 to 100 %, its floor not negative",
        )
    return None


def _shape_flaw(loan: Loan) -> Uncomputable | None:
    """What is wrong with the parts that make a loan irregular."""
    if loan.method == "schedule" and (loan.steps or loan.grace or loan.balloon):
        return Uncomputable(
            "还款计划表已写明各期应还金额，不得另填分段利率、宽限期或期末尾款",
            "the schedule says all that is paid: leave out rate steps, grace and balloon",
        )
    if loan.method == "bullet" and loan.grace:
        return Uncomputable(
            "到期一次还本付息的贷款没有宽限期；前期免息请填写分段利率",
            "a bullet loan pays nothing before its end, so it has no grace; free periods are a rate step",
        )
    if (len(loan.steps) + len(loan.drawings)) * loan.periods > _MOST_TURNS:
        return Uncomputable("利率分段或提款次数过多", "there are too many rate steps or drawings for so long a term")
    starts = [step.first for step in loan.steps]
    if starts != sorted(set(starts)) or any(not 1 <= first <= loan.periods for first in starts):
        return Uncomputable(
            "分段利率的起始期须递增，且在期数之内", "rate steps must start at rising periods within the term"
        )
    if loan.grace and not 0 <= loan.grace.periods < loan.periods:
        return Uncomputable("宽限期须短于贷款期数", "the grace periods must be fewer than the periods")
    if not (_within(loan.balloon, _MOST_MONEY) and 0 <= loan.balloon <= loan.principal):
        return Uncomputable(
            "期末尾款须不小于零且不大于本金", "the balloon must be 0 or more and no more than the principal"
        )
    return _drawings_flaw(loan) or _dates_flaw(loan) or _grace_flaw(loan)


def _drawings_flaw(loan: Loan) -> Uncomputable | None:
    if not loan.drawings:
        return None
    periods = [drawing.after for drawing in loan.drawings]
    if periods != sorted(set(periods)) or periods[0] != 0 or periods[-1] >= loan.periods:
        return Uncomputable(
            "提款期次须递增，首笔在放款日，末笔早于最后一期",
            "drawings must come at rising periods, the first at the start, the last before the last payment",
        )
    if not all(_within(drawing.amount, _MOST_MONEY) and drawing.amount > 0 for drawing in loan.drawings):
        return Uncomputable("每笔提款须大于零", "every drawing must be above zero")
    if sum(drawing.amount for drawing in loan.drawings) != loan.principal:
        return Uncomputable("各笔提款之和与本金不一致", "the drawings do not come to the principal")
    if loan.method in ("bullet", "flat", "schedule"):
        return Uncomputable(
            "该还款方式不支持分次提款，请按还款计划表填写",
            "this way to repay knows one payout; state a schedule instead",
        )
    return None


def _dates_flaw(loan: Loan) -> Uncomputable | None:
    if loan.dates is None:
        return None
    if loan.dates.first_due <= loan.dates.paid_out:
        return Uncomputable("首个还款日须晚于放款日", "the first payment must fall due after the payout")
    due = loan.dates.due
    if due and (len(due) != loan.periods or list(due) != sorted(set(due)) or due[0] != loan.dates.first_due):
        return Uncomputable(
            "各期还款日须逐期递增、与期数一致，且首日即首个还款日",
            "the days due must rise, be as many as the periods and begin with the first day due",
        )
    try:
        after(loan.dates.first_due, loan.period, loan.periods)
    except ValueError:
        return Uncomputable("还款日超出日历范围", "the payments run beyond the calendar")
    return None


def _grace_flaw(loan: Loan) -> Uncomputable | None:
    """Interest that joins the principal may carry it beyond what a plan tells to the cent."""
    if loan.grace is None or loan.grace.interest != "capitalised":
        return None
    with localcontext(EXACT):
        longest = 1 / Decimal(PERIODS_PER_YEAR[loan.period])
        if loan.dates is not None and loan.dates.day_count is not None:
            days = (loan.dates.paid_out, *loan.due_days)
            longest = Decimal(max((end - start).days for start, end in pairwise(days))) / 360
        highest = max(loan.nominal_rate, *(step.nominal_rate for step in loan.steps), Decimal(0))
        grown = loan.principal * (1 + highest * longest) ** loan.grace.periods
    if grown < _MOST_MONEY:
        return None
    return Uncomputable(
        "宽限期利息计入本金后，本金可能达到一万亿元", "with the interest of its grace the principal may reach 10^12"
    )


def charge_flaw(charge: Charge, loan: Loan) -> Uncomputable | None:
    """Why a charge cannot be put into the plan of a loan; None if it can, or need not be."""
    if not charge.in_plan:
        return None
    name, size = charge.name, charge.amount if charge.rate is None else charge.rate
    if size is None:
        return Uncomputable(f"“{name}”未说明金额或费率", f"“{name}” states neither an amount nor a rate")
    if charge.amount is not None and charge.rate is not None:
        return Uncomputable(f"“{name}”同时写了金额和费率，只能写一项", f"“{name}” states both an amount and a rate")
    if not _within(size, _MOST_MONEY if charge.rate is None else _HIGHEST_RATE):
        return Uncomputable(f"“{name}”的金额或费率超出范围", f"the amount or rate of “{name}” is out of all range")
    if not 1 <= charge.first <= (loan.periods if charge.last is None else charge.last) <= loan.periods:
        return Uncomputable(f"“{name}”的收取期次不在贷款期数之内", f"the periods of “{name}” are not within the term")
    if charge.rate is not None and not _has_base(charge, loan.method):
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
