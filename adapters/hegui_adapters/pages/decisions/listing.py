"""Which findings of a view somebody asks for: things to mend as items, everything else as lines, page by page. It is pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hegui_adapters.pages.decisions.view import Item, Row, View, topic_of

__all__ = ["Listed", "Wanted", "listed"]

MOST: Final = 100


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; an empty force or topic is any. `after` is how many lines were given before."""

    outcome: str = "violated"
    force: str = ""
    topic: str = ""
    after: int = 0


@dataclass(frozen=True, slots=True)
class Listed:
    """`all` matching findings, of which `waived` are waived; `rest` lines follow after the first `after`."""

    items: tuple[Item, ...]
    rows: tuple[Row, ...]
    all: int
    waived: int
    after: int
    rest: int


def listed(view: View, wanted: Wanted) -> Listed:
    """The findings of a view that match."""
    rows = [one for one in view.rows if one.outcome == wanted.outcome and wanted.force in ("", one.force)]
    rows = [one for one in rows if wanted.topic in ("", one.topic)]
    waived = [one for one in rows if one.waiver]
    if wanted.outcome == "violated":
        return Listed(_items(view, wanted), tuple(waived), len(rows) - len(waived), len(waived), 0, 0)
    end = wanted.after + MOST
    return Listed((), tuple(rows[wanted.after : end]), len(rows), len(waived), end, max(len(rows) - end, 0))


def _items(view: View, wanted: Wanted) -> tuple[Item, ...]:
    """The things to mend of which some finding matches."""
    found = [one for force, items in view.items.items() if wanted.force in ("", force) for one in items]
    return tuple(
        one for one in found if any(wanted.topic in ("", topic_of(said.rule)) for said in (one.lead, *one.also))
    )
