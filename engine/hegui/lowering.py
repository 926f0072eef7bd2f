"""Rewrites tests of conclusions into tests of single units, so that sets and levels become plain logic. It decides nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hegui.conditions import (
    All,
    AnyOf,
    Condition,
    Const,
    Counted,
    Leaf,
    Literal,
    Not,
    Quantified,
    Unit,
    Values,
    conjunction,
    negation,
    unit_key,
    walk,
)  # fmt: skip
from hegui.terms import Conclusion, Terms

__all__ = ["gate_of", "lowered", "members_meant", "negation_normal", "units_of"]


def lowered(condition: Condition, terms: Terms) -> Condition:
    """The same condition with every leaf on a conclusion replaced by logic over its units."""
    match condition:
        case All(parts):
            return conjunction(*(lowered(part, terms) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(lowered(part, terms) for part in parts))
        case Not(part):
            return negation(lowered(part, terms))
        case Quantified():
            return replace(condition, where=lowered(condition.where, terms), hold=lowered(condition.hold, terms))
        case Counted():
            return replace(condition, where=lowered(condition.where, terms))
        case Leaf(path=path, family="flag" | "set" | "level"):
            conclusion = terms.conclusion_at(path.record, path.rel)
            assert conclusion is not None
            return _units(condition, conclusion)
    return condition


def _units(leaf: Leaf, conclusion: Conclusion) -> Condition:
    if conclusion.kind == "flag":
        unit = Unit(leaf.path, None)
        return unit if leaf.operand == Literal(True) else Not(unit)
    named = _named(leaf)
    if conclusion.kind == "set":
        if leaf.op == "subset_of":
            return conjunction(*(Not(Unit(leaf.path, m)) for m in conclusion.members if m not in named))
        units = tuple(Unit(leaf.path, member) for member in named)
        return AnyOf(units) if leaf.op == "contains_any" else conjunction(*units)
    return _level(leaf, conclusion.members, named)


def _named(leaf: Leaf) -> tuple[str, ...]:
    if isinstance(leaf.operand, Values):
        return tuple(map(str, leaf.operand.members))
    return (str(leaf.operand.value),) if isinstance(leaf.operand, Literal) else ()


def _level(leaf: Leaf, members: tuple[str, ...], named: tuple[str, ...]) -> Condition:
    def reaches(member: str) -> Condition:
        return Unit(leaf.path, member)

    def stays_at(member: str) -> Condition:
        above = members[members.index(member) + 1 :][:1]
        return Not(reaches(above[0])) if above else Const(True)

    if leaf.op == "exists":
        return reaches(members[0])
    if leaf.op == "at_least":
        return reaches(named[0])
    if leaf.op == "at_most":
        return stays_at(named[0])
    exact = tuple(conjunction(reaches(member), stays_at(member)) for member in named)
    return exact[0] if len(exact) == 1 else AnyOf(exact)


def gate_of(condition: Condition) -> tuple[str, ...]:
    """Keys of the product's units of which one must not be false for `condition` to be anything but false; () if none is told.

    Read off the condition as it was written, so that the many rules about other products need not even be lowered.
    """
    for part in condition.parts if isinstance(condition, All) else (condition,):
        keys = _needed(part)
        if keys:
            return keys
    return ()


def _needed(part: Condition) -> tuple[str, ...]:
    if isinstance(part, AnyOf):
        each = [_needed(below) for below in part.parts]
        return tuple(key for keys in each for key in keys) if all(each) else ()
    if not isinstance(part, Leaf) or part.path.scope or part.path.record:
        return ()
    if part.family == "flag" and part.operand == Literal(True):
        return (unit_key(part.path.rel, None),)
    if part.family == "set" and part.op == "contains_any":
        return tuple(unit_key(part.path.rel, member) for member in _named(part))
    return ()


def members_meant(conclusion: Conclusion, member: str | None) -> tuple[str | None, ...]:
    """The units a rule proves by concluding `member`: for a level, that member and all below it."""
    if conclusion.kind != "level" or member is None:
        return (member,)
    return conclusion.members[: conclusion.members.index(member) + 1]


def units_of(condition: Condition) -> Iterator[Unit]:
    """Every unit a lowered condition reads, at any depth."""
    return (part for part in walk(condition) if isinstance(part, Unit))


def negation_normal(condition: Condition, *, positive: bool = True) -> Condition:
    """The condition, or its negation, with `not` only in front of single tests."""
    match condition:
        case All(parts) | AnyOf(parts):
            inner = tuple(negation_normal(part, positive=positive) for part in parts)
            return conjunction(*inner) if isinstance(condition, All) == positive else _disjunction(inner)
        case Not(part):
            return negation_normal(part, positive=not positive)
        case Const(value):
            return Const(value == positive)
    return condition if positive else Not(condition)


def _disjunction(parts: tuple[Condition, ...]) -> Condition:
    kept = tuple(part for part in parts if part != Const(False))
    if Const(True) in kept:
        return Const(True)
    return kept[0] if len(kept) == 1 else AnyOf(kept) if kept else Const(False)
