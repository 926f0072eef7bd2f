"""All decisions on a product, the newest first. It judges nothing."""

from __future__ import annotations

import json
from typing import Annotated, Final

from fastapi import Path, Query, Response

from hegui_adapters.pages.asking import Showing
from hegui_adapters.pages.decisions.words import WORDS
from hegui_adapters.pages.declaring import Pages
from hegui_adapters.service.archive import Archive, Kept
from hegui_adapters.service.cursors import cursor_of, place_of
from hegui_adapters.service.decisions import PRODUCT
from hegui_adapters.service.problems import ProblemError

__all__ = ["pages"]

MOST: Final = 50
pages = Pages(WORDS)


@pages.get("/products/{product_id}", role="viewer")
def product(
    asked: Showing,
    product_id: Annotated[str, Path(pattern=PRODUCT)],
    cursor: Annotated[str | None, Query(max_length=60)] = None,
) -> Response:
    """The decisions on one product, page by page."""
    archive = asked.parts.archive
    found = archive.decisions_of(product_id, place_of(cursor) if cursor else None, MOST + 1)
    if not found:
        raise ProblemError("not-found", "没有关于该产品的检查结论", "there is no decision on this product")
    following = cursor_of(found[MOST - 1].seq) if len(found) > MOST else None
    name = _name(archive, found[0])
    return asked.page("product.html", product=product_id, name=name, lines=found[:MOST], following=following)


def _name(archive: Archive, kept: Kept) -> str | None:
    """What the newest decision calls the product; None once its record was erased."""
    payload = archive.entry(kept.seq).payload
    name: str | None = json.loads(payload)["manifest"]["name"] if payload is not None else None
    return name
