"""Turns lowered conditions into plain Python functions, once per rulebook. It builds syntax trees, never source text.

A compiled condition is `f(day, params, on, calendar, root, *bound) -> truth`: the day judged, the parameters of that day,
`on(id, day)` for those of another, working days, the product's record and one record per binding, outermost first.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping, Sequence
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
)  # fmt: skip
from hegui.terms import Terms
from hegui.values import FALSE, NOT, TRUE

__all__ = ["EVIDENCE", "Bound", "Compiled", "Compiler", "Truths"]

Node = TypeVar("Node", bound=ast.AST)
Compiled = Callable[..., int]
Truths = Callable[..., tuple[int, ...]]
Bound = tuple[Condition, tuple[str, ...]]
"""A condition with the names of its bindings, outermost first."""
ARGUMENTS = ("day", "params", "on", "calendar", "root")
EVIDENCE = "#evidence"
"""Suffix of the key under which a record keeps whether evidence is named for a fact."""


class Compiler:
    """Compiles conditions over a fixed set of word lists."""

    def __init__(self, terms: Terms) -> None:
        self._lists = {name: words.members for name, words in terms.lists.items()}

    def function(self, condition: Condition, bindings: Iterable[str] = ()) -> Compiled:
        """A function of one condition; `bindings` are the names bound, outermost first."""
        names = tuple(bindings)
        tree = _Tree(self._lists)
        expression = ast.Expression(_at(ast.Lambda, _parameters(len(names)), tree.bound(condition, names)))
        compiled: Compiled = eval(compile(expression, "<condition>", "eval"), tree.constants)  # noqa: S307
        return compiled

    def truths(self, tests: Sequence[Bound], depth: int) -> Truths:
        """One function of many conditions about the same kind of record, `depth` bindings deep: all their truths at once."""
        tree = _Tree(self._lists)
        body = _at(ast.Tuple, [tree.bound(condition, names) for condition, names in tests], ast.Load())
        compiled: Truths = eval(  # noqa: S307
            compile(ast.Expression(_at(ast.Lambda, _parameters(depth), body)), "<conditions>", "eval"), tree.constants
        )
        return compiled

    def settler(self, units: Sequence[tuple[str, Sequence[Bound]]], depth: int) -> Callable[..., None]:
        """A function that writes truths into the innermost record, in order: each key is true if any of its conditions is."""
        tree = _Tree(self._lists)
        record = f"r{depth - 1}" if depth else "root"
        lines: list[ast.stmt] = []
        for key, proofs in units:
            truth = tree.any_of([tree.bound(condition, names) for condition, names in proofs])
            place = _at(ast.Subscript, _load(record), _at(ast.Constant, key), ast.Store())
            lines.append(_at(ast.Assign, [place], truth))
        body = lines or [_at(ast.Pass)]
        made = _at(ast.FunctionDef, "settle", _parameters(depth), body, [])
        space = tree.constants
        exec(compile(ast.Module([made], []), "<classifications>", "exec"), space)  # noqa: S102
        settle: Callable[..., None] = space["settle"]
        return settle


def _parameters(depth: int) -> ast.arguments:
    names = (*ARGUMENTS, *(f"r{each}" for each in range(depth)))
    listed = [_at(ast.arg, name) for name in names]
    return ast.arguments(posonlyargs=listed, args=[], kwonlyargs=[], kw_defaults=[], defaults=[])


class _Tree:
    """Builds the expressions of one function; values enter only as its constants, never as text."""

    def __init__(self, lists: Mapping[str, tuple[str, ...]]) -> None:
        self._lists = lists
        self._records: dict[str, str] = {}
        self._temporaries = 0
        self.constants: dict[str, Any] = {"__builtins__": {}}

    def bound(self, condition: Condition, names: Sequence[str]) -> ast.expr:
        """A condition whose bindings have these names, outermost first."""
        self._records = {name: f"r{depth}" for depth, name in enumerate(names)}
        return self.truth(condition)

    def any_of(self, truths: Sequence[ast.expr]) -> ast.expr:
        """The truth of a choice, stopping as soon as it holds."""
        return self._chained(truths, ast.BitOr(), settled=3)

    def truth(self, condition: Condition) -> ast.expr:
        match condition:
            case Const(value):
                return _at(ast.Constant, 3 if value else 0)
            case All(parts):
                return self._chained([self.truth(part) for part in parts], ast.BitAnd(), settled=0)
            case AnyOf(parts):
                return self.any_of([self.truth(part) for part in parts])
            case Not(part):
                return _at(ast.Subscript, self._constant(NOT), self.truth(part), ast.Load())
            case Leaf():
                return self._leaf(condition)
            case Unit(path):
                return self._get(path, condition.key, _at(ast.Constant, 1))
            case InForce(first, until):
                return self._in_force(first, until)
            case Quantified():
                return self._quantified(condition)
            case Counted():
                return self._counted(condition)
            case Monotone():
                return self._monotone(condition)

    def _chained(self, truths: Sequence[ast.expr], operator: ast.operator, settled: int) -> ast.expr:
        """`settled if (t := first) == settled else t & rest`: stops as soon as the outcome cannot change."""
        if not truths:
            return _at(ast.Constant, 3 - settled)
        expression = truths[-1]
        for truth in reversed(truths[:-1]):
            name = self._temporary()
            first = _at(ast.NamedExpr, _at(ast.Name, name, ast.Store()), truth)
            test = _at(ast.Compare, first, [ast.Eq()], [_at(ast.Constant, settled)])
            rest = _at(ast.BinOp, _load(name), operator, expression)
            expression = _at(ast.IfExp, test, _at(ast.Constant, settled), rest)
        return expression

    def _leaf(self, leaf: Leaf) -> ast.expr:
        value = self._get(leaf.path, leaf.path.rel)
        if leaf.op == "exists":
            return self._call(truths.OPERATORS["exists"], value)
        if leaf.op == "evidenced":
            return self._call(truths.OPERATORS["evidenced"], value, self._get(leaf.path, leaf.path.rel + EVIDENCE))
        if leaf.op == "equals" and isinstance(leaf.operand, Literal):
            return self._plainly(value, ast.Eq(), leaf, [leaf.operand.value], leaf.operand.value)
        if leaf.op == "in" and isinstance(leaf.operand, Values):
            return self._plainly(value, ast.In(), leaf, leaf.operand.members, leaf.operand.members)
        if leaf.op in _PLAIN_SETS and isinstance(leaf.operand, Values | ListRef):
            members = leaf.operand.members if isinstance(leaf.operand, Values) else self._lists[leaf.operand.id]
            return self._call(_against(leaf.op, members), value)
        return self._call(truths.OPERATORS[leaf.op], value, self.operand(leaf.operand))

    def _plainly(
        self, value: ast.expr, operator: ast.cmpop, leaf: Leaf, members: Sequence[object], operand: object
    ) -> ast.expr:
        """`3 if (v := value) == operand else 0 if v.__class__ is str else equals(v, operand)`: most tests end before the call."""
        classes = {member.__class__ for member in members}
        if len(classes) != 1:
            return self._call(truths.OPERATORS[leaf.op], value, self._constant(operand))
        name, known = self._temporary(), self._constant(operand)
        compared = _at(ast.Compare, _at(ast.NamedExpr, _at(ast.Name, name, ast.Store()), value), [operator], [known])
        of_kind = _at(
            ast.Compare,
            _at(ast.Attribute, _load(name), "__class__", ast.Load()),
            [ast.Is()],
            [self._constant(classes.pop())],
        )
        otherwise = self._call(truths.OPERATORS[leaf.op], _load(name), known)
        return _at(ast.IfExp, compared, _at(ast.Constant, 3), _at(ast.IfExp, of_kind, _at(ast.Constant, 0), otherwise))

    def _temporary(self) -> str:
        self._temporaries += 1
        return f"t{self._temporaries}"

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
                return _call_method("params", "get", _at(ast.Constant, name))
            case Param(name, on):
                assert on is not None
                return _at(ast.Call, _load("on"), [_at(ast.Constant, name), self._get(on, on.rel)], [])
            case Times(factors):
                return self._call(truths.times, *(self.operand(factor) for factor in factors))
            case Within(unit, length, of):
                day = self._get(of, of.rel)
                return self._call(
                    truths.last_day, _at(ast.Constant, unit), self.operand(length), day, _load("calendar")
                )

    def _in_force(self, first: object, until: object) -> ast.expr:
        day = _load("day")
        tests: list[ast.expr] = [_at(ast.Compare, self._constant(first), [ast.LtE()], [day])]
        if until is not None:
            tests.append(_at(ast.Compare, day, [ast.Lt()], [self._constant(until)]))
        binds = tests[0] if len(tests) == 1 else _at(ast.BoolOp, ast.And(), tests)
        return _at(ast.IfExp, binds, _at(ast.Constant, 3), _at(ast.Constant, 0))

    def _quantified(self, condition: Quantified) -> ast.expr:
        if condition.kind == "every":
            body = AnyOf((Not(condition.where), condition.hold)) if condition.where != Const(True) else condition.hold
            return self._call(
                truths.every, self._get(condition.of, condition.of.rel), self._element(condition.name, body)
            )
        both = All((condition.where, condition.hold)) if condition.where != Const(True) else condition.hold
        found = self._call(truths.some, self._get(condition.of, condition.of.rel), self._element(condition.name, both))
        return found if condition.kind == "some" else _at(ast.Subscript, self._constant(NOT), found, ast.Load())

    def _counted(self, condition: Counted) -> ast.expr:
        where = self._element(condition.name, condition.where)
        limits = [
            self._constant(truths.UNLIMITED) if limit is None else self.operand(limit)
            for limit in (condition.at_least, condition.at_most)
        ]
        return self._call(truths.count_between, self._get(condition.of, condition.of.rel), where, *limits)

    def _monotone(self, condition: Monotone) -> ast.expr:
        sides = [self._lambda(condition.name, partial(self._fact, path)) for path in (condition.by, condition.value)]
        return self._call(truths.monotone, self._get(condition.of, condition.of.rel), *sides)

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
            posonlyargs=[_at(ast.arg, variable)], args=[], kwonlyargs=[], kw_defaults=[], defaults=[]
        )
        return _at(ast.Lambda, arguments, expression)

    def _get(self, path: Path, key: str, default: ast.expr | None = None) -> ast.expr:
        record = self._records[path.scope] if path.scope else "root"
        return _call_method(record, "get", _at(ast.Constant, key), *([default] if default else []))

    def _call(self, function: Callable[..., object], *arguments: ast.expr) -> ast.expr:
        return _at(ast.Call, self._constant(function), list(arguments), [])

    def _constant(self, value: object) -> ast.expr:
        name = f"k{len(self.constants)}"
        self.constants[name] = value
        return _load(name)


_PLAIN_SETS: Mapping[str, Callable[[frozenset[object], tuple[object, ...]], bool]] = {
    "contains_any": lambda wanted, listed: not wanted.isdisjoint(listed),
    "contains_all": frozenset.issubset,
    "subset_of": frozenset.issuperset,
}
"""The set tests between plain texts. What makes one true stays true whatever else is listed."""


def _against(op: str, members: Sequence[object]) -> Callable[[object], int]:
    """A set test against fixed members: settled at once between plain texts, by `truths` wherever more is to be weighed."""
    holds, weigh, wanted = _PLAIN_SETS[op], truths.OPERATORS[op], frozenset(members)

    def test(listed: object) -> int:
        if isinstance(listed, tuple):
            if holds(wanted, listed):
                return TRUE
            if all(member.__class__ is str for member in listed):
                return FALSE
        return weigh(listed, members)

    return test


def _at(kind: Callable[..., Node], *fields: object) -> Node:
    """A node with a place, which the compiler insists on; given here it spares a walk over every tree."""
    return kind(*fields, lineno=1, col_offset=0)


def _load(name: str) -> ast.expr:
    return _at(ast.Name, name, ast.Load())


def _call_method(owner: str, method: str, *arguments: ast.expr) -> ast.expr:
    return _at(ast.Call, _at(ast.Attribute, _load(owner), method, ast.Load()), list(arguments), [])
