"""The room a product has left for its price as a page shows it: sentences, and maps as pictures. It keeps nothing."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from hegui.envelope import loans_of
from hegui.manifest.reading import Manifest
from hegui.rulebook import Rulebook

from hegui_adapters.envelope import sentences
from hegui_adapters.envelope.chart import map_chart
from hegui_adapters.envelope.gathering import LoanRoom, rooms_of
from hegui_adapters.envelope.text import ends
from hegui_adapters.envelope.words import said
from hegui_adapters.language import Lang
from hegui_adapters.render.charts import svg

__all__ = ["Ending", "LoanShown", "Picture", "RoomsShown", "room_of"]

MOST_PERIODS: Final = 120
"""The longest term that is looked at, in periods."""


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


def room_of(rulebook: Rulebook, manifest: Manifest, day: date, lang: Lang) -> RoomsShown:
    """How far price and term of every loan can go by the rules of a day."""
    found = rooms_of(rulebook, manifest, day, loans_of(manifest), mapped=True, most_periods=MOST_PERIODS)
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
