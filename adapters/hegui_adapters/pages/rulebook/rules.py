"""`/rules`: the search through the rules, and the page of one. What rules say is `site.pages`'."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import Path, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from hegui_adapters.days import day_of
from hegui_adapters.failures import RefusedError
from hegui_adapters.pages.asking import Asked, Entry, Showing
from hegui_adapters.pages.declaring import Pages
from hegui_adapters.pages.rulebook.gists import concerned
from hegui_adapters.pages.rulebook.library import Library, library_of
from hegui_adapters.pages.rulebook.searching import FACETS, NO_FORCE, Found, Wanted, found
from hegui_adapters.pages.rulebook.views import lines, rested_upon, resting, standing_of
from hegui_adapters.pages.rulebook.words import WORDS
from hegui_adapters.service.clock import day_in_china
from hegui_adapters.service.problems import Flaw, ProblemError

__all__ = ["pages"]

A_PAGE: Final = 50
MOST_PAGES: Final = 1000
LISTED: Final = ("topic", "kind", "force", "confidence", "red_line")
"""The facets that stand beside the rules; instruments are too many, and stand in the form."""
pages = Pages(WORDS, menu=[Entry("/rules", ("规则库", "Rulebook"), "viewer", covers=("/instruments", "/parameters"))])

LIMITED: Final[str] = Field(default="", max_length=100)


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet: how many rules have it, where the list of them is."""

    value: str
    label: str
    count: int
    chosen: bool
    href: str


class Asking(BaseModel):
    """What the form of the search, and the links beside its rules, ask for."""

    model_config = ConfigDict(frozen=True)

    q: str = Field(default="", max_length=200)
    in_force: str = Field(default="", max_length=40)
    topic: str = LIMITED
    kind: str = LIMITED
    force: str = LIMITED
    confidence: str = LIMITED
    red_line: str = LIMITED
    instrument: str = LIMITED
    page: int = Field(default=1, ge=1, le=MOST_PAGES)

    @property
    def chosen(self) -> Mapping[str, str]:
        """The facets that are narrowed down."""
        return {name: value for name in FACETS if (value := getattr(self, name))}

    @property
    def query(self) -> Mapping[str, str]:
        """All of it but for the page, as an address says it."""
        given = {"q": self.q.strip(), "in_force": self.in_force, **self.chosen}
        return {name: value for name, value in given.items() if value}


@pages.get("/rules", role="viewer")
def search(asked: Showing, asking: Annotated[Asking, Query()]) -> Response:
    """The rules that are looked for, page by page, with how many there are of each kind."""
    library, today = library_of(asked.parts), day_in_china(asked.parts.clock())
    query, chosen = asking.query, asking.chosen
    wanted = Wanted(asking.q, day_asked(asking.in_force, "in_force"), chosen)
    shown = found(wanted, library.rulebook.contents.rules, lambda: library.index)
    last = max(1, -(-len(shown.rules) // A_PAGE))
    number = min(asking.page, last)
    return asked.page(
        "rulebook/rules.html",
        contents=library.rulebook.contents,
        query=query,
        asking=asking,
        chosen=chosen,
        total=len(shown.rules),
        first=(number - 1) * A_PAGE + 1,
        lines=lines(library, shown.rules[(number - 1) * A_PAGE : number * A_PAGE], today, asked.lang),
        facets=[(name, _choices(asked, library, name, shown, query)) for name in LISTED],
        instruments=_choices(asked, library, "instrument", shown, query),
        page=number,
        last=last,
        at=lambda where: _address({**query, "page": str(where)}),
    )


def day_asked(text: str, name: str) -> date | None:
    """The day of a parameter, None where it is left empty.

    Raises:
        ProblemError: it is no day.
    """
    try:
        return day_of(text.strip()) if text.strip() else None
    except RefusedError as error:
        raise ProblemError("invalid-request", flaws=[Flaw(error.zh, error.en, parameter=name)]) from None


def _address(query: Mapping[str, str]) -> str:
    return f"/rules?{urlencode(query)}" if query else "/rules"


def _choices(asked: Asked, library: Library, name: str, shown: Found, query: Mapping[str, str]) -> Sequence[Choice]:
    """The values a facet may be narrowed down to, those with most rules first; one that is chosen leads back."""
    counts = {**shown.counts[name]}
    if (chosen := query.get(name)) is not None:
        counts.setdefault(chosen, 0)
    ranked = sorted(counts, key=lambda value: (int(value) if value.isdigit() else 0, -counts[value], value))
    without = {key: value for key, value in query.items() if key != name}
    return [
        Choice(
            value,
            _label(asked, library, name, value),
            counts[value],
            value == chosen,
            _address(without if value == chosen else {**without, name: value}),
        )
        for value in ranked
    ]


def _label(asked: Asked, library: Library, name: str, value: str) -> str:
    terms, lang = library.rulebook.terms, asked.lang
    if name == "instrument":
        return terms.instruments[value].title.text(lang) if value in terms.instruments else value
    if name == "red_line":
        line = terms.red_lines.get(int(value)) if value.isdigit() else None
        return f"{value} {line.name.text(lang)}" if line else value
    if value == NO_FORCE:
        return WORDS["no_force"][lang != "zh"]
    known = any(value in FACETS[name](rule) for rule in library.rulebook.contents.rules)
    return library.pages(lang).choice(name, value) if known else value


# ---- one rule


@pages.get("/rules/{rule_id}", role="viewer")
def show(asked: Showing, rule_id: Annotated[str, Path(max_length=200)]) -> Response:
    """One rule: what it says, since when, on what basis, what it rests on, what proves it."""
    library, lang = library_of(asked.parts), asked.lang
    rule = library.rulebook.by_id.get(rule_id)
    if rule is None:
        raise ProblemError("not-found", "没有这条规则", "there is no such rule")
    if rule.id != rule_id:
        return asked.elsewhere(f"/rules/{rule.id}")
    today = day_in_china(asked.parts.clock())
    return asked.page(
        "rulebook/rule.html",
        rule=library.pages(lang).rule(rule),
        formerly=rule.formerly,
        row_places=_row_places(library, rule.register),
        standing=standing_of(rule, today),
        resting=list(resting(library, rule, lang)),
        rested_upon=rested_upon(library, rule, lang),
        contents=library.rulebook.contents,
        today=str(today),
    )


def _row_places(library: Library, rows: Sequence[str]) -> Mapping[str, str]:
    """Where rows of the register stand: on the page of their instrument, where it has one."""
    known = library.rulebook.terms.instruments
    found = {name: library.register[name] for name in rows if name in library.register}
    return {name: f"/instruments/{row.instrument}#row-{name}" for name, row in found.items() if row.instrument in known}


@pages.get("/rules/{rule_id}/decisions", role="viewer")
def decisions(asked: Showing, rule_id: Annotated[str, Path(max_length=200)]) -> Response:
    """Which of the products decided last violate a rule."""
    library = library_of(asked.parts)
    rule = library.rulebook.by_id.get(rule_id)
    if rule is None:
        raise ProblemError("not-found", "没有这条规则", "there is no such rule")
    return asked.fragment(
        "rulebook/decisions.html", title=rule.title.text(asked.lang), found=concerned(asked.parts, rule.id)
    )
