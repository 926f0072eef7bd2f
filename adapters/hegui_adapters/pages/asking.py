"""What a page is told of whoever asks for it, and the answers it gives: a page, a fragment, another address. It admits nobody."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Final
from urllib.parse import quote, urlencode

from fastapi import Depends, Request, Response
from hegui import __version__
from starlette.responses import HTMLResponse, RedirectResponse

from hegui_adapters.language import LANGUAGES, Lang
from hegui_adapters.pages.printing import NotPrintableError, pdf
from hegui_adapters.pages.rendering import html
from hegui_adapters.pages.words import Group, other_than, spoken
from hegui_adapters.service.access import Caller
from hegui_adapters.service.clock import stamp
from hegui_adapters.service.parts import Parts
from hegui_adapters.service.problems import ProblemError
from hegui_adapters.service.roles import Role, may
from hegui_adapters.service.sessions import csrf_of

__all__ = ["Asked", "Entry", "Showing", "asking", "language_of"]

LANGUAGE_COOKIE: Final = "lang"
A_YEAR: Final = 365 * 24 * 3600
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
"""The nonce is for the style sheet CodeMirror writes: a script finds it in `meta[name=csp-nonce]`, for `EditorView.cspNonce`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the menu; it is shown to whoever may act as `role`. `covers` are other places it stands for."""

    href: str
    text: tuple[str, str]
    role: Role
    covers: tuple[str, ...] = ()

    def holds(self, path: str) -> bool:
        """Whether a page is one of those it stands for."""
        below = () if self.href == "/" else (self.href,)
        return path == self.href or any(path == one or path.startswith(f"{one}/") for one in (*below, *self.covers))


@dataclass(frozen=True, slots=True)
class Asked:
    """One request for a page. `who` is None where nobody had to be known."""

    request: Request
    parts: Parts
    who: Caller | None
    lang: Lang
    group: Group
    nonce: str

    @property
    def by_script(self) -> bool:
        """Whether a page asks for a part of itself (htmx)."""
        return self.request.headers.get("hx-request") == "true"

    def may(self, role: Role) -> bool:
        """Whether whoever asks may act as `role`: a page shows nothing else."""
        return self.who is not None and may(self.who.roles, role)

    def said(self, name: str) -> str:
        """One of the group's words, or of those of all pages."""
        return spoken(self.group, self.lang)[name]

    def page(self, template: str, status: int = 200, /, **data: object) -> Response:
        """A whole page; its template extends `base.html`."""
        answer = HTMLResponse(html(template, {**self._context(), **data}), status)
        return self._protected(answer)

    def fragment(self, template: str, /, *, title: str, **data: object) -> Response:
        """A part of a page, loaded when it is opened. Who comes to its address without a script gets it as a page."""
        if self.by_script:
            return self.page(template, **data)
        return self.page("fragment.html", fragment=template, title=title, **data)

    def paper(self, template: str, name: str, /, **data: object) -> Response:
        """A document as PDF under a file name; its template extends `paper.html`.

        Raises:
            ProblemError: what prints is not installed.
        """
        try:
            printed = pdf(html(template, {**self._context(), **data}))
        except NotPrintableError:
            raise ProblemError(
                "unavailable",
                "本服务未安装 PDF 组件（WeasyPrint 与 Pango）",
                "this service has nothing installed to print PDF with (WeasyPrint and Pango)",
            ) from None
        told = f"inline; filename*=UTF-8''{quote(name, safe='')}"
        answer = Response(printed, media_type="application/pdf", headers={"Content-Disposition": told})
        return self._protected(answer)

    def elsewhere(self, address: str) -> Response:
        """After a form: on to another page of ours. A script's request leads its page there."""
        if self.by_script:
            return self._protected(Response(status_code=204, headers={"HX-Redirect": address}))
        return self._protected(RedirectResponse(address, 303))

    def _context(self) -> Mapping[str, object]:
        session = self.who.session if self.who is not None else None
        entries: Sequence[Entry] = self.request.app.state.menu
        place = LANGUAGES.index(self.lang)
        url = self.request.url
        return {
            "lang": self.lang,
            "t": spoken(self.group, self.lang),
            "may": self.may,
            "who": self.who,
            "shown": session.shown if session else "",
            "csrf": csrf_of(session, self.parts.session_key) if session else "",
            "nonce": self.nonce,
            "menu": [(one.href, one.text[place], one.holds(url.path)) for one in entries if self.may(one.role)],
            "other_language": self._in(other_than(self.lang)),
            "other_lang": other_than(self.lang),
            "address": str(url.replace(query=_without_language(self.request))),
            "printed_at": stamp(self.parts.clock())[:16].replace("T", " "),
            "version": __version__,
        }

    def _in(self, lang: Lang) -> str:
        """This page in another language; a page that a form led to cannot be asked for again, so its language is asked of `/`."""
        if self.request.method != "GET":
            return f"/?lang={lang}"
        kept = _without_language(self.request)
        return f"{self.request.url.path}?{kept}{'&' if kept else ''}lang={lang}"

    def _protected(self, answer: Response) -> Response:
        answer.headers["Content-Security-Policy"] = POLICY.format(nonce=self.nonce)
        answer.headers["Referrer-Policy"] = (
            "same-origin"  # with none, browsers hide the origin of our own forms from us
        )
        answer.headers["Content-Language"] = self.lang
        if self.request.query_params.get("lang") in LANGUAGES:
            answer.set_cookie(
                LANGUAGE_COOKIE, self.lang, max_age=A_YEAR, path="/", secure=self.parts.secure, samesite="lax"
            )
        return answer


async def asked_of(request: Request) -> Asked:
    asked: Asked = request.state.asked
    return asked


Showing = Annotated[Asked, Depends(asked_of)]
"""What a page's function takes to answer with."""


def asking(request: Request, who: Caller | None, group: Group) -> Asked:
    """The request as its page sees it."""
    parts: Parts = request.app.state.parts
    return Asked(request, parts, who, language_of(request), group, secrets.token_urlsafe(16))


def language_of(request: Request) -> Lang:
    """The language asked for: by `?lang=`, by the cookie, by the browser; else Chinese."""
    preferred = [one.partition(";")[0].strip().lower() for one in request.headers.get("accept-language", "").split(",")]
    named = [request.query_params.get("lang"), request.cookies.get(LANGUAGE_COOKIE), *(one[:2] for one in preferred)]
    return next((lang for one in named for lang in LANGUAGES if lang == one), LANGUAGES[0])


def _without_language(request: Request) -> str:
    return urlencode([(name, value) for name, value in request.query_params.multi_items() if name != "lang"])
