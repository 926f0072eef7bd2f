"""What the page of a decision shows is what its body says, in the groups and words of the reports."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hegui import check
from hegui.decide import Decision
from hegui_adapters.pages.decisions.explained import explained
from hegui_adapters.pages.decisions.listing import MOST, Wanted, listed
from hegui_adapters.pages.decisions.since import since
from hegui_adapters.pages.decisions.view import View, view_of
from hegui_adapters.render.items import violated_items
from hegui_adapters.render.text import report

ROOT = Path(__file__).parents[3]
FILE = ROOT / "examples" / "qingxiang-instalment" / "manifest.yaml"
TEXT = FILE.read_text(encoding="utf-8")
DAY = date(2026, 12, 1)
LANGS = ("zh", "en")

both = pytest.mark.parametrize("lang", LANGS)


@pytest.fixture(scope="module")
def decision() -> Decision:
    return check(FILE, as_of=DAY)


@pytest.fixture(scope="module")
def body(decision: Decision) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(decision.body_bytes)
    return found


@pytest.fixture(scope="module")
def views(body: Mapping[str, Any]) -> Mapping[str, View]:
    return {lang: view_of(body, TEXT, "0" * 64, lang) for lang in LANGS}  # type: ignore[arg-type]


def flat(text: str) -> str:
    """A text without the breaks of its lines."""
    return "".join(text.split())


# ---- in short


@both
def test_it_counts_as_the_report_counts(decision: Decision, views: Mapping[str, View], lang: str) -> None:
    counts = {one.key: one.number for one in views[lang].counts}
    assert counts["block"] == len(violated_items(decision, "block"))
    assert counts["warn"] == len(violated_items(decision, "warn"))
    assert counts["outcome.undetermined"] == sum(one.blocking for one in decision.questions)


@both
def test_items_are_those_of_the_report(decision: Decision, views: Mapping[str, View], lang: str) -> None:
    shown = [[one.lead.rule, *(other.rule for other in one.also)] for one in views[lang].items["block"]]
    assert shown == [[one.rule for one in item.findings] for item in violated_items(decision, "block")]


@both
def test_the_cost_is_told_in_the_sentences_of_the_report(
    decision: Decision, views: Mapping[str, View], lang: str
) -> None:
    told = flat(report(decision, lang=lang, width=100))
    lines = [line.sentence for loan in views[lang].loans for line in loan.lines]
    assert lines
    assert [one for one in lines if flat(one) not in told] == []


@both
def test_the_substance_is_told_in_the_sentences_of_the_report(
    decision: Decision, views: Mapping[str, View], lang: str
) -> None:
    told = flat(report(decision, lang=lang, width=100))
    assert views[lang].substance.why
    assert [one for one in views[lang].substance.why if flat(one) not in told] == []


def test_a_gauge_shows_both_readings_in_the_order_of_their_figures(views: Mapping[str, View]) -> None:
    (loan,) = views["zh"].loans
    nominal, effective = loan.bars
    assert (nominal.said, effective.said) == ("18.87%", "20.59%")
    assert 0 < nominal.end < effective.end < loan.lines[0].at < 1000
    assert (nominal.beyond, effective.beyond) == (False, False)


def test_a_cost_over_its_line_is_beyond_it() -> None:
    dear = json.loads(check(_edited("rate: 0.6%", "rate: 1.6%"), as_of=DAY).body_bytes)
    (loan,) = view_of(dear, TEXT, "", "zh").loans
    assert [one.beyond for one in loan.bars] == [True, True]
    assert all(one.end > loan.lines[0].at for one in loan.bars)


def test_a_cost_that_is_not_known_says_why() -> None:
    unknown = json.loads(check(_edited("    periods: 12\n", ""), as_of=DAY).body_bytes)
    (loan,) = view_of(unknown, TEXT, "", "zh").loans
    assert "periods" in loan.why_open


def _edited(old: str, new: str) -> Any:
    from hegui import read_manifest

    assert old in TEXT
    return read_manifest(TEXT.replace(old, new))


def test_bases_are_counted_once_for_each_article(body: Mapping[str, Any], views: Mapping[str, View]) -> None:
    bases = views["zh"].bases
    cited = [
        (one["instrument"], one["article"], one["confidence"])
        for finding in body["findings"]
        if finding["outcome"] != "not_applicable"
        for one in finding["citations"]
    ]
    assert bases.verified + bases.secondary + bases.unverified == len(set(cited)) < len(cited)


# ---- the manifest


def test_every_violated_finding_marks_its_line_and_no_other_does(views: Mapping[str, View]) -> None:
    view = views["zh"]
    marks = {(one.number, mark.anchor) for one in view.lines for mark in one.marks}
    assert marks == {(one.place.line, one.anchor) for one in view.rows if one.outcome == "violated"}
    assert [one.text for one in view.lines] == TEXT.splitlines()


def test_what_is_stored_without_plans_is_shown(body: Mapping[str, Any]) -> None:
    assert view_of({name: said for name, said in body.items() if name != "plans"}, TEXT, "", "zh").plans == ()


# ---- what is asked for


@pytest.mark.parametrize("outcome", ["violated", "undetermined", "met", "not_applicable"])
def test_every_finding_is_listed_under_its_outcome(
    body: Mapping[str, Any], views: Mapping[str, View], outcome: str
) -> None:
    found, wanted = set(), Wanted(outcome)
    for _ in range(30):
        page = listed(views["zh"], wanted)
        found |= {one.anchor for one in page.rows}
        found |= {one.anchor for item in page.items for one in (item.lead, *item.also)}
        if not page.rest:
            break
        assert len(page.rows) == MOST
        wanted = Wanted(outcome, after=page.after)
    assert found == {f"{one['rule']}@{one['subject']}" for one in body["findings"] if one["outcome"] == outcome}


def test_a_filter_leaves_only_what_matches(views: Mapping[str, View]) -> None:
    page = listed(views["zh"], Wanted("undetermined", "warn", "rates"))
    assert page.rows
    assert {(one.outcome, one.force, one.topic) for one in page.rows} == {("undetermined", "warn", "rates")}
    assert {item.lead.force for item in listed(views["zh"], Wanted("violated", "warn")).items} == {"warn"}


# ---- one finding, and two decisions


@both
def test_every_finding_can_be_told_in_full(body: Mapping[str, Any], lang: str) -> None:
    told = [explained(one, lang) for one in body["findings"]]  # type: ignore[arg-type]
    stated = [fact for one in told for fact in one.facts if fact.place.stated]
    assert [fact for fact in stated if not fact.said and fact.path.endswith(".kind")] == []
    assert any("自营 App" in fact.said if lang == "zh" else "own app" in fact.said for fact in stated)


def test_what_changed_is_told_by_rule_and_subject(views: Mapping[str, View]) -> None:
    was = views["zh"]
    dearer = json.loads(check(_edited("rate: 3%", "rate: 6%"), as_of=DAY).body_bytes)
    now = view_of(dearer, TEXT.replace("rate: 3%", "rate: 6%"), "", "zh")
    there, back = since(was, now), since(now, was)
    assert {one.rule for one in there.new} == {one.rule for one in back.mended} != set()
    assert {(one.before, one.after) for one in there.new} == {("met", "violated")}
    assert [(gone, came) for gone, came, _ in there.lines] == [(25, None), (None, 25)]
    assert there.rulebooks is None


def test_the_same_decision_changed_nothing(views: Mapping[str, View]) -> None:
    assert since(views["zh"], views["zh"]).nothing


def test_another_rulebook_is_told(views: Mapping[str, View]) -> None:
    now = views["zh"]
    older = replace(now, rulebook="2026.10", rulebook_digest="sha256:1")
    assert since(older, now).rulebooks == ("2026.10", now.rulebook)
