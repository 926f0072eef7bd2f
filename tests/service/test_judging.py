"""From bytes to what is kept of a decision: the same for the same, remembered, and by the rules as they stand."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from commandline import HOUSE, RULES, manifest
from hegui.decision import Plan
from hegui.errors import ManifestError, RuleError
from hegui_adapters.plans import plan_data
from hegui_adapters.service.judging import Judge, Recall
from hegui_adapters.store.documents import content_of
from hegui_adapters.waivers import NONE, Exceptions, waiver_data
from rulebooks import waiver

DAY = date(2026, 12, 1)
TEXT = manifest("{product: {id: it, channels: [own_app]}, certification: {filings: none}}").encode()


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(RULES)


def test_what_is_kept_is_the_same_for_the_same(judge: Judge) -> None:
    assert Judge(RULES).judged(TEXT, today=DAY) == judge.judged(TEXT, today=DAY)


def test_a_manifest_judged_before_is_remembered(judge: Judge) -> None:
    assert judge.judged(TEXT, today=DAY) is judge.judged(bytes(TEXT), today=DAY)


PLAN = Plan(
    id="P-3",
    rule="boundaries.x",
    subject="product",
    product=None,
    due=date(2027, 3, 31),
    owner="零售信贷部",
    measures="…",
)
CHANGED = {
    "another text": (TEXT + b"\n", DAY, None, NONE),
    "another day": (TEXT, date(2026, 12, 2), None, NONE),
    "a day that is asked for": (TEXT, DAY, DAY, NONE),
    "a waiver": (TEXT, DAY, None, Exceptions((waiver("r"),))),
    "a plan": (TEXT, DAY, None, Exceptions(plans=(PLAN,))),
}


@pytest.mark.parametrize(("text", "today", "as_of", "beside"), CHANGED.values(), ids=CHANGED)
def test_whatever_may_change_a_decision_is_judged_anew(
    judge: Judge, text: bytes, today: date, as_of: date | None, beside: Exceptions
) -> None:
    before = judge.judged(TEXT, today=DAY)
    assert judge.judged(text, today=today, as_of=as_of, beside=beside) is not before


def test_waivers_and_plans_are_part_of_the_record(judge: Judge) -> None:
    given = waiver("house.x", id="W-7")
    record = judge.judged(TEXT, today=DAY, beside=Exceptions((given,), (PLAN,))).record
    assert (record["waivers"], record["plans"]) == ([waiver_data(given)], [plan_data(PLAN)])


def test_the_body_is_that_of_the_library(judge: Judge) -> None:
    from hegui import read_manifest

    decision = judge.rulebook.check(read_manifest(TEXT, "manifest"), as_of=DAY)
    assert content_of(judge.judged(TEXT, today=DAY).body) == decision.body_bytes


def test_an_invalid_manifest_is_not_remembered(judge: Judge) -> None:
    for _ in range(2):
        with pytest.raises(ManifestError):
            judge.judged(b"hegui: product/v1\nproduct: {idd: x}\n", today=DAY)


def test_rules_are_taken_anew_when_asked_to(tmp_path: Path) -> None:
    folder = copytree(RULES, tmp_path / "rules")
    judge = Judge(folder)
    before = judge.judged(TEXT, today=DAY)
    assert before.verdict == "blocked"
    (folder / "boundaries/launch/filing.yaml").unlink()
    assert judge.judged(TEXT, today=DAY) is before
    assert judge.reload() is True
    assert judge.judged(TEXT, today=DAY).verdict != "blocked"


def test_rules_that_cannot_be_used_leave_the_old_ones_in_force(tmp_path: Path) -> None:
    folder = copytree(RULES, tmp_path / "rules")
    judge = Judge(folder)
    (folder / "boundaries/launch/filing.yaml").write_text("title: [", encoding="utf-8")
    with pytest.raises(RuleError):
        judge.reload()
    assert judge.judged(TEXT, today=DAY).verdict == "blocked"


def test_house_policy_is_part_of_the_rulebook_that_is_kept() -> None:
    found = Judge(RULES, [HOUSE]).judged(TEXT, today=DAY)
    assert b'"house":true' in content_of(found.rulebook)
    assert found.record["rulebook"]["overlay"] is not None  # type: ignore[index]


# ---- remembering


def test_a_value_is_made_once_for_all_who_ask_at_once() -> None:
    recall: Recall[int] = Recall(4)
    made: list[int] = []
    start = threading.Barrier(4)

    def make() -> int:
        made.append(1)
        return len(made)

    def ask(_: int) -> int:
        start.wait(10)
        return recall.of("key", make)

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(ask, range(4))) == {1}


def test_the_value_asked_for_longest_ago_is_forgotten() -> None:
    recall: Recall[str] = Recall(2)
    made: list[str] = []
    for key in ("a", "b", "a", "c", "a", "b"):
        recall.of(key, lambda key=key: made.append(key) or key)  # type: ignore[misc,func-returns-value]
    assert made == ["a", "b", "c", "b"]


def test_with_no_room_nothing_is_remembered() -> None:
    recall: Recall[int] = Recall(0)
    made = iter(range(2))
    assert [recall.of("key", lambda: next(made)) for _ in range(2)] == [0, 1]
