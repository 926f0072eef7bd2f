"""From a document to a typed manifest: sections validated, values typed, every problem at its place. It judges nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from typing import Any

from pydantic import TypeAdapter, ValidationError

from hegui.errors import ManifestError, Problem
from hegui.manifest.parts import stated, suggestion
from hegui.manifest.sections import SECTIONS
from hegui.nodes import Document, Entry, Node, Scalar
from hegui.nodes import Mapping as MappingNode
from hegui.nodes import Sequence as SequenceNode

__all__ = ["FORMAT", "MINOR", "Typed", "typed"]

FORMAT = "product/v1"
MINOR = 0
"""The minor version of the format this engine knows; `hegui: product/v1.2` states a newer one."""

SHORTHANDS = {("pricing", "credit"): "credits"}
"""A single object accepted where a list stands: section and key → the list it becomes."""


@dataclass(frozen=True)
class Typed:
    """The sections of a manifest by name, as validated models (or lists of them), with the tree they were read from."""

    sections: Mapping[str, object]
    root: MappingNode


def typed(document: Document) -> Typed:
    """Validate a document as a manifest.

    Raises:
        ManifestError: with every problem found, each at its line and column.
    """
    root = document.root
    if not isinstance(root, MappingNode):
        raise ManifestError(
            [
                _at(
                    root,
                    "产品要素表应为映射，首行写 hegui: product/v1",
                    "a manifest is a mapping that starts with hegui: product/v1",
                )
            ]
        )
    root = _expanded(root)
    newer = _newer(root)
    problems: list[Problem] = list(_format_problems(root))
    sections: dict[str, object] = {}
    for entry in root.entries:
        if entry.key.text == "hegui":
            continue
        if entry.key.text not in SECTIONS:
            problems.append(_unknown_key(entry.key, list(SECTIONS), newer=newer))
            continue
        sections[entry.key.text] = _section(entry, problems, newer=newer)
    if problems:
        raise ManifestError(problems)
    return Typed(sections, root)


def _at(node: Node, zh: str, en: str) -> Problem:
    return Problem(node.file, node.line, node.column, zh, en)


def _format_problems(root: MappingNode) -> Iterator[Problem]:
    stated = root.get("hegui")
    if stated is None:
        yield _at(root, "缺少首行 hegui: product/v1", "the line hegui: product/v1 is missing")
    elif not isinstance(stated, Scalar) or not re.fullmatch(r"product/v1(\.\d{1,3})?", stated.text):
        yield _at(stated, "格式应为 hegui: product/v1", "the format should read hegui: product/v1")


def _newer(root: MappingNode) -> bool:
    stated = root.get("hegui")
    if not isinstance(stated, Scalar):
        return False
    _, _, minor = stated.text.partition("product/v1.")
    return minor.isdigit() and int(minor) > MINOR


def _unknown_key(key: Scalar, known: list[str], *, newer: bool) -> Problem:
    if newer:
        return _at(key, f"“{key.text}”需要更新版本的 hegui", f'"{key.text}" needs a newer hegui')
    zh, en = suggestion(key.text, known)
    return _at(key, f"不认识的键“{key.text}”{zh}", f'unknown key "{key.text}"{en}')


def _expanded(root: MappingNode) -> MappingNode:
    """The same tree with shorthands written out; places stay those of the text."""
    for (section, short), full in SHORTHANDS.items():
        node = root.get(section)
        if not isinstance(node, MappingNode) or node.get(short) is None or node.get(full) is not None:
            continue
        entries = tuple(_listed(entry, full) if entry.key.text == short else entry for entry in node.entries)
        root = _replaced(root, section, replace(node, entries=entries))
    return root


def _listed(entry: Entry, name: str) -> Entry:
    key = replace(entry.key, text=name)
    if not isinstance(entry.value, MappingNode):
        return Entry(key, entry.value)
    value = entry.value
    span = (value.file, value.line, value.column, value.end_line, value.end_column)
    return Entry(key, SequenceNode(*span, items=(value,)))


def _replaced(root: MappingNode, name: str, value: Node) -> MappingNode:
    return replace(root, entries=tuple(Entry(e.key, value) if e.key.text == name else e for e in root.entries))


def plain(node: Node) -> Any:
    """The tree as pydantic reads it: mappings and lists, with scalars left as they stand in the text."""
    if isinstance(node, MappingNode):
        return {entry.key.text: plain(entry.value) for entry in node.entries}
    if isinstance(node, SequenceNode):
        return [plain(item) for item in node.items]
    return node


@cache
def _adapter(section: str) -> TypeAdapter[object]:
    entry = SECTIONS[section]
    model = getattr(import_module(entry.module), entry.cls)
    return TypeAdapter(stated(model, many=entry.many))


def _section(entry: Entry, problems: list[Problem], *, newer: bool) -> object:
    try:
        return _adapter(entry.key.text).validate_python(plain(entry.value), context={"newer": newer})
    except ValidationError as error:
        problems.extend(
            _problem(found, entry, newer=newer) for found in error.errors(include_url=False, include_input=False)
        )
    return None


def _problem(found: Any, entry: Entry, *, newer: bool) -> Problem:
    node, key = _node_at(entry.value, found["loc"])
    if found["type"] == "extra_forbidden" and key is not None:
        return _unknown_key(key, _keys_beside(entry.key.text, found["loc"]), newer=newer)
    place = key or node
    if found["type"] == "hegui":
        return _at(node, found["ctx"]["zh"], found["ctx"]["en"])
    if found["type"] in ("model_type", "model_attributes_type", "dict_type"):
        return _at(node, "此处应为对象（键: 值）", "an object (key: value) is expected here")
    if found["type"] == "list_type":
        return _at(node, "此处应为列表", "a list is expected here")
    return _at(place, found["msg"], found["msg"])


def _node_at(node: Node, loc: tuple[str | int, ...]) -> tuple[Node, Scalar | None]:
    """The node at a pydantic location and, where the last step is a key, that key."""
    key: Scalar | None = None
    for step in loc:
        if (
            isinstance(node, MappingNode)
            and isinstance(step, str)
            and node.get("value") is not None
            and node.get(step) is None
        ):
            node = node.get("value") or node
        if isinstance(node, MappingNode):
            found = node.entry(str(step))
            if found is None:
                break
            key, node = found.key, found.value
        elif isinstance(node, SequenceNode) and isinstance(step, int):
            key, node = None, node.items[step]
    return node, key


def _keys_beside(section: str, loc: tuple[str | int, ...]) -> list[str]:
    """The keys the model at a location knows."""
    from hegui.facts import model_at

    entry = SECTIONS[section]
    model = model_at(
        getattr(import_module(entry.module), entry.cls), [step for step in loc[:-1] if isinstance(step, str)]
    )
    return list(getattr(model, "model_fields", ()))
