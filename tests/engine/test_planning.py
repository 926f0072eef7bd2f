"""What becomes of a dated plan: it runs until its day, is overdue after it, is settled once nothing is left to mend."""

from __future__ import annotations

import pickle
from datetime import date

import pytest
from hegui.decide import Decision
from hegui.decision import Plan
from hegui.planning import STATES
from rulebooks import DAY, always, manifest, rulebook

RULES = rulebook(
    {
        "boundaries/age.yaml": always("require: {users.minimum_age: {at_least: 18}}", force="warn"),
        "boundaries/blocking.yaml": always("require: {users.maximum_age: {at_most: 60}}"),
        "guidelines/age.yaml": always("require: {users.minimum_age: {at_least: 22}}", kind="guideline", force="advise"),
    }
)
YOUNG = "users: {minimum_age: 16}"


def plan(**more: object) -> Plan:
    said: dict[str, object] = {
        "id": "P-1",
        "rule": "boundaries.age",
        "subject": "product",
        "product": None,
        "due": date(2027, 3, 31),
        "owner": "零售信贷部",
        "measures": "提高准入年龄",
    }
    return Plan(**{**said, **more})  # type: ignore[arg-type]


def decided(text: str, *plans: Plan, as_of: date = DAY) -> Decision:
    return RULES.check(manifest(text), as_of=as_of, plans=plans)


STATE: dict[str, tuple[Plan, str, str]] = {
    "before its day": (plan(), YOUNG, "open"),
    "on its last day": (plan(due=DAY), YOUNG, "open"),
    "the day after": (plan(due=date(2026, 11, 30)), YOUNG, "overdue"),
    "the day after, where the fact is not stated": (plan(due=date(2026, 11, 30)), "users: {target: a}", "overdue"),
    "the day after, where it was mended": (plan(due=date(2026, 11, 30)), "users: {minimum_age: 18}", "settled"),
    "of a rule that blocks": (plan(rule="boundaries.blocking"), YOUNG, "not_plannable"),
    "of a guideline": (plan(rule="guidelines.age"), YOUNG, "not_plannable"),
    "of another product": (plan(product="other"), YOUNG, "other_product"),
    "of a rule that is not there": (plan(rule="boundaries.other"), YOUNG, "unused"),
    "of another subject": (plan(subject="data.items[id=face]"), YOUNG, "unused"),
}


def test_every_state_is_shown_here() -> None:
    assert {state for *_, state in STATE.values()} == set(STATES)


@pytest.mark.parametrize(("given", "text", "state"), STATE.values(), ids=STATE)
def test_a_plan_stands_as_its_day_and_its_finding_do(given: Plan, text: str, state: str) -> None:
    (found,) = decided(text, given).plans
    assert found.state == state


@pytest.mark.parametrize(("given", "text"), [(given, text) for given, text, _ in STATE.values()], ids=STATE)
def test_no_plan_changes_what_is_found(given: Plan, text: str) -> None:
    with_it, without = decided(text, given), decided(text)
    assert {**with_it.body, "plans": []} == without.body


def test_what_is_said_names_the_day_and_who_answers_for_it() -> None:
    (found,) = decided(YOUNG, plan(due=date(2026, 11, 30))).plans
    assert found.message.zh == "限期整改已逾期：应于 2026-11-30 前完成，责任人 零售信贷部"
    assert found.message.en == "a plan is overdue: due 2026-11-30, owner 零售信贷部"


def test_the_body_tells_every_plan() -> None:
    told = decided(YOUNG, plan(), plan(id="P-2", due=date(2026, 11, 30))).body["plans"]
    assert [(one["id"], one["state"], one["due"]) for one in told] == [  # type: ignore[attr-defined]
        ("P-1", "open", "2027-03-31"),
        ("P-2", "overdue", "2026-11-30"),
    ]


def test_a_decision_with_plans_survives_pickling() -> None:
    decision = decided(YOUNG, plan())
    again = pickle.loads(pickle.dumps(decision))  # noqa: S301 - our own bytes
    assert again.body_bytes == decision.body_bytes
