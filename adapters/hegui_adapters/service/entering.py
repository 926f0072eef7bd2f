"""Judges the entry of a product into a stage, from what the service has of it: its last manifest and its events. It stores nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from hegui.checking import check_document
from hegui.errors import ManifestError, Problem, SourceError
from hegui.lifecycle.events import read_events, with_events
from hegui.lifecycle.gate import gate, gate_body, stage_to_enter
from hegui.manifest.reading import Manifest
from hegui.source import Limits

from hegui_adapters.service.archive import Kept
from hegui_adapters.service.inbound import Carried, flaws_in
from hegui_adapters.service.parts import Parts
from hegui_adapters.service.problems import Flaw, ProblemError
from hegui_adapters.store.journal import events_of
from hegui_adapters.store.reviews import exceptions_of

__all__ = ["POSTED", "UNTOLD", "checked_events", "entered"]

MOST = 100
"""Events in one request at the most."""
POSTED = "events"
"""What the file of an event is called that was posted, not written in the manifest."""
UNTOLD = "stage-untold"
"""The reason of the problem where nothing tells which stage is next."""


def entered(parts: Parts, kept: Kept, product: str, stage: str | None, day: date) -> Mapping[str, Any]:
    """What a gate comes to, as it may be shown, judged from the manifest of a decision and the events of its product.

    Raises:
        ProblemError: manifest and events do not go together, or nothing tells which stage is next.
        UnreadableError: the manifest was erased, or cannot be opened.
    """
    source = parts.archive.judged(kept)
    with parts.database.reading() as connection:
        events = events_of(connection, product)
    try:
        manifest = joined(check_document(source, "manifest", None, parts.judge.limits), events, parts.judge.limits)
    except ManifestError as error:
        raise _apart(error) from None
    wanted = stage or stage_to_enter(manifest, day)
    if wanted is None:
        raise ProblemError(
            "not-possible",
            "无法确定下一阶段，请用 stage 指明",
            "nothing tells which stage is next; name it (stage)",
            reason=UNTOLD,
        )
    beside = exceptions_of(parts.database, product)
    found = gate_body(
        gate(parts.judge.rulebook, manifest, wanted, as_of=day, waivers=beside.waivers, plans=beside.plans)
    )
    posted = f'{{"journal":{_text(events)}}}'.encode()
    return parts.archive.shown(parts.archive.shown(found, source), posted)


def joined(manifest: Manifest, events: Sequence[Mapping[str, Any]], limits: Limits) -> Manifest:
    """A manifest with posted events behind those of its own journal."""
    return with_events(manifest, read_events(_text(events), POSTED, limits)) if events else manifest


def _text(events: Sequence[Mapping[str, Any]]) -> str:
    return json.dumps(list(events), ensure_ascii=False)


def _apart(error: SourceError) -> ProblemError:
    flaws = [Flaw(one.zh, one.en) for one in error.problems]
    zh, en = "要素表与履历事件不能合并", "the manifest and the events of the product do not go together"
    return ProblemError("not-possible", zh, en, flaws=flaws)


# ---- events that are posted


def checked_events(
    text: str, before: Sequence[Mapping[str, Any]], today: date, limits: Limits
) -> list[Mapping[str, Any]]:
    """The events of a request, `text` being its list of them; `before` are those the product has.

    Raises:
        ProblemError: one is no event, tells neither what happened nor when, lies ahead, or has the id of another.
    """
    listed = _listed(text)
    flaws = [flaw for index, event in enumerate(listed) for flaw in _incomplete(index, event, today)]
    source = f'{{"hegui":"product/v1","journal":{_text([*listed, *before])}}}'.encode()
    try:
        check_document(source, POSTED, None, limits)
    except ManifestError as error:
        flaws += [_moved(flaw) for flaw in flaws_in(_own(error), Carried(source), source, limits)]
    if flaws:
        raise ProblemError("invalid-events", flaws=flaws)
    return listed


def _own(error: ManifestError) -> ManifestError:
    return ManifestError([Problem(one.file, one.line, one.column, one.zh, one.en) for one in error.problems])


def _listed(text: str) -> list[Mapping[str, Any]]:
    """The events as they are kept: numbers stay as they were written."""
    found = json.loads(text, parse_float=str, parse_constant=str)
    if not isinstance(found, list) or not 1 <= len(found) <= MOST or not all(isinstance(one, dict) for one in found):
        zh, en = f"events 应为 1 至 {MOST} 个事件的列表", f"events is a list of 1 to {MOST} events"
        raise ProblemError("invalid-events", flaws=[Flaw(zh, en, pointer="/events")])
    return found


def _incomplete(index: int, event: Mapping[str, Any], today: date) -> list[Flaw]:
    flaws = [
        Flaw(f"事件须写明 {name}", f"an event tells its {name}", pointer=f"/events/{index}")
        for name in ("kind", "date")
        if event.get(name) in (None, "none")
    ]
    try:
        ahead = date.fromisoformat(str(event.get("date"))) > today
    except ValueError:
        ahead = False
    if ahead:
        zh, en = "履历只记已发生的事件，日期不得晚于今日", "a journal holds what happened: no day after today"
        flaws.append(Flaw(zh, en, pointer=f"/events/{index}/date"))
    return flaws


def _moved(flaw: Flaw) -> Flaw:
    """The flaw at its place in the request: what was read had the events of before behind its own."""
    pointer = (flaw.pointer or "").replace("/journal", "/events", 1)
    return Flaw(flaw.zh, flaw.en, pointer=pointer or "/events")
