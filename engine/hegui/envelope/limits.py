"""How far one fact of a loan can go before a rate rule stands in the way. It renders nothing and changes no manifest.

The limit is searched with a probe and confirmed by fresh checks of the manifest written with the edits proposed: clear
in the rate rules at the limit, not clear one step further.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hegui.case import Chain
from hegui.envelope.bench import Bench, bench_for
from hegui.envelope.probe import Key, Probe, Standing, Values
from hegui.envelope.search import CLEAR, OPEN, SHUT, State, highest, ladder, runs, turning
from hegui.envelope.values import Bound, Envelope, Limit
from hegui.envelope.variables import MOST_PERIODS, Variable, charges_of, rate_of, term_of
from hegui.judge import Check
from hegui.manifest.reading import Manifest
from hegui.rulebook import Rulebook
from hegui.terms import Bilingual

__all__ = ["Room", "envelope_of", "limit_of"]

_NOWHERE = Bilingual("试过的取值均不能同时满足各项价格规则", "no value tried keeps all rate rules at once")


class Room:
    """The state of one variable at every value, apart from the rules that no value mends (`always`) or decides (`left_open`)."""

    def __init__(
        self,
        probe: Probe,
        checks: tuple[Check, ...],
        variable: Variable,
        steps: Sequence[int],
        *,
        priced: bool = True,
    ) -> None:
        self.probe, self.checks, self.variable, self.steps, self._priced = probe, checks, variable, steps, priced
        self.always, self.left_open = unmended([self.at(step) for step in steps])

    def values(self, step: int) -> Values:
        return ((self.variable, self.variable.step * step),)

    def at(self, step: int) -> Standing:
        return self.probe.standing(self.checks, self.values(step), priced=self._priced)

    def state(self, step: int, leaving: frozenset[str] = frozenset()) -> State:
        return self.judged(self.at(step), leaving)

    def clear(self, step: int) -> bool:
        return self.state(step) == CLEAR

    def quiet(self, step: int) -> bool:
        return self.clear(step) and not self.at(step).warned

    def judged(self, standing: Standing, leaving: frozenset[str] = frozenset()) -> State:
        """What a standing amounts to, without the rules of `leaving`."""
        return state_of(standing, self.always, self.left_open, leaving)

    def against(self, standing: Standing, leaving: frozenset[str] = frozenset()) -> frozenset[Key]:
        """What stands in the way: what is violated, or else what cannot be decided."""
        violated, undetermined = standing.violated - self.always, standing.undetermined - self.left_open
        kept = (frozenset(key for key in keys if key[0] not in leaving) for keys in (violated, undetermined))
        return next(filter(None, kept), frozenset())


def unmended(standings: Sequence[Standing]) -> tuple[frozenset[Key], frozenset[Key]]:
    """The rules violated in every standing, and those never settled well that are undetermined in some."""
    always = frozenset.intersection(*(one.violated for one in standings))
    unsettled = frozenset.intersection(*(one.violated | one.undetermined for one in standings))
    return always, unsettled - always


def state_of(
    standing: Standing, always: frozenset[Key], left_open: frozenset[Key], leaving: frozenset[str] = frozenset()
) -> State:
    if any(key[0] not in leaving for key in standing.violated - always):
        return SHUT
    return OPEN if any(key[0] not in leaving for key in standing.undetermined - left_open) else CLEAR


def limit_of(bench: Bench, probe: Probe, variable: Variable) -> Limit:
    """The highest value of a rate or a charge."""
    if variable.fixed is not None:
        return Limit(variable, reason=variable.fixed)
    room = Room(probe, bench.rules.reading(variable.touches), variable, _rungs(bench, probe, variable))
    if room.always:
        return Limit(variable, whatever=_bounds_at(bench, room, 0, room.always))
    best = highest(room.clear, room.steps)
    if best is None:
        return Limit(variable, reason=_NOWHERE)
    most = room.steps[-1]
    found = _quiet(bench, room, _limit(bench, room, best, best + 1 if best < most else None), best)
    if found.unbounded:
        return found
    leaving = frozenset(bound.rule for bound in found.binding)
    further = highest(lambda step: room.state(step, leaving) == CLEAR, room.steps)
    return _with_next(bench, _at_best(bench, room, found, best), room, further, 1)


def _rungs(bench: Bench, probe: Probe, variable: Variable) -> list[int]:
    """The values that bracket a limit, up to the last at which anything reaches the borrower."""
    checks = bench.rules.reading(variable.touches)
    near = () if variable.current is None else (int(variable.current / variable.step),)
    rungs = ladder(int(variable.most / variable.step), *near)

    def priced(step: int) -> bool:
        return probe.standing(checks, ((variable, variable.step * step),)).nominal is not None

    last = highest(priced, rungs) if priced(0) else None
    return rungs if last is None else ladder(last, *near)


def _limit(bench: Bench, room: Room, best: int, past: int | None) -> Limit:
    """The limit at `best`, confirmed there and at its neighbour; None for that where nothing binds."""
    values = room.values(best)
    edits = bench.edits(room.probe, values)
    confirmed = room.judged(bench.standing(bench.fresh(edits), room.checks)) == CLEAR
    binding: tuple[Bound, ...] = ()
    if past is not None:
        beyond = bench.fresh(bench.edits(room.probe, room.values(past)))
        against = room.against(bench.standing(beyond, room.checks))
        confirmed = confirmed and bool(against)
        binding = bench.bounds(beyond, against, room.probe, room.values(past), values)
    standing = room.at(best)
    return Limit(
        room.variable, room.variable.step * best, edits if past is not None else (), binding,
        unbounded=past is None, confirmed=confirmed,
        left_open=_bounds_at(bench, room, best, room.left_open),
        nominal=standing.nominal, effective=standing.effective,
    )  # fmt: skip


def _quiet(bench: Bench, room: Room, found: Limit, best: int) -> Limit:
    """The same limit with the room that leaves every warning and advice aside, where that is less."""
    if room.quiet(best):
        return found
    last = highest(room.quiet, [step for step in room.steps if step < best] + [best])
    if last is None:
        return replace(found, quiet_binding=_bounds_at(bench, room, best, room.at(best).warned))
    bounds = _bounds_at(bench, room, last + 1, room.at(last + 1).warned, last)
    return replace(found, quiet=room.variable.step * last, quiet_binding=bounds)


def _at_best(bench: Bench, room: Room, found: Limit, best: int) -> Limit:
    """The same limit with the room there is if what is open were settled well, where that is more."""
    if room.state(best + 1) != OPEN:
        return found
    most = room.steps[-1]
    low, reach = best + 1, 2
    while best + reach < most and room.state(best + reach) != SHUT:
        low, reach = best + reach, reach * 2
    high = min(best + reach, most)
    if room.state(high) != SHUT:
        return replace(found, at_best=room.variable.step * most)
    last = turning(lambda step: room.state(step) != SHUT, low, high)
    return _settled_well(bench, room, found, last, last + 1)


def _settled_well(bench: Bench, room: Room, found: Limit, last: int, past: int) -> Limit:
    near = bench.standing(bench.fresh(bench.edits(room.probe, room.values(last))), room.checks)
    beyond = bench.fresh(bench.edits(room.probe, room.values(past)))
    standing = bench.standing(beyond, room.checks)
    confirmed = found.confirmed and room.judged(near) == OPEN and room.judged(standing) == SHUT
    bounds = bench.bounds(beyond, room.against(standing), room.probe, room.values(past), room.values(last))
    return replace(found, at_best=room.variable.step * last, at_best_binding=bounds, confirmed=confirmed)


def _with_next(bench: Bench, found: Limit, room: Room, further: int | None, way: int) -> Limit:
    """The same limit with the one behind it, where there is one."""
    if further is None or further + way not in range(room.steps[0], room.steps[-1] + 1):
        return found
    against = room.against(room.at(further + way), frozenset(bound.rule for bound in found.binding))
    bounds = _bounds_at(bench, room, further + way, against, further)
    return replace(found, next_value=room.variable.step * further, next_binding=bounds) if bounds else found


def _bounds_at(
    bench: Bench, room: Room, step: int, keys: frozenset[Key], before: int | None = None
) -> tuple[Bound, ...]:
    if not keys:
        return ()
    decision = bench.fresh(bench.edits(room.probe, room.values(step)))
    return bench.bounds(decision, keys, room.probe, room.values(step), None if before is None else room.values(before))


# ---- terms


def terms_of(bench: Bench, probe: Probe, variable: Variable) -> tuple[Limit, Limit, tuple[tuple[int, int], ...]]:
    """The longest and the shortest term, and every run of terms that clears: each is tried, for costs and rules turn.

    What a loan costs is worked out only for terms that the rules on terms alone allow.
    """
    if variable.fixed is not None:
        return _no_terms(Limit(variable, reason=variable.fixed))
    every = range(1, int(variable.most) + 1)
    checks = bench.rules.reading(variable.touches)
    lengths = Room(probe, bench.rules.costless(checks), variable, every, priced=False)
    allowed = [step for step in every if lengths.state(step) != SHUT]
    if lengths.always or not allowed:
        return _no_terms(_no_term(bench, lengths))
    room = Room(probe, checks, variable, allowed)
    if room.always:
        return _no_terms(_no_term(bench, room))
    kept = [step for step in allowed if room.clear(step)]
    if not kept:
        return _no_terms(Limit(variable, reason=_NOWHERE))
    return _term(bench, room, kept[-1], 1), _term(bench, room, kept[0], -1), runs(kept)


def _no_terms(limit: Limit) -> tuple[Limit, Limit, tuple[tuple[int, int], ...]]:
    return limit, limit, ()


def _no_term(bench: Bench, room: Room) -> Limit:
    step = int(room.variable.current or 1)
    whatever = _bounds_at(bench, room, step, room.always)
    return Limit(room.variable, whatever=whatever, reason=None if whatever else _NOWHERE)


def _term(bench: Bench, room: Room, best: int, way: int) -> Limit:
    """The last term that clears, going on (`way` 1) or back (−1)."""
    past = best + way if 1 <= best + way <= room.variable.most else None
    found = _limit(bench, room, best, past)
    if past is None:
        return found
    pick = max if way > 0 else min
    last = pick(step for step in room.steps if room.state(step) != SHUT)
    if (last - best) * way > 0:
        if 1 <= last + way <= room.variable.most:
            found = _settled_well(bench, room, found, last, last + way)
        else:
            found = replace(found, at_best=Decimal(last))
    leaving = frozenset(bound.rule for bound in found.binding)
    further = pick(step for step in room.steps if room.state(step, leaving) == CLEAR)
    return found if further == best else _with_next(bench, found, room, further, way)


# ---- the envelope


def envelope_of(
    rulebook: Rulebook,
    manifest: Manifest,
    day: date,
    loan: Chain | None = None,
    *,
    most_periods: int = MOST_PERIODS,
) -> Envelope:
    """The room one loan has under the rate rules of a day, given the rest of the design.

    A waiver is bound to the facts it was given for, so it excuses no other price and lifts no limit.

    Args:
        rulebook: Rules and parameters.
        manifest: The product as declared.
        day: The day whose law applies; numbers that the law takes of another day are read on that one.
        loan: Where the loan stands (`loans_of`); may be left out if there is one only.
        most_periods: The longest term tried.

    Returns:
        The highest nominal rate, the highest of each charge that a borrower who keeps to the plan pays (the last one
        an additional charge at the start), the longest and the shortest term.

    Raises:
        UsageError: there is no loan, or more than one and none is named.
    """
    bench = bench_for(rulebook, manifest, day, loan)
    probe = bench.probe()
    with_more, added = bench.probe_with_charge()
    longest, shortest, clear = terms_of(bench, probe, term_of(manifest, bench.loan, most_periods))
    declared = bench.declared
    credit = probe.priced(())
    standing = bench.standing(declared, tuple(bench.rules.reads))
    name, period = credit.get("name"), credit.get("period")
    return Envelope(
        loan=manifest.path(bench.loan, ""),
        name=name if isinstance(name, str) else None,
        period=period if isinstance(period, str) else None,
        day=day,
        nominal=credit.get("annualised_cost.nominal"),
        effective=credit.get("annualised_cost.effective"),
        highest_rate=limit_of(bench, probe, rate_of(manifest, bench.loan)),
        highest_fees=(
            *(limit_of(bench, probe, charge) for charge in charges_of(manifest, bench.loan)),
            limit_of(bench, with_more, added),
        ),
        longest_term=longest,
        shortest_term=shortest,
        clear_terms=clear,
        violated=bench.bounds(declared, standing.violated, probe, ()),
        undecided=bench.bounds(declared, standing.undetermined, probe, ()),
    )
