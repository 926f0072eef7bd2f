"""What a loan costs: its plan, its sums, its yearly rates. It holds no cap against the cost and never reads a manifest.

Three readings, as fractions at 0.0001, which is 0.01 percentage point, half up. Nominal is the internal rate of return
of a period × periods per year; effective compounds it; simple is the rate of simple interest on the principal left.
All count every charge the borrower must pay (金规〔2025〕9号; 中国人民银行公告〔2021〕第3号: on what is left of the
principal after each period), on the sum that was really paid out (民法典 art. 670).

Sums are in cents, as they are paid. Rates are solved on the same plan before that rounding: a loan priced exactly at a
cap is at the cap however small it is. (Solved on the cents, one equal-instalment loan in six below 1,000 yuan at 24 %
would miss it by the last digit; from 2,000 yuan up none of thousands tried did.)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from itertools import groupby
from typing import Final

from hegui.rates import solving, timing
from hegui.rates.annual import CEILING, annualise, figure, rounded, why
from hegui.rates.conventions import convention_named
from hegui.rates.days import PERIODS_PER_YEAR, after, days_meant
from hegui.rates.plan import Plan, plan, to_the_full, unrounded
from hegui.rates.terms import EXACT, Charge, Loan, Uncomputable, charge_flaw, loan_flaw
from hegui.values import Range

__all__ = ["RATES", "CostOfCredit", "CostRange", "cost_of", "cost_range", "times_of"]

RATES: Final = ("nominal", "effective", "simple")
"""The readings worked out of every loan."""

Rate = Decimal | Uncomputable
Part = Decimal | Range | Uncomputable


@dataclass(frozen=True, slots=True)
class CostOfCredit:
    """A loan in money and as yearly rates. Money is in yuan to the cent, rates are fractions (0.2400 is 24 %).

    `total_paid` counts what was kept back as paid, so that `total_cost` = `total_paid` − principal.
    """

    loan: Loan
    plan: Plan
    total_paid: Decimal
    total_cost: Decimal
    nominal: Rate
    effective: Rate
    simple: Rate

    @property
    def flows(self) -> tuple[Decimal, ...]:
        """What reaches the borrower at the start and after each period; what is paid is negative."""
        return self.plan.flows

    @property
    def payments(self) -> tuple[Decimal, ...]:
        return self.plan.payments

    @property
    def deducted(self) -> Decimal:
        """What is kept back from the payout."""
        return self.plan.deducted

    @property
    def paid_up_front(self) -> Decimal:
        """What is kept back from the payout and what is paid apart at the start; both cost the same."""
        return self.plan.deducted + self.plan.at_start

    def by(self, convention: str) -> Rate:
        """The yearly rate by a named convention (`conventions.CONVENTIONS`), rounded as all rates are.

        A convention whose reading is one of the three gives that figure: what is judged is what is shown.

        Raises:
            ValueError: there is no such convention.
        """
        reading = convention_named(convention).reading
        if reading in RATES:
            own: Rate = getattr(self, reading)
            return own
        exact, days = unrounded(self.loan), self.plan.days
        flows = tuple(zip(days, exact, strict=True)) if days else exact
        found = annualise(flows, convention, period=self.loan.period)
        return found if isinstance(found, Uncomputable) else rounded(found)


@dataclass(frozen=True, slots=True)
class CostRange:
    """A figure where all is known, else the range it is proved to lie in, or why neither can be given.

    `missing` are the facts that would settle it, as paths in the loan.
    """

    nominal: Part
    effective: Part
    simple: Part
    missing: tuple[str, ...] = ()


def cost_of(loan: Loan) -> CostOfCredit | Uncomputable:
    """Every charge counts unless it is stated not to be mandatory. Uncomputable if the terms make no plan."""
    flaws = (loan_flaw(loan), *(charge_flaw(charge, loan) for charge in loan.charges))
    for flaw in filter(None, flaws):
        return flaw
    paid = plan(loan)
    rates = _rates(loan)
    with localcontext(EXACT):
        total_paid = sum(paid.payments, paid.deducted + paid.at_start)
        total_cost = total_paid - loan.principal
    return CostOfCredit(loan, paid, total_paid, total_cost, **rates)


def _rates(loan: Loan) -> Mapping[str, Rate]:
    """The three readings of a loan that has a plan."""
    per_year = PERIODS_PER_YEAR[loan.period]
    amounts = _floats(unrounded(loan))
    times = times_of(loan)
    found = solving.rate(solving.Flows(amounts, times), guess=float(loan.nominal_rate) / per_year)
    if isinstance(found, str):
        return dict.fromkeys(RATES, why(found))
    nominal = found * per_year
    years = [time / per_year for time in (range(len(amounts)) if times is None else times)]
    told, when = _apart(loan, years) if loan.drawings else (amounts, years)
    simple = solving.simple_rate(told, when, nominal)
    return {
        "nominal": figure(nominal),
        "effective": figure(solving.compounded(found, per_year)),
        "simple": why(simple) if isinstance(simple, str) else figure(simple),
    }


def _floats(flows: Sequence[Decimal]) -> list[float]:
    """Each run of equal flows is turned once: that of 28 digits is dear."""
    found: list[float] = []
    for flow, alike in groupby(flows):
        found += [float(flow)] * len(list(alike))
    return found


def _apart(loan: Loan, years: Sequence[float]) -> tuple[Sequence[float], Sequence[float]]:
    """The flows of a loan drawn in parts and their times, what is paid on a day before what is paid out on it."""
    terms = plan(loan, to_the_full)
    paid_out = [*terms.received[1:], *[Decimal(0)] * loan.periods]
    later = [float(flow) for paid, drawn in zip(terms.payments, paid_out, strict=False) for flow in (-paid, drawn)]
    return [float(terms.flows[0]), *later], [years[0], *(time for time in years[1:] for _ in range(2))]


def times_of(loan: Loan) -> list[float] | None:
    """When each flow comes, in periods from the payout; None where that is simply one a period."""
    dates = loan.dates
    if dates is None:
        return None
    if dates.due:
        meant = days_meant(dates.due)
        return [0.0, *(timing.periods_of(loan.period, dates.paid_out, day, meant[day]) for day in dates.due)]
    if after(dates.paid_out, loan.period, 1) == dates.first_due:
        return None
    first = timing.periods_of(loan.period, dates.paid_out, dates.first_due)
    return [0.0, *(first + number for number in range(loan.periods))]


def cost_range(loan: Loan, *, unknown_charges: bool = False, missing: tuple[str, ...] = ()) -> CostRange:
    """What is proved of the cost while some charges are not known, or not known to be mandatory.

    The low end counts the charges that must be paid, the high end also those not stated to be optional. The high end
    is open if `unknown_charges` or if a charge cannot be worked out; such a charge is taken to cost something or
    nothing, not to bring in money. Paying more never lowers the rate, so learning more only narrows the range.
    """
    if flaw := loan_flaw(loan):
        return CostRange(flaw, flaw, flaw, missing)
    planned = tuple(charge for charge in loan.charges if charge.in_plan)
    sized = tuple(charge for charge in planned if charge_flaw(charge, loan) is None)
    must = tuple(charge for charge in sized if charge.mandatory is True)
    may = tuple(charge for charge in sized if charge.mandatory is None)
    low = _bound(loan, must + tuple(charge for charge in may if _brings_in(charge)))
    high = _bound(loan, must + tuple(charge for charge in may if not _brings_in(charge)))
    closed = not unknown_charges and len(sized) == len(planned)
    return CostRange(**{name: _between(low[name], high[name] if closed else None) for name in RATES}, missing=missing)


def _brings_in(charge: Charge) -> bool:
    return (charge.amount or charge.rate or 0) < 0


def _bound(loan: Loan, charges: tuple[Charge, ...]) -> Mapping[str, Rate]:
    terms = replace(loan, charges=charges)
    flows = unrounded(terms)
    if max(flows) <= 0 and min(flows[1:]) < 0:
        return dict.fromkeys(RATES, CEILING)  # paying back more than nothing costs more than any rate
    return _rates(terms)


def _between(low: Rate, high: Rate | None) -> Part:
    if isinstance(low, Uncomputable):
        return low
    if high is None or isinstance(high, Uncomputable) or high == CEILING:
        return Range(low, None)
    return low if low == high else Range(low, high)
