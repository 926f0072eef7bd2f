"""How alike products are: Gower's distance over facts of mixed kinds. Pure; it knows no product, no manifest and no store.

J. C. Gower, "A general coefficient of similarity and some of its properties", Biometrics 27 (1971): the weighted mean, over
the facts that can be compared, of how far apart two of them are: a choice is the same (0) or not (1); sets are one minus
Jaccard's share of what they have in common; numbers and days are their difference by the range over all products.
A fact that either does not state leaves its weight out, and so does one that both lack: that two loans sell no insurance
makes them no more alike (Gower's negative match). A fact one of them lacks is wholly apart.

Each fact is reckoned in whole millionths, half up, so that distances are exact and the same on any machine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from heapq import nsmallest
from typing import Final, Literal

__all__ = ["ABSENT", "SCALE", "Apart", "Facts", "Feature", "Kind", "Likeness", "Space", "Value"]

Kind = Literal["choice", "set", "number", "day"]


class Absent:
    """The product says that it has none of it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "absent"


ABSENT: Final = Absent()
Value = str | frozenset[str] | Decimal | date | Absent
Facts = Mapping[str, Value]
"""What a product states, by the name of the fact; what it does not state is left out."""
SCALE: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Feature:
    """A fact that is compared. `weight` is at least 1."""

    name: str
    kind: Kind
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Apart:
    """One fact of two products: how far apart they are in it, 0 to 1."""

    feature: str
    apart: Decimal


@dataclass(frozen=True, slots=True)
class Likeness:
    """How far a product is from another: `other` is its number.

    `distance` is 0 (the same in all that was compared) to 1, None where nothing can be compared; `share` is the part of the
    facts that was compared, by weight, those that both lack left out.
    """

    other: int
    distance: Decimal | None
    share: Decimal


_Row = tuple[Sequence[int], Sequence[int], Sequence[int]]
"""From one value to that of every product: how far apart, the weight compared, the weight that could be; all by weight."""


class Space:
    """Products by number, and the distances between them."""

    def __init__(self, features: Sequence[Feature], products: Sequence[Facts]) -> None:
        self._features = tuple(features)
        self._columns = [[_held(one.get(feature.name)) for one in products] for feature in self._features]
        self._spans = list(map(_span, self._columns))
        self._rows: dict[tuple[int, Value | None], _Row] = {}
        self._size = len(products)

    def to_all(self, product: int) -> list[Likeness]:
        """One product and each other, in the order of the products."""
        rows = [self._row(place, column[product]) for place, column in enumerate(self._columns)]
        apart, compared, comparable = (
            list(map(sum, zip(*columns, strict=True))) for columns in zip(*rows, strict=True)
        )
        return [
            _likeness(other, apart[other], compared[other], comparable[other])
            for other in range(self._size)
            if other != product
        ]

    def nearest(self, product: int, most: int, least_share: Decimal = Decimal(0)) -> list[Likeness]:
        """The others nearest to a product, the nearest first, of those with at least this share compared."""
        known = [one for one in self.to_all(product) if one.distance is not None and one.share >= least_share]
        return nsmallest(most, known, key=lambda one: (one.distance, -one.share, one.other))

    def differing(self, product: int, other: int) -> list[Apart]:
        """The facts in which two products differ, those that weigh most first."""
        found = []
        for feature, column, span in zip(self._features, self._columns, self._spans, strict=True):
            first, second = column[product], column[other]
            apart = 0 if first is None or second is None else _apart(feature, first, second, span)
            if apart:
                found.append((feature.weight * apart, Apart(feature.name, Decimal(apart) / SCALE)))
        return [one for _, one in sorted(found, key=lambda pair: -pair[0])]

    def _row(self, place: int, value: Value | None) -> _Row:
        """Products share most values, so what one is from all is reckoned once for each value."""
        found = self._rows.get((place, value))
        if found is None:
            found = self._rows[place, value] = _row_of(
                self._features[place], value, self._columns[place], self._spans[place]
            )
        return found


def _held(value: Value | None) -> Value | None:
    """An empty set is none."""
    return ABSENT if isinstance(value, frozenset) and not value else value


def _span(column: Sequence[Value | None]) -> Decimal:
    known = [_number(one) for one in column if isinstance(one, Decimal | date)]
    return max(known) - min(known) if known else Decimal(0)


def _row_of(feature: Feature, value: Value | None, column: Sequence[Value | None], span: Decimal) -> _Row:
    weight = feature.weight
    row = []
    for other in column:
        if value is ABSENT and other is ABSENT:
            row.append((0, 0, 0))
        elif value is None or other is None:
            row.append((0, 0, weight))
        else:
            row.append((weight * _apart(feature, value, other, span), weight, weight))
    apart, compared, comparable = zip(*row, strict=True)
    return apart, compared, comparable


def _apart(feature: Feature, first: Value, second: Value, span: Decimal) -> int:
    """How far apart two stated values are, in millionths."""
    if first == second:
        return 0
    if isinstance(first, Absent) or isinstance(second, Absent) or feature.kind == "choice":
        return SCALE
    if isinstance(first, frozenset) and isinstance(second, frozenset):
        return _whole(Decimal(len(first ^ second)) / len(first | second))
    return _whole(abs(_number(first) - _number(second)) / span)


def _number(value: Value) -> Decimal:
    """A number as it is, a day as its number among days."""
    if isinstance(value, date):
        return Decimal(value.toordinal())
    assert isinstance(value, Decimal)
    return value


def _whole(part: Decimal) -> int:
    return int((part * SCALE).to_integral_value(ROUND_HALF_UP))


def _likeness(other: int, apart: int, compared: int, comparable: int) -> Likeness:
    distance = Decimal(apart) / (SCALE * compared) if compared else None
    return Likeness(other, distance, Decimal(compared) / comparable if comparable else Decimal(0))
