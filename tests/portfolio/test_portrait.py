"""A decision's portrait: every finding counted once under its topic, coming law by rule, and nothing that is not shown."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from deciding import FILES, MANIFEST_TEXT, WAIVER
from hegui.checking import check_document
from hegui.decision import Waiver
from hegui_adapters.portfolio.portrait import STATES, Change, Portrait, portrait_text, read_portrait, record_of, worst
from hegui_adapters.store.masking import FactPath, Sealing
from hegui_adapters.store.portraits import portrayed
from hypothesis import given
from hypothesis import strategies as st
from rulebooks import DAY, always, rule, rulebook

LATER = "boundaries.rates.later"
RULES = rulebook(
    {
        **FILES,
        "guidelines/users/open.yaml": always(
            "require: {credit.purpose: consumption}", force="advise", kind="guideline"
        ),
        "guidelines/rates/warned.yaml": always("require: {users.minimum_age: {at_least: 30}}", force="warn"),
        "boundaries/rates/later.yaml": rule(
            "versions: [{in_force: {from: 2027-06-01}, require: {users.minimum_age: {at_least: 30}}}]"
        ),
    }
)


def body_of(text: str, waivers: tuple[Waiver, ...] = ()) -> Mapping[str, Any]:
    made = RULES.check(check_document(text, "m", None), as_of=DAY, waivers=waivers)
    found: Mapping[str, Any] = json.loads(made.body_bytes)
    return found


def portrait(text: str = MANIFEST_TEXT, waivers: tuple[Waiver, ...] = ()) -> Portrait:
    return read_portrait(portrait_text(body_of(text, waivers), record_of(text.encode())))


def test_findings_are_counted_by_topic_and_state() -> None:
    assert portrait().topics == {"users": {"block": 1, "met": 2, "open.advise": 1}, "rates": {"warn": 1}}


def test_a_waived_finding_is_told_apart() -> None:
    old = MANIFEST_TEXT.replace("maximum_age: 50", "maximum_age: 70")
    assert portrait(old).topics["users"] == {"block": 2, "met": 1, "open.advise": 1}
    assert portrait(old, (WAIVER,)).topics["users"] == {"block": 1, "waived": 1, "met": 1, "open.advise": 1}


def test_every_finding_is_counted_once() -> None:
    counted = sum(sum(counts.values()) for counts in portrait().topics.values())
    assert counted == len(body_of(MANIFEST_TEXT)["findings"])


def test_coming_law_is_told_by_day_and_rule() -> None:
    assert portrait().coming == {"2027-06-01": (Change(LATER, "not_applicable", "violated"),)}


def test_it_is_named_as_the_manifest_names_it() -> None:
    named = MANIFEST_TEXT.replace('version: "1"', 'version: "1", name: 轻享分期')
    assert (portrait(named).name, portrait(named).owner) == ("轻享分期", "王小明经理")


def test_what_is_not_stated_is_left_out() -> None:
    found = portrait("hegui: product/v1\nproduct: {id: a}\n")
    assert (found.name, found.owner, dict(found.facts)) == (None, None, {})


def test_the_gravest_state_comes_first() -> None:
    assert [worst(STATES[place:]) for place in range(len(STATES))] == list(STATES)
    assert worst([]) is None


def test_a_manifest_this_program_cannot_read_any_more_states_nothing() -> None:
    assert record_of(b"hegui: product/v1\ngone: {id: a}\n") == {}


SEALED = {
    "a fact that is compared": ("users.minimum_age", "21"),
    "the name": ("product.name", "轻享分期"),
    "the owner": ("product.owner", "王小明经理"),
}


@pytest.mark.parametrize(("path", "word"), SEALED.values(), ids=SEALED)
def test_a_sealed_fact_is_in_no_portrait(path: str, word: str) -> None:
    text = MANIFEST_TEXT.replace('version: "1"', 'version: "1", name: 轻享分期').encode()
    body = json.dumps(body_of(text.decode())).encode()
    assert word in portrayed(body, text, Sealing())
    assert word not in portrayed(body, text, Sealing((FactPath.read(path),)))


STATED = st.fixed_dictionaries(
    {},
    optional={
        "product": st.sampled_from(['{id: a, version: "1", name: 甲}', "{id: a, kind: cash_loan, owner: 王小明经理}"]),
        "users": st.sampled_from(
            ["none", "{target: 学生们的朋友}", "{minimum_age: 16, maximum_age: 70, segments: [students]}"]
        ),
        "credit": st.sampled_from(["none", "{limit: 5万, purpose: consumption}", "{purpose: null, revolving: false}"]),
        "pricing": st.sampled_from(
            [
                "{credits: none}",
                "{credits: [{id: a, principal: 10000, periods: 12, nominal_rate: 18% per year, method: equal_instalment}]}",
            ]
        ),
        "payments": st.sampled_from(
            ["{accounts: []}", "{accounts: [{id: a, kind: payment_1, daily_limit: 1000}, null]}"]
        ),
    },
)


@given(STATED, st.sets(st.sampled_from(["product.name", "product.owner", "users", "credit.limit", "users.segments"])))
def test_what_is_drawn_of_a_decision_is_what_is_drawn_of_what_was_kept(
    stated: Mapping[str, str], sealed: set[str]
) -> None:
    text = "hegui: product/v1\n" + "".join(f"{name}: {said}\n" for name, said in stated.items())
    made = RULES.check(check_document(text, "m", None), as_of=DAY)
    sealing, source = Sealing(tuple(map(FactPath.read, sorted(sealed)))), text.encode()
    now = portrait_text(sealing.shown(made.body, source), record_of(sealing.shown_text(source)))
    assert portrayed(made.body_bytes, source, sealing) == now
