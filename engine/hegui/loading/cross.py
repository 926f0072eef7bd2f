"""Checks what rules do to each other: overrides, circles of classification, ids used before. It reads no file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from hegui.characterise import CircleError, Programme
from hegui.condition_reader import Problems
from hegui.nodes import Node
from hegui.rules import Rule
from hegui.terms import Terms

__all__ = ["check_together"]


def check_together(rules: Sequence[Rule], terms: Terms, problems: Problems, places: Mapping[str, Node]) -> None:
    """Report every clash between rules at the file of one of them."""
    _overrides(rules, problems, places)
    _former_ids(rules, problems, places)
    try:
        Programme((rule for rule in rules if rule.concludes), terms)
    except CircleError as error:
        ring = " → ".join(error.circle)
        first = next(rule for rule in rules if rule.concludes)
        for rule in rules:
            if any(name.startswith(_concluded(rule)) for name in error.circle):
                first = rule
        problems.add(places[first.id], f"业务定性循环依赖：{ring}", f"classifications depend on themselves: {ring}")


def _concluded(rule: Rule) -> tuple[str, ...]:
    return tuple(f"{c.record}.{c.rel}" if c.record else c.rel for c in rule.concludes)


def _overrides(rules: Sequence[Rule], problems: Problems, places: Mapping[str, Node]) -> None:
    by_id = {rule.id: rule for rule in rules}
    for rule in rules:
        for general in rule.overrides:
            other = by_id.get(general)
            if other is None:
                problems.unknown(places[rule.id], ("被优先的规则", "overridden rule"), general, by_id)
            elif rule.concludes or other.concludes:
                problems.add(
                    places[rule.id], "只有检查项可以优先于检查项", "only a check can override, and only a check"
                )
            elif [b.record for b in other.bindings] != [b.record for b in rule.bindings]:
                problems.add(
                    places[rule.id],
                    f"与 {general} 的 for_each 不同，不能优先于它",
                    f"it cannot override {general}: their for_each differ",
                )
    try:
        TopologicalSorter({rule.id: rule.overrides for rule in rules}).prepare()
    except CycleError as error:
        ring = " → ".join(error.args[1])
        problems.add(places[error.args[1][0]], f"规则互相优先：{ring}", f"rules override each other: {ring}")


def _former_ids(rules: Sequence[Rule], problems: Problems, places: Mapping[str, Node]) -> None:
    ids = {rule.id for rule in rules}
    for rule in rules:
        for former in rule.formerly:
            if former in ids:
                problems.add(
                    places[rule.id], f"旧 id {former} 已有规则使用", f"the former id {former} belongs to a rule"
                )
