"""The JSON Schema of a decision's body, drawn from the types it is made of. It checks no decision."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from hegui import decision as d
from hegui.body import SCHEMA
from hegui.judge import OUTCOMES
from hegui.loading.rule_reader import FORCES
from hegui.manifest.reading import Location
from hegui.terms import CONFIDENCES, Bilingual
from hegui.waiving import STATES

__all__ = ["Schema", "json_schema", "listed", "record", "schema_of", "schema_text", "value_definition"]

Schema = dict[str, object]


def record(properties: Mapping[str, object]) -> Schema:
    """An object that has just these properties."""
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def listed(items: object) -> Schema:
    """A list of such items."""
    return {"type": "array", "items": items}


def _either(*schemas: object) -> Schema:
    return {"anyOf": list(schemas)}


_TEXT: Schema = {"type": "string"}
_NULL: Schema = {"type": "null"}
_DAY: Schema = {"type": "string", "format": "date"}
_WHOLE: Schema = {"type": "integer"}
_DIGEST: Schema = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}
_NUMBER: Schema = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}
_END: Schema = _either(_NUMBER, _NULL)
_PLAIN: Mapping[object, Schema] = {
    str: _TEXT,
    bool: {"type": "boolean"},
    int: _WHOLE,
    date: _DAY,
    Decimal: _NUMBER,
    object: {"$ref": "#/$defs/Value"},
    NoneType: _NULL,
}
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "outcome": OUTCOMES,
    "force": FORCES,
    "ruled_force": FORCES,
    "confidence": CONFIDENCES,
    "truth": ("true", "false", "unknown"),
    "WaiverShown.state": STATES,
}
_VALUE: Schema = {
    "description": "A fact. A number is text in decimal notation; null is unknown; none, other and a range are objects.",
    "anyOf": [
        {"type": ["string", "boolean", "null"]},
        listed({"$ref": "#/$defs/Value"}),
        record({"none": {"const": True}}),
        record({"other": _TEXT}),
        record({"low": _END, "high": _END}),
    ],
}


def value_definition() -> Schema:
    """The definition that the schemas of facts refer to."""
    return {"Value": _VALUE}


def schema_text() -> str:
    return json.dumps(json_schema(), ensure_ascii=False, indent=2)


def json_schema() -> Schema:
    """The body of a decision, as `hegui check --format json` prints it under `body`."""
    definitions = value_definition()
    body = record(
        {
            "schema": {"const": SCHEMA},
            "verdict": {"enum": list(d.VERDICTS)},
            "as_of": _DAY,
            "historical": {"type": "boolean"},
            "included_up_to": _DAY,
            "manifest": record(
                {
                    **dict.fromkeys(("id", "name", "version"), _either(_TEXT, _NULL)),
                    "source_digest": _DIGEST,
                    "digest": _DIGEST,
                }
            ),
            "rulebook": record(
                {
                    "version": _TEXT,
                    "digest": _DIGEST,
                    "overlay": _either(_DIGEST, _NULL),
                    "trust": {"type": "object", "additionalProperties": {"enum": list(CONFIDENCES)}},
                }
            ),
            "engine": _TEXT,
            "characterised": listed(schema_of(d.Characterised, definitions)),
            "measures": listed(schema_of(d.Measure, definitions)),
            "findings": listed(schema_of(d.Finding, definitions)),
            "red_lines": listed(schema_of(d.RedLineShown, definitions)),
            "outdated": listed(schema_of(d.Outdated, definitions)),
            "questions": listed(schema_of(d.Question, definitions)),
            "upcoming": listed(schema_of(d.Upcoming, definitions)),
            "on_trust": listed(_TEXT),
            "waivers": listed(schema_of(d.WaiverShown, definitions)),
            "plans": listed(schema_of(d.PlanShown, definitions)),
            "counts": {"type": "object", "additionalProperties": _WHOLE},
        }
    )
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA, "title": "hegui decision"}
    return {**head, **body, "$defs": dict(sorted(definitions.items()))}


def schema_of(hint: Any, definitions: Schema) -> Schema:
    """The schema of a type as the body writes it; the types of its parts go into `definitions`."""
    if hint in _PLAIN:
        return _PLAIN[hint]
    if isinstance(hint, UnionType):
        return _either(*(schema_of(one, definitions) for one in get_args(hint)))
    if get_origin(hint) is Literal:
        return {"enum": list(get_args(hint))}
    if get_origin(hint) is tuple:
        return _tuple(get_args(hint), definitions)
    if is_dataclass(hint):
        return _record(hint, definitions)
    raise TypeError(hint)


def _tuple(members: tuple[Any, ...], definitions: Schema) -> Schema:
    if members[-1] is Ellipsis:
        return listed(schema_of(members[0], definitions))
    inner = [schema_of(one, definitions) for one in members]
    return {"type": "array", "prefixItems": inner, "items": False, "minItems": len(inner)}


def _record(found: Any, definitions: Schema) -> Schema:
    name = found.__name__
    if name not in definitions:
        definitions[name] = {}  # a step that holds steps finds its name taken
        hints = get_type_hints(found)
        definitions[name] = record({key: _field(name, key, hints[key], definitions) for key in _keys(found)})
    return {"$ref": f"#/$defs/{name}"}


def _keys(found: Any) -> tuple[str, ...]:
    if found is Location:
        return ("file", "line", "column", "stated")
    return ("zh", "en") if found is Bilingual else tuple(field.name for field in fields(found))


def _field(owner: str, key: str, hint: Any, definitions: Schema) -> Schema:
    choices = _CHOICES.get(f"{owner}.{key}") or _CHOICES.get(key)
    return {"enum": list(choices)} if choices else schema_of(hint, definitions)
