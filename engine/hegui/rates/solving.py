"""The one rate at which flows are worth nothing, or why there is not one. It knows no calendar and no law.

Floats are used here and nowhere else: `rate` and `simple_rate` end when Newton's step, which bounds their error, is
below 1e-12 of 1 + rate. A rate is given only where it is the only one above −1, or, where more is paid than received,
the only one above zero (a second one below zero is no cost). That is settled beforehand, by the balances at the rate
found, or in the last resort by isolating every rate (`hegui.rates.isolating`):

* one change of sign: exactly one rate above −1 (Descartes; for times that are no whole numbers, Laguerre 1883);
* what is owed at the rate never changes sign before the end: no other rate (Soper, Economic Journal 69, 1959);
* what has flowed so far changes sign once, and the end is below zero: exactly one rate above zero (Norstrom,
  J. Financial and Quantitative Analysis 7(3), 1972).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate, groupby, pairwise
from math import expm1, inf, isfinite, isnan, log1p
from typing import Final, Literal

from hegui.rates.isolating import crossings

__all__ = ["HIGHEST", "LOWEST", "PRECISION", "SETTLED", "Flows", "Unsolved", "compounded", "rate", "simple_rate"]

Unsolved = Literal["no payout", "no payment", "no rate", "several rates", "in doubt", "overpaid", "not found"]

HIGHEST: Final = 1e15
LOWEST: Final = -1.0 + 1e-15
PRECISION: Final = 1e-12
SETTLED: Final = 1e-9
_STEPS: Final = 200


class Flows:
    """Amounts and their times as whole periods and a part of one; the part is discounted at simple interest.

    A time is discounted by 1 / ((1 + part·i) (1 + i)^whole): Regulation Z, appendix J (b)(8). Without parts the times
    may be any numbers.
    """

    __slots__ = ("amounts", "even", "parts", "times")

    def __init__(
        self, amounts: Sequence[float], times: Sequence[float] | None = None, parts: Sequence[float] | None = None
    ) -> None:
        self.amounts = tuple(amounts)
        self.even = times is None
        self.times = range(len(self.amounts)) if times is None else tuple(times)
        self.parts = tuple(parts) if parts and any(parts) else None

    def worth(self, at: float) -> tuple[float, float]:
        """What the flows are worth at a rate, and how that changes with the rate."""
        if self.even:
            return self._even(at)
        growth, value, slope = 1 + at, 0.0, 0.0
        for index, (amount, time) in enumerate(zip(self.amounts, self.times, strict=True)):
            if not amount:
                continue
            part = self.parts[index] if self.parts else 0.0
            own = amount * _power(growth, -time) / (1 + part * at)
            value += own
            slope -= own * (time / growth + part / (1 + part * at))
        return value, slope

    def _even(self, at: float) -> tuple[float, float]:
        factor, value, slope = 1 / (1 + at), 0.0, 0.0
        for amount in reversed(self.amounts):
            slope = slope * factor + value
            value = value * factor + amount
        return value, -slope * factor * factor

    def owed(self, at: float) -> list[float]:
        """What is owed right after each flow."""
        balance, before, owed = 0.0, self.times[0], []
        for amount, time in zip(self.amounts, self.times, strict=True):
            balance = balance * _power(1 + at, time - before) + amount
            before = time
            owed.append(balance)
        return owed


def _power(base: float, exponent: float) -> float:
    try:
        return float(base**exponent)
    except OverflowError:
        return inf


def rate(flows: Flows, guess: float = 0.01) -> float | Unsolved:
    """The rate a period, above −1, at which `flows` (received positive, paid negative) are worth nothing."""
    amounts = flows.amounts
    if not amounts or amounts[0] <= 0:
        return "no payout"
    turns = _turns(amounts)
    if turns == 0:
        return "no payment"
    if turns == 1:
        return _root(flows.worth, guess, LOWEST, HIGHEST)
    if flows.parts is None and _costly(amounts) and _turns(tuple(accumulate(amounts))) == 1:
        return _root(flows.worth, guess, 0.0, HIGHEST)
    owing = _as_debtor(flows, guess)
    return _only_one(flows) if owing is None else owing


def _as_debtor(flows: Flows, guess: float) -> float | None:
    """The rate at which the borrower owes throughout, if it lies where Newton's method ends."""
    if flows.parts or next(filter(None, reversed(flows.amounts))) > 0:
        return None
    root = _root(flows.worth, guess, LOWEST, HIGHEST)
    if isinstance(root, str):
        return None
    least = -SETTLED * max(flows.amounts)
    return root if all(least <= owed < inf for owed in flows.owed(root)[:-1]) else None


