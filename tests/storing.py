"""For tests of the store: entries put in and read back, with and without a scribe."""

from __future__ import annotations

from collections.abc import Mapping

from hegui_adapters.store import tables
from hegui_adapters.store.audit import Fault, examined
from hegui_adapters.store.chain import Checkpoint, Entry
from hegui_adapters.store.database import Database
from hegui_adapters.store.kept import opened
from hegui_adapters.store.scribe import Ledger, Scribe
from sqlalchemy import select

NOON = "2026-12-01T12:00:00.000+08:00"


def append(scribe: Scribe, subject: str, payload: Mapping[str, object] | None = None) -> Entry:
    return scribe.write(lambda ledger: ledger.append("test", "tester", subject, payload or {"about": subject}))


def appended(database: Database, subject: str) -> Entry:
    """An entry written by a scribe of its own."""
    scribe = Scribe(database, lambda: NOON)
    try:
        return append(scribe, subject)
    finally:
        scribe.close()


def entries_of(database: Database) -> list[Entry]:
    with database.reading() as connection:
        rows = connection.execute(select(tables.entries).order_by(tables.entries.c.seq))
        return [Entry(**row._asdict()) for row in rows]


def checkpoints_of(database: Database) -> list[Checkpoint]:
    with database.reading() as connection:
        return [Checkpoint(**row._asdict()) for row in connection.execute(select(tables.checkpoints))]


def head_of(ledger: Ledger) -> int:
    return ledger.head.seq


def faults_of(database: Database) -> tuple[Fault, ...]:
    """What does not agree with the log; nothing, in a store as it was written."""
    with opened(database) as kept:
        return examined(kept).faults
