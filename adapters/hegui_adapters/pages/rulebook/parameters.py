"""`/parameters`: the dated numbers rules read, with all their values and where each comes from."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query, Response
from hegui.parameters import step_on
from hegui.truths import folded

from hegui_adapters.pages.asking import Showing
from hegui_adapters.pages.declaring import Pages
from hegui_adapters.pages.rulebook.library import library_of
from hegui_adapters.pages.rulebook.views import number_line
from hegui_adapters.pages.rulebook.words import WORDS
from hegui_adapters.service.clock import day_in_china
from hegui_adapters.service.problems import ProblemError

__all__ = ["pages"]

pages = Pages(WORDS)


@pages.get("/parameters", role="viewer")
def listed(asked: Showing, q: Annotated[str, Query(max_length=200)] = "") -> Response:
    """All parameters with what they are today, in order of id."""
    library, today, lang = library_of(asked.parts), day_in_china(asked.parts.clock()), asked.lang
    terms = [folded(one) for one in q.split()]
    every = library.rulebook.terms.parameters.values()
    wanted = [one for one in every if all(t in folded(f"{one.id} {one.label.zh} {one.label.en}") for t in terms)]
    found = [number_line(library, one, today, lang) for one in sorted(wanted, key=lambda one: one.id)]
    return asked.page(
        "rulebook/parameters.html", found=found, q=q, today=str(today), contents=library.rulebook.contents
    )


@pages.get("/parameters/{parameter_id}", role="viewer")
def show(asked: Showing, parameter_id: Annotated[str, Path(max_length=200)]) -> Response:
    """One parameter: its values, each from its day on, and the rules that read it."""
    library, today, lang = library_of(asked.parts), day_in_china(asked.parts.clock()), asked.lang
    known = library.rulebook.terms.parameters.get(parameter_id)
    if known is None:
        raise ProblemError("not-found", "没有这个参数", "there is no such parameter")
    step = step_on(known, today) if known.formula is None else None
    return asked.page(
        "rulebook/parameter.html",
        one=library.pages(lang).number(known.id),
        line=number_line(library, known, today, lang),
        current=str(step.from_day) if step else "",
        behind=[one.id for one in library.rulebook.table.behind(known.id) if one.id != known.id],
        citation=known.citation.text(lang) if known.citation else "",
        last_confirmed=str(known.last_confirmed or ""),
        register=known.register,
        readers=[library.pages(lang).titled(rule.id) for rule in library.readers[known.id]],
        contents=library.rulebook.contents,
    )
