"""The editor's page, and what is told of its text while it is written. Only storing keeps anything."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from fastapi import Depends, Query, Request, Response
from hegui.decide import Decision
from hegui.errors import ManifestError, Problem

from hegui_adapters.pages.asking import Asked, Entry, Showing
from hegui_adapters.pages.decisions.kept import kept_of, sealed_in, text_of
from hegui_adapters.pages.declaring import Pages, form_of
from hegui_adapters.pages.trial import kept, tried
from hegui_adapters.pages.trying.completion import completion
from hegui_adapters.pages.trying.live import FIRST, Live, concluded, live_of, marks, wanted_of
from hegui_adapters.pages.trying.samples import samples, titles
from hegui_adapters.pages.trying.words import WORDS
from hegui_adapters.service.decisions import ID
from hegui_adapters.service.problems import ProblemError

__all__ = ["Written", "pages", "source_of"]

A_DAY: Final = "private, max-age=86400"
pages = Pages(WORDS, menu=[Entry("/try", ("试检", "Try it"), "viewer")])


@dataclass(frozen=True, slots=True)
class Written:
    """What the form holds: the text, the day to judge it on (empty: as the service would), the number of the request, whether
    every finding that blocks is wanted, the decision whose sealed facts the text does not show (empty: none)."""

    manifest: str
    as_of: str
    seq: int
    every: bool = False
    sealed: str = ""


async def written(request: Request) -> Written:
    """A form writes lines as mail does; a manifest has them as files do."""
    form = {name: value for name, value in (await form_of(request)).items() if isinstance(value, str)}
    seq = form.get("seq", "")
    return Written(
        form.get("manifest", "").replace("\r\n", "\n"),
        form.get("as_of", ""),
        int(seq) if seq.isdecimal() and len(seq) < 10 else 0,
        "every" in form,
        form.get("sealed", ""),
    )


Given = Annotated[Written, Depends(written)]


@dataclass(frozen=True, slots=True)
class Judged:
    """The decision on a text, or why it is no manifest."""

    decision: Decision | None
    problems: Sequence[Problem]


@pages.get("/try", role="viewer")
def editor(
    asked: Showing,
    sample: Annotated[str, Query(max_length=80)] = "",
    decision: Annotated[str, Query(pattern=f"^$|{ID}")] = "",
) -> Response:
    """The editor: empty, with a sample, or with what was judged once."""
    text, sealed = source_of(asked, sample, decision)
    return _page(asked, Written(text, "", 0, sealed=sealed))


def source_of(asked: Asked, sample: str, decision: str) -> tuple[str, str]:
    """The text to begin with; and the decision it is of, where facts of it are sealed and not shown.

    Raises:
        ProblemError: there is no such sample or decision.
    """
    if decision:
        kept = kept_of(asked.parts, decision)
        return text_of(asked.parts, kept), kept.id if sealed_in(asked.parts, kept) else ""
    if sample and sample not in samples():
        raise ProblemError("not-found", "没有这个样例", "there is no such sample")
    return samples()[sample] if sample else "", ""


@pages.post("/try", role="viewer")
def judged(asked: Showing, given: Given) -> Response:
    """The page with everything told of its text, for whoever has no scripts."""
    return _page(asked, given)


@pages.post("/try/live", role="viewer")
def live(asked: Showing, given: Given) -> Response:
    """The part that follows the hands of whoever writes."""
    found = _judge(asked, given)
    told = _live(asked, found, None if given.every else FIRST)
    return asked.page(
        "try_live.html",
        live=told,
        problems=found.problems,
        seq=given.seq,
        marks=marks(told, found.problems, asked.lang),
    )


@pages.post("/try/more", role="viewer")
def more(asked: Showing, given: Given) -> Response:
    """The part that is told once they rest: what the product is, what is asked."""
    found = _judge(asked, given)
    return asked.page("try_more.html", seq=given.seq, **_more(asked, found.decision))


@pages.post("/try/store", role="product")
def store(asked: Showing, given: Given) -> Response:
    """Keep a decision on the text."""
    found = _judge(asked, given)
    if found.decision is None or asked.who is None:
        return _page(asked, given, 422)
    text = _whole(asked, given, found.decision.manifest.product_id)
    return asked.elsewhere(f"/decisions/{kept(asked.parts, asked.who, text.encode(), _day(given))}")


@pages.get("/try/completion", role="viewer")
def complete(asked: Showing) -> Response:
    """What the editor completes with, for the page's language."""
    return Response(completion(asked.lang), media_type="application/json", headers={"Cache-Control": A_DAY})


def _whole(asked: Asked, given: Written, product: str | None) -> str:
    """The text with the sealed facts of the decision it began with, if it is of the same product.

    Raises:
        ProblemError: they cannot be put back.
    """
    if not re.fullmatch(ID, given.sealed):
        return given.manifest
    before = kept_of(asked.parts, given.sealed)
    if before.product_id is None or before.product_id != product:
        return given.manifest
    try:
        return asked.parts.archive.restored(before, given.manifest)
    except ManifestError:
        raise ProblemError("not-possible", *WORDS["not_restored"]) from None


def _page(asked: Asked, given: Written, status: int = 200) -> Response:
    found = _judge(asked, given) if given.manifest.strip() else Judged(None, ())
    told = _live(asked, found, None if asked.request.method == "POST" else FIRST)
    return asked.page(
        "try.html",
        status,
        given=given,
        samples=titles(),
        live=told,
        problems=found.problems,
        seq=0,
        marks=marks(told, found.problems, asked.lang),
        **_more(asked, found.decision if asked.request.method == "POST" else None),
    )


def _judge(asked: Asked, given: Written) -> Judged:
    try:
        return Judged(tried(asked.parts, given.manifest.encode(), _day(given)), ())
    except ManifestError as error:
        return Judged(None, error.problems)


def _live(asked: Asked, found: Judged, most: int | None) -> Live | None:
    if found.decision is None:
        return None
    return live_of(found.decision, asked.lang, most)


def _more(asked: Asked, decision: Decision | None) -> dict[str, object]:
    if decision is None:
        return {"concluded": None, "wanted": (), "wanted_in_all": 0}
    first, in_all = wanted_of(decision, asked.lang)
    return {"concluded": concluded(decision, asked.lang), "wanted": first, "wanted_in_all": in_all}


def _day(given: Written) -> date | None:
    """The day asked for.

    Raises:
        ProblemError: it is none.
    """
    try:
        return date.fromisoformat(given.as_of) if given.as_of else None
    except ValueError:
        raise ProblemError("invalid-request", "日期应写作 2026-12-01", "a day is written as 2026-12-01") from None
