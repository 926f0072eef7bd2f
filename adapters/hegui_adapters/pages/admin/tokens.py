"""`/admin/tokens`: API tokens made, listed and revoked. The secret of a new one is in one answer and nowhere else."""

from __future__ import annotations

from typing import Annotated

from fastapi import Form, Path, Response

from hegui_adapters.days import day_of
from hegui_adapters.failures import RefusedError
from hegui_adapters.pages.admin.status import ADMIN
from hegui_adapters.pages.admin.words import WORDS
from hegui_adapters.pages.asking import Asked, Showing
from hegui_adapters.pages.declaring import Pages
from hegui_adapters.service.clock import day_in_china
from hegui_adapters.service.problems import Flaw, ProblemError
from hegui_adapters.service.roles import ROLES
from hegui_adapters.service.tokens import Token

__all__ = ["pages"]

pages = Pages(WORDS)


@pages.get("/admin/tokens", role=ADMIN)
def listed(asked: Showing) -> Response:
    """All tokens, with a form for a new one."""
    return _listed(asked)


@pages.post("/admin/tokens", role=ADMIN)
def make(
    asked: Showing,
    name: Annotated[str, Form(max_length=200)] = "",
    role: Annotated[str, Form(max_length=20)] = "",
    expires: Annotated[str, Form(max_length=20)] = "",
) -> Response:
    """Make a token, and show its secret this once."""
    assert asked.who is not None
    try:
        day = day_of(expires) if expires else None
        made, secret = asked.parts.tokens.new(name.strip(), role, asked.who.name, day)
    except RefusedError as error:
        given = {"name": name, "role": role, "expires": expires}
        return _listed(asked, 422, given=given, flaws=[Flaw(error.zh, error.en)])
    return _listed(asked, 201, made=made, secret=secret)


@pages.post("/admin/tokens/{token_id}/revoke", role=ADMIN)
def revoke(asked: Showing, token_id: Annotated[str, Path(pattern=r"^[0-9a-f]{12}$")]) -> Response:
    """Let a token be worth nothing from now on."""
    assert asked.who is not None
    if asked.parts.tokens.revoke(token_id, asked.who.name) is None:
        raise ProblemError("not-found", "没有这个令牌", "there is no such token")
    return asked.elsewhere("/admin/tokens")


def _listed(
    asked: Asked,
    status: int = 200,
    *,
    made: Token | None = None,
    secret: str = "",
    given: dict[str, str] | None = None,
    flaws: list[Flaw] | None = None,
) -> Response:
    today = day_in_china(asked.parts.clock())
    tokens = [(one, _state(one, live=one.live(today))) for one in asked.parts.tokens.listed()]
    return asked.page(
        "admin/tokens.html",
        status,
        tokens=tokens,
        roles=ROLES,
        made=made,
        secret=secret,
        given=given or {"name": "", "role": "viewer", "expires": ""},
        flaws=flaws or [],
    )


def _state(one: Token, *, live: bool) -> str:
    return "revoked" if one.revoked else "live" if live else "expired"
