"""Reviews over HTTP: what people say of a decision is taken and read back, with what it comes to today. It decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Response
from hegui.body import canonical
from hegui.terms import Bilingual

from hegui_adapters.review.acts import ACT, REMARK
from hegui_adapters.review.folding import Review, Standing
from hegui_adapters.service.access import actor
from hegui_adapters.service.answers import json_response
from hegui_adapters.service.archive import Archive, Kept
from hegui_adapters.service.clock import day_in_china
from hegui_adapters.service.decisions import ID, PRODUCT
from hegui_adapters.service.problems import ProblemError
from hegui_adapters.service.reading import Body, Key, MediaType, Running
from hegui_adapters.service.recorder import Answer
from hegui_adapters.service.reviewing import Brought, shown, taken
from hegui_adapters.store.documents import UnreadableError
from hegui_adapters.store.reviews import review_of, standing_on
from hegui_adapters.store.veiling import Veil

__all__ = ["auditor", "officer", "routes", "told"]

routes = APIRouter(prefix="/v1", tags=["reviews"])
officer, auditor = actor("officer"), actor("auditor")
DecisionId = Annotated[str, Path(pattern=ID, description="A UUID of version 7.")]
Finding = Mapping[str, Any]


@routes.post("/decisions/{decision_id}/reviews", operation_id="reviewDecision", status_code=201)
def review_decision(
    *,
    parts: Running,
    who: Annotated[str, Depends(officer)],
    media: MediaType,
    key: Key,
    decision_id: DecisionId,
    body: Body,
) -> Response:
    """Do one act of a review: assign, send back, comment, agree or not, object, plan, ask for a waiver, approve. It is an
    entry of the log and is never changed."""
    return _response(taken(parts, Brought(decision_id, who, "officer", media, key, body), ACT), decision_id)


@routes.post("/decisions/{decision_id}/remarks", operation_id="remarkOnDecision", status_code=201)
def remark_on_decision(
    *,
    parts: Running,
    who: Annotated[str, Depends(auditor)],
    media: MediaType,
    key: Key,
    decision_id: DecisionId,
    body: Body,
) -> Response:
    """What an auditor says of a decision or its review; it changes neither."""
    return _response(taken(parts, Brought(decision_id, who, "auditor", media, key, body), REMARK), decision_id)


def _response(answer: Answer, decision_id: str) -> Response:
    headers = {"Location": f"/v1/decisions/{decision_id}/reviews"}
    if answer.repeated:
        headers["Idempotent-Replayed"] = "true"
    return json_response(answer.text, answer.status, headers)


@routes.get("/decisions/{decision_id}/reviews", operation_id="getReviews", dependencies=[Depends(actor("viewer"))])
def get_reviews(*, parts: Running, decision_id: DecisionId) -> Response:
    """Everything that was said of a decision, and what stands beside its findings today: objections, plans and waivers, also
    those raised on other decisions on the product. None of it changes the verdict."""
    kept = parts.archive.decision(decision_id)
    if kept is None:
        raise ProblemError("not-found")
    with parts.database.reading() as connection:
        review = review_of(connection, decision_id)
        raised = standing_on(connection, kept.product_id) if kept.product_id is not None else []
    today = day_in_china(parts.clock())
    said = told(kept, review, raised, _findings(parts.archive, kept), today)
    return json_response(canonical(_veil(parts.archive, kept).within(said)))


def _findings(archive: Archive, kept: Kept) -> Mapping[tuple[str, str], Finding]:
    """The findings of a decision by rule and subject; none where its body was erased."""
    try:
        found = archive.found(kept)["findings"]
    except UnreadableError:
        return {}
    return {(one["rule"], one["subject"]): one for one in found}


def _veil(archive: Archive, kept: Kept) -> Veil:
    try:
        return archive.veil(kept)
    except UnreadableError:
        return Veil((), {})


def told(
    kept: Kept, review: Review, raised: list[Standing], findings: Mapping[tuple[str, str], Finding], today: date
) -> Mapping[str, object]:
    """What was said of a decision and what stands beside its findings on a day; `raised` is what stands on its product."""
    own = list(review.standing.values())
    known = {one.said.entry for one in own}
    standing = [*own, *(one for one in raised if one.said.entry not in known and _about(one) in findings)]
    spoken_of = [(one.text("rule"), one.text("subject")) for one in review.acts if one.data.get("rule") is not None]
    places = dict.fromkeys([*spoken_of, *map(_about, standing)])
    return {
        "decision": kept.id,
        "product": kept.product_id,
        "verdict": kept.verdict,
        "status": review.status,
        "assigned_to": review.assigned_to,
        "acts": [shown(one) for one in review.acts],
        "findings": [_finding(place, findings.get(place), review, standing, today) for place in places],
        "faults": _faults(standing, today),
        "links": {"decision": f"/v1/decisions/{kept.id}"},
    }


def _about(standing: Standing) -> tuple[str, str]:
    return standing.said.text("rule"), standing.said.text("subject")


def _finding(
    place: tuple[str, str], found: Finding | None, review: Review, standing: Iterable[Standing], today: date
) -> Mapping[str, object]:
    rule, subject = place
    said = [one for one in review.acts if (one.text("rule"), one.text("subject")) == place]
    return {
        "rule": rule,
        "subject": subject,
        **{name: found[name] if found else None for name in ("outcome", "force", "title")},
        "acts": [one.entry for one in said],
        "standing": [_standing(one, today) for one in standing if _about(one) == place],
    }


def _standing(one: Standing, today: date) -> Mapping[str, object]:
    return {
        **shown(one.said),
        "state": one.state(today),
        "approval": shown(one.approved) if one.approved else None,
        "ended": shown(one.ended) if one.ended else None,
    }


def _faults(standing: Iterable[Standing], today: date) -> list[Mapping[str, object]]:
    return [_fault(one, fault, today) for one in standing if (fault := one.fault(today))]


def _fault(one: Standing, fault: Bilingual, today: date) -> Mapping[str, object]:
    rule, subject = _about(one)
    return {
        "entry": one.said.entry,
        "decision": one.said.decision,
        "act": one.said.act,
        "state": one.state(today),
        "rule": rule,
        "subject": subject,
        "message": {"zh": fault.zh, "en": fault.en},
    }


@routes.get("/products/{product_id}/exceptions", operation_id="listExceptions", dependencies=[Depends(actor("viewer"))])
def list_exceptions(*, parts: Running, product_id: Annotated[str, Path(pattern=PRODUCT)]) -> Response:
    """The objections, plans and waivers on a product as they stand today, and which are overdue or expired."""
    today = day_in_china(parts.clock())
    with parts.database.reading() as connection:
        standing = standing_on(connection, product_id)
    listed = [_standing(one, today) for one in standing]
    said = {"product": product_id, "day": today.isoformat(), "standing": listed, "faults": _faults(standing, today)}
    return json_response(canonical(said))
