"""Where a number turns is found to the step, whichever side it starts from."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hegui.scalars import parse
from hegui.testing.turning import neighbours, turned


def under(limit: str) -> object:
    return lambda text: parse("share", text) <= Decimal(limit)  # type: ignore[operator]


@pytest.mark.parametrize("limit", ["0.2399", "0.24", "0.1201", "0.0001"])
def test_it_turns_at_the_step(limit: str) -> None:
    ((inside, outside),) = turned("share", Decimal("0.3"), under(limit))  # type: ignore[arg-type]
    assert (parse("share", inside), parse("share", outside)) == (Decimal(limit), Decimal(limit) + Decimal("0.0001"))


def test_what_never_turns_has_no_pair() -> None:
    assert list(turned("share", Decimal("0.3"), lambda _: False)) == []


def test_what_cannot_be_told_on_the_way_has_no_pair() -> None:
    sides = {"30%": False, "0%": True}
    assert list(turned("share", Decimal("0.3"), sides.get)) == []


def test_neighbours_are_one_step_apart() -> None:
    sides = [("2", True), ("3", True), ("4", False), ("9", False)]
    assert list(neighbours("count", sides)) == [("3", "4")]


def test_values_a_gap_apart_are_no_neighbours() -> None:
    assert list(neighbours("count", [("2", True), ("4", False)])) == []
