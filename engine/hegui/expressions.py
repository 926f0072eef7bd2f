"""Conditions as expressions of Python: trees, never source text. It runs nothing and joins nothing to a function.

What several conditions of one function read or test alike is worked out once, in lines that stand before the one that first
needs it.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from hegui import truths
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
    operands_of,
    walk,
)  # fmt: skip
from hegui.values import FALSE, NONE, NOT, TRUE, UNKNOWN

__all__ = ["ARGUMENTS", "EVIDENCE", "LOAD", "Bound", "Expressions", "at", "bound_name", "load"]

Node = TypeVar("Node", bound=ast.AST)
Bound = tuple[Condition, tuple[str, ...]]
"""A condition with the names of its bindings, outermost first."""
ARGUMENTS = ("day", "params", "on", "calendar", "root")
LOAD = ast.Load()
EVIDENCE = "#evidence"
"""Suffix of the key under which a record keeps whether evidence is named for a fact."""


def bound_name(depth: int) -> str:
    """The argument that holds the record bound at a depth; the product's record is bound above all."""
    return f"r{depth}" if depth >= 0 else "root"


class Expressions:
    """Builds the expressions of one function; values enter only as its constants, never as text."""

    def __init__(
        self, lists: Mapping[str, tuple[str, ...]], tests: Iterable[Bound], written: Iterable[Hashable] = ()
    ) -> None:
        """`tests` are all the conditions of the function; `written` the keys its own lines put into its innermost record."""
        self.constants: dict[str, Any] = {"__builtins__": {}}
        self._ahead: list[ast.stmt] = []
        self._lists = lists
        self._records: dict[str, str] = {}
        self._held: dict[Hashable, ast.expr] = {}
        self._temporaries = 0
        times = Counter(need for condition, names in tests for need in _needs(condition, _seats(names)))
        self._shared = {need for need, count in times.items() if count > 1}.difference(written)

    def bound(self, condition: Condition, names: Sequence[str]) -> ast.expr:
        """A condition whose bindings have these names, outermost first."""
        self._records = _seats(names)
        return self.truth(condition)

    def ahead(self) -> list[ast.stmt]:
        """The lines to stand before the next one: they name what it and later ones share."""
        lines, self._ahead = self._ahead, []
        return lines

    def named(self, need: Hashable) -> ast.expr:
        """The place for a value under which all that follows finds it."""
        name = self._temporary()
        self._held[need] = load(name)
        return at(ast.Name, name, ast.Store())

    def remembered(self, expression: ast.expr) -> tuple[ast.expr, ast.expr]:
        """An expression that gives its value a name, and that name."""
        if isinstance(expression, ast.Name):
            return expression, expression
        name = self._temporary()
        return at(ast.NamedExpr, at(ast.Name, name, ast.Store()), expression), load(name)

    def _once(self, need: Hashable, build: Callable[[], ast.expr]) -> ast.expr:
        """An expression, or the name of its value where it is needed again."""
        if need not in self._shared and need not in self._held:
            return build()
        if need not in self._held:
            value = build()
            self._ahead.append(at(ast.Assign, [self.named(need)], value))
        return self._held[need]

    def any_of(self, found: Sequence[ast.expr]) -> ast.expr:
        """The truth of a choice, stopping as soon as it holds: `3 if (t := first) == 3 else t | rest`."""
        if not found:
            return at(ast.Constant, FALSE)
        expression = found[-1]
        for truth in reversed(found[:-1]):
            first, again = self.remembered(truth)
            test = at(ast.Compare, first, [ast.Eq()], [at(ast.Constant, TRUE)])
            rest = at(ast.BinOp, again, ast.BitOr(), expression)
            expression = at(ast.IfExp, test, at(ast.Constant, TRUE), rest)
        return expression

    def _all_of(self, found: Sequence[ast.expr]) -> ast.expr:
        """The truth of all together, stopping as soon as one fails: `(t := first) and t & rest`."""
        if not found:
            return at(ast.Constant, TRUE)
        expression = found[-1]
        for truth in reversed(found[:-1]):
            first, again = self.remembered(truth)
            expression = at(ast.BoolOp, ast.And(), [first, at(ast.BinOp, again, ast.BitAnd(), expression)])
        return expression

    def truth(self, condition: Condition) -> ast.expr:
        match condition:
            case Const(value):
                return at(ast.Constant, TRUE if value else FALSE)
            case All((InForce() as dated, *parts)):
                rest = self._all_of([self.truth(part) for part in parts])
                return at(ast.IfExp, self._binds(dated), rest, at(ast.Constant, FALSE))
            case All(parts):
                return self._all_of([self.truth(part) for part in parts])
            case AnyOf(parts):
                return self.any_of([self.truth(part) for part in parts])
            case Not(part):
                return _not(self.truth(part))
            case Leaf():
                need = _test(condition, self._records)
                return self._leaf(condition) if need is None else self._once(need, partial(self._leaf, condition))
            case Unit(path):
                return self._get(path, condition.key, at(ast.Constant, UNKNOWN))
            case InForce():
                return at(ast.IfExp, self._binds(condition), at(ast.Constant, TRUE), at(ast.Constant, FALSE))
            case Quantified():
                return self._quantified(condition)
            case Counted():
                return self._counted(condition)
            case Monotone():
                return self._monotone(condition)

    # ---- one test

    def _leaf(self, leaf: Leaf) -> ast.expr:
        value = self._get(leaf.path, leaf.path.rel)
        if leaf.op == "evidenced":
            return self._call(truths.OPERATORS["evidenced"], value, self._get(leaf.path, leaf.path.rel + EVIDENCE))
        if leaf.op != "exists" and not isinstance(leaf.operand, _FIXED):
            return self._call(truths.OPERATORS[leaf.op], value, self.operand(leaf.operand))
        return self._unless_unknown(value, partial(self._known, leaf))

    def _unless_unknown(self, value: ast.expr, known: Callable[[ast.expr], ast.expr]) -> ast.expr:
        """`1 if (v := value) is None else …`: of what nobody stated, most tests are over before a call."""
        first, again = self.remembered(value)
        unknown = at(ast.Compare, first, [ast.Is()], [at(ast.Constant, None)])
        return at(ast.IfExp, unknown, at(ast.Constant, UNKNOWN), known(again))

    def _known(self, leaf: Leaf, value: ast.expr) -> ast.expr:
        """The test of a value that is not unknown against what the rule itself names."""
        if leaf.op == "exists":
            return at(ast.IfExp, self._is_none(value), at(ast.Constant, FALSE), at(ast.Constant, TRUE))
        if leaf.op == "equals" and isinstance(leaf.operand, Literal):
            return self._plainly(value, ast.Eq(), leaf, [leaf.operand.value], leaf.operand.value)
        if isinstance(leaf.operand, Values | ListRef) and (leaf.op == "in" or leaf.op in _PLAIN_SETS):
            members = leaf.operand.members if isinstance(leaf.operand, Values) else self._lists[leaf.operand.id]
            if leaf.op == "in":
                return self._plainly(value, ast.In(), leaf, members, members)
            return self._call(_against(leaf.op, members), value)
        return self._call(truths.OPERATORS[leaf.op], value, self.operand(leaf.operand))

    def _plainly(
        self, value: ast.expr, operator: ast.cmpop, leaf: Leaf, members: Sequence[object], operand: object
    ) -> ast.expr:
        """`3 if v == operand else 0 if v.__class__ is str or v is NONE else equals(v, operand)`: most end before the call."""
        known = self._constant(operand)
        otherwise = self._call(truths.OPERATORS[leaf.op], value, known)
        classes = {member.__class__ for member in members}
        if len(classes) != 1:
            return otherwise
        compared = at(ast.Compare, value, [operator], [known])
        kind = at(ast.Attribute, value, "__class__", LOAD)
        of_kind = at(ast.Compare, kind, [ast.Is()], [self._constant(classes.pop())])
        plain = at(ast.BoolOp, ast.Or(), [of_kind, self._is_none(value)])
        settled = at(ast.IfExp, plain, at(ast.Constant, FALSE), otherwise)
        return at(ast.IfExp, compared, at(ast.Constant, TRUE), settled)

    def _is_none(self, value: ast.expr) -> ast.expr:
        return at(ast.Compare, value, [ast.Is()], [self._constant(NONE)])

    def operand(self, operand: Operand) -> ast.expr:
        match operand:
            case Literal(value):
                return self._constant(value)
            case Values(members):
                return self._constant(members)
            case ListRef(name):
                return self._constant(self._lists[name])
            case FactRef(path):
                return self._get(path, path.rel)
            case Param(name, None):
                build = partial(_call_method, "params", "get", at(ast.Constant, name))
                return self._once(("params", name), build)
            case Param(name, on):
                assert on is not None
                return at(ast.Call, load("on"), [at(ast.Constant, name), self._get(on, on.rel)], [])
            case Times(factors):
                return self._call(truths.times, *(self.operand(factor) for factor in factors))
            case Within(unit, length, of):
                day = self._get(of, of.rel)
                return self._call(truths.last_day, at(ast.Constant, unit), self.operand(length), day, load("calendar"))

    def _binds(self, dated: InForce) -> ast.expr:
        return self._once(dated, partial(self._in_force, dated.first, dated.until))

    def _in_force(self, first: object, until: object) -> ast.expr:
        day = load("day")
        tests: list[ast.expr] = [at(ast.Compare, self._constant(first), [ast.LtE()], [day])]
        if until is not None:
            tests.append(at(ast.Compare, day, [ast.Lt()], [self._constant(until)]))
        return tests[0] if len(tests) == 1 else at(ast.BoolOp, ast.And(), tests)

    # ---- elements of a list

    def _quantified(self, condition: Quantified) -> ast.expr:
        elements = self._get(condition.of, condition.of.rel)
        if condition.kind == "every":
            body = AnyOf((Not(condition.where), condition.hold)) if condition.where != Const(True) else condition.hold
            return self._over(truths.every, elements, self._element(condition.name, body))
        both = All((condition.where, condition.hold)) if condition.where != Const(True) else condition.hold
        found = self._over(truths.some, elements, self._element(condition.name, both))
        return found if condition.kind == "some" else _not(found)

    def _over(self, function: Callable[..., int], elements: ast.expr, *sides: ast.expr) -> ast.expr:
        return self._unless_unknown(elements, lambda known: self._call(function, known, *sides))

    def _counted(self, condition: Counted) -> ast.expr:
        where = self._element(condition.name, condition.where)
        limits = [
            self._constant(truths.UNLIMITED) if limit is None else self.operand(limit)
            for limit in (condition.at_least, condition.at_most)
        ]
        return self._call(truths.count_between, self._get(condition.of, condition.of.rel), where, *limits)

    def _monotone(self, condition: Monotone) -> ast.expr:
        sides = [self._lambda(condition.name, partial(self._fact, path)) for path in (condition.by, condition.value)]
        return self._over(truths.monotone, self._get(condition.of, condition.of.rel), *sides)

    def _fact(self, path: Path) -> ast.expr:
        return self._get(path, path.rel)

    def _element(self, name: str, body: Condition) -> ast.expr:
        return self._lambda(name, lambda: self.truth(body))

    def _lambda(self, name: str, body: Callable[[], ast.expr]) -> ast.expr:
        variable = f"e{len(self._records)}"
        self._records[name] = variable
        expression = body()
        del self._records[name]
        arguments = ast.arguments(
            posonlyargs=[at(ast.arg, variable)], args=[], kwonlyargs=[], kw_defaults=[], defaults=[]
        )
        return at(ast.Lambda, arguments, expression)

    # ---- pieces

    def _get(self, path: Path, key: str, default: ast.expr | None = None) -> ast.expr:
        record = self._records[path.scope]
        build = partial(_call_method, record, "get", at(ast.Constant, key), *([default] if default else []))
        return self._once((record, key), build)

    def _call(self, function: Callable[..., object], *arguments: ast.expr) -> ast.expr:
        return at(ast.Call, self._constant(function), list(arguments), [])

    def _temporary(self) -> str:
        self._temporaries += 1
        return f"t{self._temporaries}"

    def _constant(self, value: object) -> ast.expr:
        if isinstance(value, str | bool):
            return at(ast.Constant, value)
        name = f"k{len(self.constants)}"
        self.constants[name] = value
        return load(name)


