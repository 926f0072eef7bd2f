"""The pages of the two sheets of a decision, on the screen and as PDF. What stands on them is drawn in `hegui_adapters.sheets`."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import Path, Response
from hegui.errors import ManifestError
from hegui.manifest.reading import Manifest, read_manifest

from hegui_adapters.pages.asking import Asked, Showing
from hegui_adapters.pages.declaring import Pages
from hegui_adapters.service.archive import Kept
from hegui_adapters.service.decisions import ID
from hegui_adapters.service.problems import ProblemError
from hegui_adapters.sheets.data_use import DataUse, data_use_of
from hegui_adapters.sheets.risk_notices import RiskNotices, risk_notices_of
from hegui_adapters.sheets.words import WORDS

__all__ = ["pages"]

pages = Pages(WORDS)
DecisionId = Annotated[str, Path(pattern=ID)]


@pages.get("/decisions/{decision_id}/data-use", role="viewer")
def data_use(asked: Showing, decision_id: DecisionId) -> Response:
    """How the product uses data, for its users and for the officer."""
    kept, use = _data_use(asked, decision_id)
    return asked.page("data_use.html", kept=kept, use=use, address_name="data-use")


@pages.get("/decisions/{decision_id}/data-use.pdf", role="viewer")
def data_use_pdf(asked: Showing, decision_id: DecisionId) -> Response:
    _, use = _data_use(asked, decision_id)
    return asked.paper("data_use_paper.html", f"{use.head.product}-data-use.pdf", use=use)


@pages.get("/decisions/{decision_id}/risk-notices", role="viewer")
def risk_notices(asked: Showing, decision_id: DecisionId) -> Response:
    """Which notices the product owes whom, where, in which words."""
    kept, listed = _risk_notices(asked, decision_id)
    return asked.page("risk_notices.html", kept=kept, list=listed, address_name="risk-notices")


@pages.get("/decisions/{decision_id}/risk-notices.pdf", role="viewer")
def risk_notices_pdf(asked: Showing, decision_id: DecisionId) -> Response:
    _, listed = _risk_notices(asked, decision_id)
    return asked.paper("risk_notices_paper.html", f"{listed.head.product}-risk-notices.pdf", list=listed)


def _data_use(asked: Asked, decision_id: str) -> tuple[Kept, DataUse]:
    kept, body, manifest = _recorded(asked, decision_id)
    return kept, data_use_of(body, manifest, asked.lang)


def _risk_notices(asked: Asked, decision_id: str) -> tuple[Kept, RiskNotices]:
    kept, body, manifest = _recorded(asked, decision_id)
    return kept, risk_notices_of(asked.parts.judge.rulebook, body, manifest, asked.lang)


def _recorded(asked: Asked, decision_id: str) -> tuple[Kept, dict[str, Any], Manifest]:
    """A decision with its body and manifest as they may be shown."""
    archive = asked.parts.archive
    kept = archive.decision(decision_id)
    if kept is None:
        raise ProblemError("not-found", "没有这项检查结论", "there is no such decision")
    try:
        manifest = read_manifest(archive.manifest(kept))
    except ManifestError:
        raise ProblemError(
            "not-possible", "本版本不能读取这份产品要素表", "this version cannot read the manifest"
        ) from None
    return kept, json.loads(archive.body(kept)), manifest
