"""What a waiver excuses: one violation of house policy or a guideline, as it stood when it was approved, until a day."""

from __future__ import annotations

from datetime import date

import pytest
from hegui.decision import Waiver
from hegui.waiving import STATES, facts_digest, read_digest, same_person
from rulebooks import DAY, always, decided, finding, manifest, rulebook, waiver

RULE = "house.boundaries.age"
OWN = {"house/boundaries/age.yaml": always("require: {users.minimum_age: {at_least: 22}}")}
LAW = {"boundaries/age.yaml": always("require: {users.minimum_age: {at_least: 18}}", force="warn")}
YOUNG = "users: {minimum_age: 20}"
READ = ("users.minimum_age", "20")
GIVEN = waiver(RULE, READ)


def test_a_waiver_of_house_policy_lifts_the_block() -> None:
    decision = decided(OWN, YOUNG, waivers=[GIVEN])
    assert (decision.verdict, [one.state for one in decision.waivers]) == ("clear", ["applied"])


def test_what_is_waived_is_still_found() -> None:
    decision = decided(OWN, YOUNG, waivers=[GIVEN])
    assert (finding(decision).outcome, finding(decision).waiver, decision.having("violated")) == ("violated", "W-1", ())


def test_what_is_waived_is_counted_apart() -> None:
    assert decided(OWN, YOUNG, waivers=[GIVEN]).counts == {"violated": 1, "waived": 1}


def test_a_guideline_may_be_waived() -> None:
    advice = {
        "guidelines/age.yaml": always("require: {users.minimum_age: {at_least: 22}}", kind="guideline", force="advise")
    }
    assert finding(decided(advice, YOUNG, waivers=[waiver("guidelines.age", READ)])).waiver == "W-1"


STATE = {
    "as it was granted": (GIVEN, YOUNG, "applied"),
    "the day before it expires": (waiver(RULE, READ, until=date(2026, 12, 2)), YOUNG, "applied"),
    "the day it expires": (waiver(RULE, READ, until=date(2026, 12, 1)), YOUNG, "expired"),
    "of another subject": (waiver(RULE, READ, subject="data.items[id=face]"), YOUNG, "unused"),
    "of a rule that is not there": (waiver("house.boundaries.other", READ), YOUNG, "unused"),
    "of another product": (waiver(RULE, READ, product="other"), YOUNG, "other_product"),
    "granted on another version": (waiver(RULE, READ, rule_version=date(2019, 1, 1)), YOUNG, "other_version"),
    "granted on other facts": (waiver(RULE, ("users.minimum_age", "21")), YOUNG, "changed_facts"),
    "approved by its author": (waiver(RULE, READ, approved_by="李明"), YOUNG, "own_approval"),
    "approved by its author in other letters": (
        waiver(RULE, READ, author="Li Ming", approved_by="ｌｉ  ming"),
        YOUNG,
        "own_approval",
    ),
    "approved by nobody": (waiver(RULE, READ, approved_by=" "), YOUNG, "own_approval"),
    "where the check is met": (GIVEN, "users: {minimum_age: 22}", "no_violation"),
    "where the fact is not stated": (GIVEN, "users: {target: anyone}", "no_violation"),
    "of the law": (waiver("boundaries.age", ("users.minimum_age", "16")), "users: {minimum_age: 16}", "law"),
}


def test_every_state_is_shown_here() -> None:
    assert {state for *_, state in STATE.values()} == set(STATES)


@pytest.mark.parametrize(("given", "text", "state"), STATE.values(), ids=STATE)
def test_a_waiver_is_applied_within_its_bounds(given: Waiver, text: str, state: str) -> None:
    (found,) = decided({**LAW, **OWN}, text, waivers=[given]).waivers
    assert found.state == state


@pytest.mark.parametrize(("given", "text", "state"), STATE.values(), ids=STATE)
def test_only_a_waiver_that_is_applied_changes_what_is_decided(given: Waiver, text: str, state: str) -> None:
    with_it, without = (decided({**LAW, **OWN}, text, waivers=waivers) for waivers in ([given], []))
    assert (with_it.verdict != without.verdict) == (state == "applied")


def test_an_unknown_fact_is_not_excused() -> None:
    assert decided(OWN, waivers=[waiver(RULE)]).verdict == "undetermined"


def test_the_law_is_never_waived() -> None:
    law = {"boundaries/age.yaml": always("require: {users.minimum_age: {at_least: 22}}")}
    assert decided(law, YOUNG, waivers=[waiver("boundaries.age", READ)]).verdict == "blocked"


