"""A decision as a memo for a committee, on paper. It judges nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from fastapi import Response

from hegui_adapters.language import Lang
from hegui_adapters.pages.asking import Showing
from hegui_adapters.pages.decisions.kept import DecisionId, body_of, kept_of, text_of
from hegui_adapters.pages.decisions.view import Item, View, view_of
from hegui_adapters.pages.decisions.words import WORDS
from hegui_adapters.pages.declaring import Pages
from hegui_adapters.review.folding import Review
from hegui_adapters.store.reviews import review_of

__all__ = ["Memo", "memo_of", "pages"]

MOST: Final = 40
"""How many questions are told."""
pages = Pages(WORDS)


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the review."""

    at: str
    by: str
    act: str
    about: str | None
    said: str


@dataclass(frozen=True, slots=True)
class Memo:
    """What the memo says: the decision, what is in its way, what warns, what is open, what people said."""

    view: View
    blocking: tuple[Item, ...]
    others: tuple[Item, ...]
    questions: tuple[str, ...]
    more_questions: int
    status: str
    acts: tuple[Act, ...]


def memo_of(body: Mapping[str, Any], text: str, digest: str, review: Review, lang: Lang) -> Memo:
    """A decision's body and its manifest's text, both as they may be shown, with what was said of it."""
    view = view_of(body, text, digest, lang)
    asked = [one["ask"][lang] for one in body["questions"] if one["blocking"]]
    titles = {(one.rule, one.subject): one.title for one in view.rows}
    return Memo(
        view=view,
        blocking=view.items["block"],
        others=(*view.items["warn"], *view.items["advise"]),
        questions=tuple(asked[:MOST]),
        more_questions=max(len(asked) - MOST, 0),
        status=review.status,
        acts=tuple(
            Act(one.at, one.actor, one.act, titles.get((one.text("rule"), one.text("subject"))), _said(one.data))
            for one in review.acts
        ),
    )


def _said(data: Mapping[str, object]) -> str:
    told: Sequence[object] = [data.get(name) for name in ("text", "opinion", "measures", "reason", "note", "to")]
    return "；".join(str(one) for one in told if one)


@pages.get("/decisions/{decision_id}/memo.pdf", role="viewer")
def memo(asked: Showing, decision_id: DecisionId) -> Response:
    """The memo as PDF."""
    parts = asked.parts
    kept = kept_of(parts, decision_id)
    with parts.database.reading() as connection:
        review = review_of(connection, kept.id)
    told = memo_of(body_of(parts, kept), text_of(parts, kept), kept.body, review, asked.lang)
    return asked.paper("memo.html", f"{kept.product_id or kept.id}-memo.pdf", memo=told, view=told.view, kept=kept)
