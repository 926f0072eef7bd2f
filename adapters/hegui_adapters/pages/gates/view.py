"""What the page of a gate shows: frozen values drawn from a gate's body, in one language. It knows no framework and no store."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from hegui_adapters.language import Lang
from hegui_adapters.pages.findings import Law, Shown, by_outcome, law_of
from hegui_adapters.render.gate_phrases import basis_text, lasting_text, left_text, span_text
from hegui_adapters.render.gate_words import GATE_WORDS
from hegui_adapters.service.entering import POSTED
from hegui_adapters.service.summary import items_in

__all__ = ["Due", "Earliest", "GateView", "Moment", "Question", "StageShown", "Step", "view_of"]

Data = Mapping[str, Any]

FORCES: Final = ("block", "warn", "advise")
PLACES: Final = ("event", "planned", "earliest", "today")
"""On one day, what happened stands before what is planned, and the mark of the day judged closes it."""


@dataclass(frozen=True, slots=True)
class StageShown:
    """One stage: `state` is done, current, ahead or unknown; `asked` is the verdict where it is the one to be entered."""

    name: str
    label: str
    state: str
    entered: str | None
    planned: str | None
    asked: str | None


@dataclass(frozen=True, slots=True)
class Moment:
    """Something on the timeline. `kind` is event, today, planned or earliest; `day` is None where it is not stated.

    Of an event, `said` is what it states beside kind and day; `line` the line of the manifest, None where it was posted.
    """

    kind: str
    label: str
    day: str | None
    ahead: bool = False
    said: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Question:
    path: str
    ask: str


@dataclass(frozen=True, slots=True)
class Due:
    """Something to be done by a day. `force` and `confidence` are None where no rule asks for it."""

    day: str
    title: str
    left: str
    force: str | None
    confidence: str | None
    subject: str
    law: tuple[Law, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing on the way; `basis` says what its length rests on, None where it is not known."""

    title: str
    when: str
    force: str
    basis: str | None


@dataclass(frozen=True, slots=True)
class Earliest:
    """The earliest day with its longest way, the same with what is advised where that takes longer, and why a day is open."""

    day: str
    path: tuple[Step, ...]
    advised: str | None
    advised_path: tuple[Step, ...]
    too_early: str | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GateView:
    verdict: str
    sentence: str
    scope: str
    counts: tuple[tuple[str, int, str], ...]
    stages: tuple[StageShown, ...]
    moments: tuple[Moment, ...]
    remarks: tuple[str, ...]
    blocking: tuple[Question, ...]
    others: tuple[Question, ...]
    own: tuple[Shown, ...]
    of_product: tuple[Shown, ...]
    open: tuple[Shown, ...]
    overdue: tuple[Due, ...]
    due: tuple[Due, ...]
    earliest: Earliest


def view_of(body: Data, gating: Collection[str], lang: Lang) -> GateView:
    """A gate's body as its page shows it; `gating` are the ids of the rules that stand before stages."""
    words = GATE_WORDS[lang]
    stages = tuple(_stage(one, lang) for one in body["timeline"]["stages"])
    entered = next(one.label for one in stages if one.asked)
    found = by_outcome(body["findings"], lang)
    violated = found.get("violated", ())
    return GateView(
        verdict=body["verdict"],
        sentence=words[body["verdict"]].format(stage=entered),
        scope=words["with_checks" if body["counts_checks"] else "without_checks"],
        counts=_counts(body),
        stages=stages,
        moments=_moments(body, stages, entered, lang),
        remarks=tuple(one["message"][lang] for one in body["remarks"]),
        blocking=_questions(body, lang, blocking=True),
        others=_questions(body, lang, blocking=False),
        own=tuple(one for one in violated if one.rule in gating),
        of_product=tuple(one for one in violated if one.rule not in gating),
        open=tuple(found.get("undetermined", ())),
        overdue=_dues(body, "overdue", lang),
        due=_dues(body, "due", lang),
        earliest=_earliest(body["schedule"], lang),
    )


