"""What is gathered of each loan: its state, its plan, who takes and bears a charge, which text counts it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hegui.rates import CONVENTIONS
from hegui.values import Range
from price_samples import loan

STATES = {"dated": "known", "schedule": "known", "partly": "range", "unknown": "unknown", "mistaken": "uncomputable"}


@pytest.mark.parametrize(("name", "state"), STATES.items())
def test_a_loan_is_known_partly_known_unknown_or_impossible(name: str, state: str) -> None:
    assert loan(name).state == state


def test_a_partly_known_price_has_a_proved_range_and_names_what_is_missing() -> None:
    found = loan("partly")

    assert (found.costs.nominal, found.missing) == (
        Range(Decimal("0.1800"), None),
        ("pricing.credits[id=partly].fees",),
    )


def test_an_impossible_price_says_why() -> None:
    reason = loan("mistaken").reason

    assert reason is not None
    assert reason.zh == "还款计划表有 3 期，与期数 4 不一致"


def test_the_plan_begins_with_the_payout_and_ends_with_nothing_left() -> None:
    first, last = loan("dated").plan[0], loan("dated").plan[-1]

    assert (first.number, str(first.day), first.drawn, first.paid) == (0, "2026-12-15", 120000, 500)
    assert (last.number, str(last.day), last.left) == (36, "2029-12-15", 0)


def test_each_row_leaves_what_the_next_one_owes() -> None:
    plan = loan("dated").plan

    assert [row.left for row in plan[:-1]] == [row.owed for row in plan[1:]]


def test_the_sums_are_those_of_the_plan() -> None:
    found = loan("dated")
    assert found.totals is not None

    assert found.totals.paid == sum(row.paid for row in found.plan)
    assert found.totals.cost == found.totals.interest + found.totals.charges == found.totals.paid - 120000


def test_a_schedule_does_not_say_how_its_payments_divide() -> None:
    row = loan("schedule").plan[1]

    assert (row.owed, row.interest, row.repaid, row.left, row.paid) == (None, None, None, None, 350)


def test_every_convention_has_a_reading() -> None:
    assert [one.convention for one in loan("dated").readings] == list(CONVENTIONS)


def test_what_is_shown_of_a_convention_is_what_is_judged() -> None:
    found = loan("dated")

    assert {one.rate for one in found.readings if one.reading == "nominal"} == {found.costs.nominal}


def test_a_text_that_binds_other_lenders_does_not_apply() -> None:
    applies = {one.convention: one.applies for one in loan("dated").readings}

    assert (applies["private-lending"], applies["pbc-2021-3-nominal"], applies["nominal"]) == (False, True, None)


CHARGES = {
    "利息": ("lender", "borrower", True, {True}),
    "=HYPERLINK(1)": ("guarantor", "borrower", True, {True}),
    "意外险": ("insurer", "borrower", False, {False}),
    "商户贴息": ("bank", "merchant", False, set()),
    "催收费": ("collector", "borrower", False, {False}),
}


@pytest.mark.parametrize(("name", "expected"), CHARGES.items())
def test_a_charge_with_its_parties_and_whether_it_counts(name: str, expected: object) -> None:
    charge = next(one for one in loan("dated").charges if one.name.zh == name)

    assert (charge.payee, charge.payer, charge.in_plan, {one.included for one in charge.counted}) == expected


def test_charges_nobody_stated_are_not_none() -> None:
    assert (loan("partly").charges_stated, loan("schedule").charges_stated) == (False, True)


def test_a_tier_has_its_cost_or_what_is_missing_of_it() -> None:
    low, high = loan("dated").tiers

    assert isinstance(low.costs.nominal, Decimal)
    assert (high.costs.nominal, high.missing) == (None, ("pricing.credits[id=dated].tiers[id=high].nominal_rate",))


def test_contingent_costs_stand_apart_and_unstated_is_not_none() -> None:
    assert {one.item.zh: one.stated for one in loan("dated").contingent} == {
        "逾期罚息": True,
        "挪用罚息": None,
        "违约金及其他违约费用": False,
        "提前还款费用": None,
        "催收费": True,
    }


def test_there_is_no_table_of_a_cost_that_is_not_known() -> None:
    assert [loan(name).disclosure is not None for name in STATES] == [True, True, False, False, False]


def test_the_closing_statement_is_doubted_while_contingent_costs_are_open() -> None:
    table = loan("dated").disclosure
    assert table is not None

    assert "不宜作上述声明" in table.note.zh


def test_a_charge_that_may_be_declined_is_shown_outside_the_total() -> None:
    table = loan("dated").disclosure
    assert table is not None

    assert [one.zh for one in table.optional] == ["意外险：800.00 元，保险公司收取"]
