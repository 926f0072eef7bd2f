"""What scenarios come to: the decision's own verdict, cost, headroom, what was expected; in any order, alone or together."""

from __future__ import annotations

import pickle
from decimal import Decimal
from pathlib import Path

import pytest
from hegui.scenarios import Result
from hegui.scenarios.summary import pivots, turns
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from scenarioing import planned, rules

RATE = '"pricing.credits[a].nominal_rate"'
PERIODS = '"pricing.credits[a].periods"'
GRID = (
    "  - vary:\n      - {parameter: line, from: 2026-12-01, add: [-600bp, 0bp, 100bp]}\n"
    f"      - {{fact: {PERIODS}, values: [12, 36, 72]}}\n"
    f"      - {{fact: {RATE}, values: {{from: 18% per year, to: 26% per year, step: 2%}}}}\n"
    "      - {fact: users.students, values: [excluded, served, null]}\n"
)


def one(folder: Path, group: str) -> Result:
    (found,) = planned(folder, f"  - {group}\n")
    return found.run(rules())


def run_all(folder: Path, group: str) -> list[Result]:
    book = rules()
    return [scenario.run(book) for scenario in planned(folder, group)]


# ---- verdicts


def test_a_result_has_the_verdict_of_its_decision(tmp_path: Path) -> None:
    book = rules()
    for scenario in planned(tmp_path, GRID):
        assert scenario.run(book).verdict == scenario.decide(book).verdict


def test_what_is_in_the_way_is_what_blocks_in_the_decision(tmp_path: Path) -> None:
    book = rules()
    for scenario in planned(tmp_path, GRID):
        decision = scenario.decide(book)
        blocking = [
            (f.rule, f.outcome) for name in ("violated", "undetermined") for f in decision.having(name, "block")
        ]
        assert [(against.rule, against.outcome) for against in scenario.run(book).against] == blocking


@settings(max_examples=15, phases=[Phase.generate])
@given(st.permutations(range(135)))
def test_the_order_of_judging_changes_nothing(tmp_path_factory: pytest.TempPathFactory, order: list[int]) -> None:
    plan, book = planned(tmp_path_factory.getbasetemp(), GRID), rules()
    assert len(plan) == 135
    straight = {index: plan[index].run(book) for index in sorted(order[:9])}
    assert {index: plan[index].run(book) for index in order[:9]} == straight


def test_the_order_of_axes_changes_nothing_but_the_names(tmp_path: Path) -> None:
    axes = [
        f"{{fact: {PERIODS}, values: [12, 72]}}",
        f"{{fact: {RATE}, add: [0bp, 900bp]}}",
        "{segments: [students, elderly]}",
    ]

    def told(order: list[str]) -> set[object]:
        found = run_all(tmp_path, f"  - vary: [{', '.join(order)}]\n")
        return {(frozenset(r.name.en.split(" · ")), r.verdict, r.rules, r.cost, r.headroom) for r in found}

    assert told(axes) == told(axes[::-1])


def test_a_result_can_be_sent_to_another_process(tmp_path: Path) -> None:
    result = one(tmp_path, "set: {users.students: served}")
    assert pickle.loads(pickle.dumps(result)) == result  # noqa: S301 - our own value


# ---- cost and headroom


def test_headroom_is_exact_at_the_line(tmp_path: Path) -> None:
    result = one(tmp_path, f"set: {{{RATE}: 24% per year}}")
    assert (result.verdict, result.headroom.value if result.headroom else None) == ("clear", Decimal(0))


def test_one_basis_point_above_the_line_blocks(tmp_path: Path) -> None:
    result = one(tmp_path, f"set: {{{RATE}: 24.01% per year}}")
    assert (result.verdict, result.headroom.value if result.headroom else None) == ("blocked", Decimal("-0.0001"))


def test_cost_is_that_of_the_dearest_loan(tmp_path: Path) -> None:
    result = one(tmp_path, f"set: {{{RATE}: 20% per year}}")
    assert result.cost is not None
    assert result.cost.nominal == Decimal("0.2")


