"""A house may tighten the law and add to it; it never loosens it."""

from __future__ import annotations

from datetime import date

import pytest
from rulebooks import (
    DAY,
    always,
    contents,
    decided,
    finding,
    outcome,
    parameter,
    problem,
    rule,
    series,
)

LAW = {"boundaries/age.yaml": always("require: {users.minimum_age: {at_least: 18}}", force="warn")}
CAPPED = {
    "parameters/p.yaml": "cap: "
    + parameter(series(("2024-01-01", "24%"), ("2027-01-01", "20%")), "share", strict="lower"),
    "boundaries/share.yaml": always("require: {funding.funder.share: {at_most: {param: cap}}}"),
}
FLOOR = {
    "parameters/p.yaml": "floor: " + parameter(series(("2024-01-01", "18")), strict="higher"),
    "boundaries/age.yaml": always("require: {users.minimum_age: {at_least: {param: floor}}}"),
}
OWN = {"house/boundaries/age.yaml": always("require: {users.minimum_age: {at_least: 22}}")}
YOUNG = "users: {minimum_age: 20}"


def amended(text: str) -> dict[str, str]:
    return {"house/amend/it.yaml": text}


def house_series(*steps: tuple[str, str], name: str = "cap") -> dict[str, str]:
    return amended(f"amend_parameter: {name}\n{series(*steps, confidence='secondary')}\n")


# ---- rules


def test_a_house_adds_rules_under_its_own_ids() -> None:
    decision = decided({**LAW, **OWN}, YOUNG)
    assert [(one.rule, one.outcome) for one in decision.findings] == [
        ("boundaries.age", "met"),
        ("house.boundaries.age", "violated"),
    ]


def test_a_house_adds_conclusions_of_its_own() -> None:
    files = {
        "house/vocabulary/conclusions.yaml": "product: {house.pilot: {kind: flag, label: {zh: 试点, en: pilot}}}\n",
        "house/classify/pilot.yaml": always("when: {product.stage: pilot}", conclude="{product.house.pilot: true}"),
        "house/boundaries/pilot.yaml": always("require: {product.house.pilot: true}"),
    }
    assert outcome(files, "product: {stage: pilot}") == "met"


def test_a_house_raises_the_force_of_a_rule() -> None:
    decision = decided({**LAW, **amended("amend: boundaries.age\nforce: block\n")}, "users: {minimum_age: 16}")
    assert (finding(decision).force, decision.verdict) == ("block", "blocked")


@pytest.mark.parametrize("force", ["advise"])
def test_a_house_cannot_lower_the_force_of_a_rule(force: str) -> None:
    found = problem({**LAW, **amended(f"amend: boundaries.age\nforce: {force}\n")})
    assert str(found) == "house/amend/it.yaml:1:1: an amendment may only tighten: it cannot lower the force"


def test_a_house_may_repeat_the_force_of_a_rule() -> None:
    assert contents({**LAW, **amended("amend: boundaries.age\nforce: warn\n")}).rules[0].force == "warn"


ADDED = amended("amend: boundaries.age\nrequire: {users.maximum_age: {at_most: 60}}\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("users: {minimum_age: 18, maximum_age: 60}", "met"),
        ("users: {minimum_age: 18, maximum_age: 61}", "violated"),
        ("users: {minimum_age: 17, maximum_age: 60}", "violated"),
        ("users: {minimum_age: 18}", "undetermined"),
    ],
)
def test_a_demand_a_house_adds_stands_beside_that_of_the_law(text: str, expected: str) -> None:
    assert outcome({**LAW, **ADDED}, text) == expected


TWICE = rule("""
    versions:
      - {in_force: {from: 2020-01-01, until: 2021-01-01}, require: {users.minimum_age: {at_least: 16}}}
      - {in_force: {from: 2021-01-01}, require: {users.minimum_age: {at_least: 18}}}
""")


@pytest.mark.parametrize("day", [date(2020, 6, 1), DAY])
def test_a_demand_is_added_to_every_version(day: date) -> None:
    files = {"boundaries/age.yaml": TWICE, **ADDED}
    assert outcome(files, "users: {minimum_age: 18, maximum_age: 61}", as_of=day) == "violated"


