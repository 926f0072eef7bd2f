"""Whether a product may enter a stage: its own rules, every check where customers are served, nothing for a check alone."""

from __future__ import annotations

import json
import pickle
from datetime import date

import pytest
from hegui.errors import ManifestError, UsageError
from hegui.lifecycle.events import read_events, with_events
from hegui.lifecycle.gate import Gate, gate, gate_body, stage_to_enter
from hegui.lifecycle.stages import FACING, GATES
from hegui.rulebook import Rulebook
from rulebooks import DAY, always, decided, manifest, parameter, problem, rule, rulebook, series

APPROVED = always("require: {lifecycle.approved: true}", gate="[pilot, launched]")
LAW = always("require: {users.minimum_age: {at_least: 18}}")
BOOK = {"lifecycle/approved.yaml": APPROVED, "boundaries/age.yaml": LAW}
OF_AGE = "users: {minimum_age: 18}\n"


def entering(text: str, stage: str = "pilot", book: Rulebook | None = None, day: date = DAY) -> Gate:
    return gate(book or rulebook(BOOK), manifest(text), stage, as_of=day)


VERDICTS = {
    "approved": (OF_AGE + "journal: [{kind: approved, date: 2026-11-01, stage: pilot}]", "clear"),
    "not approved": (OF_AGE + "journal: []", "blocked"),
    "no journal": (OF_AGE, "undetermined"),
    "approved, but a check blocks": (
        "users: {minimum_age: 16}\njournal: [{kind: approved, date: 2026-11-01, stage: pilot}]",
        "blocked",
    ),
    "approved, but a check is open": ("journal: [{kind: approved, date: 2026-11-01, stage: pilot}]", "undetermined"),
}


@pytest.mark.parametrize(("text", "verdict"), VERDICTS.values(), ids=VERDICTS)
def test_a_stage_with_customers_counts_its_rules_and_every_check(text: str, verdict: str) -> None:
    assert entering(text).verdict == verdict


@pytest.mark.parametrize("stage", GATES)
def test_checks_count_from_the_pilot_on(stage: str) -> None:
    book = rulebook({"boundaries/age.yaml": LAW})
    expected = "blocked" if stage in FACING else "clear"
    assert entering("users: {minimum_age: 16}\njournal: []", stage, book).verdict == expected


def test_a_rule_stands_only_before_the_stages_it_names() -> None:
    assert entering(OF_AGE + "journal: []", "grey_release").verdict == "clear"


def test_an_approval_is_of_the_stage_that_is_asked_for() -> None:
    text = OF_AGE + "journal: [{kind: approved, date: 2026-11-01, stage: pilot}]"
    assert entering(text, "launched").verdict == "blocked"


def test_a_check_of_a_product_asks_no_rule_of_a_gate() -> None:
    found = decided(BOOK, OF_AGE)
    assert (found.verdict, [one.check.rule.id for one in found.outcomes]) == ("clear", ["boundaries.age"])


def test_the_day_a_rule_of_a_gate_begins_turns_no_check() -> None:
    later = "versions: [{in_force: {from: 2027-01-01}, require: {lifecycle.approved: true}}]\ngate: [pilot]"
    assert date(2027, 1, 1) not in rulebook({"lifecycle/later.yaml": rule(later)}).turning_days


def test_a_house_may_raise_the_force_of_a_gate() -> None:
    mild = {
        **BOOK,
        "lifecycle/approved.yaml": always("require: {lifecycle.approved: true}", gate="[pilot]", force="advise"),
    }
    raised = {**mild, "house/amend/approved.yaml": "amend: lifecycle.approved\nforce: block\n"}
    verdicts = [entering(OF_AGE + "journal: []", book=rulebook(files)).verdict for files in (mild, raised)]
    assert verdicts == ["clear", "blocked"]


def test_a_house_may_demand_more_of_the_journal() -> None:
    more = {**BOOK, "house/amend/more.yaml": "amend: lifecycle.approved\nrequire: {lifecycle.drilled: true}\n"}
    text = OF_AGE + "journal: [{kind: approved, date: 2026-11-01, stage: pilot}]"
    assert entering(text, book=rulebook(more)).verdict == "blocked"


def test_what_is_unknown_of_the_journal_is_asked() -> None:
    found = entering(OF_AGE + "journal: [{kind: approved, date: 2026-11-01}]")
    assert [question.path for question in found.questions] == ["journal[kind=approved].stage"]


def test_a_finding_of_the_journal_points_at_it() -> None:
    (finding,) = entering(OF_AGE + "journal: []").decision.having("violated")
    assert (finding.location.line, finding.location.stated) == (3, True)


def test_the_journal_tells_the_next_stage() -> None:
    assert stage_to_enter(manifest(OF_AGE + "journal: [{kind: testing_started, date: 2026-11-01}]"), DAY) == "pilot"


