"""What a decision leaves behind, in the store's words: documents, an entry of the log, a row to look it up by. It judges nothing.

A document is kept by the SHA-256 of its content, so that the same manifest, rulebook or body is kept once. The entry's
payload is the decision's record; the row repeats it and nothing else (`row_of`), which is what the audit holds it to.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Final, cast

from hegui.body import canonical
from hegui.loading.contents import RuleFile
from sqlalchemy import Connection, Insert, Row, bindparam, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from hegui_adapters.store import tables
from hegui_adapters.store.chain import Entry
from hegui_adapters.store.scribe import Ledger

__all__ = [
    "BODY",
    "DECISION",
    "EVENT",
    "MANIFEST",
    "RULEBOOK",
    "SEALED",
    "AlteredError",
    "Document",
    "Opens",
    "Seals",
    "UnreadableError",
    "content_of",
    "decision",
    "digest_of",
    "document",
    "entry",
    "entry_of",
    "held",
    "keep",
    "logged_decision",
    "packed",
    "plain_digest",
    "references",
    "row_of",
    "rulebook_files",
    "rulebook_text",
]

DECISION: Final = "decision"
"""The kind of entry whose payload is the record of a decision."""

MANIFEST, RULEBOOK, BODY, EVENT = "manifest", "rulebook", "body", "event"
"""The kinds of documents: what was sent, the files it was judged by (`rulebook_text`), what was found (design §8), and
what was sent but is no manifest."""

MOST: Final = 64 * 1024 * 1024
"""Bytes one document may unpack to: what was kept is far smaller, what somebody put there may not be."""

ZLIB: Final = b"\x78\x9c"
"""How zlib begins what it compressed as it does by default; other beginnings would unpack to the same."""

SEALED: Final = b"HS1"
"""How a sealed document begins."""

Seals = Callable[[str, bytes], bytes]
"""Encrypts packed content; the digest it is kept under is bound to it."""
Opens = Callable[[str, bytes], bytes]
"""The reverse. Raises `UnreadableError` where the key is not there or the content was altered."""


class UnreadableError(Exception):
    """A document is there but cannot be read; said in both languages. `lacking` where only a key is missing."""

    def __init__(self, zh: str, en: str, *, lacking: bool = False) -> None:
        self.zh, self.en, self.lacking = zh, en, lacking
        super().__init__(en)


class AlteredError(UnreadableError):
    """A document is there and is not what was kept."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document as it is kept: zlib, perhaps sealed. `data` is None once it was erased."""

    digest: str
    kind: str
    data: bytes | None
    sealed: bool


def digest_of(content: bytes) -> str:
    """The name a document is kept by."""
    return hashlib.sha256(content).hexdigest()


def packed(kind: str, content: bytes, seals: Seals | None = None) -> Document:
    """A document ready to be kept. It costs time, so it is done before the scribe's turn."""
    digest = digest_of(content)
    data = zlib.compress(content)
    return Document(digest, kind, seals(digest, data) if seals else data, seals is not None)


def content_of(held: Document, opens: Opens | None = None) -> bytes:
    """What a document says.

    Raises:
        UnreadableError: it was erased, its key is not there, or it is not what its digest names.
    """
    if held.data is None:
        raise UnreadableError(f"文档 {held.digest[:12]} 已清除", f"document {held.digest[:12]} was erased")
    marked = held.data.startswith(SEALED)
    if held.sealed and marked and opens is None:
        raise UnreadableError(
            f"文档 {held.digest[:12]} 已加密，需要密钥",
            f"document {held.digest[:12]} is sealed; give its key",
            lacking=True,
        )
    packed_content = opens(held.digest, held.data) if marked and opens else held.data
    content = _unpacked(packed_content) if marked == held.sealed else None
    if content is None or digest_of(content) != held.digest:
        raise AlteredError(
            f"文档 {held.digest[:12]} 与其摘要不符", f"document {held.digest[:12]} does not have its digest"
        )
    return content


def _unpacked(data: bytes) -> bytes | None:
    if not data.startswith(ZLIB):
        return None
    reader = zlib.decompressobj()
    try:
        content = reader.decompress(data, MOST)
    except zlib.error:
        return None
    return content if reader.eof and not reader.unused_data else None


# ---- writing


def keep(connection: Connection, held: Document) -> str:
    """Keep a document, once; its digest. One that was erased is there again, one that lay open is sealed from now on."""
    row = {"digest": held.digest, "kind": held.kind, "data": held.data, "sealed": held.sealed}
    connection.execute(_KEPT[connection.dialect.name], row)
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


def held(ledger: Ledger, documents: Sequence[Document]) -> set[str]:
    """Which of some documents are kept already, sealed where they are to be. Each is looked for once in a transaction."""
    sought = [one for one in documents if one.digest not in ledger.kept]
    if sought:
        found = ledger.connection.execute(_HELD, {"digests": [one.digest for one in sought]})
        there = {row.digest: row.sealed for row in found}
        ledger.kept.update(
            one.digest for one in sought if one.digest in there and (there[one.digest] or not one.sealed)
        )
    return ledger.kept


def decision(ledger: Ledger, actor: str, record: Mapping[str, object], documents: Sequence[Document] = ()) -> Entry:
    """Log a decision: its documents, then the entry whose subject is its id, then the row to look it up by."""
    for held in documents:
        keep(ledger.connection, held)
    logged = ledger.append(DECISION, actor, str(record["id"]), record)
    ledger.connection.execute(_DECIDED, row_of(logged.seq, logged.at, record))
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
    }


def references(record: Mapping[str, object]) -> Mapping[str, str]:
    """The documents an entry rests on, by digest with their kind: of a decision manifest, body and the rulebook's
    files; of an event what was sent."""
    named = {
        MANIFEST: _part(record, "manifest").get("source_digest"),
        BODY: record.get("body"),
        RULEBOOK: _part(record, "rulebook").get("files"),
        EVENT: record.get("payload"),
    }
    return {digest: kind for kind, one in named.items() if (digest := plain_digest(one))}


def plain_digest(value: object) -> str:
    """`sha256:…` without its first part."""
    return value.removeprefix("sha256:") if isinstance(value, str) else ""


def _part(record: Mapping[str, object], key: str) -> Mapping[str, object]:
    found = record.get(key)
    return cast("Mapping[str, object]", found) if isinstance(found, Mapping) else {}


def rulebook_text(files: Sequence[RuleFile]) -> bytes:
    """The files of a rulebook as one document, in canonical JSON."""
    listed = [{"name": file.name, "house": file.house, "text": file.data.decode()} for file in files]
    return canonical({"files": listed})


def rulebook_files(content: bytes) -> tuple[RuleFile, ...]:
    """The reverse of `rulebook_text`."""
    listed = json.loads(content)["files"]
    return tuple(RuleFile(one["name"], one["text"].encode(), one["house"]) for one in listed)


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