AMENDMENTS = {
    "an unknown rule": (
        "amend: boundaries.aeg\nforce: block\n",
        'house/amend/it.yaml:1:1: unknown rule "boundaries.aeg"; did you mean boundaries.age?',
    ),
    "an unknown force": (
        "amend: boundaries.age\nforce: blok\n",
        'house/amend/it.yaml:2:8: unknown force "blok"; did you mean block?',
    ),
    "a demand on an unknown path": (
        "amend: boundaries.age\nrequire: {users.maximum: 60}\n",
        'house/amend/it.yaml:2:11: unknown path "users.maximum"; did you mean users.maximum_age?',
    ),
    "another condition": (
        "amend: boundaries.age\nwhen: {product.stage: pilot}\n",
        'house/amend/it.yaml:2:1: unknown key "when"',
    ),
    "nothing named": ("force: block\n", "house/amend/it.yaml:1:1: an amendment lacks amend"),
}


@pytest.mark.parametrize(("text", "found"), AMENDMENTS.values(), ids=AMENDMENTS)
def test_an_amendment_is_refused_at_its_place(text: str, found: str) -> None:
    assert str(problem({**LAW, **amended(text)})) == found


def test_a_classification_cannot_be_amended() -> None:
    law = {"classify/x.yaml": always("when: {product.stage: pilot}", conclude="{product.is.cash: true}")}
    found = problem({**law, **amended("amend: classify.x\nrequire: {product.name: x}\n")})
    assert found.en == "classify.x classifies; it cannot be amended"


# ---- parameters


@pytest.mark.parametrize(
    ("day", "share", "expected"),
    [
        ("2025-12-31", "24%", "met"),
        ("2026-01-01", "20%", "met"),
        ("2026-01-01", "20.01%", "violated"),
        ("2027-01-01", "20.01%", "violated"),
    ],
)
def test_a_number_a_house_lowers_binds_from_its_own_day_on(day: str, share: str, expected: str) -> None:
    files = {**CAPPED, **house_series(("2026-01-01", "20%"))}
    assert outcome(files, f"funding: {{funder: {{share: {share}}}}}", as_of=date.fromisoformat(day)) == expected


def test_a_number_of_the_house_is_shown_as_its_own() -> None:
    decision = decided({**CAPPED, **house_series(("2026-01-01", "20%"))}, "funding: {funder: {share: 21%}}")
    assert [(one.standing, one.confidence) for one in finding(decision).parameters] == [("house", "secondary")]


REFUSED = {
    "higher than the law": (CAPPED, [("2024-06-01", "25%")]),
    "higher than what the law will be": (CAPPED, [("2026-01-01", "22%")]),
    "higher than the law in a later value": (CAPPED, [("2026-01-01", "18%"), ("2027-06-01", "21%")]),
    "lower than a floor": (FLOOR, [("2024-06-01", "17")]),
}


@pytest.mark.parametrize(("law", "steps"), REFUSED.values(), ids=REFUSED)
def test_a_number_moves_in_its_strict_direction_only(law: dict[str, str], steps: list[tuple[str, str]]) -> None:
    name = "cap" if law is CAPPED else "floor"
    assert problem({**law, **house_series(*steps, name=name)}).en == f"{name} may only move in its strict direction"


@pytest.mark.parametrize(("age", "expected"), [("20", "violated"), ("21", "met")])
def test_a_floor_is_raised(age: str, expected: str) -> None:
    files = {**FLOOR, **house_series(("2024-01-01", "21"), name="floor")}
    assert outcome(files, f"users: {{minimum_age: {age}}}") == expected


FIXED = {
    "without a strict direction": parameter(series(("2024-01-01", "24%")), "share"),
    "of a formula": parameter("formula: {times: [2, {param: other}]}", "share", strict="lower"),
}


@pytest.mark.parametrize("declared", FIXED.values(), ids=FIXED)
def test_a_number_a_house_may_not_move(declared: str) -> None:
    other = "other: " + parameter(series(("2024-01-01", "12%")), "share")
    found = problem({"parameters/p.yaml": f"cap: {declared}{other}", **house_series(("2026-01-01", "1%"))})
    assert found.en == "cap is not a parameter a house may tighten"


def test_an_unknown_number_cannot_be_moved() -> None:
    assert problem(house_series(("2026-01-01", "1%"))).en == "cap is not a parameter a house may tighten"


# ---- the digest


def test_a_rulebook_without_a_house_has_no_overlay() -> None:
    assert contents(LAW).overlay is None


def test_the_overlay_is_of_the_houses_files_only() -> None:
    one, other = contents({**LAW, **OWN}), contents({**CAPPED, **OWN})
    assert (one.overlay == other.overlay, one.digest == other.digest) == (True, False)


def test_an_amendment_changes_the_digest() -> None:
    assert contents(LAW).digest != contents({**LAW, **ADDED}).digest
