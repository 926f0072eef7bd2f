"""The application: routes, what they need while it runs, and the door they lie behind. It starts no server."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from typing import Any

from fastapi import FastAPI
from hegui import __version__

from hegui_adapters.pages.problems import at_door, told
from hegui_adapters.pages.routes import add_pages
from hegui_adapters.service import (
    admin,
    checks,
    decisions,
    deliveries,
    events,
    health,
    register,
    reviews,
    rules,
    signin,
    subscribing,
    webhooks,
)
from hegui_adapters.service.answers import handle_errors
from hegui_adapters.service.clock import Clock, machine
from hegui_adapters.service.contract import described
from hegui_adapters.service.door import Door
from hegui_adapters.service.logs import log_request
from hegui_adapters.service.parts import Parts, running
from hegui_adapters.service.settings import ServiceSettings

__all__ = ["application"]

Beside = Callable[[Parts], AbstractAsyncContextManager[None]]
"""What goes on while the service runs: entered once its parts are there, left before they are taken apart."""


def _nothing(_: Parts) -> AbstractAsyncContextManager[None]:
    return nullcontext()


def _prepare(app: FastAPI) -> None:
    """Let FastAPI work out its routes now. Else it does so in the threads of the first requests, and turns the warnings filters
    of the whole process meanwhile, which two threads undo for each other."""
    nowhere = {"type": "http", "method": "GET", "path": "/", "root_path": "", "headers": [], "query_string": b""}
    for route in app.routes:
        route.matches(dict(nowhere))


def application(settings: ServiceSettings, clock: Clock = machine, beside: Beside = _nothing) -> FastAPI:
    """The service as an ASGI application. The store is opened when it starts and closed when it ends."""

    @asynccontextmanager
    async def living(app: FastAPI) -> AsyncIterator[None]:
        with running(settings, clock) as parts:
            app.state.parts = parts
            async with beside(parts):
                yield

    def watched(scope: Mapping[str, Any], status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", None)
        app.state.parts.metrics.answered(scope["method"], route, status, seconds)
        log_request(scope, route, status, seconds)

    app = FastAPI(title="hegui", version=__version__, lifespan=living, docs_url=None, redoc_url=None)
    app.state.settings = settings
    for routes in (
        checks.routes,
        decisions.routes,
        reviews.routes,
        register.routes,
        events.routes,
        webhooks.routes,
        rules.routes,
        subscribing.routes,
        deliveries.routes,
        admin.routes,
        signin.routes,
        health.routes,
    ):
        app.include_router(routes)
    add_pages(app)
    app.openapi = lambda: described(app)  # type: ignore[method-assign]
    handle_errors(app, told)
    app.add_middleware(
        Door, body_limit=settings.body_limit, time_limit=settings.time_limit, watch=watched, shown=at_door
    )
    _prepare(app)
    return app