def _only_one(flows: Flows) -> float | Unsolved:
    """The only rate there is, or the only one above zero where more is paid than received."""
    low = 0.0 if _costly(flows.amounts) else LOWEST
    found = crossings(flows.amounts, flows.times, flows.parts, low, HIGHEST)
    if found is None:
        return "in doubt"
    if len(found) != 1:
        return "several rates" if found else "no rate"
    ((low, high, rises),) = found
    rising = flows.worth if rises else lambda at: _turned(flows.worth(at))
    return _root(rising, _middle(low, high), low, high)


def _costly(amounts: Sequence[float]) -> bool:
    """Whether more is paid than received, by more than the noise of floats."""
    return sum(amounts) < -PRECISION * max(amounts)


def _turned(worth: tuple[float, float]) -> tuple[float, float]:
    return -worth[0], -worth[1]


def _root(worth: Callable[[float], tuple[float, float]], guess: float, low: float, high: float) -> float | Unsolved:
    """Newton's method within a bracket that shrinks; `worth` rises through the root.

    The bracket is halved wherever a step would leave it or is no longer half the one before the last.
    """
    at, before, last = guess, inf, inf
    for _ in range(_STEPS):
        value, slope = worth(at)
        if isnan(value):
            return "not found"
        if value < 0:
            low = at
        else:
            high = at
        step = value / slope if slope and isfinite(value) and isfinite(slope) else inf
        following = at - step
        if not low <= following <= high or abs(step) > before / 2:
            following = _middle(low, high)
        before, last = last, abs(following - at)
        if last <= PRECISION * (1 + abs(at)):
            return following
        at = following
    return "not found"


def _middle(low: float, high: float) -> float:
    """Of growth factors the geometric middle, so that a wide bracket closes quickly."""
    return ((1 + low) * (1 + high)) ** 0.5 - 1 if low > -1 and high - low > 1 else (low + high) / 2


def _turns(amounts: Sequence[float]) -> int:
    return max(len(list(groupby(amount > 0 for amount in amounts if amount))) - 1, 0)


def compounded(rate: float, periods: float) -> float:
    """What a rate comes to over so many periods, each on top of those before: (1 + rate)^periods − 1."""
    try:
        return expm1(periods * log1p(rate))
    except OverflowError:
        return inf


# ---- simple interest


def simple_rate(amounts: Sequence[float], times: Sequence[float], guess: float) -> float | Unsolved:
    """The yearly rate by which simple interest on the principal left leaves nothing owed after the last flow.

    Payments go first to the interest due, then to principal; interest that waits bears none (民法典 art. 561 gives the
    order; in the United States the "US Rule"). What is left rises with the rate, so the rate is the only one, as long
    as the borrower is the debtor throughout. `times` are in years and rise.
    """
    if not amounts or amounts[0] <= 0:
        return "no payout"
    if min(amounts) >= 0:
        return "no payment"
    gaps = (0.0, *(later - before for before, later in pairwise(times)))
    if _settled(amounts, gaps, guess):
        return guess

    def left(at: float) -> tuple[float, float]:
        return _left(amounts, gaps, at)[:2]

    low, high = min(guess, 0.0) - 1, max(guess, 0.0) + 1
    while left(low)[0] >= 0 and low > -HIGHEST:
        low *= 4
    while left(high)[0] < 0 and high < HIGHEST:
        high *= 4
    found = _root(left, guess, low, high)
    if isinstance(found, float) and _left(amounts, gaps, found)[2] < -SETTLED * max(amounts):
        return "overpaid"
    return found


def _settled(amounts: Sequence[float], gaps: Sequence[float], at: float) -> bool:
    """Whether every payment covers the interest due and the last leaves nothing: then no interest ever waits."""
    owed, little = amounts[0], SETTLED * amounts[0]
    for amount, gap in zip(amounts[1:], gaps[1:], strict=True):
        interest = owed * at * gap
        owed += interest + amount
        if amount + interest > 0 or owed < -little:
            return False
    return owed <= little


def _left(amounts: Sequence[float], gaps: Sequence[float], at: float) -> tuple[float, float, float]:
    """What is owed after the last flow at a rate of simple interest, how that changes with the rate, the least owed before."""
    principal = waiting = principal_slope = waiting_slope = 0.0
    lowest = now = inf
    for amount, gap in zip(amounts, gaps, strict=True):
        lowest = min(lowest, now)
        waiting += principal * at * gap
        waiting_slope += (principal_slope * at + principal) * gap
        if amount > 0:
            principal += amount
        elif waiting + amount > 0:
            waiting += amount
        else:
            principal += waiting + amount
            principal_slope += waiting_slope
            waiting = waiting_slope = 0.0
        now = principal + waiting
    return now, principal_slope + waiting_slope, lowest