@pytest.mark.parametrize(
    ("stage", "following"),
    [("testing", "pilot"), ("suspended", "launched"), ("launched", "changed"), ("retired", None)],
)
def test_each_stage_leads_to_the_next(stage: str, following: str | None) -> None:
    assert stage_to_enter(manifest(f"product: {{stage: {stage}}}\njournal: []"), DAY) == following


def test_a_stage_there_is_not_is_a_usage_error() -> None:
    with pytest.raises(UsageError):
        entering("journal: []", "nowhere")


def test_where_nothing_tells_of_a_stage_none_is_next() -> None:
    assert stage_to_enter(manifest("journal: []"), DAY) is None


def test_a_decision_of_a_gate_can_be_pickled() -> None:
    found = entering(OF_AGE + "journal: []").decision
    again = pickle.loads(pickle.dumps(found))  # noqa: S301 - our own bytes
    assert (again.gate, again.verdict) == (found.gate, found.verdict)


def test_the_same_input_gives_the_same_body() -> None:
    one, other = (json.dumps(gate_body(entering(OF_AGE + "journal: []"))) for _ in range(2))
    assert one == other


def test_an_event_after_the_day_is_told_and_not_counted() -> None:
    found = entering(OF_AGE + "journal: [{kind: approved, date: 2026-12-02, stage: pilot}]")
    assert (found.verdict, [remark.kind for remark in found.remarks]) == ("blocked", ["ahead"])


# ---- a verdict that law has overtaken

TURNING = {
    "lifecycle/current.yaml": always("require: {lifecycle.verdict_current: true}", gate="[pilot]"),
    "parameters/all.yaml": "age: " + parameter(series(("2020-01-01", "16"), ("2026-11-15", "18"))),
    "boundaries/age.yaml": always("require: {users.minimum_age: {at_least: {param: age}}}", force="warn"),
}


@pytest.mark.parametrize(
    ("checked", "age", "verdict"),
    [("2026-11-14", 17, "blocked"), ("2026-11-15", 17, "clear"), ("2026-11-14", 18, "clear")],
    ids=["law changed a finding since", "checked on the day it changed", "law changed nothing of this product"],
)
def test_a_verdict_stands_until_law_changes_a_finding(checked: str, age: int, verdict: str) -> None:
    text = f"users: {{minimum_age: {age}}}\njournal: [{{kind: checked, date: {checked}}}]"
    assert entering(text, book=rulebook(TURNING)).verdict == verdict


# ---- rules that cannot be read


def test_a_rule_of_a_gate_names_its_stages() -> None:
    found = problem({"lifecycle/approved.yaml": always("require: {lifecycle.approved: true}")})
    assert "names its stages under gate" in found.en


def test_another_rule_names_none() -> None:
    found = problem({"boundaries/age.yaml": always("require: {users.minimum_age: {at_least: 18}}", gate="[pilot]")})
    assert "no other rule does" in found.en


def test_a_stage_that_does_not_exist_is_told() -> None:
    found = problem({"lifecycle/approved.yaml": always("require: {lifecycle.approved: true}", gate="[pilots]")})
    assert found.en == 'unknown stage "pilots"; did you mean pilot?'


def test_only_a_rule_of_a_gate_reads_the_journals_measures() -> None:
    found = problem({"boundaries/approved.yaml": always("require: {lifecycle.approved: true}")})
    assert 'unknown path "lifecycle.approved"' in found.en


# ---- events beside the manifest


def test_events_are_put_behind_those_of_the_manifest() -> None:
    own = manifest("journal:\n  - {kind: proposed, date: 2026-05-01}")
    joined = with_events(own, read_events("[{kind: pilot_started, date: 2026-09-01}]", "more.yaml"))
    assert [event["kind"] for event in joined.record["journal"]] == ["proposed", "pilot_started"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("journal", ["", "journal: none", "journal: null", "journal: {value: none}"])
def test_a_manifest_without_a_journal_gets_one(journal: str) -> None:
    joined = with_events(manifest(journal), read_events("journal: [{kind: proposed, date: 2026-09-01}]", "more.yaml"))
    assert len(joined.record["journal"]) == 1  # type: ignore[arg-type]


def test_a_wrong_event_is_told_at_its_place_in_its_own_file() -> None:
    with pytest.raises(ManifestError) as caught:
        with_events(manifest(), read_events("- {kind: proposed}\n- {kind: propsed}", "more.yaml"))
    (found,) = caught.value.problems
    assert (found.file, found.line) == ("more.yaml", 2)


def test_what_is_no_list_of_events_is_told() -> None:
    with pytest.raises(ManifestError):
        read_events("kind: proposed", "more.yaml")
