"""The nearest neighbours of products, and which are as good as the same. Pure: it takes portraits and gives numbers.

That most of the market's products share scope, price band and limits is what the report calls homogenisation (2.1.2, 2.3.1);
a product that is nearer to another than `NEAR` is such a one, where at least half of the facts could be compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from hegui_adapters.portfolio.features import features
from hegui_adapters.portfolio.gower import Facts, Likeness, Space, Value
from hegui_adapters.portfolio.heat import Line
from hegui_adapters.portfolio.portrait import read_portrait

__all__ = ["LEAST_SHARE", "NEAR", "Neighbour", "Pair", "all_nearest", "neighbours"]

NEAR: Final = Decimal("0.15")
LEAST_SHARE: Final = Decimal("0.5")
SHOWN: Final = 6


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another product, how far it is, the share of facts compared, and the facts in which the two differ most."""

    line: Line
    distance: Decimal
    share: Decimal
    differing: Sequence[tuple[str, Value | None, Value | None]]
    more: int

    @property
    def near(self) -> bool:
        """As good as the same."""
        return self.distance < NEAR


@dataclass(frozen=True, slots=True)
class Pair:
    """A product with its nearest neighbour, None where it can be compared with none."""

    line: Line
    nearest: Neighbour | None


def neighbours(lines: Sequence[Line], texts: Sequence[str], product: int, most: int) -> list[Neighbour]:
    """The neighbours nearest to a product by its number.

    Args:
        lines: The products.
        texts: The portrait of each, as it is stored.
        product: The number of the product.
        most: How many neighbours at most.
    """
    space = _space(tuple(texts))
    return [_neighbour(space, lines, product, one) for one in space.nearest(product, most, LEAST_SHARE)]


def all_nearest(lines: Sequence[Line], texts: Sequence[str]) -> list[Pair]:
    """Every product with its nearest neighbour, those most alike first."""
    space = _space(tuple(texts))
    found = [
        Pair(lines[number], _neighbour(space, lines, number, one) if one else None)
        for number, one in enumerate(_nearest(tuple(texts)))
    ]
    return sorted(found, key=lambda pair: pair.nearest.distance if pair.nearest else Decimal(2))


@lru_cache(maxsize=2)
def _space(texts: tuple[str, ...]) -> Space:
    """The portfolio changes only when something is decided."""
    return Space(features(), [read_portrait(text).facts for text in texts])


@lru_cache(maxsize=2)
def _nearest(texts: tuple[str, ...]) -> Sequence[Likeness | None]:
    space = _space(texts)
    return [next(iter(space.nearest(number, 1, LEAST_SHARE)), None) for number in range(len(texts))]


def _neighbour(space: Space, lines: Sequence[Line], product: int, one: Likeness) -> Neighbour:
    apart = space.differing(product, one.other)
    first, second = _facts(lines[product]), _facts(lines[one.other])
    shown = [(fact.feature, first.get(fact.feature), second.get(fact.feature)) for fact in apart[:SHOWN]]
    assert one.distance is not None
    return Neighbour(lines[one.other], one.distance, one.share, shown, max(len(apart) - SHOWN, 0))


def _facts(line: Line) -> Facts:
    return line.portrait.facts if line.portrait else {}
