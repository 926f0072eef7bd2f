"""Asks whether conditions can hold together at all, whatever a product states. It judges no product and reads no file.

Every test is reduced to a choice among a few values of its fact: each value named, one between and beyond them, one never
named, `none`. What cannot be reduced (quantifiers, patterns, other facts as operands) is free to be true or false, so a
claim that nothing satisfies a condition holds of every product, while some contradictions stay unseen.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from hegui import truths
from hegui.conditions import (
    All,
    AnyOf,
    Condition,
    Const,
    Leaf,
    ListRef,
    Literal,
    Not,
    Param,
    Unit,
    Values,
    conjunction,
    negation,
    walk,
)  # fmt: skip
from hegui.lowering import lowered
from hegui.terms import Terms
from hegui.truths import Value
from hegui.values import FALSE, NONE, NOT, TRUE, UNKNOWN

__all__ = ["Logic"]

Variable = Hashable
NEVER_NAMED = "\u0000"
"""A text no rule names; stands for every choice that is not in a condition."""
MOST_MEMBERS = 8
BUDGET = 20_000
"""Steps of one search; a condition that takes more is taken to be possible."""
ORDERED = frozenset({"at_most", "at_least", "more_than", "less_than", "on_or_before", "on_or_after", "before", "after"})
SINGLE = ORDERED | {"equals", "in"}
LISTED = frozenset({"contains_any", "contains_all", "subset_of"})


class Logic:
    """Answers for the terms of one rulebook, with parameters as they stand on one day."""

    def __init__(self, terms: Terms, parameters: Mapping[str, Value]) -> None:
        self._terms = terms
        self._parameters = parameters

    def possible(self, *conditions: Condition) -> bool:
        """Whether all conditions can hold at once; True where it takes too long to tell."""
        whole = conjunction(*(lowered(condition, self._terms) for condition in conditions))
        return _Search(self, whole).found()

    def always(self, condition: Condition) -> bool:
        """Whether nothing makes a condition fail."""
        return not self.possible(negation(condition))

    # ---- what a test depends on

    def operand(self, leaf: Leaf) -> tuple[Value, ...] | None:
        """The values a test compares with, None where they are not fixed."""
        match leaf.operand:
            case Literal(value):
                return (value,)
            case Values(members):
                return members
            case ListRef(name):
                return self._terms.lists[name].members
            case Param(name, None):
                known = self._parameters.get(name)
                return None if known is None else (known,)
        return None

    def domains(self, condition: Condition) -> dict[Variable, tuple[object, ...]]:
        """For each fact a condition reads, the values that make a difference."""
        named: dict[Variable, set[Value]] = {}
        for part in walk(condition):
            variable = self.variable(part)
            if variable is not None:
                members = self.operand(part) if isinstance(part, Leaf) and variable is not part else None
                named.setdefault(variable, set()).update(members or ())
        return {variable: tuple(_domain(variable, values)) for variable, values in named.items()}

    def variable(self, part: Condition) -> Variable | None:
        """The fact a test is about, or the test itself where it cannot be reduced; None for connectives."""
        match part:
            case All() | AnyOf() | Not() | Const():
                return None
            case Unit(path):
                return ("unit", path.scope, part.key)
            case Leaf(path, op) if op in SINGLE and part.family != "list" and self.operand(part) is not None:
                return ("value", path.scope, path.rel)
            case Leaf(path, op) if op in LISTED and self.operand(part) is not None:
                return ("list", path.scope, path.rel)
        return part

    def truth(self, part: Condition, chosen: Mapping[Variable, object]) -> int:
        """The truth of a condition where only some facts are chosen yet."""
        match part:
            case All(parts):
                return _least(self.truth(each, chosen) for each in parts)
            case AnyOf(parts):
                return NOT[_least(NOT[self.truth(each, chosen)] for each in parts)]
            case Not(inner):
                return NOT[self.truth(inner, chosen)]
            case Const(settled):
                return TRUE if settled else FALSE
        variable = self.variable(part)
        if variable not in chosen:
            return UNKNOWN
        value = chosen[variable]
        if isinstance(part, Leaf) and part is not variable:
            return self._tested(part, value)
        return TRUE if value else FALSE

    def _tested(self, leaf: Leaf, value: object) -> int:
        members = self.operand(leaf)
        assert members is not None
        plural = leaf.op == "in" or leaf.op in LISTED
        return truths.OPERATORS[leaf.op](value, members if plural else members[0])


class _Search:
    """Looks for values that make one condition true, one fact after another."""

    def __init__(self, logic: Logic, condition: Condition) -> None:
        self._logic = logic
        self._condition = condition
        self._domains = logic.domains(condition)
        self._order = sorted(self._domains, key=lambda variable: (len(self._domains[variable]), repr(variable)))
        self._steps = 0

    def found(self) -> bool:
        return self._try({}, 0)

    def _try(self, chosen: dict[Variable, object], depth: int) -> bool:
        self._steps += 1
        truth = self._logic.truth(self._condition, chosen)
        if truth != UNKNOWN or self._steps > BUDGET or depth == len(self._order):
            return truth != FALSE
        variable = self._order[depth]
        for value in self._domains[variable]:
            chosen[variable] = value
            if self._try(chosen, depth + 1):
                return True
        del chosen[variable]
        return False


def _domain(variable: Variable, named: set[Value]) -> Iterator[object]:
    """The values worth trying: by what the fact is, or true and false for what could not be reduced."""
    kind = variable[0] if isinstance(variable, tuple) else None
    if kind == "list":
        return _subsets(named)
    return _representative(named) if kind == "value" else iter((True, False))


def _least(found: Iterator[int]) -> int:
    truth = TRUE
    for each in found:
        truth &= each
        if truth == FALSE:
            break
    return truth


def _representative(values: set[Value]) -> Iterator[object]:
    """Each value named, and one on either side of it; `none` and a text never named."""
    numbers = sorted(value for value in values if isinstance(value, Decimal))
    days = sorted(value for value in values if isinstance(value, date))
    yield from (value for value in values if isinstance(value, bool))
    if any(isinstance(value, bool) for value in values):
        yield from (other for other in (True, False) if other not in values)
    if any(isinstance(value, str) for value in values):
        yield from sorted(value for value in values if isinstance(value, str))
        yield NEVER_NAMED
    for number in numbers:
        yield from (number - Decimal("0.000001"), number, number + Decimal("0.000001"))
    for day in days:
        yield from (day - timedelta(1), day, day + timedelta(1))
    yield NONE


def _subsets(members: set[Value]) -> Iterator[object]:
    """Every list of the members named, with and without one never named, and `none`; unknown where that were too many."""
    ordered = sorted(members, key=repr)
    if len(ordered) > MOST_MEMBERS:
        yield None
        return
    for bits in range(1 << len(ordered)):
        listed = tuple(member for index, member in enumerate(ordered) if bits >> index & 1)
        yield listed
        yield (*listed, NEVER_NAMED)
    yield NONE