# ---- what is needed more than once


def _seats(names: Sequence[str]) -> dict[str, str]:
    """The argument behind each name."""
    return {"": "root"} | {name: bound_name(depth) for depth, name in enumerate(names)}


def _needs(condition: Condition, seats: Mapping[str, str]) -> Iterator[Hashable]:
    """What a condition reads and tests of the records a function is called with, as often as it does."""
    for part in walk(condition):
        if isinstance(part, Leaf):
            need = _test(part, seats)
            if need is not None:
                yield need
            if part.path.scope in seats:
                yield seats[part.path.scope], part.path.rel
        elif isinstance(part, Unit):
            if part.path.scope in seats:
                yield seats[part.path.scope], part.key
        elif isinstance(part, Quantified | Counted | Monotone):
            if part.of.scope in seats:
                yield seats[part.of.scope], part.of.rel
        elif isinstance(part, InForce):
            yield part
        if isinstance(part, Counted) or (isinstance(part, Leaf) and not isinstance(part.operand, _FIXED)):
            yield from _read_by_operands(part, seats)


def _read_by_operands(part: Condition, seats: Mapping[str, str]) -> Iterator[Hashable]:
    for operand in operands_of(part):
        match operand:
            case Param(name, None):
                yield "params", name
            case FactRef(path) | Within(of=path) | Param(_, Path() as path) if path.scope in seats:
                yield seats[path.scope], path.rel


