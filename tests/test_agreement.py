"""Three ways to one answer: the oracle, the inference core and compiled code, on rulebooks and products drawn at random.

In words, with the result of the last long run: docs/agreement.md.
"""

from __future__ import annotations

import os
import sys
from datetime import date

import fuzz_agreement
import plant_faults
import pytest
from agreement import cells, ways
from agreement.campaign import DAYS, PRODUCTS, Tally, run
from agreement.palette import FACTS, Palette
from agreement.said import document
from agreement.worlds import HEADER
from hegui.facts import fact_type
from hegui.loading.contents import RuleFile
from hegui.loading.files import load
from hegui.manifest.reading import read_manifest
from hegui.rulebook import Rulebook
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from plant_faults import FAULTS, Fault

TRIPLES = 2_400
DAY = date(2025, 6, 30)


def test_the_ways_agree_and_the_laws_hold_and_every_kind_of_value_is_met(capfd: pytest.CaptureFixture[str]) -> None:
    tally = Tally()

    @settings(max_examples=TRIPLES // (PRODUCTS * DAYS), deadline=None, derandomize=True, phases=[Phase.generate])
    @given(st.integers(0, 2**32))
    def agree(seed: int) -> None:
        run(seed, tally)
        assert not tally.disagreements, f"{tally.disagreements[0]}\n{tally.disagreements[0].small()}"

    agree()
    with capfd.disabled():
        sys.stderr.write(f"\n{fuzz_agreement.described('as in every run', tally)}\n")
    assert tally.triples >= 2_000
    assert max(tally.depths) >= 8
    assert cells.unmet(tally.cells) == []
    assert cells.unlike(tally.cells) == []


def test_the_palette_speaks_of_facts_of_the_manifest() -> None:
    palette = Palette(FACTS)
    stated = {(record, fact) for record in palette.records for fact in palette.of(record) if not fact.measure}
    found = {(record, fact): fact_type(record, fact.path) for record, fact in stated}
    unlike = [
        (record, fact, kind)
        for (record, fact), kind in found.items()
        if kind is None
        or (kind.kind, kind.many, kind.element or "") != (fact.kind, fact.many, fact.element)
        or (fact.kind == "choice" and kind.choice != fact.choice)
    ]
    assert unlike == []


# ---- what the comparison found once


CONCLUSIONS = """\
product: {is.risky: {kind: flag, label: {zh: 甲, en: a}}, is.loan: {kind: flag, label: {zh: 乙, en: b}}}
"""
TERMS = {"rulebook": 'version: "1"\nincluded_up_to: 2025-06-30\n', "vocabulary/conclusions": CONCLUSIONS}
CHECK = "kind: duty\nforce: warn\nmessage: {zh: 测试, en: test}\nversions: [{in_force: {from: 2020-01-01}, %s}]\n"
CLASSIFY = "versions: [{in_force: {from: 2020-01-01}, %s}]\n"
EACH = "for_each: data.items as %s\n"

SPECIAL_NAMES_AN_ELEMENT_AS_THE_GENERAL_RULE_DOES = {
    "boundaries/general": EACH % "item" + CHECK % "require: {item.needed_for_service: true}",
    "boundaries/special": EACH % "other"
    + "overrides: [boundaries.general]\n"
    + CHECK % "when: {some: {of: app.sdks as item, hold: {other.name: 甲, item.name: 乙}}}, require: {other.name: 甲}",
}
CONCLUSION_BESIDE_AND_UNDER_A_QUANTIFIER = {
    "classify/risky": CLASSIFY % "when: {app.accessible: true}" + "conclude: {product.is.risky: true}\n",
    "classify/loan": CLASSIFY
    % "when: {any: [{product.is.risky: false}, {some: {of: data.items as x, hold: {product.is.risky: true}}}]}"
    + "conclude: {product.is.loan: true}\n",
    "boundaries/check": CHECK % "require: {product.is.loan: true}",
}
EVIDENCE_OF_A_LIST = {"boundaries/check": CHECK % "require: {data.items: {evidenced: true}}"}
LIMIT_THAT_IS_A_FACT = {
    "boundaries/check": CHECK % "require: {count: {of: data.items as x, at_most: {fact: app.monthly_users}}}"
}

FOUND = [
    pytest.param(
        SPECIAL_NAMES_AN_ELEMENT_AS_THE_GENERAL_RULE_DOES,
        "data: {items: [{name: 甲, needed_for_service: true}, {name: 丙, needed_for_service: true}]}\napp: {sdks: [{name: 乙}]}",
        {("boundaries.general", "data.items[0]"): "not_applicable", ("boundaries.general", "data.items[1]"): "met"},
        id="a name of the special rule is one of the general rule too",
    ),
    pytest.param(
        CONCLUSION_BESIDE_AND_UNDER_A_QUANTIFIER,
        "app: {accessible: true}\ndata: {items: [{name: 甲}]}",
        {("boundaries.check", "product"): "met"},
        id="a conclusion is read beside a quantifier and under it",
    ),
    pytest.param(
        EVIDENCE_OF_A_LIST,
        "data: {items: {value: [], evidence: {reference: A-1}}}",
        {("boundaries.check", "product"): "met"},
        id="a list of objects has evidence",
    ),
]


def book(rules: dict[str, str]) -> Rulebook:
    header = document(HEADER).decode()
    outcomes = {"classify": ("concluded", "not_concluded"), "boundaries": ("violated", "met", "not_applicable")}
    files = [RuleFile(f"{name}.yaml", text.encode(), house=False) for name, text in TERMS.items()]
    for name, text in rules.items():
        absent = ", ".join(f"{outcome}: test" for outcome in outcomes[name.partition("/")[0]])
        example = "cases: [{name: test, given: {app: {}}, expect: undetermined}]\n"
        files.append(RuleFile(f"{name}.yaml", f"{header}{text}no_case: {{{absent}}}\n{example}".encode(), house=False))
    return Rulebook(load(files))


@pytest.mark.parametrize(("rules", "manifest", "expected"), FOUND)
def test_what_the_ways_once_disagreed_on(
    rules: dict[str, str], manifest: str, expected: dict[tuple[str, str], str]
) -> None:
    rulebook, product = book(rules), read_manifest(f"hegui: product/v1\n{manifest}\n")
    for core in (True, False):
        found = ways.outcomes(rulebook, rulebook.case(product, DAY, core=core))
        assert {key: outcome for key, outcome in found.items() if key in expected} == expected


def test_the_limit_of_a_count_is_asked_for_where_it_is_a_fact() -> None:
    rulebook, product = book(LIMIT_THAT_IS_A_FACT), read_manifest("hegui: product/v1\ndata: {items: []}\n")
    assert [question.path for question in rulebook.check(product, as_of=DAY).questions] == ["app.monthly_users"]


# ---- faults


EVERY = bool(os.environ.get("CI") or os.environ.get("HEGUI_ALL_FAULTS"))
HERE = len(FAULTS) if EVERY else 3


def planted_here() -> tuple[Fault, ...]:
    """Three, others on another day; all in CI, and where HEGUI_ALL_FAULTS is set."""
    first = date.today().toordinal() * HERE  # noqa: DTZ011  any day will do
    return tuple(FAULTS[(first + number) % len(FAULTS)] for number in range(HERE))


def test_every_fault_can_still_be_planted() -> None:
    assert plant_faults.unplantable() == []


def test_where_no_fault_is_planted_none_is_caught() -> None:
    assert plant_faults.caught(None, plant_faults.TRIPLES if EVERY else 600) is None


@pytest.mark.parametrize("fault", planted_here(), ids=lambda fault: f"{fault.module}: {fault.what}")
def test_a_planted_fault_is_caught(fault: Fault) -> None:
    assert plant_faults.caught(fault) is not None
