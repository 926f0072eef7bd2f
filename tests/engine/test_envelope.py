"""The room that is left on small rulebooks: how far one fact of a loan can go, what stops it, and what is said where nothing does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from hegui.envelope import Envelope, Limit, envelope_of
from hegui.errors import UsageError
from lending import ADVICE, CAP, COST, EITHER, LOAN, OF_LOANS, PARAMETERS, PRICED, STATED, TERM
from rulebooks import DAY, always, manifest, rulebook


def room(files: Mapping[str, str], loan: str = PRICED, more: str = "", **asked: object) -> Envelope:
    product = manifest(f"pricing: {{credits: [{{{loan}}}]}}\n{more}")
    return envelope_of(rulebook({**PARAMETERS, **files}), product, DAY, **asked)  # type: ignore[arg-type]


def rate(files: Mapping[str, str], loan: str = PRICED, more: str = "") -> Limit:
    return room(files, loan, more).highest_rate


def bound_by(limit: Limit) -> list[str]:
    return [bound.rule for bound in limit.binding]


# ---- the rate


def test_interest_alone_may_rise_to_the_line() -> None:
    assert rate(CAP).value == Decimal("0.24")


def test_the_compounded_line_is_met_earlier() -> None:
    assert rate(EITHER).value == Decimal("0.2170")  # (1 + 0.2170/12)^12 − 1 = 23.998 %


def test_a_fee_takes_its_part_of_the_room() -> None:
    fee = "{id: f, rate: 3%, basis: original_principal, timing: at_start}"
    assert rate(CAP, f"{LOAN}, nominal_rate: 18% per year, fees: [{fee}]").value == Decimal(
        "0.1809"
    )  # by the annuity formula: 0.18095


def test_a_fresh_check_confirms_the_limit_and_refuses_one_step_more() -> None:
    assert rate(CAP).confirmed


def test_the_binding_rule_brings_its_number_and_reading() -> None:
    (bound,) = rate(CAP).binding
    assert [(line.parameter.id, line.parameter.value, line.reading) for line in bound.lines] == [
        ("line", Decimal("0.24"), "nominal")
    ]


def test_the_edit_is_written_as_a_manifest_writes_it() -> None:
    (edit,) = rate(CAP).edits
    assert (edit.path, edit.text) == ("pricing.credits[id=a].nominal_rate", "24% per year")


def test_room_is_negative_over_the_line() -> None:
    assert rate(CAP, PRICED.replace("18%", "30%")).room == Decimal("-0.06")


def test_a_rate_nobody_stated_still_has_a_limit() -> None:
    assert rate(CAP, f"{LOAN}, fees: []").value == Decimal("0.24")


def test_the_rule_behind_the_first_is_named_too() -> None:
    wider = {
        "boundaries/wide.yaml": always(
            f"when: {{}}, require: {{{COST}.nominal: {{at_most: 36% per year}}}}", **OF_LOANS
        )
    }
    limit = rate({**CAP, **wider})
    assert (limit.next_value, [one.rule for one in limit.next_binding]) == (Decimal("0.36"), ["boundaries.wide"])


# ---- what is no limit


def test_where_no_rule_binds_the_highest_value_tried_is_given() -> None:
    limit = rate({})
    assert (limit.unbounded, limit.value, limit.edits) == (True, Decimal(10), ())


def test_a_rule_that_only_advises_is_no_limit() -> None:
    assert rate(ADVICE).unbounded


def test_a_limit_says_up_to_where_nothing_is_advised_against_either() -> None:
    limit = rate({**CAP, **ADVICE})
    assert (limit.value, limit.quiet, [one.rule for one in limit.quiet_binding]) == (
        Decimal("0.24"),
        Decimal("0.20"),
        ["boundaries.advice"],
    )


def test_what_nobody_confirmed_is_no_limit() -> None:
    files = {
        "boundaries/cap.yaml": always(
            f"when: {{}}, require: {{{COST}.nominal: {{at_most: 24% per year}}}}", confidence="unverified", **OF_LOANS
        )
    }
    assert rate(files).unbounded


def test_a_duty_of_whoever_charges_anything_is_no_limit_of_the_rate() -> None:
    charged = "when: {loan.nominal_rate: {more_than: 0% per year}}, require: {loan.stated_annual_rate: {exists: true}}"
    assert rate({**CAP, "boundaries/shown.yaml": always(charged, **OF_LOANS)}).value == Decimal("0.24")


def test_a_rule_on_what_a_product_is_found_to_be_by_its_price_is_a_limit() -> None:
    files = {
        "classify/dear.yaml": always(
            f"when: {{some: {{of: pricing.credits as loan, hold: {{{COST}.nominal: {{more_than: 15% per year}}}}}}}}",
            conclude="{product.is.cash: true}",
        ),
        "boundaries/dear.yaml": always("when: {}, require: {not: {product.is.cash: true}}"),
    }
    assert rate(files).value == Decimal("0.15")


def test_a_house_rule_is_a_limit_like_any_other() -> None:
    cap = always(f"when: {{}}, require: {{{COST}.nominal: {{at_most: 12% per year}}}}", **OF_LOANS)
    files = {"house/boundaries/cap.yaml": cap}
    assert room(files).highest_rate.value == Decimal("0.12")


# ---- no room


def test_charges_over_the_line_leave_no_room_for_any_rate() -> None:
    fee = "{id: f, rate: 3%, basis: original_principal, timing: each_period}"
    limit = rate(CAP, f"{LOAN}, nominal_rate: 18% per year, fees: [{fee}]")
    assert (limit.value, [one.rule for one in limit.whatever]) == (None, ["boundaries.cap"])


def test_a_lowest_price_and_a_cap_leave_what_lies_between() -> None:
    least = {
        "boundaries/least.yaml": always("when: {}, require: {loan.nominal_rate: {at_least: 5% per year}}", **OF_LOANS)
    }
    assert rate({**CAP, **least}).value == Decimal("0.24")


def test_a_lowest_price_above_the_cap_leaves_nothing_and_says_so() -> None:
    least = {
        "boundaries/least.yaml": always("when: {}, require: {loan.nominal_rate: {at_least: 25% per year}}", **OF_LOANS)
    }
    limit = rate({**CAP, **least})
    assert limit.value is None
    assert limit.reason is not None


def test_a_loan_told_by_its_payments_has_no_rate_to_set() -> None:
    listed = "id: a, principal: 100, periods: 2, period: month, method: schedule, schedule: [60, 60], fees: []"
    limit = rate(CAP, listed)
    assert limit.value is None
    assert limit.reason is not None
    assert "逐期列明" in limit.reason.zh


# ---- what is open


def test_between_two_readings_the_limit_is_the_stricter_and_the_other_is_told() -> None:
    limit = rate(EITHER)
    assert (limit.value, limit.at_best) == (Decimal("0.2170"), Decimal("0.24"))
    assert (limit.binding[0].outcome, limit.at_best_binding[0].outcome) == ("undetermined", "violated")


def test_the_open_reading_is_asked_for() -> None:
    assert rate(EITHER).binding[0].missing == ("institution.rates.reading",)


@pytest.mark.parametrize(("reading", "highest"), [("nominal", "0.24"), ("effective", "0.2170")])
def test_the_reading_of_the_house_settles_it(reading: str, highest: str) -> None:
    limit = rate(EITHER, more=f"institution: {{rates: {{reading: {reading}}}}}")
    assert (limit.value, limit.at_best, limit.confirmed) == (Decimal(highest), None, True)


def test_unknown_charges_leave_the_rule_open_and_the_room_of_interest_alone() -> None:
    limit = rate(CAP, f"{LOAN}, nominal_rate: 18% per year")
    assert (limit.value, [one.rule for one in limit.left_open]) == (Decimal("0.24"), ["boundaries.cap"])
    assert limit.left_open[0].missing == ("pricing.credits[id=a].fees",)


def test_a_rule_whose_case_is_not_known_is_open_and_leaves_its_room() -> None:
    files = {
        "boundaries/cap.yaml": always(
            f"when: {{product.kind: cash_loan}}, require: {{{COST}.nominal: {{at_most: {{param: line}}}}}}", **OF_LOANS
        )
    }
    limit = rate(files)
    assert [one.missing for one in limit.binding + limit.left_open] == [("product.kind",)]


def test_a_price_that_is_not_known_at_all_is_open() -> None:
    limit = rate(CAP, "id: a, period: month, method: equal_instalment, nominal_rate: 18% per year, fees: []")
    assert [one.rule for one in limit.left_open] == ["boundaries.cap"]


# ---- the stated rate follows


@pytest.mark.parametrize(
    ("reading", "shown"),
    [("stated_reading: nominal", "24% per year"), ("stated_reading: effective", "26.82% per year"), ("", "26.82% per year")],
)  # fmt: skip
def test_the_stated_yearly_rate_follows_in_its_own_reading(reading: str, shown: str) -> None:
    limit = rate({**CAP, **STATED}, f"{PRICED}, stated_annual_rate: 18% per year, {reading}".rstrip(", "))
    assert [edit.text for edit in limit.edits] == ["24% per year", shown]
    assert limit.confirmed


def test_a_rate_nobody_states_is_not_written() -> None:
    assert len(rate({**CAP, **STATED}).edits) == 1


# ---- charges


FEES = {
    "a share": ("rate: 1%, basis: original_principal, timing: at_start", "0.0304"),
    "a share each period": ("rate: 0.1%, basis: original_principal, timing: each_period", "0.0028"),
    "a sum": ("amount: 10, timing: at_start", "365.73"),
}


@pytest.mark.parametrize(("fee", "highest"), FEES.values(), ids=FEES)
def test_each_charge_has_a_limit_in_its_own_measure(fee: str, highest: str) -> None:
    limit, _ = room(CAP, f"{LOAN}, nominal_rate: 18% per year, fees: [{{id: f, {fee}}}]").highest_fees
    assert (limit.value, limit.confirmed) == (Decimal(highest), True)


def test_one_charge_more_has_a_limit_and_an_edit_that_adds_it() -> None:
    (added,) = room(CAP).highest_fees
    assert added.value == Decimal("0.0304")
    assert added.edits[0].text == "{basis: original_principal, timing: at_start, mandatory: true, rate: 3.04%}"


UNPAID = {
    "by choice": "mandatory: false, rate: 1%, basis: drawn, timing: at_start",
    "on an event": "amount: 1, timing: on_event",
    "by the bank": "payer: bank, amount: 1, timing: at_start",
}


@pytest.mark.parametrize("fee", UNPAID.values(), ids=UNPAID)
def test_a_charge_nobody_has_to_pay_has_no_limit(fee: str) -> None:
    assert len(room(CAP, f"{LOAN}, nominal_rate: 18% per year, fees: [{{id: f, {fee}}}]").highest_fees) == 1


# ---- terms


def test_the_longest_term_is_the_rule_on_terms() -> None:
    envelope = room({**CAP, **TERM})
    assert (envelope.longest_term.value, envelope.clear_terms) == (Decimal(60), ((1, 60),))
    assert envelope.longest_term.binding[0].rule == "boundaries.term"


def test_a_charge_at_the_start_sets_the_shortest_term() -> None:
    fee = "{id: f, rate: 3%, basis: original_principal, timing: at_start}"
    envelope = room({**CAP, **TERM}, f"{LOAN}, nominal_rate: 18% per year, fees: [{fee}]")
    assert (envelope.shortest_term.value, bound_by(envelope.shortest_term)) == (Decimal(12), ["boundaries.cap"])
    assert envelope.shortest_term.confirmed


def test_terms_that_clear_may_have_a_gap() -> None:
    gap = "when: {loan.periods: {at_least: 13, at_most: 23}}, require: {loan.method: bullet}"
    envelope = room({**CAP, **TERM, "boundaries/gap.yaml": always(gap, **OF_LOANS)})
    assert envelope.clear_terms == ((1, 12), (24, 60))


def test_where_no_term_is_too_long_the_longest_tried_is_given() -> None:
    longest = room(CAP, most_periods=48).longest_term
    assert (longest.value, longest.unbounded) == (Decimal(48), True)


def test_a_rate_over_the_line_clears_no_term() -> None:
    envelope = room(CAP, PRICED.replace("18%", "30%"), most_periods=24)
    assert (envelope.longest_term.value, envelope.clear_terms) == (None, ())
    assert [one.rule for one in envelope.longest_term.whatever] == ["boundaries.cap"]


# ---- the design as it stands


def test_what_the_design_runs_into_as_declared_is_told() -> None:
    envelope = room({**CAP, **TERM}, PRICED.replace("18%", "30%"))
    assert [one.rule for one in envelope.violated] == ["boundaries.cap"]


def test_several_loans_ask_for_a_name() -> None:
    product = manifest("pricing: {credits: [{id: a}, {id: b}]}")
    with pytest.raises(UsageError, match="several"):
        envelope_of(rulebook(CAP | PARAMETERS), product, DAY)


def test_limits_are_values() -> None:
    limit = rate(CAP)
    assert replace(limit) == limit
