"""Each known way in which sessions, threads and processes lead durable_rules astray, and that the fence bars it.

The numbers go on from `test_inference_hazards.py`.
"""

from __future__ import annotations

import contextlib
import gc
import json
import locale
import weakref
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hegui import clauses, inference
from hegui.clauses import Ruleset, fnv32, name
from hegui.errors import InferenceError
from hegui.inference import And, Const, Core, Stratum, UnitRule
from hegui.values import FALSE, TRUE, UNKNOWN
from propositional import Spy, at_once, child, random_stratum, seeded, settles_right, signal, stratum, traffic_of, unit


@pytest.fixture(scope="module")
def traffic() -> Iterator[Spy]:
    with pytest.MonkeyPatch.context() as patch:
        yield traffic_of(patch)


@pytest.fixture
def spy(monkeypatch: pytest.MonkeyPatch) -> Spy:
    spy = Spy()
    monkeypatch.setattr(inference, "_extension", lambda: spy)
    return spy


def test_hazard_20_sessions_with_the_same_hash_share_facts_so_there_is_one_at_a_time(traffic: Spy) -> None:
    assert {json.loads(message)["sid"] for message in traffic.messages} == {"s"}


def test_hazard_21_names_are_compared_by_hash_so_two_of_one_hash_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    ruleset = Ruleset()
    ruleset.add("y0t", frozenset({"x1t", "x2t"}))
    monkeypatch.setattr(clauses, "fnv32", lambda text: 0 if text in {"x1t", "x2t"} else fnv32(text))
    with pytest.raises(InferenceError, match="cannot tell x1t from x2t"):
        ruleset.prove("test")


def test_hazard_21_the_first_thousand_names_of_every_kind_differ_in_hash() -> None:
    names = [name(kind, i, truth) for kind in ("x", "y", "z") for i in range(1000) for truth in ("t", "f")]
    assert len({fnv32(text) for text in (*names, *clauses.RESERVED)}) == len(names) + len(set(clauses.RESERVED))


def test_hazard_22_live_sessions_run_out_so_every_evaluation_ends_its_own(spy: Spy) -> None:
    core = Core(stratum(2, signal(0), And((unit(0), signal(1)))), memo=0)
    for _ in range(20):
        core.settle((TRUE, TRUE))
    posted = [handle for call, handle in spy.calls if call == "assert_fact"]
    assert [handle for call, handle in spy.calls if call == "delete_state"] == posted
    assert spy.live == set()


def test_hazard_23_deleting_a_ruleset_leaks_its_sessions_so_it_has_none_when_its_core_goes(spy: Spy) -> None:
    core = Core(stratum(1, signal(0), unit(0)))
    core.settle([TRUE])
    gone = weakref.ref(core)
    del core
    gc.collect()
    assert gone() is None
    assert sorted(spy.deleted) == sorted(spy.rulesets)


def test_hazard_24_threads_on_one_session_crash_so_eight_may_share_a_core() -> None:
    core = Core(random_stratum(seeded(24)), memo=0)
    assert at_once(lambda number: settles_right(number, core))


def test_hazard_25_threads_with_a_core_each_get_silent_wrong_answers_so_they_take_turns() -> None:
    assert at_once(settles_right)


def test_hazard_26_a_comma_decimal_locale_changes_numbers_so_none_has_a_point(traffic: Spy) -> None:
    assert "." not in "".join([*traffic.messages, *traffic.rulesets.values()])


@pytest.mark.parametrize("numbers", ["C", "de_DE.UTF-8", "fr_FR.UTF-8"])
def test_hazard_26_answers_are_the_same_in_any_locale(numbers: str) -> None:
    before = locale.setlocale(locale.LC_NUMERIC)
    try:
        with contextlib.suppress(locale.Error):  # where it is not installed, the test above is the proof
            locale.setlocale(locale.LC_NUMERIC, numbers)
        assert settles_right(26)
    finally:
        locale.setlocale(locale.LC_NUMERIC, before)


def test_hazard_27_an_action_left_open_blocks_for_30_seconds_so_each_is_drained(traffic: Spy) -> None:
    steps = [call for call, _ in traffic.calls]
    assert {after for before, after in pairwise(steps) if before == "start"} <= {"complete", "drained"}
    assert steps.count("start") == steps.count("drained") == steps.count("assert_fact")


def test_hazard_28_a_forked_child_works_on_copies_so_it_makes_its_own_rulesets(spy: Spy) -> None:
    core = Core(stratum(1, signal(0)), memo=0)
    core.settle([TRUE])
    made = len(spy.rulesets)
    assert child(lambda: core.settle([FALSE]) == (FALSE,) and len(spy.rulesets) == 2 * made) == 0


def test_hazard_28_a_lock_held_at_the_fork_does_not_stop_the_child() -> None:
    core = Core(stratum(1, signal(0)), memo=0)
    with inference._lock:
        assert child(lambda: core.settle([TRUE]) == (TRUE,)) == 0


def test_hazard_28_a_child_leaves_the_rulesets_of_its_parent_alone(spy: Spy) -> None:
    cores = [Core(stratum(1, signal(0)))]
    cores[0].settle([TRUE])

    def dropped() -> bool:
        cores.clear()
        gc.collect()
        return spy.deleted == []

    assert child(dropped) == 0
    assert cores[0].settle([FALSE]) == (FALSE,)


def test_hazard_32_ending_a_session_in_which_nothing_fired_crashes_so_the_mark_always_fires(spy: Spy) -> None:
    unmet = Stratum("test", 2, (UnitRule(0, And((signal(0), signal(1))), Const(value=False)),))
    assert Core(unmet).settle((TRUE, UNKNOWN)) == (UNKNOWN,)
    assert [firing.split('"')[1] for firing in spy.firings] == [clauses.MARK_RULE]
