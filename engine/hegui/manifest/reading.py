"""What a product says about itself: a typed, frozen manifest with the place of every fact. It judges nothing.

manifest = read_manifest(text, "product.yaml")
manifest.located(chain, "consent.mode")     # where that fact stands in the text
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from hegui.case import LISTS, Chain, Record
from hegui.errors import ManifestError, SourceError
from hegui.manifest.location import Location
from hegui.manifest.records import NAME
from hegui.manifest.typing import is_newer, typed
from hegui.measures import measured
from hegui.nodes import Document, Entry, Node, Scalar
from hegui.nodes import Mapping as MappingNode
from hegui.nodes import Sequence as SequenceNode
from hegui.source import Limits, read
from hegui.values import Nothing, Opaque

__all__ = ["Location", "Manifest", "manifest_of", "read_manifest", "with_institution"]


@dataclass(frozen=True)
class Manifest:
    """A product's manifest. `record` holds its facts; treat it as read-only."""

    document: Document
    root: MappingNode
    record: Record

    @cached_property
    def models(self) -> Mapping[str, object]:
        """The stated sections by name, as validated pydantic models. Nothing here needs them; they are built when asked for."""
        from hegui.manifest.models import models

        return models(self.root, newer=is_newer(self.root))

    @cached_property
    def measured(self) -> Record:
        """The facts with the measures worked out."""
        return measured(self.record)

    @property
    def product_id(self) -> str | None:
        return _text(self.record.get("product.id"))

    @property
    def name(self) -> str | None:
        return _text(self.record.get("product.name"))

    @property
    def version(self) -> str | None:
        return _text(self.record.get("product.version"))

    @property
    def launch_date(self) -> date | None:
        day = self.record.get("product.launch_date")
        return day if isinstance(day, date) else None

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the facts, whatever their order and spelling in the text."""
        return hashlib.sha256(json.dumps(_stable(self.record), ensure_ascii=False, sort_keys=True).encode()).hexdigest()

    def path(self, chain: Chain, rel: str) -> str:
        """The name of a fact, its elements by id: `data.items[id=face].consent.mode`."""
        steps: list[str] = []
        record = self.record
        for path, index in chain:
            record = record[path][index]  # type: ignore[index]
            steps.append(f"{path}[{record[NAME]}]")
        return ".".join([*steps, rel] if rel else steps) or "product"

    def located(self, chain: Chain, rel: str) -> Location:
        """Where a fact stands, or else the nearest part of the text it would belong to."""
        node: Node = self.root
        key: Scalar | None = None
        steps: list[str | int] = []
        for path, index in chain:
            steps += [*path.split("."), index]
        steps += rel.split(".") if rel else []
        for step in steps:
            entry = _step(node, step)
            if entry is None:
                return _location(key or node, node, stated=False)
            key, node = entry
        return _location(key or node, node, stated=True)


def _step(node: Node, step: str | int) -> tuple[Scalar | None, Node] | None:
    if isinstance(node, MappingNode) and isinstance(step, int | str):
        found = node.entry(str(step))
        if found is None and isinstance(inner := node.get("value"), MappingNode | SequenceNode):
            return _step(inner, step)
        return (found.key, found.value) if found else None
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.items):
        return None, node.items[step]
    return None


def _location(start: Node, end: Node, *, stated: bool) -> Location:
    return Location(start.file, start.line, start.column, end.end_line, end.end_column, stated)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _stable(value: object) -> object:
    """A value as JSON that is the same for equal facts."""
    if isinstance(value, dict):
        return {key: _stable(below) for key, below in value.items() if key not in (LISTS, NAME)}
    if isinstance(value, tuple):
        return [_stable(one) for one in value]
    if isinstance(value, Decimal):
        return {"number": format(value.normalize(), "f")}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, Opaque):
        return {"other": value.text}
    return {"none": True} if isinstance(value, Nothing) else value


def manifest_of(document: Document) -> Manifest:
    """Type a document that was read.

    Raises:
        ManifestError: with every problem found.
    """
    found = typed(document)
    return Manifest(document, found.root, found.record)


def read_manifest(text: str | bytes, file: str = "<text>", limits: Limits | None = None) -> Manifest:
    """Read and type a manifest from text, YAML or JSON.

    Raises:
        ManifestError: the text cannot be read, or is not a manifest; all problems at once.
    """
    try:
        document = read(text, file, limits or Limits())
    except ManifestError:
        raise
    except SourceError as error:
        raise ManifestError(error.problems) from None
    return manifest_of(document)


def with_institution(document: Document, institution: Document) -> Document:
    """The document with the section `institution` taken from a file shared by all products of a firm."""
    root = document.root
    assert isinstance(root, MappingNode)
    entries = tuple(
        Entry(entry.key, institution.root) if entry.key.text == "institution" else entry for entry in root.entries
    )
    changed = MappingNode(root.file, root.line, root.column, root.end_line, root.end_column, entries)
    return Document(changed, document.lines, document.digest, document.file)
