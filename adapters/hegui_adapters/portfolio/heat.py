"""Products by topic: what the findings of the newest decision on each came to, filtered, ordered, page by page. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from hegui_adapters.portfolio.portrait import STATES, Portrait, worst

__all__ = ["ORDERS", "SETTLED", "TOPICS", "VERDICTS", "Cell", "Heat", "Line", "Wanted", "heat"]

VERDICTS: Final = ("blocked", "undetermined", "clear")
SETTLED: Final = ("met", "not_applicable")
TOPICS: Final = (
    "rates", "credit", "pricing", "payments", "wealth", "insurance", "supply-chain", "cross-border", "green",
    "data-consent", "consumer", "protection", "marketing", "disclosure", "partners", "technology", "aml", "certification",
    "launch", "rollout", "lifecycle", "risk", "users", "experience",
)  # fmt: skip
"""The columns in their order; others come after."""
PER_PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One product with its newest decision; `portrait` is None where there is none yet, or its time is up. `older` says that
    it was judged by another rulebook than is in use."""

    decision: str
    product: str | None
    version: str | None
    verdict: str
    as_of: str
    at: str
    older: bool
    portrait: Portrait | None

    @property
    def name(self) -> str | None:
        """What it is called, else its id."""
        return (self.portrait.name if self.portrait else None) or self.product

    @property
    def owner(self) -> str | None:
        return self.portrait.owner if self.portrait else None

    def unsettled_at_launch(self, today: date) -> bool:
        """Whether the day it was to be launched on has come, and its newest decision is anything but clear."""
        launch = self.portrait.facts.get("product.launch_date") if self.portrait else None
        return isinstance(launch, date) and launch <= today and self.verdict != "clear"

    def cell(self, topic: str) -> Cell | None:
        """How it stands with a topic; None where nothing is known."""
        counts = self.portrait.topics.get(topic) if self.portrait else None
        state = worst(counts) if counts else None
        return Cell(state, counts[state]) if counts and state else None


@dataclass(frozen=True, slots=True)
class Cell:
    """The gravest state of a topic, and how many findings are in it."""

    state: str
    count: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the portfolio is asked for. An empty text is any; `order` a name of `ORDERS`, with `-` the other way round."""

    owner: str = ""
    verdict: str = ""
    topic: str = ""
    order: str = "verdict"
    page: int = 1


@dataclass(frozen=True, slots=True)
class Heat:
    """The lines of a page with the topics that are columns; `all` lines match, `counts` are of all of them by verdict."""

    lines: Sequence[Line]
    topics: Sequence[str]
    all: int
    pages: int
    page: int
    counts: Mapping[str, int]


def _lacking(text: str | None) -> tuple[bool, str]:
    return text is None, text or ""


ORDERS: Final[Mapping[str, Callable[[Line], tuple[object, ...]]]] = {
    "verdict": lambda line: (VERDICTS.index(line.verdict), *_lacking(line.name)),
    "name": lambda line: _lacking(line.name),
    "owner": lambda line: (*_lacking(line.owner), *_lacking(line.name)),
    "at": lambda line: (line.at,),
}


def heat(lines: Iterable[Line], wanted: Wanted) -> Heat:
    """What is asked for."""
    found = [one for one in lines if _matches(one, wanted)]
    order = ORDERS.get(wanted.order.removeprefix("-"), ORDERS["verdict"])
    found.sort(key=order, reverse=wanted.order.startswith("-"))
    pages = max(1, -(-len(found) // PER_PAGE))
    page = min(max(wanted.page, 1), pages)
    shown = found[(page - 1) * PER_PAGE : page * PER_PAGE]
    counts = {verdict: sum(one.verdict == verdict for one in found) for verdict in VERDICTS}
    topics = [wanted.topic] if wanted.topic else _topics(found)
    return Heat(shown, topics, len(found), pages, page, counts)


def _matches(line: Line, wanted: Wanted) -> bool:
    if wanted.owner not in ("", line.owner) or wanted.verdict not in ("", line.verdict):
        return False
    cell = line.cell(wanted.topic) if wanted.topic else None
    return not wanted.topic or (cell is not None and cell.state not in SETTLED)


def _topics(lines: Iterable[Line]) -> list[str]:
    """Those that anything on a line bears on."""
    known = {
        topic
        for line in lines
        if line.portrait
        for topic, counts in line.portrait.topics.items()
        if worst(counts) != STATES[-1]
    }
    return [*(one for one in TOPICS if one in known), *sorted(known.difference(TOPICS))]
