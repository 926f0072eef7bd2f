"""The content of the cost disclosure table: items add up to the yearly cost, whatever the loan; what costs nothing is not in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hegui.rates import (
    Charge,
    CostOfCredit,
    Dates,
    Drawing,
    Grace,
    Loan,
    MinimumPayment,
    RateStep,
    Uncomputable,
    annualise,
    cost_of,
)
from hegui.rates.cost import times_of
from hegui.rates.disclosure import Contingent, DisclosureTable, disclosure, shared_out
from hegui.rates.plan import plan, to_the_full
from hypothesis import given
from hypothesis import strategies as st

FEE = Charge("分期手续费", rate=Decimal("0.006"), timing="each_period", payee="operator")
GUARANTEE = Charge("担保费", rate=Decimal("0.03"), timing="at_start", payee="guarantor")
LAST = Charge("结清费", amount=Decimal("33.33"), timing="at_end", payee="bank")
KEPT = Charge("评估费", amount=Decimal(120), timing="deducted", payee="third_party")
SAMPLE = Loan(Decimal(12000), 12, "month", "flat", charges=(FEE, GUARANTEE))
EQUAL = Loan(Decimal(10000), 12, "month", "equal_instalment", Decimal("0.138"), (FEE, GUARANTEE, LAST, KEPT))

LOANS = {
    "flat fees": SAMPLE,
    "equal instalments, every timing": EQUAL,
    "bullet": replace(EQUAL, method="bullet"),
    "weeks": replace(EQUAL, period="week", periods=26),
    "a schedule": Loan(Decimal(1000), 3, "month", "schedule", schedule=(Decimal(350),) * 3, charges=(GUARANTEE,)),
    "steps and a balloon": replace(EQUAL, steps=(RateStep(5, Decimal("0.2")),), balloon=Decimal(4000)),
    "grace that joins the principal": replace(EQUAL, grace=Grace(3, "capitalised")),
    "drawn in parts": replace(EQUAL, drawings=(Drawing(0, Decimal(6000)), Drawing(4, Decimal(4000)))),
    "revolving": replace(EQUAL, method="revolving", minimum=MinimumPayment(Decimal("0.1"))),
    "an odd first period": replace(EQUAL, dates=Dates(date(2026, 12, 15), date(2027, 1, 31), "act_365")),
    "no interest, no charge": replace(EQUAL, nominal_rate=Decimal(0), charges=()),
    "a fee that comes back": replace(EQUAL, charges=(FEE, Charge("返还", amount=Decimal(-100), timing="at_end"))),
}


def priced(loan: Loan) -> CostOfCredit:
    found = cost_of(loan)
    assert isinstance(found, CostOfCredit)
    return found


def table_of(loan: Loan) -> DisclosureTable:
    found = disclosure(priced(loan))
    assert isinstance(found, DisclosureTable)
    return found


def unrounded(loan: Loan) -> Decimal:
    """The nominal cost before rounding, solved by itself."""
    flows = plan(loan, to_the_full).flows
    times = times_of(loan) or range(len(flows))
    found = annualise(list(zip(times, flows, strict=True)), "nominal", period=loan.period)
    assert isinstance(found, Decimal)
    return found


@pytest.mark.parametrize("loan", LOANS.values(), ids=LOANS)
def test_a_year_of_the_cost_is_the_rate_on_what_is_owed_for_as_long_as_it_is(loan: Loan) -> None:
    table, flows = table_of(loan), plan(loan, to_the_full).flows

    assert unrounded(loan) * table.yuan_years == pytest.approx(-sum(flows), abs=Decimal("1e-4"))


@pytest.mark.parametrize("loan", LOANS.values(), ids=LOANS)
def test_the_items_before_rounding_add_up_to_the_rate_before_rounding(loan: Loan) -> None:
    assert sum(item.exact for item in table_of(loan).items) == pytest.approx(unrounded(loan), abs=Decimal("1e-8"))


@pytest.mark.parametrize("loan", LOANS.values(), ids=LOANS)
def test_the_column_shown_adds_up_to_the_total_shown(loan: Loan) -> None:
    table = table_of(loan)

    assert sum(item.yearly for item in table.items) == table.nominal == priced(loan).nominal


@pytest.mark.parametrize("loan", LOANS.values(), ids=LOANS)
def test_the_money_of_the_items_adds_up_to_the_total_cost_to_the_cent(loan: Loan) -> None:
    assert sum(item.amount for item in table_of(loan).items) == priced(loan).total_cost


@given(
    st.decimals("0.00", "0.36", places=4),
    st.lists(st.tuples(st.decimals("0.001", "0.05", places=4), st.sampled_from(["at_start", "deducted", "at_end"])), max_size=4),
    st.integers(1, 48),
)  # fmt: skip
def test_the_column_adds_up_whatever_is_charged(rate: Decimal, fees: list[tuple[Decimal, str]], periods: int) -> None:
    charges = tuple(Charge(f"f{n}", rate=size, timing=timing) for n, (size, timing) in enumerate(fees))  # type: ignore[arg-type]
    table = table_of(Loan(Decimal(10000), periods, "month", "equal_instalment", rate, charges))

    assert sum(item.yearly for item in table.items) == table.nominal
    assert all(abs(item.yearly - item.exact) < Decimal("0.0001") for item in table.items)


def test_the_sample_is_1332_and_555_points_of_1887() -> None:
    assert [item.yearly for item in table_of(SAMPLE).items] == [Decimal("0.1332"), Decimal("0.0555")]


def test_both_readings_of_the_total_are_given() -> None:
    table = table_of(SAMPLE)

    assert (table.nominal, table.effective) == (Decimal("0.1887"), Decimal("0.2059"))


@pytest.mark.parametrize(
    ("payee", "side"),
    [("bank", "lender"), ("lender", "lender"), ("guarantor", "partner"), ("operator", None), (None, None)],
)
def test_a_charge_is_the_lenders_or_a_partners_where_that_is_known(payee: str | None, side: str | None) -> None:
    loan = replace(SAMPLE, charges=(replace(FEE, payee=payee),))

    assert [item.side for item in table_of(loan).items] == [side]


def test_what_may_be_declined_is_outside_the_total_but_shown() -> None:
    insurance = Charge("意外险", amount=Decimal(800), timing="at_start", mandatory=False)
    table = table_of(replace(SAMPLE, charges=(*SAMPLE.charges, insurance)))

    assert (table.optional, table.total_cost) == ((insurance,), Decimal("1224.00"))


def test_a_charge_on_an_event_is_no_item() -> None:
    collection = Charge("催收费", amount=Decimal(20), timing="on_event")

    assert table_of(replace(SAMPLE, charges=(*SAMPLE.charges, collection))).items == table_of(SAMPLE).items


def test_nothing_kept_back_is_no_item() -> None:
    nothing = Charge("deducted_up_front", amount=Decimal(0), timing="deducted")

    assert len(table_of(replace(SAMPLE, charges=(*SAMPLE.charges, nothing))).items) == 2


def test_a_loan_that_costs_nothing_says_so_of_its_interest() -> None:
    (item,) = table_of(LOANS["no interest, no charge"]).items

    assert (item.charge, item.amount, item.yearly) == (None, 0, 0)


def test_contingent_costs_are_carried_as_given() -> None:
    row = Contingent("overdue", None)
    found = disclosure(priced(SAMPLE), [row])

    assert isinstance(found, DisclosureTable)
    assert found.contingent == (row,)


@pytest.mark.parametrize(
    "charge",
    [Charge("all", rate=Decimal(1), timing="deducted"), Charge("all but a cent", amount=Decimal("999.9999999"), timing="deducted")],
    ids=["nothing is paid out", "too dear to divide"],
)  # fmt: skip
def test_without_a_yearly_cost_there_is_a_reason_and_no_table(charge: Charge) -> None:
    loan = Loan(Decimal(1000), 3, "day", "equal_instalment", Decimal("0.1"), (charge,))

    assert isinstance(disclosure(priced(loan)), Uncomputable)


SHARED = [
    ("a third each of 0.10: the first gets the odd point", ["0.03333"] * 3, "0.1000", ["0.0334", "0.0333", "0.0333"]),
    ("the largest remainder is rounded up", ["0.00011", "0.00019"], "0.0003", ["0.0001", "0.0002"]),
    ("a negative share", ["0.02005", "-0.00005"], "0.0200", ["0.0201", "-0.0001"]),
    ("shares that need no rounding stay", ["0.0100", "0.0200"], "0.0300", ["0.0100", "0.0200"]),
]


@pytest.mark.parametrize(("shares", "total", "expected"), [one[1:] for one in SHARED], ids=[one[0] for one in SHARED])
def test_rounding_by_largest_remainder(shares: list[str], total: str, expected: list[str]) -> None:
    assert shared_out([Decimal(one) for one in shares], Decimal(total)) == tuple(Decimal(one) for one in expected)
