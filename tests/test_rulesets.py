"""What the bundled rules promise: every row and section answered, nothing claimed beyond its row, every branch and mutant met."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hegui.authoring.branches import branches_of
from hegui.authoring.coverage import Coverage
from hegui.authoring.linting import linted
from hegui.authoring.mutation import Trial, readers_of, tried, tried_parameter
from hegui.authoring.proving import prove
from hegui.authoring.register import register_of
from hegui.checking import load_manifest
from hegui.conditions import Condition, Param, Unit, operands_of, walk
from hegui.judge import VIOLATED
from hegui.loading.contents import bundled_rulesets
from hegui.loading.rule_reader import REPORT
from hegui.lowering import lowered
from hegui.rulebook import Rulebook
from hegui.rules import Rule
from hegui.terms import Instrument
from hegui_adapters.cli import main

ROOT = Path(__file__).parent.parent
RED_LINES = range(1, 13)
SECTIONS = (
    "2.1.2", "2.3.1", "2.3.2", "2.3.3", "2.4.2", "2.4.3", "3.1.1", "3.1.2", "3.1.3", "3.2.1", "3.2.2", "3.2.3", "3.3.1", "3.3.2",
    "3.4.1", "3.4.2", "3.4.3", "3.5.1", "3.5.2", "3.5.3", "4.1.1", "4.1.2", "4.1.3", "4.2.1", "4.2.2", "4.2.3", "4.3.1", "4.3.3",
    "4.4.1", "4.4.2", "4.4.3", "5.1.1", "5.1.2", "5.1.3", "5.2.1", "5.2.2", "5.2.3", "5.3.1", "5.3.2", "5.3.3", "5.4.3", "6.2.1",
    "6.2.2", "6.2.3", "6.3.2", "6.3.3", "6.4.1", "6.4.2", "6.4.3", "6.5.1", "6.5.2", "6.5.3", "7.2.1", "7.2.3",
)  # fmt: skip
"""The sections of the report that give a boundary or a guideline."""


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return Rulebook.load(proofs=True)


@pytest.fixture(scope="module")
def coverage(rulebook: Rulebook) -> Coverage:
    return Coverage(rulebook, register_of(bundled_rulesets()))


def test_the_register_holds_what_was_read(coverage: Coverage) -> None:
    levels = Counter(row.confidence for row in coverage.register.values())

    assert levels == {"verified": 218, "secondary": 153, "unverified": 31}


def test_every_row_of_the_register_has_an_answer(coverage: Coverage) -> None:
    assert [row.id for row in coverage.unanswered] == []


def test_no_rule_number_or_list_claims_more_than_its_row(coverage: Coverage) -> None:
    assert [(one.by, one.claims, one.row.id) for one in coverage.overclaims] == []


def test_every_row_named_is_in_the_register(coverage: Coverage) -> None:
    assert list(coverage.strays) == []


def test_every_section_of_the_report_has_a_rule(coverage: Coverage) -> None:
    assert [section for section in SECTIONS if section not in coverage.sections] == []


def test_no_guideline_of_the_report_blocks(rulebook: Rulebook) -> None:
    only_report = [
        r for r in rulebook.contents.rules if not r.concludes and {s.instrument for s in r.sources} == {REPORT}
    ]

    assert [
        (rule.id, rule.kind, rule.force) for rule in only_report if (rule.kind, rule.force) != ("guideline", "advise")
    ] == []


def test_every_boundary_rests_on_an_instrument(rulebook: Rulebook) -> None:
    boundaries = [rule for rule in rulebook.contents.rules if rule.id.startswith("boundaries.")]

    assert [rule.id for rule in boundaries if {s.instrument for s in rule.sources} <= {REPORT}] == []


def test_there_are_as_many_rules_as_promised(rulebook: Rulebook) -> None:
    rules = rulebook.contents.rules

    assert sum(not rule.concludes for rule in rules) >= 220
    assert sum(bool(rule.concludes) for rule in rules) >= 40


@pytest.mark.parametrize("number", RED_LINES)
def test_every_red_line_is_guarded_by_a_rule_that_can_block(rulebook: Rulebook, number: int) -> None:
    guards = [rule for rule in rulebook.contents.rules if rule.red_line == number]

    assert any(rule.force == "block" and rule.confidence != "unverified" for rule in guards)


def test_every_example_comes_out_as_it_should(rulebook: Rulebook) -> None:
    assert [(proof.place, proof.name, proof.found) for proof in prove(rulebook) if not proof.as_expected] == []


def test_every_branch_of_every_condition_is_taken(rulebook: Rulebook) -> None:
    missed = [
        branch for rule in rulebook.contents.rules for branch in branches_of(rulebook, rule) if not branch.covered
    ]

    assert [(branch.rule, str(branch.part)) for branch in missed] == []


def test_lint_has_nothing_to_remark(rulebook: Rulebook) -> None:
    assert [str(problem) for problem in linted(rulebook, [bundled_rulesets()])] == []


@pytest.fixture(scope="module")
def trials(rulebook: Rulebook) -> list[Trial]:
    found = [trial for rule in rulebook.contents.rules for trial in tried(rulebook, rule)]
    for name, rules in readers_of(rulebook).items():
        found += tried_parameter(rulebook, name, rules)
    return found


@pytest.mark.long
def test_the_examples_notice_95_of_100_changes(trials: list[Trial]) -> None:
    assert sum(trial.noticed for trial in trials) >= 0.95 * len(trials)


@pytest.mark.long
def test_the_survivors_are_those_the_page_lists(trials: list[Trial]) -> None:
    page = (ROOT / "docs/mutation.md").read_text(encoding="utf-8")

    assert [one for one in trials if not one.noticed and f"| `{one.of}` | {one.change} |" not in page] == []


def test_conclusions_build_on_conclusions_four_deep(rulebook: Rulebook) -> None:
    depth: dict[object, int] = {}
    for unit in rulebook.programme.order:
        read = (
            _units(lowered(v.when, rulebook.terms)) for rule in rulebook.programme.proofs(unit) for v in rule.versions
        )
        depth[unit] = 1 + max((depth[one] for units in read for one in units), default=0)

    assert max(depth.values()) >= 4


def _units(condition: Condition) -> list[object]:
    return [(p.path.record, p.path.rel, p.member) for p in walk(condition) if isinstance(p, Unit)]


def test_the_coverage_page_is_written_from_the_rules(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "coverage", "--format", "markdown"]) == 0
    assert capsys.readouterr().out == (ROOT / "docs/coverage.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("readme", "line"), [("README.md", "the rules rest on"), ("README.zh-CN.md", "规则的依据")])
def test_the_readme_says_how_far_the_rules_were_checked(rulebook: Rulebook, readme: str, line: str) -> None:
    rules = rulebook.contents.rules
    counts = Counter(rule.confidence for rule in rules)
    said = next(one for one in (ROOT / readme).read_text(encoding="utf-8").splitlines() if line in one)

    numbers = [int(number) for number in re.findall(r"\d+", said)]
    assert numbers == [counts["verified"], counts["secondary"], counts["unverified"]]


def test_operands_name_no_parameter_before_its_first_value(rulebook: Rulebook) -> None:
    """No rule is in force on a day on which a number it reads had no value yet: nothing is guessed, but nothing is asked in vain."""
    missing = [
        (rule.id, str(version.first), operand.id)
        for rule in rulebook.contents.rules
        if not rule.concludes
        for version in rule.versions
        for condition in (version.when, version.require)
        for part in (walk(condition) if condition is not None else ())
        for operand in operands_of(part)
        if hasattr(operand, "id")
        and getattr(operand, "on", 0) is None
        and rulebook.table.on(operand.id, version.first) is None
    ]

    assert missing == []


# ---- time


def _instruments(rulebook: Rulebook, rule: Rule) -> list[Instrument]:
    return [
        rulebook.terms.instruments[s.instrument] for s in rule.sources if s.instrument in rulebook.terms.instruments
    ]


def test_no_rule_binds_before_the_first_or_after_the_last_of_its_instruments(rulebook: Rulebook) -> None:
    out_of_time = [
        (rule.id, str(version.first))
        for rule in rulebook.contents.rules
        for version in rule.versions
        if (cited := _instruments(rulebook, rule))
        and not rule.concludes
        and (
            all(one.from_day is not None and one.from_day > version.first for one in cited)
            or all(one.until is not None and (version.until is None or version.until > one.until) for one in cited)
        )
    ]

    assert out_of_time == []


@pytest.mark.parametrize("day", [date(2018, 1, 1), date(2021, 12, 31), date(2023, 6, 30), date(2025, 6, 14)])
@pytest.mark.parametrize("sample", ["white-collar-loan", "meal-wallet", "sentiment-advisor", "ev-ecosystem-cover"])
def test_a_product_of_another_year_is_judged_by_the_law_of_that_year(
    rulebook: Rulebook, sample: str, day: date
) -> None:
    manifest = load_manifest(ROOT / "examples" / sample / "manifest.yaml")
    violated = [one.check for one in rulebook.check(manifest, as_of=day).outcomes if one.outcome == VIOLATED]

    assert [check.rule.id for check in violated if not check.version.binds(day)] == []
    assert [
        check.rule.id
        for check in violated
        if (cited := _instruments(rulebook, check.rule)) and all(i.from_day and i.from_day > day for i in cited)
    ] == []


TURNS = {
    "records five years under the old law": ("A02", date(2024, 12, 31), date(2025, 1, 1)),
    "the temporary limit of 300,000": ("R26", date(2025, 3, 20), date(2025, 3, 21)),
    "marketing on platforms": ("K01", date(2026, 9, 29), date(2026, 9, 30)),
}


@pytest.mark.parametrize(("row", "before", "after"), TURNS.values(), ids=TURNS)
def test_law_turns_on_its_day(rulebook: Rulebook, row: str, before: date, after: date) -> None:
    def binding(day: date) -> set[object]:
        rules = [rule for rule in rulebook.contents.rules if row in rule.register]
        named = {
            o.id
            for r in rules
            for v in r.versions
            for p in walk(v.require or v.when)
            for o in operands_of(p)
            if isinstance(o, Param)
        }
        return {r.id for r in rules if r.version_on(day)} | {(name, rulebook.table.on(name, day)) for name in named}

    assert binding(before) != binding(after)
