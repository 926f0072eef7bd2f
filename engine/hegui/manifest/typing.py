"""From a document to the facts of a manifest: its format, its sections, every problem at its place. It judges nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from hegui.case import Record
from hegui.errors import ManifestError
from hegui.manifest.records import Reader
from hegui.manifest.sections import SECTIONS
from hegui.nodes import Document, Entry, Node, Scalar
from hegui.nodes import Mapping as MappingNode
from hegui.nodes import Sequence as SequenceNode

__all__ = ["FORMAT", "MINOR", "Typed", "expanded", "is_newer", "typed"]

FORMAT = "product/v1"
MINOR = 0
"""The minor version of the format this engine knows; `hegui: product/v1.2` states a newer one."""

_FORMAT = re.compile(FORMAT + r"(?:\.([0-9]{1,3}))?")

SHORTHANDS = {("pricing", "credit"): "credits"}
"""A single object accepted where a list stands: section and key → the list it becomes."""


@dataclass(frozen=True)
class Typed:
    """The facts of a manifest, with the tree they were read from, shorthands written out."""

    root: MappingNode
    record: Record


def typed(document: Document) -> Typed:
    """Read a document as a manifest.

    Raises:
        ManifestError: with every problem found, each at its line and column.
    """
    root = document.root
    if not isinstance(root, MappingNode):
        reader = Reader(newer=False)
        reader.tell(
            root,
            "产品要素表应为映射，首行写 hegui: product/v1",
            "a manifest is a mapping that starts with hegui: product/v1",
        )
        raise ManifestError(reader.problems)
    root = expanded(root)
    reader = Reader(newer=is_newer(root))
    _check_format(root, reader)
    for entry in root.entries:
        if entry.key.text in SECTIONS:
            reader.section(entry)
        elif entry.key.text != "hegui":
            reader.unknown_key(entry.key, SECTIONS)
    if reader.problems:
        raise ManifestError(reader.problems)
    return Typed(root, reader.record)


def _check_format(root: MappingNode, reader: Reader) -> None:
    stated = root.get("hegui")
    if stated is None:
        reader.tell(root, "缺少首行 hegui: product/v1", "the line hegui: product/v1 is missing")
    elif not isinstance(stated, Scalar) or not _FORMAT.fullmatch(stated.text):
        reader.tell(stated, "格式应为 hegui: product/v1", "the format should read hegui: product/v1")


def is_newer(root: MappingNode) -> bool:
    """Whether the manifest is of a newer minor version than this engine knows."""
    stated = root.get("hegui")
    found = _FORMAT.fullmatch(stated.text) if isinstance(stated, Scalar) else None
    return found is not None and int(found[1] or 0) > MINOR


def expanded(root: MappingNode) -> MappingNode:
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
