"""Decisions as they were kept: one by its id, those of a product page by page. Nothing here changes one."""

from __future__ import annotations

import re
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from hegui.body import canonical
from starlette.concurrency import run_in_threadpool

from hegui_adapters.service.access import actor
from hegui_adapters.service.answers import json_response
from hegui_adapters.service.archive import Archive, Kept
from hegui_adapters.service.cursors import cursor_of, place_of
from hegui_adapters.service.parts import Parts
from hegui_adapters.service.plain import plainly
from hegui_adapters.service.problems import ProblemError
from hegui_adapters.service.reading import Running

__all__ = ["routes"]

routes = APIRouter(prefix="/v1", tags=["decisions"])
Part = Literal["summary", "record", "body", "manifest"]
PRODUCT = r"^[^\x00-\x1f\x7f]{1,200}$"
ID = r"^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"
_viewer = actor("viewer")
_is_id = re.compile(ID).fullmatch


async def _plain(request: Request) -> Response | None:
    """The answer to a request for a decision in brief."""
    decision_id = request.path_params["decision_id"]
    if request.scope["query_string"] or not _is_id(decision_id):
        return None
    await _viewer(request)
    parts: Parts = request.app.state.parts
    if (
        parts.database.embedded
    ):  # with a write-ahead log whoever reads waits for nobody: a thread would cost more than the answer
        return _told(parts.archive, decision_id)
    return await run_in_threadpool(_told, parts.archive, decision_id)


def _told(archive: Archive, decision_id: str) -> Response:
    told = archive.told(decision_id)
    if told is None:
        raise ProblemError("not-found")
    return json_response(told)


def get_decision(
    *,
    parts: Running,
    decision_id: Annotated[str, Path(pattern=ID, description="A UUID of version 7.")],
    part: Annotated[Part, Query(description="In brief, as the log has it, in full, or what was judged.")] = "summary",
) -> Response:
    """One decision, as it was given."""
    if part == "summary":
        return _told(parts.archive, decision_id)
    found = parts.archive.decision(decision_id)
    if found is None:
        raise ProblemError("not-found")
    return _part(parts.archive, found, part)


routes.add_api_route(
    "/decisions/{decision_id}",
    get_decision,
    methods=["GET"],
    operation_id="getDecision",
    dependencies=[Depends(_viewer)],
    route_class_override=plainly(_plain),
)


def _part(archive: Archive, found: Kept, part: Literal["record", "body", "manifest"]) -> Response:
    if part == "record":
        return json_response(archive.record(found))
    if part == "body":
        return json_response(archive.body(found))
    return json_response(archive.manifest(found), media_type="application/yaml")


@routes.get(
    "/products/{product_id}/decisions",
    operation_id="listProductDecisions",
    dependencies=[Depends(_viewer)],
)
def list_decisions(
    *,
    request: Request,
    parts: Running,
    product_id: Annotated[str, Path(pattern=PRODUCT)],
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    cursor: Annotated[str | None, Query(max_length=60, description="`next` of the page before.")] = None,
) -> Response:
    """The decisions on a product, the newest first. Later ones never move a page that was given."""
    before = place_of(cursor) if cursor is not None else None
    found = parts.archive.decisions_of(product_id, before, limit + 1)
    following = cursor_of(found[limit - 1].seq) if len(found) > limit else None
    here = f"{quote(request.url.path)}?limit={limit}"
    said = {
        "product": product_id,
        "decisions": [_line(one) for one in found[:limit]],
        "next": following,
        "links": {"next": f"{here}&cursor={following}"} if following else {},
    }
    return json_response(canonical(said))


def _line(kept: Kept) -> dict[str, object]:
    return {
        "id": kept.id,
        "time": kept.at,
        "entry": kept.seq,
        "version": kept.product_version,
        "verdict": kept.verdict,
        "as_of": kept.as_of,
        "source": kept.source,
        "links": {"self": f"/v1/decisions/{kept.id}"},
    }
