"""A product's life as a value to draw: stages with their days, events, the gate that was asked for. It draws nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hegui import decision as d
from hegui.lifecycle.deciding import GateDecision
from hegui.lifecycle.event_phrases import SAID, said_of
from hegui.lifecycle.journal import JournalEvent
from hegui.lifecycle.stages import ENTERED_BY, GATES
from hegui.manifest.choices import CHOICES
from hegui.manifest.location import Location
from hegui.placing import Places
from hegui.reading import Place
from hegui.terms import Bilingual
from hegui.values import Opaque

__all__ = ["EventMark", "StageMark", "Timeline", "timeline_of"]

_PLANNED_BY = {"pilot": "pilot", "grey_release": "grey_release", "launched": "full"}


@dataclass(frozen=True, slots=True)
class StageMark:
    """One stage: `state` is done, current, ahead or unknown; `gate` the verdict where it is the one asked for.

    `entered` is the day the journal tells of, `planned` the one the roll-out plans, None where there is none.
    """

    stage: str
    label: Bilingual
    state: str
    entered: date | None
    planned: date | None
    gate: str | None


@dataclass(frozen=True, slots=True)
class EventMark:
    """One event. `day` is None where it is not stated; `ahead` says that it lies after the day judged and was not counted.

    `said` is everything it states beside kind and day, in one phrase, and `facts` the same as values; `location` is where it stands.
    """

    id: str
    kind: str
    label: Bilingual
    day: date | None
    ahead: bool
    said: Bilingual
    facts: tuple[d.FactShown, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Timeline:
    day: date
    current: str | None
    stages: tuple[StageMark, ...]
    events: tuple[EventMark, ...]


def timeline_of(decision: GateDecision) -> Timeline:
    """The life of the product as its journal tells it, up to the day judged and beyond as it is planned."""
    stage = decision.case.root.get("lifecycle.stage")
    current = stage if isinstance(stage, str) else None
    marks = tuple(_mark(decision, gate, current) for gate in GATES)
    journal = decision.journal
    places = Places(decision.manifest, decision.case, decision.explainer.sentences)
    counted = (_event(places, event, ahead=False) for event in journal.events)
    ahead = (_event(places, event, ahead=True) for event in journal.ahead)
    return Timeline(decision.as_of, current, marks, (*counted, *ahead))


def _mark(decision: GateDecision, gate: str, current: str | None) -> StageMark:
    return StageMark(
        stage=gate,
        label=Bilingual(*CHOICES["gate"][gate]),
        state=_state(decision, gate, current),
        entered=_entered(decision, gate),
        planned=_planned(decision, gate),
        gate=decision.verdict if gate == decision.gate else None,
    )


def _state(decision: GateDecision, gate: str, current: str | None) -> str:
    if current is None:
        return "unknown"
    if gate == "changed":
        return "done" if decision.journal.of("changed") else "ahead"
    at = GATES.index("launched" if current == "suspended" else current)
    here = GATES.index(gate)
    return "current" if here == at else "done" if here < at else "ahead"


def _entered(decision: GateDecision, gate: str) -> date | None:
    kinds = [kind for kind, stage in ENTERED_BY.items() if stage == gate] if gate != "changed" else ["changed"]
    days = [event.day for event in decision.journal.of(*kinds) if event.day is not None]
    return (days[-1] if gate == "changed" else days[0]) if days else None


def _planned(decision: GateDecision, gate: str) -> date | None:
    record = decision.manifest.record
    if gate == "launched" and isinstance(day := record.get("product.launch_date"), date):
        return day
    steps = record.get("rollout.steps")
    days = [
        step.get("starts_on")
        for step in (steps if isinstance(steps, tuple) else ())
        if step.get("kind") == _PLANNED_BY.get(gate)
    ]
    return next((day for day in days if isinstance(day, date)), None)


def _event(places: Places, event: JournalEvent, *, ahead: bool) -> EventMark:
    chain = (("journal", event.index),)
    stated = [name for name in (*SAID, "note", "by") if event.facts.get(name) is not None]
    return EventMark(
        id=event.name,
        kind=event.kind or "",
        label=_kind(event),
        day=event.day,
        ahead=ahead,
        said=said_of(event.facts),
        facts=tuple(places.fact(Place(chain, name)) for name in stated),
        location=places.located(Place(chain, "")),
    )


def _kind(event: JournalEvent) -> Bilingual:
    stated = event.facts.get("kind")
    if isinstance(stated, Opaque):
        return Bilingual(stated.text, stated.text)
    return Bilingual(*CHOICES["event"].get(event.kind or "", ("未说明", "not stated")))
