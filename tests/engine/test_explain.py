"""What a finding says for itself: how sure it is, which facts it rests on and which are open, whence its numbers come."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hegui.values import NONE
from rulebooks import always, decided, finding, parameter, rule, series

RULE = "boundaries/x.yaml"
PILOT, ADULTS = "product: {stage: pilot}", "users: {minimum_age: 18}"

CASH = {"classify/x.yaml": always("when: {product.stage: pilot}", conclude="{product.is.cash: true}")}
OF_A_FACT = {RULE: always("require: {product.stage: idea}")}
OF_A_CONCLUSION = {**CASH, RULE: always("forbid: {product.is.cash: true}")}
OF_A_CHAIN = {
    **CASH,
    "classify/y.yaml": always("when: {product.is.cash: true}", conclude="{product.is.online: true}"),
    RULE: always("forbid: {product.is.online: true}"),
}
CAP = {"parameters/p.yaml": "cap: " + parameter(series(("2020-01-01", "5"), confidence="secondary"))}
OF_A_NUMBER = {**CAP, RULE: always("require: {users.minimum_age: {at_most: {param: cap}}}")}
OF_A_NUMBER_BELOW = {
    **CAP,
    "classify/x.yaml": always(
        "when: {users.minimum_age: {more_than: {param: cap}}}", conclude="{product.is.cash: true}"
    ),
    RULE: always("forbid: {product.is.cash: true}"),
}


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
    assert finding(decided(OF_A_CHAIN)).open == ("product.stage",)


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
    place = finding(decided(OF_A_CHAIN, "product:\n  name: x\n  stage: pilot\n")).location
    assert (place.line, place.column) == (4, 3)


def test_a_violation_stands_at_a_fact_that_is_stated_if_there_is_one() -> None:
    files = {RULE: always("require: {any: [{credit.revolving: true}, {product.stage: pilot}]}")}
    place = finding(decided(files, "credit: none\nproduct: {stage: idea}\n")).location
    assert (place.line, place.column, place.stated) == (3, 11, True)


def test_an_unknown_list_stands_at_what_is_nearest() -> None:
    files = {RULE: always("require: {item.published: false}", for_each="data.items as item")}
    place = finding(decided(files, "data:\n  core_data: true\n")).location
    assert (place.line, place.stated) == (2, False)


def test_a_finding_shows_its_numbers() -> None:
    (used,) = finding(decided(OF_A_NUMBER, ADULTS)).parameters
    assert (used.id, used.value, used.since, used.source, used.standing, used.confidence, used.stale) == (
        "cap",
        Decimal(5),
        date(2020, 1, 1),
        "s",
        "text",
        "secondary",
        False,
    )


@pytest.mark.parametrize(
    ("said", "bound"),
    [({}, ()), ({"reading": "simple"}, ("simple",)), ({"reading": "[effective, nominal]"}, ("nominal", "effective"))],
)
def test_a_number_shows_the_readings_of_a_yearly_cost_it_binds(said: dict[str, str], bound: tuple[str, ...]) -> None:
    files = {
        RULE: always("require: {loan.nominal_rate: {at_most: {param: cap}}}", for_each="pricing.credits as loan"),
        "parameters/p.yaml": "cap: " + parameter(series(("2020-01-01", "24% per year")), "rate", **said),
    }
    (used,) = finding(decided(files, "pricing: {credits: [{nominal_rate: 30% per year}]}")).parameters
    assert used.reading == bound


def test_the_numbers_behind_a_conclusion_are_shown_as_well() -> None:
    assert [one.id for one in finding(decided(OF_A_NUMBER_BELOW, ADULTS)).parameters] == ["cap"]


def test_a_finding_cites_what_it_rests_on() -> None:
    files = {
        RULE: always("require: {product.stage: idea}", sources='[{instrument: LAW, article: null}, {report: "4.1"}]')
    }
    assert [(one.instrument, one.article) for one in finding(decided(files, PILOT)).citations] == [
        ("LAW", None),
        ("REPORT", "4.1"),
    ]


DERIVED = {
    "a fact": (OF_A_FACT, [("product.stage", "false", None, [])]),
    "a conclusion with its rule and facts": (
        OF_A_CONCLUSION,
        [("product.is.cash", "true", "classify.x", [("product.stage", "true", None, [])])],
    ),
    "a conclusion of a conclusion": (
        OF_A_CHAIN,
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


@pytest.mark.parametrize(("files", "steps"), DERIVED.values(), ids=DERIVED)
def test_a_finding_is_derived_from(files: dict[str, str], steps: list[object]) -> None:
    assert [derived(one) for one in finding(decided(files, PILOT)).derivation] == steps


def derived(step: object) -> tuple[str, str, str | None, list[object]]:
    return step.path, step.truth, step.rule, [derived(one) for one in step.steps]  # type: ignore[attr-defined]


def test_all_that_prove_a_conclusion_are_named_in_order_of_their_ids() -> None:
    other = always("when: {product.stage: {in: [pilot, idea]}}", conclude="{product.is.cash: true}")
    found = finding(decided({**OF_A_CONCLUSION, "classify/a.yaml": other}, PILOT))
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
    files = {
        RULE: always("require: {credit.revolving: true}", message="{zh: '{product.stage}', en: '{product.stage}'}")
    }
    found = finding(decided(files, "credit: {revolving: false}")).message
    assert (found.zh, found.en) == ("未说明", "not stated")


def test_a_fact_is_told_as_it_is_whatever_it_looks_like() -> None:
    files = {RULE: always("require: {product.stage: pilot}", message="{zh: '{product.name}', en: '{product.name}'}")}
    assert finding(decided(files, "product: {name: '{product.stage}', stage: idea}")).message.en == "{product.stage}"


FAULT = {
    RULE: always(
        "require: {product.stage: pilot}", title="{zh: 应为试点, en: a pilot}", fault="{zh: 不是试点, en: no pilot}"
    )
}


@pytest.mark.parametrize(
    ("stage", "title", "message"),
    [("idea", "no pilot", "message"), ("pilot", "a pilot", "a pilot"), ("null", "a pilot", "a pilot")],
)
def test_a_finding_is_headed_by_the_fault_only_where_there_is_one(stage: str, title: str, message: str) -> None:
    found = finding(decided(FAULT, f"product: {{stage: {stage}}}"))
    assert (found.title.en, found.message.en) == (title, message)


def test_a_rule_without_a_fault_of_its_own_is_headed_by_its_title() -> None:
    assert (
        finding(decided({RULE: always("require: {product.stage: pilot}")}, "product: {stage: idea}")).title.en
        == "title"
    )


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
    assert [one.confidence for one in decided(OF_A_NUMBER_BELOW, ADULTS).characterised] == ["secondary"]


def test_the_parts_of_a_product_are_listed_by_name() -> None:
    files = {
        "classify/x.yaml": always(
            "when: {item.category: contacts}", for_each="data.items as item", conclude="{item.class: {at_least: C2}}"
        )
    }
    found = decided(files, "data: {items: [{id: a, category: contacts}, {id: b, category: bank_card}]}").characterised
    assert [(one.owner, one.member) for one in found] == [("data.items[id=a]", "C1"), ("data.items[id=a]", "C2")]
