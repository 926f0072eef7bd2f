"""What default costs together, how far tiers lie apart, the rate shown and what a price list lists."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hegui.values import NONE, Range
from rulebooks import manifest


def loan(text: str, default: str = "", credit: str = "") -> dict[str, object]:
    credit = credit or (f"credit: {{default: {default}}}" if default else "")
    (found,) = manifest(f"{credit}\npricing: {{credits: [{{{text}}}]}}").measured["pricing.credits"]  # type: ignore[misc]
    return found  # type: ignore[no-any-return]


def missing(record: dict[str, object], name: str) -> tuple[str, ...]:
    return record[f"{name}#cause"].missing  # type: ignore[attr-defined, no-any-return]


TOGETHER = {
    "overdue interest and penalty": ("", "{rate: 8% per year, penalty: 6% per year}", "0.14"),
    "overdue interest alone": ("", "{rate: 8% per year, penalty: none}", "0.08"),
    "a multiple of the rate agreed": ("nominal_rate: 10% per year", "{multiplier: 1.5, penalty: 1% per year}", "0.16"),
    "no terms of default": ("", "none", "0"),
    "terms of the offer before those of the product": (
        "penalty: {rate: 9% per year}",
        "{rate: 8% per year, penalty: 1% per year}",
        "0.10",
    ),
    "an offer without terms of its own": ("penalty: none", "{rate: 8% per year, penalty: none}", "0.08"),
    "an offer that charges no overdue interest": (
        "penalty: {rate: none}",
        "{rate: 8% per year, penalty: 1% per year}",
        "0.01",
    ),
}


@pytest.mark.parametrize(("text", "default", "sum_"), TOGETHER.values(), ids=TOGETHER)
def test_default_interest_and_penalties_are_added_up(text: str, default: str, sum_: str) -> None:
    assert loan(text, default)["overdue_cost"] == Decimal(sum_)


def test_a_penalty_that_is_not_stated_leaves_the_sum_open_upwards() -> None:
    found = loan("", "{rate: 8% per year}")
    assert (found["overdue_cost"], missing(found, "overdue_cost")) == (
        Range(Decimal("0.08"), None),
        ("/credit.default.penalty",),
    )


def test_a_multiplier_that_is_none_does_not_say_that_there_is_no_overdue_interest() -> None:
    found = loan("", "{multiplier: none, penalty: 5% per year}")
    assert (found["overdue_cost"], missing(found, "overdue_cost")) == (
        Range(Decimal("0.05"), None),
        ("/credit.default.rate",),
    )


def test_a_multiple_is_taken_of_the_rate_of_the_tier() -> None:
    found = loan(
        "nominal_rate: 8% per year, tiers: [{id: a, nominal_rate: 20% per year}]", "{multiplier: 1.5, penalty: none}"
    )
    (tier,) = found["tiers"]  # type: ignore[misc]
    assert (found["overdue_cost"], tier["overdue_cost"]) == (Decimal("0.12"), Decimal("0.30"))


# ---- tiers

OFFER = "principal: 10000, periods: 12, period: month, method: equal_instalment, fees: none"

SPREAD = {
    "of two tiers": ("[{nominal_rate: 8% per year}, {nominal_rate: 10% per year}]", "0.02"),
    "of one tier": ("[{nominal_rate: 8% per year}]", "0"),
    "of no tier": ("[]", "0"),
    "of one term, the widest": (
        (
            "[{nominal_rate: 8% per year}, {nominal_rate: 9% per year}, {nominal_rate: 14% per year, periods: 24},"
            " {nominal_rate: 15.5% per year, periods: 24}]"
        ),
        "0.015",
    ),
}


@pytest.mark.parametrize(("tiers", "gap"), SPREAD.values(), ids=SPREAD)
def test_the_spread_is_the_widest_gap_at_one_term(tiers: str, gap: str) -> None:
    assert loan(f"{OFFER}, tiers: {tiers}")["tier_spread"] == Decimal(gap)


def test_a_tier_whose_price_is_open_leaves_the_spread_open_upwards() -> None:
    found = loan(f"{OFFER}, tiers: [{{nominal_rate: 8% per year}}, {{nominal_rate: 10% per year}}, {{id: c}}]")
    assert (found["tier_spread"], missing(found, "tier_spread")) == (
        Range(Decimal("0.02"), None),
        ("tiers[2].nominal_rate",),
    )


def test_charges_that_are_open_prove_no_gap() -> None:
    offer = OFFER.replace(", fees: none", "")
    found = loan(f"{offer}, tiers: [{{nominal_rate: 8% per year}}, {{nominal_rate: 10% per year}}]")
    assert (found["tier_spread"], missing(found, "tier_spread")) == (Range(Decimal(0), None), ("fees",))


def test_a_term_that_is_open_is_asked_of_the_offer() -> None:
    found = loan(f"{OFFER.replace(', periods: 12', '')}, tiers: [{{nominal_rate: 8% per year}}]")
    assert missing(found, "tier_spread") == ("periods",)


RISKIER = {
    "the cheapest of the riskier": (
        "{risk_rank: 1, A}, {risk_rank: 2, C}, {risk_rank: 3, B}",
        ["0.0938", "0.0938", NONE],
    ),
    "of one rank none is riskier": ("{risk_rank: 1, A}, {risk_rank: 1, B}", [NONE, NONE]),
    "of another term none counts": ("{risk_rank: 1, A}, {risk_rank: 2, B, periods: 24}", [NONE, NONE]),
    "a rank that is not stated may be higher": ("{risk_rank: 1, A}, {B}", [None, None]),
    "a rank that is not stated may be lower the cost": (
        "{risk_rank: 1, A}, {risk_rank: 2, C}, {B}",
        [Range(Decimal("0.0938"), Decimal("0.1047")), None, None],
    ),
    "a price that is not stated may be lower": (
        "{risk_rank: 1, A}, {risk_rank: 2, B}, {risk_rank: 3}",
        [Range(None, Decimal("0.0938")), Range(None, None), NONE],
    ),
    "what is of lower risk for certain does not count": (
        "{risk_rank: 2, A}, {risk_rank: 3, C}, {risk_rank: 1}",
        ["0.1047", NONE, "0.0830"],
    ),
}


@pytest.mark.parametrize(("tiers", "lowest"), RISKIER.values(), ids=RISKIER)
def test_the_lowest_cost_at_higher_risk(tiers: str, lowest: list[object]) -> None:
    for letter, rate in (("A", "8%"), ("B", "9%"), ("C", "10%")):
        tiers = re.sub(rf"\b{letter}\b", f"nominal_rate: {rate} per year", tiers)
    found = loan(f"{OFFER}, tiers: [{tiers}]")["tiers"]
    expected = [Decimal(one) if isinstance(one, str) else one for one in lowest]
    assert [tier.get("cheapest_riskier") for tier in found] == expected  # type: ignore[attr-defined]


CHARGED = {
    "interest": ("[{nominal_rate: 1% per year}, {nominal_rate: 0% per year}]", 1),
    "points above the offer": ("[{nominal_rate: none, above_base: 1% per year}]", 1),
    "a fee": ("[{nominal_rate: 0% per year, fees: [{timing: at_end}]}]", 1),
    "a fee of an event": ("[{nominal_rate: 0% per year, fees: [{timing: on_event}]}]", 0),
    "nothing at all": ("[{nominal_rate: none, above_base: none}]", 0),
    "a rate not stated": ("[{id: a}, {nominal_rate: 1% per year}]", Range(Decimal(1), Decimal(2))),
    "a fee of which nothing is known": ("[{nominal_rate: 0% per year, fees: [null]}]", Range(Decimal(0), Decimal(1))),
}


@pytest.mark.parametrize(("tiers", "number"), CHARGED.values(), ids=CHARGED)
def test_tiers_that_charge_by_themselves_are_counted(tiers: str, number: object) -> None:
    assert loan(f"tiers: {tiers}")["tiers_charged"] == number


@pytest.mark.parametrize(("tiers", "listed"), [("", 0), (", tiers: none", 0), (", tiers: [null, {id: a}]", 2)])
def test_a_price_list_that_names_no_tiers_lists_none(tiers: str, listed: int) -> None:
    assert loan(f"{OFFER}{tiers}")["tiers_listed"] == Decimal(listed)


# ---- the rate shown, the loans listed


@pytest.mark.parametrize(("shown", "rounded"), [("11.995%", "0.1200"), ("11.994%", "0.1199"), ("12%", "0.12")])
def test_the_rate_shown_is_rounded_half_up_to_a_hundredth_of_a_point(shown: str, rounded: str) -> None:
    assert loan(f"{OFFER}, stated_annual_rate: {shown} per year")["shown_rate"] == Decimal(rounded)


def test_no_rate_shown_is_none() -> None:
    assert loan(f"{OFFER}, stated_annual_rate: none")["shown_rate"] is NONE


LISTED = {
    "two loans": ("pricing: {credits: [{principal: 1}, null]}", 2),
    "none": ("pricing: {credits: none}", 0),
    "no credit and no price list": ("credit: none", 0),
    "no credit, yet a loan": ("credit: none\npricing: {credits: [{principal: 1}]}", 1),
    "no price list": ("credit: {borrower: individual}", None),
    "neither": ("product: {name: 甲}", None),
}


@pytest.mark.parametrize(("text", "listed"), LISTED.values(), ids=LISTED)
def test_loans_listed_are_counted(text: str, listed: int | None) -> None:
    assert manifest(text).measured.get("pricing.loans_listed") == listed
