"""A log with what belongs to it, wherever it lies. `audit` verifies it, `replay` reads from it; here is the one in a database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final, Protocol

from sqlalchemy import ColumnElement, Connection, Table, select

from hegui_adapters.store import tables
from hegui_adapters.store.chain import START, Checkpoint, Entry, Head
from hegui_adapters.store.database import Database
from hegui_adapters.store.documents import Document
from hegui_adapters.store.records import document, entry_of, logged_decision

__all__ = ["ENDLESS", "InDatabase", "Kept", "Row", "opened"]

Row = Mapping[str, object]
AT_ONCE = 500
NOTHING: Final[Mapping[type, object]] = {int: 0, str: "", bytes: b"", bool: False}
"""What stands for a value that is of no kind its column holds, as may be where a file was written into: no digest fits it."""
ENDLESS: Final = 2**63 - 1


class Kept(Protocol):
    """What an audit reads. A file may hold a part of a log, and that without rows or documents."""

    @property
    def since(self) -> Head:
        """What the first entry follows."""

    @property
    def whole(self) -> bool:
        """Whether nothing is left out after `since`, so that what explains an erasure must be here."""

    @property
    def said_head(self) -> Head | None:
        """The last entry, as it is stated apart from the entries."""

    def flaws(self) -> Iterator[tuple[str, str]]:
        """What is wrong with what holds the log, in Chinese and English."""

    def entries(self) -> Iterator[Entry]:
        """In the order they are kept."""

    def checkpoints(self) -> tuple[Checkpoint, ...]: ...

    def documents(self) -> Iterator[Document] | None:
        """None where documents were left out."""

    def decisions(self) -> Iterator[Row] | None:
        """The rows decisions are looked up by, in order of their entries; None where there are no rows."""

    def deliveries(self) -> Iterator[Row] | None:
        """What was answered to each key, in order of the entries; None where that was left out."""

    def standing(self) -> Iterator[Row] | None:
        """Which entries raise an objection, a plan or a waiver, in their order; None where that was left out."""

    def decision(self, decision_id: str) -> Entry | None: ...

    def document(self, digest: str) -> Document | None: ...

    def maskings(self, digest: str) -> tuple[Entry, ...]:
        """The entries that say a document was masked, by the digest it had before."""


class InDatabase:
    """A log in a database, as it stands at one moment."""

    since = START
    whole = True

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    @property
    def said_head(self) -> Head | None:
        found = list(self._rows(tables.head, "id"))
        one = found[0] if len(found) == 1 and found[0]["id"] == 1 else {"seq": 0, "digest": ""}
        return Head(one["seq"], one["digest"])  # type: ignore[arg-type]

    def flaws(self) -> Iterator[tuple[str, str]]:
        return iter(())

    def entries(self, first: int = 1, last: int = ENDLESS) -> Iterator[Entry]:
        row = tables.entries.c.seq
        whole = first <= 1 and last == ENDLESS  # an entry numbered below the first is looked at as well
        rows = self._rows(tables.entries, "seq", () if whole else (row >= first, row <= last))
        return (Entry(**one) for one in rows)  # type: ignore[arg-type]

    def checkpoints(self) -> tuple[Checkpoint, ...]:
        return tuple(Checkpoint(**row) for row in self._rows(tables.checkpoints, "seq"))  # type: ignore[arg-type]

    def documents(self) -> Iterator[Document] | None:
        return (Document(**row) for row in self._rows(tables.documents, "digest"))  # type: ignore[arg-type]

    def decisions(self) -> Iterator[Row] | None:
        return self._rows(tables.decisions, "seq")

    def deliveries(self) -> Iterator[Row] | None:
        return self._rows(tables.deliveries, "seq")

    def standing(self) -> Iterator[Row] | None:
        return self._rows(tables.standing, "seq")

    def decision(self, decision_id: str) -> Entry | None:
        return logged_decision(self.connection, decision_id)

    def document(self, digest: str) -> Document | None:
        return document(self.connection, digest)

    def maskings(self, digest: str) -> tuple[Entry, ...]:
        table = tables.entries
        wanted = select(table).where(table.c.subject == digest, table.c.kind == "document.masked").order_by(table.c.seq)
        return tuple(map(entry_of, self.connection.execute(wanted)))

    def _rows(self, table: Table, order: str, only: Iterable[ColumnElement[bool]] = ()) -> Iterator[Row]:
        wanted = select(table).where(*only).order_by(table.c[order]).execution_options(yield_per=AT_ONCE)
        with self.connection.execute(wanted) as found:
            columns = [(column.name, column.type.python_type, bool(column.nullable)) for column in table.c]
            for row in found:
                yield {
                    name: value if isinstance(value, kind) or (value is None and nullable) else NOTHING[kind]
                    for (name, kind, nullable), value in zip(columns, row, strict=True)
                }


@contextmanager
def opened(database: Database) -> Iterator[InDatabase]:
    """The log of a database, at one moment.

    Raises:
        StoreUnavailableError: the database does not answer.
    """
    with database.reading() as connection:
        if not database.embedded:
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield InDatabase(connection)
