"""Routes most of whose requests are plain: these are answered at once, all others as the route is declared. It answers nothing itself.

For what the framework reads of a request by a route's declaration costs more than many an answer.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute

__all__ = ["Plain", "plainly"]

Plain = Callable[[Request], Awaitable[Response | None]]
"""The answer to a plain request, as the declared route would give it; None for any other request."""


def plainly(answer: Plain) -> type[APIRoute]:
    """A class of routes that ask `answer` first."""

    class Route(APIRoute):
        def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
            declared = super().get_route_handler()

            async def handled(request: Request) -> Response:
                return await answer(request) or await declared(request)

            return handled

    return Route
