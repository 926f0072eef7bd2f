"""The register of products over HTTP: what of it was never checked, or launched all the same. It keeps no register."""

from __future__ import annotations

import hashlib
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Response
from hegui.body import canonical
from hegui.errors import SourceError

from hegui_adapters.failures import RefusedError
from hegui_adapters.register.completeness import Compared, compared, decisions_by_product
from hegui_adapters.register.reading import Registered, read_register
from hegui_adapters.render.register import compared_data
from hegui_adapters.service.access import actor
from hegui_adapters.service.answers import json_response
from hegui_adapters.service.clock import day_in_china
from hegui_adapters.service.parts import Parts
from hegui_adapters.service.problems import Flaw, ProblemError
from hegui_adapters.service.reading import Body, MediaType, Running
from hegui_adapters.store.kept import opened

__all__ = ["TABLES", "auditor", "held_against", "routes"]

routes = APIRouter(prefix="/v1", tags=["audit"])
auditor = actor("auditor")
TABLES: Final = ("text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")


@routes.post("/register", operation_id="compareRegister")
def compare_register(
    *, parts: Running, who: Annotated[str, Depends(auditor)], media: MediaType, body: Body
) -> Response:
    """Hold the firm's register of products, CSV or XLSX, against the decisions: products never checked, checked on another
    version, launched while blocked or undetermined, decided under an older rulebook."""
    if media not in TABLES:
        raise ProblemError("unsupported-media-type")
    return json_response(canonical(compared_data(held_against(parts, body, who))))


def held_against(parts: Parts, table: bytes, who: str) -> Compared:
    """What a register lacks; that somebody compared it is logged.

    Raises:
        ProblemError: it is no register.
    """
    products = _read(table)
    with opened(parts.database) as kept:
        decisions = decisions_by_product(kept.decisions() or ())
    found = compared(products, decisions, parts.judge.rulebook.digest, day_in_china(parts.clock()))
    digest = hashlib.sha256(table).hexdigest()
    said = {"register": f"sha256:{digest}", "products": found.products, "counts": dict(found.counts)}
    parts.recorder.audited([("register.compared", who, "register", said)])
    return found


def _read(body: bytes) -> tuple[Registered, ...]:
    try:
        return read_register(body, "register")
    except SourceError as error:
        flaws = [Flaw(one.zh, one.en, line=one.line, column=one.column) for one in error.problems]
        raise ProblemError("invalid-register", flaws=flaws) from None
    except RefusedError as error:
        raise ProblemError("malformed", error.zh, error.en) from None
