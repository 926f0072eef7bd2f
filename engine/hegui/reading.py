"""Reads a condition part by part on one case, for explaining: which facts are open, which ones settled it. It decides no verdict.

The compiled functions give the truth of a whole condition; here the same tests (`truths`) give the truth of each part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from hegui import truths
from hegui.case import Case, Chain, Record
from hegui.characterise import Programme
from hegui.conditions import (
    All,
    AnyOf,
    Condition,
    Const,
    Counted,
    FactRef,
    InForce,
    Leaf,
    ListRef,
    Literal,
    Monotone,
    Not,
    Operand,
    Param,
    Path,
    Quantified,
    Times,
    Unit,
    Values,
    Within,
    walk,
)  # fmt: skip
from hegui.expressions import EVIDENCE
from hegui.facts import fact_type
from hegui.measures import CAUSE, Cause
from hegui.rules import Rule
from hegui.terms import Terms
from hegui.values import FALSE, NOT, TRUE, UNKNOWN, Opaque, Range

__all__ = ["Bound", "Env", "Place", "Reading", "Why"]


class Place(NamedTuple):
    """A fact of one record of the case: the chain that leads to the record, the path within."""

    chain: Chain
    rel: str


class Bound(NamedTuple):
    """A record under a name, with the chain that leads to it."""

    chain: Chain
    record: Record


class Why(NamedTuple):
    """One step of a derivation: a test that was decided and, for a conclusion, the rule that proved it and its own steps."""

    test: Condition
    truth: int
    place: Place | None
    rule: Rule | None
    parts: tuple[Why, ...]


Env = Mapping[str, Bound]
Facts = Callable[[Condition, Env], Iterator[Place]]


class Reading:
    """Explains conditions on one characterised case."""

    def __init__(self, case: Case, terms: Terms, programme: Programme) -> None:
        self._case = case
        self._terms = terms
        self._programme = programme
        self._truths: dict[tuple[int, int], int] = {}
        self._elements: dict[tuple[int, int], tuple[Env, ...]] = {}
        self._kept: list[tuple[Condition, Env]] = []  # so that nothing else comes to have their identity
        self._envs: dict[tuple[tuple[str, ...], Chain, int], Env] = {}
        self._concluded: dict[tuple[str, str, str | None, Chain], tuple[Why, ...]] = {}
        self._behind: dict[tuple[str, str, str, str | None, Chain], tuple[Place, ...]] = {}

    def env(self, names: tuple[str, ...], chain: Chain, *, missing: int = 0) -> Env:
        """The records a rule's names are bound to at a chain; `missing` names stand for an undescribed element."""
        found = self._envs.get((names, chain, missing))
        if found is None:
            found = self._envs[names, chain, missing] = self._bound(names, chain, missing)
        return found

    def _bound(self, names: tuple[str, ...], chain: Chain, missing: int) -> Env:
        bound: dict[str, Bound] = {"": Bound((), self._case.root)}
        record = self._case.root
        for depth, (path, index) in enumerate(chain):
            record = record[path][index]  # type: ignore[index]
            if depth < len(names):
                bound[names[depth]] = Bound(chain[: depth + 1], record)
        for name in names[len(names) - missing :] if missing else ():
            bound[name] = Bound(chain, self._case.undescribed)
        return bound

    # ---- truth of a part

    def truth(self, condition: Condition, env: Env) -> int:
        if isinstance(condition, Unit):  # not remembered: it may be asked of before it is settled
            return _record(condition.path, env).get(condition.key, UNKNOWN)  # type: ignore[return-value]
        found = self._truths.get((id(condition), id(env)))
        if found is None:
            self._kept.append((condition, env))
            found = self._truths[id(condition), id(env)] = self._truth(condition, env)
        return found

    def _truth(self, condition: Condition, env: Env) -> int:
        match condition:
            case Unit():
                return self.truth(condition, env)
            case Leaf():
                return self._leaf(condition, env)
            case All():
                found = TRUE
                for part in condition.parts:
                    found &= self.truth(part, env)
                return found
            case AnyOf():
                found = FALSE
                for part in condition.parts:
                    found |= self.truth(part, env)
                return found
            case Not():
                return NOT[self.truth(condition.part, env)]
            case Const(value):
                return TRUE if value else FALSE
            case InForce(first, until):
                day = self._case.day
                return TRUE if first <= day and (until is None or day < until) else FALSE
            case Quantified(kind):
                return self._quantified(condition, env, kind)
            case Counted():
                where = [self.truth(condition.where, inner) for inner in self.elements(condition, env)]
                return self._counted(condition, env, where)
            case Monotone():
                return truths.monotone(
                    self.value(condition.of, env),
                    lambda element: element.get(condition.by.rel),  # type: ignore[attr-defined]
                    lambda element: element.get(condition.value.rel),  # type: ignore[attr-defined]
                )

    def _leaf(self, leaf: Leaf, env: Env) -> int:
        value = self.value(leaf.path, env)
        if leaf.op == "evidenced":
            return truths.evidenced(value, _record(leaf.path, env).get(leaf.path.rel + EVIDENCE))  # type: ignore[arg-type]
        return truths.OPERATORS[leaf.op](value, self.operand(leaf.operand, env))

    def _quantified(self, condition: Quantified, env: Env, kind: str) -> int:
        if self.value(condition.of, env) is None:
            return UNKNOWN
        found = TRUE if kind == "every" else FALSE
        for inner in self.elements(condition, env):
            where, hold = self.truth(condition.where, inner), self.truth(condition.hold, inner)
            found = found & (NOT[where] | hold) if kind == "every" else found | (where & hold)
        return NOT[found] if kind == "none" else found

    def _counted(self, condition: Counted, env: Env, where: list[int]) -> int:
        listed = self.value(condition.of, env)
        elements = None if listed is None else tuple(range(len(where)))
        limits = [
            truths.UNLIMITED if limit is None else self.operand(limit, env)
            for limit in (condition.at_least, condition.at_most)
        ]
        return truths.count_between(elements, lambda index: where[int(str(index))], *limits)

    def elements(self, condition: Quantified | Counted | Monotone, env: Env) -> tuple[Env, ...]:
        """The records bound for each element of the list a condition is about."""
        found = self._elements.get((id(condition), id(env)))
        if found is None:
            self._kept.append((condition, env))
            found = self._elements[id(condition), id(env)] = tuple(self._bound_in(condition, env))
        return found

    def _bound_in(self, condition: Quantified | Counted | Monotone, env: Env) -> Iterator[Env]:
        listed = self.value(condition.of, env)
        chain = env[condition.of.scope].chain
        for index, element in enumerate(listed if isinstance(listed, tuple) else ()):
            yield {**env, condition.name: Bound((*chain, (condition.of.rel, index)), element)}

    def value(self, path: Path, env: Env) -> object:
        return _record(path, env).get(path.rel)

    def operand(self, operand: Operand, env: Env) -> object:
        _, params, on, calendar, _ = self._case.arguments
        match operand:
            case Literal(value):
                return value
            case Values(members):
                return members
            case ListRef(name):
                return self._terms.lists[name].members
            case FactRef(path):
                return self.value(path, env)
            case Param(name, None):
                return params.get(name)
            case Param(name, path):
                assert path is not None
                return on(name, self.value(path, env))  # type: ignore[arg-type]
            case Times(factors):
                return truths.times(*(self.operand(factor, env) for factor in factors))  # type: ignore[arg-type]
            case Within(unit, length, of):
                return truths.last_day(unit, self.operand(length, env), self.value(of, env), calendar)  # type: ignore[arg-type]

    # ---- what is open

    def open(self, condition: Condition, env: Env) -> Iterator[Place]:
        """The facts that could still change the truth of a condition; none where it is settled."""
        if self.truth(condition, env) != UNKNOWN:
            return
        match condition:
            case All(parts) | AnyOf(parts):
                for part in parts:
                    yield from self.open(part, env)
            case Not(part):
                yield from self.open(part, env)
            case Unit():
                yield from self._through(condition, env, self.open)
            case Quantified() | Counted() | Monotone():
                yield from self._open_list(condition, env)
            case Leaf():
                yield from self._open_leaf(condition, env)

    def first(self, condition: Condition, env: Env) -> Iterator[Place]:
        """The open facts to ask for before the others: what the product is comes before what such a product must do."""
        if self.truth(condition, env) != UNKNOWN:
            return
        match condition:
            case All(parts):
                unknown = [part for part in parts if self.truth(part, env) == UNKNOWN]
                told = next((part for part in unknown if any(isinstance(one, Unit) for one in walk(part))), None)
                for part in unknown if told is None else (told,):
                    yield from self.first(part, env)
            case AnyOf(parts):
                for part in parts:
                    yield from self.first(part, env)
            case Not(part):
                yield from self.first(part, env)
            case Unit():
                yield from self._through(condition, env, self.first)
            case _:
                yield from self.open(condition, env)

    def as_asked(self, place: Place) -> Place:
        """A section nobody wrote that may not concern the product is asked for as a whole; `none` settles all of it."""
        section = place.rel.partition(".")[0]
        if place.chain or self._case.root.get(section) is not None:
            return place
        found = fact_type("", section)
        return Place((), section) if found is not None and found.ask else place

    def _through(self, unit: Unit, env: Env, facts: Facts) -> tuple[Place, ...]:
        """The facts behind a conclusion; worked out once for every record it is about."""
        chain = env[unit.path.scope].chain
        key = (facts.__name__, unit.path.record, unit.path.rel, unit.member, chain)
        found = self._behind.get(key)
        if found is None:
            grounds = self._programme.grounds((unit.path.record, unit.path.rel, unit.member))
            places = (place for rule, when in grounds for place in facts(when, self.env(rule.names, chain)))
            found = self._behind[key] = tuple(dict.fromkeys(places))
        return found

    def _open_list(self, condition: Quantified | Counted | Monotone, env: Env) -> Iterator[Place]:
        if isinstance(condition, Counted):
            for limit in (condition.at_least, condition.at_most):
                yield from self._open_operand(limit, env)
        if self.value(condition.of, env) is None:
            yield Place(env[condition.of.scope].chain, condition.of.rel)
            return
        for inner in self.elements(condition, env):
            if isinstance(condition, Monotone):
                for path in (condition.by, condition.value):
                    yield from self._open_fact(path, inner)
            elif isinstance(condition, Counted):
                yield from self.open(condition.where, inner)
            else:
                yield from self._open_element(condition, inner)

    def _open_element(self, condition: Quantified, inner: Env) -> Iterator[Place]:
        hold = Not(condition.hold) if condition.kind == "every" else condition.hold
        if self.truth(All((condition.where, hold)), inner) == UNKNOWN:
            yield from self.open(condition.where, inner)
            yield from self.open(condition.hold, inner)

    def _open_leaf(self, leaf: Leaf, env: Env) -> Iterator[Place]:
        if leaf.op == "evidenced":
            yield Place(env[leaf.path.scope].chain, f"{leaf.path.rel}.evidence")
        else:
            yield from self._open_fact(leaf.path, env)
        yield from self._open_operand(leaf.operand, env)

    def _open_fact(self, path: Path, env: Env) -> Iterator[Place]:
        """A fact that is not fully known; of a measure, the facts it cannot be worked out without."""
        bound = env[path.scope]
        cause = bound.record.get(path.rel + CAUSE)
        if isinstance(cause, Cause):
            yield from (Place(bound.chain, missing) for missing in cause.missing)
        elif not _plain(self.value(path, env)):
            yield Place(bound.chain, path.rel)

    def _open_operand(self, operand: Operand | None, env: Env) -> Iterator[Place]:
        match operand:
            case FactRef(path) | Param(_, path) if path is not None:
                yield from self._open_fact(path, env)
            case Times(factors):
                for factor in factors:
                    yield from self._open_operand(factor, env)
            case Within(_, length, of):
                yield from self._open_fact(of, env)
                yield from self._open_operand(length, env)

    # ---- what settled it

    def why(self, condition: Condition, env: Env) -> Iterator[Why]:
        """The tests that made a condition what it is, conclusions with the steps that proved them."""
        found = self.truth(condition, env)
        match condition:
            case All(parts) | AnyOf(parts):
                decisive = FALSE if isinstance(condition, All) else TRUE
                for part in parts:
                    if found != decisive or self.truth(part, env) == decisive:
                        yield from self.why(part, env)
            case Not(part):
                yield from self.why(part, env)
            case Quantified():
                yield from self._why_quantified(condition, env, found)
            case Counted() | Monotone():
                yield Why(condition, found, Place(env[condition.of.scope].chain, condition.of.rel), None, ())
            case Unit():
                yield from self._why_unit(condition, env, found)
            case Leaf():
                yield Why(condition, found, Place(env[condition.path.scope].chain, condition.path.rel), None, ())

    def _why_quantified(self, condition: Quantified, env: Env, found: int) -> Iterator[Why]:
        decided = False
        for inner in self.elements(condition, env):
            where, hold = self.truth(condition.where, inner), self.truth(condition.hold, inner)
            exception = where & NOT[hold] if condition.kind == "every" else where & hold
            if exception == TRUE:
                decided = True
                yield from self.why(condition.where, inner)
                yield from self.why(condition.hold, inner)
        if not decided:
            yield Why(condition, found, Place(env[condition.of.scope].chain, condition.of.rel), None, ())

    def _why_unit(self, unit: Unit, env: Env, found: int) -> Iterator[Why]:
        """The rules that proved a conclusion; worked out once for every record it is about."""
        key = (unit.path.record, unit.path.rel, unit.member, env[unit.path.scope].chain)
        if key not in self._concluded:
            self._concluded[key] = tuple(self._proved(unit, env, found))
        yield from self._concluded[key]

    def _proved(self, unit: Unit, env: Env, found: int) -> Iterator[Why]:
        chain = env[unit.path.scope].chain
        place = Place(chain, unit.path.rel)
        supporters = []
        grounds = self._programme.grounds((unit.path.record, unit.path.rel, unit.member))
        for rule, when in grounds if found == TRUE else ():
            inner = self.env(rule.names, chain)
            if self.truth(when, inner) == TRUE:
                supporters.append(Why(unit, found, place, rule, tuple(self.why(when, inner))))
        yield from supporters or [Why(unit, found, place, None, ())]


def _record(path: Path, env: Env) -> Record:
    return env[path.scope].record


def _plain(value: object) -> bool:
    """Whether a value is fully known: given, comparable, every member described."""
    if isinstance(value, tuple):
        return all(member is not None and not isinstance(member, Opaque) for member in value)
    return value is not None and not isinstance(value, Opaque | Range)
