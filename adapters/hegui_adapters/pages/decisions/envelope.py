"""The room a decision's product has left for its price, worked out with the rulebook of today; maps as pictures. It keeps nothing."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from weakref import WeakKeyDictionary

from fastapi import Response
from hegui.checking import check_document
from hegui.envelope import loans_of
from hegui.errors import ManifestError

from hegui_adapters.envelope import sentences
from hegui_adapters.envelope.chart import map_chart
from hegui_adapters.envelope.gathering import LoanRoom, rooms_of
from hegui_adapters.envelope.text import ends
from hegui_adapters.envelope.words import said
from hegui_adapters.language import Lang
from hegui_adapters.pages.asking import Showing
from hegui_adapters.pages.decisions.kept import DecisionId, kept_of
from hegui_adapters.pages.decisions.words import WORDS
from hegui_adapters.pages.declaring import Pages
from hegui_adapters.render.charts import svg
from hegui_adapters.service.clock import day_in_china
from hegui_adapters.service.judging import Judge, Recall

__all__ = ["pages"]

REMEMBERED: Final = 16
MOST_PERIODS: Final = 120
"""The longest term that is looked at, in periods."""
pages = Pages(WORDS)


@dataclass(frozen=True, slots=True)
class Picture:
    """A map as an address that holds it, and what it shows."""

    name: str
    picture: str


@dataclass(frozen=True, slots=True)
class Ending:
    headline: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LoanShown:
    title: str
    now: tuple[str, ...]
    limits: tuple[Ending, ...]
    maps: tuple[Picture, ...]
    laws: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoomsShown:
    day: str
    loans: tuple[LoanShown, ...]


_shown: Final[WeakKeyDictionary[Judge, Recall[RoomsShown]]] = WeakKeyDictionary()


@pages.get("/decisions/{decision_id}/envelope", role="viewer")
def envelope(asked: Showing, decision_id: DecisionId) -> Response:
    """How far price and term can go. A manifest that today's hegui does not take for one has no room to show."""
    parts = asked.parts
    kept = kept_of(parts, decision_id)
    source, today = parts.archive.manifest(kept), day_in_china(parts.clock())
    recall = _shown.setdefault(parts.judge, Recall(REMEMBERED))
    key = (hashlib.sha256(source).digest(), parts.judge.rulebook.digest, today, asked.lang)
    rooms = recall.of(key, lambda: _rooms(parts.judge, source, today, asked.lang))
    return asked.fragment("decision_envelope.html", title=asked.said("envelope"), kept=kept, rooms=rooms)


def _rooms(judge: Judge, source: bytes, today: date, lang: Lang) -> RoomsShown:
    try:
        manifest = check_document(source, "manifest", None, judge.limits)
    except ManifestError:
        return RoomsShown(today.isoformat(), ())
    day = max(today, manifest.launch_date or today)
    found = rooms_of(judge.rulebook, manifest, day, loans_of(manifest), mapped=True, most_periods=MOST_PERIODS)
    return RoomsShown(day.isoformat(), tuple(_loan(one, lang) for one in found.loans))


def _loan(loan: LoanRoom, lang: Lang) -> LoanShown:
    found = loan.envelope
    title = said("loan", lang, id=loan.id)
    return LoanShown(
        title=f"{title} {found.name}" if found.name else title,
        now=tuple(sentences.now(found, lang)),
        limits=tuple(
            Ending(sentences.headline(limit, end, lang), tuple(sentences.reasons(limit, end, lang)))
            for limit, end in ends(found)
        ),
        maps=tuple(_pictures(loan, lang)),
        laws=tuple(sentences.basis(sentences.bounds_of(found), lang)),
    )


def _pictures(loan: LoanRoom, lang: Lang) -> Iterator[Picture]:
    """Pictures, not drawings within the page: what they are styled with is not for the page's policy to allow."""
    for one in loan.maps:
        drawn = base64.b64encode(svg(map_chart(loan, one, lang)).encode()).decode()
        yield Picture(sentences.map_name(one, lang), f"data:image/svg+xml;base64,{drawn}")
