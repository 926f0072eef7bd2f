"""Compiles the section models into the shape that a check reads. It is run when a section changes, never by a check.

`schemas/product-v1.shape.json` is `shape_text()`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from hegui.manifest.parts import WRAPPING, Declared, Element, Kind
from hegui.manifest.sections import SECTIONS, Section
from hegui.values import Nothing

__all__ = ["shape", "shape_text"]

Facts = dict[str, dict[str, object]]


def shape_text() -> str:
    """The file `schemas/product-v1.shape.json`: one record type a line, so that a change reads as one."""
    lines = (f"{json.dumps(name)}:{_compact(record)}" for name, record in sorted(shape().items()))
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _compact(record: Mapping[str, object]) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def shape() -> dict[str, dict[str, object]]:
    """Every record type by name. Facts stand in the order in which they are declared: pages and forms follow it."""
    found: dict[str, dict[str, object]] = {"": {"facts": dict(_around()), "named_by": []}}
    for name, entry in SECTIONS.items():
        _section(name, entry, found)
    return found


def _around() -> Iterator[tuple[str, dict[str, object]]]:
    return _facts({name: Declared.model_fields[name] for name in sorted(WRAPPING)}, "", "", {})


def _section(name: str, entry: Section, found: dict[str, dict[str, object]]) -> None:
    model = getattr(import_module(entry.module), entry.cls)
    labels = {"zh": entry.zh, "en": entry.en, **({"ask": list(entry.ask)} if entry.ask else {})}
    facts: Facts = {name: {"kind": "object", **labels}}
    if entry.many:
        facts = {name: {"kind": "list", **labels, "element": f"{name}[]"}}
        _element(f"{name}[]", model, found)
    else:
        facts.update(_facts(_own(model), f"{name}.", "", found))
    found[name] = {"facts": facts, "named_by": []}


def _element(name: str, model: type[Element], found: dict[str, dict[str, object]]) -> None:
    facts = dict(_facts(_own(model), "", f"{name}.", found))
    found[name] = {"facts": facts, "named_by": list(model.NAMED_BY)}


def _own(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The fields of a model without those that any object has."""
    return {name: info for name, info in model.model_fields.items() if name not in WRAPPING}


def _facts(
    fields: Mapping[str, FieldInfo], prefix: str, owner: str, found: dict[str, dict[str, object]]
) -> Iterator[tuple[str, dict[str, object]]]:
    """The facts of fields and of the objects in them; the elements of lists go to `found`, named after `owner`."""
    for name, info in fields.items():
        path = f"{prefix}{name}"
        inner, many = _inner(info.annotation)
        is_model = isinstance(inner, type) and issubclass(inner, BaseModel)
        element = f"{owner}{path}[]"
        if is_model and many:
            yield path, {"kind": "list", **_labels(info.json_schema_extra), "element": element}
            _element(element, inner, found)
        elif is_model:
            yield path, {"kind": "object", **_labels(info.json_schema_extra)}
            yield from _facts(_own(inner), f"{path}.", owner, found)
        else:
            yield path, {**_kind(inner), **({"many": True} if many else {}), **_labels(info.json_schema_extra)}


def _labels(extra: Any) -> dict[str, object]:
    return {"zh": extra["zh"], "en": extra["en"], **({"ask": extra["ask"]} if extra["ask"] else {})}


def _kind(inner: Any) -> dict[str, object]:
    kind = next(meta for meta in getattr(inner, "__metadata__", ()) if isinstance(meta, Kind))
    return {"kind": kind.name, **({"choice": kind.choice} if kind.choice else {})}


def _inner(annotation: Any) -> tuple[Any, bool]:
    """The type a field states, without its unknown and none, and whether it is a list of them."""
    stated = next(arg for arg in get_args(annotation) if arg not in (Nothing, type(None)))
    if getattr(stated, "__origin__", None) is not list:
        return stated, False
    listed = get_args(stated)[0]
    return next(arg for arg in get_args(get_args(listed)[0]) if arg is not type(None)), True
