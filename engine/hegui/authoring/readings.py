"""Finds limits on a yearly cost that do not say which reading they bind, or are compared in another. It prices nothing."""

from __future__ import annotations

from collections.abc import Iterator

from hegui.authoring.remarks import remark
from hegui.conditions import Leaf, Literal, Param, operands_of, walk
from hegui.errors import Problem
from hegui.measures import READINGS
from hegui.rulebook import Rulebook
from hegui.rules import Rule

__all__ = ["readings"]


def readings(rulebook: Rulebook) -> Iterator[Problem]:
    """Remarks on the rules that hold a yearly cost to a number."""
    for rule in rulebook.contents.rules:
        leaves = list(_compared(rule))
        if any(isinstance(leaf.operand, Literal) for leaf in leaves if leaf.op != "exists"):
            zh, en = (
                "年化成本的限额须写成注明口径的参数",
                "a limit on a yearly cost is a parameter that names its reading",
            )
            yield remark(rule, zh, en)
        used: dict[str, set[str]] = {}
        for leaf in leaves:
            for operand in operands_of(leaf):
                if isinstance(operand, Param):
                    used.setdefault(operand.id, set()).add(READINGS[leaf.path.rel])
        for name, compared in used.items():
            yield from _of_parameter(rule, name, rulebook.terms.parameters[name].reading, compared)


def _compared(rule: Rule) -> Iterator[Leaf]:
    for version in rule.versions:
        for condition in (version.when, version.require):
            for part in walk(condition) if condition is not None else ():
                if isinstance(part, Leaf) and part.path.rel in READINGS:
                    yield part


def _of_parameter(rule: Rule, name: str, bound: tuple[str, ...], compared: set[str]) -> Iterator[Problem]:
    if not bound:
        zh, en = f"与年化成本比较的参数 {name} 未注明口径 reading", f"{name} limits a yearly cost and names no reading"
        yield remark(rule, zh, en)
        return
    for reading in sorted(compared - set(bound)):
        zh, en = f"按 {reading} 比较，而参数 {name} 不约束该口径", f"compares {reading}, which {name} does not bind"
        yield remark(rule, zh, en)
    for reading in (one for one in bound if one not in compared):
        zh, en = f"参数 {name} 约束的口径 {reading} 未作比较", f"leaves out {reading}, which {name} binds"
        yield remark(rule, zh, en)
