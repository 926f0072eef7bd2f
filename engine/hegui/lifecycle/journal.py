"""The events of a product's journal up to a day, in order, and what is wrong with their order. It measures nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from hegui.case import Record
from hegui.lifecycle.stages import ENTERED_BY
from hegui.manifest.records import NAME
from hegui.measures import Cause
from hegui.terms import Bilingual
from hegui.values import NONE, Opaque

__all__ = ["Journal", "JournalEvent", "journal_of"]


@dataclass(frozen=True, slots=True)
class JournalEvent:
    """One event: its place in the list, its kind and day, None where they are not stated, and what else it says."""

    index: int
    kind: str | None
    day: date | None
    facts: Record = field(compare=False, repr=False)

    def lacks(self, name: str) -> str:
        """Where a fact that is not stated of it would stand."""
        return f"journal[{self.index}].{name}"

    @property
    def name(self) -> str:
        return str(self.facts.get(NAME, f"#{self.index + 1}"))


@dataclass(frozen=True, slots=True)
class Journal:
    """What had happened by a day. `unknown` says why nothing can be read of it; `ahead` are events after the day."""

    events: tuple[JournalEvent, ...] = ()
    unknown: Cause | None = None
    ahead: tuple[JournalEvent, ...] = ()

    def of(self, *kinds: str) -> tuple[JournalEvent, ...]:
        """The events of some kinds, those without a day last."""
        return tuple(event for event in self.events if event.kind in kinds)


def journal_of(record: Record, day: date) -> Journal:
    """The journal of a product by a day: events in order of their days, those of one day as they are listed.

    An event of no stated kind may be any, and a list nobody wrote may hold anything: then the journal is unknown. So it is,
    with the reason, where its events cannot have happened in the order of their days.
    """
    listed = record.get("journal")
    if listed is None or isinstance(listed, Opaque):
        return Journal(unknown=Cause(("journal",)))
    events = [_event(index, one) for index, one in enumerate(listed)] if isinstance(listed, tuple) else []
    ahead = tuple(event for event in events if event.day is not None and event.day > day)
    past = tuple(sorted((event for event in events if event not in ahead), key=_order))
    nameless = tuple(event.lacks("kind") for event in past if event.kind is None)
    wrong = next(_misplaced(past), None)
    unknown = Cause((), wrong.zh, wrong.en) if wrong else Cause(nameless) if nameless else None
    return Journal(past, unknown, ahead)


def _event(index: int, facts: Record) -> JournalEvent:
    kind, day = facts.get("kind"), facts.get("date")
    return JournalEvent(index, kind if isinstance(kind, str) else None, day if isinstance(day, date) else None, facts)


def _order(event: JournalEvent) -> tuple[date, int]:
    return event.day or date.max, event.index


# ---- what cannot have happened in this order


def _misplaced(events: Sequence[JournalEvent]) -> Iterator[Bilingual]:
    """What is told of days that contradict each other; an event without a day contradicts none."""
    dated = [event for event in events if event.day is not None]
    incidents = {event.facts.get("id"): event for event in events if event.kind == "incident"}
    for event in dated:
        yield from _after_its_start(event, "pilot_ended", "pilot_started", events)
        yield from _after_its_start(event, "resumed", "suspended", events)
        if event.kind == "incident_closed":
            yield from _closing(event, incidents)
    ended = next((event for event in dated if event.kind == "retired"), None)
    later = [event for event in dated if ended and event.kind in ENTERED_BY and _order(event) > _order(ended)]
    for event in later:
        yield Bilingual(
            f"履历次序矛盾：已于 {ended.day} 下线，其后又有 {event.day} 的事件",  # type: ignore[union-attr]
            f"the journal contradicts itself: retired on {ended.day}, yet an event on {event.day}",  # type: ignore[union-attr]
        )


def _after_its_start(event: JournalEvent, end: str, start: str, events: Sequence[JournalEvent]) -> Iterator[Bilingual]:
    if event.kind != end:
        return
    starts = [one for one in events if one.kind == start]
    if not any(one.day is None or one.day <= event.day for one in starts):  # type: ignore[operator]
        from hegui.manifest.choices import CHOICES

        (zh, en), (start_zh, start_en) = CHOICES["event"][end], CHOICES["event"][start]
        yield Bilingual(
            f"履历次序矛盾：{event.day} 的“{zh}”之前没有“{start_zh}”",
            f'the journal contradicts itself: no "{start_en}" before "{en}" on {event.day}',
        )


def _closing(event: JournalEvent, incidents: dict[object, JournalEvent]) -> Iterator[Bilingual]:
    named = event.facts.get("closes")
    if named is None or named is NONE or isinstance(named, Opaque):
        return
    incident = incidents.get(named)
    if incident is None:
        yield Bilingual(
            f"履历矛盾：{event.day} 处置完毕的事件 {named} 不在履历中",
            f"the journal contradicts itself: the incident {named} closed on {event.day} is not in it",
        )
    elif incident.day is not None and incident.day > event.day:  # type: ignore[operator]
        yield Bilingual(
            f"履历次序矛盾：事件 {named} 在发生（{incident.day}）之前已处置完毕（{event.day}）",
            f"the journal contradicts itself: the incident {named} of {incident.day} was closed on {event.day}",
        )
