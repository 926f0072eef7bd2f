"""The first page: all products by topic, their verdicts week by week, coming law, what lapses. It judges nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import Depends, Query, Response

from hegui_adapters.language import LANGUAGES, Lang
from hegui_adapters.pages.asking import Asked, Entry, Showing
from hegui_adapters.pages.declaring import Pages
from hegui_adapters.pages.portfolio.gathering import lines_of
from hegui_adapters.pages.portfolio.words import WORDS
from hegui_adapters.portfolio.coming import HORIZON_MONTHS, calendar, months_after
from hegui_adapters.portfolio.heat import ORDERS, TOPICS, VERDICTS, Cell, Line, Wanted, heat
from hegui_adapters.portfolio.lapsing import ACTS, lapsing
from hegui_adapters.portfolio.trend import Week, first_day, weekly
from hegui_adapters.render.sheet import word
from hegui_adapters.service.clock import day_in_china
from hegui_adapters.service.parts import Parts
from hegui_adapters.store.portraits import verdicts
from hegui_adapters.store.reviews import standing_everywhere

__all__ = ["pages"]

WEEKS: Final = 26
Titles = Mapping[str, str]
pages = Pages(WORDS, menu=[Entry("/", ("产品", "Products"), "viewer")])


async def wanted_of(
    owner: Annotated[str, Query(max_length=200)] = "",
    verdict: Annotated[str, Query(pattern=f"^({'|'.join(VERDICTS)})?$")] = "",
    topic: Annotated[str, Query(max_length=60)] = "",
    order: Annotated[str, Query(alias="sort", pattern=f"^-?({'|'.join(ORDERS)})$")] = "verdict",
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> Wanted:
    return Wanted(owner, verdict, topic, order, page)


@pages.get("/", role="viewer")
def overview(asked: Showing, wanted: Annotated[Wanted, Depends(wanted_of)]) -> Response:
    """All products."""
    parts, today = asked.parts, day_in_china(asked.parts.clock())
    first = first_day(today, WEEKS)
    with parts.database.reading() as connection:
        lines = lines_of(connection, parts.judge.rulebook.digest)
        weeks = weekly(verdicts(connection, first), first, WEEKS)
        standing = standing_everywhere(connection, ACTS)
    shown = heat(lines, wanted)
    return asked.page(
        "portfolio.html",
        empty=not lines,
        wanted=wanted,
        heat=shown,
        owners=sorted({line.owner for line in lines if line.owner}),
        known_topics=_known(lines),
        address_of=_address_of(wanted),
        cell_link=_cell_link,
        cell_word=_cell_word(asked.lang),
        undrawn=sum(line.portrait is None for line in lines),
        older=[line for line in lines if line.older],
        at_launch=[line for line in lines if line.unsettled_at_launch(today)],
        weeks=weeks,
        chart=_chart(weeks, asked),
        days=calendar(lines, today),
        today=today,
        horizon=months_after(today, HORIZON_MONTHS),
        lapsing=lapsing(standing, today),
        title_of=_titles(parts, asked.lang),
        outcome_word=lambda outcome: word(f"outcome.{outcome}", asked.lang),
    )


def _known(lines: Sequence[Line]) -> list[str]:
    found = {topic for line in lines if line.portrait for topic in line.portrait.topics}
    return [*(one for one in TOPICS if one in found), *sorted(found.difference(TOPICS))]


def _address_of(wanted: Wanted) -> Callable[..., str]:
    """The address of this page with something else asked for."""

    def address(**other: str | int) -> str:
        said = asdict(replace(wanted, **{"page": 1, **other}))  # type: ignore[arg-type]  # a template names the fields
        said["sort"] = said.pop("order")
        plain = {"sort": "verdict", "page": 1}
        kept = {name: value for name, value in said.items() if value not in ("", plain.get(name))}
        return f"/?{urlencode(kept)}" if kept else "/"

    return address


def _cell_link(line: Line, topic: str, cell: Cell) -> str:
    """The findings of a cell on the page of their decision."""
    open_, _, force = cell.state.rpartition(".")
    outcome = "undetermined" if open_ else "violated"
    if cell.state in ("met", "not_applicable"):
        outcome, force = cell.state, ""
    named = {"outcome": outcome, "force": "" if cell.state == "waived" else force, "topic": topic}
    return f"/decisions/{line.decision}?{urlencode({name: value for name, value in named.items() if value})}#findings"


def _cell_word(lang: Lang) -> Callable[[Cell], str]:
    """A cell's state: what is open goes by one word, whatever its force."""
    waived = ("例外审批", "waived")

    def said(cell: Cell) -> str:
        if cell.state == "waived":
            return waived[LANGUAGES.index(lang)]
        if cell.state in ("met", "not_applicable"):
            return word(f"outcome.{cell.state}", lang)
        return word("outcome.undetermined" if cell.state.startswith("open.") else cell.state, lang)

    return said


def _chart(weeks: Sequence[Week], asked: Asked) -> str:
    """What the chart draws, as JSON."""
    said = {
        "weeks": [week.monday.isoformat() for week in weeks],
        "series": [
            {
                "verdict": verdict,
                "name": word(verdict, asked.lang),
                "counts": [week.counts.get(verdict, 0) for week in weeks],
            }
            for verdict in VERDICTS
        ],
    }
    return json.dumps(said, ensure_ascii=False)


def _titles(parts: Parts, lang: Lang) -> Callable[[str], str]:
    """A rule's title, as the rulebook in use has it; its id where there is no such rule any more."""
    titles = {rule.id: rule.title for rule in parts.judge.rulebook.contents.rules}

    def title(rule: str) -> str:
        found = titles.get(rule)
        return (found.zh if lang == "zh" else found.en) if found else rule

    return title
