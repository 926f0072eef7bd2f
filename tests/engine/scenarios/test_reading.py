"""A file of scenarios: how many it expands to, what they are called, that every number is exact, every problem at its place."""

from __future__ import annotations

from decimal import Decimal
from itertools import islice
from pathlib import Path

import pytest
from hegui.errors import UsageError
from hegui.scenarios import read
from scenarioing import named, planned, problems_in, text_of

RATE = '"pricing.credits[a].nominal_rate"'
PERIODS = '"pricing.credits[a].periods"'


# ---- expansion


def test_one_group_without_axes_is_one_scenario(tmp_path: Path) -> None:
    assert len(planned(tmp_path, "  - set: {users.students: served}\n")) == 1


def test_axes_multiply_and_groups_add(tmp_path: Path) -> None:
    plan = planned(
        tmp_path,
        f"  - name: a\n    vary: [{{fact: {PERIODS}, values: [12, 24, 36]}}, {{days: [2026-12-01, 2027-01-01]}}]\n"
        f"  - name: b\n    vary: [{{fact: {RATE}, values: {{from: 10% per year, to: 11% per year, step: 10bp}}}}]\n",
    )
    assert len(plan) == 3 * 2 + 11


def test_the_last_axis_turns_fastest(tmp_path: Path) -> None:
    plan = planned(tmp_path, f"  - vary: [{{fact: {PERIODS}, values: [12, 24]}}, {{days: [2026-12-01, 2027-01-01]}}]\n")
    assert [one.points for one in plan] == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_a_large_grid_is_expanded_only_as_far_as_it_is_looked_at(tmp_path: Path) -> None:
    plan = planned(
        tmp_path,
        f"  - vary: [{{fact: {PERIODS}, values: {{from: 1, to: 300, step: 1}}}}, "
        f"{{fact: {RATE}, values: {{from: 1% per year, to: 30% per year, step: 10bp}}}}]\n",
    )
    assert len(plan) == 300 * 291
    assert [one.index for one in islice(plan, 2)] == [0, 1]
    assert plan[-1].points == (299, 290)


def test_scenarios_are_named_by_what_varies(tmp_path: Path) -> None:
    plan = planned(
        tmp_path,
        "  - vary:\n      - {parameter: base, from: 2027-01-01, add: [50bp]}\n"
        f"      - {{fact: {PERIODS}, values: [36]}}\n      - {{days: [2027-01-01]}}\n",
    )
    assert plan[0].name == "数 +50bp · 36 期 · 2027-01-01"
    assert plan[0].titled.en == "number +50bp · 36 periods · 2027-01-01"


def test_all_names_of_a_file_differ(tmp_path: Path) -> None:
    plan = planned(
        tmp_path,
        f"  - vary: [{{fact: {RATE}, add: [-50bp, 0bp, 50bp]}}, {{volumes: [1, 10]}}, {{segments: [students, elderly]}}]\n",
    )
    assert len({one.name for one in plan}) == len(plan) == 12


# ---- exactness


@pytest.mark.parametrize(
    ("axis", "values"),
    [
        ("values: {from: 17.99% per year, to: 18.01% per year, step: 1bp}", ["0.1799", "0.18", "0.1801"]),
        ("values: {from: 0.1% per year, to: 0.3% per year, step: 0.1%}", ["0.001", "0.002", "0.003"]),
        ("values: {from: 3% per year, to: 1% per year, step: -1%}", ["0.03", "0.02", "0.01"]),
        ("add: [-50bp, 0bp, 50bp]", ["0.175", "0.18", "0.185"]),
        ("times: [0.1, 1.1]", ["0.018", "0.198"]),
    ],
)
def test_rates_along_an_axis_are_exact(tmp_path: Path, axis: str, values: list[str]) -> None:
    plan = planned(tmp_path, f"  - vary: [{{fact: {RATE}, {axis}}}]\n")
    found = [one.manifest().record["pricing.credits"][0]["nominal_rate"] for one in plan]  # type: ignore[index]
    assert found == [Decimal(value) for value in values]


def test_a_volume_multiplies_every_number_of_persons(tmp_path: Path) -> None:
    (_, ten) = planned(tmp_path, "  - vary: [{volumes: [1, 10]}]\n")
    assert ten.manifest().record["users.expected_count"] == Decimal(10_000)


def test_a_month_on_from_the_31st_is_the_last_day_of_a_shorter_month(tmp_path: Path) -> None:
    plan = planned(tmp_path, "  - vary: [{days: {from: 2027-01-31, to: 2027-04-30, step: 1 month}}]\n")
    assert [str(one.day) for one in plan] == ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]


# ---- what is changed


def test_what_is_unset_is_unknown(tmp_path: Path) -> None:
    (one,) = planned(tmp_path, "  - unset: [users.students]\n")
    assert one.manifest().record.get("users.students") is None


def test_a_segment_is_no_longer_turned_away(tmp_path: Path) -> None:
    (one,) = planned(tmp_path, "  - vary: [{segments: [students]}]\n")
    record = one.manifest().record
    assert (record["users.segments"], record["credit.excluded_borrowers"]) == (("students",), ("minors",))


def test_a_fact_stands_where_the_file_of_scenarios_states_it(tmp_path: Path) -> None:
    (one,) = planned(tmp_path, "  - set: {users.students: served}\n")
    location = one.manifest().located((), "users.students")  # below as_of, at the value
    assert (location.file, location.line, location.column) == ("s.hegui.yaml", 5, 27)


def test_the_base_manifest_stays_as_it_is(tmp_path: Path) -> None:
    plan = planned(tmp_path, "  - set: {users.students: served}\n")
    plan[0].manifest()
    assert plan.manifest.record["users.students"] == "excluded"


