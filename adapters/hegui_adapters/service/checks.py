"""`POST /v1/checks`: a manifest in, a decision out."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from hegui_adapters.days import day_of
from hegui_adapters.failures import RefusedError
from hegui_adapters.service.access import actor
from hegui_adapters.service.answers import json_response
from hegui_adapters.service.changes import FAULTS, ChangeError, change_of
from hegui_adapters.service.forges import NOWHERE, Change
from hegui_adapters.service.inbound import Carried, checked_json
from hegui_adapters.service.parts import Parts
from hegui_adapters.service.problems import Flaw, ProblemError
from hegui_adapters.service.reading import JSON_TYPES, YAML_TYPES, Body, Key, MediaType, Running
from hegui_adapters.service.recorder import Answer, Delivery
from hegui_adapters.service.submitting import earlier, refusals_told, submit

__all__ = ["routes"]

routes = APIRouter(prefix="/v1", tags=["checks"])


async def asked_day(
    as_of: Annotated[str | None, Query(description="Judge by the law of this day.", examples=["2026-12-01"])] = None,
) -> date | None:
    """The day a caller asks for."""
    try:
        return day_of(as_of) if as_of is not None else None
    except RefusedError as error:
        raise ProblemError("invalid-request", flaws=[Flaw(error.zh, error.en, parameter="as_of")]) from None


async def asked_change(
    repository: Annotated[str | None, Query(description="`owner/name`, where a forge is to be told.")] = None,
    commit: Annotated[str | None, Query(description="The commit the manifest is of, by its whole hash.")] = None,
    change: Annotated[str | None, Query(description="Number of the pull or merge request.", examples=["42"])] = None,
) -> Change:
    """Where in a repository a caller says the manifest comes from."""
    try:
        return change_of(repository, commit, change)
    except ChangeError as error:
        named = ((name, "change" if name == "number" else name) for name in error.names)
        flaws = [Flaw(*FAULTS[name], parameter=parameter) for name, parameter in named]
        raise ProblemError("invalid-request", flaws=flaws) from None


@routes.post("/checks", operation_id="createCheck", status_code=201)
def create_check(
    *,
    parts: Running,
    who: Annotated[str, Depends(actor("product"))],
    media: MediaType,
    key: Key,
    as_of: Annotated[date | None, Depends(asked_day)],
    change: Annotated[Change, Depends(asked_change)],
    full: Annotated[bool, Query(description="Add the whole decision as `body`.")] = False,
    body: Body,
) -> Response:
    """Judge a manifest and keep the decision."""
    digest = hashlib.sha256(body).hexdigest()
    delivery = Delivery(f"api:{who}", who, key, digest, asked=_asked(as_of, change), change=change)
    with refusals_told(parts, "check.refused", delivery):
        if media not in (*JSON_TYPES, *YAML_TYPES):
            raise ProblemError("unsupported-media-type")
        if media in JSON_TYPES:
            checked_json(body)
        answer = earlier(parts, delivery) or submit(parts, body, Carried(body), delivery, as_of)
    return _response(parts, answer, full=full)


def _asked(as_of: date | None, change: Change) -> str:
    """What was asked beside the body, empty if nothing was."""
    where = "" if change == NOWHERE else json.dumps(change.data(), sort_keys=True)
    return f"{as_of or ''}{where}"


def _response(parts: Parts, answer: Answer, *, full: bool) -> Response:
    decision = json.loads(answer.text)["decision"]
    headers = {"Location": f"/v1/decisions/{decision['id']}"}
    if answer.repeated:
        headers["Idempotent-Replayed"] = "true"
    text = answer.text.encode()
    if full:
        kept = parts.archive.decision(decision["id"])
        if kept is None:
            raise ProblemError("not-found")
        body = parts.archive.body(kept)
        text = b'%b,"body":%b}' % (text[:-1], body)
    return json_response(text, answer.status, headers)
