"""Which values of a fact lie on either side of what a rule tests. It judges none of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from hegui import truths
from hegui.authoring.mutants import UNITS
from hegui.case import Case, Occurrence, Record, steps_to
from hegui.conditions import FactRef, Leaf, ListRef, Literal, Operand, Param, Path, Times, Values, Within
from hegui.facts import FactType
from hegui.manifest.choices import CHOICES
from hegui.scalars import write
from hegui.terms import Terms
from hegui.values import NONE

__all__ = ["SAMPLES", "compared", "near"]

SAMPLES: Mapping[str, object] = {
    "text": "另行说明",
    "code": "A-1",
    "version": "1",
    "yes_no": True,
    "count": "1",
    "number": "1",
    "share": "1%",
    "rate": "1% per year",
    "money": "1.00",
    "days": "1",
    "months": "1",
    "day": "2026-01-01",
    "object": {},
    "list": [{}],
}
"""A value of each kind, for what need only be there."""

_OTHERS = 6
"""How many members that a rule does not name are tried beside those it does."""
_DAY = timedelta(days=1)


# ---- what a test compares with


def compared(leaf: Leaf, case: Case, seat: Occurrence, terms: Terms) -> tuple[object, ...]:
    """The values a leaf is held against, for one element on the day of the case."""
    return tuple(_values(leaf.operand, case, seat, terms))


def _values(operand: Operand | None, case: Case, seat: Occurrence, terms: Terms) -> Iterator[object]:
    match operand:
        case Literal(value):
            yield value
        case Values(members):
            yield from members
        case ListRef(name):
            yield from terms.lists[name].members
        case FactRef(path):
            yield _fact(path, case, seat)
        case Param() | Times() | Within():
            yield _computed(operand, case, seat)


def _computed(operand: Operand, case: Case, seat: Occurrence) -> truths.Value:
    _, today, on, workdays, _ = case.arguments
    match operand:
        case Literal(value):
            return value
        case FactRef(path):
            return _fact(path, case, seat)
        case Param(name, None):
            return today.get(name)
        case Param(name, path) if path is not None:
            return on(name, _fact(path, case, seat))
        case Times(factors):
            return truths.times(*(_computed(factor, case, seat) for factor in factors))
        case Within(unit, length, path):
            return truths.last_day(unit, _computed(length, case, seat), _fact(path, case, seat), workdays)
    return None


def _fact(path: Path, case: Case, seat: Occurrence) -> truths.Value:
    record: Record | None = case.root
    if path.record:
        depth = len(steps_to(path.record))
        record = seat.records[depth - 1] if depth <= len(seat.records) else None
    return record.get(path.rel) if record else None  # type: ignore[return-value] # a record holds values of any kind


# ---- what to try


def near(leaf: Leaf, fact: FactType, now: object, values: Sequence[object]) -> Iterator[object]:
    """Values to state in place of `now`: a step below, at and above a number or day, members named and others, none."""
    if leaf.op == "evidenced":
        yield {"value": _plain(now, fact), "evidence": {"reference": "A-1"}}
    elif fact.many:
        yield from _lists(fact, now, values)
    elif fact.kind in UNITS:
        steps = (-UNITS[fact.kind], Decimal(0), UNITS[fact.kind])
        yield from (write(fact.kind, v + step) for v in values if isinstance(v, Decimal) for step in steps)
    elif fact.kind == "day":
        steps_of_days = (-_DAY, timedelta(0), _DAY)
        yield from (str(v + step) for v in values if isinstance(v, date) for step in steps_of_days)
    elif fact.kind == "yes_no":
        yield from (True, False)
    elif fact.choice:
        yield from (*map(str, values), *_others(fact.choice, values))
    elif fact.kind == "text":
        yield from (v for v in values[:3] if isinstance(v, str))
    if fact.kind in SAMPLES and not fact.many:
        yield SAMPLES[fact.kind]
    yield NONE


def _plain(now: object, fact: FactType) -> object:
    if isinstance(now, tuple):
        return [str(one) for one in now if one is not None]
    return now if isinstance(now, bool | str) else write(fact.kind, now) if now is not None else None  # type: ignore[arg-type] # a value of the record


def _lists(fact: FactType, now: object, values: Sequence[object]) -> Iterator[object]:
    named = [str(value) for value in values]
    had = [one for one in now if isinstance(one, str)] if isinstance(now, tuple) else []
    others = _others(fact.choice, values) if fact.choice else ["另行说明"]
    yield [one for one in had if one not in named]
    yield [*had, *(one for one in named if one not in had)]
    yield named
    yield from ([*had, one] for one in (*named, *others) if one not in had)
    yield from ([one for one in had if one != gone] for gone in had)
    yield from ([one] for one in others)


def _others(choice: str, values: Sequence[object]) -> list[str]:
    return [member for member in CHOICES[choice] if member not in values][:_OTHERS]
