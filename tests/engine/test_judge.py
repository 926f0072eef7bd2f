"""What a check comes to on each subject: the table of outcomes, lists, versions, special rules before general ones."""

from __future__ import annotations

import random
from datetime import date
from itertools import product

import pytest
from agreement import making, products, ways
from rulebooks import DAY, always, decided, finding, manifest, outcome, rule, rulebook

OUTCOMES = {
    ("true", "true"): "met",
    ("true", "unknown"): "undetermined",
    ("true", "false"): "violated",
    ("unknown", "true"): "undetermined",
    ("unknown", "unknown"): "undetermined",
    ("unknown", "false"): "undetermined",
    ("false", "true"): "not_applicable",
    ("false", "unknown"): "not_applicable",
    ("false", "false"): "not_applicable",
}
SAID = {"true": "pilot", "unknown": "null", "false": "idea"}


@pytest.mark.parametrize(("when", "require"), OUTCOMES)
def test_a_check_follows_the_table(when: str, require: str) -> None:
    files = {"boundaries/x.yaml": always("when: {product.stage: pilot}, require: {credit.revolving: true}")}
    said = {"true": "true", "unknown": "null", "false": "false"}[require]
    text = f"product: {{stage: {SAID[when]}}}\ncredit: {{revolving: {said}}}"
    assert outcome(files, text) == OUTCOMES[when, require]


MIRRORED = {"met": "violated", "violated": "met"}


@pytest.mark.parametrize("stage", ["pilot", "idea", "null", "none", "other"])
def test_a_ban_comes_to_the_opposite_of_a_demand(stage: str) -> None:
    text = f"product: {{stage: {stage}}}"
    demand, ban = (
        outcome({"boundaries/x.yaml": always(f"{word}: {{product.stage: pilot}}")}, text)
        for word in ("require", "forbid")
    )
    assert ban == MIRRORED.get(demand, demand)


# ---- lists

OF_ITEMS = always("require: {item.consent.mode: separate}", for_each="data.items as item")
SOME_ITEMS = always(
    "when: {item.category: contacts}, require: {item.consent.mode: separate}", for_each="data.items as item"
)
ONLY_PILOTS = always(
    "when: {product.stage: pilot}, require: {item.consent.mode: separate}", for_each="data.items as item"
)
OF_FEES = always("require: {fee.rate: {at_most: 1%}}", for_each="[pricing.credits as loan, loan.fees as fee]")

SUBJECTS = {
    "every element by itself": (
        OF_ITEMS,
        "data: {items: [{id: a, consent: {mode: separate}}, {id: b, consent: {mode: bundled}}, {id: c}]}",
        [("data.items[id=a]", "met"), ("data.items[id=b]", "violated"), ("data.items[id=c]", "undetermined")],
    ),
    "an element that is not described": (OF_ITEMS, "data: {items: [null]}", [("data.items[#1]", "undetermined")]),
    "an empty list": (OF_ITEMS, "data: {items: []}", [("data.items", "not_applicable")]),
    "no list": (OF_ITEMS, "data: {items: none}", [("data.items", "not_applicable")]),
    "no section": (OF_ITEMS, "data: none", [("data.items", "not_applicable")]),
    "an unknown list": (OF_ITEMS, "", [("data.items", "undetermined")]),
    "an unknown list of elements that may concern the rule": (SOME_ITEMS, "", [("data.items", "undetermined")]),
    "an unknown list that no element can make apply": (
        ONLY_PILOTS,
        "product: {stage: idea}",
        [("data.items", "not_applicable")],
    ),
    "an unknown list that may apply": (ONLY_PILOTS, "", [("data.items", "undetermined")]),
    "an unknown list that does apply": (ONLY_PILOTS, "product: {stage: pilot}", [("data.items", "undetermined")]),
    "a list within a list": (
        OF_FEES,
        "pricing: {credits: [{id: a, fees: [{id: x, rate: 1%}, {id: y, rate: 2%}]}, {id: b, fees: []}, {id: c}, {id: d, fees: none}]}",
        [
            ("pricing.credits[id=a].fees[id=x]", "met"),
            ("pricing.credits[id=a].fees[id=y]", "violated"),
            ("pricing.credits[id=b].fees", "not_applicable"),
            ("pricing.credits[id=c].fees", "undetermined"),
            ("pricing.credits[id=d].fees", "not_applicable"),
        ],
    ),
    "an unknown outer list": (OF_FEES, "", [("pricing.credits", "undetermined")]),
    "no outer list": (OF_FEES, "pricing: {credits: none}", [("pricing.credits", "not_applicable")]),
    "the product": (always("require: {product.stage: pilot}"), "", [("product", "undetermined")]),
}


