"""One finding in full, as its body has it: basis, facts, numbers, the tree of its derivation. It is pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from hegui import scalars
from hegui.manifest.choices import CHOICES
from hegui.printing import show
from hegui.values import NONE, Range

from hegui_adapters.language import Lang
from hegui_adapters.pages.findings import Place, Shown, finding_of
from hegui_adapters.render.sheet import reading_text, word

__all__ = ["Explained", "Fact", "Node", "Number", "explained"]

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fact:
    """`said` is empty where the manifest does not state it; `evidenced` says that a document shows it."""

    label: str
    said: str
    path: str
    place: Place
    evidenced: bool


@dataclass(frozen=True, slots=True)
class Number:
    """A dated number that was compared with, and where it comes from."""

    label: str
    said: str
    since: str | None
    standing: str
    reading: str
    confidence: str
    stale: bool
    source: str


@dataclass(frozen=True, slots=True)
class Node:
    """One step of a derivation; `place` is None where it was concluded from the steps below."""

    label: str
    truth: str
    place: Place | None
    rule: str | None
    below: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    shown: Shown
    version: str
    kind: str
    facts: tuple[Fact, ...]
    numbers: tuple[Number, ...]
    derivation: tuple[Node, ...]
    reading: str
    because_of: str | None
    sets: tuple[tuple[str, str], ...]
    open: tuple[str, ...]


def explained(finding: Data, lang: Lang) -> Explained:
    """A finding of a body."""
    remedy, read = finding["remedy"], finding["interpretation"]
    return Explained(
        shown=finding_of(finding, lang),
        version=finding["version"],
        kind=finding["kind"],
        facts=tuple(_fact(one, lang) for one in finding["facts"]),
        numbers=tuple(_number(one, lang) for one in finding["parameters"]),
        derivation=_nodes(finding["derivation"], lang),
        reading=read[lang] if read else "",
        because_of=finding["because_of"],
        sets=tuple((path, str(value)) for path, value in remedy["sets"]) if remedy else (),
        open=tuple(finding["open"]),
    )


def _fact(fact: Data, lang: Lang) -> Fact:
    place, value = fact["location"], fact["value"]
    said = "" if value is None else said_value(fact["kind"], fact["choice"], value, lang)
    return Fact(
        label=fact["label"][lang],
        said=said,
        path=fact["path"],
        place=Place(place["line"], place["column"], place["stated"]),
        evidenced=fact["evidence"],
    )


def _number(used: Data, lang: Lang) -> Number:
    return Number(
        label=used["label"][lang],
        said=said_value(used["kind"], None, used["value"], lang),
        since=used["since"],
        standing=word(used["standing"], lang),
        reading=reading_text(used["reading"], lang),
        confidence=used["confidence"],
        stale=used["stale"],
        source=used["source"],
    )


def _nodes(steps: Iterable[Data], lang: Lang) -> tuple[Node, ...]:
    return tuple(
        Node(one["label"][lang], one["truth"], _place(one["location"]), one["rule"], _nodes(one["steps"], lang))
        for one in steps
    )


def _place(place: Data | None) -> Place | None:
    return Place(place["line"], place["column"], place["stated"]) if place else None


def said_value(kind: str, choice: str | None, value: object, lang: Lang) -> str:
    """A value of a body in the words of the language: a choice by its label, a number with its unit."""
    if isinstance(value, list):
        told = [said_value(kind, choice, one, lang) for one in value if not isinstance(one, Mapping) or len(one) < 3]
        return word("joint", lang).join(filter(None, told)) or (
            f"{len(value)} 项" if lang == "zh" else f"{len(value)} elements"
        )
    if isinstance(value, Mapping):
        return _special(kind, value, lang)
    if isinstance(value, bool):
        return show("yes_no", value, lang)
    if not isinstance(value, str):
        return ""
    if choice is not None:
        return CHOICES[choice].get(value, (value, value))[lang != "zh"]
    return show(kind, _typed(kind, value), lang) if kind in scalars.KINDS else value


def _special(kind: str, value: Data, lang: Lang) -> str:
    """None declared, something no rule can compare, a range, or what is masked."""
    if value.get("none") is True:
        return show(kind, NONE, lang)
    if "low" in value:
        ends = (Decimal(value[end]) if value[end] is not None else None for end in ("low", "high"))
        return show(kind, Range(*ends), lang)
    return str(value.get("other") or value.get(lang, ""))


def _typed(kind: str, value: str) -> scalars.Value:
    if kind == "day":
        return date.fromisoformat(value)
    numeric = kind in ("count", "number", "share", "rate", "money", "days", "months")
    return Decimal(value) if numeric else value
