"""The decision's body as plain data and canonical JSON. Nothing of the machine, the clock or the door enters it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from pathlib import PurePath
from typing import TYPE_CHECKING

from hegui.manifest.reading import Location
from hegui.terms import Bilingual
from hegui.values import Nothing, Opaque, Range

if TYPE_CHECKING:
    from hegui.decide import Decision

__all__ = ["SCHEMA", "body_of", "canonical", "plain"]

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
        "counts": decision.counts,
    }
    return {key: plain(value) for key, value in body.items()}


def canonical(body: Mapping[str, object]) -> bytes:
    """RFC 8785 in effect: keys sorted, no white space; numbers are strings already."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def plain(value: object) -> object:
    """A value as JSON-ready data: numbers and days as text, dataclasses as objects."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        return value
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Nothing):
        return {"none": True}
    if isinstance(value, Opaque):
        return {"other": value.text}
    if isinstance(value, Range):
        return {"low": plain(value.low), "high": plain(value.high)}
    if isinstance(value, Bilingual):
        return {"zh": value.zh, "en": value.en}
    if isinstance(value, Location):
        return {"file": _label(value.file), "line": value.line, "column": value.column, "stated": value.stated}
    if isinstance(value, Mapping):
        return {str(key): plain(below) for key, below in value.items()}
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value if not (isinstance(one, dict) and "#name" in one)]
    raise TypeError(type(value).__name__)


def _label(file: str) -> str:
    """A file as the record names it: never where it lies on this machine."""
    return PurePath(file).name if PurePath(file).is_absolute() else file


def number(value: Decimal) -> str:
    """A number as a normalised decimal string: `0.1887`, `12000`."""
    return format(value.normalize(), "f") if value else "0"
