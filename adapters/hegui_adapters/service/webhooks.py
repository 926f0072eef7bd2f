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
from hegui_adapters.service.signatures import Accepted, Post, Refused, Scheme, verified
from hegui_adapters.service.submitting import earlier, refusals_told, submit, submit_if_plain
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
SHORT: Final = 256 * 1024
"""Bytes of a body that is taken apart where all requests are awaited."""
UNKNOWN = "unknown"
"""What the log calls whoever posts to a source that does not exist: the name is the stranger's own."""


async def _plain(request: Request) -> Response | None:
    """The answer to a webhook of a source whose name may be one."""
    source = request.path_params["source"]
    if len(source) > LONGEST:
        return None
    parts: Parts = request.app.state.parts
    body, media = await body_of(request, parts), await media_type_of(request)
    brought = _accepted_at_once(parts, request, source, media, body)
    if brought is None:
        return await run_in_threadpool(
            receive_webhook, request=request, parts=parts, media=media, source=source, body=body
        )
    return await _answered_at_once(parts, brought) or await run_in_threadpool(_answered, parts, brought)


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
        post = _post(parts, known, request, body)
        accepted = _verified(known, post)
        if isinstance(accepted, Refused):
            parts.gate.failed(request, post.now)
            raise _wrong(accepted)
        brought = _brought(known, accepted, request, source, media, body)
        parts.gate.admit(request, brought.delivery.actor, parts.clock().timestamp())
    return _answered(parts, brought)


routes.add_api_route(
    "/webhooks/{source}",
    receive_webhook,
    methods=["POST"],
    operation_id="receiveWebhook",
    status_code=201,
    route_class_override=plainly(_plain),
)


# ---- who sent it


@dataclass(frozen=True, slots=True)
class Brought:
    """What a source that was recognised brings: a body, its media type, what the headers call the event, whence it came."""

    known: Registered
    media: str
    body: bytes
    named: str | None
    delivery: Delivery


def _accepted_at_once(parts: Parts, request: Request, source: str, media: str, body: bytes) -> Brought | None:
    """What a request brings that passes; None, and nothing was counted, for one that does not or is long."""
    known = parts.sources.get(source)
    if known is None or len(body) > SHORT:
        return None
    post = _post(parts, known, request, body)
    accepted = _verified(known, post)
    if isinstance(accepted, Refused) or not parts.gate.admitted(request, _actor(source), post.now):
        return None
    return _brought(known, accepted, request, source, media, body)


def _post(parts: Parts, known: Registered, request: Request, body: bytes) -> Post:
    return Post(request.headers.items(), body, parts.clock().timestamp(), known.told.tolerance)


def _verified(known: Registered, post: Post) -> Accepted | Refused:
    return verified(known.told.kind, post, [secret.get_secret_value() for secret in known.told.secrets])


def _wrong(found: Refused) -> ProblemError:
    return ProblemError(
        "bad-signature", found.zh, found.en, reason=found.reason, more={"WWW-Authenticate": "Signature"}
    )


def _brought(known: Registered, accepted: Accepted, request: Request, source: str, media: str, body: bytes) -> Brought:
    actor = request.state.actor = _actor(source)
    named = request.headers.get(NAMED_IN.get(known.told.kind, ""))
    return Brought(known, media, body, named, Delivery(source, actor, accepted.id, hashlib.sha256(body).hexdigest()))


def _actor(source: str) -> str:
    return f"source:{source}"


# ---- what is answered


async def _answered_at_once(parts: Parts, brought: Brought) -> Response | None:
    """The answer that needs no judging; None where it does, or where there is something to refuse."""
    if brought.known.mapping is not None:
        return None  # it is read whole, which may take longer than others should wait
    try:
        found = _carried(parts, brought)
    except ProblemError:
        return None
    if isinstance(found, Event):
        return None
    answer = await submit_if_plain(parts, found, brought.delivery.about(found.event, found.change))
    return _told(answer) if answer is not None else None


def _answered(parts: Parts, brought: Brought) -> Response:
    with refusals_told(parts, "webhook.refused", brought.delivery):
        return _told(earlier(parts, brought.delivery) or _taken(parts, brought))


def _told(answer: Answer) -> Response:
    return json_response(answer.text, answer.status, {"Idempotent-Replayed": "true"} if answer.repeated else {})


def _taken(parts: Parts, brought: Brought) -> Answer:
    found, delivery = _carried(parts, brought), brought.delivery
    if isinstance(found, Carried):
        return submit(parts, brought.body, found, delivery.about(found.event, found.change))
    status = 200 if found.type == PING else 202
    return parts.recorder.received(delivery.about(found.type), packed(EVENT, brought.body, parts.judge.seals), status)


def _carried(parts: Parts, brought: Brought) -> Carried | Event:
    media, body, mapping = brought.media, brought.body, brought.known.mapping
    if media not in (*JSON_TYPES, *YAML_TYPES, CLOUD_EVENT) or (mapping and media in YAML_TYPES):
        raise ProblemError("unsupported-media-type")
    if media in YAML_TYPES:
        return Carried(body)
    if mapping is not None:
        return carried_by(mapping, body, parts.judge.limits, brought.named)
    return carried(body, cloud_event=media == CLOUD_EVENT, named=brought.named)
