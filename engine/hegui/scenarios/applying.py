"""A manifest with some of its facts stated otherwise, only the sections concerned being read again. It judges nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from hegui.case import LISTS, Record
from hegui.errors import ManifestError, Problem
from hegui.manifest.editing import put_at
from hegui.manifest.reading import Manifest
from hegui.manifest.records import Reader
from hegui.manifest.typing import is_newer
from hegui.nodes import Mapping as MappingNode
from hegui.nodes import Node, Scalar
from hegui.nodes import Sequence as SequenceNode
from hegui.scenarios.values import Stated

__all__ = ["applied", "problems_of"]


def applied(manifest: Manifest, facts: Sequence[Stated]) -> Manifest:
    """The manifest with the facts stated so. Where one stands is its place in the file of scenarios.

    Raises:
        ManifestError: a fact is stated as no manifest can.
    """
    if not facts:
        return manifest
    root, reader = _read(manifest, facts)
    if reader.problems:
        raise ManifestError(reader.problems)
    digest = sha256(
        "\n".join([manifest.document.digest, *(f"{one.path}: {_text(one.node)}" for one in facts)]).encode()
    )
    document = replace(manifest.document, root=root, digest=digest.hexdigest())
    changed = {one.section for one in facts}
    return Manifest(document, root, _merged(manifest.record, reader.record, changed))


def problems_of(manifest: Manifest, facts: Sequence[Stated]) -> tuple[Problem, ...]:
    """What is wrong with stating the facts so."""
    return tuple(_read(manifest, facts)[1].problems) if facts else ()


def _read(manifest: Manifest, facts: Sequence[Stated]) -> tuple[MappingNode, Reader]:
    root: Node = manifest.root
    for one in facts:
        root = put_at(root, one.steps, lambda _, node=one.node: node)  # type: ignore[misc]
    assert isinstance(root, MappingNode)
    reader = Reader(newer=is_newer(root))
    for section in dict.fromkeys(one.section for one in facts):
        entry = root.entry(section)
        assert entry is not None
        reader.section(entry)
    return root, reader


def _merged(before: Record, after: Record, sections: set[str]) -> Record:
    """The facts of both, those of `sections` from the second."""
    kept = {key: value for key, value in before.items() if key.partition(".")[0] not in sections}
    lists = [path for path in before[LISTS] if path.partition(".")[0] not in sections]  # type: ignore[attr-defined]
    return {**kept, **after, LISTS: (*lists, *after[LISTS])}  # type: ignore[misc]


def _text(node: Node) -> str:
    match node:
        case Scalar():
            return repr(node.text)
        case SequenceNode():
            return f"[{', '.join(map(_text, node.items))}]"
        case MappingNode():
            return "{" + ", ".join(f"{e.key.text}: {_text(e.value)}" for e in node.entries) + "}"
