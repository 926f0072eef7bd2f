"""The page of a product's gate, and the form that adds to its journal. It judges as the contract does, and keeps as it does."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final
from urllib.parse import quote, urlencode

from fastapi import Depends, Path, Query, Request, Response
from hegui.lifecycle.stages import GATES
from hegui.manifest.choices import CHOICES

from hegui_adapters.language import LANGUAGES
from hegui_adapters.pages.asking import Asked, Showing
from hegui_adapters.pages.declaring import Pages
from hegui_adapters.pages.gates.posting import event_of, fields_of, general_of
from hegui_adapters.pages.gates.view import view_of
from hegui_adapters.pages.gates.words import WORDS
from hegui_adapters.render.gate_words import GATE_WORDS
from hegui_adapters.service.archive import Kept
from hegui_adapters.service.checks import asked_day
from hegui_adapters.service.clock import day_in_china
from hegui_adapters.service.decisions import PRODUCT
from hegui_adapters.service.entering import UNTOLD, entered
from hegui_adapters.service.events import added
from hegui_adapters.service.parts import Parts
from hegui_adapters.service.problems import Flaw, ProblemError
from hegui_adapters.service.recorder import Delivery
from hegui_adapters.service.submitting import refusals_told

__all__ = ["pages"]

KEY: Final = "key"
MOST: Final = 2000
pages = Pages(WORDS)
ProductId = Annotated[str, Path(pattern=PRODUCT)]
Filled = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: a stage, None for the next one, and a day, None for today."""

    stage: str | None
    day: date | None


async def wanted_of(stage: Annotated[str, Query()] = "", as_of: Annotated[str, Query()] = "") -> Wanted:
    """A field of the form that was left empty asks for nothing."""
    if stage and stage not in GATES:
        zh, en = f"没有这个阶段；可选 {'、'.join(GATES)}", f"there is no such stage; there are {', '.join(GATES)}"
        raise ProblemError("invalid-request", flaws=[Flaw(zh, en, parameter="stage")])
    return Wanted(stage or None, await asked_day(as_of or None))


async def filled_of(request: Request) -> Filled:
    """What the form brings; of a field given twice, the last."""
    form = await request.form()
    return {name: value[:MOST] for name, value in form.multi_items() if isinstance(value, str)}


@pages.get("/products/{product_id}/gate", role="viewer")
def gate(asked: Showing, product_id: ProductId, wanted: Annotated[Wanted, Depends(wanted_of)]) -> Response:
    """May the product enter a stage on a day."""
    return _page(asked, product_id, wanted)


@pages.post("/products/{product_id}/gate", role="product")
def happened(
    asked: Showing,
    product_id: ProductId,
    wanted: Annotated[Wanted, Depends(wanted_of)],
    filled: Annotated[Filled, Depends(filled_of)],
) -> Response:
    """Add what happened to the journal, then judge anew."""
    _newest(asked.parts, product_id)
    assert asked.who is not None
    text = json.dumps([event_of(filled)], ensure_ascii=False)
    digest = hashlib.sha256(text.encode()).hexdigest()
    name = asked.who.name
    delivery = Delivery(f"events:{name}", name, filled.get(KEY) or None, digest, asked=product_id)
    try:
        with refusals_told(asked.parts, "events.refused", delivery):
            added(asked.parts, product_id, text, delivery)
    except ProblemError as problem:
        if not problem.flaws:
            raise
        return _page(asked, product_id, wanted, filled, problem)
    return asked.elsewhere(f"{_address(product_id, wanted)}#journal")


def _page(
    asked: Asked, product: str, wanted: Wanted, filled: Filled | None = None, refused: ProblemError | None = None
) -> Response:
    parts, place = asked.parts, LANGUAGES.index(asked.lang)
    kept = _newest(parts, product)
    today = day_in_china(parts.clock())
    day = wanted.day or today
    body, problem = _judged(parts, kept, product, wanted.stage, day)
    flaws = refused.flaws if refused else ()
    untold = problem is not None and problem.reason == UNTOLD
    status = refused.kind.status if refused else 200 if problem is None or untold else problem.kind.status
    return asked.page(
        "gate.html",
        status,
        product=product,
        name=_name(parts, kept),
        kept=kept,
        day=day.isoformat(),
        today=today.isoformat(),
        stages=[(one, CHOICES["gate"][one][place]) for one in GATES],
        chosen=wanted.stage or (body["stage"] if body else ""),
        action=_address(product, wanted),
        included=parts.judge.rulebook.contents.included_up_to.isoformat(),
        body=body,
        view=view_of(body, _gating(parts), asked.lang) if body else None,
        problem=problem,
        untold=untold,
        g=GATE_WORDS[asked.lang],
        fields=fields_of(filled if filled is not None else {"date": today.isoformat()}, flaws, asked.lang),
        general=general_of(flaws, asked.lang),
        refused=refused is not None,
        key=f"page-{secrets.token_hex(16)}",
    )


def _judged(
    parts: Parts, kept: Kept, product: str, stage: str | None, day: date
) -> tuple[Mapping[str, Any] | None, ProblemError | None]:
    """The gate, or why there is none: the page can mend that, by its forms."""
    try:
        return entered(parts, kept, product, stage, day), None
    except ProblemError as problem:
        if problem.kind.name != "not-possible":
            raise
        return None, problem


def _newest(parts: Parts, product: str) -> Kept:
    found = parts.archive.decisions_of(product, None, 1)
    if not found:
        raise ProblemError("not-found", "没有关于该产品的检查结论", "there is no decision on this product")
    return found[0]


def _name(parts: Parts, kept: Kept) -> str | None:
    """What the newest decision calls the product; None once its record was erased."""
    payload = parts.archive.entry(kept.seq).payload
    name: str | None = json.loads(payload)["manifest"]["name"] if payload is not None else None
    return name


def _gating(parts: Parts) -> frozenset[str]:
    return frozenset(rule.id for rule in parts.judge.rulebook.contents.rules if rule.gates)


def _address(product: str, wanted: Wanted) -> str:
    asked = {"stage": wanted.stage, "as_of": wanted.day.isoformat() if wanted.day else None}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"/products/{quote(product, safe='')}/gate{'?' + query if query else ''}"
