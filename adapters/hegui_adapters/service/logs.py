"""The service's own log: a line of JSON for each event on standard error. It never holds what a manifest says, nor a secret.

Messages of exceptions may quote what they were given; so an exception is told by its type and where it happened.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Mapping, MutableMapping
from types import TracebackType
from typing import Any, Final, TextIO

import structlog
from structlog.types import EventDict, Processor

__all__ = ["log_as_json", "log_request"]

QUIET: Final = ("/healthz", "/readyz", "/metrics")
"""Asked every few seconds: told at debug only."""
DEEPEST: Final = 30

log = structlog.get_logger("hegui.service")


def log_as_json(level: str, stream: TextIO = sys.stderr) -> None:
    """Let everything this process logs be JSON, whoever logs it."""
    number = logging.getLevelNamesMapping()[level.upper()]
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
        _trace,
        _exception,
    ]
    structlog.configure(
        processors=[*shared, structlog.processors.JSONRenderer(ensure_ascii=False)],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.WriteLoggerFactory(stream),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream)
    last: list[Processor] = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ]
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=last))
    logging.getLogger("alembic").setLevel(logging.WARNING)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(max(number, logging.INFO))


def log_request(scope: Mapping[str, Any], route: str | None, status: int, seconds: float) -> None:
    """The line of one request: the route as it is declared, so that no part of an address is told."""
    tell = log.debug if route in QUIET else log.info
    who = scope.get("state", {}).get("actor")
    told = {"method": scope["method"], "route": route, "status": status, "seconds": round(seconds, 4)}
    tell("request", **told, **({"actor": who} if who else {}))


def _trace(_: object, __: str, event: EventDict) -> EventDict:
    """Tell the ids of a W3C traceparent (`00-TRACE-PARENT-FLAGS`) apart."""
    parts = str(event.pop("trace", "")).split("-")
    if len(parts) >= 4:
        event["trace_id"], event["parent_id"] = parts[1], parts[2]
    return event


def _exception(_: object, __: str, event: EventDict) -> EventDict:
    found = event.pop("exc_info", None)
    if found is True:
        found = sys.exc_info()
    error = found[1] if isinstance(found, tuple) else found
    if isinstance(error, BaseException):
        event["error"] = _told(error)
    return event


def _told(error: BaseException) -> MutableMapping[str, object]:
    said: dict[str, object] = {"type": type(error).__qualname__, "frames": _frames(error.__traceback__)}
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return {**said, "cause": _told(cause)} if cause is not None else said


def _frames(found: TracebackType | None) -> list[str]:
    summary = traceback.extract_tb(found)
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in summary[-DEEPEST:]]
