"""What an editor completes in a manifest: keys of every part, members of every choice with their labels. It knows no text.

It comes from the shape of the manifest, of which the JSON Schema is another form.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

from hegui.facts import FactType, element_type
from hegui.manifest.choices import CHOICES
from hegui.manifest.reference import FORMS
from hegui.manifest.sections import SECTIONS
from hegui.manifest.shape import record_type

from hegui_adapters.language import Lang

__all__ = ["completion"]

Parts = dict[str, dict[str, list[object]]]


@cache
def completion(lang: Lang) -> str:
    """As JSON. `parts`: by path, elements as `[]`, the keys below with [label, kind or choice, many]; `choices`: by name,
    member → label; `kinds`: what each kind of value is, with examples."""
    place = lang != "zh"
    parts: Parts = {
        "": {name: [(one.zh, one.en)[place], "list" if one.many else "object", False] for name, one in SECTIONS.items()}
    }
    for name in SECTIONS:
        found = record_type(name)
        if found is not None:
            _enter(parts, "", found.facts, place)
    choices = {name: {key: both[place] for key, both in members.items()} for name, members in CHOICES.items()}
    kinds = {name: [(zh, en)[place], *examples] for name, (zh, en, examples) in FORMS.items()}
    return json.dumps({"parts": parts, "choices": choices, "kinds": kinds}, ensure_ascii=False, separators=(",", ":"))


def _enter(parts: Parts, above: str, facts: Mapping[str, FactType], place: bool) -> None:
    for path, fact in facts.items():
        head, _, key = path.rpartition(".")
        full = ".".join(filter(None, (above, head)))
        if path != key or above:
            parts.setdefault(full, {})[key] = [(fact.zh, fact.en)[place], _kind(fact), fact.many]
        if fact.element:
            elements = element_type(fact.element)
            assert elements is not None
            _enter(parts, fact.element, elements.facts, place)


def _kind(fact: FactType) -> str:
    return f"={fact.choice}" if fact.choice else fact.kind
