"""A rulebook is one value: it travels between processes, is shared by threads, and answers the same however it is asked."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from hegui.authoring.proving import prove
from hegui.decide import Decision
from hegui.errors import HeguiError, ManifestError, UsageError
from hegui.manifest.reading import Manifest, read_manifest
from hegui.rulebook import Rulebook, default_rules
from rulebooks import BASE, DAY, always, contents, finding, manifest, parameter, rule, rulebook, series

FILES = {
    "parameters/p.yaml": "cap: "
    + parameter(series(("2024-01-01", "24% per year"), ("2027-01-01", "20% per year")), "rate"),
    "classify/a.yaml": always("when: {product.stage: pilot}", conclude="{product.is.cash: true}"),
    "classify/b.yaml": always(
        "when: {item.category: biometric.face, product.is.cash: true}",
        for_each="data.items as item",
        conclude="{item.is.sensitive: true}",
    ),
    "boundaries/a.yaml": always(
        "when: {item.is.sensitive: true}, require: {item.consent.mode: separate}", for_each="data.items as item"
    ),
    "boundaries/b.yaml": always(
        "require: {loan.annualised_cost.nominal: {at_most: {param: cap}}}", for_each="pricing.credits as loan"
    ),
    "boundaries/c.yaml": rule("""
        versions:
          - {in_force: {from: 2021-01-01, until: 2022-01-01}, require: {product.stage: idea}}
          - {in_force: {from: 2022-01-01, until: 2028-01-01}, require: {product.stage: pilot}}
    """),
}
TEXT = """
product: {id: p-1, stage: pilot}
data: {items: [{id: face, category: biometric.face, consent: {mode: bundled}}, {id: card, category: bank_card}, null]}
pricing: {credit: {principal: 12000, periods: 12, period: month, method: equal_instalment, nominal_rate: 24% per year}}
"""


def body(decision: Decision) -> bytes:
    return decision.body_bytes


# ---- one answer


def test_the_same_question_has_the_same_answer() -> None:
    book = rulebook(FILES)
    assert len({body(book.check(manifest(TEXT), as_of=DAY)) for _ in range(3)}) == 1


def test_a_rulebook_loaded_twice_answers_alike() -> None:
    assert len({body(rulebook(FILES).check(manifest(TEXT), as_of=DAY)) for _ in range(2)}) == 1


def test_the_core_and_the_compiled_code_answer_alike() -> None:
    book = rulebook(FILES)
    assert len({body(book.check(manifest(TEXT), as_of=DAY, core=core)) for core in (True, False)}) == 1


def test_the_order_of_questions_changes_nothing() -> None:
    texts = [TEXT, TEXT.replace("pilot", "idea"), TEXT.replace("24%", "12%"), ""]
    one, other = rulebook(FILES), rulebook(FILES)
    forth = [body(one.check(manifest(text), as_of=DAY)) for text in texts]
    back = [body(other.check(manifest(text), as_of=DAY)) for text in reversed(texts)]
    assert forth == back[::-1]


def test_what_was_asked_of_a_decision_first_changes_nothing() -> None:
    book = rulebook(FILES)
    asked = book.check(manifest(TEXT), as_of=DAY)
    for part in ("upcoming", "questions", "verdict", "on_trust", "counts", "characterised"):
        getattr(asked, part)
    assert body(asked) == body(book.check(manifest(TEXT), as_of=DAY))


def test_a_day_asked_before_changes_nothing() -> None:
    book = rulebook(FILES)
    days = [date(2021, 6, 1), date(2027, 6, 1), DAY]
    later = {day: body(book.check(manifest(TEXT), as_of=day)) for day in days}
    assert all(later[day] == body(rulebook(FILES).check(manifest(TEXT), as_of=day)) for day in days)


# ---- threads and processes


def test_eight_threads_get_the_same_bytes() -> None:
    book = rulebook(FILES)
    with ThreadPoolExecutor(8) as pool:
        bodies = set(pool.map(lambda _: body(book.check(manifest(TEXT), as_of=DAY)), range(64)))
    assert bodies == {body(rulebook(FILES).check(manifest(TEXT), as_of=DAY))}


def test_eight_threads_may_read_one_decision() -> None:
    decision = rulebook(FILES).check(manifest(TEXT), as_of=DAY)
    with ThreadPoolExecutor(8) as pool:
        bodies = set(pool.map(lambda _: body(decision), range(16)))
    assert bodies == {body(rulebook(FILES).check(manifest(TEXT), as_of=DAY))}


def test_a_rulebook_travels() -> None:
    book = rulebook(FILES, trust={"boundaries.a": "secondary"})
    copy = pickle.loads(pickle.dumps(book))  # noqa: S301 - our own bytes
    assert (copy.digest, copy.trust) == (book.digest, book.trust)
    assert body(copy.check(manifest(TEXT), as_of=DAY)) == body(book.check(manifest(TEXT), as_of=DAY))


def test_a_decision_travels() -> None:
    decision = rulebook(FILES).check(manifest(TEXT), as_of=DAY)
    copy = pickle.loads(pickle.dumps(decision))  # noqa: S301 - our own bytes
    assert (copy.verdict, body(copy)) == (decision.verdict, body(decision))


def test_a_manifest_travels() -> None:
    it = manifest(TEXT)
    copy = pickle.loads(pickle.dumps(it))  # noqa: S301 - our own bytes
    assert (copy.digest, copy.measured, copy.path((("data.items", 0),), "")) == (
        it.digest,
        it.measured,
        "data.items[id=face]",
    )


def test_decisions_that_travel_together_share_their_rulebook() -> None:
    book = rulebook(FILES)
    decisions = [book.check(manifest(text), as_of=DAY) for text in (TEXT, "")]
    copies = [pickle.loads(pickle.dumps(one)) for one in decisions]  # noqa: S301 - our own bytes
    assert copies[0].rulebook is copies[1].rulebook


def test_a_finding_travels() -> None:
    found = rulebook(FILES).check(manifest(TEXT), as_of=DAY).findings
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own bytes


# ---- many


def attempts(*texts: str) -> Iterator[Manifest | HeguiError]:
    for text in texts:
        try:
            yield read_manifest(text, "it.yaml")
        except HeguiError as error:
            yield error


def test_one_bad_manifest_is_a_result_and_never_the_end() -> None:
    good = "hegui: product/v1\nproduct: {stage: idea}"
    found = list(rulebook(FILES).check_many(attempts(good, "hegui: product/v9", good), as_of=DAY))
    assert [isinstance(one, ManifestError) for one in found] == [False, True, False]
    assert isinstance(found[2], Decision)


def test_many_are_judged_like_one() -> None:
    book = rulebook(FILES)
    (one,) = book.check_many([manifest(TEXT)], as_of=DAY)
    assert isinstance(one, Decision)
    assert body(one) == body(book.check(manifest(TEXT), as_of=DAY))


def test_many_are_judged_as_they_come() -> None:
    def endless() -> Iterator[Manifest]:
        while True:
            yield manifest(TEXT)

    found = rulebook(FILES).check_many(endless(), as_of=DAY)
    assert [next(found).verdict for _ in range(3)] == ["blocked"] * 3  # type: ignore[union-attr]


# ---- what it knows


def test_the_days_on_which_law_turns() -> None:
    assert rulebook(FILES).turning_days == tuple(
        date.fromisoformat(day)
        for day in ("2020-01-01", "2021-01-01", "2022-01-01", "2024-01-01", "2027-01-01", "2028-01-01")
    )


def test_a_rule_is_known_by_its_former_id() -> None:
    book = rulebook({"boundaries/new.yaml": always("require: {product.stage: pilot}", formerly="[boundaries.old]")})
    assert book.by_id["boundaries.old"] is book.by_id["boundaries.new"]


@pytest.mark.parametrize("count", [1, 2])
def test_a_rulebook_is_loaded_from_folders(tmp_path: Path, count: int) -> None:
    for name, files in (
        ("base", {**BASE, **FILES}),
        ("house", {"boundaries/own.yaml": always("require: {product.stage: idea}")}),
    ):
        for path, text in files.items():
            (tmp_path / name / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / path).write_text(text, encoding="utf-8")
    book = Rulebook.load(*[tmp_path / "base", tmp_path / "house"][:count], cached=False)
    assert ("house.boundaries.own" in book.by_id, book.contents.overlay is not None) == (count == 2, count == 2)


def test_a_rulebook_from_folders_is_the_one_in_memory(tmp_path: Path) -> None:
    for path, text in {**BASE, **FILES}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    assert Rulebook.load(tmp_path, cached=False).contents == contents(FILES)


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        Rulebook.load(tmp_path / "nowhere")


def test_the_bundled_rulebook_is_loaded_once() -> None:
    assert default_rules() is default_rules()


# ---- the cases of a rule

PROVED = rule("""
    versions: [{in_force: {from: 2021-01-01}, when: {product.is.cash: true}, require: {product.stage: pilot}}]
    cases:
      - {name: a, assume: {product.is.cash: true}, given: {product: {stage: pilot}}, expect: met}
      - {name: b, assume: {product.is.cash: true}, given: {product: {stage: idea}}, expect: violated}
      - {name: c, assume: {product.is.cash: false}, given: {product: {stage: idea}}, expect: not_applicable}
      - {name: d, given: {product: {stage: idea}}, expect: not_applicable}
      - {name: e, assume: {product.is.cash: true}, given: {product: {name: x}}, expect: undetermined}
      - {name: f, as_of: 2020-12-31, assume: {product.is.cash: true}, given: {product: {stage: idea}}, expect: not_applicable}
      - {name: g, assume: {product.is.cash: true}, given: {product: {stage: pilot}}, expect: violated}
      - {name: h, assume: {product.is.cash: true}, given: {product: {stge: pilot}}, expect: met}
