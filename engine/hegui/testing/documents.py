"""A manifest as plain values, and the same with one fact stated otherwise. It reads no file and knows no field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import cast

from hegui.case import Chain
from hegui.nodes import Mapping as MappingNode
from hegui.nodes import Node
from hegui.nodes import Sequence as SequenceNode
from hegui.values import NONE

__all__ = ["HEADER", "Document", "merged", "plain", "stated", "steps_of", "without"]

Document = Mapping[str, object]
"""What `hegui.check` takes: mappings, lists, text, `True`, `False`, `NONE` for what there is none of, None for what is not stated."""

HEADER = {"hegui": "product/v1"}

_WORDS: Mapping[str, object] = {"true": True, "false": False, "none": NONE}


def plain(node: Node) -> object:
    """A tree as plain values; numbers stay the text they were."""
    if isinstance(node, MappingNode):
        return {entry.key.text: plain(entry.value) for entry in node.entries}
    if isinstance(node, SequenceNode):
        return [plain(item) for item in node.items]
    if node.is_null:
        return None
    return _WORDS.get(node.text, node.text) if node.plain else node.text


def steps_of(chain: Chain, rel: str) -> tuple[str | int, ...]:
    """The keys and indices that lead to a fact."""
    found: list[str | int] = []
    for path, index in chain:
        found += [*path.split("."), index]
    return (*found, *(rel.split(".") if rel else ()))


def stated(document: Document, steps: Sequence[str | int], value: object) -> Document:
    """The document with `value` at a place; what stood around the old value, such as evidence, goes with it."""
    return cast("Document", _stated(deepcopy(document), steps, value))


def _stated(node: object, steps: Sequence[str | int], value: object) -> object:
    if not steps:
        return value
    step, rest = steps[0], steps[1:]
    if isinstance(node, list) and isinstance(step, int):
        return [_stated(item, rest, value) if index == step else item for index, item in enumerate(node)]
    under = dict(node) if isinstance(node, Mapping) else {}
    if step not in under and isinstance(under.get("value"), dict | list):
        return {**under, "value": _stated(under["value"], steps, value)}
    return {**under, str(step): _stated(under.get(str(step)), rest, value)}


def without(document: Document, steps: Sequence[str | int], index: int) -> Document | None:
    """The document with one element fewer in a list; None where there is no such element."""
    node: object = document
    for step in steps:
        if isinstance(node, Mapping):
            node = node.get(step)
        elif isinstance(node, list) and isinstance(step, int):
            node = node[step]
    if not isinstance(node, list) or index >= len(node):
        return None
    return stated(document, steps, node[:index] + node[index + 1 :])


def merged(under: Document, over: Document) -> Document:
    """Both documents in one; where both state a fact or a list, `over` has it."""
    found = dict(under)
    for key, value in over.items():
        below = found.get(key)
        both = isinstance(below, Mapping) and isinstance(value, Mapping)
        found[key] = merged(cast("Document", below), cast("Document", value)) if both else value
    return found
