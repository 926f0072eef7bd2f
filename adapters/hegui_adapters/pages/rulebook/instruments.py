"""`/instruments`: the laws, standards and notices rules rest on, each with its articles and the rules that cite them."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query, Response
from hegui.loading.rule_reader import REPORT
from hegui.terms import Instrument
from hegui.truths import folded

from hegui_adapters.pages.asking import Showing
from hegui_adapters.pages.declaring import Pages
from hegui_adapters.pages.rulebook.library import library_of
from hegui_adapters.pages.rulebook.views import cited_by, confidences, instrument_line, rows_of, status
from hegui_adapters.pages.rulebook.words import WORDS
from hegui_adapters.service.clock import day_in_china
from hegui_adapters.service.problems import ProblemError

__all__ = ["pages"]

pages = Pages(WORDS)


@pages.get("/instruments", role="viewer")
def listed(asked: Showing, q: Annotated[str, Query(max_length=200)] = "") -> Response:
    """All instruments, in order of title."""
    library, today, lang = library_of(asked.parts), day_in_china(asked.parts.clock()), asked.lang
    terms = [folded(one) for one in q.split()]
    wanted = [
        one
        for one in library.rulebook.terms.instruments.values()
        if one.id != REPORT and all(term in _text(one) for term in terms)
    ]
    ordered = sorted(wanted, key=lambda one: one.title.text(lang))
    found = [instrument_line(library, one, today, lang) for one in ordered]
    return asked.page("rulebook/instruments.html", found=found, q=q, contents=library.rulebook.contents)


def _text(one: Instrument) -> str:
    titles = [one.title, *([one.authority] if one.authority else ())]
    return folded(" ".join([one.id, one.number or "", *(text for both in titles for text in (both.zh, both.en))]))


@pages.get("/instruments/{instrument_id}", role="viewer")
def show(asked: Showing, instrument_id: Annotated[str, Path(max_length=100)]) -> Response:
    """One instrument: whether it is in force, its articles, the rules and rows of the register on each."""
    library, lang = library_of(asked.parts), asked.lang
    known = library.rulebook.terms.instruments.get(instrument_id)
    if known is None:
        raise ProblemError("not-found", "没有这项法规", "there is no such instrument")
    pages_of = library.pages(lang)
    return asked.page(
        "rulebook/instrument.html",
        one=pages_of.instrument(known),
        status=status(known, day_in_china(asked.parts.clock())),
        checked=confidences(cited_by(library, known), lang),
        articles=pages_of.articles(library.coverage.instruments.get(known.id, {})),
        rows=rows_of(library, known.id, lang),
        contents=library.rulebook.contents,
    )
