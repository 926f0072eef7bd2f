"""The pages of the two sheets of a decision, on the screen and as PDF. What stands on them is drawn in `hegui_adapters.sheets`."""

from __future__ import annotations

from typing import Final
from weakref import WeakKeyDictionary

from fastapi import Response
from hegui.errors import ManifestError
from hegui.manifest.reading import Manifest, read_manifest

from hegui_adapters.pages.asking import Asked, Showing
from hegui_adapters.pages.decisions.kept import DecisionId, body_of, kept_of, text_of
from hegui_adapters.pages.declaring import Pages
from hegui_adapters.service.archive import Archive, Kept
from hegui_adapters.service.judging import Recall
from hegui_adapters.service.problems import ProblemError
from hegui_adapters.sheets.data_use import DataUse, data_use_of
from hegui_adapters.sheets.risk_notices import RiskNotices, risk_notices_of
from hegui_adapters.sheets.words import WORDS

__all__ = ["pages"]

REMEMBERED: Final = 32
"""How many sheets are kept: each is a small part of the body it was drawn from."""
pages = Pages(WORDS)

_uses: Final[WeakKeyDictionary[Archive, Recall[DataUse]]] = WeakKeyDictionary()
_lists: Final[WeakKeyDictionary[Archive, Recall[RiskNotices]]] = WeakKeyDictionary()


@pages.get("/decisions/{decision_id}/data-use", role="viewer")
def data_use(asked: Showing, decision_id: DecisionId) -> Response:
    """How the product uses data, for its users and for the officer."""
    kept = kept_of(asked.parts, decision_id)
    return asked.page("data_use.html", kept=kept, use=_data_use(asked, kept), address_name="data-use")


@pages.get("/decisions/{decision_id}/data-use.pdf", role="viewer")
def data_use_pdf(asked: Showing, decision_id: DecisionId) -> Response:
    use = _data_use(asked, kept_of(asked.parts, decision_id))
    return asked.paper("data_use_paper.html", f"{use.head.product}-data-use.pdf", use=use)


@pages.get("/decisions/{decision_id}/risk-notices", role="viewer")
def risk_notices(asked: Showing, decision_id: DecisionId) -> Response:
    """Which notices the product owes whom, where, in which words."""
    kept = kept_of(asked.parts, decision_id)
    return asked.page("risk_notices.html", kept=kept, list=_risk_notices(asked, kept), address_name="risk-notices")


@pages.get("/decisions/{decision_id}/risk-notices.pdf", role="viewer")
def risk_notices_pdf(asked: Showing, decision_id: DecisionId) -> Response:
    listed = _risk_notices(asked, kept_of(asked.parts, decision_id))
    return asked.paper("risk_notices_paper.html", f"{listed.head.product}-risk-notices.pdf", list=listed)


def _data_use(asked: Asked, kept: Kept) -> DataUse:
    """The sheet, drawn once for each state of the body, as `kept.view` is."""
    parts, lang = asked.parts, asked.lang
    recall = _uses.setdefault(parts.archive, Recall(REMEMBERED))
    key = (parts.archive.state(kept), lang)
    return recall.of(key, lambda: data_use_of(body_of(parts, kept), _manifest(asked, kept), lang))


def _risk_notices(asked: Asked, kept: Kept) -> RiskNotices:
    """The list, drawn once for each state of the body and each rulebook the service runs."""
    parts, lang, rulebook = asked.parts, asked.lang, asked.parts.judge.rulebook
    recall = _lists.setdefault(parts.archive, Recall(REMEMBERED))
    key = (parts.archive.state(kept), lang, rulebook.digest)
    return recall.of(key, lambda: risk_notices_of(rulebook, body_of(parts, kept), _manifest(asked, kept), lang))


def _manifest(asked: Asked, kept: Kept) -> Manifest:
    """The manifest as it may be shown.

    Raises:
        ProblemError: this version cannot read it.
    """
    try:
        return read_manifest(text_of(asked.parts, kept))
    except ManifestError:
        raise ProblemError(
            "not-possible", "本版本不能读取这份产品要素表", "this version cannot read the manifest"
        ) from None