def test_the_law_a_house_tightened_is_not_waived_either() -> None:
    files = {**LAW, "house/amend/it.yaml": "amend: boundaries.age\nforce: block\n"}
    given = waiver("boundaries.age", ("users.minimum_age", "16"))
    assert decided(files, "users: {minimum_age: 16}", waivers=[given]).verdict == "blocked"


def test_a_house_rule_that_guards_a_red_line_is_not_waived() -> None:
    own = {"house/boundaries/age.yaml": always("require: {users.minimum_age: {at_least: 22}}", red_line="1")}
    assert decided(own, YOUNG, waivers=[GIVEN]).verdict == "blocked"


def test_a_waiver_names_one_subject() -> None:
    own = {"house/boundaries/x.yaml": always("require: {item.consent.mode: separate}", for_each="data.items as item")}
    text = "data: {items: [{id: a, consent: {mode: bundled}}, {id: b, consent: {mode: bundled}}]}"
    read = ("data.items[id=a].consent.mode", "bundled")
    decision = decided(own, text, waivers=[waiver("house.boundaries.x", read, subject="data.items[id=a]")])
    assert [(one.subject, one.waiver) for one in decision.findings] == [
        ("data.items[id=a]", "W-1"),
        ("data.items[id=b]", None),
    ]


def test_a_waiver_lifts_no_other_rule() -> None:
    files = {**OWN, "boundaries/age.yaml": always("require: {users.minimum_age: {at_least: 22}}")}
    decision = decided(files, YOUNG, waivers=[GIVEN])
    assert [one.rule for one in decision.having("violated")] == ["boundaries.age"]


def test_a_rule_that_was_renamed_keeps_its_waiver() -> None:
    own = {"house/boundaries/new.yaml": always("require: {users.minimum_age: {at_least: 22}}", formerly=f"[{RULE}]")}
    assert decided(own, YOUNG, waivers=[GIVEN]).verdict == "clear"


def test_of_two_waivers_of_one_finding_one_is_used() -> None:
    decision = decided(OWN, YOUNG, waivers=[GIVEN, waiver(RULE, READ, id="W-2")])
    assert [(one.id, one.state) for one in decision.waivers] == [("W-1", "applied"), ("W-2", "unused")]


def test_a_waiver_that_does_not_hold_gives_way_to_one_that_does() -> None:
    decision = decided(OWN, YOUNG, waivers=[waiver(RULE, READ, until=DAY, id="W-0"), GIVEN])
    assert [(one.id, one.state) for one in decision.waivers] == [("W-0", "expired"), ("W-1", "applied")]


def test_every_state_is_told_in_both_languages() -> None:
    for given, text, _ in STATE.values():
        (found,) = decided({**LAW, **OWN}, text, waivers=[given]).waivers
        assert all(text and "{" not in text for text in (found.message.zh, found.message.en))


# ---- the facts that were read


def test_the_digest_is_that_of_the_finding() -> None:
    assert facts_digest(finding(decided(OWN, YOUNG))) == GIVEN.facts_digest


def test_the_digest_can_be_drawn_from_the_body() -> None:
    (found,) = decided(OWN, YOUNG).body["findings"]  # type: ignore[misc]
    read = ((one["path"], one["value"], one["evidence"]) for one in found["facts"])
    assert read_digest(read) == GIVEN.facts_digest


DIFFERENT = {
    "another value": [("a", "2", False)],
    "another fact": [("b", "1", False)],
    "one more": [("a", "1", False), ("b", "1", False)],
    "evidence beside it": [("a", "1", True)],
}


@pytest.mark.parametrize("facts", DIFFERENT.values(), ids=DIFFERENT)
def test_other_facts_have_another_digest(facts: list[tuple[str, object, bool]]) -> None:
    assert read_digest(facts) != read_digest([("a", "1", False)])


def test_the_order_of_reading_makes_no_difference() -> None:
    assert read_digest([("a", "1", False), ("b", "2", True)]) == read_digest([("b", "2", True), ("a", "1", False)])


def test_where_a_fact_stands_makes_no_difference() -> None:
    one, other = (rulebook(OWN).check(manifest(text), as_of=DAY) for text in (YOUNG, f"# moved\n\n{YOUNG}"))
    assert facts_digest(finding(one)) == facts_digest(finding(other))


@pytest.mark.parametrize(
    ("one", "other", "same"), [("李明", " 李 明", True), ("Li", "LI", True), ("李明", "王芳", False)]
)
def test_a_name_is_one_however_it_is_written(one: str, other: str, same: bool) -> None:
    assert same_person(one, other) is same
