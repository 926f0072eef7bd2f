"""The shape of a manifest: every field by path, with kind, labels and question. It imports no model and holds no values.

It is compiled from the section models (`manifest.shaping`) and shipped, because a check has no time to build them.
A record type is a section (`credit`), the elements of a list (`data.items[]`), or what may stand around any value.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypedDict

__all__ = ["FILE", "FactType", "RecordType", "declared", "record_type"]

FILE = Path(__file__).parents[1] / "schemas" / "product-v1.shape.json"


@dataclass(frozen=True, slots=True)
class FactType:
    """What may stand at one path. `kind` is a scalar kind, `choice`, `object` or `list`; `many` marks a list of scalars."""

    kind: str
    zh: str
    en: str
    choice: str | None = None
    many: bool = False
    ask: tuple[str, str] | None = None
    element: str | None = None


@dataclass(frozen=True, slots=True)
class RecordType:
    """The facts of one record, by dotted path: in a section they begin with its name, in an element they do not."""

    name: str
    facts: Mapping[str, FactType]
    named_by: tuple[str, ...]
    """The fields that may name an element which has no id."""
    below: Mapping[str, Mapping[str, FactType]]
    """The keys of each object, by its path; `""` is the element itself."""


class _Fact(TypedDict, total=False):
    kind: str
    zh: str
    en: str
    choice: str
    many: bool
    ask: list[str]
    element: str


class _Record(TypedDict):
    facts: dict[str, _Fact]
    named_by: list[str]


def declared() -> RecordType:
    """What may stand around a value or beside the keys of an object: by whom declared, when, shown by what."""
    found = record_type("")
    assert found is not None
    return found


@cache
def record_type(name: str) -> RecordType | None:
    """A section or the elements of a list, None where the manifest has none such."""
    line = _lines().get(name)
    if line is None:
        return None
    found: _Record = json.loads(line)
    facts = {path: _fact_type(fact) for path, fact in found["facts"].items()}
    return RecordType(name, facts, tuple(found["named_by"]), _below(facts))


@cache
def _lines() -> dict[str, bytes]:
    """The record types by name, each as its line of JSON: a manifest states a few of them, so only those are read."""
    named = (line.rstrip(b",").partition(b":") for line in FILE.read_bytes().splitlines()[1:-1])
    return {name.decode().strip('"'): record for name, _, record in named}


def _fact_type(fact: _Fact) -> FactType:
    zh, en = fact.get("ask", (None, None))
    ask = None if zh is None or en is None else (zh, en)
    return FactType(
        fact["kind"], fact["zh"], fact["en"], fact.get("choice"), fact.get("many", False), ask, fact.get("element")
    )


def _below(facts: Mapping[str, FactType]) -> dict[str, dict[str, FactType]]:
    below: dict[str, dict[str, FactType]] = {"": {}}
    for path, fact in facts.items():
        above, _, key = path.rpartition(".")
        below.setdefault(above, {})[key] = fact
        if fact.kind == "object":
            below.setdefault(path, {})
    return below
