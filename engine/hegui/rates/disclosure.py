"""The content of the cost disclosure table (综合融资成本明示表) of one loan. It words nothing, lays nothing out, judges nothing.

金规〔2026〕2号 (register R17, in force 2026-08-01; articles not read) and the microlending guidelines (R15) ask for the
principal; for every charge of the lender and its partners the item, how it is taken, its standard turned into a yearly
figure, and who takes it; their sum as the yearly cost of a loan kept to; the contingent costs; and the statement that
nothing else is charged. No text read says how a single item becomes a yearly figure so that the items add up. Ours, to be
taken as an interpretation:

Let i be the rate a period at which the flows p are worth nothing, B(k) what is owed at that rate after flow k, and d(k)
the periods until the next. Then B(k + 1) = B(k)·(1 + i)^d(k) − p(k + 1), and B ends at zero. Summed over all flows,

    total cost = Σ p − payout = Σ B(k)·((1 + i)^d(k) − 1) = i · Σ B(k)·u(k),   u(k) = ((1 + i)^d(k) − 1)/i, 1 for a whole period.

So with Y = Σ B(k)·u(k) / periods a year, in yuan-years, total cost / Y = i · periods a year: the nominal reading, exactly. An
item of m yuan is m/Y a year, and the items add up. Rounded to 0.01 percentage point by largest remainder, so does the column.
The items are in the nominal reading; compounding cannot be parted among them, so only the total is given in both.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal, localcontext
from typing import Final, Literal

from hegui.rates.annual import CEILING, NOISE, QUANTUM, annualise
from hegui.rates.cost import CostOfCredit, times_of
from hegui.rates.days import PERIODS_PER_YEAR
from hegui.rates.plan import plan, taken, to_cents, to_the_full
from hegui.rates.terms import EXACT, Charge, Loan, Uncomputable

__all__ = ["LENDERS", "Contingent", "DisclosureTable", "Item", "Side", "disclosure", "shared_out"]

Side = Literal["lender", "partner"]

LENDERS: Final = frozenset({"lender", "bank"})
"""The parties of a manifest that are the lender by their name. An operator may be one; that is not told here."""


@dataclass(frozen=True, slots=True)
class Item:
    """A charge in normal performance. `charge` is None for interest, `side` where it is not known whose it is.

    `amount` is all of it over the loan, in yuan to the cent, `times` how often it is taken; `yearly` is its part of the
    nominal cost as a fraction at 0.0001, `exact` the same before rounding.
    """

    charge: Charge | None
    amount: Decimal
    times: int
    payee: str | None
    side: Side | None
    yearly: Decimal
    exact: Decimal


@dataclass(frozen=True, slots=True)
class Contingent:
    """A cost only if something happens: overdue, misuse, another default, early repayment, or the event of a charge.

    `rate` is yearly for `overdue`, `misuse` and `default`, a share of the principal repaid early for `prepayment`;
    `multiplier` is that of the contract rate. `stated` is None where the manifest does not say, False where it says none.
    """

    id: Literal["overdue", "misuse", "default", "prepayment", "event"]
    stated: bool | None
    rate: Decimal | None = None
    multiplier: Decimal | None = None
    charge: Charge | None = None
    payee: str | None = None


@dataclass(frozen=True, slots=True)
class DisclosureTable:
    """What a cost disclosure table has to say. Money in yuan, rates as fractions at 0.0001.

    The `yearly` of `items` add up to `nominal`, their `amount` to `total_cost`. `optional` are charges the borrower may
    decline and get the loan all the same: outside the total, but charged, so they have to be shown. `yuan_years` is Y above.
    """

    principal: Decimal
    items: tuple[Item, ...]
    total_cost: Decimal
    nominal: Decimal
    effective: Decimal
    contingent: tuple[Contingent, ...]
    optional: tuple[Charge, ...]
    yuan_years: Decimal


def disclosure(cost: CostOfCredit, contingent: Sequence[Contingent] = ()) -> DisclosureTable | Uncomputable:
    """The table for a loan whose cost is fully known; the reason, where its yearly cost is not."""
    for rate in (cost.nominal, cost.effective):
        if isinstance(rate, Uncomputable):
            return rate
        if rate >= CEILING:
            return Uncomputable(
                "年化成本过高，无法按项目折算", "the yearly cost is too high to be divided among the items"
            )
    assert isinstance(cost.nominal, Decimal)
    assert isinstance(cost.effective, Decimal)
    years = _yuan_years(cost.loan)
    if isinstance(years, Uncomputable):
        return years
    loan = cost.loan
    return DisclosureTable(
        principal=loan.principal,
        items=_items(cost, cost.nominal, years),
        total_cost=cost.total_cost,
        nominal=cost.nominal,
        effective=cost.effective,
        contingent=tuple(contingent),
        optional=tuple(one for one in loan.charges if one.mandatory is False and one.timing != "on_event"),
        yuan_years=years,
    )


def _yuan_years(loan: Loan) -> Decimal | Uncomputable:
    """What is owed at the rate of the loan × for how long, in yuan-years: floats, so good to some twelve digits."""
    per_year = PERIODS_PER_YEAR[loan.period]
    flows = plan(loan, to_the_full).flows
    times = times_of(loan) or [float(number) for number in range(len(flows))]
    yearly = annualise(tuple(zip(times, flows, strict=True)), "nominal", period=loan.period)
    if isinstance(yearly, Uncomputable):
        return yearly
    rate = float(yearly) / per_year
    owed = total = 0.0
    for number, flow in enumerate(flows[:-1]):
        owed += float(flow)
        lasts = times[number + 1] - times[number]
        units = math.expm1(lasts * math.log1p(rate)) / rate if rate else lasts
        total += owed * units
        owed += owed * units * rate
    if total <= 0:
        return Uncomputable(
            "借款人没有占用资金，无法折算", "the borrower never has the use of money, so nothing can be divided"
        )
    with localcontext(EXACT):
        return Decimal(total / per_year).quantize(NOISE)


def _items(cost: CostOfCredit, nominal: Decimal, years: Decimal) -> tuple[Item, ...]:
    loan, paid, full = cost.loan, cost.plan, plan(cost.loan, to_the_full)
    rows: list[tuple[Charge | None, Decimal, int, Decimal]] = []
    with localcontext(EXACT):
        for charge in filter(_costs, loan.charges):
            each = taken(charge, loan, paid)
            rows.append(
                (charge, sum(each, Decimal(0)), len(each), sum(taken(charge, loan, full, to_the_full), Decimal(0)))
            )
        interest = sum(paid.instalments, -loan.principal)
        if interest or not rows:
            exact = sum(full.instalments, -loan.principal)
            rows.insert(0, (None, to_cents(interest), _times_borne(cost), exact))
        shares = [exact / years for *_, exact in rows]
    yearly = shared_out(shares, nominal)
    return tuple(
        Item(charge, amount, times, *_payee(charge), rounded, +share)
        for (charge, amount, times, _), share, rounded in zip(rows, shares, yearly, strict=True)
    )


def _costs(charge: Charge) -> bool:
    """Whether a charge is in the plan and is one: nothing deducted is no charge."""
    return charge.in_plan and bool(charge.amount if charge.rate is None else charge.rate)


def _times_borne(cost: CostOfCredit) -> int:
    return sum(map(bool, cost.plan.interest)) or len(cost.payments)


def _payee(charge: Charge | None) -> tuple[str | None, Side | None]:
    if charge is None:
        return "lender", "lender"
    if charge.payee in (None, "operator"):
        return charge.payee, None
    return charge.payee, "lender" if charge.payee in LENDERS else "partner"


def shared_out(shares: Sequence[Decimal], total: Decimal, quantum: Decimal = QUANTUM) -> tuple[Decimal, ...]:
    """Shares that add up to about `total`, rounded to a quantum so that they add up to it: by largest remainder.

    Of equal remainders the larger share is rounded up first, then the earlier one.
    """
    with localcontext(EXACT):
        whole = [(share / quantum).to_integral_value(ROUND_FLOOR) for share in shares]
        left = int((total / quantum).to_integral_value() - sum(whole, Decimal(0)))
        order = sorted(
            range(len(shares)), key=lambda at: (whole[at] - shares[at] / quantum, -shares[at], at)
        )[:max(left, 0)]  # fmt: skip
        return tuple((count + (at in order)) * quantum for at, count in enumerate(whole))
