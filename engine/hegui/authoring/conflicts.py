"""Finds rules that can never bite, can never be met, say the same twice, or cannot be met together. It mends none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from hegui.authoring.logic import Logic
from hegui.authoring.remarks import remark
from hegui.conditions import All, AnyOf, Condition, Leaf, Unit, negation, parts_of, walk
from hegui.errors import Problem
from hegui.lowering import lowered
from hegui.renaming import renamed
from hegui.rulebook import Rulebook
from hegui.rules import Rule, Version
from hegui.terms import Terms

__all__ = ["conflicts"]

ALIKE = 0.9
"""Titles as alike as this, in either language, are taken to say the same."""


def conflicts(rulebook: Rulebook) -> Iterator[Problem]:
    """Remarks on single rules, then on pairs of rules."""
    for rule in rulebook.contents.rules:
        for version in rule.versions:
            yield from _alone(rule, version, _logic(rulebook, version.first))
    checks = [rule for rule in rulebook.contents.rules if not rule.concludes]
    yield from _pairs(rulebook, checks)


def _logic(rulebook: Rulebook, day: date) -> Logic:
    return Logic(rulebook.terms, rulebook.table.on_day(day))


# ---- one rule


def _alone(rule: Rule, version: Version, logic: Logic) -> Iterator[Problem]:
    since = f"{version.first}"
    if not logic.possible(version.when):
        yield remark(rule, f"{since}起的适用条件永不成立", f"from {since} its `when` can never hold")
        return
    if version.require is not None:
        if not logic.possible(version.when, version.require):
            yield remark(rule, f"{since}起的要求无法满足", f"from {since} nothing can meet what it requires")
        elif logic.always(AnyOf((negation(version.when), version.require))):
            yield remark(rule, f"{since}起的要求永远满足", f"from {since} nothing can violate it")
    for part in _connected(version):
        if logic.always(part):
            yield remark(rule, f"{since}起的条件中有恒成立的部分", f"from {since} a part of its condition always holds")
        elif not logic.possible(part):
            yield remark(
                rule, f"{since}起的条件中有不可能的部分", f"from {since} a part of its condition can never hold"
            )


def _connected(version: Version) -> Iterator[Condition]:
    """The `all` and `any` below the top of a condition."""
    for condition in (version.when, version.require):
        for part in parts_of(condition) if condition is not None else ():
            yield from (below for below in walk(part) if isinstance(below, All | AnyOf))


# ---- two rules


@dataclass(frozen=True)
class _Bound:
    """A version of a check in the names of its depth, so that two rules about the same kind of thing can be compared."""

    rule: Rule
    version: Version
    when: Condition
    require: Condition
    reads: frozenset[object]


def _pairs(rulebook: Rulebook, rules: list[Rule]) -> Iterator[Problem]:
    bound = [_bound(rule, version, rulebook.terms) for rule in rules for version in rule.versions]
    by_fact: dict[tuple[str, object], list[_Bound]] = {}
    for one in bound:
        for fact in one.reads:
            by_fact.setdefault((one.rule.record, fact), []).append(one)
    seen: set[tuple[str, str]] = set()
    for together in by_fact.values():
        for one, other in combinations(together, 2):
            names = (one.rule.id, other.rule.id)
            if names not in seen and one.rule.id != other.rule.id:
                found = list(_pair(rulebook, one, other))
                seen.update([names] if found else [])
                yield from found


def _bound(rule: Rule, version: Version, terms: Terms) -> _Bound:
    names = {name: f"r{depth}" for depth, name in enumerate(rule.names)}
    assert version.require is not None
    when, require = (renamed(lowered(c, terms), names) for c in (version.when, version.require))
    return _Bound(rule, version, when, require, frozenset(_facts(require)))


def _facts(condition: Condition) -> Iterator[object]:
    for part in walk(condition):
        if isinstance(part, Leaf | Unit):
            yield part.path


def _pair(rulebook: Rulebook, one: _Bound, other: _Bound) -> Iterator[Problem]:
    first = max(one.version.first, other.version.first)
    if not (one.version.binds(first) and other.version.binds(first)):
        return
    if (one.when, one.require) == (other.when, other.require):
        same = f"与 {other.rule.id} 的条件相同", f"has the very condition of {other.rule.id}"
        yield remark(one.rule, *same)
        return
    settled = other.rule.id in one.rule.overrides or one.rule.id in other.rule.overrides
    logic = _logic(rulebook, first)
    if settled or not logic.possible(one.when, other.when):
        return
    if _alike(one.rule.title.zh, other.rule.title.zh) or _alike(one.rule.title.en, other.rule.title.en):
        zh, en = f"与 {other.rule.id} 标题相近、所查要素相同", f"has nearly the title and the facts of {other.rule.id}"
        yield remark(one.rule, zh, en)
    blocking = one.rule.force == other.rule.force == "block"
    escapes = (one.reads | other.reads) & {
        *_facts(one.when),
        *_facts(other.when),
    }  # mending the fact ends the duty itself
    if blocking and not escapes and not logic.possible(one.when, other.when, one.require, other.require):
        yield remark(
            one.rule,
            f"与 {other.rule.id} 无法同时满足，须以 overrides 说明何者优先",
            f"cannot be met together with {other.rule.id}; say by overrides which one prevails",
        )


def _alike(one: str, other: str) -> bool:
    """By the pairs of letters they share (Dice 1945)."""
    pairs, others = Counter(map(str.__add__, one, one[1:])), Counter(map(str.__add__, other, other[1:]))
    return 2 * (pairs & others).total() >= ALIKE * (pairs.total() + others.total())
