"""Keeps the portraits of decisions, beside the log and derived from it, and reads the newest on each product. It shows nothing.

A portrait is written in the job of its decision, redrawn when facts are masked, gone when its decision's time is up.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import Connection, delete, func, insert, select

from hegui_adapters.portfolio.portrait import portrait_text, record_of
from hegui_adapters.store import tables
from hegui_adapters.store.documents import UnreadableError
from hegui_adapters.store.kept import InDatabase
from hegui_adapters.store.masking import Sealing
from hegui_adapters.store.replay import Documents
from hegui_adapters.store.scribe import Ledger

__all__ = [
    "Hung",
    "Undrawn",
    "hang",
    "newest",
    "portrayed",
    "redrawn",
    "take_down",
    "take_down_through",
    "undrawn",
    "verdicts",
]

REMEMBERED = 256
"""Pipelines send one manifest many times, and each time there is a decision of the same body."""
_HUNG = insert(tables.portraits)
_DECIDED = tables.decisions.c
_TO_THE_POINT = _DECIDED.as_of >= func.substr(_DECIDED.at, 1, 10)
"""Whoever asks how an earlier day would have judged says nothing of the product as it is."""


@dataclass(frozen=True, slots=True)
class Hung:
    """The newest decision on a product, with its portrait; None where there is none (yet)."""

    seq: int
    id: str
    at: str
    product: str | None
    version: str | None
    verdict: str
    as_of: str
    rulebook: str
    portrait: str | None


@dataclass(frozen=True, slots=True)
class Undrawn:
    """A decision without a portrait."""

    seq: int
    manifest: str
    body: str


def hang(ledger: Ledger, seq: int, portrait: str) -> None:
    """Say the portrait of the decision of an entry."""
    ledger.put(_HUNG, {"seq": seq, "portrait": portrait})


def take_down(ledger: Ledger, seqs: Iterable[int]) -> None:
    """Remove portraits."""
    for seq in seqs:
        ledger.connection.execute(delete(tables.portraits).where(tables.portraits.c.seq == seq))


def take_down_through(ledger: Ledger, through: int) -> None:
    """Remove the portraits of all decisions up to an entry."""
    ledger.connection.execute(delete(tables.portraits).where(tables.portraits.c.seq <= through))


def portrayed(body: bytes, manifest: bytes, sealing: Sealing) -> str:
    """The portrait of a decision, from its body and manifest as they were kept."""
    shown = sealing.shown(json.loads(body), manifest)
    return portrait_text(shown, record_of(sealing.shown_text(manifest)))


def undrawn(connection: Connection, *, every: bool = False) -> list[Undrawn]:
    """Decisions that have no portrait, or `every` one, in their order."""
    wanted = select(_DECIDED.seq, _DECIDED.manifest, _DECIDED.body).order_by(_DECIDED.seq)
    if not every:
        wanted = wanted.where(_DECIDED.seq.not_in(select(tables.portraits.c.seq)))
    return [Undrawn(*row) for row in connection.execute(wanted)]


def redrawn(connection: Connection, found: Iterable[Undrawn], sealing: Sealing) -> Iterator[tuple[int, str | None]]:
    """A portrait for each entry; None where what it would be drawn from was erased or cannot be opened."""
    documents = Documents(InDatabase(connection), sealing.opens)

    @lru_cache(maxsize=REMEMBERED)
    def drawn(body: str, manifest: str) -> str | None:
        try:
            return portrayed(documents.content(body), documents.content(manifest), sealing)
        except UnreadableError:
            return None

    return ((one.seq, drawn(one.body, one.manifest)) for one in found)


# ---- reading


def newest(connection: Connection) -> list[Hung]:
    """The newest decision on each product, historical ones left out; in order of entries."""
    last = select(func.max(_DECIDED.seq)).where(_TO_THE_POINT).group_by(_DECIDED.product_id)
    wanted = (
        select(
            _DECIDED.seq, _DECIDED.id, _DECIDED.at, _DECIDED.product_id, _DECIDED.product_version, _DECIDED.verdict,
            _DECIDED.as_of, _DECIDED.rulebook, tables.portraits.c.portrait,
        )
        .outerjoin(tables.portraits, tables.portraits.c.seq == _DECIDED.seq)
        .where(_DECIDED.seq.in_(last))
        .order_by(_DECIDED.seq)
    )  # fmt: skip
    return [Hung(*row) for row in connection.execute(wanted)]


def verdicts(connection: Connection, since: date) -> Sequence[tuple[str | None, str, str]]:
    """Product, day and verdict of the last decision of each day from one on, and of the last before it; in their order."""
    day = func.substr(_DECIDED.at, 1, 10)
    last = select(func.max(_DECIDED.seq)).where(_TO_THE_POINT)
    before = last.where(_DECIDED.at < since.isoformat()).group_by(_DECIDED.product_id)
    after = last.where(_DECIDED.at >= since.isoformat()).group_by(_DECIDED.product_id, day)
    wanted = (
        select(_DECIDED.product_id, day, _DECIDED.verdict)
        .where(_DECIDED.seq.in_(before.union_all(after)))
        .order_by(_DECIDED.seq)
    )
    return [(product, str(on), verdict) for product, on, verdict in connection.execute(wanted)]
