"""A tree of texts as JSON, one value a line, so that places in it can be named. What a number says stays as it was written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Union

from hegui.nodes import Mapping as MappingNode
from hegui.nodes import Node, Scalar, Sequence

from hegui_adapters.service.paths import Step

__all__ = ["Leaf", "Tree", "leaf_of", "node_text", "put_at", "tree_text"]

_TOKEN: Final = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?|true|false|null|none")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value as it is written: `0.6`, `"0.6%"`, `true`; `none` bare, as YAML has it and manifests mean it."""

    text: str


Tree = dict[Step, Union["Tree", Leaf]]
"""Members by name; the elements of a list by number."""


def leaf_of(scalar: Scalar, unit: str | None = None) -> Leaf:
    """A value as JSON: a number, `true`, `false`, `null` and `none` as they stand, all else as text; a unit goes behind."""
    text = scalar.text + (unit or "")
    bare = unit is None and scalar.plain and _TOKEN.fullmatch(scalar.text)
    return Leaf(scalar.text if bare else json.dumps(text, ensure_ascii=False))


def put_at(tree: Tree, steps: tuple[Step, ...], leaf: Leaf) -> bool:
    """Put a value into a tree; whether its place was free."""
    for step in steps[:-1]:
        below = tree.setdefault(step, {})
        if isinstance(below, Leaf):
            return False
        tree = below
    if steps[-1] in tree:
        return False
    tree[steps[-1]] = leaf
    return True


def tree_text(tree: Tree) -> str:
    """The tree as JSON. An element nobody put stands as null: there is one, of which nothing is said."""
    return "".join(_tree(tree, 0)) + "\n"


def _tree(tree: Tree | Leaf, depth: int) -> Iterator[str]:
    if isinstance(tree, Leaf):
        yield tree.text
    elif tree and all(isinstance(key, int) for key in tree):
        last = max(key for key in tree if isinstance(key, int))
        yield from _listed(((None, tree.get(index, Leaf("null"))) for index in range(last + 1)), "[]", depth)
    elif not tree:
        yield "{}"
    else:
        yield from _listed(tree.items(), "{}", depth)


def _listed(members: Iterable[tuple[Step, Tree | Leaf]], brackets: str, depth: int) -> Iterator[str]:
    yield brackets[0]
    separator = "\n"
    for key, below in members:
        yield f"{separator}{' ' * (depth + 1)}"
        if key is not None:
            yield f"{json.dumps(key, ensure_ascii=False)}: "
        yield from _tree(below, depth + 1)
        separator = ",\n"
    yield f"\n{' ' * depth}{brackets[1]}"


def node_text(node: Node) -> str:
    """A part of a document as a document of its own."""
    return tree_text(_grown(node)) if isinstance(node, MappingNode) else "".join(_tree(_below(node), 0)) + "\n"


def _grown(node: MappingNode) -> Tree:
    return {entry.key.text: _below(entry.value) for entry in node.entries}


def _below(node: Node) -> Tree | Leaf:
    if isinstance(node, MappingNode):
        return _grown(node)
    if isinstance(node, Sequence):
        return {index: _below(item) for index, item in enumerate(node.items)} or Leaf("[]")
    return leaf_of(node)
