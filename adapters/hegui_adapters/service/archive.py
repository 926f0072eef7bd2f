"""What the store holds, read back. It writes nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from hegui.body import canonical
from sqlalchemy import Row, bindparam, select

from hegui_adapters.service.judging import Recall
from hegui_adapters.service.recorder import decision_text
from hegui_adapters.service.summary import summary_of
from hegui_adapters.store import tables
from hegui_adapters.store.chain import Entry
from hegui_adapters.store.database import Database
from hegui_adapters.store.documents import SUMMARY, Document, content_of, digest_of
from hegui_adapters.store.kept import InDatabase
from hegui_adapters.store.masking import Sealing
from hegui_adapters.store.replay import Documents, Stored, stored
from hegui_adapters.store.restoring import restored
from hegui_adapters.store.veiling import Veil

__all__ = ["Archive", "Kept"]

ENTRY = tuple(tables.entries.c)
REMEMBERED = 1024

_ROWS, _DOCUMENTS = tables.decisions, tables.documents
_DECISION = select(_ROWS).where(_ROWS.c.id == bindparam("wanted"))
_TOLD = (
    select(_ROWS, _DOCUMENTS.c.data, _DOCUMENTS.c.sealed)
    .outerjoin(_DOCUMENTS, _DOCUMENTS.c.digest == _ROWS.c.summary)
    .where(_ROWS.c.id == bindparam("wanted"))
)
_WHOLE = select(_DOCUMENTS.c.digest).where(_DOCUMENTS.c.digest == bindparam("named"), _DOCUMENTS.c.data.is_not(None))
"""Built once."""


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
    summary: str | None


class Archive:
    """Reads decisions, entries and documents."""

    def __init__(self, database: Database, sealing: Sealing | None = None) -> None:
        self._database, self._sealing = database, sealing or Sealing()
        self._summaries: Recall[bytes] = Recall(REMEMBERED)

    def decision(self, decision_id: str) -> Kept | None:
        with self._database.asking() as connection:
            row = connection.execute(_DECISION, {"wanted": decision_id}).one_or_none()
        return _kept(row) if row is not None else None

    def told(self, decision_id: str) -> str | None:
        """A decision in brief, by its id; None if there is none.

        Raises:
            UnreadableError: what it says was erased, or cannot be opened.
        """
        with self._database.asking() as connection:
            row = connection.execute(_TOLD, {"wanted": decision_id}).one_or_none()
        if row is None:
            return None
        *said, data, sealed = row
        kept = Kept(*said)
        if kept.summary is None or data is None or self._sealing.paths:
            return self.summary(kept)
        brief = content_of(Document(kept.summary, SUMMARY, data, sealed), self._sealing.opens)
        return _text(kept, brief)

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

    def body(self, kept: Kept) -> bytes:
        """A decision's body as it may be shown: with sealed facts masked.

        Raises:
            UnreadableError: it was erased, or cannot be opened.
        """
        text = self._content(kept.body)
        if not self._sealing.paths:
            return text
        return canonical(self._sealing.shown(json.loads(text), self._content(kept.manifest)))

    def state(self, kept: Kept) -> tuple[str, str]:
        """The digests of a decision's body and manifest as they are now: others once something in them was masked for good.

        Raises:
            UnreadableError: one was erased, or cannot be opened.
        """
        row = tables.documents.c
        wanted = select(row.digest).where(row.digest.in_((kept.body, kept.manifest)), row.data.is_not(None))
        with self._database.reading() as connection:
            held = set(connection.execute(wanted).scalars())
        body, manifest = (one if one in held else digest_of(self._content(one)) for one in (kept.body, kept.manifest))
        return body, manifest

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

    def stored(self, kept: Kept) -> Stored:
        """Everything a decision was made of, sealed facts included: to judge it again, not to be shown.

        Raises:
            UnreadableError: something of it was erased, or cannot be opened.
        """
        with self._database.reading() as connection:
            return stored(InDatabase(connection), kept.id, self._sealing.opens)

    def veil(self, kept: Kept) -> Veil:
        """Takes what is sealed out of what was made of what was judged.

        Raises:
            UnreadableError: it was erased, or cannot be opened.
        """
        return self._sealing.veil(self._content(kept.manifest)) if self._sealing.paths else Veil((), {})

    def restored(self, kept: Kept, text: str) -> str:
        """A manifest that somebody wrote on who was shown what `kept` was made of: what is sealed stands in it again.

        Raises:
            ManifestError: it cannot be put back.
            UnreadableError: what was judged was erased, or cannot be opened.
        """
        return restored(text, self._content(kept.manifest), self._sealing.paths) if self._sealing.paths else text

    def shown(self, body: Mapping[str, Any], source: bytes) -> Mapping[str, Any]:
        """What may be shown of something that was judged from a manifest."""
        return self._sealing.shown(body, source)

    def summary(self, kept: Kept) -> str:
        """The decision in brief, as it was first answered; as masked since, where it was.

        Raises:
            UnreadableError: its body was erased, or cannot be opened.
        """
        if kept.summary is not None and not self._sealing.paths:
            return _text(kept, self._content(kept.summary))
        with self._database.asking() as connection:
            whole = connection.execute(_WHOLE, {"named": kept.body}).one_or_none() is not None
        brief = self._summaries.of(kept.body, lambda: self._brief(kept)) if whole else self._brief(kept)
        return _text(kept, brief)

    def _brief(self, kept: Kept) -> bytes:
        body: Mapping[str, Any] = json.loads(self.body(kept))
        return canonical(summary_of(body))

    def _content(self, digest: str) -> bytes:
        with self._database.asking() as connection:
            return Documents(InDatabase(connection), self._sealing.opens).content(digest)

    def record(self, kept: Kept) -> bytes:
        """The decision's entry in the log, with its payload as data."""
        entry = asdict(self.entry(kept.seq))
        payload = entry.pop("payload")
        return canonical({"entry": entry, "record": json.loads(payload) if payload is not None else None})


def _text(kept: Kept, brief: bytes) -> str:
    return decision_text(kept.id, kept.at, kept.seq, kept.product_id, kept.source, kept.body, brief)


def _kept(row: Row[tuple[object, ...]]) -> Kept:
    return Kept(**row._asdict())
