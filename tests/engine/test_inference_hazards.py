"""Each known way in which durable_rules crashes, coerces or loses facts, and that the fence round it leaves it no room.

Numbers 1 to 28 are those of the list the fence was designed against, 29 to 32 were found while it was built; those of
sessions, threads and processes are in `test_inference_sessions.py`.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hegui import inference
from hegui.clauses import PROPERTIES, RULES, fnv32
from hegui.inference import And, Core, Or
from hegui.values import FALSE, TRUE, UNKNOWN
from propositional import (
    TRUTHS,
    Spy,
    all_at_once,
    kleene,
    random_signals,
    seeded,
    settles_right,
    signal,
    stratum,
    traffic_of,
    unit,
)

MESSAGE = re.compile(r'\{"sid":"s","id":"m[1-9][0-9]*","k":1(,"[xyz][0-9]+[tf]":1)+\}')
NAME = re.compile(r"k|[xyz][0-9]+[tf]")
MATCHES_LOST = 65
"""So many matches on one message, and the library loses the evaluation."""


@pytest.fixture(scope="module")
def traffic() -> Iterator[Spy]:
    with pytest.MonkeyPatch.context() as patch:
        yield traffic_of(patch)


@pytest.fixture
def spy(monkeypatch: pytest.MonkeyPatch) -> Spy:
    spy = Spy()
    monkeypatch.setattr(inference, "_extension", lambda: spy)
    return spy


def rules(spy: Spy) -> list[dict[str, Any]]:
    return [rule for text in spy.rulesets.values() for rule in json.loads(text).values()]


def patterns(spy: Spy) -> list[dict[str, Any]]:
    return [pattern["m"] for rule in rules(spy) for pattern in rule["all"]]


def leaves(value: object) -> list[object]:
    """Every value of a JSON document that is neither list nor object."""
    if isinstance(value, dict | list):
        return [leaf for part in (value.values() if isinstance(value, dict) else value) for leaf in leaves(part)]
    return [value]


def keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for part in value.values() for key in keys(part)}
    return {key for part in value for key in keys(part)} if isinstance(value, list) else set()


# ---- what enters the core


def test_hazard_01_batches_swallow_parse_errors_so_single_messages_of_one_form_are_posted(traffic: Spy) -> None:
    assert [message for message in traffic.messages if not MESSAGE.fullmatch(message)] == []


def test_hazard_02_numbers_that_are_no_json_are_echoed_so_every_firing_reads_as_json(traffic: Spy) -> None:
    assert {leaf for firing in traffic.firings for leaf in leaves(json.loads(firing)) if not isinstance(leaf, str)} == {
        1
    }


def test_hazard_03_numbers_lose_precision_so_the_only_number_compared_is_one(traffic: Spy) -> None:
    assert set(re.findall(r"(?<![a-z0-9])-?[0-9][0-9.eE+]*", " ".join(map(json.dumps, patterns(traffic))))) == {"1"}


def test_hazard_04_joins_hash_printed_text_so_no_rule_has_two_patterns(traffic: Spy) -> None:
    assert {len(rule["all"]) for rule in rules(traffic)} == {1}


def test_hazard_05_comparing_two_facts_reads_past_the_end_so_names_are_compared_with_one_only(traffic: Spy) -> None:
    named = [term for pattern in patterns(traffic) for term in pattern.get("$and", [pattern])]
    assert [term for term in named if list(term.values()) != [1]] == []


def test_hazard_06_types_are_coerced_so_rules_and_messages_hold_the_integer_one(traffic: Spy) -> None:
    assert {type(leaf) for pattern in patterns(traffic) for leaf in leaves(pattern)} == {int}
    assert {type(v) for m in traffic.messages for k, v in json.loads(m).items() if k not in {"sid", "id"}} == {int}


def test_hazard_07_strings_are_raw_json_so_the_alphabet_is_closed(traffic: Spy) -> None:
    entered = "".join([*traffic.messages, *traffic.rulesets.values()])
    assert set(entered) <= set('abcdefghijklmnopqrstuvwxyz0123456789$"{}[]:, ')


def test_hazard_08_null_is_present_and_nex_always_fires_so_neither_is_used(traffic: Spy) -> None:
    assert "$nex" not in keys(rules(traffic))
    assert None not in leaves([rules(traffic), *map(json.loads, traffic.messages)])


def test_hazard_09_generated_ids_collide_so_every_message_has_a_proved_one(traffic: Spy) -> None:
    ids = {json.loads(message)["id"] for message in traffic.messages}
    assert ids <= {f"m{number}" for number in range(1, PROPERTIES)}
    assert len({fnv32(f"m{number}") for number in range(1, PROPERTIES)} | {fnv32("sid-s")}) == PROPERTIES


# ---- limits


def test_hazard_10_the_core_never_returns_at_512_names_so_wide_strata_are_split() -> None:
    program = stratum(700, *(And((signal(i), signal(i + 1))) for i in range(699)))
    cases = [random_signals(seeded(10), 700), (TRUE,) * 700]
    assert [Core(program).settle(case) for case in cases] == [kleene(program, case) for case in cases]


def test_hazard_10_no_ruleset_nears_a_limit(traffic: Spy) -> None:
    sizes = [json.loads(text) for text in traffic.rulesets.values()]
    assert max(map(len, sizes)) == RULES
    assert max(len({key for key in keys(ruleset) if NAME.fullmatch(key)}) for ruleset in sizes) <= PROPERTIES


@pytest.mark.parametrize("settled", TRUTHS)
@pytest.mark.parametrize("size", [MATCHES_LOST - 2, MATCHES_LOST, 200])
def test_hazard_11_65_matches_lose_the_evaluation_so_what_fires_together_is_split(size: int, settled: int) -> None:
    assert Core(all_at_once(size)).settle([settled]) == (settled,) * (size + 1)


def test_hazard_11_no_message_nears_the_most_properties(traffic: Spy) -> None:
    assert max(len(json.loads(message)) for message in traffic.messages) <= PROPERTIES


# ---- what the library's own logic gets wrong


def test_hazard_12_none_depends_on_order_so_a_negation_waits_until_it_is_shown() -> None:
    late = stratum(1, signal(0), unit(0), And((signal(0), unit(1, positive=False))))
    assert [Core(late).settle([truth]) for truth in TRUTHS] == [kleene(late, [truth]) for truth in TRUTHS]


def test_hazard_13_conclusions_outlive_their_premise_so_every_record_starts_from_nothing() -> None:
    core = Core(stratum(1, signal(0), unit(0)), memo=0)
    assert [core.settle([truth]) for truth in (TRUE, UNKNOWN, FALSE, UNKNOWN)] == [
        (TRUE, TRUE), (UNKNOWN, UNKNOWN), (FALSE, FALSE), (UNKNOWN, UNKNOWN),
    ]  # fmt: skip


def test_hazard_14_facts_may_not_meet_two_patterns_by_default_so_every_rule_says_they_may(traffic: Spy) -> None:
    assert {rule["dist"] for rule in rules(traffic)} == {0}


def test_hazard_15_the_host_loses_findings_so_it_is_never_loaded_and_no_thread_started() -> None:
    program = (
        "import sys, threading\n"
        "from hegui.inference import *\n"
        "Core(Stratum('test', 1, (UnitRule(0, Lit('signal', 0), Lit('signal', 0, False)),))).settle([3])\n"
        "loaded = [name for name in sys.modules if name.partition('.')[0] == 'durable']\n"
        "sys.exit(bool(loaded) or threading.active_count() > 1)\n"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_hazard_15_nothing_is_lost_in_a_thousand_evaluations() -> None:
    assert settles_right(15, rounds=1000)


def test_hazard_16_polling_for_actions_crashes_so_they_are_asked_for_by_state(traffic: Spy) -> None:
    assert {call for call, *_ in traffic.calls} == {"assert_fact", "start", "complete", "drained", "delete_state"}


@pytest.mark.parametrize(
    "operators",
    [
        pytest.param({"$iany", "$iall"}, id="hazard_17_any_and_all_over_arrays_are_wrong"),
        pytest.param({"$i"}, id="hazard_18_items_that_are_no_objects_are_silently_false"),
        pytest.param({"$mt", "$imt"}, id="hazard_19_regular_expressions_are_a_dialect"),
    ],
)
def test_hazards_17_18_19_so_the_operator_is_never_used(traffic: Spy, operators: set[str]) -> None:
    used = {key for key in keys(patterns(traffic)) if not NAME.fullmatch(key)}
    assert used.isdisjoint(operators)
    assert used == {"$and"}


def test_hazards_17_18_so_no_message_holds_a_list_or_an_object(traffic: Spy) -> None:
    assert [m for m in traffic.messages if any(isinstance(v, dict | list) for v in json.loads(m).values())] == []


# ---- found while the fence was built


def test_hazard_29_each_true_term_of_an_or_is_a_match_so_none_is_used(traffic: Spy) -> None:
    assert "$or" not in keys(rules(traffic))


@pytest.mark.parametrize("settled", TRUTHS)
def test_hazard_29_a_choice_of_200_true_signals_settles(settled: int) -> None:
    assert Core(stratum(200, Or(tuple(signal(i) for i in range(200))))).settle((settled,) * 200) == (settled,)


def test_hazard_30_an_and_of_ors_fires_for_every_choice_so_it_is_cut_into_parts(spy: Spy) -> None:
    choices = And(tuple(Or((signal(2 * i), signal(2 * i + 1))) for i in range(14)))
    assert Core(stratum(28, choices)).settle((TRUE,) * 28) == (TRUE,)
    assert len(spy.firings) < 100


def test_hazard_31_sixteen_operators_in_a_pattern_are_refused_so_patterns_have_one(traffic: Spy) -> None:
    assert {json.dumps(pattern).count("$") for pattern in patterns(traffic)} == {0, 1}
