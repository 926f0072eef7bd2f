"""`/rules/changes`: what the law does between two days, and which products that touches. The comparing is `changing`'s."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, Final

from fastapi import Query, Response

from hegui_adapters.pages.asking import Asked, Showing
from hegui_adapters.pages.declaring import Pages
from hegui_adapters.pages.rulebook.changing import changes, counted
from hegui_adapters.pages.rulebook.gists import touched
from hegui_adapters.pages.rulebook.library import library_of
from hegui_adapters.pages.rulebook.rules import day_asked
from hegui_adapters.pages.rulebook.words import WORDS
from hegui_adapters.service.clock import day_in_china
from hegui_adapters.service.problems import Flaw, ProblemError

__all__ = ["pages"]

A_YEAR: Final = timedelta(days=365)
pages = Pages(WORDS)
First = Annotated[str, Query(alias="from", max_length=40)]
Last = Annotated[str, Query(alias="to", max_length=40)]


@pages.get("/rules/changes", role="viewer")
def between(asked: Showing, first: First = "", last: Last = "") -> Response:
    """What is other on the second day than on the first, day by day; from today over a year where none is named."""
    library = library_of(asked.parts)
    since, until = _days(asked, first, last)
    days = changes(library.rulebook, since, until, asked.lang)
    counts: Mapping[str, int] = counted(days)
    return asked.page(
        "rulebook/changes.html",
        since=str(since),
        until=str(until),
        days=days,
        counts=counts,
        contents=library.rulebook.contents,
    )


@pages.get("/rules/changes/products", role="viewer")
def products(asked: Showing, first: First = "", last: Last = "") -> Response:
    """Which of the products decided last have findings that come out otherwise meanwhile."""
    since, until = _days(asked, first, last)
    found, every = touched(asked.parts, since, until)
    title = WORDS["products_touched"][asked.lang != "zh"]
    return asked.fragment("rulebook/touched.html", title=title, found=found, all=every)


def _days(asked: Asked, first: str, last: str) -> tuple[date, date]:
    since = day_asked(first, "from") or day_in_china(asked.parts.clock())
    until = day_asked(last, "to") or min(since, date.max - A_YEAR) + A_YEAR
    if until <= since:
        zh, en = WORDS["wrong_order"]
        raise ProblemError("invalid-request", zh, en, flaws=[Flaw(zh, en, parameter="to")])
    return since, until
