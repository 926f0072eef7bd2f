"""A decision in the forms pipelines and people read, SARIF and a workbook: judged again, and given only if it comes out the same."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Annotated, Final, Literal

from fastapi import Path, Response
from hegui.decide import Decision
from hegui.errors import ManifestError

from hegui_adapters.pages.asking import Showing
from hegui_adapters.pages.decisions.kept import DecisionId, kept_of
from hegui_adapters.pages.decisions.words import WORDS
from hegui_adapters.pages.declaring import Pages
from hegui_adapters.plans import plan_from
from hegui_adapters.render.forms import rendered
from hegui_adapters.render.telling import Report, Telling
from hegui_adapters.service.archive import Kept
from hegui_adapters.service.parts import Parts
from hegui_adapters.service.problems import ProblemError
from hegui_adapters.waivers import Exceptions, waiver_from

__all__ = ["FORMS", "offered", "pages"]

FORMS: Final[dict[str, str]] = {
    "sarif": "application/sarif+json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
pages = Pages(WORDS)


def offered(parts: Parts, rulebook_digest: str) -> tuple[str, ...]:
    """The forms a decision can be had in: none where facts are sealed, or another rulebook judged it."""
    same = rulebook_digest == f"sha256:{parts.judge.rulebook.digest}"
    return tuple(FORMS) if same and not parts.settings.sealed else ()


@pages.get("/decisions/{decision_id}/report.{form}", role="viewer")
def report(asked: Showing, decision_id: DecisionId, form: Annotated[Literal["sarif", "xlsx"], Path()]) -> Response:
    """The report of a decision in another form."""
    kept = kept_of(asked.parts, decision_id)
    name = f"{kept.product_id or kept.id}.yaml"
    told = Report(asked.lang, (Telling(_again(asked.parts, kept), asked.lang, name, kept.id),), ())
    headers = {"Content-Disposition": f'attachment; filename="{kept.id}.{form}"'}
    return Response(rendered(form, told), media_type=FORMS[form], headers=headers)


def _again(parts: Parts, kept: Kept) -> Decision:
    """The decision, judged again from what was kept.

    Raises:
        ProblemError: it would not come out the same, or tells what is sealed.
    """
    payload = parts.archive.entry(kept.seq).payload
    if parts.settings.sealed or payload is None:
        raise _only_json()
    record = json.loads(payload)
    beside = Exceptions(
        tuple(map(waiver_from, record.get("waivers", ()))), tuple(map(plan_from, record.get("plans", ())))
    )
    day = date.fromisoformat(kept.as_of)
    try:
        found = parts.judge.tried(parts.archive.judged(kept), today=day, as_of=day, beside=beside)
    except ManifestError:
        raise _only_json() from None
    if hashlib.sha256(found.body_bytes).hexdigest() != kept.body:
        raise _only_json()
    return found


def _only_json() -> ProblemError:
    return ProblemError(
        "not-found",
        "规则库或引擎已更新，或含加密要素，本结论只能下载 JSON；hegui audit replay 可用当时的规则库重放",
        "rulebook or engine changed since, or facts are sealed: this decision is given as JSON only; hegui audit replay judges it again",
    )
