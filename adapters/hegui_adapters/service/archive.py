"""What the store holds, read back. It writes nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from hegui.body import canonical
from sqlalchemy import Row, func, select

from hegui_adapters.service.judging import Recall
from hegui_adapters.service.recorder import decision_text
from hegui_adapters.service.summary import summary_of
from hegui_adapters.store import tables
from hegui_adapters.store.chain import Entry
from hegui_adapters.store.database import Database
from hegui_adapters.store.kept import InDatabase
from hegui_adapters.store.masking import Sealing
from hegui_adapters.store.replay import Documents

__all__ = ["Archive", "Kept", "Newest"]

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


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest decision on a product; `record` is what its entry in the log says, as JSON, None once that was erased."""

    kept: Kept
    record: str | None


class Archive:
    """Reads decisions, entries and documents."""

    def __init__(self, database: Database, sealing: Sealing | None = None) -> None:
        self._database, self._sealing = database, sealing or Sealing()
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

    def newest(self, before: int | None, most: int) -> list[Newest]:
        """The newest decision on each product, the newest first, from before an entry of the log on."""
        rows, entries = tables.decisions.c, tables.entries.c
        last = select(func.max(rows.seq)).group_by(rows.product_id)
        wanted = (
            select(*tables.decisions.c, entries.payload)
            .join(tables.entries, entries.seq == rows.seq)
            .where(rows.seq.in_(last))
            .order_by(rows.seq.desc())
            .limit(most)
        )
        if before is not None:
            wanted = wanted.where(rows.seq < before)
        with self._database.reading() as connection:
            return [Newest(Kept(*row[:-1]), row.payload) for row in connection.execute(wanted)]

    def entry(self, seq: int) -> Entry:
        with self._database.reading() as connection:
            row = connection.execute(select(*ENTRY).where(tables.entries.c.seq == seq)).one()
        return Entry(**row._asdict())

    def body(self, kept: Kept) -> bytes:
        """A decision's body as it may be shown: with sealed facts masked.

        Raises:
            UnreadableError: it was erased, or cannot be opened.
        """
        text = self._content(kept.body)
        if not self._sealing.paths:
            return text
        return canonical(self._sealing.shown(json.loads(text), self._content(kept.manifest)))

    def found(self, kept: Kept) -> Mapping[str, Any]:
        """A decision's body as it was found, sealed facts included: for what binds itself to them, not to be shown.

        Raises:
            UnreadableError: it was erased, or cannot be opened.
        """
        body: Mapping[str, Any] = json.loads(self._content(kept.body))
        return body

    def manifest(self, kept: Kept) -> bytes:
        """What was judged, as it may be shown: with sealed facts masked.

        Raises:
            UnreadableError: it was erased, or cannot be opened.
        """
        return self._sealing.shown_text(self._content(kept.manifest))

    def judged(self, kept: Kept) -> bytes:
        """What was judged, sealed facts included: to judge it anew, not to be shown.

        Raises:
            UnreadableError: it was erased, or cannot be opened.
        """
        return self._content(kept.manifest)

    def shown(self, body: Mapping[str, Any], source: bytes) -> Mapping[str, Any]:
        """What may be shown of something that was judged from a manifest."""
        return self._sealing.shown(body, source)

    def summary(self, kept: Kept) -> str:
        """The decision in brief, as it was first answered; as masked since, where it was.

        Raises:
            UnreadableError: its body was erased, or cannot be opened.
        """
        brief = self._summaries.of(kept.body, lambda: canonical(summary_of(json.loads(self.body(kept)))))
        return decision_text(kept.id, kept.at, kept.seq, kept.product_id, kept.source, kept.body, brief)

    def _content(self, digest: str) -> bytes:
        with self._database.reading() as connection:
            return Documents(InDatabase(connection), self._sealing.opens).content(digest)

    def record(self, kept: Kept) -> bytes:
        """The decision's entry in the log, with its payload as data."""
        entry = asdict(self.entry(kept.seq))
        payload = entry.pop("payload")
        return canonical({"entry": entry, "record": json.loads(payload) if payload is not None else None})


def _kept(row: Row[tuple[object, ...]]) -> Kept:
    return Kept(**row._asdict())
