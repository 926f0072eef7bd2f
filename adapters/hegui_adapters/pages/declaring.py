"""How a group of pages is declared: its routes with the role each takes, its words, its lines of the menu. It renders nothing.

pages = Pages(WORDS, menu=[Entry("/things", ("事项", "Things"), "viewer")])

@pages.get("/things", role="viewer")
def things(asked: Showing) -> Response:
    return asked.page("things.html", things=things_of(asked.parts))

@pages.post("/things", role="officer")
def add(asked: Showing, name: Annotated[str, Form(max_length=80)]) -> Response:
    …
    return asked.elsewhere("/things")
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Final, TypeVar
from urllib.parse import quote, urlsplit

from fastapi import APIRouter, Depends, Request, Response
from starlette.datastructures import FormData

from hegui_adapters.pages.asking import Entry, asking
from hegui_adapters.pages.words import Group
from hegui_adapters.service.access import CSRF, Caller, Needed, admitted, cookie_name
from hegui_adapters.service.parts import Parts
from hegui_adapters.service.problems import ProblemError

__all__ = ["Pages", "SignInNeededError", "form_of"]

SAFE: Final = ("GET", "HEAD")
FIELD: Final = "csrf"

Shown = TypeVar("Shown", bound=Callable[..., Response])


class SignInNeededError(Exception):
    """A page was asked for by somebody who did not sign in. `after` is where they wanted to go."""

    def __init__(self, after: str) -> None:
        self.after = after
        super().__init__(after)


class Pages:
    """A group of pages. `role` None is for pages that everybody sees."""

    def __init__(self, words: Group, menu: Sequence[Entry] = ()) -> None:
        self.words, self.menu = words, tuple(menu)
        self.routes = APIRouter(include_in_schema=False)

    def get(self, path: str, *, role: Needed | None) -> Callable[[Shown], Shown]:
        """A page, or a fragment of one."""
        return self._declared(path, "GET", role)

    def post(self, path: str, *, role: Needed | None) -> Callable[[Shown], Shown]:
        """What a form is sent to; that a page of ours sent it is known before the function is called."""
        return self._declared(path, "POST", role)

    def _declared(self, path: str, method: str, role: Needed | None) -> Callable[[Shown], Shown]:
        entered = Depends(self._entered(role))

        def declared(shown: Shown) -> Shown:
            self.routes.add_api_route(path, shown, methods=[method], dependencies=[entered], response_model=None)
            return shown

        return declared

    def _entered(self, role: Needed | None) -> Callable[[Request], Awaitable[None]]:
        async def entered(request: Request) -> None:
            if request.method not in SAFE:
                _unless_foreign(request)
            who = await _known(request, role) if role is not None else None
            request.state.asked = asking(request, who, self.words)

        return entered


async def _known(request: Request, role: Needed) -> Caller:
    """Who asks for a page, allowed to act as `role`, or one of them.

    Raises:
        SignInNeededError: they did not sign in, or did too long ago.
        ProblemError: they may not, or come too often.
    """
    parts: Parts = request.app.state.parts
    by_browser = "authorization" not in request.headers
    if by_browser and not parts.settings.open and cookie_name(parts) not in request.cookies:
        raise SignInNeededError(_wanted(request))
    try:
        return await admitted(request, role, await _proof(request))
    except ProblemError as problem:
        if by_browser and problem.kind.name == "unauthenticated":
            raise SignInNeededError(_wanted(request)) from None
        raise


async def _proof(request: Request) -> str:
    """What shows that a page of ours sent a form: in its header, or in its field."""
    if request.method in SAFE or CSRF in request.headers:
        return request.headers.get(CSRF, "")
    given = (await form_of(request)).get(FIELD, "")
    return given if isinstance(given, str) else ""


async def form_of(request: Request) -> FormData:
    """What a form brings, each field as large as the service takes a body. A function that takes it declares no `Form` of its own."""
    parts: Parts = request.app.state.parts
    return await request.form(max_part_size=parts.settings.body_limit)


def _unless_foreign(request: Request) -> None:
    """Let a form pass that a page of this very service sent.

    Raises:
        ProblemError: a page of another origin did.
    """
    parts: Parts = request.app.state.parts
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site", "same-origin")
    ours = {request.headers.get("host"), urlsplit(parts.settings.public_url or "").netloc or None}
    if (origin is None and site != "same-origin") or (origin is not None and urlsplit(origin).netloc not in ours):
        raise ProblemError(
            "forbidden",
            "此表单不是从本服务的页面提交的",
            "this form was not sent from a page of this service",
            reason="origin",
        )


def _wanted(request: Request) -> str:
    """Where somebody is to come after signing in: the page they asked for, or the one a part or form of which they did."""
    if request.headers.get("hx-request") == "true":
        at = urlsplit(request.headers.get("hx-current-url", "/"))
        return f"{quote(at.path or '/')}{'?' + at.query if at.query else ''}"
    if request.method not in SAFE:
        return "/"
    query = request.url.query
    return f"{quote(request.url.path)}{'?' + query if query else ''}"
