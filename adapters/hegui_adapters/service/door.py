"""What every request passes: limits of size and time, who it is, headers that protect, errors that say nothing of the inside.

It wraps the whole application, so that these hold for every answer, be it of a route, of the framework or of a fault.
"""

from __future__ import annotations

import asyncio
import logging
import re
import secrets
from collections.abc import Callable, Mapping
from typing import Any

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bound_contextvars

from hegui_adapters.service.problems import MEDIA_TYPE, ProblemError, rendered

__all__ = ["Door", "Shown", "Watch", "plain"]

log = logging.getLogger("hegui.service")

PROTECTING: Mapping[str, str] = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
"""Set unless the answer says otherwise."""
CLOSED = 499
"""What is told of a request whose sender went away before there was an answer."""

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_TRACEPARENT = re.compile(r"(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?")


Watch = Callable[[Mapping[str, Any], int, float], None]
"""Is told of every request: its scope, the status of its answer, the seconds until it had been given."""


Shown = Callable[[Scope, ProblemError], Response]
"""How whoever sent a request is told of a problem with it."""


def plain(scope: Scope, problem: ProblemError) -> Response:
    """As problem details, wherever the request went."""
    del scope
    return Response(rendered(problem), problem.kind.status, problem.more, MEDIA_TYPE)


class Door:
    """ASGI middleware. `body_limit` in bytes, `time_limit` in seconds from a request to its answer; its body has half of them."""

    def __init__(self, app: ASGIApp, body_limit: int, time_limit: float, watch: Watch, shown: Shown = plain) -> None:
        self._app, self._body_limit, self._time_limit, self._watch = app, body_limit, time_limit, watch
        self._shown = shown

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        passage = _Passage(scope, receive, send, self._body_limit, self._time_limit, self._shown)
        with bound_contextvars(**passage.identity):
            await passage.through(self._app)
            self._watch(scope, passage.status, passage.took)


class _Passage:
    """One request on its way in and out."""

    def __init__(
        self, scope: Scope, receive: Receive, send: Send, body_limit: int, time_limit: float, shown: Shown
    ) -> None:
        self._scope, self._receive, self._send, self._shown = scope, receive, send, shown
        self._left, self._time_limit = body_limit, time_limit
        self._since = asyncio.get_running_loop().time()
        self._deadline = self._since + time_limit / 2
        self._started = self._read = False
        self._late: asyncio.Future[None] | None = None
        self.status, self.took = CLOSED, 0.0
        self.identity = _identity(scope)

    async def through(self, app: ASGIApp) -> None:
        alarm = asyncio.get_running_loop().call_later(self._time_limit, self._give_up)
        try:
            await self._worked(
                app
            )  # to its end, whatever it takes: so a repeated key finds the answer to what was begun
        finally:
            alarm.cancel()
        if self._late is not None:
            await self._late

    def _give_up(self) -> None:
        if not self._started:
            self._late = asyncio.ensure_future(
                self._told(ProblemError("timeout", more={"Retry-After": "1"}), self._sent)
            )

    async def _worked(self, app: ASGIApp) -> None:
        try:
            await app(self._scope, self._taken, self._given)
        except Exception:
            log.exception("a request failed")
            if not self._started:
                await self._told(ProblemError("internal"), self._given)

    async def _taken(self) -> Message:
        """The next piece of the body, if it comes in time and is not too much."""
        if self._read:
            return await self._receive()
        try:
            async with asyncio.timeout_at(self._deadline):
                message = await self._receive()
        except TimeoutError:
            raise ProblemError("too-slow") from None
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise ProblemError("too-large", more={"Connection": "close"})
        self._read = not message.get("more_body", False)
        return message

    async def _given(self, message: Message) -> None:
        if self._late is None:
            await self._sent(message)

    async def _sent(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._started = True
            self.status = message["status"]
            self.took = asyncio.get_running_loop().time() - self._since
            message["headers"] = [*message["headers"], *self._added(message["headers"])]
        await self._send(message)

    def _added(self, headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        present = {name.lower() for name, _ in headers}
        quota = self._scope.get("state", {}).get("quota", {})
        wanted = {**PROTECTING, **{name.lower(): value for name, value in quota.items()}, **self._echoed()}
        return [(k.encode(), v.encode()) for k, v in wanted.items() if k.encode() not in present]

    def _echoed(self) -> Mapping[str, str]:
        known = self.identity
        return {"x-request-id": known["request_id"], **({"traceparent": known["trace"]} if "trace" in known else {})}

    async def _told(self, problem: ProblemError, send: Send) -> None:
        await self._shown(self._scope, problem)(self._scope, self._receive, send)


def _identity(scope: Scope) -> Mapping[str, str]:
    """How logs and the caller name this request: the id the caller gave, if it is one, else a new one; its trace."""
    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    given = headers.get(b"x-request-id", "")
    known = {"request_id": given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(8)}
    trace = headers.get(b"traceparent", "")
    return {**known, "trace": trace} if _TRACEPARENT.fullmatch(trace) else known
