"""A condition in other names for its bindings. Nothing else about it changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from hegui.conditions import Counted, Monotone, Path, Quantified

__all__ = ["renamed"]

T = TypeVar("T")


def renamed(node: T, names: Mapping[str, str]) -> T:
    """The same condition, operand or path with every scope replaced as `names` says."""
    if isinstance(node, Path):
        return replace(node, scope=names.get(node.scope, node.scope))
    if isinstance(node, tuple):
        return tuple(renamed(part, names) for part in node)  # type: ignore[return-value]
    if not is_dataclass(node) or isinstance(node, type):
        return node
    if isinstance(node, Quantified | Counted | Monotone) and node.name in names.values():
        fresh = f"{node.name}'"  # no rule file can say it, so nothing it stands for is captured
        node, names = replace(node, name=fresh), {**names, node.name: fresh}
    changed = {f.name: renamed(getattr(node, f.name), names) for f in fields(node)}
    return replace(node, **changed)
