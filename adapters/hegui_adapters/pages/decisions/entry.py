"""The earliest day a decision's product can be launched, and the longest way there, as a page shows what a gate says. It is pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hegui_adapters.language import Lang
from hegui_adapters.render.gate_phrases import span_text
from hegui_adapters.render.gate_words import GATE_WORDS
from hegui_adapters.render.words import Words

__all__ = ["Earliest", "Step", "earliest_of"]

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to obtain on the way."""

    title: str
    said: str


@dataclass(frozen=True, slots=True)
class Earliest:
    """The day in words; `too_early` is said where the planned launch is before that day; `why` it is not exact."""

    day: str
    too_early: str
    path_label: str
    path: tuple[Step, ...]
    why: tuple[str, ...]


def earliest_of(gate: Data, lang: Lang) -> Earliest:
    """What the body of a gate says of the day, in the words of its report."""
    schedule, words = gate["schedule"], GATE_WORDS[lang]
    tasks = {one["id"]: one for one in schedule["tasks"]}
    planned, earliest = schedule["planned"], schedule["earliest"]
    return Earliest(
        day=_span(earliest, words),
        too_early=words["too_early"].format(day=planned) if planned and earliest["low"] > planned else "",
        path_label=words["path"],
        path=tuple(_step(tasks[name], lang, words) for name in schedule["path"]),
        why=tuple(words["reason"].format(why=one[lang]) for one in schedule["open"]),
    )


def _step(task: Data, lang: Lang, words: Words) -> Step:
    said = words["ends"].format(starts=_span(task["starts"], words), ends=_span(task["ends"], words))
    return Step(task["title"][lang], said)


def _span(span: Data, words: Words) -> str:
    return span_text(span["low"], span["high"], words)
