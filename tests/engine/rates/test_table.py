"""A table of loans priced at once: every figure is the one the loan has by itself, in its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hegui.errors import ManifestError
from hegui.rates import Charge, CostOfCredit, Dates, Grace, Loan, RateStep, Uncomputable, cost, cost_of
from hegui.rates.lines import line_of
from hegui.rates.rows import Cell, stated_rows
from hegui.rates.table import Price, price_table
from hegui.values import Range
from hypothesis import given, settings
from hypothesis import strategies as st

PERIODS = ["day", "week", "half_month", "month", "quarter", "year"]
METHODS = ["equal_instalment", "equal_principal", "interest_only", "bullet", "flat"]
PLAIN = Loan(Decimal(12000), 12, "month", "equal_instalment", Decimal("0.18"))


def by_itself(loan: Loan) -> Price:
    found = cost_of(loan)
    if isinstance(found, CostOfCredit):
        return Price(found.nominal, found.effective, found.simple, found.total_cost)
    return Price(found, found, found, found)


sums = (
    st.decimals("0.01", "1000", places=2) | st.decimals("1000", "9999999", places=2) | st.decimals("1", "9", places=3)
)
shares = st.decimals("0", "0.05", places=4) | st.decimals("0", "3", places=7) | st.decimals("-0.01", "0", places=3)
windows = st.tuples(st.integers(1, 4), st.none() | st.integers(4, 9))


@st.composite
def charges(draw: st.DrawFn) -> Charge:
    first, last = draw(windows)
    amount = draw(st.none() | st.decimals("-50", "500", places=2))
    return Charge(
        "费",
        amount=amount,
        rate=draw(shares) if amount is None else None,
        basis=draw(st.sampled_from(["original_principal", "outstanding_principal", "instalment", "drawn"])),
        timing=draw(st.sampled_from(["at_start", "deducted", "each_period", "at_end", "on_event"])),
        mandatory=draw(st.sampled_from([True, None, False])),
        first=first,
        last=last,
    )


loans = st.builds(
    Loan,
    principal=sums,
    periods=st.integers(1, 48) | st.integers(100, 400),
    period=st.sampled_from(PERIODS),
    method=st.sampled_from(METHODS),
    nominal_rate=st.decimals("0", "0.36", places=4) | st.decimals("0", "40", places=6) | st.just(Decimal(9999)),
    charges=st.lists(charges(), max_size=3).map(tuple),
)


@settings(deadline=None)
@given(st.lists(loans, max_size=12))
def test_every_row_costs_what_it_costs_by_itself(rows):
    assert price_table(rows).prices == tuple(map(by_itself, rows))


HALF_CENTS = [
    replace(PLAIN, principal=Decimal(cents) / 100, nominal_rate=Decimal(rate), method=method, periods=3)
    for cents in range(1, 4000, 97)
    for rate in ("0.235", "0.0364", "0.05", "0.30")
    for method in METHODS
]


def test_half_cents_go_the_same_way():
    assert [price.total_cost for price in price_table(HALF_CENTS).prices] == [
        by_itself(loan).total_cost for loan in HALF_CENTS
    ]


def test_plain_loans_are_priced_together():
    rows = [replace(PLAIN, method=method, periods=term) for method in METHODS for term in (1, 12, 36, 240)]

    assert price_table(rows).alone == 0


CAPPED = [
    replace(
        PLAIN, principal=Decimal("87.35") + k * Decimal("199.97"), periods=3 + 7 * k % 34, nominal_rate=Decimal("0.24")
    )
    for k in range(1000)
]


def test_a_thousand_loans_at_two_percent_a_month_are_at_the_cap_and_not_over_it():
    found = price_table(CAPPED)

    assert {(one.nominal, one.effective) for one in found.prices} == {(Decimal("0.2400"), Decimal("0.2682"))}


ON_THEIR_OWN = [
    ("paid out on a day", {"dates": Dates(date(2026, 1, 20), date(2026, 3, 1))}),
    ("a teaser", {"steps": (RateStep(4, Decimal("0.3")),)}),
    ("grace", {"grace": Grace(2)}),
    ("a balloon", {"balloon": Decimal(5000)}),
    ("a schedule", {"method": "schedule", "schedule": (Decimal(1100),) * 12}),
    ("a debt that grows beyond e^20", {"nominal_rate": Decimal(30)}),
    ("a tenth of a cent", {"principal": Decimal("100.001")}),
    ("two rates or none", {"charges": (Charge("退", Decimal(-9000), timing="at_end"),)}),
    ("more than a rate can tell", {"nominal_rate": Decimal(19)}),
]


@pytest.mark.parametrize("terms", [row[1] for row in ON_THEIR_OWN], ids=[row[0] for row in ON_THEIR_OWN])
def test_loan_that_is_not_plain_is_priced_alone_and_as_exactly(terms):
    loan = replace(PLAIN, **terms)
    found = price_table([PLAIN, loan])

    assert (found.alone, found.prices[1]) == (1, by_itself(loan))


def test_rows_without_a_price_keep_their_place_and_their_reason():
    nothing_paid_out = replace(PLAIN, charges=(Charge("砍头息", PLAIN.principal, timing="deducted"),))
    rows = [PLAIN, replace(PLAIN, periods=0), PLAIN, nothing_paid_out, PLAIN]
    found = price_table(rows).prices

    assert [isinstance(one.nominal, Uncomputable) for one in found] == [False, True, False, True, False]
    assert [isinstance(one.total_cost, Uncomputable) for one in found] == [False, True, False, False, False]


def test_prices_stand_in_the_order_of_the_rows_whatever_their_terms():
    rows = [replace(PLAIN, periods=term, method="flat", nominal_rate=Decimal("0.1")) for term in (36, 3, 12, 60, 1, 24)]

    assert [one.total_cost for one in price_table(rows).prices] == [100 * term for term in (36, 3, 12, 60, 1, 24)]


def test_more_rows_than_one_block_holds_are_all_priced(monkeypatch):
    monkeypatch.setattr("hegui.rates.table._CELLS", 40)
    rows = [replace(PLAIN, periods=1 + k % 50) for k in range(60)]

    assert price_table(rows).prices == tuple(map(by_itself, rows))


def test_empty_table_has_no_prices():
    assert price_table([]).prices == ()


# ---- whole numbers of cents


def test_sums_too_large_for_64_bits_are_left_to_decimals():
    assert line_of(replace(PLAIN, principal=Decimal("999999999999.99"), nominal_rate=Decimal("0.12345678"))) is None


def test_charges_that_add_up_beyond_64_bits_are_left_to_decimals():
    assert line_of(replace(PLAIN, charges=(Charge("费", Decimal(9 * 10**11)),) * 30, periods=12)) is None


# ---- rows as a manifest would state them

ROW = {
    "principal": "12000", "periods": 12, "period": "month", "method": "flat", "nominal_rate": "none",
    "fees": [{"rate": "0.6%", "basis": "original_principal", "timing": "each_period"}],
}  # fmt: skip


def test_row_states_what_a_manifest_would_state():
    (found,) = price_table([ROW]).prices

    assert (found.nominal, found.effective, found.total_cost) == (Decimal("0.1303"), Decimal("0.1384"), 864)


STATED = [
    ROW,
    {**ROW, "principal": Decimal(9000), "method": None},
    {**ROW, "fees": "none", "nominal_rate": "1.5% per month", "method": "equal_instalment"},
    {**ROW, "grace": {"periods": 2, "interest": "waived"}, "method": "equal_principal", "nominal_rate": "12%/年"},
    {**ROW, "rate_steps": [{"from_period": 4, "nominal_rate": "20% per year"}], "paid_out_on": date(2026, 1, 1)},
]


@pytest.mark.parametrize("row", STATED)
def test_row_costs_what_the_same_facts_cost_in_a_manifest(row):
    (found,), alone = price_table([row]).prices, cost(row)

    assert isinstance(alone, CostOfCredit)
    assert found == by_itself(alone.loan)


def test_row_whose_charges_are_not_stated_has_a_proved_range_and_says_what_is_missing():
    (found,) = price_table([{key: ROW[key] for key in ROW if key != "fees"} | {"nominal_rate": "0%/年"}]).prices

    assert found.nominal == Range(Decimal(0), None)
    assert found.missing == ("fees",)
    assert isinstance(found.total_cost, Uncomputable)


def test_rows_may_be_terms_and_facts_in_any_order():
    found = price_table([PLAIN, ROW, PLAIN])

    assert [one.total_cost for one in found.prices] == [by_itself(PLAIN).total_cost, 864, by_itself(PLAIN).total_cost]


def test_every_problem_of_every_row_is_told_at_once():
    with pytest.raises(ManifestError) as caught:
        price_table([ROW, {**ROW, "principal": "much"}, {**ROW, "principal": "much", "periods": "0.5"}])

    assert [problem.line for problem in caught.value.problems] == [2, 3, 3]


def test_problem_of_a_cell_stands_at_its_line_and_column():
    row = {**ROW, "fees": [{"rate": Cell("0.6", 7)}]}
    with pytest.raises(ManifestError, match=r"table.csv:9:7: .* has no unit"):
        stated_rows([row], file="table.csv", lines=[9])


def test_true_and_the_word_true_are_not_taken_for_each_other():
    yes, word = ({**ROW, "interest_capitalised": said} for said in (True, "true"))
    with pytest.raises(ManifestError) as caught:
        price_table([yes, word, yes])

    assert [problem.line for problem in caught.value.problems] == [2]
