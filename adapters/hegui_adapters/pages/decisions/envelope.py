"""The room a decision's product has left for its price, worked out with the rulebook of today. It keeps nothing."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Final
from weakref import WeakKeyDictionary

from fastapi import Response
from hegui.checking import check_document
from hegui.errors import ManifestError

from hegui_adapters.language import Lang
from hegui_adapters.pages.asking import Showing
from hegui_adapters.pages.decisions.kept import DecisionId, kept_of
from hegui_adapters.pages.decisions.room import RoomsShown, room_of
from hegui_adapters.pages.decisions.words import WORDS
from hegui_adapters.pages.declaring import Pages
from hegui_adapters.service.clock import day_in_china
from hegui_adapters.service.judging import Judge, Recall

__all__ = ["pages"]

REMEMBERED: Final = 16
pages = Pages(WORDS)
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
    return room_of(judge.rulebook, manifest, max(today, manifest.launch_date or today), lang)
