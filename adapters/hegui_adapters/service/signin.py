"""Signing people in: to the provider and back, then a session in a cookie. Which provider, and what it proves, is `oidc`'s."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from typing import TYPE_CHECKING, Annotated, Final

from fastapi import APIRouter, Depends, Query, Request, Response
from hegui.body import canonical

from hegui_adapters.service.access import Caller, caller, cookie_name
from hegui_adapters.service.answers import json_response
from hegui_adapters.service.parts import Parts
from hegui_adapters.service.problems import ProblemError
from hegui_adapters.service.reading import Running
from hegui_adapters.service.refusals import Refusal
from hegui_adapters.service.sessions import Session, attempt_in, csrf_of, sealed

if TYPE_CHECKING:
    from hegui_adapters.service.oidc import Person, Provider

__all__ = ["HERE", "put_cookie", "routes"]

routes = APIRouter(prefix="/v1/session", tags=["session"])
HERE: Final = r"^/([A-Za-z0-9._~?=&%-][A-Za-z0-9._~/?=&%-]{0,500})?$"
"""A place of this service; never another one."""
NAMED: Final = re.compile(r"[!-~]{1,80}")

Known = Annotated[Caller, Depends(caller)]


@routes.get("/login", operation_id="signIn", status_code=303)
def sign_in(*, parts: Running, after: Annotated[str, Query(pattern=HERE)] = "/v1/session") -> Response:
    """Send somebody to the provider."""
    url, attempt = _provider(parts).begun(after)
    answer = Response(status_code=303, headers={"Location": url})
    put_cookie(answer, parts, _attempt_name(parts), sealed(attempt, parts.session_key), attempt.until)
    return answer


@routes.get("/callback", operation_id="signedIn", status_code=303)
def signed_in(
    *,
    request: Request,
    parts: Running,
    state: Annotated[str | None, Query(max_length=200)] = None,
    code: Annotated[str | None, Query(max_length=2000)] = None,
    iss: Annotated[str | None, Query(max_length=500)] = None,
) -> Response:
    """Take back who was sent to the provider, and open a session for them."""
    now = parts.clock().timestamp()
    parts.gate.unless_guessing(request, now)
    provider = _provider(parts)
    attempt = attempt_in(request.cookies.get(_attempt_name(parts), ""), parts.session_key, now)
    try:
        same = attempt is not None and hmac.compare_digest((state or "").encode(), attempt.state.encode())
        if attempt is None or not same or code is None or not provider.issued(iss):
            raise ProblemError(
                "unauthenticated", "登录已过期或被中断，请重新登录", "this sign-in is over; begin again", reason="state"
            )
        session = _session(parts, provider.person(attempt, code))
    except ProblemError as problem:
        parts.gate.failed(request, now)
        refusal = Refusal("session.refused", "stranger", "session", problem.reason or problem.kind.name)
        parts.recorder.audited(parts.refusals.noted(refusal, now))
        raise
    answer = Response(status_code=303, headers={"Location": attempt.after})
    put_cookie(answer, parts, cookie_name(parts), sealed(session, parts.session_key), session.until)
    put_cookie(answer, parts, _attempt_name(parts), "", 0)
    return answer


@routes.get("", operation_id="getSession")
def get_session(*, parts: Running, who: Known) -> Response:
    """Who is asking, with what roles; for a session, what its requests bring as X-CSRF-Token."""
    said: dict[str, object] = {"actor": who.name, "roles": list(who.roles)}
    if who.session is not None:
        said.update(shown=who.session.shown, until=who.session.until, csrf=csrf_of(who.session, parts.session_key))
    return json_response(canonical(said))


@routes.delete("", operation_id="signOut", status_code=204)
def sign_out(*, parts: Running, who: Known) -> Response:
    """Take the session's cookie away."""
    answer = Response(status_code=204)
    if who.session is not None:
        parts.recorder.audited([("session.closed", who.name, who.session.id, {})])
        put_cookie(answer, parts, cookie_name(parts), "", 0)
    return answer


def _provider(parts: Parts) -> Provider:
    if parts.provider is None:
        raise ProblemError("not-found", "本服务未配置登录", "nobody can sign in here: the settings name no provider")
    return parts.provider


def _session(parts: Parts, person: Person) -> Session:
    """A session for somebody who has a role here, once the log tells of it."""
    told = parts.settings.oidc
    assert told is not None
    if not person.roles:
        raise ProblemError("forbidden", "您的账号没有本服务的角色", "your account has no role here", reason="no-role")
    named = NAMED.fullmatch(person.subject)
    digest = hashlib.sha256(person.subject.encode()).hexdigest()[:32]
    until = int(parts.clock().timestamp() + told.hours * 3600)
    actor = f"person:{person.subject if named else f'sha256-{digest}'}"
    session = Session(secrets.token_hex(12), actor, person.shown, person.roles, until)
    said = {
        "issuer": told.issuer,
        "subject": person.subject,
        "shown": person.shown,
        "roles": list(person.roles),
        "until": until,
    }
    parts.recorder.audited([("session.opened", actor, session.id, said)])
    return session


def _attempt_name(parts: Parts) -> str:
    return f"{cookie_name(parts)}-attempt"


def put_cookie(answer: Response, parts: Parts, name: str, value: str, until: int) -> None:
    """Set a cookie that lasts until then. Lax, not strict: the way back from the provider begins at another site."""
    lasting = max(0, until - int(parts.clock().timestamp()))
    answer.set_cookie(name, value, max_age=lasting, path="/", secure=parts.secure, httponly=True, samesite="lax")
