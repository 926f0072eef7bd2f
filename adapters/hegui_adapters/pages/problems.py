"""Problems as people are told them: a page in both languages where a browser asks for one, problem details elsewhere."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from fastapi import FastAPI, Request, Response
from starlette.responses import RedirectResponse
from starlette.types import Scope
from structlog.contextvars import get_contextvars

from hegui_adapters.pages.asking import Asked, asking
from hegui_adapters.pages.declaring import SignInNeededError
from hegui_adapters.service.answers import problem_response
from hegui_adapters.service.door import plain
from hegui_adapters.service.problems import ProblemError

__all__ = ["at_door", "handle_sign_in", "told"]

MACHINES: Final = ("/v1", "/healthz", "/readyz", "/metrics", "/openapi.json")
PEOPLE: Final = ("/v1/session/login", "/v1/session/callback")
"""Addresses of the contract that browsers are sent to."""


def told(request: Request, problem: ProblemError) -> Response:
    """The answer to a request with a problem."""
    return _page(request, problem) if _by_person(request) else problem_response(request, problem)


def at_door(scope: Scope, problem: ProblemError) -> Response:
    """The same where no route answered: the body was too large, it took too long, or the service failed."""
    request = Request(scope)
    return _page(request, problem) if _by_person(request) else plain(scope, problem)


def handle_sign_in(app: FastAPI) -> None:
    """Let whoever must sign in first be led there, and back afterwards."""

    @app.exception_handler(SignInNeededError)
    async def _first(request: Request, error: SignInNeededError) -> Response:
        place = f"/signin?{urlencode({'after': error.after})}"
        if request.headers.get("hx-request") == "true":
            return Response(status_code=401, headers={"HX-Redirect": place})
        return RedirectResponse(place, 303)


def _by_person(request: Request) -> bool:
    path = request.url.path
    machine = any(path == one or path.startswith(f"{one}/") for one in MACHINES)
    if machine and path not in PEOPLE:
        return False
    return "text/html" in request.headers.get("accept", "") or request.headers.get("hx-request") == "true"


def _page(request: Request, problem: ProblemError) -> Response:
    asked: Asked = getattr(request.state, "asked", None) or asking(request, None, {})
    template = "problem_part.html" if asked.by_script else "problem.html"
    named = str(get_contextvars().get("request_id", ""))
    answer = asked.page(template, problem.kind.status, problem=problem, request_id=named)
    answer.headers.update(problem.more)
    return answer