def test_several_facts_may_follow_one_axis(tmp_path: Path) -> None:
    (one,) = planned(
        tmp_path,
        f'  - vary: [{{fact: [{RATE}, "pricing.credits[*].stated_annual_rate"], values: [20% per year]}}]\n',
    )
    loan = one.manifest().record["pricing.credits"][0]  # type: ignore[index]
    assert loan["nominal_rate"] == loan["stated_annual_rate"] == Decimal("0.2")


# ---- problems


@pytest.mark.parametrize(
    ("line", "place", "said"),
    [
        ("  - set: {users.studnts: served}", (4, 11), "did you mean users.students?"),
        ("  - set: {users.students: serve}", (4, 27), "did you mean served?"),
        ("  - set: {pricing.credits.periods: 12}", (4, 11), "write pricing.credits[ID].periods (there are a; * is all)"),
        ('  - set: {"pricing.credits[b].periods": 12}', (4, 11), "has no [b]; there are a"),
        ("  - set: {users.minimum_age: 1, users: none}", (4, 5), "change the same place"),
        ("  - sett: {users.students: served}", (4, 5), "did you mean set?"),
        ("  - vary: [{facts: users.students}]", (4, 13), "did you mean fact?"),
        ("  - vary: [{fact: users.students, values: [served, served]}]", (4, 12), "occurs twice"),
        (f"  - vary: [{{fact: {RATE}, values: [0.2]}}]", (4, 63), "write 20% per year"),
        (f"  - vary: [{{fact: {RATE}, add: [1]}}]", (4, 60), "has no unit"),
        (f"  - vary: [{{fact: {PERIODS}, values: {{from: 1, to: 9, step: 0}}}}]", (4, 80), "never reaches"),
        (f"  - vary: [{{fact: {PERIODS}, add: [0.5]}}]", (4, 55), "not a count"),
        ('  - vary: [{fact: "pricing.credits[a].principal", times: [x]}]', (4, 59), "not a number"),
        ("  - vary: [{fact: users.maximum_age, add: [1]}]", (4, 19), "states no number"),
        ("  - vary: [{parameter: lin, from: 2027-01-01, values: [20% per year]}]", (4, 24), "did you mean line?"),
        ("  - vary: [{parameter: four, from: 2027-01-01, add: [1%]}]", (4, 24), "follows from base"),
        ("  - vary: [{parameter: base, add: [1%]}]", (4, 12), "lacks from"),
        ("  - vary: [{parameter: base, from: 2019-01-01, add: [1%]}]", (4, 54), "no number on 2019-01-01"),
        ("  - what_if: [{parameter: base, from: 2027-01-01, until: 2027-01-01, add: 1%}]", (4, 15), "later than from"),
        ("  - vary: [{segments: [student]}]", (4, 24), "did you mean students?"),
        ("  - vary: [{days: [2027-02-30]}]", (4, 20), "has 28 days"),
        ("  - vary: [{stress: funding_costs, add: [1%]}]", (4, 21), "did you mean funding_cost?"),
        ("  - vary: [{fact: users.students, values: [served]}, {fact: users.students, values: [excluded]}]", (4, 54), "two axes change"),
        ("  - {set: {users.students: served}, vary: [{fact: users.students, values: [excluded]}]}", (4, 5), "both set and varied"),
        ("  - expect: {verdict: blokced}", (4, 23), "did you mean blocked?"),
        ("  - expect: {findings: {boundaries.terms: met}}", (4, 25), "did you mean boundaries.term?"),
        ("  - expect: {where: {periods: 12}, verdict: clear}", (4, 22), "unknown axis"),
        ("  - expect: {}", (4, 13), "nothing is expected"),
        ("  - {vary: [{days: [2026-12-01]}], expect: {where: {days: 2026-12-02}, verdict: clear}}", (4, 59), "unknown point"),
    ],
)  # fmt: skip
def test_a_problem_is_told_at_its_place(tmp_path: Path, line: str, place: tuple[int, int], said: str) -> None:
    found = problems_in(tmp_path, text_of(f"{line}\n"))
    assert [(one.line, one.column) for one in found if said in one.en] == [place], "\n".join(map(str, found))


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    text = text_of("  - set: {users.studnts: served}\n  - vary: [{stress: x, add: [1%]}]\n").replace("v1", "v2", 1)
    assert [one.line for one in problems_in(tmp_path, text)] == [1, 4, 4, 5, 5]


def test_a_grid_may_not_grow_without_end(tmp_path: Path) -> None:
    axes = "[{volumes: {from: 1, to: 500, step: 1}}, {stress: bad_share, add: {from: 0bp, to: 300bp, step: 1bp}}]"
    (found,) = problems_in(tmp_path, text_of(f"  - vary: {axes}\n"))
    assert "150500 scenarios" in found.en


def test_a_manifest_that_is_not_there_is_told_where_it_is_named(tmp_path: Path) -> None:
    text = text_of("  - set: {}\n").replace("product.yaml", "prodct.yaml")
    (found,) = problems_in(tmp_path, text)
    assert (found.line, found.column) == (2, 11)


def test_a_file_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        read(tmp_path / "none.hegui.yaml")


def test_a_file_on_disk_finds_its_manifest_beside_it(tmp_path: Path) -> None:
    planned(tmp_path, "  - set: {}\n")
    (tmp_path / "s.hegui.yaml").write_text(text_of("  - set: {users.students: served}\n"), encoding="utf-8")
    plan = read(tmp_path / "s.hegui.yaml")
    assert named(plan, "s").manifest().record["users.students"] == "served"
