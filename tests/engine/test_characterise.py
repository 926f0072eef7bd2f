"""What a product and its parts are: flags, sets and levels, concluded from facts and from one another."""

from __future__ import annotations

from datetime import date

import pytest
from hegui import inference
from hegui.values import FALSE, TRUE, UNKNOWN
from rulebooks import BASE, DAY, always, manifest, rule, rulebook

PRODUCT = {
    "classify/cash.yaml": always(
        "when: {credit.payout.to: {contains_any: [borrower_account]}}", conclude="{product.is.cash: true}"
    ),
    "classify/cash-2.yaml": always("when: {product.stage: pilot}", conclude="{product.is.cash: true}"),
    "classify/lending.yaml": always("when: {product.is.cash: true}", conclude="{product.activities: {add: lending}}"),
    "classify/online.yaml": always("when: {product.is.cash: false}", conclude="{product.is.online: true}"),
}
ITEM = "data.items as item"
LEVELS = {
    "classify/c1.yaml": always(
        "when: {item.category: {in: [contacts]}}", for_each=ITEM, conclude="{item.class: {at_least: C1}}"
    ),
    "classify/c2.yaml": always(
        "when: {item.needed_for_service: true}", for_each=ITEM, conclude="{item.class: {at_least: C2}}"
    ),
    "classify/c3.yaml": always("when: {item.published: true}", for_each=ITEM, conclude="{item.class: {at_least: C3}}"),
}


@pytest.fixture(params=["core", "compiled"])
def core(request: pytest.FixtureRequest) -> bool:
    if request.param == "core":
        assert inference.available()
    return request.param == "core"


def unit(files: dict[str, str], text: str, key: str, *, core: bool, day: date = DAY) -> object:
    return rulebook(files).case(manifest(text), day, core=core).root[f"@{key}"]


FLAGS = {
    "one rule holds": ("product: {stage: pilot}", TRUE),
    "the other holds": ("credit: {payout: {to: [borrower_account]}}\nproduct: {stage: idea}", TRUE),
    "one holds, the other is unknown": ("product: {stage: pilot}\ncredit: {payout: {to: null}}", TRUE),
    "none holds": ("product: {stage: idea}\ncredit: {payout: {to: [merchant]}}", FALSE),
    "one is unknown": ("product: {stage: idea}", UNKNOWN),
    "nothing is known": ("", UNKNOWN),
    "there is none": ("product: {stage: none}\ncredit: none", FALSE),
    "it is something else": ("product: {stage: other}\ncredit: none", UNKNOWN),
}


@pytest.mark.parametrize(("text", "truth"), FLAGS.values(), ids=FLAGS)
def test_a_conclusion_holds_if_one_rule_does(text: str, truth: int, core: bool) -> None:
    assert unit(PRODUCT, text, "product.is.cash", core=core) == truth


@pytest.mark.parametrize(("text", "truth"), FLAGS.values(), ids=FLAGS)
def test_a_conclusion_follows_from_another(text: str, truth: int, core: bool) -> None:
    assert unit(PRODUCT, text, "product.activities:lending", core=core) == truth


@pytest.mark.parametrize(("text", "truth"), FLAGS.values(), ids=FLAGS)
def test_a_conclusion_follows_from_another_not_holding(text: str, truth: int, core: bool) -> None:
    opposite = {TRUE: FALSE, FALSE: TRUE, UNKNOWN: UNKNOWN}
    assert unit(PRODUCT, text, "product.is.online", core=core) == opposite[truth]


def test_what_no_rule_concludes_does_not_hold(core: bool) -> None:
    assert unit({}, "", "product.is.cash", core=core) == FALSE


@pytest.mark.parametrize(("day", "truth"), [("2019-12-31", FALSE), ("2020-01-01", TRUE)])
def test_a_classification_binds_from_its_first_day(day: str, truth: int, core: bool) -> None:
    found = unit(PRODUCT, "product: {stage: pilot}", "product.is.cash", core=core, day=date.fromisoformat(day))
    assert found == truth


