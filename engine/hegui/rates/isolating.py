"""Every rate at which flows are worth nothing, each in a bracket of its own, proved by bounds. It refines and chooses none.

Between two rates each flow is worth no more and no less than at one end or the other, so the sum of those extremes
bounds what all are worth, and the same bounds its slope; slope and middle bound it again. A bracket whose worth has
one sign holds no rate; one whose slope has one sign holds one rate or none, as the signs at its ends say; any other is
halved. (Interval arithmetic: R. E. Moore, Methods and Applications of Interval Analysis, 1979, chapter 2.)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

__all__ = ["Bracket", "crossings"]

_FINEST: Final = 1e-9
_NOISE: Final = 3e-16
_MOST_TERMS: Final = 400_000
_OF_A_BRACKET: Final = 20

Bracket = tuple[float, float, bool]
"""Two rates between which there is one, and whether what the flows are worth rises there."""

_Term = tuple[float, float, float, int]
"""Coefficient, power of the growth, part of a period at simple interest, and the power of its discount."""


def crossings(
    amounts: Sequence[float], times: Iterable[float], parts: Sequence[float] | None, low: float, high: float
) -> list[Bracket] | None:
    """Brackets of the rates above `low` and up to `high`, in rising order, each holding exactly one.

    None where that cannot be told: two rates too close to tell apart, a worth that touches zero, or too much work.
    Where two are found before that, these alone: there are several.
    """
    flows = [
        (amount, float(time), parts[index] if parts else 0.0)
        for index, (amount, time) in enumerate(zip(amounts, times, strict=True))
        if amount
    ]
    # Below zero all is worth what it comes to at the end, above zero at the start: no power overflows.
    below = _isolated([(c, flows[-1][1] - t, f, 1) for c, t, f in flows], 1 + low, 1.0)
    above = _isolated([(c, flows[0][1] - t, f, 1) for c, t, f in flows], max(1.0, 1 + low), 1 + high)
    if below is None or above is None:
        return None
    return [(one - 1, other - 1, rises) for one, other, rises in (*below, *above)]


def _isolated(terms: Sequence[_Term], low: float, high: float) -> list[Bracket] | None:
    found: list[Bracket] = []
    open_, left = [(low, high)] if low < high else [], _MOST_TERMS
    slope = _slope(terms)
    while open_:
        one, other = open_.pop()
        left -= len(terms) + _OF_A_BRACKET
        middle = (one * other) ** 0.5
        slopes = _bounds(slope, one, other)
        if slopes[0] > 0 or slopes[1] < 0:
            if (_bounds(terms, one, one)[0] < 0) != (_bounds(terms, other, other)[0] < 0):
                found.append((one, other, slopes[0] > 0))
        elif _never_nothing(terms, (one, middle, other), slopes):
            continue
        elif left < 0 or other - one < _FINEST * one:
            return found if len(found) > 1 else None
        else:
            open_ += [(middle, other), (one, middle)]
    return found


def _never_nothing(terms: Sequence[_Term], growths: tuple[float, float, float], slopes: tuple[float, float]) -> bool:
    """Whether the worth keeps one sign between two growths: by its bounds, or by its middle and how fast it can change."""
    one, middle, other = growths
    least, most = _bounds(terms, one, other)
    if least > 0 or most < 0:
        return True
    least, most = _bounds(terms, middle, middle)
    reach = max(-slopes[0], slopes[1]) * (other - middle)
    return least > reach or most < -reach


def _slope(terms: Sequence[_Term]) -> list[_Term]:
    return [
        term
        for c, power, part, times in terms
        for term in ((c * power, power - 1, part, times), (-c * times * part, power, part, times + 1))
        if term[0]
    ]


def _bounds(terms: Sequence[_Term], low: float, high: float) -> tuple[float, float]:
    """The least and the most the terms can come to between two growths of a period."""
    least = most = size = 0.0
    for c, power, part, times in terms:
        small, large = low**power, high**power
        if large < small:
            small, large = large, small
        if part:
            small, large = small / (1 + part * (high - 1)) ** times, large / (1 + part * (low - 1)) ** times
        size += abs(c) * large
        if c > 0:
            least, most = least + c * small, most + c * large
        else:
            least, most = least + c * large, most + c * small
    noise = _NOISE * (len(terms) + 5) * size  # a float's last digit in each power, product and sum
    return least - noise, most + noise
