"""What a loan costs, as far as the manifest says: exactly, within bounds, or not at all and why."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hegui.measures import cost_stated
from hegui.values import Range
from rulebooks import always, decided, finding, manifest, outcome

NOMINAL, EFFECTIVE, TOTAL = "annualised_cost.nominal", "annualised_cost.effective", "total_cost"
LOAN = "principal: 12000, periods: 12, period: month"
EVEN = f"{LOAN}, method: equal_instalment, nominal_rate: 24% per year"
FEE = "{id: f, rate: 3%, basis: original_principal, timing: at_start}"
PER_PERIOD = "{id: p, rate: 0.6%, basis: original_principal, timing: each_period}"


def measured(loan: str) -> dict[str, object]:
    (credit,) = manifest(f"pricing: {{credits: [{{{loan}}}]}}").measured["pricing.credits"]  # type: ignore[misc]
    return credit  # type: ignore[no-any-return]


def missing(loan: str, name: str = NOMINAL) -> tuple[str, ...]:
    return measured(loan)[f"{name}#cause"].missing  # type: ignore[attr-defined, no-any-return]


EXACT = {
    "interest alone": (f"{EVEN}, fees: []", "0.2400", "0.2682", "1616.59"),
    "no fees": (f"{EVEN}, fees: none", "0.2400", "0.2682", "1616.59"),
    "no interest": (
        f"{LOAN}, method: equal_principal, nominal_rate: 0% per year, fees: []",
        "0.0000",
        "0.0000",
        "0.00",
    ),
    "a fee one may decline": (f"{EVEN}, fees: [{{rate: 3%, mandatory: false}}]", "0.2400", "0.2682", "1616.59"),
    "a fee of an event": (f"{EVEN}, fees: [{{amount: 50, timing: on_event}}]", "0.2400", "0.2682", "1616.59"),
    "a fee per period and no method": (f"{LOAN}, fees: [{PER_PERIOD}]", "0.1303", "0.1384", "864.00"),
    "a loan told by its payments": (
        "principal: 1000, periods: 2, period: month, method: schedule, schedule: [510, 510], fees: []",
        "0.1596",
        "0.1719",
        "20.00",
    ),
}


@pytest.mark.parametrize(("loan", "nominal", "effective", "total"), EXACT.values(), ids=EXACT)
def test_a_loan_that_is_told_in_full_has_one_cost(loan: str, nominal: str, effective: str, total: str) -> None:
    found = measured(loan)
    assert [found[name] for name in (NOMINAL, EFFECTIVE, TOTAL)] == [
        Decimal(nominal),
        Decimal(effective),
        Decimal(total),
    ]


@pytest.mark.parametrize(("payer", "dearer"), [("borrower", True), ("null", True), ("none", True), ("merchant", False)])
def test_a_fee_is_the_borrowers_unless_another_bears_it(payer: str, dearer: bool) -> None:
    found = measured(f"{EVEN}, fees: [{FEE[:-1]}, payer: {payer}}}]")
    assert (found[NOMINAL] > Decimal("0.24")) == dearer  # type: ignore[operator]


@pytest.mark.parametrize(("payer", "bearer"), [("null", "borrower"), ("none", "borrower"), ("merchant", "merchant")])
def test_a_charge_says_who_bears_it(payer: str, bearer: str) -> None:
    (fee,) = measured(f"fees: [{{payer: {payer}}}]")["fees"]  # type: ignore[misc]
    assert fee["charged_to"] == bearer


DEARER = {
    "a fee at the start": FEE,
    "a sum at the start": "{id: f, amount: 360, timing: at_start}",
    "a fee in each period": PER_PERIOD,
    "a fee nobody called optional": "{id: f, amount: 360, timing: at_start, mandatory: true}",
}


@pytest.mark.parametrize("fee", DEARER.values(), ids=DEARER)
def test_a_fee_that_must_be_paid_is_part_of_the_cost(fee: str) -> None:
    assert measured(f"{EVEN}, fees: [{fee}]")[NOMINAL] > Decimal("0.24")  # type: ignore[operator]


def test_what_is_kept_back_costs_as_much_as_a_fee_at_the_start() -> None:
    kept, paid = (
        measured(f"{EVEN}, {text}")
        for text in ("deducted_up_front: 360, fees: []", "fees: [{id: f, amount: 360, timing: at_start}]")
    )
    assert [kept[name] for name in (NOMINAL, EFFECTIVE, TOTAL)] == [paid[name] for name in (NOMINAL, EFFECTIVE, TOTAL)]


MISSING = {
    "everything": ("name: a", ("principal", "periods", "period", "method", "nominal_rate")),
    "the rate": (f"{LOAN}, method: equal_instalment, fees: []", ("nominal_rate",)),
    "the method": (f"{LOAN}, nominal_rate: 24% per year, fees: []", ("method",)),
    "the principal": ("periods: 12, period: month, method: bullet, nominal_rate: 1% per year", ("principal",)),
    "a principal in a foreign currency": (EVEN.replace("12000", "USD 12000"), ("principal",)),
    "a period of another kind": (EVEN.replace("month", "other"), ("period",)),
    "the payments": ("principal: 1000, periods: 2, period: month, method: schedule", ("schedule",)),
    "one of the payments": (
        "principal: 1000, periods: 2, period: month, method: schedule, schedule: [510, null]",
        ("schedule",),
    ),
}


@pytest.mark.parametrize(("loan", "names"), MISSING.values(), ids=MISSING)
def test_a_loan_that_is_told_in_part_names_what_is_missing(loan: str, names: tuple[str, ...]) -> None:
    assert missing(loan) == names
    assert measured(loan).get(NOMINAL) is None


PARTLY = {
    "its fees": ("", "fees"),
    "when a fee is taken": (", fees: [{id: f, amount: 5}]", "fees[0].timing"),
    "how much a fee is": (", fees: [{id: f, timing: at_start}]", "fees[0].rate"),
    "of what a fee is": (", fees: [{id: f, rate: 3%, timing: at_start}]", "fees[0].basis"),
    "a fee that is not described": (", fees: [null]", "fees[0].timing"),
    "a fee in a foreign currency": (", fees: [{id: f, amount: USD 5, timing: at_start}]", "fees[0].rate"),
    "who bears a fee": (f", fees: [{FEE[:-1]}, payer: other}}]", "fees[0].payer"),
    "what is kept back": (", fees: [], deducted_up_front: USD 5", "deducted_up_front"),
}


@pytest.mark.parametrize(("rest", "name"), PARTLY.values(), ids=PARTLY)
def test_a_loan_costs_at_least_what_is_told(rest: str, name: str) -> None:
    found = measured(f"{EVEN}{rest}")
    assert (found[NOMINAL], found[EFFECTIVE]) == (Range(Decimal("0.2400"), None), Range(Decimal("0.2682"), None))
    assert missing(f"{EVEN}{rest}") == (name,)


def test_the_total_is_unknown_while_a_fee_is() -> None:
    assert (measured(EVEN).get(TOTAL), missing(EVEN, TOTAL)) == (None, ("fees",))


@pytest.mark.parametrize(
    "loan",
    [
        EVEN.replace("12000", "0") + ", fees: []",
        EVEN.replace("periods: 12", "periods: 0") + ", fees: []",
        f"{EVEN}, deducted_up_front: 12000, fees: []",
        EVEN.replace("periods: 12", "periods: 90000") + ", fees: []",
    ],
)
def test_a_loan_whose_cost_cannot_be_computed_says_why(loan: str) -> None:
    cause = measured(loan)[f"{NOMINAL}#cause"]
    assert (measured(loan).get(NOMINAL), cause.missing) == (None, ())  # type: ignore[attr-defined]
    assert cause.zh  # type: ignore[attr-defined]
    assert cause.en  # type: ignore[attr-defined]


def test_the_record_given_is_left_as_it_is() -> None:
    it = manifest(f"pricing: {{credits: [{{{EVEN}}}]}}")
    assert it.measured is not it.record
    assert NOMINAL not in it.record["pricing.credits"][0]  # type: ignore[index]


@pytest.mark.parametrize("text", ["", "pricing: none", "pricing: {credits: none}", "pricing: {credits: []}"])
def test_a_product_without_loans_costs_nothing(text: str) -> None:
    assert manifest(text).measured.get("pricing.credits") == manifest(text).record.get("pricing.credits")


def test_the_whole_cost_of_a_loan_is_there_for_who_asks() -> None:
    cost = cost_stated(manifest(f"pricing: {{credits: [{{{EVEN}, fees: []}}]}}").record["pricing.credits"][0])  # type: ignore[index]
    assert cost is not None
    assert (len(cost.payments), cost.total_cost) == (12, Decimal("1616.59"))


def test_the_whole_cost_leaves_out_what_others_bear() -> None:
    it = manifest(f"pricing: {{credits: [{{{EVEN}, fees: [{FEE[:-1]}, payer: merchant}}]}}]}}")
    cost = cost_stated(it.record["pricing.credits"][0])  # type: ignore[index]
    assert cost is not None
    assert cost.nominal == Decimal("0.24")


def test_there_is_no_whole_cost_of_a_loan_told_in_part() -> None:
    assert cost_stated(manifest(f"pricing: {{credits: [{{{EVEN}}}]}}").record["pricing.credits"][0]) is None  # type: ignore[index]


# ---- against a cap

CAP = {
    "boundaries/cap.yaml": always(
        f"require: {{loan.{NOMINAL}: {{at_most: 24% per year}}}}", for_each="pricing.credits as loan"
    )
}

AGAINST = {
    "at the cap": (f"{EVEN}, fees: []", "met"),
    "a cent above it": (f"{EVEN.replace('24%', '24.01%')}, fees: []", "violated"),
    "at the cap with fees unknown": (EVEN, "undetermined"),
    "above it whatever the fees": (EVEN.replace("24%", "25%"), "violated"),
    "unknown": ("name: a", "undetermined"),
    "uncomputable": (f"{EVEN}, deducted_up_front: 12000, fees: []", "undetermined"),
}


@pytest.mark.parametrize(("loan", "expected"), AGAINST.values(), ids=AGAINST)
def test_a_cost_against_a_cap(loan: str, expected: str) -> None:
    assert outcome(CAP, f"pricing: {{credits: [{{{loan}}}]}}") == expected


def test_a_small_loan_priced_at_the_cap_is_at_the_cap() -> None:
    loans = ", ".join(f"{{{EVEN.replace('12000', str(100 + 7 * step))}, fees: []}}" for step in range(20))
    assert outcome(CAP, f"pricing: {{credits: [{loans}]}}") == "met"


def test_the_facts_a_cost_lacks_are_asked_for() -> None:
    found = finding(decided(CAP, f"pricing: {{credits: [{{id: a, {LOAN}, method: bullet, fees: []}}]}}"))
    assert found.open == ("pricing.credits[id=a].nominal_rate",)


def test_what_is_not_known_of_a_fee_is_asked_of_that_fee() -> None:
    (question,) = decided(
        CAP, f"pricing: {{credits: [{{id: a, {EVEN}, fees: [{{id: f, name: 服务费, rate: 3%}}]}}]}}"
    ).questions
    assert question.path == "pricing.credits[id=a].fees[id=f].timing"
    assert question.ask.en == "服务费: When is it taken: deducted from the payout or paid apart?"


def test_a_cost_is_shown_with_what_it_lacks() -> None:
    shown = {one.name: one for one in decided(CAP, f"pricing: {{credits: [{{id: a, {EVEN}}}]}}").measures}
    assert shown[NOMINAL].value == Range(Decimal("0.2400"), None)
    assert (shown[TOTAL].value, shown[TOTAL].missing) == (None, ("pricing.credits[id=a].fees",))


def test_a_cost_that_cannot_be_computed_is_shown_with_its_reason() -> None:
    shown = decided(CAP, f"pricing: {{credits: [{{{EVEN}, deducted_up_front: 12000, fees: []}}]}}").measures
    assert {one.reason.en for one in shown if one.reason} == {"nothing reaches the borrower after the charges up front"}
