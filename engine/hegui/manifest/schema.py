"""The manifest as JSON Schema 2020-12, for editors and other programs. It describes the form; it checks no manifest.

A fact may be left out, `null`, `none`, a value, or `{value: …, evidence: …}`. An editor reads numbers and dates before
hegui does, so a scalar is described by what both can tell: its type there and the pattern of its text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, cast, get_args

from pydantic import BaseModel

from hegui.manifest.choices import CHOICES
from hegui.manifest.parts import WRAPPING, Evidence, Kind, Part
from hegui.manifest.sections import SECTIONS, Section
from hegui.scalars import JSON_SCHEMA
from hegui.values import Nothing

__all__ = ["ID", "json_schema", "schema_text"]

ID = "urn:hegui:schema:product:v1"
FORMAT = r"^product/v1(\.[0-9]{1,3})?$"

_OTHER: dict[str, object] = {
    "type": "object",
    "properties": {"other": {"type": "string"}},
    "required": ["other"],
    "additionalProperties": False,
}
_UNSTATED: dict[str, object] = {"anyOf": [{"const": "none"}, {"type": "null"}]}
_NOT_STATED = {"$ref": "#/$defs/unstated"}


def schema_text() -> str:
    """The file `schemas/product-v1.schema.json`: one section or definition a line, so that a change reads as one."""
    return _lines(json_schema()) + "\n"


def _lines(schema: Mapping[str, object]) -> str:
    lines = [f"{json.dumps(key)}: {_within(item)}" for key, item in schema.items()]
    return "{\n" + ",\n".join(lines) + "\n}"


def _within(value: object) -> str:
    if not isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    items = cast("dict[str, object]", value).items()
    return (
        "{\n" + ",\n".join(f"{json.dumps(key)}: {json.dumps(item, ensure_ascii=False)}" for key, item in items) + "\n}"
    )


def json_schema() -> dict[str, object]:
    """The whole manifest: `hegui`, then every section, each optional."""
    definitions: dict[str, object] = {"unstated": _UNSTATED}
    sections = {name: _section(entry, definitions) for name, entry in SECTIONS.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ID,
        "title": "产品要素表 / Product manifest",
        "description": "What a fintech product says about itself / 金融科技产品对自身的申报",
        "type": "object",
        "required": ["hegui"],
        "properties": {"hegui": {"type": "string", "pattern": FORMAT, "default": "product/v1"}, **sections},
        "additionalProperties": False,
        "$defs": dict(sorted(definitions.items())),
    }


def _section(entry: Section, definitions: dict[str, object]) -> dict[str, object]:
    model = getattr(import_module(entry.module), entry.cls)
    inner = _listed(_model(model, definitions)) if entry.many else _model(model, definitions)
    return {"anyOf": [inner, _NOT_STATED], "description": f"{entry.en} / {entry.zh}"}


def _model(model: type[BaseModel], definitions: dict[str, object]) -> dict[str, object]:
    name = f"{model.__module__.rpartition('.')[2]}.{model.__name__}"
    if name not in definitions:
        definitions[name] = {}  # a model that holds itself finds its name taken
        definitions[name] = {
            "type": "object",
            "properties": dict(_properties(model, definitions)),
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{name}"}


def _properties(model: type[BaseModel], definitions: dict[str, object]) -> Iterator[tuple[str, dict[str, object]]]:
    for name, info in model.model_fields.items():
        if name not in WRAPPING:
            yield name, {**_fact(info.annotation, definitions), **_labels(info.json_schema_extra)}
    if model.__name__ == "Pricing":
        credit = {"$ref": "#/$defs/pricing.Credit"}
        yield (
            "credit",
            {**credit, "description": "The loan, where there is only one / 贷款方案（只有一个时）"},
        )
    if issubclass(model, Part):
        yield from _around(definitions)


def _around(definitions: dict[str, object]) -> Iterator[tuple[str, dict[str, object]]]:
    """Who declared it, when, and what shows it: the keys that may stand beside any value."""
    for key in sorted(WRAPPING):
        if key not in definitions:
            definitions[key] = {}
            info = Part.model_fields[key]
            inner = _model(Evidence, definitions) if key == "evidence" else _fact(info.annotation, definitions)
            definitions[key] = {"anyOf": [inner, _NOT_STATED], **_labels(info.json_schema_extra)}
        yield key, {"$ref": f"#/$defs/{key}"}


def _labels(extra: Any) -> dict[str, object]:
    return {"description": f"{extra['en']} / {extra['zh']}"}


def _fact(annotation: Any, definitions: dict[str, object]) -> dict[str, object]:
    stated = next(arg for arg in get_args(annotation) if arg not in (Nothing, type(None)))
    if getattr(stated, "__origin__", None) is list:
        element = next(arg for arg in get_args(get_args(get_args(stated)[0])[0]) if arg is not type(None))
        name, value = _value(element, definitions)
        return _wrapped(f"list.{name}", _listed(value), definitions)
    if isinstance(stated, type) and issubclass(stated, BaseModel):
        return {"anyOf": [_model(stated, definitions), _NOT_STATED]}
    name, value = _value(stated, definitions)
    return _wrapped(f"fact.{name}", value, definitions)


def _value(inner: Any, definitions: dict[str, object]) -> tuple[str, dict[str, object]]:
    """The name of a bare value and where its form is defined."""
    metadata: tuple[object, ...] = getattr(inner, "__metadata__", ())
    if isinstance(inner, type) and issubclass(inner, BaseModel):
        reference = _model(inner, definitions)
        return str(reference["$ref"]).rpartition("/")[2], reference
    kind = next(meta for meta in metadata if isinstance(meta, Kind))
    name = kind.choice or kind.name
    definitions[name] = _choice(name) if kind.choice else dict(JSON_SCHEMA[name])
    return name, {"$ref": f"#/$defs/{name}"}


def _choice(name: str) -> dict[str, object]:
    members = CHOICES[name]
    labels = [f"{zh} / {en}" for zh, en in members.values()]
    return {"anyOf": [{"enum": [*members, "other"], "enumDescriptions": [*labels, "其他 / other"]}, _OTHER]}


def _listed(element: dict[str, object]) -> dict[str, object]:
    return {"type": "array", "items": {"anyOf": [element, {"type": "null"}]}}


def _wrapped(name: str, value: dict[str, object], definitions: dict[str, object]) -> dict[str, object]:
    """A scalar or a list: bare, `none`, `null`, or beside who declared it and what shows it."""
    if name not in definitions:
        definitions[name] = {}  # what stands around a value is itself made of facts
        properties = {"value": {"anyOf": [value, _NOT_STATED]}, **dict(_around(definitions))}
        wrapping = {"type": "object", "properties": properties, "required": ["value"], "additionalProperties": False}
        definitions[name] = {"anyOf": [value, _NOT_STATED, wrapping]}
    return {"$ref": f"#/$defs/{name}"}
