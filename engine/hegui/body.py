"""The decision's body as plain data and canonical JSON. Nothing of the machine, the clock or the door enters it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from hegui.manifest.location import Location
from hegui.values import Nothing, Opaque

if TYPE_CHECKING:
    from hegui.decide import Decision

__all__ = ["SCHEMA", "body_of", "canonical", "data_of"]

SCHEMA = "urn:hegui:schema:decision:v1"


def body_of(decision: Decision) -> Mapping[str, object]:
    """Everything the decision says, as JSON-ready data (design §8)."""
    contents = decision.rulebook.contents
    manifest = decision.manifest
    body: dict[str, object] = {
        "schema": SCHEMA,
        "verdict": decision.verdict,
        "as_of": decision.as_of,
        "historical": decision.historical,
        "included_up_to": contents.included_up_to,
        "manifest": {
            "id": manifest.product_id,
            "name": manifest.name,
            "version": manifest.version,
            "source_digest": f"sha256:{manifest.document.digest}",
            "digest": f"sha256:{manifest.digest}",
        },
        "rulebook": {
            "version": contents.version,
            "digest": f"sha256:{contents.digest}",
            "overlay": f"sha256:{contents.overlay}" if contents.overlay else None,
            "trust": decision.rulebook.trust,
        },
        "engine": decision.engine,
        "characterised": decision.characterised,
        "measures": decision.measures,
        "findings": decision.findings,
        "red_lines": decision.red_lines,
        "outdated": decision.outdated,
        "questions": decision.questions,
        "upcoming": decision.upcoming,
        "on_trust": [finding.rule for finding in decision.on_trust],
        "waivers": decision.waivers,
        "plans": decision.plans,
        "counts": decision.counts,
    }
    return {key: data_of(value) for key, value in body.items()}


def canonical(body: Mapping[str, object]) -> bytes:
    """RFC 8785 in effect: keys sorted, no white space; numbers are strings already."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def data_of(value: object) -> object:
    """A value and all below it as JSON-ready data; numbers become decimal strings."""
    kind: type = value.__class__
    if kind in _PLAIN:
        return value
    said = _SAID.get(kind)
    if said is not None:
        return said(value)
    if is_dataclass(value):
        return _fields_of(kind)(value)
    if isinstance(value, Mapping):
        return {str(key): data_of(below) for key, below in value.items()}
    raise TypeError(kind.__name__)


_PLAIN = frozenset({type(None), bool, str, int})


@cache
def _fields_of(kind: type) -> Callable[[Any], object]:
    """How a record of its fields is said."""
    names = tuple(field.name for field in fields(kind))

    def said(value: object) -> object:
        found = {}
        for name in names:  # a loop, for a body has tens of thousands of these
            below = getattr(value, name)
            found[name] = below if below.__class__ in _PLAIN else data_of(below)
        return found

    return said


def _listed(value: Sequence[object]) -> object:
    return [
        one if one.__class__ in _PLAIN else data_of(one)
        for one in value
        if not (isinstance(one, dict) and "#name" in one)
    ]


@lru_cache(maxsize=64)
def _label(file: str) -> str:
    """A file as the record names it: never where it lies on this machine."""
    return PurePath(file).name if PurePath(file).is_absolute() else file


def number(value: Decimal) -> str:
    """A number as a normalised decimal string: `0.1887`, `12000`."""
    return format(value.normalize(), "f") if value else "0"


_SAID: Mapping[type, Callable[[Any], object]] = {
    Decimal: number,
    date: date.isoformat,
    Nothing: lambda _: {"none": True},
    Opaque: lambda value: {"other": value.text},
    Location: lambda value: {
        "file": _label(value.file), "line": value.line, "column": value.column, "stated": value.stated
    },
    list: _listed,
    tuple: _listed,
}  # fmt: skip
"""How values that are neither plain nor a record of their fields are said."""
