"""One process that serves: how it logs, what signals do to it, and the server around the application. It answers no request.

The application is imported by who serves: what only supervises workers has no need of it.
"""

from __future__ import annotations

import asyncio
import gc
import os
import secrets
import signal
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Final

import structlog
import uvicorn
from uvicorn.supervisors import Multiprocess

from hegui_adapters.service.logs import log_as_json
from hegui_adapters.service.metrics import MULTIPROC
from hegui_adapters.service.settings import SUPERVISOR, ServiceSettings, read_settings

if TYPE_CHECKING:
    from fastapi import FastAPI

    from hegui_adapters.service.parts import Parts

__all__ = ["serve", "served"]

log = structlog.get_logger("hegui.service")

SESSION_KEY: Final = "HEGUI_SESSION_KEY"
SPARE: Final = 30
"""Seconds beyond the time limit that a stopping process gives to what it accepted; and until one that is busy counts as hung."""
ORDINARY: Final = (700, 10, 10)
"""Python's own thresholds of its search for garbage; the command line's are for a run that ends soon."""


def served() -> FastAPI:
    """The application a server process builds for itself, as the environment says."""
    gc.disable()  # until it is ready: what is imported and loaded stays
    from hegui_adapters.service.app import application

    settings = read_settings()
    log_as_json(settings.log_level)
    return application(settings, beside=_lasting)


@asynccontextmanager
async def _lasting(parts: Parts) -> AsyncIterator[None]:
    """Reload on SIGHUP; and let no search for garbage look through the rules, which stay, each time."""
    loop = asyncio.get_running_loop()
    reloads: set[asyncio.Future[None]] = set()

    def asked() -> None:
        reloads.add(asyncio.ensure_future(asyncio.to_thread(_reloaded, parts)))

    loop.add_signal_handler(signal.SIGHUP, asked)
    watching = asyncio.ensure_future(_orphaned())
    gc.set_threshold(*ORDINARY)
    gc.freeze()  # without a search: of a start next to nothing is garbage
    gc.enable()
    yield
    watching.cancel()
    loop.remove_signal_handler(signal.SIGHUP)
    await asyncio.gather(*reloads)


async def _orphaned() -> None:
    """End as by a signal when whatever started this worker is gone: nobody would ever stop it."""
    started_by = os.environ.get(SUPERVISOR)
    while started_by is not None and started_by == str(os.getppid()):
        await asyncio.sleep(1)
    if started_by is not None:
        log.error("the supervisor is gone")
        os.kill(os.getpid(), signal.SIGTERM)


def _reloaded(parts: Parts) -> None:
    from hegui_adapters.service.reloading import by_signal

    by_signal(parts)
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def serve(settings: ServiceSettings, host: str, port: int, workers: int) -> None:
    """Serve until a signal says to stop; then finish what was accepted."""
    log_as_json(settings.log_level)
    config = uvicorn.Config(
        "hegui_adapters.service.process:served",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        log_config=None,
        access_log=False,
        lifespan="on",
        ws="none",
        server_header=False,
        proxy_headers=True,
        forwarded_allow_ips=settings.proxies,
        timeout_graceful_shutdown=int(settings.time_limit) + SPARE,
        timeout_worker_healthcheck=SPARE,
    )
    if workers == 1:
        _alone(config)
    else:
        key = {} if settings.session_key else {SESSION_KEY: secrets.token_urlsafe(32)}
        _together(config, key)  # else one worker would not know whom another signed in


def _alone(config: uvicorn.Config) -> None:
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: None)  # uvicorn raises it once more when all is done, to end the process by it
    uvicorn.Server(config).run()


def _together(config: uvicorn.Config, shared: Mapping[str, str]) -> None:
    os.environ[SUPERVISOR] = str(os.getpid())
    os.environ.update(shared)
    with tempfile.TemporaryDirectory(prefix="hegui-metrics-") as folder, config.bind_socket() as listening:
        os.environ[MULTIPROC] = folder
        _Supervisor(config, [listening]).run()


class _Supervisor(Multiprocess):
    """Starts workers, starts another where one dies, and hands SIGHUP on to them instead of replacing them."""

    def handle_hup(self) -> None:
        for process in self.processes:
            if process.pid is not None:
                with suppress(ProcessLookupError):
                    os.kill(process.pid, signal.SIGHUP)
