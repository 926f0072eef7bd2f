"""What the newest decisions come to, as pages of rules ask it: which rules are violated, on which days the verdict changes.

A body is long: what was drawn from it is remembered, by its digest. It judges nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import func, select

from hegui_adapters.service.archive import Kept
from hegui_adapters.service.judging import Recall
from hegui_adapters.service.parts import Parts
from hegui_adapters.store import tables
from hegui_adapters.store.documents import UnreadableError

__all__ = ["MOST", "Gist", "Product", "products"]

MOST: Final = 50
"""Products looked at, those decided last."""


@dataclass(frozen=True, slots=True)
class Gist:
    """What a body says: the rules that are violated, those that are open, and coming days with the rules that then come out
    otherwise for the product."""

    violated: frozenset[str]
    undetermined: frozenset[str]
    upcoming: Mapping[date, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Product:
    """The newest decision on a product; `name` is None where its record was erased."""

    kept: Kept
    name: str | None
    gist: Gist


def products(parts: Parts) -> Iterator[Product]:
    """The products decided last; one whose body was erased or cannot be opened is left out."""
    rows = tables.decisions.c
    last = select(func.max(rows.seq)).group_by(rows.product_id)
    wanted = (
        select(*rows, tables.entries.c.payload)
        .join(tables.entries, tables.entries.c.seq == rows.seq)
        .where(rows.seq.in_(last))
        .order_by(rows.seq.desc())
        .limit(MOST)
    )
    with parts.database.reading() as connection:
        found = connection.execute(wanted).all()
    for *row, record in found:
        kept = Kept(*row)
        with suppress(UnreadableError):
            yield Product(kept, json.loads(record)["manifest"]["name"] if record else None, _gist_of(parts, kept))


def _gist_of(parts: Parts, kept: Kept) -> Gist:
    return _gists.of(kept.body, lambda: _gist(parts.archive.found(kept)))


def _gist(body: Mapping[str, Any]) -> Gist:
    findings: Sequence[Mapping[str, Any]] = body["findings"]
    return Gist(
        frozenset(one["rule"] for one in findings if one["outcome"] == "violated"),
        frozenset(one["rule"] for one in findings if one["outcome"] == "undetermined"),
        {date.fromisoformat(one["day"]): frozenset(rule for rule, *_ in one["changes"]) for one in body["upcoming"]},
    )


_gists: Recall[Gist] = Recall(4 * MOST)
