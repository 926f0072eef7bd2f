"""What the store holds, read back. It writes nothing."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

from hegui.body import canonical
from sqlalchemy import Row, select

from hegui_adapters.service.judging import Recall
from hegui_adapters.service.recorder import decision_text
from hegui_adapters.service.summary import summary_of
from hegui_adapters.store import tables
from hegui_adapters.store.chain import Entry
from hegui_adapters.store.database import Database
from hegui_adapters.store.inspection import content_of

__all__ = ["Archive", "Kept"]

ENTRY = tuple(tables.entries.c)
REMEMBERED = 1024


@dataclass(frozen=True, slots=True)
class Kept:
    """A decision's row: what is needed to find the rest."""

    id: str
    seq: int
    at: str
    product_id: str | None
    product_version: str | None
    verdict: str
    as_of: str
    source: str
    manifest: str
    rulebook: str
    body: str


class Archive:
    """Reads decisions, entries and documents."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._summaries: Recall[bytes] = Recall(REMEMBERED)

    def decision(self, decision_id: str) -> Kept | None:
        with self._database.reading() as connection:
            row = connection.execute(select(tables.decisions).where(tables.decisions.c.id == decision_id)).one_or_none()
        return _kept(row) if row is not None else None

    def decisions_of(self, product: str, before: int | None, most: int) -> list[Kept]:
        """The decisions on a product, the newest first, from before an entry of the log on."""
        rows = tables.decisions.c
        wanted = select(tables.decisions).where(rows.product_id == product).order_by(rows.seq.desc()).limit(most)
        if before is not None:
            wanted = wanted.where(rows.seq < before)
        with self._database.reading() as connection:
            return [_kept(row) for row in connection.execute(wanted)]

    def entry(self, seq: int) -> Entry:
        with self._database.reading() as connection:
            row = connection.execute(select(*ENTRY).where(tables.entries.c.seq == seq)).one()
        return Entry(**row._asdict())

    def document(self, digest: str) -> bytes:
        """The content of a document.

        Raises:
            ValueError: it is no longer what was stored.
        """
        with self._database.reading() as connection:
            row = connection.execute(select(tables.documents.c.data).where(tables.documents.c.digest == digest)).one()
        content = content_of(row.data)
        if hashlib.sha256(content).hexdigest() != digest:
            raise ValueError(f"the document {digest} was altered")
        return content

    def summary(self, kept: Kept) -> str:
        """The decision in brief, as it was first answered."""
        brief = self._summaries.of(kept.body, lambda: canonical(summary_of(json.loads(self.document(kept.body)))))
        return decision_text(kept.id, kept.at, kept.seq, kept.product_id, kept.source, kept.body, brief)

    def record(self, kept: Kept) -> bytes:
        """The decision's entry in the log, with its payload as data."""
        entry = asdict(self.entry(kept.seq))
        payload = entry.pop("payload")
        return canonical({"entry": entry, "record": json.loads(payload) if payload is not None else None})


def _kept(row: Row[tuple[object, ...]]) -> Kept:
    return Kept(**row._asdict())
