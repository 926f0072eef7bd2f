"""The life of a product over HTTP: its events are taken and kept; whether it may enter a stage is told. It draws no page."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Depends, Path, Query, Response
from hegui.body import canonical

from hegui_adapters.service.access import actor
from hegui_adapters.service.answers import json_response
from hegui_adapters.service.checks import asked_day
from hegui_adapters.service.clock import day_in_china
from hegui_adapters.service.decisions import PRODUCT
from hegui_adapters.service.entering import checked_events, entered
from hegui_adapters.service.inbound import checked_json
from hegui_adapters.service.parts import Parts
from hegui_adapters.service.problems import Flaw, ProblemError
from hegui_adapters.service.reading import JSON_TYPES, Body, Key, MediaType, Running
from hegui_adapters.service.recorder import Answer, Delivery, KeyReusedError
from hegui_adapters.service.submitting import earlier, refusals_told
from hegui_adapters.store.chain import Entry
from hegui_adapters.store.journal import append, events_of
from hegui_adapters.store.scribe import Ledger

__all__ = ["added", "routes"]

routes = APIRouter(prefix="/v1", tags=["lifecycle"])
ProductId = Annotated[str, Path(pattern=PRODUCT)]
Stage = Literal["idea", "design", "development", "testing", "pilot", "grey_release", "launched", "changed", "retired"]


@routes.post("/products/{product_id}/events", operation_id="addEvents", status_code=201)
def add_events(
    *,
    parts: Running,
    who: Annotated[str, Depends(actor("product"))],
    media: MediaType,
    key: Key,
    product_id: ProductId,
    body: Body,
) -> Response:
    """Add events to the journal of a product: what happened, and when. They are entries of the log and are never changed."""
    digest = hashlib.sha256(body).hexdigest()
    delivery = Delivery(f"events:{who}", who, key, digest, asked=product_id)
    with refusals_told(parts, "events.refused", delivery):
        if media not in JSON_TYPES:
            raise ProblemError("unsupported-media-type")
        told = checked_json(body)
        if told.keys() != {"events"}:
            zh, en = "正文应为 {events: [ … ]}", "the body is {events: [ … ]}"
            raise ProblemError("invalid-events", flaws=[Flaw(zh, en, pointer="")])
        answer = added(parts, product_id, told["events"], delivery)
    headers = {"Location": f"/v1/products/{quote(product_id, safe='')}/gate"}
    if answer.repeated:
        headers["Idempotent-Replayed"] = "true"
    return json_response(answer.text, answer.status, headers)


def added(parts: Parts, product: str, text: str, delivery: Delivery) -> Answer:
    """Keep events of a product, `text` being a JSON list of them; what this delivery was answered before, if it is not new.

    Raises:
        ProblemError: one cannot be kept, or the key came with other events.
    """
    return earlier(parts, delivery) or _kept(parts, product, text, delivery)


def _kept(parts: Parts, product: str, text: str, delivery: Delivery) -> Answer:
    today = day_in_china(parts.clock())

    def work(ledger: Ledger) -> tuple[Entry, str]:
        events = checked_events(text, events_of(ledger.connection, product), today, parts.judge.limits)
        entry = append(ledger, delivery.actor, product, events, delivery.data())
        said = {"time": entry.at, "entry": entry.seq, "product": product, "events": len(events)}
        links = {"gate": f"/v1/products/{quote(product, safe='')}/gate"}
        return entry, canonical({"added": said, "links": links}).decode()

    try:
        return parts.recorder.kept(work, delivery)
    except KeyReusedError:
        raise ProblemError("key-reused") from None


@routes.get("/products/{product_id}/gate", operation_id="getGate", dependencies=[Depends(actor("viewer"))])
def get_gate(
    *,
    parts: Running,
    product_id: ProductId,
    stage: Annotated[Stage | None, Query(description="The stage to be entered; else the one that is next.")] = None,
    as_of: Annotated[date | None, Depends(asked_day)],
) -> Response:
    """May a product enter a stage: judged from its last manifest and the events that were posted, on `as_of` or today. Nothing
    of it is kept."""
    found = parts.archive.decisions_of(product_id, None, 1)
    if not found:
        raise ProblemError("not-found")
    day = as_of or day_in_china(parts.clock())
    told = entered(parts, found[0], product_id, stage, day)
    links = {"decision": f"/v1/decisions/{found[0].id}"}
    return json_response(canonical({"decision": found[0].id, "gate": told, "links": links}))
