"""A manifest with some of its facts stated otherwise, read again from its text. It neither chooses edits nor touches a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from hegui.case import Chain
from hegui.manifest.reading import Manifest, read_manifest
from hegui.nodes import Entry, Node, Scalar
from hegui.nodes import Mapping as MappingNode
from hegui.nodes import Sequence as SequenceNode
from hegui.source import Limits

__all__ = ["Edit", "Steps", "edited", "put_at", "text_of"]

Steps = tuple[str | int, ...]
"""The way to a node: keys, and the numbers of elements."""

_BARE = frozenset({"none", "true", "false"})
_LIMITS = Limits(size=16 * 1024 * 1024)
"""Written out on one line a manifest is no longer than it was; the limit is for what strangers send."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One fact to state: `text` as a manifest writes it, at `rel` in the record that `chain` leads to.

    With `adds` an element is put at the end of the list instead, its facts in that order; `text` then shows it.
    `path` names the fact for people, elements by id. A list nobody stated stays open: a null follows the element.
    """

    path: str
    text: str
    chain: Chain
    rel: str
    adds: tuple[tuple[str, str], ...] = ()


def edited(manifest: Manifest, edits: Iterable[Edit]) -> Manifest:
    """The manifest as its text would read with the edits made. What stood around a value, such as evidence, goes with it.

    Raises:
        ManifestError: an edit states what no manifest can.
    """
    root: Node = manifest.root
    for edit in edits:
        steps: Steps = ()
        for path, index in edit.chain:
            steps = (*steps, *path.split("."), index)
        root = put_at(root, (*steps, *edit.rel.split(".")), partial(_made, edit))
    return read_manifest(text_of(root), manifest.document.file, _LIMITS)


def _made(edit: Edit, node: Node | None) -> Node:
    return _extended(node, edit.adds) if edit.adds else _scalar(edit.text)


def put_at(node: Node | None, steps: Steps, made: Callable[[Node | None], Node]) -> Node:
    """The tree with what `made` gives in place of the node at the end of `steps`; what is not there yet begins empty."""
    if not steps:
        return made(node)
    step, rest = steps[0], steps[1:]
    if isinstance(node, SequenceNode) and isinstance(step, int):
        items = (put_at(item, rest, made) if index == step else item for index, item in enumerate(node.items))
        return replace(node, items=tuple(items))
    if isinstance(node, MappingNode) and node.entry(str(step)) is None and _holds_more(node.get("value")):
        return _with(node, "value", put_at(node.get("value"), steps, made))
    under = node if isinstance(node, MappingNode) else _mapping({})
    return _with(under, str(step), put_at(under.get(str(step)), rest, made))


def _holds_more(node: Node | None) -> bool:
    return isinstance(node, MappingNode | SequenceNode)


def _extended(node: Node | None, facts: Iterable[tuple[str, str]]) -> Node:
    """A list with an element more. `none` becomes a list of one; what nobody stated stays open."""
    if isinstance(node, MappingNode) and _holds_more(node.get("value")):
        return _with(node, "value", _extended(node.get("value"), facts))
    element = _mapping({key: _scalar(text) for key, text in facts})
    if isinstance(node, SequenceNode):
        return replace(node, items=(*node.items, element))
    unstated = node is None or (isinstance(node, Scalar) and node.is_null)
    return SequenceNode("", 0, 0, 0, 0, (element, _scalar("null")) if unstated else (element,))


def _with(node: MappingNode, key: str, value: Node) -> MappingNode:
    kept = [Entry(_beside(e.key, value), value) if e.key.text == key else e for e in node.entries]
    if node.entry(key) is None:
        kept.append(Entry(_beside(_scalar(key), value), value))
    return node.with_entries(tuple(kept))


def _beside(key: Scalar, value: Node) -> Scalar:
    """A key at the place of its value, where that comes from another text."""
    if not value.file or value.file == key.file:
        return key
    return Scalar(value.file, value.line, value.column, value.end_line, value.end_column, key.text, key.plain)


def _mapping(values: Mapping[str, Node]) -> MappingNode:
    return MappingNode("", 0, 0, 0, 0, tuple(Entry(_scalar(key), value) for key, value in values.items()))


def _scalar(text: str) -> Scalar:
    return Scalar("", 0, 0, 0, 0, text, plain=True)


def text_of(node: Node) -> str:
    """A tree as a text that reads back as it: words that mean something only without quotes stay without."""
    match node:
        case MappingNode():
            return "{" + ", ".join(f"{_quoted(e.key.text)}: {text_of(e.value)}" for e in node.entries) + "}"
        case SequenceNode():
            return "[" + ", ".join(map(text_of, node.items)) + "]"
        case Scalar():
            if node.is_null:
                return "null"
            return node.text if node.plain and node.text in _BARE else _quoted(node.text)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
