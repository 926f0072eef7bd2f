"""Whether the service lives. It says nothing about any product."""

from __future__ import annotations

from fastapi import APIRouter, Response

from hegui_adapters.service.answers import json_response

__all__ = ["routes"]

routes = APIRouter(tags=["health"])


@routes.get("/healthz", operation_id="getHealth")
async def health() -> Response:
    """The process answers."""
    return json_response('{"status":"ok"}')
