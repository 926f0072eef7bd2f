"""`POST /v1/checks`: a manifest in, a decision out."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from hegui.errors import ManifestError

from hegui_adapters.service.access import actor
from hegui_adapters.service.answers import json_response
from hegui_adapters.service.clock import day_in_china
from hegui_adapters.service.parts import Parts
from hegui_adapters.service.problems import ProblemError
from hegui_adapters.service.reading import JSON_TYPES, YAML_TYPES, Body, Key, Running, invalid_manifest, media_type
from hegui_adapters.service.recorder import Answer, Delivery, KeyReusedError

__all__ = ["answer_response", "routes", "submit"]

routes = APIRouter(prefix="/v1", tags=["checks"])


@routes.post("/checks", operation_id="createCheck", status_code=201)
def create_check(
    request: Request,
    parts: Running,
    body: Body,
    key: Key,
    who: Annotated[str, Depends(actor("product"))],
    as_of: Annotated[date | None, Query()] = None,
    full: Annotated[bool, Query()] = False,
) -> Response:
    """Judge a manifest."""
    kind = media_type(request.headers.get("content-type"))
    if kind not in JSON_TYPES | YAML_TYPES:
        raise ProblemError("unsupported-media-type")
    delivery = Delivery(f"api:{who}", who, key, hashlib.sha256(body).hexdigest())
    return answer_response(submit(parts, body, delivery, as_of))


def submit(parts: Parts, manifest: bytes, delivery: Delivery, as_of: date | None = None) -> Answer:
    """Judge a manifest and keep the decision, or give the answer its key got before.

    Raises:
        ProblemError: the key came with another body, or the manifest is not valid.
        StoreUnavailableError: nothing was stored.
    """
    try:
        if earlier := parts.recorder.earlier(delivery):
            return earlier
        today = day_in_china(parts.clock())
        return parts.recorder.decided(parts.judge.judged(manifest, today=today, as_of=as_of), delivery)
    except KeyReusedError:
        raise ProblemError("key-reused") from None
    except ManifestError as error:
        raise invalid_manifest(error, manifest, parts.judge.limits) from None


def answer_response(answer: Answer) -> Response:
    return json_response(answer.text, answer.status, {"Idempotent-Replayed": "true"} if answer.repeated else {})
