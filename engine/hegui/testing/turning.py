"""Finds where a number or day turns from one side of a rule to the other. What a side is, it is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from hegui.authoring.mutants import UNITS
from hegui.scalars import parse, write

__all__ = ["STEPPED", "neighbours", "turned"]

Sided = tuple[object, bool | None]

STEPPED = frozenset({*UNITS, "day"})
"""The kinds of which one value is next to another."""
_RATIOS = (Decimal(0), Decimal("0.5"), Decimal(2), Decimal("0.1"), Decimal(10), Decimal("0.01"), Decimal(100))


def neighbours(kind: str, sides: Iterable[Sided]) -> Iterator[tuple[object, object]]:
    """Values one step apart, the first inside and the second outside, as a manifest states them."""
    if kind not in STEPPED:
        return
    told = {parse(kind, text): side for text, side in sides if isinstance(text, str) and side is not None}
    known = sorted((value for value in told if isinstance(value, Decimal | date)), key=_ranked)
    for low, high in pairwise(known):
        if told[low] != told[high] and _ranked(high) - _ranked(low) == _step(kind):
            yield (_text(kind, low), _text(kind, high)) if told[low] else (_text(kind, high), _text(kind, low))


def turned(kind: str, start: Decimal, inside: Callable[[str], bool | None]) -> Iterator[tuple[str, str]]:
    """From a value outside to the nearest turn on each side of it: neighbours, the first inside and the second outside."""
    step = UNITS[kind]
    for ratio in _RATIOS:
        other = (start * ratio).quantize(step)
        if other != start and inside(write(kind, other)):
            found = _between(kind, other, start, inside)
            if found is not None:
                yield found
                return


def _between(kind: str, good: Decimal, bad: Decimal, inside: Callable[[str], bool | None]) -> tuple[str, str] | None:
    step = UNITS[kind]
    bad = bad.quantize(step)
    while abs(good - bad) > step:
        middle = ((good + bad) / 2).quantize(step)
        side = inside(write(kind, middle))
        if side is None or middle in (good, bad):
            return None
        good, bad = (middle, bad) if side else (good, middle)
    texts = write(kind, good), write(kind, bad)
    return texts if inside(texts[1]) is False else None


def _ranked(value: object) -> Decimal:
    return Decimal(value.toordinal()) if isinstance(value, date) else Decimal(str(value))


def _step(kind: str) -> Decimal:
    return Decimal(timedelta(days=1).days) if kind == "day" else UNITS[kind]


def _text(kind: str, value: Decimal | date) -> str:
    return write(kind, value)
