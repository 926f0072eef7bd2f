"""How the price tiers of one offer stand to each other: how many there are, how far apart, in what order. It prices none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from hegui.case import Record
from hegui.measures import CAUSE, Cause
from hegui.values import NONE, Opaque, Range

__all__ = ["together"]

_TAKEN = frozenset({"at_start", "deducted", "each_period", "at_end"})
_OPEN = Range(None, None)


def together(credit: Record) -> Record:
    """The measures of an offer that look at all its tiers, which have been priced; and the tiers, each with its place in them."""
    tiers = credit.get("tiers")
    found = {**_counted(tiers), **_spread(tiers)}
    return {**found, "tiers": _in_order(tiers)} if isinstance(tiers, tuple) else found


def _counted(tiers: object) -> Record:
    """How many tiers are listed, and how many of them charge: none where a price list names none."""
    if isinstance(tiers, Opaque):
        return {name + CAUSE: Cause(("tiers",)) for name in ("tiers_listed", "tiers_charged")}
    listed = tiers if isinstance(tiers, tuple) else ()
    charging = [_charging(tier) for tier in listed]
    certain, possible = Decimal(charging.count(True)), Decimal(len(charging) - charging.count(False))
    counted: Record = {"tiers_charged": certain if certain == possible else Range(certain, possible)}
    if certain != possible:
        paths = (f"tiers[{index}].nominal_rate" for index, one in enumerate(charging) if one is None)
        counted["tiers_charged" + CAUSE] = Cause(tuple(paths))
    return {"tiers_listed": Decimal(len(listed)), **counted}


def _charging(tier: Record) -> bool | None:
    """Whether a tier charges by itself: interest, points above the offer, or a fee that does not wait for an event."""
    rate, above, fees = (tier.get(name) for name in ("nominal_rate", "above_base", "fees"))
    timings = [fee.get("timing") for fee in fees] if isinstance(fees, tuple) else []
    if any(isinstance(one, Decimal) and one > 0 for one in (rate, above)) or _TAKEN.intersection(map(str, timings)):
        return True
    told = isinstance(rate, Decimal) or (rate is NONE and above is not None)
    return False if told and all(timing == "on_event" for timing in timings) else None


def _bounds(tier: Record, name: str) -> Range:
    cost = tier.get(name)
    return cost if isinstance(cost, Range) else Range(cost, cost) if isinstance(cost, Decimal) else _OPEN


# ---- how far they lie apart


def _spread(tiers: object) -> Record:
    """The widest gap of nominal cost between tiers of one term, as points of a rate are agreed; a range where some are open."""
    if tiers is NONE:
        return {"tier_spread": NONE}
    if not isinstance(tiers, tuple):
        return {"tier_spread" + CAUSE: Cause(("tiers",))}
    by_term: dict[Decimal, list[Range]] = {}
    for tier in tiers:
        if isinstance(term := tier.get("term"), Decimal):
            by_term.setdefault(term, []).append(_bounds(tier, "annualised_cost.nominal"))
    least = max((_least(costs) for costs in by_term.values()), default=Decimal(0))
    causes = [cause for index, tier in enumerate(tiers) for cause in _open(index, tier)]
    if not causes:
        return {"tier_spread": least}
    missing = tuple(dict.fromkeys(path for cause in causes for path in cause.missing))
    told = Cause(missing) if missing else causes[0]
    return {"tier_spread": Range(least, None), "tier_spread" + CAUSE: told}


def _open(index: int, tier: Record) -> Iterator[Cause]:
    """Why the cost or the term of a tier is not known, with paths in the record of the loan."""
    for name in ("annualised_cost.nominal", "term"):
        cause = tier.get(name + CAUSE)
        if isinstance(cause, Cause):
            yield Cause(tuple(_above(index, path) for path in cause.missing), cause.zh, cause.en)


def _above(index: int, path: str) -> str:
    return path[1:] if path.startswith("^") else f"tiers[{index}].{path.partition('[')[0]}"


def _least(costs: Sequence[Range]) -> Decimal:
    """What the gap comes to at least: the highest that is proved above the lowest that is possible."""
    highs = [cost.high for cost in costs if cost.high is not None]
    lows = [cost.low for cost in costs if cost.low is not None]
    return max(max(lows) - min(highs), Decimal(0)) if lows and highs else Decimal(0)


# ---- whether the cost rises with risk


def _in_order(tiers: Sequence[Record]) -> tuple[Record, ...]:
    """Each tier with the lowest cost among those of its term and of higher risk; none where no tier is riskier."""
    ranked = [(place, tier) for tier in tiers if (place := _place(tier)) is not None]
    unplaced = [tier for tier in tiers if _place(tier) is None]
    gaps = Cause(tuple(dict.fromkeys(f"^{path}" for at, tier in enumerate(tiers) for path in _lacking(at, tier))))
    found: dict[int, Range | None] = {}
    ranked.sort(key=lambda one: one[0], reverse=True)
    for _, of_term in groupby(ranked, key=lambda one: one[0][0]):
        below: Range | None = None
        for _, alike in groupby(of_term, key=lambda one: one[0][1]):
            same = [tier for _, tier in alike]
            found.update((id(tier), below) for tier in same)
            for tier in same:
                below = _lower(below, _bounds(tier, "annualised_cost.effective"))
    return tuple({**tier, **_riskier(tier, found, unplaced, gaps)} for tier in tiers)


def _place(tier: Record) -> tuple[Decimal, Decimal] | None:
    term, rank = tier.get("term"), tier.get("risk_rank")
    return (term, rank) if isinstance(term, Decimal) and isinstance(rank, Decimal) else None


def _lacking(at: int, tier: Record) -> Iterator[str]:
    """What is not stated of a tier that the order needs, as paths in the loan."""
    if not isinstance(tier.get("risk_rank"), Decimal):
        yield f"tiers[{at}].risk_rank"
    for cause in _open(at, tier):
        yield from cause.missing


def _riskier(tier: Record, found: dict[int, Range | None], unplaced: Sequence[Record], gaps: Cause) -> Record:
    name = "cheapest_riskier"
    if _place(tier) is None:
        return {name + CAUSE: Cause(("risk_rank",)) if not isinstance(tier.get("risk_rank"), Decimal) else gaps}
    certain, maybe = found[id(tier)], [other for other in unplaced if _may_be_riskier(other, tier)]
    if certain is None:
        return {name + CAUSE: gaps} if maybe else {name: NONE}
    lowest: Range = certain
    for other in maybe:
        lowest = _lower(lowest, _bounds(other, "annualised_cost.effective"))
    if lowest.low is not None and lowest.low == certain.high:
        return {name: lowest.low}
    return {name: Range(lowest.low, certain.high), name + CAUSE: gaps}


def _may_be_riskier(other: Record, tier: Record) -> bool:
    rank, term = other.get("risk_rank"), other.get("term")
    apart = isinstance(term, Decimal) and term != tier["term"]
    return not apart and not (isinstance(rank, Decimal) and rank <= tier["risk_rank"])  # type: ignore[operator]


def _lower(one: Range | None, other: Range) -> Range:
    """The bounds of the lower of two costs; an end that is open stays open below, and gives way above."""
    if one is None:
        return other
    low = None if one.low is None or other.low is None else min(one.low, other.low)
    highs = [high for high in (one.high, other.high) if high is not None]
    return Range(low, min(highs, default=None))
