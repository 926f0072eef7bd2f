"""Puts sealed facts back into the text of a manifest that somebody was shown without them, and wrote on. It stores nothing.

What was shown says `null` where a fact is sealed. Where the text says so still, the fact is stated as it was; whoever wrote
something else there, or took the element out, is taken at their word.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Final, cast

from hegui.case import LISTS, Record
from hegui.errors import ManifestError
from hegui.manifest.reading import Manifest, read_manifest
from hegui.manifest.records import NAME
from hegui.manifest.stating import wraps
from hegui.manifest.writing import Steps, stated_in, steps_to
from hegui.nodes import Mapping as MappingNode
from hegui.nodes import Node, Scalar
from hegui.nodes import Sequence as SequenceNode
from hegui.source import Limits

from hegui_adapters.store.masking import FactPath, masked_text

__all__ = ["restored"]

PLAIN: Final = re.compile(r"(?:[^\s,\[\]{}:#&*!|>'\"%@`?-]|-(?=\d))[^,\[\]{}#:\n]*")


def restored(text: str, source: bytes, paths: Sequence[FactPath], limits: Limits | None = None) -> str:
    """A text with the facts at `paths` as `source` states them.

    Raises:
        ManifestError: the text is no manifest, or a fact cannot be written into it.
    """
    masked = masked_text(source, paths)
    if not masked.paths:
        return text
    judged, shown, now = read_manifest(source), read_manifest(masked.text), read_manifest(text, limits=limits)
    places = {steps for path in paths for steps in _stated(judged, path)}
    found = [(steps_now, steps) for steps in places if (steps_now := _since(now, _named(shown, steps))) is not None]
    facts = {_path(now_at): _written(_at(judged.root, then)) for now_at, then in sorted(found, key=str)}
    return stated_in(text, facts, limits)


def _stated(manifest: Manifest, path: FactPath) -> Iterator[Steps]:
    """Where a fact is stated, by keys and places."""

    def found(node: Node, at: Steps) -> Iterator[Steps]:
        if isinstance(node, Scalar) and node.is_null:
            return
        if at and isinstance(at[-1], str) and path.covers(_named(manifest, at)):
            yield at
            return
        inner = _bare(node)
        if isinstance(inner, MappingNode):
            for entry in inner.entries:
                yield from found(entry.value, (*at, entry.key.text))
        elif isinstance(inner, SequenceNode):
            for number, item in enumerate(inner.items):
                yield from found(item, (*at, number))

    yield from found(manifest.root, ())


def _named(manifest: Manifest, steps: Steps) -> str:
    """The path of a fact as a decision names it, elements by their names."""
    record, path, rel = manifest.record, "", ""
    for step in steps:
        if isinstance(step, str):
            if rel in cast("Sequence[str]", record.get(LISTS, ())):  # one element that stands for a list of one
                record, path, rel = cast("tuple[Record, ...]", record[rel])[0], f"{path}[#1]", ""
            path, rel = f"{path}.{step}".lstrip("."), f"{rel}.{step}".lstrip(".")
            continue
        listed = record.get(rel) if rel in cast("Sequence[str]", record.get(LISTS, ())) else None
        one = listed[step] if isinstance(listed, tuple) and step < len(listed) else {}
        path, record, rel = f"{path}[{one.get(NAME, f'#{step + 1}')}]", one, ""
    return path


def _since(now: Manifest, path: str) -> Steps | None:
    """Where a fact is to be put back: where it stands and says nothing."""
    try:
        steps = steps_to(now, path)
        node = _at(now.root, steps)
    except (ManifestError, LookupError):
        return None
    return steps if isinstance(node, Scalar) and node.is_null else None


def _at(node: Node, steps: Steps) -> Node:
    for step in steps:
        node = _bare(node)
        if isinstance(node, SequenceNode) and isinstance(step, int):
            node = node.items[step]
            continue
        below = node.get(str(step)) if isinstance(node, MappingNode) else None
        if below is None:
            raise LookupError(step)
        node = below
    return node


def _bare(node: Node) -> Node:
    """Past what is said about a fact."""
    if isinstance(node, MappingNode) and wraps(node.keys()):
        return node.get("value") or node
    return node


def _path(steps: Steps) -> str:
    """Elements by their places: names change with what is written."""
    return "".join(f"[#{step + 1}]" if isinstance(step, int) else f".{step}" for step in steps).lstrip(".")


def _written(node: Node) -> str:
    """What a node says, on one line."""
    if isinstance(node, Scalar):
        return node.text if node.plain and PLAIN.fullmatch(node.text) else json.dumps(node.text, ensure_ascii=False)
    if isinstance(node, MappingNode):
        return f"{{{', '.join(f'{entry.key.text}: {_written(entry.value)}' for entry in node.entries)}}}"
    return f"[{', '.join(map(_written, node.items))}]"