""")


def test_the_cases_of_a_rule_prove_it() -> None:
    proofs = list(prove(rulebook({"boundaries/x.yaml": PROVED})))
    assert {one.name: one.as_expected for one in proofs} == dict.fromkeys("abcdef", True) | dict.fromkeys("gh", False)


def test_a_case_that_fails_says_what_came_out() -> None:
    proofs = {one.name: one for one in prove(rulebook({"boundaries/x.yaml": PROVED}))}
    assert (proofs["g"].found, proofs["g"].place) == ("met", "rulesets/boundaries/x.yaml:17:5")
    assert 'unknown key "stge"; did you mean stage?' in proofs["h"].found


def test_the_cases_of_a_classification_prove_it() -> None:
    text = rule("""
        versions: [{in_force: {from: 2021-01-01}, when: {item.category: contacts}}]
        for_each: data.items as item
        conclude: {item.class: {at_least: C2}}
        cases:
          - {name: a, given: {data: {items: [{category: contacts}]}}, expect: concluded}
          - {name: b, given: {data: {items: [{category: bank_card}]}}, expect: not_concluded}
          - {name: c, given: {data: {items: [null]}}, expect: undetermined}
          - {name: d, given: {data: {items: [{category: contacts}, {category: bank_card}]}}, expect: concluded}
    """)
    assert [one.as_expected for one in prove(rulebook({"classify/x.yaml": text}))] == [True, True, True, False]


def test_a_decision_keeps_to_its_day() -> None:
    book = rulebook(FILES)
    days = (date(2021, 12, 31), date(2022, 1, 1), date(2028, 1, 1))
    found = [
        [one.outcome for one in book.check(manifest(TEXT), as_of=day).findings if one.rule == "boundaries.c"]
        for day in days
    ]
    assert found == [["violated"], ["met"], []]


def test_an_element_that_is_not_described_may_be_anything() -> None:
    found = [one for one in rulebook(FILES).check(manifest(TEXT), as_of=DAY).findings if one.rule == "boundaries.a"]
    assert [(one.subject, one.outcome) for one in found] == [
        ("data.items[id=face]", "violated"),
        ("data.items[id=card]", "not_applicable"),
        ("data.items[#3]", "undetermined"),
    ]


def test_one_finding_of_one_rule() -> None:
    book = rulebook({"boundaries/x.yaml": always("require: {product.stage: pilot}")})
    assert finding(book.check(manifest("product: {stage: pilot}"), as_of=DAY)).outcome == "met"
