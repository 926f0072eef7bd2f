"""What a tier costs, what default costs, where what they lack is asked for; and that no manifest of any shape raises."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hegui.errors import ManifestError
from hegui.measures import standing
from hegui.rates import CostOfCredit, CostRange, Uncomputable
from hegui.rates import cost as cost_stated_as
from hegui.values import Range
from hypothesis import given, settings
from hypothesis import strategies as st
from rulebooks import always, decided, finding, manifest, outcome

NOMINAL, EFFECTIVE, SIMPLE, TOTAL = (
    *(f"annualised_cost.{name}" for name in ("nominal", "effective", "simple")),
    "total_cost",
)
LOAN = "principal: 12000, periods: 12, period: month, method: equal_instalment"
EVEN = f"{LOAN}, nominal_rate: 12% per year, fees: []"
FEE = "{id: f, rate: 3%, basis: original_principal, timing: at_start}"


def record(loan: str, product: str = "") -> dict[str, object]:
    (credit,) = manifest(f"pricing: {{credits: [{{id: a, {loan}}}]}}\n{product}\n").measured["pricing.credits"]  # type: ignore[misc]
    return credit  # type: ignore[no-any-return]


# ---- tiers


def tier(loan: str, terms: str) -> dict[str, object]:
    (found,) = record(f"{loan}, tiers: [{{id: t, {terms}}}]")["tiers"]  # type: ignore[misc]
    return found  # type: ignore[no-any-return]


def cause(facts: dict[str, object], name: str = NOMINAL) -> tuple[str, ...]:
    return facts[f"{name}#cause"].missing  # type: ignore[attr-defined, no-any-return]


TIERS = {
    "its own rate": ("nominal_rate: 24% per year", "0.2400", "12"),
    "points above the base": ("above_base: 12% per year", "0.2400", "12"),
    "points below it": ("below_base: 6% per year", "0.0600", "12"),
    "a shorter term": ("nominal_rate: 24% per year, periods: 6", "0.2400", "6"),
    "its own fees": (f"nominal_rate: 18% per year, fees: [{FEE}]", "0.2391", "12"),
    "no fees of its own": ("nominal_rate: 18% per year, fees: none", "0.1800", "12"),
}


@pytest.mark.parametrize(("terms", "nominal", "term"), TIERS.values(), ids=TIERS)
def test_a_tier_costs_what_its_customers_pay(terms: str, nominal: str, term: str) -> None:
    found = tier(EVEN, terms)
    assert (found[NOMINAL], found["term"]) == (Decimal(nominal), Decimal(term))


def test_a_tier_pays_the_fees_of_the_offer_unless_it_names_its_own() -> None:
    offer = EVEN.replace("fees: []", f"fees: [{FEE}]")
    assert tier(offer, "nominal_rate: 18% per year")[NOMINAL] == Decimal("0.2391")
    assert tier(offer, "nominal_rate: 18% per year, fees: none")[NOMINAL] == Decimal("0.1800")


def test_points_move_the_steps_of_the_offer_too() -> None:
    stepped = f"{EVEN}, rate_steps: [{{from_period: 1, nominal_rate: 14% per year}}]"
    assert tier(stepped, "above_base: 10% per year")[NOMINAL] == Decimal("0.2400")


LACKING = {
    "its rate": (EVEN, "name: A", ("nominal_rate",)),
    "the base its points are from": (f"{LOAN}, fees: []", "above_base: 1% per year", ("nominal_rate",)),
    "the sum lent": ("periods: 12, period: month, method: bullet, fees: []", "nominal_rate: 1% per year", ("^principal",)),
    "the term of both": (
        "principal: 1, period: month, method: bullet, fees: []", "nominal_rate: 1% per year", ("^periods",),
    ),
    "the fees of the offer": (f"{LOAN}, nominal_rate: 12% per year", "nominal_rate: 12% per year", ("^fees",)),
    "a fee of the offer": (
        f"{LOAN}, nominal_rate: 12% per year, fees: [{{id: f, amount: 5}}]", "nominal_rate: 12% per year", ("^fees[0].timing",),
    ),
    "a fee of its own": (EVEN, "nominal_rate: 12% per year, fees: [{id: f, amount: 5}]", ("fees[0].timing",)),
    "a step of the offer": (f"{EVEN}, rate_steps: [{{from_period: 2}}]", "nominal_rate: 12% per year", ("^rate_steps[0].nominal_rate",)),
    "what becomes of interest in grace": (f"{EVEN}, grace: {{periods: 2}}", "nominal_rate: 12% per year", ("^grace.interest",)),
}  # fmt: skip


@pytest.mark.parametrize(("offer", "terms", "missing"), LACKING.values(), ids=LACKING)
def test_a_tier_names_what_is_missing_and_where(offer: str, terms: str, missing: tuple[str, ...]) -> None:
    assert cause(tier(offer, terms)) == missing


def test_a_tier_costs_at_least_what_is_known() -> None:
    found = tier(f"{LOAN}, nominal_rate: 12% per year", "nominal_rate: 25% per year")
    assert found[NOMINAL] == Range(Decimal("0.2500"), None)


def test_the_term_of_a_tier_is_asked_of_the_offer() -> None:
    assert cause(tier("principal: 1", "name: A"), "term") == ("^periods",)


def test_a_tier_below_nothing_is_uncomputable() -> None:
    found = tier(EVEN, "below_base: 13% per year")[f"{NOMINAL}#cause"]
    assert found.en == "the nominal rate must be 0 or more and below 1,000,000 %"  # type: ignore[attr-defined]


PLACES = [
    ((("pricing.credits", 0),), "nominal_rate", (("pricing.credits", 0),), "nominal_rate"),
    ((("pricing.credits", 0),), "fees[1].rate", (("pricing.credits", 0), ("fees", 1)), "rate"),
    ((("pricing.credits", 0), ("tiers", 2)), "^fees[1].rate", (("pricing.credits", 0), ("fees", 1)), "rate"),
    ((("pricing.credits", 0), ("tiers", 2)), "^principal", (("pricing.credits", 0),), "principal"),
    ((("pricing.credits", 0),), "/credit.default.rate", (), "credit.default.rate"),
    ((("pricing.credits", 0),), "grace.interest", (("pricing.credits", 0),), "grace.interest"),
]


@pytest.mark.parametrize(("chain", "path", "there", "rel"), PLACES)
def test_a_path_of_what_is_missing_stands_in_its_record(chain, path, there, rel) -> None:  # type: ignore[no-untyped-def]
    assert standing(chain, path) == (there, rel)


def of_tiers(loan: str, tiers: str) -> str:
    return f"pricing: {{credits: [{{id: a, {loan}, tiers: [{tiers}]}}]}}"


CAP = {
    "boundaries/cap.yaml": always(
        f"require: {{tier.{NOMINAL}: {{at_most: 24% per year}}}}",
        for_each="[pricing.credits as loan, loan.tiers as tier]",
    )
}


@pytest.mark.parametrize(("rate", "expected"), [("24%", "met"), ("24.01%", "violated")])
def test_each_tier_is_held_to_a_cap(rate: str, expected: str) -> None:
    assert outcome(CAP, of_tiers(EVEN, f"{{id: t, nominal_rate: {rate} per year}}")) == expected


ASKED = {
    "the tier": (EVEN, "{id: t}", "pricing.credits[id=a].tiers[id=t].nominal_rate"),
    "the offer": (
        f"{LOAN}, nominal_rate: 1% per year",
        "{id: t, nominal_rate: 1% per year}",
        "pricing.credits[id=a].fees",
    ),
    "a fee of the offer": (
        f"{LOAN}, nominal_rate: 1% per year, fees: [{{id: f, amount: 5}}]",
        "{id: t, nominal_rate: 1% per year}",
        "pricing.credits[id=a].fees[id=f].timing",
    ),
}


@pytest.mark.parametrize(("loan", "tiers", "path"), ASKED.values(), ids=ASKED)
def test_what_a_tier_lacks_is_asked_where_it_is_to_be_stated(loan: str, tiers: str, path: str) -> None:
    it = decided(CAP, of_tiers(loan, tiers))
    assert finding(it).open == (path,)
    assert [question.path for question in it.questions] == [path]


# ---- what default costs

DEFAULT = "credit: {default: {rate: 18% per year, penalty: 5% per year}}"
OVERDUE = {
    "the product's": ("nominal_rate: 12% per year", DEFAULT, "0.23"),
    "the offer's own rate": ("penalty: {rate: 20% per year}", DEFAULT, "0.25"),
    "a multiple of the offer's rate": ("nominal_rate: 12% per year, penalty: {multiplier: 1.5}", DEFAULT, "0.23"),
    "the product's multiple": (
        "nominal_rate: 12% per year", "credit: {default: {multiplier: 1.5, penalty: none}}", "0.18",
    ),
    "no terms of the offer's own": ("penalty: none", DEFAULT, "0.23"),
    "no overdue interest on this offer": ("penalty: {rate: none}", DEFAULT, "0.05"),
    "a multiple of no interest": ("nominal_rate: none, penalty: {multiplier: 1.5}", DEFAULT, "0.05"),
    "nothing at all": ("penalty: none", "credit: {default: none}", "0"),
}  # fmt: skip


@pytest.mark.parametrize(("loan", "product", "expected"), OVERDUE.values(), ids=OVERDUE)
def test_default_costs_its_interest_and_penalties_together(loan: str, product: str, expected: str) -> None:
    assert record(loan, product)["overdue_cost"] == Decimal(expected)


OPEN = {
    "the penalty": ("penalty: {rate: 20% per year}", "", Range(Decimal("0.20"), None), ("/credit.default.penalty",)),
    "the overdue rate": (
        "name: x", "credit: {default: {penalty: 5% per year}}", Range(Decimal("0.05"), None), ("/credit.default.rate",),
    ),
    "both": ("name: x", "", None, ("/credit.default.rate", "/credit.default.penalty")),
    "what a multiple is of": (
        "penalty: {multiplier: 1.5}", DEFAULT, Range(Decimal("0.05"), None), ("nominal_rate",),
    ),
    "what the product's multiple is of": (
        "name: x", "credit: {default: {multiplier: 1.5}}", None, ("nominal_rate", "/credit.default.penalty"),
    ),
    "what a multiple is of, though there is no rate": (
        "penalty: {rate: none, multiplier: 1.5}", DEFAULT, Range(Decimal("0.05"), None), ("nominal_rate",),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("loan", "product", "value", "missing"), OPEN.values(), ids=OPEN)
def test_what_default_costs_is_open_upwards_while_a_part_is_unknown(
    loan: str, product: str, value: Range | None, missing: tuple[str, ...]
) -> None:
    found = record(loan, product)
    assert found.get("overdue_cost") == value
    assert cause(found, "overdue_cost") == missing


OVER = {
    "boundaries/over.yaml": always(
        "require: {loan.overdue_cost: {at_most: 24% per year}}", for_each="pricing.credits as loan"
    )
}


@pytest.mark.parametrize(("rate", "expected"), [("24%", "undetermined"), ("24.01%", "violated")])
def test_overdue_interest_alone_over_the_cap_is_over_it(rate: str, expected: str) -> None:
    assert outcome(OVER, f"pricing: {{credits: [{{penalty: {{rate: {rate} per year}}}}]}}") == expected


def test_what_default_lacks_is_asked_of_the_product() -> None:
    it = decided(OVER, "pricing: {credits: [{id: a, penalty: {rate: 1% per year}}]}")
    assert finding(it).open == ("credit.default.penalty",)


# ---- terms a manifest can state and that no plan can be made of

CONTRADICTORY = {
    "a sum and a share": (
        f"{LOAN}, nominal_rate: 1% per year, fees: [{{name: 费, amount: 5, {FEE[1:]}]",
        "states both an amount and a rate",
    ),
    "nothing lent": (EVEN.replace("12000", "0"), "the principal must be above zero"),
    "grace of a bullet": (
        EVEN.replace("equal_instalment", "bullet") + ", grace: {periods: 1, interest: waived}",
        "has no grace",
    ),
    "a first day beside other days": (
        f"{EVEN.replace('12,', '2,')}, paid_out_on: 2026-01-01, first_due_on: 2026-02-02, due_on: [2026-02-01, 2026-03-01]",
        "begin with the first day due",
    ),
    "a fee until before the first period": (
        EVEN.replace("fees: []", "fees: [{id: f, amount: 5, timing: each_period, last_period: 0}]"),
        "not within the term",
    ),
}


@pytest.mark.parametrize(("loan", "reason"), CONTRADICTORY.values(), ids=CONTRADICTORY)
def test_terms_that_contradict_each_other_have_no_cost_and_say_why(loan: str, reason: str) -> None:
    found = record(loan)[f"{NOMINAL}#cause"]
    assert reason in found.en  # type: ignore[attr-defined]


def test_a_fixed_fee_without_a_sum_asks_for_the_sum() -> None:
    assert cause(record(EVEN.replace("[]", "[{id: f, rate: 3%, basis: fixed, timing: at_start}]"))) == (
        "fees[0].amount",
    )


@pytest.mark.parametrize("periods", ["1.5", "-1"])
def test_periods_are_counted(periods: str) -> None:
    with pytest.raises(ManifestError, match="is not a count"):
        record(EVEN.replace("periods: 12", f"periods: {periods}"))


def test_a_fee_that_comes_back_lowers_the_cost() -> None:
    rebate = record(EVEN.replace("[]", "[{id: f, amount: -100, timing: at_start}]"))
    assert rebate[NOMINAL] < Decimal("0.12")  # type: ignore[operator]


# ---- wild manifests

sums = st.sampled_from(["none", "null", "0", "0.01", "5", "12000", "-3", "999999999999", "1亿", "USD 5"])
rates = st.sampled_from(["none", "null", "0% per year", "12% per year", "-1% per year", "999999999% per year"])
shares = st.sampled_from(["none", "null", "0%", "3%", "-3%", "100%", "101%"])
counts = st.sampled_from(["none", "null", "0", "1", "2", "3", "12", "12000", "12001"])
days = st.sampled_from(["none", "null", "2026-01-31", "2026-02-28", "2026-03-31", "0001-01-01", "9999-12-31"])


def among(*names: str) -> st.SearchStrategy[str]:
    return st.sampled_from([*names, "none", "null", "other"])


def mapping(fields: dict[str, st.SearchStrategy[str]]) -> st.SearchStrategy[str]:
    return st.fixed_dictionaries({}, optional=fields).map(
        lambda found: "{" + ", ".join(f"{name}: {value}" for name, value in found.items()) + "}"
    )


def listed(element: st.SearchStrategy[str], most: int = 3) -> st.SearchStrategy[str]:
    return st.lists(element | st.just("null"), max_size=most).map(lambda found: f"[{', '.join(found)}]") | among()


fees = mapping({
    "amount": sums, "rate": shares, "basis": among("original_principal", "outstanding_principal", "instalment", "drawn", "fixed"),
    "timing": among("at_start", "deducted", "each_period", "at_end", "on_event"), "mandatory": among("true", "false"),
    "payer": among("borrower", "merchant"), "first_period": counts, "last_period": counts,
})  # fmt: skip
tiers = mapping({
    "nominal_rate": rates, "above_base": rates, "below_base": rates, "periods": counts, "fees": listed(fees),
})  # fmt: skip
FIELDS = {
    "principal": sums, "periods": counts, "period": among("day", "week", "half_month", "month", "quarter", "year"),
    "method": among("equal_instalment", "equal_principal", "interest_only", "bullet", "flat", "revolving", "schedule"),
    "nominal_rate": rates, "schedule": listed(sums), "fees": listed(fees), "tiers": listed(tiers), "deducted_up_front": sums,
    "rate_steps": listed(mapping({"from_period": counts, "nominal_rate": rates})), "balloon": sums,
    "grace": mapping({"periods": counts, "interest": among("paid", "capitalised", "due_after", "waived")}),
    "drawings": listed(mapping({"after_periods": counts, "amount": sums})),
    "minimum_payment": mapping({"share": shares, "floor": sums}), "paid_out_on": days, "first_due_on": days,
    "due_on": listed(days), "day_count": among("act_365", "act_360", "thirty_360", "act_act"),
    "penalty": mapping({"rate": rates, "multiplier": sums}),
}  # fmt: skip
offers = mapping(FIELDS)
slight = st.lists(st.sampled_from(sorted(FIELDS)), max_size=3, unique=True).flatmap(
    lambda names: mapping({name: FIELDS[name] for name in names})
)


def plausible(loan: str) -> str:
    """So that much of what is tried can be computed; the last of two keys of a mapping is refused, so these are left to lack."""
    given = {
        "principal": "12000",
        "periods": "3",
        "period": "month",
        "method": "equal_instalment",
        "nominal_rate": "12% per year",
        "fees": "[]",
    }
    lacking = [f"{name}: {value}" for name, value in given.items() if f"{name}: " not in loan]
    return "{" + ", ".join([*lacking, *([loan[1:-1]] if loan != "{}" else [])]) + "}"


@settings(deadline=None, max_examples=150)
@given(offers | slight.map(plausible))
def test_no_manifest_however_wild_raises(loan: str) -> None:
    try:
        it = manifest(f"pricing: {{credits: [{loan}]}}")
    except ManifestError:
        return
    (measured,) = it.measured["pricing.credits"]  # type: ignore[misc]
    for name in (NOMINAL, EFFECTIVE, SIMPLE, TOTAL, "overdue_cost"):
        assert isinstance(measured.get(name), Decimal | Range) or measured[f"{name}#cause"]


CREDIT = {
    "principal": 12000,
    "periods": 12,
    "period": "month",
    "method": "bullet",
    "nominal_rate": "12% per year",
    "fees": [],
}


@pytest.mark.parametrize(
    ("terms", "kind"),
    [({}, CostOfCredit), ({"fees": None}, CostRange), ({"method": None}, CostRange), ({"principal": 0}, Uncomputable)],
)
def test_a_library_user_gets_a_cost_a_range_or_the_reason(terms: dict[str, object], kind: type) -> None:
    assert isinstance(cost_stated_as({**CREDIT, **terms}), kind)
