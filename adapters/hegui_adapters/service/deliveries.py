"""`/v1/deliveries`: what was sent to subscribers, what waits, what is dead and may be sent again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Path, Query, Response
from hegui.body import canonical

from hegui_adapters.service import outbox
from hegui_adapters.service.access import actor
from hegui_adapters.service.answers import json_response
from hegui_adapters.service.clock import milliseconds, stamp
from hegui_adapters.service.parts import Parts
from hegui_adapters.service.problems import ProblemError
from hegui_adapters.service.reading import Running
from hegui_adapters.service.subscribing import UUID7

__all__ = ["routes"]

routes = APIRouter(prefix="/v1", tags=["subscriptions"])
Id = Annotated[str, Path(pattern=UUID7, description="The message's id, which the receiver knows as webhook-id.")]
State = Literal["waiting", "delivered", "dead", "cancelled"]


@routes.get("/deliveries", operation_id="listDeliveries", dependencies=[Depends(actor("viewer"))])
def list_deliveries(
    *,
    parts: Running,
    state: State | None = None,
    subscription: Annotated[str | None, Query(pattern=UUID7)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    before: Annotated[str | None, Query(pattern=UUID7, description="`next` of the page before.")] = None,
) -> Response:
    """Messages to subscribers, the newest first."""
    with parts.database.reading() as connection:
        found = outbox.page(connection, state, subscription, before, limit + 1)
    following = str(found[limit - 1]["id"]) if len(found) > limit else None
    asked = {"state": state, "subscription": subscription, "limit": limit, "before": following}
    query = urlencode({name: value for name, value in asked.items() if value is not None})
    said = {
        "deliveries": [_line(one) for one in found[:limit]],
        "next": following,
        "links": {"next": f"/v1/deliveries?{query}"} if following else {},
    }
    return json_response(canonical(said))


@routes.get("/deliveries/{message_id}", operation_id="getDelivery", dependencies=[Depends(actor("viewer"))])
def get_delivery(*, parts: Running, message_id: Id) -> Response:
    """One message, with every attempt at it."""
    return json_response(canonical(_whole(parts, message_id)))


@routes.post("/deliveries/{message_id}/replay", operation_id="replayDelivery")
def replay_delivery(*, parts: Running, who: Annotated[str, Depends(actor("officer"))], message_id: Id) -> Response:
    """Send a dead message again, under the same id, from its first attempt on."""
    _whole(parts, message_id)
    now = milliseconds(parts.clock)()
    if not parts.scribe.write(lambda ledger: outbox.replay(ledger, message_id, who, now)):
        raise ProblemError(
            "not-possible",
            "只有未送达且已停止重试的消息可以重发；订阅已终止或停用的，须先恢复订阅",
            "only a dead message is sent again, and only to a subscription that is active",
        )
    return json_response(canonical(_whole(parts, message_id)))


def _whole(parts: Parts, message_id: str) -> Mapping[str, object]:
    with parts.database.reading() as connection:
        found = outbox.line(connection, message_id)
        tried = list(outbox.attempts_at(connection, message_id))
    if found is None:
        raise ProblemError("not-found")
    return {**_line(found), "tried": tried}


def _line(found: Mapping[str, object]) -> Mapping[str, object]:
    due = found["due"]
    assert isinstance(due, int)
    waits = found["state"] == outbox.WAITING
    links = {
        "self": f"/v1/deliveries/{found['id']}",
        "decision": f"/v1/decisions/{found['decision']}",
        "subscription": f"/v1/subscriptions/{found['subscription']}",
    }
    moment = stamp(datetime.fromtimestamp(due / 1000, UTC)) if waits else None
    return {**found, "due": moment, "links": links}
