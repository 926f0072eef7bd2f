"""A page of the interview as a form: what it shows of a manifest, sent back, changes nothing; what is said otherwise is stated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from hegui.manifest.reading import Manifest, read_manifest
from hegui.rulebook import default_rules
from hegui_adapters.pages.decisions.fields import Field
from hegui_adapters.pages.interview.forms import Shown, answers_of, shown
from hegui_adapters.wizard.answers import written
from hegui_adapters.wizard.interview import START, next_step, step_of
from interviewing import settled

TODAY = date(2026, 12, 1)
EXAMPLES = Path(__file__).parents[3] / "examples"
WITH_COMMENTS = """# whose it is
hegui: product/v1
partners:   # two of them
  # the shop
  - id: shop
    kind: platform_company   # as it says itself
  - {id: bank, kind: commercial_bank}
users:
  minimum_age: 18   # from the contract
"""


def sent(page: Sequence[Shown]) -> Iterator[tuple[str, str]]:
    """What a browser sends of a page nobody changed."""
    for one in page:
        yield from values(one.field) if one.look != "list" else ()
        if one.look == "list":
            yield f"whole:{one.field.path}", one.whole
        for field in (field for element in one.elements for field in element.fields):
            yield from values(field)


def values(field: Field) -> Iterator[tuple[str, str]]:
    return ((field.name, value) for value in field.given)


def page_of(manifest: Manifest, *paths: str) -> Sequence[Shown]:
    decision = default_rules().check(manifest, as_of=TODAY)
    step = step_of(decision, paths)
    assert step is not None
    return shown(decision, step, "zh")


def answered(text: str, paths: Sequence[str], *form: tuple[str, str]) -> str:
    """The text once a form was sent that names only what it changes."""
    manifest = read_manifest(text)
    changed = {name for name, _ in form}
    kept = [(name, value) for name, value in sent(page_of(manifest, *paths)) if name not in changed]
    answers, _ = answers_of(manifest, paths, [*kept, *((name, value) for name, value in form if value)])
    found, faults = written(text, answers)
    assert faults == {}
    return found


@pytest.mark.parametrize("name", ["qingxiang-instalment", "receivable-chain", "meal-wallet"])
def test_a_page_sent_back_as_it_was_shown_changes_nothing(name: str) -> None:
    manifest = read_manifest((EXAMPLES / name / "manifest.yaml").read_text(encoding="utf-8"))
    start = default_rules().check(read_manifest(START), as_of=TODAY)
    paths = [one.path for one in start.questions]
    answers, _ = answers_of(manifest, paths, list(sent(page_of(manifest, *paths))))
    assert answers.nothing


NO_PARTNERS = {
    "whole:partners": "none",
    **{f"answer:partners[id={one}].{key}": "" for one in ("shop", "bank") for key in ("id", "kind")},
}
ONE_MORE = {"answer:partners[new].id": "x", "answer:partners[new].kind": "insurer"}
ANSWERS = {
    "a number stays a number": (("users.minimum_age",), {"answer:users.minimum_age": "16"}, "  minimum_age: 16 # from"),
    "what is taken back is unknown": (("users.minimum_age",), {"answer:users.minimum_age": ""}, "  minimum_age: null"),
    "several of a choice": (("users.segments",), {"answer:users.segments": "students"}, "  segments: [students]\n"),
    "none": (("insurance",), {"answer:insurance": "none"}, "insurance: none\n"),
    "there is some, of which more is asked": (("credit",), {"answer:credit": "{}"}, "credit: {}\n"),
    "no partners at all": (("partners",), NO_PARTNERS, "partners: none"),
    "a fact of an element": (("partners",), {"answer:partners[id=shop].name": "商城"}, "    name: 商城\n  - {id: bank"),
    "one partner more": (("partners",), ONE_MORE, "  - id: x\n    kind: insurer\n"),
    "others, not described": (("partners",), {"whole:partners": "others"}, "  - {id: bank, kind: commercial_bank}\n  - null\n"),
}  # fmt: skip


@pytest.mark.parametrize(("paths", "form", "wanted"), ANSWERS.values(), ids=ANSWERS)
def test_an_answer_stands_in_the_text_where_it_belongs(
    paths: tuple[str, ...], form: dict[str, str], wanted: str
) -> None:
    text = answered(WITH_COMMENTS, paths, *form.items())
    assert wanted in text
    assert text.startswith("# whose it is\n")


def test_a_list_that_is_complete_again_loses_the_one_that_was_not_described() -> None:
    text = answered(WITH_COMMENTS, ["partners"], ("whole:partners", "others"))
    assert answered(text, ["partners"], ("whole:partners", "all")) == WITH_COMMENTS


def test_a_document_that_shows_a_fact_stands_around_it() -> None:
    text = f"{START}certification:\n  filings:\n    - {{kind: app_filing, number: 京ICP备1号}}\n"
    path = "certification.filings[kind=app_filing].number.evidence"
    found = answered(text, [path], (f"answer:{path}", "档案 7"))
    record = read_manifest(found).record["certification.filings"]
    assert (record[0]["number"], record[0]["number#evidence"]) == ("京ICP备1号", True)  # type: ignore[index]


def test_what_cannot_be_stated_is_said_at_its_question_and_the_rest_is_stated() -> None:
    manifest = read_manifest(START)
    form = [("answer:users.minimum_age", "many"), ("answer:users.maximum_age", "60")]
    answers, _ = answers_of(manifest, ["users.minimum_age", "users.maximum_age"], form)
    text, faults = written(START, answers)
    assert list(faults) == ["users.minimum_age"]
    assert "maximum_age: 60" in text


def test_the_first_pages_answered_by_form_are_judged_as_the_sample_answered_them() -> None:
    model = read_manifest((EXAMPLES / "qingxiang-instalment" / "manifest.yaml").read_text(encoding="utf-8"))
    text, asked = START, list[str]()
    for _ in range(6):
        decision = default_rules().check(read_manifest(text), as_of=TODAY)
        step = next_step(decision, asked)
        assert step is not None
        paths = [one.path for one in step.asked]
        asked += paths
        seen = shown(default_rules().check(model, as_of=TODAY), step, "en")
        form = [(name, value) for name, value in sent(seen) if "[" not in name]
        answers, _ = answers_of(decision.manifest, paths, form)
        text, faults = written(text, answers)
        assert faults == {}
    found, wanted = (settled(default_rules().check(one, as_of=TODAY)) for one in (read_manifest(text), model))
    assert [place for place, said in found.items() if said not in (wanted.get(place, said), "undetermined")] == []
