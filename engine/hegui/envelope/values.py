"""What is found of the room that is left: limits, what binds them, the map. Frozen values; nothing here is worked out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hegui.decision import Citation, ParameterUsed
from hegui.envelope.search import State
from hegui.envelope.variables import Variable
from hegui.manifest.editing import Edit
from hegui.terms import Bilingual

__all__ = ["Bound", "Cell", "Edge", "Envelope", "Limit", "Line", "Map"]


@dataclass(frozen=True, slots=True)
class Line:
    """A number that was met: the parameter, and the reading of the yearly cost it was held against (None: no cost)."""

    parameter: ParameterUsed
    reading: str | None


@dataclass(frozen=True, slots=True)
class Bound:
    """A rate rule that sets a limit, is violated, or cannot be decided (`outcome`); `missing` are the facts it lacks then,
    `asks` the questions for them.

    `lines` are the numbers that turned at the limit, or all the rule reads. `force` is what a violation does.
    """

    rule: str
    title: Bilingual
    message: Bilingual
    force: str
    outcome: str
    lines: tuple[Line, ...]
    citations: tuple[Citation, ...]
    confidence: str
    missing: tuple[str, ...] = ()
    asks: tuple[Bilingual, ...] = ()


@dataclass(frozen=True, slots=True)
class Limit:
    """How far one fact of the loan can go, everything else as declared.

    `value` is the last value at which no blocking rate rule is violated or newly undecided, `binding` what stands in the
    way one step on; None with the `reason`, or with the rules in `whatever` that no value mends. `edits` are what to
    write into the manifest, a stated yearly rate included. `unbounded` says that nothing binds up to `value`, the last
    one tried. `confirmed`: a fresh check of the manifest so written is clear in the rate rules, and one step further is
    not. `left_open` are rules no value decides: the limit is the room under all others.

    Where rules are undecided above `value`, `at_best` is the last value at which none is violated: the room if every open
    question is answered in the product's favour. `quiet` is the last value below the limit that runs into no warning and
    no advice either, with what says so one step on; both are empty where `value` itself does not. `next_value` and
    `next_binding` are the limit without the rules that bind. `nominal` and `effective` are the yearly cost at `value`.
    """

    variable: Variable
    value: Decimal | None = None
    edits: tuple[Edit, ...] = ()
    binding: tuple[Bound, ...] = ()
    at_best: Decimal | None = None
    at_best_binding: tuple[Bound, ...] = ()
    next_value: Decimal | None = None
    next_binding: tuple[Bound, ...] = ()
    unbounded: bool = False
    confirmed: bool = False
    reason: Bilingual | None = None
    whatever: tuple[Bound, ...] = ()
    left_open: tuple[Bound, ...] = ()
    quiet: Decimal | None = None
    quiet_binding: tuple[Bound, ...] = ()
    nominal: object = None
    effective: object = None

    @property
    def room(self) -> Decimal | None:
        """How far the value is above what is declared; negative where that is over the limit."""
        if self.value is None or self.variable.current is None:
            return None
        return self.value - self.variable.current


@dataclass(frozen=True, slots=True)
class Envelope:
    """The room one loan has on a day under the rate rules. `clear_terms` are the runs of periods that clear.

    `nominal` and `effective` are the yearly cost as declared. `violated` and `undecided` are the blocking rate rules
    the design runs into as declared.
    """

    loan: str
    name: str | None
    period: str | None
    day: date
    nominal: object
    effective: object
    highest_rate: Limit
    highest_fees: tuple[Limit, ...]
    longest_term: Limit
    shortest_term: Limit
    clear_terms: tuple[tuple[int, int], ...]
    violated: tuple[Bound, ...]
    undecided: tuple[Bound, ...]

    @property
    def limits(self) -> tuple[Limit, ...]:
        return (self.highest_rate, *self.highest_fees, self.longest_term, self.shortest_term)


@dataclass(frozen=True, slots=True)
class Cell:
    """One point of a map: its state, the rules that stand in the way, the yearly cost in two readings."""

    x: Decimal
    y: Decimal
    state: State
    rules: tuple[str, ...]
    nominal: object
    effective: object


@dataclass(frozen=True, slots=True)
class Edge:
    """Where a rule begins to stand in the way: the last points on the near side, in order. `state` is what lies beyond."""

    binding: Bound
    state: State
    points: tuple[tuple[Decimal, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Map:
    """Two variables of one loan, everything else as declared: cells row by row (y rising, in it x rising), edges, the design.

    `here` is where the design stands; None where one of the two is not declared.
    """

    x: Variable
    y: Variable
    xs: tuple[Decimal, ...]
    ys: tuple[Decimal, ...]
    cells: tuple[Cell, ...]
    edges: tuple[Edge, ...]
    here: tuple[Decimal, Decimal] | None
    left_open: tuple[Bound, ...]
    whatever: tuple[Bound, ...]
