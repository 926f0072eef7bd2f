"""Many plain loans as columns, worked out period by period: their flows before rounding, and what they cost in cents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hegui.rates.lines import Fixed, Line, Share
from hegui.rates.solving_many import Ledger

__all__ = ["Columns"]

Array = NDArray[Any]
Slot = Mapping[str, Array]


class Columns:
    """Lines, the longest loans first: those that still pay in a period stand together at the top."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._all = _columns(lines)
        self._fixed = _slots([line.charges for line in lines], Fixed())
        self._shares = _slots([line.shares for line in lines], Share())
        periods = self._all["periods"]
        self._live = [int(np.count_nonzero(periods > period)) for period in range(lines[0].periods)]

    def __getitem__(self, name: str) -> NDArray[np.float64]:
        return self._all[name].astype(np.float64)

    def ledger(self) -> Ledger:
        """What reaches the borrower at the start and after each period, before anything is rounded."""
        one, owed = self._all, self["principal"]
        flows = np.zeros((len(self._live) + 1, len(owed)))
        flows[0] = one["payout"]
        for period, rows in enumerate(self._live):
            paid = one["level"][:rows] + one["on_owed"][:rows] * owed[:rows]
            ending = self._ending(period)
            paid[ending] += one["more_at_end"][ending]
            charged = np.zeros(rows)
            for slot in self._fixed:
                charged += _due(slot, period, rows) * slot["amount"][:rows]
            for slot in self._shares:
                charged += _due(slot, period, rows) * slot["rate"][:rows] * _base(slot, paid, owed[:rows])
            flows[period + 1, :rows] = -(paid + charged)
            owed[:rows] = owed[:rows] * one["growth"][:rows] - one["less"][:rows]
        return Ledger(flows, [len(owed), *self._live])

    def costs(self) -> NDArray[np.int64]:
        """What each loan costs in all, in cents: its plan, of which only the sum is kept."""
        one, left, cost = self._all, self._all["cents"].copy(), self._all["charged"].copy()
        for period, rows in enumerate(self._live):
            owed, ending = left[:rows].copy(), self._ending(period)
            bears = one["bears"][:rows] + _rounded(owed, one["above"][:rows], one["below"][:rows])
            back = np.minimum(one["fixed"][:rows] - one["takes"][:rows] * bears, owed)
            back[ending] = owed[ending]
            bears[ending] += one["bears_at_end"][ending]
            cost[:rows] += bears
            for slot in self._shares:
                due = _rounded(_base(slot, bears + back, owed), slot["above"][:rows], slot["below"][:rows])
                cost[:rows] += _due(slot, period, rows) * due
            left[:rows] -= back
        return cost

    def _ending(self, period: int) -> slice:
        """The loans that pay in a period for the last time."""
        return slice(self._live[period + 1] if period + 1 < len(self._live) else 0, self._live[period])


def _columns(rows: Sequence[Line | Fixed | Share]) -> Slot:
    """Rows as one array a field; fields that hold tuples are left out."""
    fields = zip(rows[0]._fields, zip(*rows, strict=True), strict=True)
    return {name: np.array(column) for name, column in fields if not isinstance(column[0], tuple)}


def _slots(charges: Sequence[Sequence[Fixed | Share]], nothing: Fixed | Share) -> list[Slot]:
    """The first charge of every loan, the second of every loan …; a loan that has fewer pays nothing there."""
    most = max(map(len, charges))
    return [_columns([one[slot] if slot < len(one) else nothing for one in charges]) for slot in range(most)]


def _due(slot: Slot, period: int, rows: int) -> Array:
    return (slot["first"][:rows] <= period) & (period < slot["end"][:rows])


def _base(slot: Slot, instalment: Array, owed: Array) -> Array:
    return np.where(slot["of_instalment"][: len(owed)], instalment, owed)


def _rounded(base: Array, above: Array, below: Array) -> Array:
    """above / below of a sum in cents, half up."""
    rounded: Array = (2 * base * above + below) // (2 * below)
    return rounded
