"""The lines no product may cross, as a group; and the numbers past the day they were due to be confirmed."""

from __future__ import annotations

from datetime import date

import pytest
from hegui_adapters.render.text import report
from rulebooks import BASE, always, decided, parameter, series

LINES = {
    **BASE,
    "vocabulary/red-lines.yaml": (
        '"1": {name: {zh: 甲, en: first}}\n"2": {name: {zh: 乙, en: second}}\n"3": {name: {zh: 丙, en: third}}\n'
    ),
    "boundaries/t/a.yaml": always("require: {product.stage: pilot}", red_line="1"),
    "boundaries/t/b.yaml": always("require: {credit.revolving: true}", red_line="1"),
    "boundaries/t/c.yaml": always("when: {credit.mode: offline}, require: {credit.purpose: education}", red_line="2"),
    "boundaries/t/d.yaml": always("require: {product.stage: idea}"),
}


@pytest.mark.parametrize(
    ("told", "outcomes", "rules"),
    [
        ("product: {stage: idea}\ncredit: {revolving: true, mode: offline}", ["violated", "undetermined"], ["a"]),
        ("product: {stage: pilot}\ncredit: {mode: fully_online}", ["undetermined", "not_applicable"], ["b"]),
        ("product: {stage: idea}\ncredit: {revolving: false, mode: none}", ["violated", "not_applicable"], ["a", "b"]),
        (
            "product: {stage: pilot}\ncredit: {revolving: true, mode: offline, purpose: education}",
            ["met", "met"],
            ["a", "b"],
        ),
    ],
)
def test_a_red_line_is_as_bad_as_the_worst_of_its_rules(told: str, outcomes: list[str], rules: list[str]) -> None:
    first, second, third = decided(LINES, told).red_lines

    assert [first.outcome, second.outcome] == outcomes
    assert list(first.rules) == [f"boundaries.t.{name}" for name in rules]
    assert (third.outcome, third.rules) == ("not_applicable", ())


def test_the_report_groups_them() -> None:
    decision = decided(LINES, "product: {stage: idea}\ncredit: {revolving: true, mode: offline}")

    assert (
        "红线      触及 1 条：1 甲\n          待补充后方可判断 1 条：2 乙\n          未触及或不适用 1 条\n"
        in report(decision)
    )
    assert (
        "Red lines   1 crossed: 1 first\n            1 cannot be told yet: 2 second\n"
        "            1 not crossed or not applicable\n" in report(decision, lang="en")
    )


def test_a_report_without_a_crossed_line_says_so_in_one_line() -> None:
    decision = decided(LINES, "product: {stage: pilot}\ncredit: {revolving: true, mode: none}")

    assert "红线      3 条均未触及或不适用\n" in report(decision)


DUE = {
    "parameters/p.yaml": "cap: "
    + parameter(series(("2020-01-01", "18")), stale_after="2026-06-30")
    + "twice: {kind: count, label: {zh: 倍, en: twice}, standing: text, formula: {times: [2, {param: cap}]}}\n",
    "boundaries/t/a.yaml": always("require: {users.minimum_age: {at_least: {param: cap}}}"),
    "boundaries/t/b.yaml": always("require: {users.maximum_age: {at_least: {param: twice}}}"),
    "boundaries/t/c.yaml": always(
        "when: {credit.mode: offline}, require: {users.minimum_age: {at_least: {param: cap}}}"
    ),
}
TOLD = "users: {minimum_age: 18, maximum_age: 20}\ncredit: {mode: fully_online}"


def test_a_number_past_its_day_is_said_of_every_finding_that_used_it() -> None:
    decision = decided(DUE, TOLD, as_of=date(2026, 7, 1))

    assert [(one.parameter, one.due, one.findings) for one in decision.outdated] == [
        ("cap", date(2026, 6, 30), 1),
        ("twice", date(2026, 6, 30), 1),
    ]
    assert "时效  数应于 2026-06-30 前复核，现已逾期，1 项检查用到该数值" in report(decision)


def test_on_its_last_day_nothing_is_said() -> None:
    assert decided(DUE, TOLD, as_of=date(2026, 6, 30)).outdated == ()
