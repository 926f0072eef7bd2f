"""What the memo for a committee says of a decision: frozen values. It prints nothing and knows no framework."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from hegui_adapters.language import Lang
from hegui_adapters.pages.decisions.view import Item, View, view_of
from hegui_adapters.review.folding import Review

__all__ = ["Act", "Memo", "memo_of"]

MOST: Final = 40
"""How many questions are told."""


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
