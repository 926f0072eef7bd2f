"""Conditions as values: constants folded, parts found, and read from a rule as they were meant."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hegui.conditions import (
    All,
    AnyOf,
    Condition,
    Const,
    Counted,
    FactRef,
    Leaf,
    ListRef,
    Literal,
    Monotone,
    Not,
    Param,
    Path,
    Quantified,
    Times,
    Values,
    Within,
    conjunction,
    negation,
    operands_of,
    parts_of,
    walk,
)
from rulebooks import always, contents, outcome, parameter, series

YES, NO = Const(True), Const(False)


def leaf(rel: str, operand: object = None) -> Leaf:
    return Leaf(Path("", rel, ""), "equals", operand or Literal(rel), "value")  # type: ignore[arg-type]


A, B, C = leaf("a"), leaf("b"), leaf("c")

CONJUNCTIONS = {
    "nothing": ((), YES),
    "one": ((A,), A),
    "two": ((A, B), All((A, B))),
    "nested": ((A, All((B, C))), All((A, B, C))),
    "with always": ((YES, A), A),
    "always": ((YES, YES), YES),
    "with never": ((A, NO, B), NO),
    "an or stays": ((A, AnyOf((B, C))), All((A, AnyOf((B, C))))),
}


@pytest.mark.parametrize(("parts", "whole"), CONJUNCTIONS.values(), ids=CONJUNCTIONS)
def test_a_conjunction_is_flat(parts: tuple[Condition, ...], whole: Condition) -> None:
    assert conjunction(*parts) == whole


@pytest.mark.parametrize(
    ("part", "negated"), [(A, Not(A)), (Not(A), A), (YES, NO), (NO, YES), (All((A, B)), Not(All((A, B))))]
)
def test_a_negation_is_never_doubled(part: Condition, negated: Condition) -> None:
    assert negation(part) == negated


EVERY = Quantified("every", Path("", "list", ""), "one", A, B)
COUNT = Counted(Path("", "list", ""), "one", A, Literal(Decimal(1)), Param("cap"))


@pytest.mark.parametrize(
    ("condition", "parts"),
    [
        (A, ()),
        (Not(A), (A,)),
        (All((A, B)), (A, B)),
        (AnyOf((A, B)), (A, B)),
        (EVERY, (A, B)),
        (COUNT, (A,)),
        (YES, ()),
    ],
)
def test_the_parts_of_a_condition(condition: Condition, parts: tuple[Condition, ...]) -> None:
    assert parts_of(condition) == parts


def test_every_condition_in_a_tree_is_walked() -> None:
    tree = All((Not(A), EVERY, COUNT))
    assert list(walk(tree)) == [tree, Not(A), A, EVERY, A, B, COUNT, A]


FACTOR = Times((Literal(Decimal(4)), Param("lpr")))


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        (A, {Literal("a")}),
        (leaf("a", FACTOR), {FACTOR, Literal(Decimal(4)), Param("lpr")}),
        (
            leaf("a", Within("days", Param("cap"), Path("", "day", ""))),
            {Within("days", Param("cap"), Path("", "day", "")), Param("cap")},
        ),
        (COUNT, {Literal(Decimal(1)), Param("cap")}),
        (EVERY, set()),
        (Not(A), set()),
    ],
)
def test_the_operands_of_a_condition(condition: Condition, found: set[object]) -> None:
    assert set(operands_of(condition)) == found


# ---- as read from a rule

TERMS = {
    "parameters/p.yaml": "cap: " + parameter(series(("2020-01-01", "5"))),
    "vocabulary/lists.yaml": "w: {label: {zh: 词, en: w}, kind: text, confidence: verified, members: [free]}\n",
}


def read(condition: str) -> Condition:
    return (
        contents({**TERMS, "boundaries/x.yaml": always(f"when: {condition}, require: {{product.stage: pilot}}")})
        .rules[0]
        .versions[0]
        .when
    )


def of(rel: str, op: str, operand: object, family: str = "value") -> Leaf:
    return Leaf(Path("", rel, ""), op, operand, family)  # type: ignore[arg-type]


ITEMS = Path("", "data.items", "")
PUBLISHED = Leaf(Path("item", "published", "data.items[]"), "equals", Literal(True), "value")
CREDITS = Path("", "pricing.credits", "")
RATE = Path("loan", "nominal_rate", "pricing.credits[]")
PERIODS = Path("loan", "periods", "pricing.credits[]")

READ = {
    "a bare value means equals": ("{product.stage: pilot}", of("product.stage", "equals", Literal("pilot"))),
    "a number": ("{users.minimum_age: {at_least: 18}}", of("users.minimum_age", "at_least", Literal(Decimal(18)))),
    "a day": (
        "{product.launch_date: {before: 2026-01-01}}",
        of("product.launch_date", "before", Literal(date(2026, 1, 1))),
    ),
    "several tests are and": (
        "{users.minimum_age: {at_least: 18, at_most: 60}}",
        All(
            (
                of("users.minimum_age", "at_least", Literal(Decimal(18))),
                of("users.minimum_age", "at_most", Literal(Decimal(60))),
            )
        ),
    ),
    "several paths are and": (
        "{product.stage: pilot, product.name: x}",
        All((of("product.stage", "equals", Literal("pilot")), of("product.name", "equals", Literal("x")))),
    ),
    "all is and": (
        "{all: [{product.stage: pilot}, {product.name: x}]}",
        All((of("product.stage", "equals", Literal("pilot")), of("product.name", "equals", Literal("x")))),
    ),
    "any is or": (
        "{any: [{product.stage: pilot}, {product.name: x}]}",
        AnyOf((of("product.stage", "equals", Literal("pilot")), of("product.name", "equals", Literal("x")))),
    ),
    "any of one is that one": ("{any: [{product.stage: pilot}]}", of("product.stage", "equals", Literal("pilot"))),
    "not": ("{not: {product.stage: pilot}}", Not(of("product.stage", "equals", Literal("pilot")))),
    "not to exist": ("{product.name: {exists: false}}", Not(of("product.name", "exists", Literal(True)))),
    "to exist": ("{data.items: {exists: true}}", of("data.items", "exists", Literal(True), "object")),
    "a list": (
        "{product.channels: {contains_any: [own_app, branch]}}",
        of("product.channels", "contains_any", Values(("own_app", "branch")), "list"),
    ),
    "a list of words": ("{product.name: {mentions: {list: w}}}", of("product.name", "mentions", ListRef("w"))),
    "words": ("{product.name: {mentions: [free, cheap]}}", of("product.name", "mentions", Values(("free", "cheap")))),
    "a number of the rulebook": (
        "{users.minimum_age: {at_least: {param: cap}}}",
        of("users.minimum_age", "at_least", Param("cap")),
    ),
    "a number of a day": (
        "{users.minimum_age: {at_least: {param: cap, on: {fact: credit.contract_date}}}}",
        of("users.minimum_age", "at_least", Param("cap", Path("", "credit.contract_date", ""))),
    ),
    "another fact": (
        "{users.minimum_age: {at_most: {fact: users.maximum_age}}}",
        of("users.minimum_age", "at_most", FactRef(Path("", "users.maximum_age", ""))),
    ),
    "a product of numbers": (
        "{users.minimum_age: {at_most: {times: [4, {param: cap}]}}}",
        of("users.minimum_age", "at_most", Times((Literal(Decimal(4)), Param("cap")))),
    ),
    "within days": (
        "{product.launch_date: {within: {working_days: 5, of: credit.contract_date}}}",
        of(
            "product.launch_date",
            "within",
            Within("working_days", Literal(Decimal(5)), Path("", "credit.contract_date", "")),
        ),
    ),
    "a conclusion": ("{product.is.cash: true}", of("product.is.cash", "equals", Literal(True), "flag")),
    "some": (
        "{some: {of: data.items as item, hold: {item.published: true}}}",
        Quantified("some", ITEMS, "item", YES, PUBLISHED),
    ),
    "every, where": (
        "{every: {of: data.items as item, where: {item.published: true}, hold: {item.published: true}}}",
        Quantified("every", ITEMS, "item", PUBLISHED, PUBLISHED),
    ),
    "a count": (
        "{count: {of: data.items as item, at_least: 1, at_most: {param: cap}}}",
        Counted(ITEMS, "item", YES, Literal(Decimal(1)), Param("cap")),
    ),
    "a rise": (
        "{monotone: {of: pricing.credits as loan, by: loan.periods, value: loan.nominal_rate}}",
        Monotone(CREDITS, "loan", PERIODS, RATE),
    ),
    "nothing": ("{}", YES),
}


@pytest.mark.parametrize(("text", "condition"), READ.values(), ids=READ)
def test_a_condition_is_read_as_it_is_meant(text: str, condition: Condition) -> None:
    assert read(text) == condition


# ---- from the text of a rule to its outcome

HOLD = {
    "a word in traditional characters": (
        "{product.name: {mentions: [保本保息]}}",
        "product: {name: 保 本保息計劃}",
        "met",
    ),
    "a pattern": ("{product.name: {matches: '^a.c$'}}", "product: {name: abc}", "met"),
    "a pattern not met": ("{product.name: {matches: '^a.c$'}}", "product: {name: abcd}", "violated"),
    "a pattern over a long text": ("{product.name: {matches: x}}", f"product: {{name: {'x' * 5000}}}", "undetermined"),
    "the last day of a month": (
        "{product.launch_date: {within: {months: 1, of: credit.contract_date}}}",
        "product: {launch_date: 2026-02-28}\ncredit: {contract_date: 2026-01-31}",
        "met",
    ),
    "the day after": (
        "{product.launch_date: {within: {months: 1, of: credit.contract_date}}}",
        "product: {launch_date: 2026-03-01}\ncredit: {contract_date: 2026-01-31}",
        "violated",
    ),
    "days to come at the end of time": (
        "{product.launch_date: {within: {days: 5000000, of: credit.contract_date}}}",
        "product: {launch_date: 2026-03-01}\ncredit: {contract_date: 2026-01-31}",
        "undetermined",
    ),
    "working days outside the calendar": (
        "{product.launch_date: {within: {working_days: 1, of: credit.contract_date}}}",
        "product: {launch_date: 2026-03-01}\ncredit: {contract_date: 2026-01-31}",
        "undetermined",
    ),
    "a rise that falls": (
        "{monotone: {of: pricing.credits as loan, by: loan.periods, value: loan.nominal_rate}}",
        "pricing: {credits: [{periods: 6, nominal_rate: 12% per year}, {periods: 12, nominal_rate: 10% per year}]}",
        "violated",
    ),
    "two at most, perhaps three": (
        "{count: {of: data.items as item, where: {item.published: true}, at_most: 2}}",
        "data: {items: [{published: true}, {published: true}, null]}",
        "undetermined",
    ),
    "proof": ("{credit.limit: {evidenced: true}}", "credit: {limit: {value: 5, evidence: {reference: A}}}", "met"),
    "no proof": ("{credit.limit: {evidenced: true}}", "credit: {limit: 5}", "undetermined"),
}


@pytest.mark.parametrize(("condition", "text", "expected"), HOLD.values(), ids=HOLD)
def test_a_condition_holds(condition: str, text: str, expected: str) -> None:
    assert outcome({"boundaries/x.yaml": always(f"require: {condition}")}, text) == expected


CALENDAR = {
    "vocabulary/working-days.yaml": '"2026": {source: s, confidence: verified, holidays: [2026-10-01, 2026-10-02], made_up: [2026-10-10]}',
    "boundaries/x.yaml": always(
        "require: {product.launch_date: {within: {working_days: 3, of: credit.contract_date}}}"
    ),
}


@pytest.mark.parametrize(
    ("start", "day", "expected"),
    [
        ("2026-09-29", "2026-10-06", "met"),
        ("2026-09-29", "2026-10-07", "violated"),
        ("2026-10-08", "2026-10-12", "met"),
        ("2026-10-08", "2026-10-13", "violated"),
        ("2026-12-30", "2027-01-01", "undetermined"),
    ],
)
def test_working_days_leave_out_holidays_and_count_made_up_days(start: str, day: str, expected: str) -> None:
    assert outcome(CALENDAR, f"product: {{launch_date: {day}}}\ncredit: {{contract_date: {start}}}") == expected
