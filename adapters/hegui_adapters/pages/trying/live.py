"""What is told of a manifest while it is written: the verdict at once, few findings explained, problems of reading. It is pure.

A whole decision costs a second: what changes under somebody's hands is told first.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from hegui.decide import Decision
from hegui.errors import Problem
from hegui.judge import MET

from hegui_adapters.language import Lang
from hegui_adapters.pages.counts import Count, counted
from hegui_adapters.render.items import Item, violated_items
from hegui_adapters.render.substance import ACTIVITIES, by_dependence, derivation

__all__ = [
    "FIRST",
    "Blocker",
    "Concluded",
    "Live",
    "Mark",
    "Wanted",
    "concluded",
    "live_of",
    "marks",
    "wanted_of",
]

FIRST: Final = 8
"""Places that block explained at once; all of them where they are asked for."""
FORCES: Final = ("block", "warn", "advise")
ASKED: Final = 12
PLUS: Final = {"zh": "＋", "en": " + "}
"""Between an activity and what makes another of it."""


@dataclass(frozen=True, slots=True)
class Blocker:
    """A thing to mend before launch: the finding that leads, and where in the text."""

    rule: str
    title: str
    message: str
    line: int
    column: int
    stated: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """A fact nobody stated."""

    path: str
    ask: str
    settles: int
    blocking: bool


@dataclass(frozen=True, slots=True)
class Concluded:
    """What the product was found to be, each activity with the facts that led there, and what cannot be told yet."""

    found: tuple[tuple[str, str], ...]
    open: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """Something said at a place of the text, counted from 1."""

    line: int
    column: int
    severity: str
    text: str


@dataclass(frozen=True, slots=True)
class Live:
    """`blocking` counts all places that block, `blockers` are those explained."""

    verdict: str
    as_of: str
    counts: tuple[Count, ...]
    blockers: tuple[Blocker, ...]
    blocking: int


def live_of(decision: Decision, lang: Lang, most: int | None = FIRST) -> Live:
    """What is told at once, counted as on the page of a decision."""
    items = {force: violated_items(decision, force) for force in FORCES}
    needed = sum(one.blocking for one in decision.questions)
    return Live(
        verdict=decision.verdict,
        as_of=decision.as_of.isoformat(),
        counts=counted(items, needed, decision.counts.get(MET, 0)),
        blockers=_blockers(items["block"], lang)[:most],
        blocking=len(items["block"]),
    )


def _blockers(items: Iterable[Item], lang: Lang) -> tuple[Blocker, ...]:
    """The places that block, in the order of the text, each with the finding that is best founded."""
    leads = sorted((item.lead for item in items), key=lambda one: (one.location.line, one.location.column, one.rule))
    return tuple(
        Blocker(
            one.rule,
            one.title.text(lang),
            one.message.text(lang),
            one.location.line,
            one.location.column,
            one.location.stated,
        )
        for one in leads
    )


def wanted_of(decision: Decision, lang: Lang, most: int = ASKED) -> tuple[tuple[Wanted, ...], int]:
    """The questions that settle most, and how many there are."""
    questions = decision.questions
    first = tuple(Wanted(one.path, one.ask.text(lang), len(one.settles), one.blocking) for one in questions[:most])
    return first, len(questions)


def concluded(decision: Decision, lang: Lang) -> Concluded:
    """What the product is, so far."""
    told = [one for one in decision.characterised if one.conclusion == ACTIVITIES]
    holding = by_dependence(one for one in told if one.truth == "true")
    names = {one.label.zh for one in holding}
    why = [derivation(one, names, lang, first=number == 0) for number, one in enumerate(holding)]
    before = ["", *(one.label.text(lang) for one in holding)]
    why = [
        f"{above}{PLUS[lang]}{said[1:].lstrip()}" if said[:1] in "＋+" else said
        for above, said in zip(before, why, strict=False)
    ]
    return Concluded(
        tuple((one.label.text(lang), said) for one, said in zip(holding, why, strict=True)),
        tuple(one.label.text(lang) for one in told if one.truth == "unknown"),
    )


def marks(live: Live | None, problems: Iterable[Problem], lang: Lang) -> str:
    """What an editor shows at places of the text, as JSON."""
    found: Sequence[Mark] = [
        Mark(one.line, one.column, "error", one.zh if lang == "zh" else one.en) for one in problems
    ]
    found = [*found, *(Mark(one.line, one.column, "warning", one.title) for one in (live.blockers if live else ()))]
    data = [{"line": one.line, "column": one.column, "severity": one.severity, "text": one.text} for one in found]
    return json.dumps(data, ensure_ascii=False)
