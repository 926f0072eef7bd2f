"""What the pages of decisions read: a decision, its body, its view. It shows nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any, Final
from weakref import WeakKeyDictionary

from fastapi import Path

from hegui_adapters.language import Lang
from hegui_adapters.pages.decisions.view import View, view_of
from hegui_adapters.service.archive import Archive, Kept
from hegui_adapters.service.decisions import ID
from hegui_adapters.service.judging import Recall
from hegui_adapters.service.parts import Parts
from hegui_adapters.service.problems import ProblemError

__all__ = ["DecisionId", "body_of", "kept_of", "sealed_in", "text_of", "view"]

DecisionId = Annotated[str, Path(pattern=ID)]
REMEMBERED: Final = 32
"""How many views are kept: each is a small part of the body it was drawn from, and the body is never kept."""

_views: Final[WeakKeyDictionary[Archive, Recall[View]]] = WeakKeyDictionary()


def kept_of(parts: Parts, decision_id: str) -> Kept:
    """A decision's row.

    Raises:
        ProblemError: there is none.
    """
    kept = parts.archive.decision(decision_id)
    if kept is None:
        raise ProblemError("not-found", "没有这项检查结论", "there is no such decision")
    return kept


def body_of(parts: Parts, kept: Kept) -> Mapping[str, Any]:
    """A decision's body as it may be shown. It is megabytes: whoever asks, asks once."""
    body: Mapping[str, Any] = json.loads(parts.archive.body(kept))
    return body


def text_of(parts: Parts, kept: Kept) -> str:
    """The text of what was judged as it may be shown."""
    return parts.archive.manifest(kept).decode("utf-8-sig")


def sealed_in(parts: Parts, kept: Kept) -> bool:
    """Whether the text as it may be shown leaves something out."""
    return parts.archive.manifest(kept) != parts.archive.judged(kept)


def view(parts: Parts, kept: Kept, lang: Lang) -> View:
    """What the page shows, drawn once for each state of a body: what was masked since is never shown from memory.

    Raises:
        UnreadableError: the body was erased, or cannot be opened.
    """
    recall = _views.setdefault(parts.archive, Recall(REMEMBERED))
    key = (parts.archive.state(kept), lang)
    return recall.of(key, lambda: view_of(body_of(parts, kept), text_of(parts, kept), kept.body, lang))
