"""The form for an event: its fields as the manifest has them, what was filled in as an event. It keeps nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from hegui.facts import fact_type
from hegui.manifest.choices import CHOICES

from hegui_adapters.language import LANGUAGES, Lang
from hegui_adapters.pages.gates.words import WORDS
from hegui_adapters.service.problems import Flaw

__all__ = ["Field", "event_of", "fields_of", "general_of"]

FIRST: Final = ("kind", "date", "by", "note")
MORE: Final = (
    "id",
    "number",
    "version",
    "stage",
    "material",
    "merchants",
    "share",
    "closes",
    "due_on",
    "done_on",
    "records_leaked",
    "sensitive_records_leaked",
)
CHOSEN: Final = {"kind": "event", "stage": "gate"}
"""The fields one chooses, and from what."""
YES_NO: Final = {"true": "yes", "false": "no"}


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `kind` is choice, day or text; `faults` say what is wrong with what was filled in."""

    name: str
    label: str
    kind: str
    options: tuple[tuple[str, str], ...]
    value: str
    required: bool
    first: bool
    faults: tuple[str, ...]


def fields_of(filled: Mapping[str, str], flaws: Iterable[Flaw], lang: Lang) -> tuple[Field, ...]:
    """The fields with what was filled in before, and what was wrong with it."""
    told = [(_field_of(flaw), _text(flaw, lang)) for flaw in flaws]
    return tuple(
        Field(
            name=name,
            label=_label(name, lang),
            kind=_kind(name),
            options=_options(name, lang),
            value=filled.get(name, ""),
            required=name in ("kind", "date"),
            first=name in FIRST,
            faults=tuple(text for field, text in told if field == name),
        )
        for name in (*FIRST, *MORE)
    )


def general_of(flaws: Iterable[Flaw], lang: Lang) -> tuple[str, ...]:
    """What is wrong with the event and with no field of the form."""
    return tuple(_text(flaw, lang) for flaw in flaws if _field_of(flaw) is None)


def event_of(filled: Mapping[str, str]) -> Mapping[str, object]:
    """The event as it is posted: what was left empty is not stated."""
    told = {name: filled.get(name, "").strip() for name in (*FIRST, *MORE)}
    return {name: _value(name, text) for name, text in told.items() if text}


def _value(name: str, text: str) -> object:
    return text == "true" if _fact(name) == "yes_no" and text in YES_NO else text


def _fact(name: str) -> str | None:
    found = fact_type("journal[]", name)
    return found.kind if found else None


def _kind(name: str) -> str:
    if name in CHOSEN or _fact(name) == "yes_no":
        return "choice"
    return "day" if _fact(name) == "day" else "text"


def _label(name: str, lang: Lang) -> str:
    found = fact_type("journal[]", name)
    both = (found.zh, found.en) if found else WORDS[name]
    return both[LANGUAGES.index(lang)]


def _options(name: str, lang: Lang) -> tuple[tuple[str, str], ...]:
    place = LANGUAGES.index(lang)
    if name in CHOSEN:
        return tuple((value, both[place]) for value, both in CHOICES[CHOSEN[name]].items())
    return tuple((value, WORDS[word][place]) for value, word in YES_NO.items()) if _fact(name) == "yes_no" else ()


def _field_of(flaw: Flaw) -> str | None:
    """The field a flaw is about; None where it is about none of the form."""
    name = (flaw.pointer or "").removeprefix("/events/0/")
    return name if name in (*FIRST, *MORE) else None


def _text(flaw: Flaw, lang: Lang) -> str:
    return flaw.zh if lang == "zh" else flaw.en
