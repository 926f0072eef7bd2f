"""Signing in with an API token, and out again. Signing in with a provider is `service.signin`'s."""

from __future__ import annotations

import re
import secrets
from datetime import datetime, time
from typing import Annotated, Final

from fastapi import Form, Query, Response
from hegui.zone import ZONE

from hegui_adapters.pages.asking import Asked, Showing
from hegui_adapters.pages.declaring import Pages
from hegui_adapters.pages.words import Group
from hegui_adapters.service.access import cookie_name
from hegui_adapters.service.parts import Parts
from hegui_adapters.service.refusals import Refusal
from hegui_adapters.service.sessions import Session, sealed
from hegui_adapters.service.signin import HERE, put_cookie
from hegui_adapters.service.tokens import Token

__all__ = ["pages"]

WORDS: Group = {
    "heading": ("登录", "Sign in"),
    "with_provider": ("使用单位账号登录", "Sign in with your organisation's account"),
    "or_token": ("或使用 API 令牌", "Or with an API token"),
    "token": ("API 令牌", "API token"),
    "token_note": (
        "以 hegui_ 开头。登录后您具有该令牌的角色，最长 {hours} 小时；令牌撤销或到期，登录随即失效。",
        "It begins with hegui_. You have its role for {hours} hours at most; the sign-in ends when the token is revoked or expires.",
    ),
    "refused": ("令牌无效、已失效或已撤销。", "The token is not valid, has expired or was revoked."),
    "open": ("本服务未设登录，任何人均可查看。", "This service has no sign-in: whoever reaches it sees it."),
    "go_on": ("继续", "Go on"),
}
HOURS: Final = 8
pages = Pages(WORDS)


@pages.get("/signin", role=None)
def sign_in(asked: Showing, after: Annotated[str, Query(max_length=600)] = "/") -> Response:
    """Where somebody says who they are."""
    return _asked_for(asked, after)


@pages.post("/signin", role=None)
def signed_in(
    asked: Showing, token: Annotated[str, Form(max_length=200)] = "", after: Annotated[str, Form(max_length=600)] = "/"
) -> Response:
    """A token for a session of its holder's."""
    parts, now = asked.parts, asked.parts.clock().timestamp()
    parts.gate.unless_guessing(asked.request, now)
    found = parts.tokens.known(token.strip())
    if found is None:
        parts.gate.failed(asked.request, now)
        parts.recorder.audited(parts.refusals.noted(Refusal("session.refused", "stranger", "session", "token"), now))
        return _asked_for(asked, after, 401, refused=True)
    parts.tokens.used(found)
    session = _opened(parts, found)
    answer = asked.elsewhere(_own(after))
    put_cookie(answer, parts, cookie_name(parts), sealed(session, parts.session_key), session.until)
    return answer


@pages.post("/signout", role="viewer")
def sign_out(asked: Showing) -> Response:
    """Take the session's cookie away."""
    answer = asked.elsewhere("/signin")
    if asked.who is not None and asked.who.session is not None:
        asked.parts.recorder.audited([("session.closed", asked.who.name, asked.who.session.id, {})])
        put_cookie(answer, asked.parts, cookie_name(asked.parts), "", 0)
    return answer


def _asked_for(asked: Asked, after: str, status: int = 200, *, refused: bool = False) -> Response:
    told = asked.parts.settings
    return asked.page(
        "signin.html", status, after=_own(after), refused=refused, provider=bool(told.oidc), open=told.open, hours=HOURS
    )


def _own(after: str) -> str:
    """A place of this service, never another one."""
    return after if re.fullmatch(HERE, after) else "/"


def _opened(parts: Parts, token: Token) -> Session:
    """A session that ends with the token, once the log tells of it."""
    until = int(parts.clock().timestamp()) + HOURS * 3600
    if token.expires is not None:
        until = min(until, int(datetime.combine(datetime.fromisoformat(token.expires), time(), ZONE).timestamp()))
    session = Session(secrets.token_hex(12), token.actor, token.name, (token.role,), until, token.id)
    said = {"token": token.id, "roles": [token.role], "until": until}
    parts.recorder.audited([("session.opened", token.actor, session.id, said)])
    return session
