"""What lint says of rules that cannot bite, cannot be met, say the same, or cannot be met together."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hegui.authoring.conflicts import conflicts
from rulebooks import always, rulebook

AGE = "{users.minimum_age: {at_least: 18}}"
ONLINE = "{credit.mode: fully_online}"


def remarks(files: Mapping[str, str]) -> list[str]:
    return [
        problem.en
        for problem in conflicts(rulebook({f"boundaries/t/{name}.yaml": text for name, text in files.items()}))
    ]


ALONE = {
    "a when that contradicts itself": (
        "when: {all: [{credit.mode: fully_online}, {credit.mode: offline}]}, require: {credit.purpose: education}",
        "from 2020-01-01 its `when` can never hold",
    ),
    "a require that the when rules out": (
        f"when: {ONLINE}, require: {{credit.mode: offline}}",
        "from 2020-01-01 nothing can meet what it requires",
    ),
    "a require that the when implies": (
        f"when: {ONLINE}, require: {{credit.mode: {{in: [fully_online, offline]}}}}",
        "from 2020-01-01 nothing can violate it",
    ),
    "a or not a within a condition": (
        (f"when: {{all: [{ONLINE}, {{any: [{AGE}, {{not: {AGE}}}]}}]}}, require: {{credit.purpose: education}}"),
        "from 2020-01-01 a part of its condition always holds",
    ),
    "a and not a within a condition": (
        f"when: {{any: [{ONLINE}, {{all: [{AGE}, {{not: {AGE}}}]}}]}}, require: {{credit.purpose: education}}",
        "from 2020-01-01 a part of its condition can never hold",
    ),
}


@pytest.mark.parametrize(("said", "remark"), ALONE.values(), ids=ALONE)
def test_a_rule_that_makes_no_sense_by_itself(said: str, remark: str) -> None:
    assert remarks({"r": always(said)}) == [f"boundaries.t.r: {remark}"]


def test_a_rule_that_makes_sense_is_left_alone() -> None:
    assert remarks({"r": always(f"when: {ONLINE}, require: {AGE}")}) == []


EIGHTEEN = always(f"when: {ONLINE}, require: {AGE}", title="{zh: 须成年, en: adults only}")
SIXTEEN = always(
    "when: {credit.purpose: education}, require: {users.minimum_age: {at_most: 16}}",
    title="{zh: 限少年, en: for the young}",
)


def test_two_blocking_rules_that_cannot_be_met_together_need_an_override() -> None:
    assert remarks({"a": EIGHTEEN, "b": SIXTEEN}) == [
        "boundaries.t.a: cannot be met together with boundaries.t.b; say by overrides which one prevails"
    ]


def test_an_override_settles_which_one_prevails() -> None:
    assert remarks({"a": EIGHTEEN, "b": "overrides: [boundaries.t.a]\n" + SIXTEEN}) == []


def test_rules_that_only_warn_may_disagree() -> None:
    assert remarks({"a": EIGHTEEN.replace("force: block", "force: warn"), "b": SIXTEEN}) == []


def test_rules_that_never_apply_together_do_not_disagree() -> None:
    offline = SIXTEEN.replace("{credit.purpose: education}", "{credit.mode: offline}")

    assert remarks({"a": EIGHTEEN, "b": offline}) == []


def test_rules_of_different_times_do_not_disagree() -> None:
    ended = EIGHTEEN.replace("{from: 2020-01-01}", "{from: 2019-01-01, until: 2020-01-01}")

    assert remarks({"a": ended, "b": SIXTEEN}) == []


def test_the_same_condition_twice_is_remarked() -> None:
    again = EIGHTEEN.replace("须成年", "不得少年").replace("adults only", "no minors")

    assert remarks({"a": EIGHTEEN, "b": again}) == ["boundaries.t.a: has the very condition of boundaries.t.b"]


def test_nearly_the_title_about_the_same_facts_is_remarked() -> None:
    stricter = EIGHTEEN.replace("at_least: 18", "at_least: 20")

    assert remarks({"a": EIGHTEEN, "b": stricter}) == [
        "boundaries.t.a: has nearly the title and the facts of boundaries.t.b"
    ]
