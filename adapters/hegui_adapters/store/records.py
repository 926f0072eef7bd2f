"""What a decision leaves behind, in the store's words: documents, an entry of the log, a row to look it up by. It judges nothing.

A document is kept by the SHA-256 of its content, so that the same manifest, rulebook or body is kept once. The entry's
payload is the decision's record; the row repeats it and nothing else (`row_of`), which is what the audit holds it to.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import Any, Final, cast

from sqlalchemy import Connection, Insert, Row, bindparam, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from hegui_adapters.store import tables
from hegui_adapters.store.chain import Entry
from hegui_adapters.store.documents import BODY, EVENT, MANIFEST, RULEBOOK, SUMMARY, Document
from hegui_adapters.store.scribe import Ledger, Question

__all__ = [
    "DECISION",
    "HELD",
    "answer_digest",
    "decision",
    "document",
    "entry",
    "entry_of",
    "held",
    "keep",
    "logged_decision",
    "plain_digest",
    "references",
    "row_of",
]

DECISION: Final = "decision"
"""The kind of entry whose payload is the record of a decision."""

# ---- writing


def keep(ledger: Ledger, held: Document) -> str:
    """Keep a document, once; its digest. One that was erased is there again, one that lay open is sealed from now on."""
    row = {"digest": held.digest, "kind": held.kind, "data": held.data, "sealed": held.sealed}
    ledger.put(_KEPT[ledger.before.dialect.name], row)
    return held.digest


def _kept(dialect: ModuleType) -> Insert:
    row = dialect.insert(tables.documents)
    own = tables.documents.c
    return cast(
        "Insert",
        row.on_conflict_do_update(
            index_elements=["digest"],
            set_={"data": row.excluded.data, "sealed": row.excluded.sealed},
            where=own.data.is_(None) | (row.excluded.sealed & ~own.sealed),
        ),
    )


_KEPT: Final = {"postgresql": _kept(postgresql), "sqlite": _kept(sqlite)}
_DECIDED: Final = insert(tables.decisions)
_HELD: Final = select(tables.documents.c.digest, tables.documents.c.sealed).where(
    tables.documents.c.digest.in_(bindparam("digests", expanding=True)), tables.documents.c.data.is_not(None)
)


def _held(connection: Connection, digests: Sequence[str]) -> Mapping[str, bool]:
    return {row.digest: row.sealed for row in connection.execute(_HELD, {"digests": sorted(digests)})}


HELD: Final = Question(_held)
"""Of the digests of documents: whether each that is kept is sealed."""


def held(ledger: Ledger, documents: Sequence[Document]) -> set[str]:
    """Which of some documents are kept already, sealed where they are to be."""
    there = ledger.found(HELD, [one.digest for one in documents])
    return {one.digest for one in documents if one.digest in there and (there[one.digest] or not one.sealed)}


def decision(
    ledger: Ledger,
    actor: str,
    record: Mapping[str, object],
    documents: Sequence[Document] = (),
    at: str | None = None,
) -> Entry:
    """Log a decision: its documents, then the entry whose subject is its id, then the row to look it up by."""
    for held in documents:
        keep(ledger, held)
    logged = ledger.append(DECISION, actor, str(record["id"]), record, at)
    ledger.put(_DECIDED, row_of(logged.seq, logged.at, record))
    return logged


def row_of(seq: int, at: str, record: Mapping[str, object]) -> Mapping[str, object]:
    """The row of `decisions` that repeats an entry. Digests stand in it bare, in the record as `sha256:…`."""
    manifest = _part(record, "manifest")
    return {
        "id": record.get("id"),
        "seq": seq,
        "at": at,
        "product_id": manifest.get("id"),
        "product_version": manifest.get("version"),
        "verdict": record.get("verdict"),
        "as_of": record.get("as_of"),
        "source": _part(record, "delivery").get("source"),
        "manifest": plain_digest(manifest.get("source_digest")),
        "rulebook": plain_digest(_part(record, "rulebook").get("digest")),
        "body": plain_digest(record.get("body")),
        "summary": plain_digest(record.get("summary")) or None,
    }


def references(record: Mapping[str, object]) -> Mapping[str, str]:
    """The documents an entry rests on, by digest with their kind: of a decision manifest, body, summary and the rulebook's
    files; of an event what was sent."""
    named = {
        MANIFEST: _part(record, "manifest").get("source_digest"),
        BODY: record.get("body"),
        SUMMARY: record.get("summary"),
        RULEBOOK: _part(record, "rulebook").get("files"),
        EVENT: record.get("payload"),
    }
    return {digest: kind for kind, one in named.items() if (digest := plain_digest(one))}


def answer_digest(status: int, text: str) -> str:
    """What an entry says of the answer that its key is given, now and whenever it comes again: `sha256:…` over status
    and text."""
    said = f"{status} {text}".encode("utf-8", "surrogateescape")  # a file that somebody broke is read as far as it goes
    return f"sha256:{hashlib.sha256(said).hexdigest()}"


def plain_digest(value: object) -> str:
    """`sha256:…` without its first part."""
    return value.removeprefix("sha256:") if isinstance(value, str) else ""


def _part(record: Mapping[str, object], key: str) -> Mapping[str, object]:
    found = record.get(key)
    return cast("Mapping[str, object]", found) if isinstance(found, Mapping) else {}


# ---- reading


def entry(connection: Connection, seq: int) -> Entry | None:
    """One entry of the log."""
    row = connection.execute(select(tables.entries).where(tables.entries.c.seq == seq)).one_or_none()
    return entry_of(row) if row else None


def entry_of(row: Row[Any]) -> Entry:
    """A row of `entries` as it is, whatever stands in it."""
    return Entry(**row._mapping)  # noqa: SLF001 - the public name of a row's mapping


def document(connection: Connection, digest: str) -> Document | None:
    """One document as it is kept; `content_of` says what it says."""
    row = connection.execute(select(tables.documents).where(tables.documents.c.digest == digest)).one_or_none()
    return Document(**row._mapping) if row else None  # noqa: SLF001 - as above


def logged_decision(connection: Connection, decision_id: str) -> Entry | None:
    """The entry of a decision, found in the log itself: its row goes when its time is up."""
    row = tables.entries.c
    wanted = select(tables.entries).where(row.subject == decision_id, row.kind == DECISION).order_by(row.seq).limit(1)
    found = connection.execute(wanted).one_or_none()
    return entry_of(found) if found else None
