"""What is measured of a journal: exact where it can be, a range or unknown with the cause where it cannot."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hegui.lifecycle.facts import JOURNAL_MEASURES
from hegui.lifecycle.journal import journal_of
from hegui.lifecycle.journal_measures import journal_measures, months_between
from hegui.manifest.reading import read_manifest
from hegui.measures import Cause
from hegui.values import NONE, Range

DAY = date(2026, 12, 1)
START = "{kind: pilot_started, date: 2026-10-01}"
END = "{kind: pilot_ended, date: 2026-10-20}"
A = "{id: a, kind: incident, date: 2026-10-01}"
NAMELESS = "{kind: incident, date: 2026-10-01}"
CLOSED = "{kind: incident_closed, date: 2026-10-02, closes: a}"
EIGHTY = "{kind: pilot_started, date: 2026-10-01, merchants: 80}"
NINETY = "{kind: feedback, date: 2026-10-02, merchants: 90}"


def measured(journal: str, gate: str = "pilot", product: str = "{}", day: date = DAY) -> dict[str, object]:
    text = f"hegui: product/v1\nproduct: {product}\njournal: {journal}\n"
    record = read_manifest(text if journal else text.replace("journal: ", "")).record
    return journal_measures(record, journal_of(record, day), gate, day)


def of(name: str, *events: str, **more: object) -> object:
    """A measure: its value, or what is missing, or the reason."""
    found = measured(f"[{', '.join(events)}]", **more)  # type: ignore[arg-type]
    value, cause = found.get(f"lifecycle.{name}"), found.get(f"lifecycle.{name}#cause")
    if isinstance(cause, Cause):
        return (value, cause.missing) if value is not None else cause.missing or cause.en
    return value


# ---- exact values

EXACT = {
    "fourteen days to the first round": ("feedback_gap", [START, "{kind: feedback, date: 2026-10-15}", END], 14),
    "the last stretch counts": ("feedback_gap", [START, "{kind: feedback, date: 2026-10-02}", END], 18),
    "a pilot that runs is counted to the day": ("feedback_gap", [START], 61),
    "feedback before the pilot is none of it": ("feedback_gap", ["{kind: feedback, date: 2026-09-30}", START], 61),
    "two whole months": ("pilot_months", [START], 2),
    "a day short of a month": ("pilot_months", [START, "{kind: pilot_ended, date: 2026-10-31}"], 0),
    "the most merchants told of": ("pilot_merchants", [EIGHTY, NINETY], 90),
    "an incident without a closing": ("open_incidents", ["{id: a, kind: incident, date: 2026-10-01}"], 1),
    "an incident without an id stays open": ("open_incidents", [NAMELESS, A, CLOSED], 1),
    "days since the last announcement": ("notice_days", ["{kind: announced, date: 2026-10-01}", "{kind: announced, date: 2026-11-01}"], 30),
    "a task past its day": ("overdue_tasks", ["{kind: reviewed, date: 2026-10-01, due_on: 2026-11-30, done_on: none}"], 1),
    "a task on its day is in time": ("overdue_tasks", ["{kind: reviewed, date: 2026-10-01, due_on: 2026-12-01, done_on: none}"], 0),
}  # fmt: skip


@pytest.mark.parametrize(("name", "events", "value"), EXACT.values(), ids=EXACT)
def test_a_journal_with_all_days_gives_exact_figures(name: str, events: list[str], value: int) -> None:
    assert of(name, *events) == Decimal(value)


def test_the_first_release_is_that_of_the_first_day() -> None:
    later, first = (
        "{kind: grey_released, date: 2026-11-02, share: 60%}",
        "{kind: grey_released, date: 2026-11-01, share: 30%}",
    )
    assert of("first_share", later, first) == Decimal("0.3")


@pytest.mark.parametrize(
    "name", ["feedback_gap", "pilot_months", "pilot_merchants", "first_share", "notice_days", "changed_on"]
)
def test_what_never_happened_is_none(name: str) -> None:
    assert of(name, "{kind: noted, date: 2026-10-01}") is NONE


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [("2026-01-31", "2026-02-28", 1), ("2026-01-31", "2026-02-27", 0), ("2026-03-01", "2027-03-01", 12)],
)
def test_the_last_day_of_a_short_month_completes_it(first: str, last: str, months: int) -> None:
    assert months_between(date.fromisoformat(first), date.fromisoformat(last)) == months


# ---- since the last material change

APPROVED = "{kind: approved, date: 2026-11-05, stage: pilot}"
SINCE = {
    "approved after the change": ([APPROVED, "{kind: changed, date: 2026-11-04, material: true}"], True),
    "approved on its day": ([APPROVED, "{kind: changed, date: 2026-11-05, material: true}"], True),
    "approved before it": ([APPROVED, "{kind: changed, date: 2026-11-06, material: true}"], False),
    "a change that is not material": ([APPROVED, "{kind: changed, date: 2026-11-06, material: false}"], True),
    "of another stage": (["{kind: approved, date: 2026-11-05, stage: launched}"], False),
    "whether it is material is open": ([APPROVED, "{kind: changed, date: 2026-11-06}"], ("journal[1].material",)),
    "an old change of unknown weight is moot": ([APPROVED, "{kind: changed, date: 2026-11-04}"], True),
    "when it changed is open": ([APPROVED, "{kind: changed, material: true}"], ("journal[1].date",)),
    "which stage was approved is open": (["{kind: approved, date: 2026-11-05}"], ("journal[0].stage",)),
    "when it was approved is open": (
        ["{kind: approved, stage: pilot}", "{kind: changed, date: 2026-11-04, material: true}"],
        ("journal[0].date",),
    ),
    "when it was approved is moot without a change": (["{kind: approved, stage: pilot}"], True),
}


@pytest.mark.parametrize(("events", "value"), SINCE.values(), ids=SINCE)
def test_an_approval_stands_until_a_material_change(events: list[str], value: object) -> None:
    assert of("approved", *events) == value


def test_a_review_is_one_of_the_present_stage() -> None:
    review, stage = "{kind: reviewed, date: 2026-10-31}", "{kind: testing_started, date: 2026-11-01}"
    assert (of("reviewed", review), of("reviewed", review, stage)) == (True, False)


@pytest.mark.parametrize(("changed", "current"), [(False, True), (True, False)])
def test_a_verdict_is_out_of_date_once_law_has_changed(changed: bool, current: bool) -> None:
    record = read_manifest("{hegui: product/v1, journal: [{kind: checked, date: 2026-11-01}]}").record
    found = journal_measures(record, journal_of(record, DAY), "pilot", DAY, lambda since: changed and since < DAY)
    assert found["lifecycle.verdict_current"] is current


# ---- what is not known


def test_a_journal_nobody_wrote_is_unknown_and_asked_for() -> None:
    found = measured("")
    left = {name for name in JOURNAL_MEASURES if name not in ("lifecycle.entry_day", "lifecycle.stage")}
    assert {name for name in left if found.get(f"{name}#cause") != Cause(("journal",))} == set()


@pytest.mark.parametrize("journal", ["none", "[]"])
def test_a_journal_of_nothing_is_no_approval(journal: str) -> None:
    assert measured(journal)["lifecycle.approved"] is False


@pytest.mark.parametrize("event", ["{date: 2026-10-01}", "null", "{kind: {other: party}, date: 2026-10-01}"])
def test_an_event_of_no_stated_kind_may_be_any(event: str) -> None:
    assert of("open_incidents", event) == ("journal[0].kind",)


def test_a_round_without_a_day_can_only_shorten_the_gap() -> None:
    events = [START, "{kind: feedback}", "{kind: pilot_ended, date: 2026-10-21}"]
    assert of("feedback_gap", *events) == (Range(Decimal(10), Decimal(20)), ("journal[1].date",))


def test_a_closing_that_names_no_incident_leaves_a_range() -> None:
    events = ["{id: a, kind: incident, date: 2026-10-01}", "{kind: incident_closed, date: 2026-10-02}"]
    assert of("open_incidents", *events) == (Range(Decimal(0), Decimal(1)), ("journal[1].closes",))


def test_merchants_told_only_later_are_the_least_there_were() -> None:
    events = [START, "{kind: feedback, date: 2026-10-02, merchants: 90}"]
    assert of("pilot_merchants", *events) == (Range(Decimal(90), None), ("journal[0].merchants",))


def test_an_announcement_without_a_day_may_be_of_today() -> None:
    found = of("notice_days", "{kind: announced, date: 2026-11-01}", "{kind: announced}")
    assert found == (Range(Decimal(0), Decimal(30)), ("journal[1].date",))


CONTRADICTIONS = {
    "ended before it began": [START, "{kind: pilot_ended, date: 2026-09-30}"],
    "resumed without a suspension": ["{kind: resumed, date: 2026-10-01}"],
    "closed before it happened": ["{id: a, kind: incident, date: 2026-10-02}", "{kind: incident_closed, date: 2026-10-01, closes: a}"],
    "closed though it never happened": ["{kind: incident_closed, date: 2026-10-01, closes: a}"],
    "launched after the exit": ["{kind: retired, date: 2026-10-01}", "{kind: launched, date: 2026-10-02}"],
}  # fmt: skip


@pytest.mark.parametrize("events", CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_a_journal_out_of_order_gives_the_reason_and_no_figure(events: list[str]) -> None:
    assert str(of("open_incidents", *events)).startswith("the journal contradicts itself")


def test_events_after_the_day_do_not_count() -> None:
    assert of("pilot_months", START, day=date(2026, 9, 30)) is NONE


# ---- where it is

STAGES = {
    "by the last event": (["{kind: testing_started, date: 2026-09-01}", START], "{}", "pilot"),
    "whatever their order in the list": ([START, "{kind: testing_started, date: 2026-09-01}"], "{}", "pilot"),
    "resumed where it was": ([START, "{kind: suspended, date: 2026-10-05}", "{kind: resumed, date: 2026-10-06}"], "{}", "pilot"),
    "as stated where the journal is silent": (["{kind: noted, date: 2026-10-01}"], "{stage: design}", "design"),
    "the later of two stages at the desk": (["{kind: proposed, date: 2026-05-01}"], "{stage: testing}", "testing"),
}  # fmt: skip


@pytest.mark.parametrize(("events", "product", "stage"), STAGES.values(), ids=STAGES)
def test_the_stage_is_read_from_the_journal(events: list[str], product: str, stage: str) -> None:
    assert of("stage", *events, product=product) == stage


def test_a_stage_that_is_not_the_journals_is_told() -> None:
    assert "is not the one the journal comes to" in str(of("stage", START, product="{stage: launched}"))


def test_nothing_tells_the_stage() -> None:
    assert of("stage", "{kind: noted, date: 2026-10-01}") == ("product.stage",)


@pytest.mark.parametrize(("gate", "day"), [("launched", date(2027, 1, 1)), ("pilot", DAY)])
def test_the_day_of_entry_is_the_planned_launch_of_a_launch(gate: str, day: date) -> None:
    found = measured("[]", gate, "{launch_date: 2027-01-01}")
    assert found["lifecycle.entry_day"] == day