@pytest.mark.parametrize(("text", "facts", "found"), SUBJECTS.values(), ids=SUBJECTS)
def test_a_rule_judges(text: str, facts: str, found: list[tuple[str, str]]) -> None:
    decision = decided({"boundaries/x.yaml": text}, facts)
    assert sorted((one.subject, one.outcome) for one in decision.findings) == found


def test_an_unknown_list_is_asked_for() -> None:
    assert finding(decided({"boundaries/x.yaml": OF_ITEMS})).open == ("data.items",)


def test_an_outer_fact_may_decide_for_every_element() -> None:
    demand = "when: {loan.periods: {at_most: 1}}, require: {fee.rate: {at_most: 1%}}"
    files = {"boundaries/x.yaml": always(demand, for_each="[pricing.credits as loan, loan.fees as fee]")}
    text = "pricing: {credits: [{id: a, periods: 2, fees: [{rate: 2%}]}, {id: b, periods: 2}, {id: c, periods: 1}]}"
    assert [one.outcome for one in decided(files, text).findings] == [
        "not_applicable",
        "not_applicable",
        "undetermined",
    ]


# ---- versions

VERSIONS = rule("""
    versions:
      - {in_force: {from: 2021-01-01, until: 2022-01-01}, require: {users.minimum_age: {at_least: 16}}}
      - {in_force: {from: 2023-01-01}, require: {users.minimum_age: {at_least: 18}}}
""")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2020-12-31", "silent"),
        ("2021-01-01", "met"),
        ("2021-12-31", "met"),
        ("2022-01-01", "silent"),
        ("2022-12-31", "silent"),
        ("2023-01-01", "violated"),
    ],
)
def test_a_version_binds_from_its_first_day_until_the_day_it_ends(day: str, expected: str) -> None:
    assert (
        outcome({"boundaries/x.yaml": VERSIONS}, "users: {minimum_age: 17}", as_of=date.fromisoformat(day)) == expected
    )


def test_a_finding_names_its_version() -> None:
    assert finding(decided({"boundaries/x.yaml": VERSIONS})).version == date(2023, 1, 1)


# ---- special rules before general ones

PILOTS = always(
    "when: {product.stage: pilot}, require: {users.minimum_age: {at_least: 16}}", overrides="[boundaries.general]"
)
GENERAL = always("when: {credit.revolving: true}, require: {users.minimum_age: {at_least: 18}}")
PAIR = {"boundaries/general.yaml": GENERAL, "boundaries/special.yaml": PILOTS}
STAGES = {"true": "pilot", "unknown": "null", "false": "idea"}
REVOLVING = {"true": "true", "unknown": "null", "false": "false"}
DISPLACED = {
    ("true", "true"): "not_applicable",
    ("true", "unknown"): "undetermined",
    ("true", "false"): "violated",
    ("unknown", "true"): "not_applicable",
    ("unknown", "unknown"): "undetermined",
    ("unknown", "false"): "undetermined",
    ("false", "true"): "not_applicable",
    ("false", "unknown"): "not_applicable",
    ("false", "false"): "not_applicable",
}


@pytest.mark.parametrize(("general", "special"), list(product(SAID, SAID)))
def test_a_general_rule_applies_where_no_special_one_does(general: str, special: str) -> None:
    text = f"credit: {{revolving: {REVOLVING[general]}}}\nproduct: {{stage: {STAGES[special]}}}\nusers: {{minimum_age: 17}}"
    assert finding(decided(PAIR, text), "boundaries.general").outcome == DISPLACED[general, special]


def test_the_special_rule_is_judged_for_itself() -> None:
    text = "credit: {revolving: true}\nproduct: {stage: pilot}\nusers: {minimum_age: 17}"
    assert finding(decided(PAIR, text), "boundaries.special").outcome == "met"


