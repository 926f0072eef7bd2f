"""Notices as files list them: what the loader refuses, what it keeps, and that the bundled ones hold to the rules they name."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hegui.authoring.noticing import prove_notices
from hegui.loading import cache
from hegui.loading.contents import bundled_rulesets, digest_of
from hegui.loading.contents import rule_files as files_in
from hegui.notices import LEVELS, state_of
from hegui.noticing import applying
from hegui.rulebook import Rulebook
from hegui.terms import Bilingual
from rulebooks import DAY, always, contents, manifest, problem, rule_files, rulebook

FILE = "notices/x.yaml"
CHECK = "boundaries/x.yaml"
LOAN = "boundaries/loan.yaml"
CHECKS = {
    CHECK: always("when: {product.is.cash: true}, require: {product.stage: pilot}"),
    LOAN: always("require: {loan.periods: 12}", for_each="pricing.credits as loan"),
    "classify/cash.yaml": always("when: {product.domain: credit}", conclude="{product.is.cash: true}"),
}
FIELDS = {
    "title": "{zh: 提示, en: notice}",
    "to": "user",
    "scenes": "[signing]",
    "level": "high",
    "why": "{zh: 因为, en: because}",
    "rules": "[boundaries.x]",
    "text": '{zh: "叫 {product.name}", en: "called {product.name}"}',
}
SHOWN = "cases: {n: [{name: it is, given: {product: {domain: credit, stage: idea}}, expect: violated}]}\n"


def notices(cases: str = SHOWN, **more: str) -> dict[str, str]:
    """The checks of these tests and a file with one notice, `n`, whose fields stand on lines of their own from line 3."""
    fields = {name: said for name, said in {**FIELDS, **more}.items() if said}
    body = "".join(f"    {name}: {said}\n" for name, said in fields.items())
    return {**CHECKS, FILE: f"notices:\n  n:\n{body}{cases}"}


WRONG = {
    "no title": (notices(title=""), "3:5", "a notice lacks title"),
    "an unknown scene": (notices(scenes="[signing, singing]"), "5:23", 'unknown scene "singing"'),
    "no scene": (notices(scenes="[]"), "5:13", "scenes should not be empty"),
    "an unknown level": (notices(level="hihg"), "6:12", 'unknown level "hihg"; did you mean high?'),
    "an unknown audience": (notices(to="usr"), "4:9", 'unknown to "usr"; did you mean user?'),
    "a rule that does not exist": (notices(rules="[boundaries.y]"), "8:13", 'unknown check "boundaries.y"'),
    "a classification": (notices(rules="[classify.cash]"), "8:13", 'unknown check "classify.cash"'),
    "a scope that does not exist": (notices(where="[boundaries.y]"), "10:13", 'unknown check "boundaries.y"'),
    "a placeholder that names nothing": (
        notices(text='{zh: "{product.nme}", en: x}'), "9:11", 'unknown path "product.nme"; did you mean product.name?'
    ),
    "a misspelt key": (notices(fit="{zh: 甲, en: a}"), "10:5", 'unknown key "fit"; did you mean fits?'),
    "an example of no notice": (
        notices("cases: {m: [], n: [{name: it is, given: {product: {domain: credit, stage: idea}}, expect: violated}]}\n"),
        "10:9", 'unknown a notice "m"',
    ),
    "no example that owes it": (notices("cases: {n: []}\n"), "1:1", "no example shows the notice notices.x.n to be owed"),
}  # fmt: skip


@pytest.mark.parametrize(("files", "place", "said"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_with_a_notice_is_said_at_its_place(files: dict[str, str], place: str, said: str) -> None:
    found = problem(files)
    assert f"rulesets/{FILE}:{place}: " in str(found)
    assert said in str(found)


def test_a_notice_is_read_as_it_stands() -> None:
    (found,) = contents(notices(where="[boundaries.loan]", fits="{zh: 适合, en: fits}")).notices.listed
    assert (found.id, found.audience, found.scenes, found.level) == ("notices.x.n", "user", ("signing",), "high")
    assert (found.where, found.rules) == (("boundaries.loan",), ("boundaries.x",))
    assert found.fits == Bilingual("适合", "fits")


def test_the_text_may_speak_of_the_element_it_is_about() -> None:
    said = notices(for_each="pricing.credits as loan", text='{zh: "{loan.periods} 期", en: "{loan.periods}"}')
    (found,) = contents(said).notices.listed
    assert (found.record, found.name) == ("pricing.credits[]", "loan")


def test_scenes_stand_in_the_order_of_a_products_life() -> None:
    (found,) = contents(notices(scenes="[end, promotion]")).notices.listed
    assert found.scenes == ("promotion", "end")


def test_a_notice_changes_the_digest_of_the_rulebook() -> None:
    assert digest_of(rule_files(notices())) != digest_of(rule_files(notices(level="low")))


def test_notices_come_back_from_the_cache_as_they_were_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    found = rule_files(notices(for_each="pricing.credits as loan"))
    fresh, kept = cache.contents(found), cache.contents(found)
    assert "listed" not in vars(kept.notices)
    assert kept.notices.listed == fresh.notices.listed != ()


STATES = {
    "violated": (["met", "violated", "undetermined"], "violated"),
    "open": (["met", "undetermined", "not_applicable"], "undetermined"),
    "met": (["met", "not_applicable"], "met"),
    "nothing applies": (["not_applicable"], "not_applicable"),
    "no outcome": ([], "not_applicable"),
}


@pytest.mark.parametrize(("outcomes", "state"), STATES.values(), ids=STATES)
def test_the_gravest_outcome_is_the_state_of_a_notice(outcomes: list[str], state: str) -> None:
    assert state_of(outcomes) == state


APPLIES = {
    "its condition holds": ("product: {domain: credit}", {("boundaries.x", "product")}),
    "its condition does not hold": ("product: {domain: wealth}", set()),
    "its condition is open": ("product: {name: it}", set()),
    "an element": (
        "product: {domain: wealth}\npricing: {credits: [{id: a}]}",
        {("boundaries.loan", "pricing.credits[id=a]")},
    ),
    "an open list": ("product: {domain: wealth}", set()),
}


@pytest.mark.parametrize(("text", "found"), APPLIES.values(), ids=APPLIES)
def test_a_check_certainly_applies_only_on_what_is_stated(text: str, found: set[tuple[str, str]]) -> None:
    assert applying(rulebook(notices()), manifest(text), DAY, {"boundaries.x", "boundaries.loan"}) == found


# ---- the bundled ones


@pytest.fixture(scope="module")
def bundled() -> Rulebook:
    from hegui.loading.files import load

    return Rulebook(load(files_in([bundled_rulesets()]), proofs=True))


def test_every_example_of_a_notice_comes_out_as_it_should(bundled: Rulebook) -> None:
    proofs = list(prove_notices(bundled, bundled.contents.notices.listed))
    assert [proof for proof in proofs if not proof.as_expected] == []
    assert len(proofs) > 200


def test_there_are_notices_of_every_field_and_level(bundled: Rulebook) -> None:
    listed = bundled.contents.notices.listed
    fields = Counter(notice.id.split(".")[1] for notice in listed)
    assert set(fields) == {"credit", "payments", "wealth", "insurance", "data", "marketing"}
    assert min(fields.values()) >= 7
    assert {notice.level for notice in listed} == set(LEVELS)


def test_the_texts_of_notices_are_in_their_languages_and_approve_of_nothing(bundled: Rulebook) -> None:
    han = re.compile("[\u3400-\u9fff]")
    for notice in bundled.contents.notices.listed:
        both = [notice.title, notice.why, notice.text, *([notice.fits] if notice.fits else [])]
        assert all(han.search(text.zh) for text in both), notice.id
        assert not any(han.search(text.en) for text in both), notice.id
        assert not any(word in text.zh for text in both for word in ("合规产品", "通过审批", "已认证")), notice.id
