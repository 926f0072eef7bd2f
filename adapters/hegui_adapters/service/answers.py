"""Answers as HTTP responses, errors included. What they say is decided elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from hegui_adapters.service.problems import MEDIA_TYPE, Flaw, ProblemError, rendered
from hegui_adapters.store.database import StoreUnavailableError
from hegui_adapters.store.documents import AlteredError, UnreadableError

__all__ = ["Told", "handle_errors", "json_response", "problem_response", "unchanged"]

_OF_STATUS: Final[Mapping[int, str]] = {404: "not-found", 405: "method-not-allowed", 415: "unsupported-media-type"}


def json_response(
    content: bytes | str,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    media_type: str = "application/json",
) -> Response:
    return Response(content, status, dict(headers or {}), media_type)


def problem_response(request: Request, problem: ProblemError) -> Response:
    return Response(rendered(problem, request.url.path), problem.kind.status, problem.more, MEDIA_TYPE)


def unchanged(request: Request, tag: str) -> Response | None:
    """304 where the caller has what `tag` names, None where it has not."""
    held = (one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(","))
    return Response(status_code=304, headers={"ETag": f'"{tag}"'}) if {f'"{tag}"', "*"} & set(held) else None


Told = Callable[[Request, ProblemError], Response]


def handle_errors(app: FastAPI, told: Told = problem_response) -> None:
    """Let every error of the application be answered with a problem, in the form `told` gives it."""

    @app.exception_handler(ProblemError)
    async def _problem(request: Request, error: ProblemError) -> Response:
        return told(request, error)

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> Response:
        flaws = [_flaw(one["loc"], one["msg"]) for one in error.errors()]
        return told(request, ProblemError("invalid-request", flaws=flaws))

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> Response:
        kind = _OF_STATUS.get(error.status_code, "malformed")
        return told(request, ProblemError(kind, more=error.headers))

    @app.exception_handler(UnreadableError)
    async def _erased(request: Request, error: UnreadableError) -> Response:
        kind = "internal" if isinstance(error, AlteredError) else "erased"
        return told(request, ProblemError(kind, error.zh, error.en))

    @app.exception_handler(StoreUnavailableError)
    async def _unavailable(request: Request, _: StoreUnavailableError) -> Response:
        return told(request, ProblemError("unavailable", more={"Retry-After": "5"}))


def _flaw(loc: tuple[object, ...], said: str) -> Flaw:
    where, *rest = loc
    name = ".".join(map(str, rest)) or str(where)
    return Flaw(f"参数 {name} 无效：{said}", f"{name}: {said}", parameter=name)
