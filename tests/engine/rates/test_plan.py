"""The plan of each way to repay, worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, localcontext

import pytest
from hegui.rates.days import PERIODS_PER_YEAR
from hegui.rates.plan import plan, to_cents, to_the_full
from hegui.rates.terms import Charge, Grace, Loan
from hypothesis import given
from hypothesis import strategies as st


def sums(*written: str) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, written))


THOUSAND = Loan(Decimal(1000), 3, "month", "equal_instalment", Decimal("0.12"))

PLANS = [
    # 1000 x 0.01 / (1 - 1.01^-3) = 340.0221; interest 10.00, 6.70, 3.37 on 1000, 669.98, 336.66
    ("equal_instalment", sums("340.02", "340.02", "340.03")),
    ("equal_principal", sums("343.33", "340.00", "336.67")),
    ("interest_only", sums("10.00", "10.00", "1010.00")),
    ("bullet", sums("0", "0", "1030.00")),
    ("flat", sums("343.33", "343.33", "343.34")),
]


@pytest.mark.parametrize(("method", "payments"), PLANS, ids=[method for method, _ in PLANS])
def test_plan_of_a_thousand_over_three_months_at_one_percent(method, payments):
    assert plan(replace(THOUSAND, method=method)).payments == payments


HALF_CENTS = [
    # 36 at 23.5 % bears 0.705 a month, 1,650 at 3.64 % 5.005: twelfths of these rates have no last digit
    ({"principal": Decimal(36), "nominal_rate": Decimal("0.235"), "method": "interest_only"}, Decimal("0.71")),
    ({"principal": Decimal(36), "nominal_rate": Decimal("0.235"), "method": "flat"}, Decimal("0.71")),
    ({"principal": Decimal(1650), "nominal_rate": Decimal("0.0364"), "method": "equal_principal"}, Decimal("5.01")),
    ({"principal": Decimal(1650), "nominal_rate": Decimal("0.0364"), "method": "interest_only", "grace": Grace(1)},
     Decimal("5.01")),
]  # fmt: skip


@pytest.mark.parametrize(("terms", "first"), HALF_CENTS)
def test_half_a_cent_of_interest_is_rounded_up(terms, first):
    assert plan(replace(THOUSAND, **terms)).interest[0] == first


def test_instalment_is_never_less_than_its_first_interest():
    """A cent less of it would be owed 107 times over in each period that follows."""
    loan = Loan(Decimal(5127498), 48, "month", "equal_instalment", Decimal("1290.61"))

    assert max(plan(loan).owed) == loan.principal


def test_half_a_cent_of_interest_paid_at_once_is_rounded_up():
    loan = Loan(Decimal(5825), 18, "month", "bullet", Decimal("0.0364"))  # 318.045

    assert plan(loan).payments[-1] == Decimal("6143.05")


def test_schedule_is_paid_as_written_and_bears_no_other_interest():
    written = sums("0", "500.00", "520.00")

    assert plan(replace(THOUSAND, method="schedule", schedule=written)).payments == written


CHARGES = [
    ({"rate": "0.02", "basis": "original_principal"}, sums("360.02", "360.02", "360.03")),
    ({"rate": "0.02", "basis": "drawn"}, sums("360.02", "360.02", "360.03")),
    ({"rate": "0.02", "basis": "outstanding_principal"}, sums("360.02", "353.42", "346.76")),
    ({"rate": "0.02", "basis": "instalment"}, sums("346.82", "346.82", "346.83")),
    ({"amount": "5", "basis": "instalment"}, sums("345.02", "345.02", "345.03")),
    ({"amount": "5", "timing": "at_end"}, sums("340.02", "340.02", "345.03")),
    ({"rate": "0.02", "basis": "outstanding_principal", "timing": "at_end"}, sums("340.02", "340.02", "346.76")),
    ({"rate": "0.02", "basis": "instalment", "timing": "at_end"}, sums("340.02", "340.02", "346.83")),
    ({"amount": "-100", "timing": "at_end"}, sums("340.02", "340.02", "240.03")),
    ({"amount": "5", "mandatory": False}, sums("340.02", "340.02", "340.03")),
]


def charged(loan: Loan, **terms) -> Loan:
    numbers = {name: Decimal(terms.pop(name)) for name in ("amount", "rate") if name in terms}
    return replace(loan, charges=(*loan.charges, Charge("费", **numbers, **terms)))


@pytest.mark.parametrize(("terms", "payments"), CHARGES, ids=[str(terms) for terms, _ in CHARGES])
def test_charge_is_added_where_it_falls_due(terms, payments):
    assert plan(charged(THOUSAND, **terms)).payments == payments


@pytest.mark.parametrize("basis", ["original_principal", "outstanding_principal", "drawn"])
@pytest.mark.parametrize("timing", ["at_start", "deducted"])
def test_charge_up_front_is_taken_on_the_whole_principal(basis, timing):
    taken = plan(charged(THOUSAND, rate="0.03", basis=basis, timing=timing))

    assert (taken.deducted, taken.at_start) == ((30, 0) if timing == "deducted" else (0, 30))


loans = st.builds(
    Loan,
    principal=st.decimals("0.01", "200000", places=2),
    periods=st.integers(1, 60),
    period=st.sampled_from(sorted(PERIODS_PER_YEAR)),
    method=st.sampled_from(["equal_instalment", "equal_principal", "interest_only", "bullet", "flat"]),
    nominal_rate=st.decimals("0", "0.36", places=4),
)


@given(loans)
def test_payments_are_whole_cents_and_never_negative(loan):
    assert all(paid >= 0 and paid == to_cents(paid) for paid in plan(loan).payments)


@given(loans)
def test_without_interest_exactly_the_principal_is_repaid(loan):
    assert sum(plan(replace(loan, nominal_rate=Decimal(0))).payments) == loan.principal


@given(loans)
def test_equal_instalments_stay_equal_before_rounding(loan):
    payments = plan(replace(loan, method="equal_instalment"), to_the_full).payments

    assert max(payments) - min(payments) < Decimal("1e-12") * loan.principal


@given(loans)
def test_plan_does_not_depend_on_the_callers_decimal_context(loan):
    expected = plan(loan)

    with localcontext() as context:
        context.prec = 3
        assert plan(loan) == expected
