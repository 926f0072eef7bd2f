"""The pages together: their routes, the menu, the files browsers load, and what people are told of problems."""

from __future__ import annotations

import logging
from typing import Final

from fastapi import APIRouter, FastAPI, Response

from hegui_adapters.pages import sheets, signing
from hegui_adapters.pages.admin import deliveries, log, status, subscriptions, tokens
from hegui_adapters.pages.admin.running import Works
from hegui_adapters.pages.assets import MEDIA_TYPES, PREFIX, assets
from hegui_adapters.pages.decisions import envelope, forms, products, questions, reviews
from hegui_adapters.pages.decisions import routes as decision
from hegui_adapters.pages.declaring import Pages
from hegui_adapters.pages.gates import routes as gates
from hegui_adapters.pages.interview import routes as interview
from hegui_adapters.pages.portfolio import completeness, neighbours, overview
from hegui_adapters.pages.problems import handle_sign_in
from hegui_adapters.pages.rulebook import between, instruments, parameters, rules
from hegui_adapters.pages.trying import routes as trying
from hegui_adapters.service.problems import ProblemError

__all__ = ["add_pages"]

logger = logging.getLogger("hegui.service")

GROUPS: Final[tuple[Pages, ...]] = (
    overview.pages,
    neighbours.pages,
    completeness.pages,
    decision.pages,
    sheets.pages,
    forms.pages,
    envelope.pages,
    questions.pages,
    reviews.pages,
    products.pages,
    trying.pages,
    interview.pages,
    gates.pages,
    between.pages,
    rules.pages,
    instruments.pages,
    parameters.pages,
    status.pages,
    tokens.pages,
    subscriptions.pages,
    deliveries.pages,
    log.pages,
    signing.pages,
)
"""In the order of the menu; of two addresses that fit, the first answers."""
FOR_EVER: Final = "public, max-age=31536000, immutable"

_files = APIRouter(include_in_schema=False)


def add_pages(app: FastAPI) -> None:
    """Let an application show its pages."""
    app.state.works = Works()
    app.state.menu = [entry for group in GROUPS for entry in group.menu]
    for group in GROUPS:
        app.include_router(group.routes)
    app.include_router(_files)
    handle_sign_in(app)
    if missing := assets().missing:
        logger.warning("pages without scripts: %s not built; run `make assets`", ", ".join(missing))


@_files.get(f"{PREFIX}/{{digest}}/{{name:path}}")
async def file(digest: str, name: str) -> Response:
    """A file. An address of another version gets what is there now, to be asked for again."""
    found = assets()
    if name not in found.files:
        raise ProblemError("not-found")
    kept = FOR_EVER if digest == found.digest else "no-cache"
    media = MEDIA_TYPES[name[name.rindex(".") :]]
    return Response(found.files[name], headers={"Cache-Control": kept}, media_type=media)
