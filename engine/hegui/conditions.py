"""Conditions as typed values: what a rule tests, checked and ready to be compiled, explained or printed. Nothing here decides one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal as OneOf

__all__ = [
    "All", "AnyOf", "Condition", "Const", "Counted", "FactRef", "InForce", "Leaf", "ListRef", "Literal", "Monotone",
    "Not", "Operand", "Param", "Path", "Quantified", "Times", "Unit", "Values", "Within", "conjunction", "negation",
    "operands_of", "parts_of", "walk",
]  # fmt: skip

Scalar = str | bool | Decimal | date


@dataclass(frozen=True, slots=True)
class Path:
    """A fact of one record. `scope` names the binding, "" the product; `record` is the record's type."""

    scope: str
    rel: str
    record: str

    def __str__(self) -> str:
        return f"{self.scope}.{self.rel}" if self.scope else self.rel


@dataclass(frozen=True, slots=True)
class Literal:
    value: Scalar


@dataclass(frozen=True, slots=True)
class Values:
    members: tuple[Scalar, ...]


@dataclass(frozen=True, slots=True)
class ListRef:
    id: str


@dataclass(frozen=True, slots=True)
class Param:
    """A dated number, of the day judged or, with `on`, of the day a fact states."""

    id: str
    on: Path | None = None


@dataclass(frozen=True, slots=True)
class FactRef:
    path: Path


@dataclass(frozen=True, slots=True)
class Times:
    factors: tuple[Operand, ...]


@dataclass(frozen=True, slots=True)
class Within:
    """The last day in time: `of` plus `length` days, working days or months."""

    unit: OneOf["days", "working_days", "months"]
    length: Operand
    of: Path


Operand = Literal | Values | ListRef | Param | FactRef | Times | Within


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Condition


@dataclass(frozen=True, slots=True)
class Const:
    value: bool


@dataclass(frozen=True, slots=True)
class Quantified:
    """`every`: ∀(¬where ∨ hold); `some`: ∃(where ∧ hold); `none`: ¬some."""

    kind: OneOf["every", "some", "none"]
    of: Path
    name: str
    where: Condition
    hold: Condition


@dataclass(frozen=True, slots=True)
class Counted:
    """How many elements satisfy `where`, as an interval, against its limits."""

    of: Path
    name: str
    where: Condition
    at_least: Operand | None
    at_most: Operand | None


@dataclass(frozen=True, slots=True)
class Monotone:
    """Wherever `by` is higher, `value` is not lower."""

    of: Path
    name: str
    by: Path
    value: Path


@dataclass(frozen=True, slots=True)
class Leaf:
    """One test of one fact. `family` says how the fact is read: value, list, object, flag, set, level, measure."""

    path: Path
    op: str
    operand: Operand
    family: str


@dataclass(frozen=True, slots=True)
class Unit:
    """One flag, or one member of a set or level, as a truth already settled."""

    path: Path
    member: str | None

    @property
    def key(self) -> str:
        return unit_key(self.path.rel, self.member)


@dataclass(frozen=True, slots=True)
class InForce:
    """Whether a version binds on the day judged: half-open [from, until)."""

    first: date
    until: date | None


Condition = All | AnyOf | Not | Const | Quantified | Counted | Monotone | Leaf | Unit | InForce


def unit_key(name: str, member: str | None) -> str:
    """Where a record keeps the truth of a unit; `@` keeps it apart from the facts."""
    return f"@{name}:{member}" if member is not None else f"@{name}"


def conjunction(*parts: Condition) -> Condition:
    """`all`, flattened and with constants folded."""
    flat: list[Condition] = []
    for part in parts:
        if isinstance(part, All):
            flat.extend(part.parts)
        elif not isinstance(part, Const):
            flat.append(part)
        elif not part.value:
            return part
    return flat[0] if len(flat) == 1 else All(tuple(flat)) if flat else Const(True)


def negation(part: Condition) -> Condition:
    if isinstance(part, Not):
        return part.part
    return Const(not part.value) if isinstance(part, Const) else Not(part)


def parts_of(condition: Condition) -> tuple[Condition, ...]:
    """The conditions directly below one."""
    if isinstance(condition, All | AnyOf):
        return condition.parts
    if isinstance(condition, Not):
        return (condition.part,)
    if isinstance(condition, Quantified):
        return (condition.where, condition.hold)
    return (condition.where,) if isinstance(condition, Counted) else ()


def walk(condition: Condition) -> Iterator[Condition]:
    """Every condition in a tree, itself first."""
    yield condition
    for part in parts_of(condition):
        yield from walk(part)


def operands_of(condition: Condition) -> Iterator[Operand]:
    """Every operand of one condition (not of those below it), factors included."""
    stack: list[Operand | None] = []
    if isinstance(condition, Leaf):
        stack = [condition.operand]
    elif isinstance(condition, Counted):
        stack = [condition.at_least, condition.at_most]
    while stack:
        operand = stack.pop()
        if operand is None:
            continue
        yield operand
        if isinstance(operand, Times):
            stack.extend(operand.factors)
        elif isinstance(operand, Within):
            stack.append(operand.length)
