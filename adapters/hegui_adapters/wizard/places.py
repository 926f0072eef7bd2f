"""Where a fact named by its path stands in a manifest, and whether it was stated. It reads no text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from hegui.case import LISTS, Chain, Record
from hegui.expressions import EVIDENCE
from hegui.facts import FactType, fact_type
from hegui.manifest.reading import Manifest
from hegui.manifest.records import NAME

__all__ = ["SHOWN", "Standing", "standing_of"]

SHOWN: Final = ".evidence"
"""How the path of the document that shows a fact ends."""

_STEP: Final = re.compile(r"([^.\[\]]+)(?:\[([^\]]*)\])?(?:\.|$)")


@dataclass(frozen=True, slots=True)
class Standing:
    """A fact's place: the chain to its record, the path within, and the records on the way, the product first."""

    chain: Chain
    rel: str
    records: tuple[Record, ...]

    @property
    def record_type(self) -> str:
        return ".".join(f"{path}[]" for path, _ in self.chain)

    @property
    def type(self) -> FactType | None:
        """What may stand there; the document that shows a fact is named in a text."""
        found = fact_type(self.record_type, self.rel.removesuffix(SHOWN))
        return replace(found, kind="text", choice=None, many=False) if found and self.is_evidence else found

    @property
    def is_evidence(self) -> bool:
        return self.rel.endswith(SHOWN)

    @property
    def list_type(self) -> str:
        """The record type of the elements, where the fact is a list of objects."""
        found = self.type
        return found.element or "" if found else ""

    @property
    def answerable(self) -> bool:
        """Whether it is a fact of something described. Of an element that says nothing, nothing can be said."""
        return self.type is not None and not any(record.keys() <= {LISTS, NAME} for record in self.records[1:])

    @property
    def stated(self) -> bool:
        rel = self.rel.removesuffix(SHOWN) + EVIDENCE if self.is_evidence else self.rel
        return rel in self.records[-1]

    @property
    def value(self) -> object:
        return self.records[-1].get(self.rel)


def standing_of(manifest: Manifest, path: str) -> Standing | None:
    """The place of a fact; None where an element on the way is not there."""
    chain: list[tuple[str, int]] = []
    records = [manifest.record]
    rel: list[str] = []
    for name, element in _STEP.findall(path):
        rel.append(name)
        if element:
            index = next(_indices(records[-1].get(".".join(rel)), element), None)
            if index is None:
                return None
            chain.append((".".join(rel), index))
            records.append(records[-1][".".join(rel)][index])  # type: ignore[index]
            rel = []
    return Standing(tuple(chain), ".".join(rel), tuple(records)) if rel else None


def _indices(elements: object, name: str) -> Iterator[int]:
    for index, element in enumerate(elements if isinstance(elements, tuple) else ()):
        if isinstance(element, dict) and element.get(NAME) == name:
            yield index
