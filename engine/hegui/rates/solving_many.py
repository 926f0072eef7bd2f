"""The rates of many loans at once: the methods of `solving` over all rows together. It takes only flows that turn once.

Where it is not sure of a rate it gives none (NaN), and the row is solved by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hegui.rates.solving import HIGHEST, LOWEST, PRECISION, SETTLED

__all__ = ["Ledger", "rates", "simple_rates"]

Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]
Worth = Callable[[Floats], tuple[Floats, Floats]]

_STEPS: Final = 60


@dataclass(frozen=True, slots=True)
class Ledger:
    """Flows by period (down) and loan (across), the longest loans first; of flow k only the first `live[k]` loans have one."""

    flows: Floats
    live: Sequence[int]

    def of(self, chosen: Truths) -> Ledger:
        """The same with some of the loans only."""
        return Ledger(self.flows[:, chosen], [int(chosen[:rows].sum()) for rows in self.live])

    def worth(self, at: Floats) -> tuple[Floats, Floats]:
        """What the flows are worth at a rate a period, and how that changes with the rate."""
        factor, value, slope = 1 / (1 + at), np.zeros_like(at), np.zeros_like(at)
        for flow, rows in zip(self.flows[::-1], self.live[::-1], strict=True):
            slope[:rows] = slope[:rows] * factor[:rows] + value[:rows]
            value[:rows] = value[:rows] * factor[:rows] + flow[:rows]
        return value, -slope * factor * factor

    def settled(self, at: Floats) -> Truths:
        """Where every payment covers the interest due at a rate a period, and the last leaves nothing."""
        owed, little = self.flows[0].copy(), SETTLED * self.flows[0]
        kept = np.ones(len(at), dtype=np.bool_)
        for flow, rows in zip(self.flows[1:], self.live[1:], strict=True):
            interest = owed[:rows] * at[:rows]
            owed[:rows] += interest + flow[:rows]
            kept[:rows] &= (flow[:rows] + interest <= 0) & (owed[:rows] >= -little[:rows])
        settled: Truths = kept & (owed <= little)
        return settled

    def left(self, at: Floats) -> tuple[Floats, Floats, Floats]:
        """What is owed after the last flow at simple interest a period, how that changes, the least owed before."""
        principal, waiting = self.flows[0].copy(), np.zeros_like(at)
        principal_slope, waiting_slope, lowest = np.zeros_like(at), np.zeros_like(at), np.full_like(at, np.inf)
        for flow, rows in zip(self.flows[1:], self.live[1:], strict=True):
            top = slice(rows)
            lowest[top] = np.minimum(lowest[top], principal[top] + waiting[top])
            due = waiting[top] + principal[top] * at[top]
            due_slope = waiting_slope[top] + principal_slope[top] * at[top] + principal[top]
            paid = due + flow[top] <= 0
            principal[top] += np.where(paid, due + flow[top], 0)
            principal_slope[top] += np.where(paid, due_slope, 0)
            waiting[top] = np.where(paid, 0, due + flow[top])
            waiting_slope[top] = np.where(paid, 0, due_slope)
        return principal + waiting, principal_slope + waiting_slope, lowest


def rates(ledger: Ledger, guess: Floats) -> Floats:
    """The rate a period of each loan; NaN where its flows are not one payout and then payments, or it was not found."""
    received, later = ledger.flows[0], ledger.flows[1:]
    usual = (received > 0) & (later.max(axis=0) <= 0) & (later.min(axis=0) < 0)
    return _where(usual, ledger, guess, _rates)


def _rates(ledger: Ledger, guess: Floats) -> Floats:
    return _roots(ledger.worth, guess, np.full_like(guess, LOWEST), np.full_like(guess, HIGHEST))


def simple_rates(ledger: Ledger, compounded: Floats) -> Floats:
    """The rate a period of simple interest, from the rate a period `compounded`; NaN where it is not certain."""
    settled = ledger.settled(compounded)
    return np.where(settled, compounded, _where(~settled & ~np.isnan(compounded), ledger, compounded, _simple))


def _where(chosen: Truths, ledger: Ledger, guess: Floats, solve: Callable[[Ledger, Floats], Floats]) -> Floats:
    """What `solve` finds for the loans chosen, NaN for the rest."""
    found = np.full_like(guess, np.nan)
    if chosen.any():
        found[chosen] = solve(ledger.of(chosen), guess[chosen])
    return found


def _simple(ledger: Ledger, guess: Floats) -> Floats:
    def left(at: Floats) -> tuple[Floats, Floats]:
        return ledger.left(at)[:2]

    low, high = np.minimum(guess, 0) - 1, np.maximum(guess, 0) + 1
    bracketed = (left(low)[0] < 0) & (left(high)[0] >= 0)
    found = _roots(left, guess, low, high)
    debtor = ledger.left(found)[2] >= -SETTLED * ledger.flows[0]
    return np.where(bracketed & debtor, found, np.nan)


def _roots(worth: Worth, guess: Floats, low: Floats, high: Floats) -> Floats:
    """`solving._root` on all rows: each keeps what it found while the others go on."""
    at, found = guess, np.full_like(guess, np.nan)
    before = last = np.full_like(guess, np.inf)
    for _ in range(_STEPS):
        value, slope = worth(at)
        low, high = np.where(value < 0, at, low), np.where(value < 0, high, at)
        step = np.where(slope == 0, np.inf, value / slope)
        following = at - step
        leaves = ~((low <= following) & (following <= high) & (np.abs(step) <= before / 2))
        following = np.where(leaves, _middle(low, high), following)
        following = np.where(np.isnan(value), np.nan, following)
        before, last = last, np.abs(following - at)
        found = np.where(np.isnan(found) & (last <= PRECISION * (1 + np.abs(at))), following, found)
        if not np.isnan(found).any():
            break
        at = np.where(np.isnan(found), following, found)
    return found


def _middle(low: Floats, high: Floats) -> Floats:
    wide = (low > -1) & (high - low > 1)
    return np.where(wide, np.sqrt(np.maximum((1 + low) * (1 + high), 0)) - 1, (low + high) / 2)
