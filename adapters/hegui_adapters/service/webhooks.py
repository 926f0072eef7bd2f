"""`POST /v1/webhooks/{source}`: what a registry or a forge posts, verified, taken apart, judged, answered."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Path, Request, Response
from starlette.concurrency import run_in_threadpool

from hegui_adapters.service.answers import json_response
from hegui_adapters.service.inbound import CLOUD_EVENT, PING, Carried, Event, carried, carried_by
from hegui_adapters.service.parts import Parts, Registered
from hegui_adapters.service.plain import plainly
from hegui_adapters.service.problems import ProblemError
from hegui_adapters.service.reading import JSON_TYPES, YAML_TYPES, Body, MediaType, Running, body_of, media_type_of
from hegui_adapters.service.recorder import Answer, Delivery
from hegui_adapters.service.signatures import Accepted, Post, Scheme, verified
from hegui_adapters.service.submitting import earlier, refusals_told, submit
from hegui_adapters.store.documents import EVENT, packed

__all__ = ["routes"]

routes = APIRouter(prefix="/v1", tags=["webhooks"])
STRANGER = "stranger"
LONGEST = 63
"""Characters of a source's name."""
NAMED_IN: Final[Mapping[Scheme, str]] = {
    "github": "x-github-event", "gitlab": "x-gitlab-event", "gitee": "x-gitee-event"
}  # fmt: skip
"""The header in which a forge names the event: its bodies do not."""
UNKNOWN = "unknown"
"""What the log calls whoever posts to a source that does not exist: the name is the stranger's own."""


async def _plain(request: Request) -> Response | None:
    """The answer to a webhook of a source whose name may be one."""
    source = request.path_params["source"]
    if len(source) > LONGEST:
        return None
    parts: Parts = request.app.state.parts
    body, media = await body_of(request, parts), await media_type_of(request)
    return await run_in_threadpool(receive_webhook, request=request, parts=parts, media=media, source=source, body=body)


def receive_webhook(
    *,
    request: Request,
    parts: Running,
    media: MediaType,
    source: Annotated[str, Path(description="A source of the settings.", max_length=LONGEST)],
    body: Body,
) -> Response:
    """Take a manifest, or an event, from a source that signs what it posts."""
    digest = hashlib.sha256(body).hexdigest()
    known = parts.sources.get(source)
    with refusals_told(parts, "webhook.refused", Delivery(source if known else UNKNOWN, STRANGER, None, digest)):
        parts.gate.unless_guessing(request, parts.clock().timestamp())
        if known is None:
            raise ProblemError("not-found", reason="unknown-source")
        accepted = _accepted(parts, known, request, body)
        request.state.actor = f"source:{source}"
        parts.gate.admit(request, f"source:{source}", parts.clock().timestamp())
    delivery = Delivery(source, f"source:{source}", accepted.id, digest)
    with refusals_told(parts, "webhook.refused", delivery):
        named = request.headers.get(NAMED_IN.get(known.told.kind, ""))
        answer = earlier(parts, delivery) or _answered(parts, known, Brought(media, body, named), delivery)
    return json_response(answer.text, answer.status, {"Idempotent-Replayed": "true"} if answer.repeated else {})


routes.add_api_route(
    "/webhooks/{source}",
    receive_webhook,
    methods=["POST"],
    operation_id="receiveWebhook",
    status_code=201,
    route_class_override=plainly(_plain),
)


def _accepted(parts: Parts, known: Registered, request: Request, body: bytes) -> Accepted:
    told = known.told
    post = Post(request.headers.items(), body, parts.clock().timestamp(), told.tolerance)
    found = verified(told.kind, post, [secret.get_secret_value() for secret in told.secrets])
    if isinstance(found, Accepted):
        return found
    parts.gate.failed(request, post.now)
    raise ProblemError("bad-signature", found.zh, found.en, reason=found.reason, more={"WWW-Authenticate": "Signature"})


@dataclass(frozen=True, slots=True)
class Brought:
    """A body, its media type, and what the headers call the event."""

    media: str
    body: bytes
    named: str | None


def _answered(parts: Parts, known: Registered, brought: Brought, delivery: Delivery) -> Answer:
    found = _carried(parts, known, brought)
    if isinstance(found, Carried):
        return submit(parts, brought.body, found, delivery.about(found.event, found.change))
    status = 200 if found.type == PING else 202
    return parts.recorder.received(delivery.about(found.type), packed(EVENT, brought.body, parts.judge.seals), status)


def _carried(parts: Parts, known: Registered, brought: Brought) -> Carried | Event:
    media, body = brought.media, brought.body
    if media not in (*JSON_TYPES, *YAML_TYPES, CLOUD_EVENT) or (known.mapping and media in YAML_TYPES):
        raise ProblemError("unsupported-media-type")
    if media in YAML_TYPES:
        return Carried(body)
    if known.mapping is not None:
        return carried_by(known.mapping, body, parts.judge.limits, brought.named)
    return carried(body, cloud_event=media == CLOUD_EVENT, named=brought.named)
