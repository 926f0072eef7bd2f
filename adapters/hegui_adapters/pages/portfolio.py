"""The first page: the newest decision on each product, the newest first. It judges nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Query, Response

from hegui_adapters.pages.asking import Entry, Showing
from hegui_adapters.pages.declaring import Pages
from hegui_adapters.pages.words import Group
from hegui_adapters.service.archive import Newest
from hegui_adapters.service.cursors import cursor_of, place_of

__all__ = ["pages"]

WORDS: Group = {
    "heading": ("产品", "Products"),
    "caption": ("各产品最近一次检查结论", "The newest decision on each product"),
    "product": ("产品", "Product"),
    "verdict": ("结论", "Verdict"),
    "as_of": ("适用日期", "As of"),
    "decided_at": ("检查时间", "Decided"),
    "version": ("版本", "Version"),
    "unnamed": ("未命名产品", "unnamed product"),
    "nothing": ("尚无检查结论。", "No decision yet."),
    "more": ("更早的", "Earlier ones"),
}
MOST: Final = 100
pages = Pages(WORDS, menu=[Entry("/", ("产品", "Products"), "viewer")])


@dataclass(frozen=True, slots=True)
class Line:
    """One product with its newest decision."""

    decision: str
    product: str | None
    name: str | None
    version: str | None
    verdict: str
    as_of: str
    at: str


@pages.get("/", role="viewer")
def portfolio(asked: Showing, cursor: Annotated[str | None, Query(max_length=60)] = None) -> Response:
    """All products, page by page."""
    found = asked.parts.archive.newest(place_of(cursor) if cursor else None, MOST + 1)
    following = cursor_of(found[MOST - 1].kept.seq) if len(found) > MOST else None
    return asked.page("portfolio.html", lines=lines_of(found[:MOST]), following=following)


def lines_of(found: Sequence[Newest]) -> list[Line]:
    """What is shown of them."""
    return [_line(one) for one in found]


def _line(one: Newest) -> Line:
    name = json.loads(one.record)["manifest"]["name"] if one.record is not None else None
    kept = one.kept
    return Line(kept.id, kept.product_id, name, kept.product_version, kept.verdict, kept.as_of, kept.at)