def test_a_classification_changes_with_its_versions(core: bool) -> None:
    text = rule("""
        versions:
          - {in_force: {from: 2020-01-01, until: 2021-01-01}, when: {product.stage: pilot}}
          - {in_force: {from: 2022-01-01}, when: {product.stage: idea}}
        conclude: {product.is.cash: true}
    """)
    days = [date(2020, 12, 31), date(2021, 1, 1), date(2021, 12, 31), date(2022, 1, 1)]
    found = [
        unit({"classify/x.yaml": text}, "product: {stage: pilot}", "product.is.cash", core=core, day=day)
        for day in days
    ]
    assert found == [TRUE, FALSE, FALSE, FALSE]


ITEMS = {
    "nothing": ("{category: bank_card, needed_for_service: false, published: false}", (FALSE, FALSE, FALSE)),
    "the lowest": ("{category: contacts, needed_for_service: false, published: false}", (TRUE, FALSE, FALSE)),
    "the middle, and so the lowest": (
        "{category: bank_card, needed_for_service: true, published: false}",
        (TRUE, TRUE, FALSE),
    ),
    "the highest, and so all": (
        "{category: bank_card, needed_for_service: false, published: true}",
        (TRUE, TRUE, TRUE),
    ),
    "at least the lowest": ("{category: contacts, needed_for_service: null, published: false}", (TRUE, UNKNOWN, FALSE)),
    "perhaps the highest": (
        "{category: bank_card, needed_for_service: false, published: null}",
        (UNKNOWN, UNKNOWN, UNKNOWN),
    ),
    "anything": ("null", (UNKNOWN, UNKNOWN, UNKNOWN)),
}
TESTS = {
    "at least C2": ("{at_least: C2}", lambda held: held[1]),
    "at most C1": ("{at_most: C1}", lambda held: negated(held[1])),
    "at most C3": ("{at_most: C3}", lambda _: TRUE),
    "C2": ("C2", lambda held: held[1] & negated(held[2])),
    "C3": ("C3", lambda held: held[2]),
    "C1 or C3": ("{in: [C1, C3]}", lambda held: (held[0] & negated(held[1])) | held[2]),
    "any level": ("{exists: true}", lambda held: held[0]),
    "no level": ("{exists: false}", lambda held: negated(held[0])),
}


def negated(truth: int) -> int:
    return {TRUE: FALSE, FALSE: TRUE}.get(truth, UNKNOWN)


@pytest.mark.parametrize(("item", "levels"), ITEMS.values(), ids=ITEMS)
def test_a_level_is_the_highest_that_holds(item: str, levels: tuple[int, int, int], core: bool) -> None:
    case = rulebook(LEVELS).case(manifest(f"data: {{items: [{item}]}}"), DAY, core=core)
    (element,) = case.root["data.items"]  # type: ignore[misc]
    assert tuple(element[f"@class:{name}"] for name in ("C1", "C2", "C3")) == levels


@pytest.mark.parametrize("said", TESTS)
@pytest.mark.parametrize("held", ITEMS)
def test_a_level_is_tested_by_what_holds(said: str, held: str, core: bool) -> None:
    condition, expected = TESTS[said]
    some = f"when: {{some: {{of: data.items as item, hold: {{item.class: {condition}}}}}}}"
    files = {**LEVELS, "classify/product.yaml": always(some, conclude="{product.is.cash: true}")}
    item, levels = ITEMS[held]
    assert unit(files, f"data: {{items: [{item}]}}", "product.is.cash", core=core) == expected(levels)


SETS = {
    "both hold": ("true, published: true", (TRUE, TRUE)),
    "one holds": ("true, published: false", (TRUE, FALSE)),
    "one may": ("false, published: null", (FALSE, UNKNOWN)),
    "neither": ("false, published: false", (FALSE, FALSE)),
}
SET_TESTS = {
    "any of both": ("{contains_any: [lending, payment]}", lambda held: held[0] | held[1]),
    "all of both": ("{contains_all: [lending, payment]}", lambda held: held[0] & held[1]),
    "lending only": ("{subset_of: [lending]}", lambda held: negated(held[1])),
    "whatever": ("{subset_of: [lending, payment]}", lambda _: TRUE),
}


