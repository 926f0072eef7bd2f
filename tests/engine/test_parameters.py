"""What a dated number is worth on a day, and what a check makes of it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hegui.parameters import ParameterTable, step_on
from hegui.values import NONE, Opaque
from rulebooks import always, contents, decided, finding, outcome, parameter, series

FIRST, SECOND = date(2024, 3, 1), date(2026, 1, 1)
CAP = "cap: " + parameter(series((str(FIRST), "24% per year"), (str(SECOND), "20% per year")), "rate")
RATES = "boundaries/rates.yaml"


def capped(operand: str) -> dict[str, str]:
    demand = f"{{loan.nominal_rate: {{at_most: {operand}}}}}"
    return {"parameters/p.yaml": CAP, RATES: always(f"require: {demand}", for_each="pricing.credits as loan")}


def loan(rate: str, **more: str) -> str:
    return f"pricing: {{credits: [{{nominal_rate: {rate}{''.join(f', {k}: {v}' for k, v in more.items())}}}]}}"


@pytest.mark.parametrize(
    ("day", "rate", "expected"),
    [
        (FIRST, "24% per year", "met"),
        (FIRST, "24.01% per year", "violated"),
        (SECOND - timedelta(days=1), "24% per year", "met"),
        (SECOND, "24% per year", "violated"),
        (SECOND, "20% per year", "met"),
        (date(2099, 1, 1), "20.01% per year", "violated"),
    ],
)
def test_a_cap_binds_from_its_first_day_until_the_next(day: date, rate: str, expected: str) -> None:
    assert outcome(capped("{param: cap}"), loan(rate), as_of=day) == expected


def test_before_its_first_value_a_cap_is_unknown() -> None:
    assert outcome(capped("{param: cap}"), loan("1% per year"), as_of=FIRST - timedelta(days=1)) == "undetermined"


def test_a_cap_that_is_not_known_yet_keeps_a_product_from_being_clear() -> None:
    decision = decided(capped("{param: cap}"), loan("1% per year"), as_of=FIRST - timedelta(days=1))
    assert (decision.verdict, finding(decision).force) == ("undetermined", "block")


def test_a_loan_without_its_rate_is_undetermined_on_any_day() -> None:
    assert outcome(capped("{param: cap}"), "pricing: {credits: [{name: a}]}") == "undetermined"


@pytest.mark.parametrize(
    ("contract", "expected"),
    [
        ("2025-12-31", "met"),
        ("2026-01-01", "violated"),
        ("2024-02-29", "undetermined"),
        ("null", "undetermined"),
        ("none", "violated"),
    ],
)
def test_a_cap_of_the_day_a_fact_states(contract: str, expected: str) -> None:
    files = capped("{param: cap, on: {fact: loan.contract_date}}")
    assert outcome(files, loan("24% per year", contract_date=contract)) == expected


def test_the_day_of_the_cap_is_shown() -> None:
    files = capped("{param: cap, on: {fact: loan.contract_date}}")
    used = finding(decided(files, loan("24% per year", contract_date="2025-06-01"))).parameters
    assert [(one.value, one.day, one.since) for one in used] == [(Decimal("0.24"), date(2025, 6, 1), FIRST)]


def test_the_day_of_a_cap_that_is_not_stated_is_asked_for() -> None:
    files = capped("{param: cap, on: {fact: loan.contract_date}}")
    assert finding(decided(files, loan("24% per year"))).open == ("pricing.credits[#1].contract_date",)


# ---- formulas

LPR = "lpr: " + parameter(series(("2024-01-01", "3.45% per year"), ("2025-01-01", "3.1% per year")), "rate")
FORMULAS = {
    "a multiple": ("{times: [4, {param: lpr}]}", "0.124"),
    "another parameter": ("{param: lpr}", "0.031"),
    "a product of products": ("{times: [2, {times: [2, {param: lpr}]}]}", "0.124"),
    "a half": ("{times: [0.5, {param: lpr}]}", "0.0155"),
}


def formula(said: str) -> dict[str, str]:
    return {**capped("{param: it}"), "parameters/q.yaml": LPR + "it: " + parameter(f"formula: {said}", "rate")}


@pytest.mark.parametrize(("said", "value"), FORMULAS.values(), ids=FORMULAS)
def test_a_formula_is_worked_out_on_the_day(said: str, value: str) -> None:
    table = ParameterTable(contents(formula(said)).terms.parameters)
    assert table.on_day(date(2026, 1, 1))["it"] == Decimal(value)


def test_a_formula_follows_what_it_rests_on() -> None:
    table = ParameterTable(contents(formula("{times: [4, {param: lpr}]}")).terms.parameters)
    assert [table.on_day(date(year, 1, 1))["it"] for year in (2023, 2024, 2025)] == [
        None,
        Decimal("0.138"),
        Decimal("0.124"),
    ]


def test_a_formula_is_as_sure_as_the_weakest_number_in_it() -> None:
    shaky = "b: " + parameter(series(("2020-01-01", "2"), confidence="unverified"), "number")
    firm = "a: " + parameter(series(("2020-01-01", "1% per year")), "rate")
    files = {
        **capped("{param: it}"),
        "parameters/q.yaml": shaky + firm + "it: " + parameter("formula: {times: [{param: b}, {param: a}]}", "rate"),
    }
    assert finding(decided(files, loan("1% per year"))).confidence == "unverified"


def test_a_formula_in_a_rule_is_worked_out_as_well() -> None:
    files = capped("{times: [0.5, {param: cap}]}")
    assert [outcome(files, loan(rate)) for rate in ("10% per year", "10.01% per year")] == ["met", "violated"]


@pytest.mark.parametrize(
    ("day", "value"),
    [(FIRST, Decimal("0.24")), (None, None), (NONE, NONE), (Opaque("soon"), None), (FIRST - timedelta(days=1), None)],
)
def test_the_value_of_a_day_that_is_no_day(day: object, value: object) -> None:
    table = ParameterTable(contents({"parameters/p.yaml": CAP}).terms.parameters)
    assert table.on("cap", day) == value  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "first"),
    [(FIRST - timedelta(days=1), None), (FIRST, FIRST), (SECOND - timedelta(days=1), FIRST), (SECOND, SECOND)],
)
def test_the_step_of_a_series_on_a_day(day: date, first: date | None) -> None:
    step = step_on(contents({"parameters/p.yaml": CAP}).terms.parameters["cap"], day)
    assert (step.from_day if step else None) == first


def test_a_number_due_for_confirmation_is_stale_the_day_after() -> None:
    stale = CAP.replace("standing: text", "standing: practice, stale_after: 2026-06-30")
    files = {**capped("{param: cap}"), "parameters/p.yaml": stale}
    days = (date(2026, 6, 30), date(2026, 7, 1))
    used = [finding(decided(files, loan("1% per year"), as_of=day)).parameters[0] for day in days]
    assert [(one.stale, one.standing) for one in used] == [(False, "practice"), (True, "practice")]
