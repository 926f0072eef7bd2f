"""The application: routes, what they need while it runs, and the door they lie behind. It starts no server."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from hegui import __version__

from hegui_adapters.service import checks, decisions, health, register, reviews, rules, webhooks
from hegui_adapters.service.answers import handle_errors
from hegui_adapters.service.clock import Clock, machine
from hegui_adapters.service.contract import described
from hegui_adapters.service.door import Door
from hegui_adapters.service.parts import running
from hegui_adapters.service.settings import ServiceSettings, read_settings

__all__ = ["application", "served"]


def application(settings: ServiceSettings, clock: Clock = machine) -> FastAPI:
    """The service as an ASGI application. The store is opened when it starts and closed when it ends."""

    @asynccontextmanager
    async def living(app: FastAPI) -> AsyncIterator[None]:
        with running(settings, clock) as parts:
            app.state.parts = parts
            yield

    app = FastAPI(title="hegui", version=__version__, lifespan=living, docs_url=None, redoc_url=None)
    app.state.settings = settings
    for routes in (
        checks.routes,
        decisions.routes,
        reviews.routes,
        register.routes,
        webhooks.routes,
        rules.routes,
        health.routes,
    ):
        app.include_router(routes)
    app.openapi = lambda: described(app)  # type: ignore[method-assign]
    handle_errors(app)
    app.add_middleware(Door, body_limit=settings.body_limit, time_limit=settings.time_limit)
    return app


def served() -> FastAPI:
    """The application a server process builds for itself, as the environment says."""
    return application(read_settings())
