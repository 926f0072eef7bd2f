"""Whether the service lives, whether it can answer, and what it counted. It says nothing about any product."""

from __future__ import annotations

import json

from fastapi import APIRouter, Depends, Response
from sqlalchemy import select

from hegui_adapters.service.access import actor
from hegui_adapters.service.answers import json_response
from hegui_adapters.service.metrics import MEDIA_TYPE
from hegui_adapters.service.problems import ProblemError
from hegui_adapters.service.reading import Running
from hegui_adapters.store import tables
from hegui_adapters.store.migrations import current, newest

__all__ = ["routes"]

routes = APIRouter(tags=["health"])


@routes.get("/healthz", operation_id="getHealth")
async def health() -> Response:
    """The process answers."""
    return json_response('{"status":"ok"}')


@routes.get("/readyz", operation_id="getReadiness")
def readiness(parts: Running) -> Response:
    """The database answers and is at the revision this program needs; which rules are in use."""
    found, needed = current(parts.database), newest()
    if found != needed:
        raise ProblemError(
            "unavailable",
            f"数据库版本为 {found or '空'}，需要 {needed}：请运行 hegui db migrate",
            f"the database is at revision {found or 'none'}, {needed} is needed: run hegui db migrate",
            more={"Retry-After": "30"},
        )
    book = parts.judge.rulebook
    rulebook = {"version": book.contents.version, "digest": f"sha256:{book.digest}"}
    return json_response(json.dumps({"status": "ready", "revision": found, "rulebook": rulebook}))


@routes.get("/metrics", operation_id="getMetrics", dependencies=[Depends(actor("viewer"))])
def metrics(parts: Running) -> Response:
    """What was counted, for Prometheus."""
    with parts.database.reading() as connection:
        height = connection.execute(select(tables.head.c.seq)).scalar_one()
    return Response(parts.metrics.text(height), media_type=MEDIA_TYPE)
