"""What facts a manifest can state, by path: kind, labels, question. It reads the section models and holds no values.

A path is relative to its record: `credit.payout.to` in the product, `consent.mode` in an element of `data.items`.
Record types are named by the lists that lead to them: `""` the product, `data.items[]`, `pricing.credits[].fees[]`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import get_args

from hegui.manifest.sections import SECTIONS
from hegui.values import Nothing

__all__ = [
    "NUMERIC",
    "FactType",
    "RecordType",
    "element_type",
    "fact_type",
    "known_paths",
    "labels",
    "model_at",
    "section_paths",
]

NUMERIC = frozenset({"count", "number", "share", "rate", "money", "days", "months"})


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
    """The facts of one record, by dotted path."""

    name: str
    facts: Mapping[str, FactType] = field(default_factory=dict)


def fact_type(record: str, path: str) -> FactType | None:
    """The fact at `path` of the record type `record`, None where the manifest has no such place."""
    if record:
        found = element_type(record)
        return found.facts.get(path) if found else None
    section, _, rest = path.partition(".")
    if section not in SECTIONS:
        return None
    return _section(section).facts.get(rest)


def element_type(record: str) -> RecordType | None:
    """The record type of a list's elements: `data.items[]`."""
    section = record.partition(".")[0].removesuffix("[]")
    if section not in SECTIONS:
        return None
    return _elements(section).get(record)


def known_paths(record: str) -> tuple[str, ...]:
    """Every path of a record type, for "did you mean"."""
    if record:
        found = element_type(record)
        return tuple(found.facts) if found else ()
    return tuple(f"{name}.{path}" if path else name for name in SECTIONS for path in _section(name).facts)


def labels(record: str, path: str) -> tuple[str, str]:
    """Chinese and English name of a fact; the path itself where there is none."""
    found = fact_type(record, path)
    return (found.zh, found.en) if found else (path, path)


@cache
def _section(name: str) -> RecordType:
    entry = SECTIONS[name]
    if entry.many:
        return RecordType(name, {"": FactType("list", entry.zh, entry.en, element=f"{name}[]")})
    facts: dict[str, FactType] = {"": FactType("object", entry.zh, entry.en)}
    _collect(getattr(import_module(entry.module), entry.cls), name, "", facts, {})
    return RecordType(name, facts)


@cache
def _elements(section: str) -> dict[str, RecordType]:
    entry = SECTIONS[section]
    found: dict[str, RecordType] = {}
    model = getattr(import_module(entry.module), entry.cls)
    if entry.many:
        _element(model, f"{section}[]", found)
    else:
        _collect(model, section, "", {}, found)
    return found


def _element(model: type, record: str, found: dict[str, RecordType]) -> None:
    facts: dict[str, FactType] = {}
    _collect(model, record, "", facts, found, dotted=record)
    found[record] = RecordType(record, facts)


def _collect(
    model: type,
    where: str,
    prefix: str,
    facts: dict[str, FactType],
    found: dict[str, RecordType],
    *,
    dotted: str | None = None,
) -> None:
    """Walk a section model: scalars and objects into `facts`, the element types of its lists into `found`."""
    from hegui.manifest.parts import WRAPPING, Kind, Part

    for name, info in model.model_fields.items():  # type: ignore[attr-defined]
        if name in WRAPPING:
            continue
        path = f"{prefix}{name}"
        inner, many = _inner(info.annotation)
        extra = info.json_schema_extra
        zh, en, ask = extra["zh"], extra["en"], tuple(extra["ask"]) or None
        if _is_part(inner, Part):
            if many:
                element = f"{dotted or where}.{path}[]"
                facts[path] = FactType("list", zh, en, ask=ask, element=element)
                _element(inner, element, found)
            else:
                facts[path] = FactType("object", zh, en, ask=ask)
                _collect(inner, where, f"{path}.", facts, found, dotted=dotted)
            continue
        kind = next(meta for meta in getattr(inner, "__metadata__", ()) if isinstance(meta, Kind))
        facts[path] = FactType(kind.name, zh, en, choice=kind.choice, many=many, ask=ask)


def _is_part(inner: object, part: type) -> bool:
    return isinstance(inner, type) and issubclass(inner, part)


def _inner(annotation: object) -> tuple[type, bool]:
    """The type a field states, without its unknown and none, and whether it is a list of them."""
    stated = next(arg for arg in get_args(annotation) if arg not in (Nothing, type(None)))
    if getattr(stated, "__origin__", None) is not list:
        return stated, False
    listed = get_args(stated)[0]
    element = next(arg for arg in get_args(get_args(listed)[0]) if arg is not type(None))
    return element, True


def section_paths(section: str) -> tuple[str, ...]:
    """Every path of one section, the section itself included."""
    return tuple(f"{section}.{path}" if path else section for path in _section(section).facts)


def model_at(model: type, steps: list[str]) -> type | None:
    """The section model reached from `model` by field names, None where they lead to a scalar."""
    for step in steps:
        info = getattr(model, "model_fields", {}).get(step)
        if info is None:
            continue
        model, _ = _inner(info.annotation)
    return model if hasattr(model, "model_fields") else None
