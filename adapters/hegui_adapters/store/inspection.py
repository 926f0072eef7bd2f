"""Whether everything a database holds is as the log says: the chain, the decisions' rows, the documents. It repairs nothing.

The chain proves the entries; each entry names by digest what it rests on; each row repeats its entry. So a byte that was
changed anywhere is found, but in the padding of a compressed document, where it changes nothing that is read.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, Row, select

from hegui_adapters.store import tables
from hegui_adapters.store.chain import Broken, Checkpoint, Entry, Verified, verify

__all__ = ["content_of", "inspected"]

AT_ONCE = 500
HEADER = b"\x78\x9c"
"""How zlib begins what it compressed as it does by default."""


def inspected(connection: Connection, keys: Iterable[Ed25519PublicKey] = ()) -> Verified | Broken:
    """Follow the log of a database and compare with it whatever else is there.

    A sealed document is not opened: that it is there is all that can be told of it.
    """
    claims = _Claims()
    checkpoints = [Checkpoint(**row._asdict()) for row in connection.execute(select(tables.checkpoints))]
    found = verify(claims.taken(_entries(connection)), checkpoints, keys)
    if isinstance(found, Broken):
        return found
    return _head(connection, found) or _decisions(connection, claims) or _documents(connection, claims) or found


@dataclass(slots=True)
class _Claims:
    """What the entries say of rows and documents elsewhere."""

    decisions: dict[int, Mapping[str, object]] = field(default_factory=dict)
    documents: dict[str, dict[str, int]] = field(default_factory=dict)
    erased: set[int] = field(default_factory=set)

    def taken(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """The same entries, once it is noted what each says."""
        for entry in entries:
            if entry.payload is None:
                self.erased.add(entry.seq)
            elif entry.kind in ("decision", "event.received"):
                self._note(entry, json.loads(entry.payload))
            yield entry

    def _note(self, entry: Entry, said: Mapping[str, Mapping[str, str]]) -> None:
        if entry.kind == "event.received":
            self._rests_on(entry.seq, "event", str(said["payload"]))
            return
        row = _row_of(entry, said)
        self.decisions[entry.seq] = row
        self._rests_on(entry.seq, "manifest", str(row["manifest"]))
        self._rests_on(entry.seq, "body", str(row["body"]))
        self._rests_on(entry.seq, "rulebook", said["rulebook"]["files"])

    def _rests_on(self, seq: int, kind: str, digest: str) -> None:
        self.documents.setdefault(_bare(digest), {}).setdefault(kind, seq)


def _row_of(entry: Entry, said: Mapping[str, Mapping[str, str]]) -> Mapping[str, object]:
    manifest = said["manifest"]
    return {
        "id": entry.subject,
        "seq": entry.seq,
        "at": entry.at,
        "product_id": manifest["id"],
        "product_version": manifest["version"],
        "verdict": said["verdict"],
        "as_of": said["as_of"],
        "source": said["delivery"]["source"],
        "manifest": _bare(manifest["source_digest"]),
        "rulebook": _bare(said["rulebook"]["digest"]),
        "body": _bare(str(said["body"])),
    }


def _bare(digest: str) -> str:
    return digest.removeprefix("sha256:")


def _entries(connection: Connection) -> Iterator[Entry]:
    wanted = select(tables.entries).order_by(tables.entries.c.seq).execution_options(yield_per=AT_ONCE)
    for row in connection.execute(wanted):
        yield Entry(**row._asdict())


def _head(connection: Connection, found: Verified) -> Broken | None:
    rows = connection.execute(select(tables.head)).all()
    if [(row.id, row.seq, row.digest) for row in rows] == [(1, found.head.seq, found.head.digest)]:
        return None
    return Broken(found.head.seq + 1, "日志末尾与记录的末条不符", "the log does not end where its head says")


def _decisions(connection: Connection, claims: _Claims) -> Broken | None:
    left = dict(claims.decisions)
    for row in connection.execute(select(tables.decisions).order_by(tables.decisions.c.seq)):
        said = left.pop(row.seq, None)
        if said != row._asdict() and row.seq not in claims.erased:
            return Broken(
                row.seq, f"检查结论 {row.id} 与日志不符", f"the row of decision {row.id} differs from the log"
            )
    if not left:
        return None
    missing = min(left)
    return Broken(missing, f"第 {missing} 条的检查结论缺失", f"the decision of entry {missing} is missing")


def _documents(connection: Connection, claims: _Claims) -> Broken | None:
    left = {digest: min(kinds.values()) for digest, kinds in claims.documents.items()}
    for row in connection.execute(select(tables.documents).execution_options(yield_per=AT_ONCE)):
        kinds = claims.documents.get(row.digest, {})
        seq = left.pop(row.digest, 0)
        if (kinds and row.kind not in kinds) or (not kinds and not claims.erased) or not _is_itself(row):
            return Broken(seq, f"文件 {row.digest} 被改动", f"the document {row.digest} was altered")
    if not left:
        return None
    digest, seq = min(left.items(), key=lambda one: one[1])
    return Broken(seq, f"文件 {digest} 缺失", f"the document {digest} is missing")


def _is_itself(row: Row[tuple[object, ...]]) -> bool:
    if row.sealed:
        return True
    try:
        return str(row.digest) == hashlib.sha256(content_of(row.data)).hexdigest()
    except ValueError:
        return False


def content_of(data: bytes) -> bytes:
    """What a stored document says.

    Raises:
        ValueError: it is not what was stored.
    """
    inflating = zlib.decompressobj()
    try:
        content = inflating.decompress(data)
    except zlib.error as error:
        raise ValueError(str(error)) from None
    if not inflating.eof or inflating.unused_data or not data.startswith(HEADER):
        raise ValueError("the document was cut or continued")
    return content