def test_a_general_rule_says_because_of_what_it_does_not_apply() -> None:
    text = "credit: {revolving: true}\nproduct: {stage: pilot}"
    assert finding(decided(PAIR, text), "boundaries.general").because_of == "boundaries.special"


def test_a_general_rule_that_would_not_apply_anyway_names_no_other() -> None:
    text = "credit: {revolving: false}\nproduct: {stage: idea}"
    assert finding(decided(PAIR, text), "boundaries.general").because_of is None


def test_a_special_rule_that_is_not_in_force_displaces_nothing() -> None:
    later = {**PAIR, "boundaries/special.yaml": PILOTS.replace("2020-01-01", "2027-01-01")}
    text = "credit: {revolving: true}\nproduct: {stage: pilot}\nusers: {minimum_age: 17}"
    outcomes = [
        finding(decided(later, text, as_of=day), "boundaries.general").outcome for day in (DAY, date(2027, 1, 1))
    ]
    assert outcomes == ["violated", "not_applicable"]


def test_a_special_rule_displaces_even_where_it_is_itself_displaced() -> None:
    most_special = always("when: {product.stage: pilot}, require: {product.name: x}", overrides="[boundaries.special]")
    files = {**PAIR, "boundaries/zz.yaml": most_special}
    text = "credit: {revolving: true}\nproduct: {stage: pilot, name: x}"
    assert {one.rule: one.outcome for one in decided(files, text).findings} == {
        "boundaries.general": "not_applicable",
        "boundaries.special": "not_applicable",
        "boundaries.zz": "met",
    }


def test_a_special_rule_speaks_of_the_same_element() -> None:
    general = always("require: {item.consent.mode: separate}", for_each="data.items as item")
    special = always(
        "when: {one.category: contacts}, require: {one.published: false}",
        for_each="data.items as one",
        overrides="[boundaries.general]",
    )
    text = "data: {items: [{id: a, category: contacts}, {id: b, category: bank_card, consent: {mode: bundled}}]}"
    found = decided({"boundaries/general.yaml": general, "boundaries/special.yaml": special}, text).findings
    assert [one.outcome for one in found if one.rule == "boundaries.general"] == ["not_applicable", "violated"]


# ---- panels

PLAIN = {"boundaries/plain.yaml": always("require: {product.name: x}")}
CONCLUDING = {
    "classify/cash.yaml": always("when: {product.stage: pilot}", conclude="{product.is.cash: true}"),
    "boundaries/cash.yaml": always("when: {product.is.cash: true}, require: {product.name: x}"),
}


@pytest.mark.parametrize("seed", range(12))
def test_checks_judged_together_come_out_as_each_does_alone(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311  the same for the same seed
    world = making.drawn(rng)
    book = ways.rulebook(world)
    for _ in range(6):
        case = book.case(ways.Product(products.drawn(rng, world.palette.facts)).manifest, DAY, core=False)
        alone = [outcome for check in book.checks(DAY) for outcome in check.alone.outcomes(case)]
        assert list(book.outcomes(case)) == alone


@pytest.mark.parametrize(("files", "settled"), [(PLAIN, False), (CONCLUDING, True), (PLAIN | CONCLUDING, False)])
def test_nothing_is_concluded_where_a_plain_check_already_stands_in_the_way(
    files: dict[str, str], *, settled: bool
) -> None:
    book = rulebook(files)
    case = book.opened(manifest("product: {stage: pilot, name: y}"), DAY)
    first = next(book.in_the_way(case, {"violated"}, core=False))
    assert (first.outcome, case.settled) == ("violated", settled)


@pytest.mark.parametrize("name", ["x", "y", "null"])
@pytest.mark.parametrize("stage", ["pilot", "idea", "null"])
def test_a_verdict_is_the_same_whenever_it_is_asked_for(stage: str, name: str) -> None:
    text = f"product: {{stage: {stage}, name: {name}}}"
    early, late = (decided(PLAIN | CONCLUDING, text) for _ in range(2))
    assert late.findings
    assert (early.verdict, early.body) == (late.verdict, late.body)
