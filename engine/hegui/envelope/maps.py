"""Maps of the room that is left: two variables of one loan against each other, and where each rule begins to bind.

Every cell is judged like a limit's candidate; the edges are then found to the step between two cells that differ. A
limit's fresh checks are not repeated for every cell: a probe agrees with them (`limits`), and says some thousand cells
a second.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from hegui.case import Chain
from hegui.envelope.bench import Bench, bench_for
from hegui.envelope.limits import state_of, unmended
from hegui.envelope.probe import Key, Probe, Standing, Values
from hegui.envelope.search import CLEAR, NOTED, OPEN, SHUT, State, highest, ladder, turning
from hegui.envelope.values import Bound, Cell, Edge, Map
from hegui.envelope.variables import MOST_PERIODS, Variable, price_of, term_of, up_front_of
from hegui.judge import Check
from hegui.manifest.reading import Manifest
from hegui.rulebook import Rulebook

__all__ = ["map_of", "rate_by_charge", "rate_by_term"]

_MARGIN = Decimal("1.3")
_FINEST = 40
_FAR = 3
_WORSE = (CLEAR, NOTED, OPEN, SHUT)
Point = tuple[int, int]


def rate_by_charge(
    rulebook: Rulebook,
    manifest: Manifest,
    day: date,
    loan: Chain | None = None,
    *,
    size: int = _FINEST,
) -> Map | None:
    """The price of each period against the charge at the start: the loan's own, else one more. None where neither can be set.

    The price of each period is the nominal rate or, of a loan priced by charges alone, its first charge of each period.

    Raises:
        UsageError: there is no loan, or more than one and none is named.
    """
    bench = bench_for(rulebook, manifest, day, loan)
    rate, own = price_of(manifest, bench.loan), up_front_of(manifest, bench.loan)
    if rate is None:
        return None
    probe, charge = (bench.probe(), own) if own is not None else bench.probe_with_charge()
    reach = _Reach(bench, probe)
    return map_of(bench, probe, rate, charge, reach.grid(rate, size, charge), reach.grid(charge, size, rate))


def rate_by_term(
    rulebook: Rulebook,
    manifest: Manifest,
    day: date,
    loan: Chain | None = None,
    *,
    size: int = _FINEST,
    most_periods: int = MOST_PERIODS,
) -> Map | None:
    """The price of each period (as in `rate_by_charge`) against the term. None where either cannot be set.

    Raises:
        UsageError: there is no loan, or more than one and none is named.
    """
    bench = bench_for(rulebook, manifest, day, loan)
    rate, term = price_of(manifest, bench.loan), term_of(manifest, bench.loan, most_periods)
    if rate is None or term.fixed is not None:
        return None
    probe = bench.probe()
    reach = _Reach(bench, probe)
    return map_of(bench, probe, rate, term, reach.grid(rate, size), reach.terms(term, size))


# ---- how far the axes reach


class _Reach:
    """Values for the axes: a little beyond the limit, and beyond where the design stands."""

    def __init__(self, bench: Bench, probe: Probe) -> None:
        self._bench, self._probe = bench, probe

    def grid(self, variable: Variable, size: int, other: Variable | None = None) -> tuple[int, ...]:
        """Steps of a rate or charge from 0 on, evenly."""
        here = int((variable.current or 0) / variable.step)
        free = variable.kind == "rate" and variable.current != 0  # a loan for nothing is another thing than a cheap one
        limit = self._limit(variable, ((other, Decimal(0)),) if other is not None else ())
        end = int(max(limit, here, size) * _MARGIN)
        gap = -(-end // size)
        return (1 if free else 0, *range(gap, gap * size + 1, gap))

    def _limit(self, variable: Variable, rest: Values) -> int:
        """The highest step that is not shut, the others set to nothing; a quarter a year or a tenth of the loan if none binds."""
        checks = self._bench.rules.reading(variable.touches)
        most = int(variable.most / variable.step)
        rungs = ladder(most)
        standings = {step: self._standing(checks, variable, step, rest) for step in rungs}
        priced = [one for one in standings.values() if one.nominal is not None] or list(standings.values())
        always, left_open = unmended(priced)

        def holds(step: int) -> bool:
            one = self._standing(checks, variable, step, rest)
            return one.nominal is not None and state_of(one, always, left_open) != SHUT

        found = highest(holds, rungs) or 0
        usual = int(Decimal("0.24") / variable.step) if variable.unit == "rate" else most // 10
        return found if found < most // 2 else usual

    def _standing(self, checks: tuple[Check, ...], variable: Variable, step: int, rest: Values) -> Standing:
        return self._probe.standing(checks, ((variable, variable.step * step), *rest))

    def terms(self, variable: Variable, size: int) -> tuple[int, ...]:
        """Numbers of periods, evenly, a little beyond the rules on terms alone and beyond the design."""
        alone = self._bench.rules.costless(self._bench.rules.reading(variable.touches))
        every = range(1, int(variable.most) + 1)
        values = {step: ((variable, variable.step * step),) for step in every}
        standings = {step: self._probe.standing(alone, values[step], priced=False) for step in every}
        always, left_open = unmended(list(standings.values()))
        allowed = [step for step in every if state_of(standings[step], always, left_open) != SHUT]
        here = int(variable.current or 12)
        longest = max(allowed, default=here)
        end = int(min(longest if longest < every[-1] else max(3 * here, 36), every[-1]) * _MARGIN)
        gap = max(1, -(-min(max(end, here + 1), every[-1]) // size))
        return tuple(sorted({1, *range(gap, gap * size + 1, gap)} & set(every)))


# ---- the map


@dataclass(frozen=True, slots=True)
class _Turn:
    """A boundary between neighbours: the last point on the better side, the first beyond, and what stands in the way there."""

    near: Point
    beyond: Point
    state: State
    rules: frozenset[Key]


class _Field:
    """Standings at points of a grid, in whole steps of the two variables."""

    def __init__(self, bench: Bench, probe: Probe, x: Variable, y: Variable, corners: Sequence[Point]) -> None:
        self._bench, self._probe, self.x, self.y = bench, probe, x, y
        self._checks = bench.rules.reading(x.touches | y.touches)
        standings = [self.at(point) for point in corners]
        priced = [one for one in standings if one.nominal is not None] or standings
        self.always, self.left_open = unmended(priced)
        self._always_noted = frozenset.intersection(*(one.warned for one in priced))

    def values(self, point: Point) -> Values:
        return (self.x, self.x.step * point[0]), (self.y, self.y.step * point[1])

    def at(self, point: Point) -> Standing:
        return self._probe.standing(self._checks, self.values(point))

    def against(self, point: Point) -> tuple[State, frozenset[Key]]:
        """The state of a point and the rules that make it so."""
        one = self.at(point)
        state = state_of(one, self.always, self.left_open)
        if state != CLEAR:
            return state, one.violated - self.always if state == SHUT else one.undetermined - self.left_open
        noted = one.warned - self._always_noted
        return (NOTED, noted) if noted else (CLEAR, noted)

    def cell(self, point: Point) -> Cell:
        (_, across), (_, up) = self.values(point)
        state, keys = self.against(point)
        one = self.at(point)
        return Cell(across, up, state, tuple(sorted({key[0] for key in keys})), one.nominal, one.effective)

    def turn(self, low: Point, high: Point) -> _Turn:
        """The boundary between two points that differ; one coordinate is the same."""
        here = self.against(low)
        along = 0 if low[1] == high[1] else 1

        def between(step: int) -> Point:
            return (step, low[1]) if along == 0 else (low[0], step)

        last = turning(lambda step: self.against(between(step)) == here, low[along], high[along])
        sides = between(last), between(last + 1)
        near, beyond = sorted(sides, key=lambda side: _WORSE.index(self.against(side)[0]))
        state, rules = self.against(beyond)
        return _Turn(near, beyond, state, rules - self.against(near)[1] or rules)

    def named(self, at: Point, keys: frozenset[Key], before: Point | None = None) -> tuple[Bound, ...]:
        """Rules as a fresh check at a point finds them."""
        if not keys:
            return ()
        values = self.values(at)
        decision = self._bench.fresh(self._bench.edits(self._probe, values))
        return self._bench.bounds(decision, keys, self._probe, values, None if before is None else self.values(before))


def map_of(bench: Bench, probe: Probe, x: Variable, y: Variable, xs: Sequence[int], ys: Sequence[int]) -> Map:
    """The map of two variables of a loan on a grid of whole steps, at least two of each."""
    field = _Field(bench, probe, x, y, [(a, b) for a in (xs[0], xs[-1]) for b in ys])
    cells = tuple(field.cell((a, b)) for b in ys for a in xs)
    first = (xs[0], ys[0])
    up = Decimal(0) if y.kind == "added_charge" else y.current
    return Map(
        x, y, tuple(x.step * a for a in xs), tuple(y.step * b for b in ys), cells,
        tuple(_edges(field, xs, ys)),
        None if x.current is None or up is None else (x.current, up),
        field.named(first, field.left_open), field.named(first, field.always),
    )  # fmt: skip


# ---- edges

_Kind = tuple[State, frozenset[str]]


def _edges(field: _Field, xs: Sequence[int], ys: Sequence[int]) -> Iterator[Edge]:
    """Boundaries of one kind joined in order, each named by one fresh check; what lies beyond is never clear."""
    gaps = (xs[-1] - xs[-2], ys[-1] - ys[-2])
    kinds: dict[_Kind, list[_Turn]] = {}
    for turn in _turns(field, xs, ys, gaps[0]):
        if turn.rules:
            kinds.setdefault((turn.state, frozenset(rule for rule, _, _ in turn.rules)), []).append(turn)
    for (state, _), group in kinds.items():
        middle = group[len(group) // 2]
        bounds = field.named(middle.beyond, middle.rules, middle.near)
        for points in _joined([turn.near for turn in group], gaps):
            yield Edge(bounds[0], state, tuple(_placed(field, point) for point in points))


def _placed(field: _Field, point: Point) -> tuple[Decimal, Decimal]:
    (_, across), (_, up) = field.values(point)
    return across, up


def _turns(field: _Field, xs: Sequence[int], ys: Sequence[int], gap: int) -> Iterator[_Turn]:
    """Boundaries met going right along every row, and those going up a column that no row met near by, such as a longest term."""
    met: set[tuple[State, frozenset[Key], int, int]] = set()
    for b in ys:
        for low, high in pairwise(xs):
            if field.against((low, b)) != field.against((high, b)):
                turn = field.turn((low, b), (high, b))
                met.add((turn.state, turn.rules, b, turn.near[0] // gap))
                yield turn
    for a in xs:
        for low, high in pairwise(ys):
            if field.against((a, low)) != field.against((a, high)):
                turn = field.turn((a, low), (a, high))
                near = ((b, a // gap + off) for b in (low, high) for off in (-1, 0, 1))
                if a in (xs[0], xs[-1]) or not any((turn.state, turn.rules, *place) in met for place in near):
                    yield turn


def _joined(points: Sequence[Point], gaps: Point) -> Iterator[list[Point]]:
    """Points as lines, each going to the nearest one left; a wide gap begins another line."""

    def apart(one: Point, other: Point) -> float:
        """Cells between; rows that follow one another may lie further apart, where an edge is nearly flat."""
        across, up = abs(one[0] - other[0]) / gaps[0], abs(one[1] - other[1]) / gaps[1]
        return max(across / _FAR if up <= 1 else across, up)

    left = sorted(set(points), key=lambda point: (point[1], point[0]))
    line: list[Point] = []
    while left:
        following = min(left, key=lambda point: apart(line[-1], point)) if line else left[0]
        if line and apart(line[-1], following) > _FAR:
            yield line
            line = []
            following = left[0]
        line.append(following)
        left.remove(following)
    yield line
