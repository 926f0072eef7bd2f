"""The highest whole number of steps at which something still holds, and the runs in which it does. It knows no loan.

A state is one of CLEAR, NOTED (clear, but not without a warning or advice), OPEN (cannot be told) and SHUT. A ladder
of values brackets the limit, bisection finds it: two neighbours of which the first holds and the second does not.
Where no rung holds, the whole grid is looked through.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Literal

__all__ = ["CLEAR", "NOTED", "OPEN", "SHUT", "State", "highest", "ladder", "runs", "turning"]

State = Literal["clear", "noted", "open", "shut"]
CLEAR: Final = "clear"
NOTED: Final = "noted"
OPEN: Final = "open"
SHUT: Final = "shut"

_RATIO: Final = 4
_LOOKED_THROUGH: Final = 10_000


def ladder(most: int, *known: int) -> list[int]:
    """Rising values from 0 to `most`, each four times the one before, with those that are known to matter."""
    rungs = {0, most, *(one for one in known if 0 <= one <= most)}
    rung = _RATIO
    while rung < most:
        rungs.add(rung)
        rung *= _RATIO
    return sorted(rungs)


def highest(holds: Callable[[int], bool], rungs: Sequence[int]) -> int | None:
    """The limit above the highest rung that holds; the last rung where that holds itself; None if nothing does."""
    kept = [rung for rung in rungs if holds(rung)]
    if not kept:
        return _looked_through(holds, min(rungs[-1], _LOOKED_THROUGH))
    best = kept[-1]
    if best == rungs[-1]:
        return best
    return turning(holds, best, rungs[rungs.index(best) + 1])


def turning(holds: Callable[[int], bool], low: int, high: int) -> int:
    """The last value that holds between one that does and one that does not, if it holds up to there."""
    while high - low > 1:
        middle = (low + high) // 2
        if holds(middle):
            low = middle
        else:
            high = middle
    return low


def _looked_through(holds: Callable[[int], bool], most: int) -> int | None:
    return next((value for value in range(most, -1, -1) if holds(value)), None)


def runs(values: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Rising values as runs without a gap: 1 2 3 7 is (1, 3), (7, 7)."""
    found: list[tuple[int, int]] = []
    for value in values:
        if found and found[-1][1] == value - 1:
            found[-1] = (found[-1][0], value)
        else:
            found.append((value, value))
    return tuple(found)
