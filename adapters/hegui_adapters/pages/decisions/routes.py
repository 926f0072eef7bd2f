"""The page of one decision and its parts. It judges nothing."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Depends, Query, Response

from hegui_adapters.pages.asking import Showing
from hegui_adapters.pages.decisions.entry import earliest_of
from hegui_adapters.pages.decisions.explained import explained
from hegui_adapters.pages.decisions.forms import FORMS, why_not
from hegui_adapters.pages.decisions.kept import DecisionId, body_of, kept_of, text_of, view
from hegui_adapters.pages.decisions.listing import Wanted, listed
from hegui_adapters.pages.decisions.memo import memo_of
from hegui_adapters.pages.decisions.since import since
from hegui_adapters.pages.decisions.words import WORDS
from hegui_adapters.pages.declaring import Pages
from hegui_adapters.service.clock import day_in_china
from hegui_adapters.service.entering import entered
from hegui_adapters.service.problems import ProblemError
from hegui_adapters.store.documents import UnreadableError
from hegui_adapters.store.reviews import review_of

__all__ = ["pages"]

LAUNCHED: Final = "launched"
pages = Pages(WORDS)


async def wanted_of(
    outcome: Annotated[str, Query(pattern="^(violated|undetermined|met|not_applicable)$")] = "violated",
    force: Annotated[str, Query(pattern="^(block|warn|advise)?$")] = "",
    topic: Annotated[str, Query(max_length=60)] = "",
    after: Annotated[int, Query(ge=0, le=100_000)] = 0,
) -> Wanted:
    return Wanted(outcome, force, topic, after)


Filtering = Annotated[Wanted, Depends(wanted_of)]


@pages.get("/decisions/{decision_id}", role="viewer")
def show(asked: Showing, decision_id: DecisionId, wanted: Filtering) -> Response:
    """One decision, as it was given."""
    parts = asked.parts
    kept = kept_of(parts, decision_id)
    shown = view(parts, kept, asked.lang)
    with parts.database.reading() as connection:
        review = review_of(connection, kept.id)
    return asked.page(
        "decision.html",
        kept=kept,
        view=shown,
        review=review,
        wanted=wanted,
        listed=listed(shown, wanted),
        forms=FORMS,
        no_forms=why_not(parts, kept, shown.engine),
    )


@pages.get("/decisions/{decision_id}/findings", role="viewer")
def findings(asked: Showing, decision_id: DecisionId, wanted: Filtering) -> Response:
    """The findings somebody asks for."""
    kept = kept_of(asked.parts, decision_id)
    shown = view(asked.parts, kept, asked.lang)
    title = asked.said("findings")
    return asked.fragment("decision_findings.html", title=title, kept=kept, wanted=wanted, listed=listed(shown, wanted))


@pages.get("/decisions/{decision_id}/finding", role="viewer")
def finding(
    asked: Showing,
    decision_id: DecisionId,
    rule: Annotated[str, Query(max_length=400)],
    subject: Annotated[str, Query(max_length=400)],
) -> Response:
    """One finding in full."""
    kept = kept_of(asked.parts, decision_id)
    found = body_of(asked.parts, kept)["findings"]
    one = next((one for one in found if (one["rule"], one["subject"]) == (rule, subject)), None)
    if one is None:
        raise ProblemError("not-found", "该结论没有这一检查项", "the decision has no such finding")
    told = explained(one, asked.lang)
    return asked.fragment(
        "decision_finding.html", title=told.shown.title, kept=kept, told=told, asked_by_script=asked.by_script
    )


@pages.get("/decisions/{decision_id}/since", role="viewer")
def since_last(asked: Showing, decision_id: DecisionId) -> Response:
    """What changed since the decision before on the same product."""
    parts = asked.parts
    kept = kept_of(parts, decision_id)
    earlier = parts.archive.decisions_of(kept.product_id, kept.seq, 1) if kept.product_id is not None else []
    said: dict[str, object] = {"why": "since_unknown" if kept.product_id is None else "since_first"}
    if earlier:
        try:
            before, after = (view(parts, one, asked.lang) for one in (earlier[0], kept))
            said = {"why": "", "before": earlier[0], "change": since(before, after)}
        except UnreadableError:
            said = {"why": "since_erased"}
    return asked.fragment("decision_since.html", title=asked.said("since"), kept=kept, **said)


@pages.get("/decisions/{decision_id}/earliest", role="viewer")
def earliest(asked: Showing, decision_id: DecisionId) -> Response:
    """The earliest day of launch, from today, by the rulebook of today and the events of the product."""
    parts = asked.parts
    kept = kept_of(parts, decision_id)
    if kept.product_id is None:
        raise ProblemError("not-found", "产品未填写 id", "the product has no id")
    found = entered(parts, kept, kept.product_id, LAUNCHED, day_in_china(parts.clock()))
    told = earliest_of(found, asked.lang)
    return asked.fragment("decision_earliest.html", title=asked.said("earliest"), kept=kept, earliest=told)


@pages.get("/decisions/{decision_id}/coming", role="viewer")
def coming(asked: Showing, decision_id: DecisionId) -> Response:
    """What the law that is coming changes."""
    kept = kept_of(asked.parts, decision_id)
    found = view(asked.parts, kept, asked.lang).coming
    titles = {rule.id: rule.title.text(asked.lang) for rule in asked.parts.judge.rulebook.contents.rules}
    return asked.fragment("decision_coming.html", title=asked.said("coming"), kept=kept, coming=found, titles=titles)


@pages.get("/decisions/{decision_id}/report.json", role="viewer")
def as_json(asked: Showing, decision_id: DecisionId) -> Response:
    """The decision's body, sealed facts masked."""
    kept = kept_of(asked.parts, decision_id)
    named = f'attachment; filename="{kept.id}.json"'
    return Response(
        asked.parts.archive.body(kept), media_type="application/json", headers={"Content-Disposition": named}
    )


@pages.get("/decisions/{decision_id}/memo.pdf", role="viewer")
def memo(asked: Showing, decision_id: DecisionId) -> Response:
    """The memo as PDF."""
    parts = asked.parts
    kept = kept_of(parts, decision_id)
    with parts.database.reading() as connection:
        review = review_of(connection, kept.id)
    told = memo_of(body_of(parts, kept), text_of(parts, kept), kept.body, review, asked.lang)
    return asked.paper("memo.html", f"{kept.product_id or kept.id}-memo.pdf", memo=told, view=told.view, kept=kept)