_FIXED = (Literal, Values, ListRef)
"""Operands that the rule itself names."""


def _test(leaf: Leaf, seats: Mapping[str, str]) -> Hashable | None:
    """What tells a test whose operand is fixed; None of any other, and of elements of a list."""
    record = seats.get(leaf.path.scope, "e")
    if record.startswith("e") or not isinstance(leaf.operand, _FIXED):
        return None
    return record, leaf.path.rel, leaf.op, leaf.operand


# ---- tests of lists


_PLAIN_SETS: Mapping[str, Callable[[frozenset[object], tuple[object, ...]], bool]] = {
    "contains_any": lambda wanted, listed: not wanted.isdisjoint(listed),
    "contains_all": frozenset.issubset,
    "subset_of": frozenset.issuperset,
}
"""The set tests between plain texts. What makes one true stays true whatever else is listed."""
_TEXTS = frozenset({str})


def _against(op: str, members: Sequence[object]) -> Callable[[object], int]:
    """A set test against fixed members: settled at once between plain texts, by `truths` wherever more is to be weighed."""
    holds, weigh, wanted = _PLAIN_SETS[op], truths.OPERATORS[op], frozenset(members)
    of_none = weigh(NONE, members)

    def test(listed: object) -> int:
        if listed is NONE:
            return of_none
        if listed.__class__ is tuple:
            if holds(wanted, listed):
                return TRUE
            if _TEXTS.issuperset(map(type, listed)):
                return FALSE
        return weigh(listed, members)

    return test


# ---- nodes


def _not(truth: ast.expr) -> ast.expr:
    return at(ast.Subscript, at(ast.Constant, NOT), truth, LOAD)


def at(kind: Callable[..., Node], *fields: object) -> Node:
    """A node with a place, which the compiler insists on; set here it spares a walk over every tree, and keywords, twice as slow."""
    node = kind(*fields)
    node.lineno = node.col_offset = 1  # type: ignore[attr-defined]
    return node


def load(name: str) -> ast.expr:
    return at(ast.Name, name, LOAD)


def _call_method(owner: str, method: str, *arguments: ast.expr) -> ast.expr:
    return at(ast.Call, at(ast.Attribute, load(owner), method, LOAD), list(arguments), [])
