"""The verdict, and what stands beside it: questions, coming law, trust, the growth of what is known."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from hegui.decide import Decision
from hegui.errors import ManifestError
from hegui.manifest.reading import Manifest, read_manifest
from hegui.rulebook import Rulebook
from rulebooks import DAY, always, decided, finding, manifest, parameter, rule, series

SAMPLE = Path(__file__).parents[2] / "examples" / "qingxiang-instalment" / "manifest.yaml"
FORCES = ("block", "warn", "advise")
STAGES = {"violated": "idea", "undetermined": "null", "met": "pilot", "not_applicable": "none"}


# ---- verdict


def forced(*forces: str) -> dict[str, str]:
    """One rule for each force."""
    said = "when: {product.stage: {in: [pilot, idea]}}, require: {product.stage: pilot}"
    return {f"boundaries/{index}.yaml": always(said, force=force) for index, force in enumerate(forces)}


VERDICTS = {
    ("violated", "block"): "blocked",
    ("undetermined", "block"): "undetermined",
}


@pytest.mark.parametrize(("outcome", "force"), list(product(STAGES, FORCES)))
def test_only_a_blocking_rule_moves_the_verdict(outcome: str, force: str) -> None:
    decision = decided(forced(force), f"product: {{stage: {STAGES[outcome]}}}")
    assert finding(decision).outcome == outcome
    assert decision.verdict == VERDICTS.get((outcome, force), "clear")


PAIRS = {
    ("violated", "undetermined"): "blocked",
    ("undetermined", "violated"): "blocked",
    ("undetermined", "met"): "undetermined",
    ("met", "undetermined"): "undetermined",
    ("violated", "met"): "blocked",
    ("met", "met"): "clear",
}
MODES = {"violated": "false", "undetermined": "null", "met": "true"}


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_what_blocks_comes_before_what_is_not_known(one: str, other: str) -> None:
    files = {
        "boundaries/a.yaml": always("require: {product.stage: pilot}"),
        "boundaries/b.yaml": always("require: {credit.revolving: true}"),
    }
    decision = decided(files, f"product: {{stage: {STAGES[one]}}}\ncredit: {{revolving: {MODES[other]}}}")
    assert (decision.verdict, decision.blocked, decision.clear) == (
        PAIRS[one, other],
        PAIRS[one, other] == "blocked",
        PAIRS[one, other] == "clear",
    )


def test_a_product_of_which_nothing_is_asked_is_clear() -> None:
    assert decided({}).verdict == "clear"


def verdict_of(decision: Decision) -> str:
    """The verdict as it follows from the findings."""
    found = {one.outcome for one in decision.findings if one.force == "block" and one.waiver is None}
    return "blocked" if "violated" in found else "undetermined" if "undetermined" in found else "clear"


def doubtful(chance: random.Random) -> dict[str, str]:
    """A rulebook in which everything may be unconfirmed."""

    def level() -> str:
        return chance.choice(["verified", "secondary", "unverified"])

    formula = chance.choice(
        ["{times: [2, {param: a}]}", "{times: [{times: [2, {param: a}]}, {param: b}]}", "{param: b}"]
    )
    numbers = "".join(f"{name}: {parameter(series(('2020-01-01', '9'), confidence=level()))}" for name in "ab")
    stages = "{product.stage: pilot}"
    return {
        "parameters/p.yaml": numbers + "c: " + parameter(f"formula: {formula}"),
        "vocabulary/lists.yaml": f"w: {{label: {{zh: 词, en: w}}, kind: stage, confidence: {level()}, members: [pilot, idea]}}\n",
        "classify/a.yaml": always(
            f"when: {stages}", conclude="{product.activities: {add: lending}}", confidence=level()
        ),
        "classify/b.yaml": always(
            "when: {product.stage: {in: {list: w}}}", conclude="{product.is.cash: true}", confidence=level()
        ),
        "classify/c.yaml": always(
            "when: {product.is.cash: true}", conclude="{product.activities: {add: payment}}", confidence=level()
        ),
        "boundaries/a.yaml": always(
            "when: {product.is.cash: true}, require: {users.minimum_age: {at_least: {param: c}}}", confidence=level()
        ),
        "boundaries/b.yaml": always(
            "forbid: {product.activities: {contains_all: [lending, payment]}}", confidence=level()
        ),
        "boundaries/c.yaml": always(
            "require: {every: {of: data.items as item, hold: {item.persons_count: {at_most: {param: a}}}}}",
            confidence=level(),
        ),
        "boundaries/d.yaml": always(
            "require: {users.maximum_age: {at_most: {param: b}}}", overrides="[boundaries.c]", confidence=level()
        ),
    }


def facts(chance: random.Random) -> str:
    ages = [chance.choice(["null", "8", "9", "17", "18", "200"]) for _ in range(3)]
    stage = chance.choice(["pilot", "idea", "design", "null"])
    return (
        f"product: {{stage: {stage}}}\nusers: {{minimum_age: {ages[0]}, maximum_age: {ages[1]}}}\n"
        f"data: {{items: [{{persons_count: {ages[2]}}}]}}\n"
    )


@pytest.mark.parametrize("seed", range(60))
def test_the_verdict_follows_from_the_findings(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - reproducible, not secret
    decision = decided(doubtful(chance), facts(chance))
    assert decision.verdict == verdict_of(decision)


# ---- the day

LAUNCH = "product: {launch_date: 2026-06-01}"


@pytest.mark.parametrize(
    ("day", "text", "historical"),
    [
        ("2026-11-21", "", True),
        ("2026-11-22", "", False),
        ("2026-11-23", "", False),
        ("2026-06-01", LAUNCH, False),
        ("2026-05-31", LAUNCH, True),
        ("2026-12-01", "product: {launch_date: 2027-06-01}", False),
    ],
)
def test_a_day_before_the_law_included_and_the_launch_is_historical(day: str, text: str, historical: bool) -> None:
    assert decided({}, text, as_of=date.fromisoformat(day)).historical == historical


# ---- coming law

CAP = {
    "parameters/p.yaml": "cap: "
    + parameter(series(("2024-01-01", "24%"), ("2027-06-01", "20%"), ("2029-01-01", "1%")), "share"),
    "boundaries/cap.yaml": always("require: {funding.funder.share: {at_most: {param: cap}}}"),
}


def coming(
    files: Mapping[str, str], text: str, *, as_of: date = DAY
) -> list[tuple[str, list[tuple[str, str, str, str]]]]:
    return [(one.day.isoformat(), list(one.changes)) for one in decided(files, text, as_of=as_of).upcoming]


def test_a_cap_that_falls_next_year_is_announced() -> None:
    found = coming(CAP, "funding: {funder: {share: 22%}}")
    assert found == [("2027-06-01", [("boundaries.cap", "product", "met", "violated")])]


def test_a_cap_that_changes_nothing_is_not_announced() -> None:
    assert coming(CAP, "funding: {funder: {share: 19%}}") == []


def test_coming_law_is_looked_at_for_two_years() -> None:
    text = "funding: {funder: {share: 19%}}"
    days = (date(2026, 12, 31), date(2027, 1, 1), date(2028, 12, 31), date(2029, 1, 1))
    assert [[day for day, _ in coming(CAP, text, as_of=as_of)] for as_of in days] == [
        [],
        ["2029-01-01"],
        ["2029-01-01"],
        [],
    ]


@pytest.mark.parametrize(
    ("as_of", "until"), [("2026-12-31", "2028-12-31"), ("2026-02-28", "2028-02-28"), ("2028-02-29", "2030-02-28")]
)
def test_two_years_end_on_the_same_day_of_the_month(as_of: str, until: str) -> None:
    files = {"boundaries/x.yaml": always("require: {product.stage: pilot}").replace("2020-01-01", until)}
    assert [day for day, _ in coming(files, "product: {stage: idea}", as_of=date.fromisoformat(as_of))] == [until]


def test_the_last_day_there_is_has_no_coming_law() -> None:
    assert coming(CAP, "", as_of=date.max) == []


COMING = {
    "a rule that starts": (
        "{from: 2027-03-01}",
        [("2027-03-01", [("boundaries.x", "product", "not_applicable", "violated")])],
    ),
    "a rule that ends": (
        "{from: 2020-01-01, until: 2027-03-01}",
        [("2027-03-01", [("boundaries.x", "product", "violated", "not_applicable")])],
    ),
    "a rule that starts and ends": (
        "{from: 2027-03-01, until: 2027-04-01}",
        [
            ("2027-03-01", [("boundaries.x", "product", "not_applicable", "violated")]),
            ("2027-04-01", [("boundaries.x", "product", "violated", "not_applicable")]),
        ],
    ),
    "a rule of the past": ("{from: 2020-01-01, until: 2021-01-01}", []),
    "a rule that starts on the day judged": ("{from: 2026-12-01}", []),
}


@pytest.mark.parametrize(("in_force", "expected"), COMING.values(), ids=COMING)
def test_what_starts_and_ends_is_announced(in_force: str, expected: list[object]) -> None:
    files = {"boundaries/x.yaml": rule(f"versions: [{{in_force: {in_force}, require: {{product.stage: pilot}}}}]\n")}
    assert coming(files, "product: {stage: idea}") == expected


def test_a_classification_that_starts_is_announced_by_what_it_decides() -> None:
    files = {
        "classify/x.yaml": rule(
            "versions: [{in_force: {from: 2027-03-01}, when: {product.stage: pilot}}]\nconclude: {product.is.cash: true}\n"
        ),
        "boundaries/x.yaml": always("forbid: {product.is.cash: true}"),
    }
    assert coming(files, "product: {stage: pilot}") == [
        ("2027-03-01", [("boundaries.x", "product", "met", "violated")])
    ]


def test_the_changes_of_a_day_name_their_elements() -> None:
    files = {
        "boundaries/x.yaml": rule(
            "for_each: data.items as item\nversions: [{in_force: {from: 2027-03-01}, require: {item.published: false}}]\n"
        )
    }
    ((_, changes),) = coming(files, "data: {items: [{id: b, published: true}, {id: a}]}")
    assert [(one[1], one[3]) for one in changes] == [
        ("data.items[id=a]", "undetermined"),
        ("data.items[id=b]", "violated"),
    ]


# ---- questions

ASKED = {
    "boundaries/a.yaml": always("require: {users.minimum_age: {at_least: 18}}"),
    "boundaries/b.yaml": always("require: {users.minimum_age: {at_least: 16}, product.stage: pilot}"),
    "boundaries/c.yaml": always("require: {credit.revolving: false}", force="advise"),
    "boundaries/d.yaml": always("require: {credit.revolving: false}", force="advise"),
    "boundaries/e.yaml": always("require: {credit.revolving: false}", force="warn"),
}


def test_what_may_block_is_asked_first_and_then_what_settles_most() -> None:
    found = decided(ASKED).questions
    assert [(one.path, len(one.settles), one.blocking) for one in found] == [
        ("users.minimum_age", 2, True),
        ("product.stage", 1, True),
        ("credit", 3, False),
    ]


def test_a_question_names_the_rules_it_settles() -> None:
    assert decided(ASKED).questions[0].settles == ("boundaries.a", "boundaries.b")


def test_a_question_is_asked_once() -> None:
    paths = [one.path for one in decided(ASKED).questions]
    assert len(paths) == len(set(paths))


def test_what_is_stated_is_not_asked() -> None:
    assert (
        decided(ASKED, "users: {minimum_age: 18}\nproduct: {stage: pilot}\ncredit: {revolving: true}").questions == ()
    )


def test_a_rule_that_is_settled_asks_nothing() -> None:
    found = decided(ASKED, "users: {minimum_age: 12}")
    assert [one.path for one in found.questions] == ["credit"]


STAGED = {
    "classify/t/lending.yaml": always(
        "when: {credit.purpose: consumption}", conclude="{product.activities: {add: lending}}"
    ),
    "boundaries/a.yaml": always(
        "when: {product.activities: {contains_any: [lending]}, users.minimum_age: {at_least: 1}}, "
        "require: {product.stage: pilot}"
    ),
}


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("", ["credit"]),
        ("credit: {mode: offline}", ["credit.purpose"]),
        ("credit: {purpose: consumption}", ["users.minimum_age"]),
        ("credit: {purpose: consumption}\nusers: {minimum_age: 18}", ["product.stage"]),
        ("credit: none", []),
        ("credit: {purpose: education}", []),
    ],
    ids=[
        "nothing",
        "some of the section",
        "what it is",
        "and when it applies",
        "not in that business",
        "another thing",
    ],
)
def test_what_a_product_is_is_asked_before_what_it_must_do(told: str, asked: list[str]) -> None:
    assert [one.path for one in decided(STAGED, told).questions] == asked


@pytest.mark.parametrize("stage", ["idea", "pilot"], ids=["what it requires fails", "what it requires holds"])
def test_a_rule_whose_application_is_open_is_asked_about_whatever_it_requires(stage: str) -> None:
    decision = decided(STAGED, f"product: {{stage: {stage}}}\nusers: {{minimum_age: 18}}")

    assert finding(decision).outcome == "undetermined"
    assert [one.path for one in decision.questions] == ["credit"]


def test_a_finding_names_all_that_is_open_though_less_is_asked() -> None:
    assert finding(decided(STAGED)).open == ("credit.purpose", "users.minimum_age", "product.stage")


def test_a_question_is_a_sentence_in_both_languages() -> None:
    (question, *_) = decided(ASKED).questions
    assert (question.ask.zh, question.ask.en) == ("用户最低多少岁？", "What is the lowest age of a user?")


def test_a_question_about_an_element_names_it() -> None:
    files = {"boundaries/x.yaml": always("require: {item.published: false}", for_each="data.items as item")}
    (question,) = decided(files, "data: {items: [{id: a, category: contacts}]}").questions
    assert (question.path, question.ask.en) == ("data.items[id=a].published", "contacts: Is it made public?")


# ---- counts and order


def test_findings_are_counted_by_outcome_and_force() -> None:
    assert decided(ASKED, "users: {minimum_age: 12}").counts == {
        "violated": 2,
        "violated.block": 2,
        "undetermined": 3,
        "undetermined.advise": 2,
        "undetermined.warn": 1,
    }


def test_findings_stand_in_the_order_of_rule_and_subject() -> None:
    files = {
        "boundaries/z.yaml": always("require: {product.stage: pilot}"),
        "boundaries/b.yaml": always("require: {item.published: false}", for_each="data.items as item"),
    }
    found = decided(files, "data: {items: [{id: b}, {id: a}]}").findings
    assert [(one.rule, one.subject) for one in found] == [
        ("boundaries.b", "data.items[id=b]"),
        ("boundaries.b", "data.items[id=a]"),
        ("boundaries.z", "product"),
    ]


def test_findings_are_picked_by_outcome_and_force() -> None:
    decision = decided(ASKED, "users: {minimum_age: 12}")
    picked = [len(decision.having(*wanted)) for wanted in (("violated",), ("undetermined", "warn"), ("met",))]
    assert picked == [2, 1, 0]


# ---- the law of growth, on the sample

SETTLED = ("violated", "met", "not_applicable")


@pytest.fixture(scope="module")
def bundled() -> Rulebook:
    return Rulebook.load(cached=False)


def lines_left_out(text: str, seed: int) -> Iterator[Manifest]:
    """The sample with facts taken away, each still a manifest."""
    chance = random.Random(seed)  # noqa: S311 - reproducible, not secret
    lines = text.splitlines()
    while True:
        kept = list(lines)
        for _ in range(chance.randint(1, 6)):
            index = chance.randrange(2, len(kept))
            head, colon, _ = kept[index].partition(":")
            kept[index] = f"{head}{colon} null" if colon and chance.random() < 0.5 else kept[index]
        try:
            yield read_manifest("\n".join(kept), "less.yaml")
        except ManifestError:
            continue


@pytest.mark.parametrize("seed", range(4))
def test_what_was_settled_stays_so_when_more_is_told(bundled: Rulebook, seed: int) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    whole = settled(bundled.check(read_manifest(text, "all.yaml"), as_of=DAY))
    changed: list[object] = []
    for less, _ in zip(lines_left_out(text, seed), range(15), strict=False):
        known = settled(bundled.check(less, as_of=DAY))
        changed += [(key, one, whole[key]) for key, one in known.items() if key in whole and whole[key] != one]
    assert changed == []


def settled(decision: Decision) -> dict[tuple[str, str], str]:
    subject = decision.explainer.subject
    return {(one.check.rule.id, subject(one)): one.outcome for one in decision.outcomes if one.outcome in SETTLED}


def test_a_manifest_that_says_nothing_settles_little(bundled: Rulebook) -> None:
    decision = bundled.check(manifest(), as_of=DAY)
    assert (decision.verdict, decision.having("violated")) == ("undetermined", ())
