"""The values a fact can have besides plain ones, and the three truths. Nothing here parses or compares by rule.

A fact is a plain value (`str`, `bool`, `Decimal`, `date`), `None` (the manifest does not say),
`NONE` (it says there is none) or `Opaque` (it says something no rule can compare).
Truth is Kleene's strong logic coded so that `&` is and, `|` is or: FALSE 0, UNKNOWN 1, TRUE 3.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

__all__ = ["FALSE", "NONE", "NOT", "TRUE", "UNKNOWN", "Nothing", "Opaque", "Range", "truth"]

FALSE: Final = 0
UNKNOWN: Final = 1
TRUE: Final = 3
NOT: Final = (TRUE, UNKNOWN, UNKNOWN, FALSE)
"""Negation by index: `NOT[FALSE] == TRUE`."""


def truth(value: bool) -> int:
    return TRUE if value else FALSE


class Nothing:
    """The manifest says there is none. Every comparison with it is false, so a positive test through it is."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "none"

    def __reduce__(self) -> str:
        return "NONE"

    def __lt__(self, other: object) -> bool:
        return False

    __le__ = __gt__ = __ge__ = __lt__


NONE: Final = Nothing()


@dataclass(frozen=True, slots=True)
class Opaque:
    """Given, but not comparable: `other`, a choice newer than the rulebook, money in a foreign currency."""

    text: str


@dataclass(frozen=True, slots=True)
class Range:
    """A measure known only to lie in [low, high]; an end that is None is open."""

    low: Decimal | None
    high: Decimal | None
