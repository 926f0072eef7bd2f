"""Breeds mutants of a rule: the same rule with one operator, number, member, quantifier, connective or day changed. It runs none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from hegui.conditions import (
    All,
    AnyOf,
    Condition,
    Counted,
    Leaf,
    Literal,
    Not,
    Operand,
    Quantified,
    Times,
    Values,
    Within,
    negation,
)  # fmt: skip
from hegui.facts import fact_type
from hegui.measures import measure_type
from hegui.rules import Rule, Version
from hegui.terms import Parameter, ParameterValue

__all__ = ["UNITS", "Mutant", "mutants_of", "parameter_mutants"]

UNITS = {
    "count": Decimal(1),
    "days": Decimal(1),
    "months": Decimal(1),
    "number": Decimal("0.01"),
    "money": Decimal("0.01"),
    "share": Decimal("0.0001"),
    "rate": Decimal("0.0001"),
}
"""The smallest step of each kind of number: one, a cent, a hundredth of a percentage point."""

DAY = timedelta(days=1)
EDGES = {
    "at_most": "less_than",
    "less_than": "at_most",
    "at_least": "more_than",
    "more_than": "at_least",
    "on_or_before": "before",
    "before": "on_or_before",
    "on_or_after": "after",
    "after": "on_or_after",
}
"""Operators that differ at the limit alone."""
TURNED = {"contains_any": "contains_all", "contains_all": "contains_any"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule with one thing changed, and what that is: `when: at_most → less_than (loan.periods)`."""

    change: str
    rule: Rule


def mutants_of(rule: Rule) -> Iterator[Mutant]:
    """Every mutant of a rule's own conditions and days. Numbers that stand as parameters: `parameter_mutants`."""
    for index, version in enumerate(rule.versions):
        for change, changed in _versions(version):
            if changed != version:
                versions = (*rule.versions[:index], changed, *rule.versions[index + 1 :])
                yield Mutant(f"{version.first}: {change}", replace(rule, versions=versions))


def _versions(version: Version) -> Iterator[tuple[str, Version]]:
    for change, when in _conditions(version.when):
        yield f"when: {change}", replace(version, when=when)
    for change, require in _conditions(version.require) if version.require is not None else ():
        yield f"require: {change}", replace(version, require=require)
    for way in (-DAY, DAY):
        if version.first > date(2000, 1, 1):  # the first day of all is no day of any law
            yield f"from {version.first} → {version.first + way}", replace(version, first=version.first + way)
        if version.until is not None:
            yield f"until {version.until} → {version.until + way}", replace(version, until=version.until + way)


def _conditions(condition: Condition) -> Iterator[tuple[str, Condition]]:
    """The condition with one thing changed, here or in a part."""
    match condition:
        case All(parts):
            if len(parts) > 1:
                yield "all → any", AnyOf(parts)
            for part, rest in _each(parts):
                yield from ((change, All(rest(changed))) for change, changed in _conditions(part))
        case AnyOf(parts):
            if len(parts) > 1:
                yield "any → all", All(parts)
            for part, rest in _each(parts):
                yield from ((change, AnyOf(rest(changed))) for change, changed in _conditions(part))
        case Not(part):
            yield "not dropped", part
            yield from ((change, negation(changed)) for change, changed in _conditions(part))
        case Leaf():
            yield from _leaves(condition)
        case Quantified():
            yield from _quantified(condition)
        case Counted():
            yield from _counted(condition)


class _Rest:
    """The parts of a chain with one of them replaced."""

    def __init__(self, parts: tuple[Condition, ...], index: int) -> None:
        self._before, self._after = parts[:index], parts[index + 1 :]

    def __call__(self, changed: Condition) -> tuple[Condition, ...]:
        return (*self._before, changed, *self._after)


def _each(parts: tuple[Condition, ...]) -> Iterator[tuple[Condition, _Rest]]:
    for index, part in enumerate(parts):
        yield part, _Rest(parts, index)


def _leaves(leaf: Leaf) -> Iterator[tuple[str, Condition]]:
    place = f"({leaf.path})"
    yield f"{leaf.op} negated {place}", Not(leaf)
    for other in (EDGES.get(leaf.op), TURNED.get(leaf.op)):
        if other and not (leaf.op in TURNED and _single(leaf.operand)) and leaf.family != "level":
            yield f"{leaf.op} → {other} {place}", replace(leaf, op=other)
    kind = _kind(leaf)
    for change, operand in _operands(leaf.operand, kind):
        yield f"{change} {place}", replace(leaf, operand=operand)


def _single(operand: Operand) -> bool:
    return isinstance(operand, Values) and len(operand.members) < 2


def _kind(leaf: Leaf) -> str:
    found = fact_type(leaf.path.record, leaf.path.rel) or measure_type(leaf.path.record, leaf.path.rel)
    return found.kind if found else ""


def _operands(operand: Operand | None, kind: str) -> Iterator[tuple[str, Operand]]:
    match operand:
        case Literal(Decimal() as value) if kind in UNITS:
            for step in (-UNITS[kind], UNITS[kind]):
                yield f"{value} → {value + step}", Literal(value + step)
        case Literal(date() as value):
            for way in (-DAY, DAY):
                yield f"{value} → {value + way}", Literal(value + way)
        case Values(members) if len(members) > 1:
            for index, member in enumerate(members):
                yield f"without {member}", Values(members[:index] + members[index + 1 :])
        case Within(_, length):
            for change, changed in _operands(length, "days"):
                yield change, replace(operand, length=changed)
        case Times(factors):
            for index, factor in enumerate(factors):
                for change, changed in _operands(factor, "count" if kind == "count" else "number"):
                    yield change, Times((*factors[:index], changed, *factors[index + 1 :]))


def _quantified(condition: Quantified) -> Iterator[tuple[str, Condition]]:
    for kind in ("every", "some", "none"):
        if kind != condition.kind:
            yield f"{condition.kind} → {kind} ({condition.of})", replace(condition, kind=kind)
    yield from ((change, replace(condition, where=changed)) for change, changed in _conditions(condition.where))
    yield from ((change, replace(condition, hold=changed)) for change, changed in _conditions(condition.hold))


def _counted(condition: Counted) -> Iterator[tuple[str, Condition]]:
    for change, changed in _operands(condition.at_least, "count"):
        yield f"at least {change} ({condition.of})", replace(condition, at_least=changed)
    for change, changed in _operands(condition.at_most, "count"):
        yield f"at most {change} ({condition.of})", replace(condition, at_most=changed)
    yield from ((change, replace(condition, where=changed)) for change, changed in _conditions(condition.where))


# ---- parameters


def parameter_mutants(parameter: Parameter) -> Iterator[tuple[str, Parameter]]:
    """A parameter with one value moved by its smallest step, or one day by a day.

    Tables of market data (standing `data`) are records, not thresholds, and breed none.
    """
    if parameter.standing == "data":
        return
    for index, step in enumerate(parameter.series):
        for change, changed in _steps(step, parameter.kind, first=index == 0):
            series = (*parameter.series[:index], changed, *parameter.series[index + 1 :])
            yield change, replace(parameter, series=series)


def _steps(step: ParameterValue, kind: str, *, first: bool) -> Iterator[tuple[str, ParameterValue]]:
    for change, operand in _operands(Literal(step.value), kind):
        assert isinstance(operand, Literal)
        yield change, replace(step, value=operand.value)
    for way in (DAY,) if first else (-DAY, DAY):  # a first value that starts earlier changes nothing a rule could show
        yield f"from {step.from_day} → {step.from_day + way}", replace(step, from_day=step.from_day + way)
