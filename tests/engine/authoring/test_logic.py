"""What can hold together: contradictions over numbers, days, choices, lists and conclusions; doubt is never called impossible."""

from __future__ import annotations

import pytest
from hegui.authoring.logic import Logic
from hegui.conditions import Condition
from rulebooks import always, parameter, rulebook, series

FILES = {"parameters/p.yaml": "cap: " + parameter(series(("2020-01-01", "36")))}


def condition(text: str) -> tuple[Logic, Condition]:
    book = rulebook({**FILES, "boundaries/t/r.yaml": always(f"when: {text}, require: {{credit.purpose: education}}")})
    version = book.by_id["boundaries.t.r"].versions[0]
    return Logic(book.terms, book.table.on_day(version.first)), version.when


IMPOSSIBLE = {
    "two choices at once": "{all: [{credit.mode: fully_online}, {credit.mode: offline}]}",
    "a number between nothing": "{all: [{users.minimum_age: {more_than: 17}}, {users.minimum_age: {less_than: 17}}]}",
    "above a limit and within it": "{all: [{users.minimum_age: {at_most: {param: cap}}}, {users.minimum_age: {more_than: 36}}]}",
    "a day before and after": (
        "{all: [{product.launch_date: {before: 2026-01-01}}, {product.launch_date: {on_or_after: 2026-01-01}}]}"
    ),
    "a thing and not the thing": "{all: [{product.is.cash: true}, {not: {product.is.cash: true}}]}",
    "a list with all and without any": (
        "{all: [{product.channels: {contains_all: [own_app]}}, {not: {product.channels: {contains_any: [own_app]}}}]}"
    ),
    "a conclusion and its opposite": (
        "{all: [{product.activities: {contains_any: [lending]}}, {product.activities: {subset_of: [payment]}}]}"
    ),
    "the same quantified test both ways": (
        "{all: [{some: {of: data.items as item, hold: {item.category: name}}},"
        " {not: {some: {of: data.items as item, hold: {item.category: name}}}}]}"
    ),
}
POSSIBLE = {
    "exactly at a limit": "{all: [{users.minimum_age: {at_most: 36}}, {users.minimum_age: {at_least: {param: cap}}}]}",
    "neither of two choices": "{not: {credit.mode: {in: [fully_online, offline]}}}",
    "one of two lists": "{any: [{product.channels: {contains_any: [own_app]}}, {product.channels: {contains_any: [branch]}}]}",
    "two facts compared": "{all: [{users.minimum_age: {at_least: {fact: users.maximum_age}}}, {users.maximum_age: {more_than: 3}}]}",
    "two tests of the same list": (
        "{all: [{some: {of: data.items as item, hold: {item.category: name}}},"
        " {some: {of: data.items as item, hold: {not: {item.category: name}}}}]}"
    ),
}


@pytest.mark.parametrize("text", IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_what_contradicts_itself_is_impossible(text: str) -> None:
    logic, found = condition(text)

    assert not logic.possible(found)


@pytest.mark.parametrize("text", POSSIBLE.values(), ids=POSSIBLE)
def test_what_some_product_meets_is_possible(text: str) -> None:
    logic, found = condition(text)

    assert logic.possible(found)


def test_a_or_not_a_always_holds() -> None:
    logic, found = condition("{any: [{users.minimum_age: {at_most: 17}}, {not: {users.minimum_age: {at_most: 17}}}]}")

    assert logic.always(found)


def test_none_keeps_two_sides_of_a_number_from_covering_everything() -> None:
    logic, found = condition("{any: [{users.minimum_age: {at_most: 17}}, {users.minimum_age: {more_than: 17}}]}")

    assert not logic.always(found)
