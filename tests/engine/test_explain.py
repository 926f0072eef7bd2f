"""What a finding says for itself: how sure it is, which facts it rests on and which are open, whence its numbers come."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hegui.errors import UsageError
from hegui.values import NONE
from rulebooks import always, decided, finding, parameter, rule, rulebook, series

RULE = "boundaries/x.yaml"
PILOT = "product: {stage: pilot}"


# ---- confidence


def stated(level: str) -> dict[str, str]:
    """A confidence to write into a rule."""
    return {"confidence": level}


def of_rule(level: str) -> tuple[dict[str, str], str]:
    return {RULE: always("require: {product.stage: idea}", **stated(level))}, PILOT


def of_classification(level: str) -> tuple[dict[str, str], str]:
    return {
        "classify/x.yaml": always("when: {product.stage: pilot}", conclude="{product.is.cash: true}", **stated(level)),
        RULE: always("forbid: {product.is.cash: true}"),
    }, PILOT


def of_a_chain(level: str) -> tuple[dict[str, str], str]:
    return {
        "classify/x.yaml": always("when: {product.stage: pilot}", conclude="{product.is.cash: true}", **stated(level)),
        "classify/y.yaml": always("when: {product.is.cash: true}", conclude="{product.is.online: true}"),
        RULE: always("forbid: {product.is.online: true}"),
    }, PILOT


def of_an_element(level: str) -> tuple[dict[str, str], str]:
    return {
        "classify/x.yaml": always(
            "when: {item.published: true}",
            for_each="data.items as item",
            conclude="{item.is.sensitive: true}",
            **stated(level),
        ),
        RULE: always("require: {none: {of: data.items as item, hold: {item.is.sensitive: true}}}"),
    }, "data: {items: [{published: true}]}"


def of_a_set(level: str) -> tuple[dict[str, str], str]:
    return {
        "classify/x.yaml": always("when: {product.stage: pilot}", conclude="{product.activities: {add: lending}}"),
        "classify/y.yaml": always(
            "when: {product.stage: pilot}", conclude="{product.activities: {add: payment}}", **stated(level)
        ),
        RULE: always("forbid: {product.activities: {contains_all: [lending, payment]}}"),
    }, PILOT


def of_a_number(level: str) -> tuple[dict[str, str], str]:
    return {
        "parameters/p.yaml": "cap: " + parameter(series(("2020-01-01", "5"), confidence=level)),
        RULE: always("require: {users.minimum_age: {at_most: {param: cap}}}"),
    }, "users: {minimum_age: 18}"


def of_a_number_in_a_classification(level: str) -> tuple[dict[str, str], str]:
    return {
        "parameters/p.yaml": "cap: " + parameter(series(("2020-01-01", "5"), confidence=level)),
        "classify/x.yaml": always(
            "when: {users.minimum_age: {more_than: {param: cap}}}", conclude="{product.is.cash: true}"
        ),
        RULE: always("forbid: {product.is.cash: true}"),
    }, "users: {minimum_age: 18}"


def of_a_number_of_a_formula(level: str) -> tuple[dict[str, str], str]:
    return {
        "parameters/p.yaml": "lpr: "
        + parameter(series(("2020-01-01", "5"), confidence=level))
        + "cap: "
        + parameter("formula: {times: [2, {param: lpr}]}"),
        RULE: always("require: {users.minimum_age: {at_most: {param: cap}}}"),
    }, "users: {minimum_age: 18}"


def of_a_list(level: str) -> tuple[dict[str, str], str]:
    return {
        "vocabulary/lists.yaml": f"w: {{label: {{zh: 词, en: w}}, kind: stage, confidence: {level}, members: [pilot]}}\n",
        RULE: always("forbid: {product.stage: {in: {list: w}}}"),
    }, PILOT


def of_a_list_among_elements(level: str) -> tuple[dict[str, str], str]:
    return {
        "vocabulary/lists.yaml": f"w: {{label: {{zh: 词, en: w}}, kind: data_category, confidence: {level}, members: [contacts]}}\n",
        RULE: always("require: {some: {of: data.items as item, hold: {item.category: {in: {list: w}}}}}"),
    }, "data: {items: [{category: bank_card}]}"


def of_the_number_counted(level: str) -> tuple[dict[str, str], str]:
    return {
        "parameters/p.yaml": "cap: " + parameter(series(("2020-01-01", "0"), confidence=level)),
        RULE: always("require: {count: {of: data.items as item, at_most: {param: cap}}}"),
    }, "data: {items: [{category: bank_card}]}"


BASES = [
    of_rule,
    of_classification,
    of_a_chain,
    of_an_element,
    of_a_set,
    of_a_number,
    of_a_number_in_a_classification,
    of_a_number_of_a_formula,
    of_a_list,
    of_a_list_among_elements,
    of_the_number_counted,
]


@pytest.mark.parametrize("level", ["verified", "secondary", "unverified"])
@pytest.mark.parametrize("basis", BASES, ids=[one.__name__ for one in BASES])
def test_a_finding_is_as_sure_as_what_it_rests_on(basis: object, level: str) -> None:
    found = finding(decided(*basis(level)))  # type: ignore[operator]
    assert (found.outcome, found.confidence) == ("violated", level)


@pytest.mark.parametrize("basis", BASES, ids=[one.__name__ for one in BASES])
def test_what_nobody_confirmed_warns_and_does_not_block(basis: object) -> None:
    decision = decided(*basis("unverified"))  # type: ignore[operator]
    found = finding(decision)
    assert (found.force, found.ruled_force, decision.verdict) == ("warn", "block", "clear")


@pytest.mark.parametrize("basis", BASES, ids=[one.__name__ for one in BASES])
def test_what_the_public_reports_say_blocks(basis: object) -> None:
    decision = decided(*basis("secondary"))  # type: ignore[operator]
    assert (finding(decision).force, decision.verdict) == ("block", "blocked")


@pytest.mark.parametrize("force", ["warn", "advise"])
def test_a_rule_that_does_not_block_keeps_its_force(force: str) -> None:
    files = {RULE: always("require: {product.stage: idea}", force=force, confidence="unverified")}
    assert finding(decided(files, PILOT)).force == force


def test_of_several_proofs_the_best_counts() -> None:
    files, text = of_classification("unverified")
    other = always("when: {credit.revolving: true}", conclude="{product.is.cash: true}", confidence="secondary")
    found = finding(decided({**files, "classify/z.yaml": other}, f"{text}\ncredit: {{revolving: true}}"))
    assert (found.confidence, found.force) == ("secondary", "block")


def test_a_proof_that_does_not_hold_lends_nothing() -> None:
    files, text = of_classification("unverified")
    other = always("when: {credit.revolving: true}", conclude="{product.is.cash: true}", confidence="verified")
    assert (
        finding(decided({**files, "classify/z.yaml": other}, f"{text}\ncredit: {{revolving: false}}")).confidence
        == "unverified"
    )


def test_the_number_of_another_day_has_its_own_confidence() -> None:
    steps = (
        series(("2020-01-01", "5"))[:-1] + ", " + series(("2026-01-01", "6"), confidence="unverified").partition("[")[2]
    )
    files = {
        "parameters/p.yaml": "cap: " + parameter(steps),
        RULE: always("require: {users.minimum_age: {at_most: {param: cap, on: {fact: credit.contract_date}}}}"),
    }
    text = "users: {minimum_age: 18}\ncredit: {contract_date: %s}"
    assert [finding(decided(files, text % day)).confidence for day in ("2021-01-01", "2026-01-01")] == [
        "verified",
        "unverified",
    ]


def test_a_rule_displaced_by_an_unconfirmed_one_is_not_sure_either() -> None:
    files = {
        RULE: always("require: {users.minimum_age: {at_least: 18}}"),
        "boundaries/y.yaml": always(
            "when: {product.stage: pilot}, require: {users.minimum_age: {at_least: 16}}",
            overrides="[boundaries.x]",
            confidence="unverified",
        ),
    }
    found = finding(decided(files, PILOT), "boundaries.x")
    assert (found.outcome, found.confidence) == ("not_applicable", "unverified")


# ---- trust


def test_what_is_clear_on_trust_is_listed() -> None:
    files, _ = of_rule("unverified")
    decision = decided(files, "product: {stage: idea}")
    assert (decision.verdict, [one.rule for one in decision.on_trust]) == ("clear", ["boundaries.x"])


@pytest.mark.parametrize("level", ["verified", "secondary"])
def test_what_was_confirmed_is_not_on_trust(level: str) -> None:
    assert decided(of_rule(level)[0], "product: {stage: idea}").on_trust == ()


@pytest.mark.parametrize("force", ["warn", "advise"])
def test_only_blocking_rules_can_be_clear_on_trust(force: str) -> None:
    files = {RULE: always("require: {product.stage: idea}", force=force, confidence="unverified")}
    assert decided(files, "product: {stage: idea}").on_trust == ()


@pytest.mark.parametrize("text", [PILOT, ""])
def test_what_is_not_clear_is_not_on_trust(text: str) -> None:
    assert decided(of_rule("unverified")[0], text).on_trust == ()


def test_a_firm_may_trust_a_rule() -> None:
    files, text = of_rule("unverified")
    decision = decided(files, text, trust={"boundaries.x": "secondary"})
    assert (finding(decision).confidence, decision.verdict) == ("secondary", "blocked")


def test_a_firm_may_trust_a_classification() -> None:
    files, text = of_classification("unverified")
    assert decided(files, text, trust={"classify.x": "verified"}).verdict == "blocked"


def test_trust_is_recorded() -> None:
    files, text = of_rule("unverified")
    assert decided(files, text, trust={"boundaries.x": "secondary"}).body["rulebook"]["trust"] == {
        "boundaries.x": "secondary"
    }  # type: ignore[index]


@pytest.mark.parametrize("trust", [{"boundaries.y": "verified"}, {"boundaries.x": "certain"}])
def test_trust_is_of_a_known_rule_and_level(trust: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        rulebook(of_rule("unverified")[0], trust=trust)


# ---- open facts

OPEN = {
    "all that is unknown": ("{product.stage: pilot, product.name: x}", "", {"product.stage", "product.name"}),
    "not what is settled": ("{product.stage: pilot, product.name: x}", PILOT, {"product.name"}),
    "not what can no longer change it": (
        "{any: [{all: [{product.stage: idea}, {product.name: x}]}, {credit.revolving: true}]}",
        PILOT,
        {"credit.revolving"},
    ),
    "both sides of a comparison": (
        "{users.minimum_age: {at_most: {fact: users.maximum_age}}}",
        "",
        {"users.minimum_age", "users.maximum_age"},
    ),
    "the other side of a comparison": (
        "{users.minimum_age: {at_most: {fact: users.maximum_age}}}",
        "users: {minimum_age: 18}",
        {"users.maximum_age"},
    ),
    "the day something runs from": (
        "{product.launch_date: {within: {days: 5, of: credit.contract_date}}}",
        "product: {launch_date: 2026-01-01}",
        {"credit.contract_date"},
    ),
    "what was answered with another": ("{product.stage: pilot}", "product: {stage: other}", {"product.stage"}),
    "a list with one not described": (
        "{product.channels: {contains_any: [branch]}}",
        "product: {channels: [null]}",
        {"product.channels"},
    ),
    "a list": ("{some: {of: data.items as item, hold: {item.published: true}}}", "", {"data.items"}),
    "the elements that matter": (
        "{some: {of: data.items as item, where: {item.category: contacts}, hold: {item.published: true}}}",
        "data: {items: [{id: a, category: contacts}, {id: b, category: bank_card}, {id: c, category: contacts, published: false}]}",
        {"data.items[id=a].published"},
    ),
    "the elements counted": (
        "{count: {of: data.items as item, where: {item.published: true}, at_most: 1}}",
        "data: {items: [{id: a, published: true}, {id: b}]}",
        {"data.items[id=b].published"},
    ),
    "the proof of a fact": (
        "{credit.limit: {evidenced: true}}",
        "credit: {limit: 5}",
        {"credit.limit.evidence"},
    ),
}


@pytest.mark.parametrize(("require", "text", "paths"), OPEN.values(), ids=OPEN)
def test_an_undetermined_finding_names_what_is_open(require: str, text: str, paths: set[str]) -> None:
    found = finding(decided({RULE: always(f"require: {require}")}, text))
    assert (found.outcome, set(found.open)) == ("undetermined", paths)


def test_what_is_open_is_found_through_conclusions() -> None:
    files, _ = of_a_chain("verified")
    assert finding(decided(files)).open == ("product.stage",)


def test_what_is_open_of_an_element_is_its_own() -> None:
    files = {
        "classify/x.yaml": always(
            "when: {one.published: true}", for_each="data.items as one", conclude="{one.is.sensitive: true}"
        ),
        RULE: always(
            "when: {item.is.sensitive: true}, require: {item.consent.mode: separate}", for_each="data.items as item"
        ),
    }
    found = finding(decided(files, "data: {items: [{id: a, consent: {mode: bundled}}]}"))
    assert found.open == ("data.items[id=a].published",)


@pytest.mark.parametrize("stage", ["pilot", "idea", "none"])
def test_a_settled_finding_leaves_nothing_open(stage: str) -> None:
    files = {RULE: always("require: {product.stage: pilot}")}
    assert finding(decided(files, f"product: {{stage: {stage}}}")).open == ()


# ---- what it rests on


def test_a_finding_shows_the_facts_it_rests_on() -> None:
    files = {RULE: always("when: {product.stage: pilot}, require: {credit.limit: {at_most: 5}, product.name: x}")}
    text = "product: {stage: pilot, name: x}\ncredit: {limit: {value: 6, evidence: {reference: A}}}"
    shown = {one.path: (one.value, one.location.line, one.evidence) for one in finding(decided(files, text)).facts}
    assert shown == {"product.stage": ("pilot", 2, False), "credit.limit": (Decimal(6), 3, True)}


def test_a_fact_that_is_none_is_shown_as_none() -> None:
    (fact,) = finding(decided({RULE: always("require: {product.stage: pilot}")}, "product: {stage: none}")).facts
    assert fact.value is NONE


def test_a_violation_stands_where_the_fact_does() -> None:
    files = {
        RULE: always(
            "when: {product.stage: pilot}, require: {item.consent.mode: separate}", for_each="data.items as item"
        )
    }
    text = "product: {stage: pilot}\ndata:\n  items:\n    - id: a\n      consent:\n        mode: bundled\n"
    place = finding(decided(files, text)).location
    assert (place.file, place.line, place.column, place.stated) == ("it.yaml", 7, 9, True)


def test_a_violation_of_a_cost_stands_at_its_loan() -> None:
    files = {RULE: always("require: {loan.total_cost: {at_most: 1}}", for_each="pricing.credits as loan")}
    loan = "{principal: 1000, periods: 2, period: month, method: schedule, schedule: [510, 510], fees: []}"
    place = finding(decided(files, f"pricing:\n  credits:\n    - {loan}\n")).location
    assert (place.line, place.column) == (4, 7)


def test_a_violation_through_a_conclusion_stands_at_the_fact_behind_it() -> None:
    files, _ = of_a_chain("verified")
    place = finding(decided(files, "product:\n  name: x\n  stage: pilot\n")).location
    assert (place.line, place.column) == (4, 3)


def test_an_unknown_list_stands_at_what_is_nearest() -> None:
    files = {RULE: always("require: {item.published: false}", for_each="data.items as item")}
    place = finding(decided(files, "data:\n  core_data: true\n")).location
    assert (place.line, place.stated) == (2, False)


def test_a_finding_shows_its_numbers() -> None:
    files, text = of_a_number("secondary")
    (used,) = finding(decided(files, text)).parameters
    assert (used.id, used.value, used.since, used.source, used.standing, used.confidence, used.stale) == (
        "cap",
        Decimal(5),
        date(2020, 1, 1),
        "s",
        "text",
        "secondary",
        False,
    )


def test_the_numbers_behind_a_conclusion_are_shown_as_well() -> None:
    files, text = of_a_number_in_a_classification("verified")
    assert [one.id for one in finding(decided(files, text)).parameters] == ["cap"]


def test_a_finding_cites_what_it_rests_on() -> None:
    files = {
        RULE: always("require: {product.stage: idea}", sources='[{instrument: LAW, article: null}, {report: "4.1"}]')
    }
    assert [(one.instrument, one.article) for one in finding(decided(files, PILOT)).citations] == [
        ("LAW", None),
        ("REPORT", "4.1"),
    ]


DERIVED = {
    "a fact": (of_rule, [("product.stage", "false", None, [])]),
    "a conclusion with its rule and facts": (
        of_classification,
        [("product.is.cash", "true", "classify.x", [("product.stage", "true", None, [])])],
    ),
    "a conclusion of a conclusion": (
        of_a_chain,
        [
            (
                "product.is.online",
                "true",
                "classify.y",
                [("product.is.cash", "true", "classify.x", [("product.stage", "true", None, [])])],
            )
        ],
    ),
}


@pytest.mark.parametrize(("basis", "steps"), DERIVED.values(), ids=DERIVED)
def test_a_finding_is_derived_from(basis: object, steps: list[object]) -> None:
    assert [derived(one) for one in finding(decided(*basis("verified"))).derivation] == steps  # type: ignore[operator]


def derived(step: object) -> tuple[str, str, str | None, list[object]]:
    return step.path, step.truth, step.rule, [derived(one) for one in step.steps]  # type: ignore[attr-defined]


def test_all_that_prove_a_conclusion_are_named_in_order_of_their_ids() -> None:
    files, text = of_classification("verified")
    other = always("when: {product.stage: {in: [pilot, idea]}}", conclude="{product.is.cash: true}")
    found = finding(decided({**files, "classify/a.yaml": other}, text))
    assert [one.rule for one in found.derivation] == ["classify.a", "classify.x"]


def test_a_message_tells_the_facts() -> None:
    body = """
        for_each: data.items as item
        versions: [{in_force: {from: 2020-01-01}, require: {item.published: false}}]
        message: {zh: "{item.category}、{product.name}、{product.stage}", en: "{item.category}, {product.name}, {product.stage}"}
    """
    text = "product: {name: 轻享, stage: none}\ndata: {items: [{category: biometric.face, published: true}]}"
    found = finding(decided({RULE: rule(body)}, text)).message
    assert (found.zh, found.en) == ("人脸信息、轻享、无", "face, 轻享, none")


def test_a_message_says_what_is_not_stated() -> None:
    files = {RULE: always("require: {product.stage: pilot}", message="{zh: '{product.stage}', en: '{product.stage}'}")}
    found = finding(decided(files)).message
    assert (found.zh, found.en) == ("未说明", "not stated")


def test_a_fact_is_told_as_it_is_whatever_it_looks_like() -> None:
    files = {RULE: always("require: {product.stage: pilot}", message="{zh: '{product.name}', en: '{product.name}'}")}
    assert finding(decided(files, "product: {name: '{product.stage}'}")).message.en == "{product.stage}"


# ---- what the product is


def test_what_holds_and_what_may_hold_is_listed() -> None:
    files = {
        "classify/a.yaml": always(
            "when: {product.stage: pilot}", conclude="{product.activities: {add: lending}}", confidence="secondary"
        ),
        "classify/b.yaml": always("when: {credit.revolving: true}", conclude="{product.is.cash: true}"),
        "classify/c.yaml": always("when: {product.name: y}", conclude="{product.is.online: true}"),
    }
    found = decided(files, "product: {stage: pilot, name: x}").characterised
    assert [(one.owner, one.conclusion, one.member, one.truth, one.confidence) for one in found] == [
        ("product", "activities", "lending", "true", "secondary"),
        ("product", "is.cash", None, "unknown", "verified"),
    ]


def test_what_is_concluded_is_as_sure_as_the_numbers_behind_it() -> None:
    files, text = of_a_number_in_a_classification("unverified")
    assert [one.confidence for one in decided(files, text).characterised] == ["unverified"]


def test_the_parts_of_a_product_are_listed_by_name() -> None:
    files = {
        "classify/x.yaml": always(
            "when: {item.category: contacts}", for_each="data.items as item", conclude="{item.class: {at_least: C2}}"
        )
    }
    found = decided(files, "data: {items: [{id: a, category: contacts}, {id: b, category: bank_card}]}").characterised
    assert [(one.owner, one.member) for one in found] == [("data.items[id=a]", "C1"), ("data.items[id=a]", "C2")]
