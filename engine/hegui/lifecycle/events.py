"""Adds events that came after a manifest was written to its journal. It judges no event and keeps none."""

from __future__ import annotations

from collections.abc import Iterable

from hegui.errors import ManifestError, Problem, SourceError
from hegui.manifest.reading import Manifest, manifest_of
from hegui.manifest.stating import wraps
from hegui.nodes import Document, Entry, Node, Scalar, Sequence
from hegui.nodes import Mapping as MappingNode
from hegui.source import Limits, read

__all__ = ["read_events", "with_events"]

JOURNAL = "journal"


def read_events(data: str | bytes, file: str, limits: Limits | None = None) -> tuple[Node, ...]:
    """The events of a file, YAML or JSON: a list of them, or `journal:` with such a list. Their fields are not read yet.

    Raises:
        ManifestError: it cannot be read, or is no list.
    """
    try:
        root = read(data, file, limits or Limits()).root
    except ManifestError:
        raise
    except SourceError as error:
        raise ManifestError(error.problems) from None
    listed = root.get(JOURNAL) if isinstance(root, MappingNode) and root.keys() == (JOURNAL,) else root
    if isinstance(listed, Sequence):
        return listed.items
    zh, en = "此处应为事件列表，或 journal: 加事件列表", "a list of events, or journal: with one, is expected here"
    raise ManifestError([Problem(root.file, root.line, root.column, zh, en)])


def with_events(manifest: Manifest, events: Iterable[Node]) -> Manifest:
    """The manifest with events put behind those of its journal, each at its own place in its own file.

    A manifest without a journal, or that says it has none, gets one of these events.

    Raises:
        ManifestError: an event says something no journal can hold; all problems at once.
    """
    more = tuple(events)
    root = manifest.document.root
    if not more or not isinstance(root, MappingNode):
        return manifest
    held = root.entry(JOURNAL)
    at = held.value if held else root
    listed = (*_items(held.value if held else None), *more)
    sequence = Sequence(at.file, at.line, at.column, at.end_line, at.end_column, listed)
    key = held.key if held else Scalar(at.file, at.line, at.column, at.line, at.column, JOURNAL, True)
    others = tuple(entry for entry in root.entries if entry is not held)
    document = manifest.document
    changed = root.with_entries((*others, Entry(key, sequence)))
    return manifest_of(Document(changed, document.lines, document.digest, document.file))


def _items(journal: Node | None) -> tuple[Node, ...]:
    """The events a journal holds, past what may be said around it; one that is unknown or none holds none."""
    while isinstance(journal, MappingNode) and wraps(journal.keys()):
        journal = journal.get("value")
    if isinstance(journal, MappingNode):
        return (journal,)  # no list: the reader says so at its place
    return journal.items if isinstance(journal, Sequence) else ()
