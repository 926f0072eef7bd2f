"""Gower's distance, against examples worked by hand and against a second, slow implementation in fractions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hegui_adapters.portfolio.gower import ABSENT, Facts, Feature, Likeness, Space
from hypothesis import given
from hypothesis import strategies as st

KIND, USERS, PRICE, DAY = (
    Feature("kind", "choice", 3),
    Feature("users", "set", 2),
    Feature("price", "number"),
    Feature("day", "day"),
)
ALL = (KIND, USERS, PRICE, DAY)


def between(features: Sequence[Feature], *products: Facts) -> Likeness:
    """The first of some products and the second."""
    return Space(features, products).to_all(0)[0]


def one(value: object) -> Facts:
    return {} if value is None else {"it": value}  # type: ignore[dict-item]  # cases are data


# ---- one fact, by hand

SETS = (frozenset("ab"), frozenset("bc"))
BY_HAND = {
    "the same choice": ("choice", "a", "a", "0"),
    "another choice": ("choice", "a", "b", "1"),
    "a choice one of them lacks": ("choice", "a", ABSENT, "1"),
    "sets that share one of three": ("set", *SETS, "0.666667"),
    "sets that share nothing": ("set", frozenset("a"), frozenset("b"), "1"),
    "a set in another of twice its size": ("set", frozenset("a"), frozenset("ab"), "0.5"),
    "a set and none": ("set", frozenset("a"), frozenset(), "1"),
    "numbers at both ends of the range": ("number", Decimal(0), Decimal(8), "1"),
    "the same number": ("number", Decimal("1.0"), Decimal(1), "0"),
    "a number one of them lacks": ("number", Decimal(1), ABSENT, "1"),
    "days at both ends of the range": ("day", date(2027, 1, 1), date(2027, 1, 31), "1"),
    "one does not say": ("choice", "a", None, None),
    "neither has it": ("choice", ABSENT, ABSENT, None),
    "both sets are empty": ("set", frozenset(), ABSENT, None),
}


@pytest.mark.parametrize(("kind", "first", "second", "distance"), BY_HAND.values(), ids=BY_HAND)
def test_one_fact_is_as_far_apart_as_by_hand(kind: str, first: object, second: object, distance: str | None) -> None:
    found = between([Feature("it", kind)], one(first), one(second)).distance  # type: ignore[arg-type]  # as above
    assert found == (None if distance is None else Decimal(distance))


def test_a_number_is_taken_by_the_range_over_all_products() -> None:
    price = [Feature("it", "number")]
    assert between(price, one(Decimal(2)), one(Decimal(4)), one(Decimal(10))).distance == Decimal("0.25")


def test_a_day_is_taken_by_the_range_over_all_products() -> None:
    days = [one(date(2027, 1, day)) for day in (1, 6, 21)]
    assert between([Feature("it", "day")], *days).distance == Decimal("0.25")


# ---- many facts, by hand


def test_facts_weigh_as_they_are_to() -> None:
    """(3 × 0 + 2 × 2/3 + 1 × 1/4) / 6."""
    first: Facts = {"kind": "loan", "users": frozenset("ab"), "price": Decimal(10)}
    second: Facts = {"kind": "loan", "users": frozenset("bc"), "price": Decimal(15)}
    found = between(ALL[:3], first, second, {"price": Decimal(30)}).distance
    assert found == (2 * Decimal("0.666667") + Decimal("0.25")) / 6


def test_what_one_does_not_state_leaves_its_weight_out_and_lowers_the_share() -> None:
    found = between(ALL, {"kind": "loan", "users": frozenset("a")}, {"kind": "card"})
    assert (found.distance, found.share) == (Decimal(1), Decimal(3) / 7)


def test_what_both_lack_is_neither_alike_nor_missing() -> None:
    lacking: Facts = {"kind": "loan", "users": ABSENT, "price": ABSENT, "day": ABSENT}
    found = between(ALL, lacking, {**lacking, "kind": "card"})
    assert (found.distance, found.share) == (Decimal(1), Decimal(1))


def test_nothing_to_compare_is_no_distance() -> None:
    assert between(ALL, {}, {"kind": "loan"}) == Likeness(1, None, Decimal(0))


def test_a_product_is_no_neighbour_of_itself() -> None:
    space = Space([KIND], [{"kind": "a"}, {"kind": "a"}, {"kind": "b"}])
    assert [found.other for found in space.nearest(0, 5)] == [1, 2]


def test_neighbours_of_which_too_little_is_known_are_left_out() -> None:
    whole: Facts = {"kind": "a", "users": frozenset("a")}
    space = Space([KIND, USERS], [whole, {"users": frozenset("a")}, {**whole, "kind": "b"}])
    assert [found.other for found in space.nearest(0, 5, Decimal("0.5"))] == [2]


def test_facts_that_differ_are_told_the_weightiest_first() -> None:
    first: Facts = {"kind": "a", "users": frozenset("a"), "price": Decimal(1)}
    second: Facts = {"kind": "b", "users": frozenset("ab"), "price": Decimal(1)}
    told = Space(ALL, [first, second]).differing(0, 1)
    assert [(found.feature, found.apart) for found in told] == [("kind", Decimal(1)), ("users", Decimal("0.5"))]


# ---- against fractions

VALUES: Mapping[str, st.SearchStrategy[object]] = {
    "kind": st.sampled_from(["a", "b", ABSENT]),
    "users": st.sampled_from([ABSENT]) | st.frozensets(st.sampled_from("abc")),
    "price": st.sampled_from([ABSENT]) | st.integers(0, 40).map(lambda number: Decimal(number) / 8),
    "day": st.sampled_from([ABSENT]) | st.dates(date(2026, 1, 1), date(2027, 1, 1)),
}
PRODUCTS = st.lists(st.fixed_dictionaries({}, optional=dict(VALUES)), min_size=2, max_size=6)


@given(PRODUCTS)
def test_distances_are_those_of_a_second_implementation(products: list[Facts]) -> None:
    space = Space(ALL, products)
    for number, first in enumerate(products):
        for found in space.to_all(number):
            distance, share = _slowly(first, products[found.other], products)
            assert found.share == Decimal(share.numerator) / share.denominator
            assert (found.distance is None) == (distance is None)
            if distance is not None and found.distance is not None:
                assert abs(Fraction(found.distance) - distance) <= Fraction(1, 1_000_000)


@given(PRODUCTS)
def test_the_distance_is_the_same_both_ways(products: list[Facts]) -> None:
    space = Space(ALL, products)
    found = {
        (number, one.other): (one.distance, one.share)
        for number in range(len(products))
        for one in space.to_all(number)
    }
    assert found == {(second, first): told for (first, second), told in found.items()}


def _slowly(first: Facts, second: Facts, products: Sequence[Facts]) -> tuple[Fraction | None, Fraction]:
    """One pair, fact by fact, as the article has it."""
    total = compared = comparable = Fraction(0)
    for feature in ALL:
        one, other = (_plain(product.get(feature.name)) for product in (first, second))
        if one == other == "lacks":
            continue
        comparable += feature.weight
        if one is None or other is None:
            continue
        compared += feature.weight
        if "lacks" in (one, other) or feature.kind == "choice":
            total += feature.weight * (one != other)
        elif isinstance(one, frozenset) and isinstance(other, frozenset):
            total += feature.weight * (1 - Fraction(len(one & other), len(one | other)))
        elif one != other:
            known = [_plain(product.get(feature.name)) for product in products]
            numbers = [number for number in known if isinstance(number, Fraction)]
            assert isinstance(one, Fraction)
            assert isinstance(other, Fraction)
            total += feature.weight * abs(one - other) / (max(numbers) - min(numbers))
    return total / compared if compared else None, compared / comparable if comparable else Fraction(0)


def _plain(value: object) -> object:
    if value is ABSENT or value == frozenset():
        return "lacks"
    if isinstance(value, date):
        return Fraction(value.toordinal())
    return Fraction(value) if isinstance(value, Decimal) else value
