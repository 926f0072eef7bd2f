"""Decisions as they were kept: one by its id, those of a product page by page. Nothing here changes one."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Path, Query, Response

from hegui_adapters.service.access import actor
from hegui_adapters.service.answers import json_response
from hegui_adapters.service.problems import ProblemError
from hegui_adapters.service.reading import Running

__all__ = ["routes"]

routes = APIRouter(prefix="/v1", tags=["decisions"])
Part = Literal["summary", "record", "body"]


@routes.get("/decisions/{decision_id}", operation_id="getDecision", dependencies=[Depends(actor("viewer"))])
def get_decision(
    parts: Running, decision_id: Annotated[str, Path(max_length=36)], part: Annotated[Part, Query()] = "summary"
) -> Response:
    """One decision: in brief, as the log has it, or in full."""
    archive = parts.archive
    found = archive.decision(decision_id)
    if found is None:
        raise ProblemError("not-found")
    if part == "body":
        return json_response(archive.document(found.body))
    return json_response(archive.record(found) if part == "record" else archive.summary(found))
