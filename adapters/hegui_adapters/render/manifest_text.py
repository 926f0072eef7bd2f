"""A manifest as YAML, written from its tree: what nobody stated is left out. It reads nothing and types nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from hegui.nodes import Mapping as MappingNode
from hegui.nodes import Node, Scalar
from hegui.nodes import Sequence as SequenceNode

__all__ = ["manifest_text"]

_BARE = re.compile(
    r"[A-Za-z\u4e00-\u9fff][A-Za-z0-9_.\-\u4e00-\u9fff]*|[0-9]{4}-[0-9]{2}-[0-9]{2}|(?:0|[1-9][0-9]*)(?:\.[0-9]+)?%?"
)
_WORDS = frozenset({"none", "null", "true", "false", "yes", "no", "on", "off", "y", "n"})


def manifest_text(root: MappingNode) -> str:
    """The document; it reads as the same manifest."""
    return "\n".join(_mapping(root, "")) + "\n"


def _mapping(node: MappingNode, indent: str) -> Iterator[str]:
    for entry in node.entries:
        value = entry.value
        if isinstance(value, Scalar) and value.is_null:
            continue
        yield from _under(f"{indent}{entry.key.text}:", value, indent)


def _under(head: str, value: Node, indent: str) -> Iterator[str]:
    if isinstance(value, Scalar):
        yield f"{head} {_scalar(value)}"
    elif isinstance(value, SequenceNode):
        if all(isinstance(item, Scalar) for item in value.items):
            yield f"{head} [{', '.join(_scalar(item) for item in value.items if isinstance(item, Scalar))}]"
            return
        yield head
        for item in value.items:
            yield from _item(item, f"{indent}  ")
    else:
        lines = list(_mapping(value, f"{indent}  "))
        yield head if lines else f"{head} {{}}"
        yield from lines


def _item(item: Node, indent: str) -> Iterator[str]:
    lines = list(_mapping(item, f"{indent}  ")) if isinstance(item, MappingNode) else []
    if not lines:
        yield f"{indent}- {_scalar(item) if isinstance(item, Scalar) else '{}'}"
        return
    yield f"{indent}- {lines[0].lstrip()}"
    yield from lines[1:]


def _scalar(node: Scalar) -> str:
    if node.is_null:
        return "null"
    words = node.text.casefold() in _WORDS
    if (_BARE.fullmatch(node.text) and not words) or (node.plain and node.text in ("none", "true", "false")):
        return node.text
    return json.dumps(node.text, ensure_ascii=False)