def test_what_only_advises_is_counted_and_never_in_the_way(tmp_path: Path) -> None:
    result = one(tmp_path, f"set: {{{PERIODS}: 36}}")
    assert (result.against, result.advised, result.verdict) == ((), 1, "clear")


# ---- expectations


@pytest.mark.parametrize(
    ("expect", "missed"),
    [
        ("{verdict: clear}", []),
        ("{verdict: [blocked, clear]}", []),
        ("{verdict: blocked}", ["verdict: expected blocked, found clear"]),
        ("{findings: {boundaries.cap: met}}", []),
        ("{findings: {boundaries.cap: violated}}", ["boundaries.cap: expected violated, found met"]),
        ("{cost: {at_most: 18% per year}}", []),
        ("{cost: {at_most: 17.99% per year}}", ["pricing.credits[id=a] costs 18.00% a year, expected at most 17.99%"]),
        ("{cost: {at_most: 18% per year, reading: effective}}", ["pricing.credits[id=a] costs 19.56% a year, expected at most 18.00%"]),
        ("{headroom: {at_least: 600bp}}", []),
        ("{headroom: {at_least: 601bp}}", ["headroom 6.00%, expected at least 6.01%"]),
    ],
)  # fmt: skip
def test_an_expectation_is_kept_or_says_what_was_found(tmp_path: Path, expect: str, missed: list[str]) -> None:
    result = one(tmp_path, f"expect: {expect}")
    assert ([said.en for said in result.missed], result.as_expected) == (missed, not missed)


def test_the_first_expectation_that_is_about_a_scenario_counts(tmp_path: Path) -> None:
    results = run_all(
        tmp_path,
        f"  - vary: [{{fact: {RATE}, values: [18% per year, 24% per year, 26% per year]}}]\n"
        "    expect: [{where: {nominal_rate: {more_than: 24% per year}}, verdict: blocked}, {verdict: clear}]\n",
    )
    assert [result.as_expected for result in results] == [True, True, True]


def test_an_expectation_about_no_scenario_leaves_it_to_its_verdict(tmp_path: Path) -> None:
    results = run_all(
        tmp_path,
        f"  - vary: [{{fact: {RATE}, values: [18% per year, 26% per year]}}]\n"
        "    expect: [{where: {nominal_rate: 18% per year}, verdict: clear}]\n",
    )
    assert [(result.as_expected, result.fails) for result in results] == [(True, False), (None, True)]


def test_a_cost_that_cannot_be_worked_out_keeps_no_expectation(tmp_path: Path) -> None:
    result = one(tmp_path, f"{{unset: [{RATE}], expect: {{cost: {{at_most: 99% per year}}}}}}")
    assert (result.as_expected, result.fails) == (False, True)


def test_unknown_is_never_clear(tmp_path: Path) -> None:
    assert one(tmp_path, "unset: [users.students]").verdict == "undetermined"


# ---- together


def test_the_margin_runs_out_at_the_first_point_that_blocks(tmp_path: Path) -> None:
    plan = planned(
        tmp_path, f"  - vary: [{{fact: {RATE}, values: {{from: 22% per year, to: 26% per year, step: 1%}}}}]\n"
    )
    (turn,) = turns(plan, [scenario.run(rules()) for scenario in plan])
    assert turn.last is not None
    assert (turn.last.en, turn.first.en) == ("Nominal rate 24%", "Nominal rate 25%")


def test_every_scenario_is_counted_once_on_each_axis(tmp_path: Path) -> None:
    plan, book = planned(tmp_path, GRID), rules()
    results = [scenario.run(book) for scenario in plan]
    assert [sum(sum(row.counts.values()) for row in pivot.rows) for pivot in pivots(plan, results)] == [135] * 4


def test_lines_say_what_matters_in_both_languages(tmp_path: Path) -> None:
    result = one(tmp_path, "{set: {users.students: served}, expect: {verdict: clear}}")
    assert "与预期不符：结论预期未发现阻断项，实为存在阻断项" in result.lines("zh")
    assert "not as expected: verdict: expected clear, found blocked" in result.lines("en")
