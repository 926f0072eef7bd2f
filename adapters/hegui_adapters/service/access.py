"""Who is asking, and whether they may: by an API token, or by a session that a browser keeps. It signs nobody in."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from hegui_adapters.service.parts import Parts
from hegui_adapters.service.problems import ProblemError
from hegui_adapters.service.refusals import Refusal
from hegui_adapters.service.roles import ROLES, Role, may
from hegui_adapters.service.sessions import Session, csrf_of, session_in
from hegui_adapters.service.tokens import Token
from hegui_adapters.store.database import StoreUnavailableError

__all__ = ["ANONYMOUS", "CSRF", "Caller", "Needed", "Role", "actor", "admitted", "caller", "cookie_name", "recognised"]

ANONYMOUS: Final = "anonymous"
STRANGER: Final = "stranger"
SAFE: Final = ("GET", "HEAD", "OPTIONS")
CSRF: Final = "x-csrf-token"
Needed = Role | tuple[Role, ...]
"""A role, or several of which one will do."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who was recognised: how the log calls them, and the roles they hold."""

    name: str
    roles: tuple[Role, ...]
    session: Session | None = None


def actor(role: Role) -> Callable[[Request], Awaitable[str]]:
    """A dependency that gives the caller's name, once it is known to be allowed to act as `role`."""

    async def named(request: Request) -> str:
        return (await admitted(request, role, request.headers.get(CSRF, ""))).name

    return named


async def admitted(request: Request, role: Needed, proof: str) -> Caller:
    """Who sent a request, allowed to act as `role`, or as one of them.

    Raises:
        ProblemError: as of `recognised`; or they lack the role.
    """
    found = await recognised(request, proof)
    wanted = (role,) if isinstance(role, str) else role
    if not any(may(found.roles, one) for one in wanted):
        raise await _refused(request, "role", found.name, _lacking(wanted))
    return found


async def caller(request: Request) -> Caller:
    """Who sent a request that brings its proof of being ours in a header. Raises as `recognised`."""
    return await recognised(request, request.headers.get(CSRF, ""))


async def recognised(request: Request, proof: str) -> Caller:
    """Who sent a request; `proof` is what it brings to show that a page of ours sent it, where a session has to.

    Raises:
        ProblemError: nobody known did, it comes too often, or another site may have made a browser send it.
    """
    parts: Parts = request.app.state.parts
    if parts.settings.open:
        return Caller(ANONYMOUS, ROLES)
    now = parts.clock().timestamp()
    parts.gate.unless_guessing(request, now)
    found = await _recognised(parts, request, now)
    if isinstance(found, ProblemError):
        parts.gate.failed(request, now)
        raise await _refused(request, "unrecognised", STRANGER, found)
    request.state.actor = found.name
    parts.gate.admit(request, found.name, now)
    if found.session is not None and not _from_our_page(parts, request, found.session, proof):
        raise await _refused(request, "csrf", found.name, _forged())
    return found


async def _recognised(parts: Parts, request: Request, now: float) -> Caller | ProblemError:
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    if scheme:
        if scheme.lower() != "bearer":
            return _unknown("请使用 Authorization: Bearer", "use Authorization: Bearer")
        token = parts.tokens.remembered(secret) or await run_in_threadpool(_looked_up, parts, secret)
        if token is None:
            return _unknown(
                "令牌无效、已失效或已撤销", "the token is not valid, has expired or was revoked", "invalid_token"
            )
        return Caller(token.actor, (token.role,))
    cookie = request.cookies.get(cookie_name(parts))
    session = session_in(cookie, parts.session_key, now) if cookie else None
    if session is None or (session.token and not await run_in_threadpool(parts.tokens.holding, session.token)):
        return _unknown("请提供 API 令牌，或先登录", "bring an API token, or sign in")
    return Caller(session.actor, session.roles, session)


def _looked_up(parts: Parts, secret: str) -> Token | None:
    token = parts.tokens.known(secret)
    if token is not None:
        with suppress(StoreUnavailableError):  # whoever only reads can go on where nothing can be written
            parts.tokens.used(token)
    return token


def _from_our_page(parts: Parts, request: Request, session: Session, proof: str) -> bool:
    wanted = csrf_of(session, parts.session_key)
    return request.method in SAFE or hmac.compare_digest(proof.encode("utf-8", "surrogateescape"), wanted.encode())


def cookie_name(parts: Parts) -> str:
    """What the cookie of a session is called; `__Host-` lets no other host of the domain set it (RFC 6265bis)."""
    return "__Host-hegui" if parts.secure else "hegui"


async def _refused(request: Request, reason: str, who: str, problem: ProblemError) -> ProblemError:
    """The problem, once the log tells of it as far as `refusals` says."""
    parts: Parts = request.app.state.parts
    route = getattr(request.scope.get("route"), "path", "")
    lines = parts.refusals.noted(
        Refusal("access.refused", who, f"{request.method} {route}", reason), parts.clock().timestamp()
    )
    if lines:
        await run_in_threadpool(parts.recorder.audited, lines)
    return problem


def _unknown(zh: str, en: str, error: str | None = None) -> ProblemError:
    told = 'Bearer realm="hegui"' + (f', error="{error}"' if error else "")
    return ProblemError("unauthenticated", zh, en, more={"WWW-Authenticate": told})


def _lacking(roles: tuple[Role, ...]) -> ProblemError:
    zh, en = " 或 ".join(roles), " or ".join(roles)
    return ProblemError("forbidden", f"此操作需要角色 {zh}", f"this takes the role {en}", reason="role")


def _forged() -> ProblemError:
    return ProblemError(
        "forbidden",
        "网页会话须在请求头 X-CSRF-Token 中附上 GET /v1/session 给出的值",
        "a browser's session brings, in the header X-CSRF-Token, what GET /v1/session gave",
        reason="csrf",
    )
