"""What changes between two days, held against the law of the two days themselves."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hegui.rulebook import default_rules
from hegui_adapters.pages.rulebook.changing import Change, changes
from hypothesis import example, given, settings
from hypothesis import strategies as st

RULES = default_rules()
DAYS = st.dates(date(2015, 1, 1), date(2032, 1, 1))


def between(first: date, last: date) -> list[tuple[date, str, Change]]:
    return [
        (day.day, group.instrument, one)
        for day in changes(RULES, first, last, "en")
        for group in day.groups
        for one in group.changes
    ]


def in_force(day: date) -> set[str]:
    return {rule.id for rule in RULES.contents.rules if rule.version_on(day)}


@settings(max_examples=40)
@given(DAYS, st.integers(1, 3000))
@example(date(2024, 1, 1), 1096)
def test_what_begins_and_ends_leads_from_the_rules_of_one_day_to_those_of_the_other(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    law = in_force(first)
    for _, _, one in between(first, last):
        if one.of == "rule" and one.act == "begins":
            assert one.id not in law
            law.add(one.id)
        elif one.of == "rule" and one.act == "ends":
            law.remove(one.id)
        elif one.of == "rule":
            assert one.id in law
    assert law == in_force(last)


@settings(max_examples=40)
@given(DAYS, st.integers(1, 3000))
def test_a_number_that_changes_is_afterwards_what_it_is_on_the_last_day(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    changed = {one.id for _, _, one in between(first, last) if one.of == "parameter"}
    for name in RULES.terms.parameters:
        if name not in changed:
            assert RULES.table.on(name, first) == RULES.table.on(name, last)


def test_a_version_that_takes_the_place_of_another_shows_both() -> None:
    name = "boundaries.insurance.not-preticked"
    (found,) = [one for _, _, one in between(date(2024, 2, 29), date(2024, 3, 1)) if one.id == name]
    assert (found.act, "internet insurance" in found.before[0], "insurance sales" in found.after[0]) == (
        "changes",
        True,
        True,
    )


def test_a_number_worked_out_from_another_changes_with_it() -> None:
    found = {one.id: (one.before, one.after) for _, _, one in between(date(2024, 7, 21), date(2024, 7, 22))}
    assert found["lpr.1y"] == (("3.45% per year",), ("3.35% per year",))
    assert found["rates.four-times-lpr"] == (("13.8% per year",), ("13.4% per year",))


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (date(2025, 9, 30), date(2025, 10, 1), True),
        (date(2025, 10, 1), date(2025, 10, 2), False),
        (date(2025, 9, 29), date(2025, 9, 30), False),
    ],
)
def test_the_first_day_is_left_out_and_the_last_is_not(first: date, last: date, told: bool) -> None:
    assert ("boundaries.green.bond-catalogue-of-2021" in {one.id for _, _, one in between(first, last)}) is told


def test_a_change_stands_with_the_instrument_its_rule_rests_on() -> None:
    (found,) = [
        where
        for _, where, one in between(date(2025, 9, 30), date(2025, 10, 1))
        if one.id == "boundaries.green.bond-catalogue-of-2021"
    ]
    assert found == "GREEN-BONDS-2021-96"
