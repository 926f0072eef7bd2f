"""Events of products' lives in the log: appended, and read back in their order. What they mean is not known here."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, select

from hegui_adapters.store import tables
from hegui_adapters.store.chain import Entry
from hegui_adapters.store.scribe import Ledger

__all__ = ["EVENTS", "append", "events_of"]

EVENTS: Final = "product.events"
"""The kind of entry whose payload holds events of the product it is about. Its time is never up: the journal needs them."""

Event = Mapping[str, Any]


def append(ledger: Ledger, actor: str, product: str, events: Sequence[Event], delivery: Mapping[str, object]) -> Entry:
    """Log events of a product; they are never changed."""
    return ledger.append(EVENTS, actor, product, {"events": list(events), "delivery": delivery})


def events_of(connection: Connection, product: str) -> tuple[Event, ...]:
    """Every event of a product, as it was posted, in the order of the log."""
    row = tables.entries.c
    wanted = select(row.payload).where(row.subject == product, row.kind == EVENTS).order_by(row.seq)
    return tuple(
        event for payload in connection.execute(wanted).scalars() if payload for event in json.loads(payload)["events"]
    )
