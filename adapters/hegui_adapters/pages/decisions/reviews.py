"""The review of a decision: what was said, what stands, and forms for whoever may say more. Acts are taken as `/v1` takes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import Depends, Request, Response
from pydantic import TypeAdapter

from hegui_adapters.pages.asking import Asked, Showing
from hegui_adapters.pages.decisions.acts import FOLLOWING, FORMS, REMARKS, act_text
from hegui_adapters.pages.decisions.kept import DecisionId, kept_of, view
from hegui_adapters.pages.decisions.words import WORDS
from hegui_adapters.pages.declaring import Pages
from hegui_adapters.review.acts import ACT, REMARK, Act, Remark
from hegui_adapters.service.archive import Kept
from hegui_adapters.service.clock import day_in_china
from hegui_adapters.service.problems import ProblemError
from hegui_adapters.service.reviewing import Brought, taken
from hegui_adapters.service.reviews import told
from hegui_adapters.service.roles import Role
from hegui_adapters.store.documents import UnreadableError
from hegui_adapters.store.reviews import review_of, standing_on
from hegui_adapters.store.veiling import Veil

__all__ = ["pages"]

pages = Pages(WORDS)


async def form_of(request: Request) -> Mapping[str, str]:
    """The fields of a form."""
    return {name: value for name, value in (await request.form()).items() if isinstance(value, str)}


Form = Annotated[Mapping[str, str], Depends(form_of)]


@pages.get("/decisions/{decision_id}/review", role="viewer")
def review(asked: Showing, decision_id: DecisionId) -> Response:
    """What was said of a decision."""
    return _page(asked, kept_of(asked.parts, decision_id))


@pages.post("/decisions/{decision_id}/review", role="officer")
def said_by_officer(asked: Showing, decision_id: DecisionId, form: Form) -> Response:
    """One act of a review."""
    return _said(asked, decision_id, form, "officer", ACT)


@pages.post("/decisions/{decision_id}/remarks", role="auditor")
def said_by_auditor(asked: Showing, decision_id: DecisionId, form: Form) -> Response:
    """What an auditor says."""
    return _said(asked, decision_id, form, "auditor", REMARK)


def _said(
    asked: Asked, decision_id: str, form: Mapping[str, str], role: Role, kinds: TypeAdapter[Act] | TypeAdapter[Remark]
) -> Response:
    kept = kept_of(asked.parts, decision_id)
    assert asked.who is not None
    try:
        taken(asked.parts, Brought(kept.id, asked.who.name, role, "application/json", None, act_text(form)), kinds)
    except ProblemError as problem:
        if problem.kind.status >= 500:
            raise
        return _page(asked, kept, problem.kind.status, problem, form)
    return asked.elsewhere(f"/decisions/{kept.id}/review")


def _page(
    asked: Asked,
    kept: Kept,
    status: int = 200,
    problem: ProblemError | None = None,
    given: Mapping[str, str] | None = None,
) -> Response:
    parts, today = asked.parts, day_in_china(asked.parts.clock())
    try:
        rows, veil = view(parts, kept, asked.lang).rows, parts.archive.veil(kept)
    except UnreadableError:
        rows, veil = (), Veil((), {})
    with parts.database.reading() as connection:
        found = review_of(connection, kept.id)
        raised = standing_on(connection, kept.product_id) if kept.product_id is not None else []
    findings = {
        (one.rule, veil.judged(one.subject)): {
            "outcome": one.outcome,
            "force": one.force,
            "title": {asked.lang: one.title},
        }
        for one in rows
    }
    officer = asked.may("officer")
    data = {
        "kept": kept,
        "said": veil.within(told(kept, found, raised, findings, today)),
        "offered": FORMS if officer else REMARKS if asked.may("auditor") else (),
        "following": FOLLOWING,
        "post_to": f"/decisions/{kept.id}/{'review' if officer else 'remarks'}",
        "findings": [one for one in rows if one.outcome == "violated"],
        "titles": {f"{one.rule}@{one.subject}": one.title for one in rows},
        "problem": problem,
        "given": given or {},
    }
    if status != 200:
        return asked.page("fragment.html", status, fragment="review.html", title=asked.said("review"), **data)
    return asked.fragment("review.html", title=asked.said("review"), **data)
