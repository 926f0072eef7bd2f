"""What facts a manifest can state, by path: kind, labels, question. It reads the shape of the manifest and holds no values.

A path is relative to its record: `credit.payout.to` in the product, `consent.mode` in an element of `data.items`.
Record types are named by the lists that lead to them: `""` the product, `data.items[]`, `pricing.credits[].fees[]`.
"""

from __future__ import annotations

from hegui.manifest.sections import SECTIONS
from hegui.manifest.shape import FactType, RecordType, record_type

__all__ = [
    "NUMERIC",
    "FactType",
    "RecordType",
    "element_type",
    "fact_type",
    "known_paths",
    "labels",
    "section_paths",
]

NUMERIC = frozenset({"count", "number", "share", "rate", "money", "days", "months"})


def fact_type(record: str, path: str) -> FactType | None:
    """The fact at `path` of the record type `record`, None where the manifest has no such place."""
    found = element_type(record) if record else _section(path.partition(".")[0])
    return found.facts.get(path) if found else None


def element_type(record: str) -> RecordType | None:
    """The record type of a list's elements: `data.items[]`."""
    return record_type(record) if record.endswith("[]") else None


def known_paths(record: str) -> tuple[str, ...]:
    """Every path of a record type, for "did you mean"."""
    if record:
        found = element_type(record)
        return tuple(found.facts) if found else ()
    return tuple(path for name in SECTIONS for path in section_paths(name))


def labels(record: str, path: str) -> tuple[str, str]:
    """Chinese and English name of a fact; the path itself where there is none."""
    found = fact_type(record, path)
    return (found.zh, found.en) if found else (path, path)


def section_paths(section: str) -> tuple[str, ...]:
    """Every path of one section, the section itself included."""
    found = _section(section)
    return tuple(found.facts) if found else ()


def _section(name: str) -> RecordType | None:
    return record_type(name) if name in SECTIONS else None
