"""What is overdue and due: deadlines read off the rules, validities, cycles, tasks, the next feedback, coming law."""

from __future__ import annotations

from datetime import date

import pytest
from hegui.decision import Plan
from hegui.lifecycle.duties import Duty
from hegui.lifecycle.gate import gate
from rulebooks import DAY, always, manifest, parameter, rulebook, series

LISTED = always(
    "when: {filing.kind: algorithm}, require: {filing.filed_on: {within: {days: 10, of: filing.service_started_on}}}",
    for_each="certification.filings as filing",
)
SOME = always(
    "require: {some: {of: certification.filings as filing, where: {filing.kind: algorithm}, "
    "hold: {filing.filed_on: {within: {days: 10, of: filing.service_started_on}}}}}"
)
EITHER = always(
    "require: {any: [{certification.mlps.filed_on: {within: {days: 10, of: certification.mlps.graded_on}}}, "
    "{certification.mlps.filed_on: {within: {days: 20, of: product.launch_date}}}]}"
)


def duties(text: str, stage: str = "pilot", day: date = DAY, **files: str) -> tuple[list[Duty], list[Duty]]:
    found = gate(rulebook(files), manifest(text), stage, as_of=day)
    return list(found.overdue), list(found.due)


def days(found: list[Duty], kind: str) -> list[str]:
    return [str(one.day) for one in found if one.kind == kind]


@pytest.mark.parametrize("rule", [LISTED, SOME], ids=["for each", "some"])
@pytest.mark.parametrize(
    ("filing", "overdue", "due"),
    [
        ("service_started_on: 2026-11-25", [], ["2026-12-05"]),
        ("service_started_on: 2026-11-21", [], ["2026-12-01"]),
        ("service_started_on: 2026-11-20", ["2026-11-30"], []),
        ("service_started_on: 2026-11-25, filed_on: none", [], ["2026-12-05"]),
        ("service_started_on: 2026-11-20, filed_on: 2026-12-03", ["2026-11-30"], []),
        ("service_started_on: 2026-11-25, filed_on: 2026-12-03", [], ["2026-12-05"]),
        ("service_started_on: 2026-11-20, filed_on: 2026-12-01", [], []),
        ("filed_on: 2026-12-01", [], []),
        ("filed_on: none", [], []),
    ],
    ids=[
        "ahead", "on its last day", "past", "none yet", "planned too late", "planned in time", "done, though late", "done", "no start",
    ],
)  # fmt: skip
def test_a_deadline_is_read_off_the_rule(rule: str, filing: str, overdue: list[str], due: list[str]) -> None:
    text = f"certification: {{filings: [{{kind: algorithm, {filing}}}]}}\njournal: []"
    late, coming = duties(text, **{"boundaries/filed.yaml": rule})
    assert (days(late, "rule"), days(coming, "rule")) == (overdue, due)


def test_a_duty_that_does_not_apply_has_no_deadline() -> None:
    text = "certification: {filings: [{kind: blockchain, service_started_on: 2026-11-25}]}\njournal: []"
    assert days(duties(text, **{"boundaries/filed.yaml": LISTED})[1], "rule") == []


def test_a_deadline_runs_before_its_checks_count() -> None:
    text = "certification: {filings: [{kind: algorithm, service_started_on: 2026-11-25}]}\njournal: []"
    assert days(duties(text, "design", **{"boundaries/filed.yaml": LISTED})[1], "rule") == ["2026-12-05"]


def test_each_alternative_that_is_open_is_told() -> None:
    text = "product: {launch_date: 2026-12-10}\ncertification: {mlps: {graded_on: 2026-11-25}}\njournal: []"
    assert days(duties(text, **{"boundaries/graded.yaml": EITHER})[1], "rule") == ["2026-12-05", "2026-12-30"]


def test_a_duty_brings_rule_force_and_bases() -> None:
    text = "certification: {filings: [{kind: algorithm, service_started_on: 2026-11-25}]}\njournal: []"
    (duty,) = duties(text, **{"boundaries/filed.yaml": LISTED})[1]
    assert (duty.rule, duty.force, duty.subject, [one.instrument for one in duty.citations]) == (
        "boundaries.filed", "block", "certification.filings[kind=algorithm]", ["LAW"],
    )  # fmt: skip


RUNNING = "journal: [{kind: pilot_started, date: 2026-11-20}, {kind: feedback, date: 2026-11-25}]"
NAMED = {
    "a certificate ends": ("certification: {certificates: [{number: a, valid_until: 2026-12-31}]}", "validity", "2026-12-31"),
    "an audit comes round": ("data: {audits: [{date: 2026-06-20, cycle_months: 12}]}", "cycle", "2027-06-20"),
    "an examination comes round": ("partners: [{due_diligence: {done_on: 2026-08-31, cycle_months: 6}}]", "cycle", "2027-02-28"),
    "what an approval asks for": ("journal: [{kind: approved, date: 2026-11-01, due_on: 2026-12-15, done_on: none}]", "task", "2026-12-15"),
    "the next feedback": (RUNNING, "feedback", "2026-12-09"),
}  # fmt: skip
FEEDBACK = {"parameters/all.yaml": "guidelines.feedback-days: " + parameter(series(("2020-01-01", "14")), kind="days")}


@pytest.mark.parametrize(("text", "kind", "day"), NAMED.values(), ids=NAMED)
def test_days_the_manifest_names_are_due(text: str, kind: str, day: str) -> None:
    assert days(duties(text, **FEEDBACK)[1], kind) == [day]


def test_a_task_that_was_done_is_not_due() -> None:
    text = "journal: [{kind: approved, date: 2026-11-01, due_on: 2026-12-15, done_on: 2026-11-30}]"
    assert duties(text) == ([], [])


def test_a_pilot_that_has_ended_needs_no_feedback() -> None:
    text = "journal: [{kind: pilot_started, date: 2026-11-02}, {kind: pilot_ended, date: 2026-11-30}]"
    assert duties(text, **FEEDBACK) == ([], [])


def test_what_lies_beyond_two_years_is_not_told() -> None:
    assert duties("certification: {certificates: [{number: a, valid_until: 2028-12-02}]}\njournal: []") == ([], [])


def test_coming_law_is_due_on_its_day() -> None:
    files = {
        "parameters/all.yaml": "age: " + parameter(series(("2020-01-01", "16"), ("2027-03-01", "18"))),
        "boundaries/age.yaml": always("require: {users.minimum_age: {at_least: {param: age}}}"),
    }
    (found,) = [one for one in duties("users: {minimum_age: 17}\njournal: []", **files)[1] if one.kind == "law"]
    assert str(found.day) == "2027-03-01"
    assert found.title.en == "law changes findings of one rule; check again by then"


@pytest.mark.parametrize(("day", "late"), [("2026-11-30", True), ("2026-12-01", False)])
def test_a_plan_to_mend_is_due_on_its_day(day: str, late: bool) -> None:
    book = rulebook({"boundaries/age.yaml": always("require: {users.minimum_age: {at_least: 18}}", force="warn")})
    plan = Plan(
        id="p",
        rule="boundaries.age",
        subject="product",
        product=None,
        due=date.fromisoformat(day),
        owner="o",
        measures="m",
    )
    found = gate(book, manifest("users: {minimum_age: 16}\njournal: []"), "pilot", as_of=DAY, plans=(plan,))
    assert [days(list(one), "plan") for one in (found.overdue, found.due)] == ([[day], []] if late else [[], [day]])