@pytest.mark.parametrize("said", SET_TESTS)
@pytest.mark.parametrize("held", SETS)
def test_a_set_is_tested_member_by_member(said: str, held: str, core: bool) -> None:
    some = "when: {{some: {{of: data.items as item, hold: {{item.{}: true}}}}}}"
    files = {
        "classify/a.yaml": always(some.format("needed_for_service"), conclude="{product.activities: {add: lending}}"),
        "classify/b.yaml": always(some.format("published"), conclude="{product.activities: {add: payment}}"),
        "classify/c.yaml": always(
            f"when: {{product.activities: {SET_TESTS[said][0]}}}", conclude="{product.is.cash: true}"
        ),
    }
    facts, truths = SETS[held]
    found = unit(files, f"data: {{items: [{{needed_for_service: {facts}}}]}}", "product.is.cash", core=core)
    assert found == SET_TESTS[said][1](truths)


# ---- from one record to another

ACROSS = {
    "classify/sensitive.yaml": always(
        "when: {item.category: biometric.face, product.is.cash: true}",
        for_each=ITEM,
        conclude="{item.is.sensitive: true}",
    ),
    "classify/cash.yaml": always("when: {product.stage: pilot}", conclude="{product.is.cash: true}"),
    "classify/online.yaml": always(
        "when: {every: {of: data.items as item, hold: {item.is.sensitive: true}}}", conclude="{product.is.online: true}"
    ),
    "classify/class.yaml": always(
        "when: {product.is.online: true}", for_each=ITEM, conclude="{item.class: {at_least: C3}}"
    ),
}
FACE, CARD = "{category: biometric.face}", "{category: bank_card}"


@pytest.mark.parametrize(
    ("stage", "items", "online", "classes"),
    [
        ("pilot", f"[{FACE}, {FACE}]", TRUE, [TRUE, TRUE]),
        ("pilot", f"[{FACE}, {CARD}]", FALSE, [FALSE, FALSE]),
        ("pilot", f"[{FACE}, null]", UNKNOWN, [UNKNOWN, UNKNOWN]),
        ("null", f"[{FACE}]", UNKNOWN, [UNKNOWN]),
        ("idea", f"[{FACE}]", FALSE, [FALSE]),
        ("pilot", "[]", TRUE, []),
        ("pilot", "none", TRUE, []),
        ("pilot", "null", UNKNOWN, []),
    ],
)
def test_conclusions_cross_from_the_product_to_its_parts_and_back(
    stage: str, items: str, online: int, classes: list[int], core: bool
) -> None:
    case = rulebook(ACROSS).case(manifest(f"product: {{stage: {stage}}}\ndata: {{items: {items}}}"), DAY, core=core)
    elements = case.occurrences("data.items[]")[0]
    assert (case.root["@product.is.online"], [one.records[-1]["@class:C3"] for one in elements]) == (online, classes)


def test_elements_of_elements_are_classified_one_by_one(core: bool) -> None:
    conclusions = (
        BASE["vocabulary/conclusions.yaml"]
        + "pricing.credits[].fees[]:\n  is.dear: {kind: flag, label: {zh: 贵, en: dear}}\n"
    )
    dear = always(
        "when: {fee.rate: {more_than: 1%}, loan.periods: {at_least: 12}}",
        for_each="[pricing.credits as loan, loan.fees as fee]",
        conclude="{fee.is.dear: true}",
    )
    text = "pricing: {credits: [{periods: 12, fees: [{rate: 2%}, {rate: 1%}]}, {periods: 11, fees: [{rate: 2%}]}, {fees: [{rate: 2%}]}]}"
    case = rulebook({"vocabulary/conclusions.yaml": conclusions, "classify/x.yaml": dear}).case(
        manifest(text), DAY, core=core
    )
    fees = case.occurrences("pricing.credits[].fees[]")[0]
    assert [one.records[-1]["@is.dear"] for one in fees] == [TRUE, FALSE, FALSE, UNKNOWN]


def test_a_manifest_is_left_as_it_was(core: bool) -> None:
    it = manifest("product: {stage: pilot}\ndata: {items: [{category: contacts}]}")
    before = it.digest
    rulebook({**PRODUCT, **LEVELS}).case(it, DAY, core=core)
    assert not any(key.startswith("@") for key in (*it.record, *it.record["data.items"][0]))  # type: ignore[index]
    assert before == it.digest
