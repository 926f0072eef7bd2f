"""Pairs near a rule lie where the law says it turns, each judged anew."""

from __future__ import annotations

from datetime import date

import hegui
import pytest
from hegui.errors import UsageError
from hegui.testing import NONE
from hegui.testing.boundaries import Pair, holds, pairs_of
from rulebooks import always, parameter, rulebook, series

DAY = date(2026, 12, 1)
NUMBER = "parameters/all.yaml"
ROLLOVERS = parameter(series(("2020-01-01", "2"), ("2026-06-01", "3")))


def pairs(rule: str, *cases: str, **more: str) -> tuple[Pair, ...]:
    """The pairs near one rule whose violated examples give these facts."""
    listed = ", ".join(f"{{name: it {n}, given: {given}, expect: violated}}" for n, given in enumerate(cases))
    lines = {
        "cases": f"[{listed}]",
        "no_case": "{met: x, undetermined: x, not_applicable: x}",
        **{key: value for key, value in more.items() if key != "parameters"},
    }
    files = {"boundaries/users/it.yaml": always(rule, **lines)}
    if "parameters" in more:
        files[NUMBER] = f"most: {more['parameters']}"
    return pairs_of("boundaries.users.it", rules=rulebook(files))


def said(found: tuple[Pair, ...], of: str) -> list[tuple[str, object, object]]:
    return [(pair.path, *pair.said) for pair in found if pair.of == of]


NEAR = {
    "a count one above the number of the day": (
        "require: {credit.rollovers: {at_most: {param: most}}}", "{credit: {rollovers: 9}}", ("credit.rollovers", "3", "4"),
    ),
    "a share a hundredth of a point above": (
        "require: {credit.joint_lending.partner_share: {at_most: 70%}}", "{credit: {joint_lending: {partner_share: 90%}}}",
        ("credit.joint_lending.partner_share", "70%", "70.01%"),
    ),
    "a sum a cent below": (
        "require: {credit.limit: {at_least: 1000}}", "{credit: {limit: 5}}", ("credit.limit", "1000.00", "999.99"),
    ),
    "a strict limit holds one step before it": (
        "require: {users.minimum_age: {more_than: 18}}", "{users: {minimum_age: 3}}", ("users.minimum_age", "19", "18"),
    ),
    "a day after": (
        "require: {product.launch_date: {on_or_before: 2026-12-31}}", "{product: {launch_date: 2028-01-01}}",
        ("product.launch_date", "2026-12-31", "2027-01-01"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rule", "given", "near"), NEAR.values(), ids=NEAR.keys())
def test_a_number_or_day_is_one_step_off(rule: str, given: str, near: tuple[str, str, str]) -> None:
    assert near in said(pairs(rule, given, parameters=ROLLOVERS), "step")


FLIPPED = {
    "a yes": ("require: {credit.revolving: false}", "{credit: {revolving: true}}", ("credit.revolving", False, True)),
    "a member": (
        "require: {credit.purpose: consumption}", "{credit: {purpose: securities}}",
        ("credit.purpose", "consumption", "securities"),
    ),
    "a member among many": (
        "require: {credit.excluded_borrowers: {contains_all: [students]}}", "{credit: {excluded_borrowers: [minors]}}",
        ("credit.excluded_borrowers", ["minors", "students"], ["minors"]),
    ),
    "a text that is none": ("require: {app.name: {exists: true}}", "{app: {name: none}}", ("app.name", "另行说明", NONE)),
}  # fmt: skip


@pytest.mark.parametrize(("rule", "given", "flipped"), FLIPPED.values(), ids=FLIPPED.keys())
def test_a_choice_is_the_member_that_flips(rule: str, given: str, flipped: tuple[str, object, object]) -> None:
    assert flipped in said(pairs(rule, given), "choice")


def test_the_first_day_and_the_day_before() -> None:
    found = [
        pair for pair in pairs("require: {credit.revolving: false}", "{credit: {revolving: true}}") if pair.of == "law"
    ]
    assert [(pair.inside_on, pair.outside_on) for pair in found] == [(date(2019, 12, 31), date(2020, 1, 1))]


def test_a_price_turns_at_one_step_of_the_rate_it_comes_from() -> None:
    found = pairs_of("boundaries.rates.court-line")
    assert ("pricing.credits[#1].nominal_rate", "24% per year", "24.01% per year") in said(found, "step")


def test_what_an_example_assumes_is_proved_by_facts() -> None:
    pair = pairs_of("boundaries.rates.annual-rate-in-contract")[0]
    assert pair.assuming == ()
    decisions = [hegui.check(one, as_of=pair.outside_on) for one in (pair.outside, pair.inside)]
    violated = [{finding.rule for finding in decision.having("violated")} for decision in decisions]
    assert [pair.rule in rules for rules in violated] == [True, False]


BUNDLED = (
    "boundaries.rates.able-to-repay", "boundaries.aml.officer-named", "boundaries.certification.generative-ai-filed",
    "boundaries.data-consent.rules-for-children",
)  # fmt: skip


@pytest.mark.parametrize("rule", BUNDLED)
def test_every_pair_of_a_bundled_rule_holds(rule: str) -> None:
    found = pairs_of(rule)
    assert found
    assert [pair for pair in found if not holds(pair)] == []


def test_a_pair_turned_round_does_not_hold() -> None:
    pair = pairs_of("boundaries.rates.court-line")[0]
    assert not holds(
        Pair(pair.rule, pair.of, pair.path, pair.said, pair.outside, pair.inside, pair.outside_on, pair.inside_on)
    )


@pytest.mark.parametrize("rule", ["boundaries.rates.no-such-rule", "classify.credit.cash-reachable"])
def test_what_is_no_check_rule_is_refused(rule: str) -> None:
    with pytest.raises(UsageError, match="is no check rule"):
        pairs_of(rule)
