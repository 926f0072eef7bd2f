"""What is told of a manifest while it is written: the verdict at once, few findings explained, problems of reading. It is pure.

A whole decision costs a second; what changes under somebody's hands is told first, and only what is shown is explained.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from hegui.decide import Decision
from hegui.errors import Problem
from hegui.judge import MET, UNDETERMINED, VIOLATED

from hegui_adapters.language import Lang
from hegui_adapters.render.substance import ACTIVITIES, by_dependence, derivation

__all__ = [
    "FIRST",
    "Blocker",
    "Concluded",
    "Live",
    "Mark",
    "Wanted",
    "blockers_of",
    "concluded",
    "live_of",
    "marks",
    "wanted_of",
]

FIRST: Final = 8
"""Blocking findings explained at once; all of them where they are asked for."""
ASKED: Final = 12


@dataclass(frozen=True, slots=True)
class Blocker:
    """A violated blocking finding, and where in the text."""

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
    """`counts` are findings: how it looks, how many, its word. `blocking` counts all that block, `blockers` are those explained."""

    verdict: str
    as_of: str
    counts: tuple[tuple[str, int, str], ...]
    blockers: tuple[Blocker, ...]
    blocking: int


def live_of(decision: Decision, lang: Lang, most: int | None = FIRST) -> Live:
    """What is told at once."""
    counts = decision.counts
    blocking = counts.get(f"{VIOLATED}.block", 0)
    return Live(
        verdict=decision.verdict,
        as_of=decision.as_of.isoformat(),
        counts=(
            ("block", blocking, "block"),
            ("open", counts.get(f"{UNDETERMINED}.block", 0), "outcome.undetermined"),
            ("warn", counts.get(f"{VIOLATED}.warn", 0), "warn"),
            ("advise", counts.get(f"{VIOLATED}.advise", 0), "advise"),
            ("met", counts.get(MET, 0), "outcome.met"),
        ),
        blockers=blockers_of(decision, lang, most) if blocking else (),
        blocking=blocking,
    )


def blockers_of(decision: Decision, lang: Lang, most: int | None = None) -> tuple[Blocker, ...]:
    """The findings that block, in the order of the text; of many, as many as are wanted."""
    explainer = decision.explainer
    found: list[Blocker] = []
    for outcome in decision.outcomes:
        if len(found) == most:
            break
        if outcome.outcome != VIOLATED or explainer.force(outcome) != "block" or decision.waived(outcome):
            continue
        one = explainer.finding(outcome, None)
        place = one.location
        found.append(
            Blocker(one.rule, one.title.text(lang), one.message.text(lang), place.line, place.column, place.stated)
        )
    return tuple(sorted(found, key=lambda one: (one.line, one.column, one.rule)))


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
