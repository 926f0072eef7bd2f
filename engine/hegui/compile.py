"""Turns lowered conditions into plain Python functions, once per rulebook. It builds syntax trees, never source text.

A compiled condition is `f(day, params, on, calendar, root, *bound) -> truth`: the day judged, the parameters of that day,
`on(id, day)` for those of another, working days, the product's record and one record per binding, outermost first.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from hegui.conditions import Condition
from hegui.expressions import ARGUMENTS, LOAD, Bound, Expressions, at, bound_name, load
from hegui.outcomes import MET, NOT_APPLICABLE, UNDETERMINED, VIOLATED
from hegui.terms import Terms
from hegui.values import UNKNOWN

__all__ = ["Compiled", "Compiler", "Judge", "Truths"]

Compiled = Callable[..., int]
Truths = Callable[..., tuple[int, ...]]
Judge = Callable[..., tuple[str, ...]]
Demand = tuple[Condition, Condition, tuple[str, ...]]
"""When a check applies, what it requires, the names of its bindings."""


class Compiler:
    """Compiles conditions over a fixed set of word lists."""

    def __init__(self, terms: Terms) -> None:
        self._lists = {name: words.members for name, words in terms.lists.items()}

    def function(self, condition: Condition, bindings: Iterable[str] = ()) -> Compiled:
        """A function of one condition; `bindings` are the names bound, outermost first."""
        names = tuple(bindings)
        tree = Expressions(self._lists, [(condition, names)])
        returned = at(ast.Return, tree.bound(condition, names))
        return _function(tree, [*tree.ahead(), returned], len(names))

    def truths(self, tests: Sequence[Bound], depth: int) -> Truths:
        """One function of many conditions about the same kind of record, `depth` bindings deep: all their truths at once."""
        tree = Expressions(self._lists, tests)
        found = at(ast.Tuple, [tree.bound(condition, names) for condition, names in tests], LOAD)
        return _function(tree, [*tree.ahead(), at(ast.Return, found)], depth)

    def settler(self, units: Sequence[tuple[str, Sequence[Bound]]], depth: int) -> Callable[..., None]:
        """A function that writes truths into the innermost record, in order: each key is true if any of its conditions is."""
        record = bound_name(depth - 1)
        tests = [bound for _, proofs in units for bound in proofs]
        tree = Expressions(self._lists, tests, written={(record, key) for key, _ in units})
        lines: list[ast.stmt] = []
        for key, proofs in units:
            truth = tree.any_of([tree.bound(condition, names) for condition, names in proofs])
            place = at(ast.Subscript, load(record), at(ast.Constant, key), ast.Store())
            lines += [*tree.ahead(), at(ast.Assign, [place, tree.named((record, key))], truth)]
        return _function(tree, lines or [at(ast.Pass)], depth)

    def judge(self, demands: Sequence[Demand], depth: int) -> Judge:
        """A function of the outcomes of checks about one kind of record, in their order."""
        tests = [(condition, names) for when, require, names in demands for condition in (when, require)]
        tree = Expressions(self._lists, tests)
        lines: list[ast.stmt] = []
        found = [f"o{number}" for number in range(len(demands))]
        for name, (when, require, names) in zip(found, demands, strict=True):
            outcome = _outcome(tree, tree.bound(when, names), tree.bound(require, names))
            lines += [*tree.ahead(), at(ast.Assign, [at(ast.Name, name, ast.Store())], outcome)]
        returned = at(ast.Return, at(ast.Tuple, [load(name) for name in found], LOAD))
        return _function(tree, [*lines, returned], depth)


def _outcome(tree: Expressions, when: ast.expr, require: ast.expr) -> ast.expr:
    """Design §5: `when` false does not apply; unknown is undetermined; true is what `require` makes of it."""
    applies, again = tree.remembered(when)
    due = at(ast.Subscript, at(ast.Constant, _REQUIRED), require, LOAD)
    unknown = at(ast.Compare, again, [ast.Eq()], [at(ast.Constant, UNKNOWN)])
    possible = at(ast.IfExp, unknown, at(ast.Constant, UNDETERMINED), due)
    return at(ast.IfExp, applies, possible, at(ast.Constant, NOT_APPLICABLE))


_REQUIRED = (VIOLATED, UNDETERMINED, UNDETERMINED, MET)
"""What a check that applies comes to, by the truth of what it requires."""


def _function(tree: Expressions, lines: Sequence[ast.stmt], depth: int) -> Callable[..., Any]:
    """The function of some lines, `depth` bindings deep."""
    listed = [at(ast.arg, name) for name in (*ARGUMENTS, *map(bound_name, range(depth)))]
    arguments = ast.arguments(posonlyargs=listed, args=[], kwonlyargs=[], kw_defaults=[], defaults=[])
    made = at(ast.FunctionDef, "compiled", arguments, list(lines), [])
    exec(compile(ast.Module([made], []), "<conditions>", "exec"), tree.constants)  # noqa: S102
    compiled: Callable[..., Any] = tree.constants["compiled"]
    return compiled