def _counts(body: Data) -> tuple[tuple[str, int, str], ...]:
    """How each count looks, the count, its word; counted as the text does: things to mend, facts without which there is no verdict."""
    block, warn, advise = (len(items_in(body["findings"], force)) for force in FORCES)
    needed = sum(one["blocking"] for one in body["questions"])
    return (
        ("block", block, "block"),
        ("open", needed, "outcome.undetermined"),
        ("warn", warn, "warn"),
        ("advise", advise, "advise"),
        ("met", body["counts"].get("met", 0), "outcome.met"),
    )


def _stage(mark: Data, lang: Lang) -> StageShown:
    return StageShown(mark["stage"], mark["label"][lang], mark["state"], mark["entered"], mark["planned"], mark["gate"])


def _questions(body: Data, lang: Lang, *, blocking: bool) -> tuple[Question, ...]:
    return tuple(Question(one["path"], one["ask"][lang]) for one in body["questions"] if one["blocking"] is blocking)


# ---- the timeline


def _moments(body: Data, stages: Sequence[StageShown], entered: str, lang: Lang) -> tuple[Moment, ...]:
    """Everything that has a day, in order of the days; what has none stands last."""
    found = [_happened(one, lang) for one in body["timeline"]["events"]]
    found += _planned(stages, body["as_of"])
    found.append(Moment("today", "", body["as_of"]))
    earliest = body["schedule"]["earliest"]
    if earliest["low"] == earliest["high"] and earliest["low"] > body["as_of"]:
        found.append(Moment("earliest", entered, earliest["low"]))
    return tuple(sorted(found, key=_order))


def _happened(event: Data, lang: Lang) -> Moment:
    place = event["location"]
    line = None if place["file"] == POSTED else place["line"]
    return Moment("event", event["label"][lang], event["day"], event["ahead"], event["said"][lang], line)


def _planned(stages: Sequence[StageShown], day: str) -> Iterator[Moment]:
    for one in stages:
        if one.planned and one.planned > day:
            yield Moment("planned", one.label, one.planned)


def _order(moment: Moment) -> tuple[str, int]:
    return moment.day or "9999-99-99", PLACES.index(moment.kind)


# ---- days


def _dues(body: Data, which: str, lang: Lang) -> tuple[Due, ...]:
    judged = date.fromisoformat(body["as_of"])
    return tuple(_due(one, (date.fromisoformat(one["day"]) - judged).days, lang) for one in body[which])


def _due(duty: Data, days: int, lang: Lang) -> Due:
    ruled = duty["rule"] is not None
    return Due(
        day=duty["day"],
        title=duty["title"][lang],
        left=left_text(days, GATE_WORDS[lang]),
        force=duty["force"] if ruled else None,
        confidence=duty["confidence"] if ruled else None,
        subject=duty["subject"],
        law=tuple(law_of(one, lang) for one in duty["citations"]),
    )


def _earliest(schedule: Data, lang: Lang) -> Earliest:
    own = GATE_WORDS[lang]
    tasks = {task["id"]: task for task in schedule["tasks"]}
    more = schedule["advised_path"] != schedule["path"]
    low, planned = schedule["earliest"]["low"], schedule["planned"]
    return Earliest(
        day=_span(schedule["earliest"], lang),
        path=tuple(_step(tasks[name], lang) for name in schedule["path"]),
        advised=own["earliest_advised"].format(day=_span(schedule["advised"], lang)) if more else None,
        advised_path=tuple(_step(tasks[name], lang) for name in schedule["advised_path"]) if more else (),
        too_early=own["too_early"].format(day=planned) if planned is not None and low > planned else None,
        reasons=tuple(own["reason"].format(why=one[lang]) for one in schedule["open"]),
    )


def _step(task: Data, lang: Lang) -> Step:
    own, lasting = GATE_WORDS[lang], task["lasting"]
    least, most = (Decimal(lasting[name]) if lasting[name] is not None else None for name in ("least", "most"))
    when = own["ends"].format(starts=_span(task["starts"], lang), ends=_span(task["ends"], lang))
    length = lasting_text(lasting["unit"], least, most, own)
    basis = basis_text(lasting["standing"], lasting["confidence"], own, lang) if most is not None else None
    return Step(task["title"][lang], when + length, task["force"], basis)


def _span(span: Data, lang: Lang) -> str:
    return span_text(span["low"], span["high"], GATE_WORDS[lang])
