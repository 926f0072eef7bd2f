"""A decision in the forms pipelines and people read, SARIF and a workbook: judged again by the rulebook of the time, and given
only if it comes out the same."""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Final, Literal

from fastapi import Path, Response
from hegui._version import __version__
from hegui.decide import Decision
from hegui.errors import ManifestError, RuleError
from hegui.rulebook import Rulebook

from hegui_adapters.pages.asking import Showing
from hegui_adapters.pages.decisions.kept import DecisionId, body_of, kept_of, sealed_in
from hegui_adapters.pages.decisions.words import WORDS
from hegui_adapters.pages.declaring import Pages
from hegui_adapters.render.forms import rendered
from hegui_adapters.render.telling import Report, Telling
from hegui_adapters.service.archive import Kept
from hegui_adapters.service.judging import Recall
from hegui_adapters.service.parts import Parts
from hegui_adapters.service.problems import ProblemError
from hegui_adapters.store.documents import UnreadableError
from hegui_adapters.store.replay import Stored, judged_again, rulebook_of

__all__ = ["FORMS", "pages", "why_not"]

FORMS: Final[dict[str, str]] = {
    "sarif": "application/sarif+json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
pages = Pages(WORDS)
_earlier: Final[Recall[Rulebook]] = Recall(2)
"""Rulebooks that were in use before, with the trust they were given: to read one takes seconds."""


def why_not(parts: Parts, kept: Kept, engine: str) -> str:
    """The word for why a decision cannot be had in these forms; empty where it can. `engine` is the version that judged it."""
    if parts.settings.sealed and sealed_in(parts, kept):
        return "forms_sealed"
    if engine != __version__:
        return "forms_engine"
    if parts.archive.state(kept) != (kept.body, kept.manifest):
        return "forms_masked"
    return ""


@pages.get("/decisions/{decision_id}/report.{form}", role="viewer")
def report(asked: Showing, decision_id: DecisionId, form: Annotated[Literal["sarif", "xlsx"], Path()]) -> Response:
    """The report of a decision in another form."""
    kept = kept_of(asked.parts, decision_id)
    name = f"{kept.product_id or kept.id}.yaml"
    told = Report(asked.lang, (Telling(_again(asked.parts, kept), asked.lang, name, kept.id),), ())
    headers = {"Content-Disposition": f'attachment; filename="{kept.id}.{form}"'}
    return Response(rendered(form, told), media_type=FORMS[form], headers=headers)


def _again(parts: Parts, kept: Kept) -> Decision:
    """The decision, judged again from what was kept, by the rulebook of the time.

    Raises:
        ProblemError: it would not come out the same, or tells what is sealed.
    """
    if reason := why_not(parts, kept, str(body_of(parts, kept)["engine"])):
        raise _only_json(reason)
    stored = parts.archive.stored(kept)
    try:
        found = judged_again(stored, _rulebook(parts, kept, stored))
    except (ManifestError, RuleError, UnreadableError):
        raise _only_json("forms_otherwise") from None
    if hashlib.sha256(found.body_bytes).hexdigest() != kept.body:
        raise _only_json("forms_otherwise")
    return found


def _rulebook(parts: Parts, kept: Kept, stored: Stored) -> Rulebook:
    now = parts.judge.rulebook
    if kept.rulebook == now.digest:
        return now
    return _earlier.of(json.dumps(stored.record["rulebook"]), lambda: rulebook_of(stored))


def _only_json(reason: str) -> ProblemError:
    return ProblemError("not-found", *WORDS[reason])
