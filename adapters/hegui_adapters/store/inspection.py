"""Whether everything a database holds is as the log says: the chain, the decisions' rows, the documents. It repairs nothing.

The chain proves the entries; each entry names by digest what it rests on; each row repeats its entry. So a byte that was
changed anywhere is found, but in the padding of a compressed document, where it changes nothing that is read.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, Row, select

from hegui_adapters.store import tables
from hegui_adapters.store.chain import Broken, Checkpoint, Entry, Verified, verify

__all__ = ["content_of", "inspected"]

AT_ONCE = 500
HEADER = b"\x78\x9c"
"""How zlib begins what it compressed as it does by default."""


def inspected(
    connection: Connection,
    keys: Iterable[Ed25519PublicKey] = (),
    opened: Callable[[bytes], bytes] | None = None,
) -> Verified | Broken:
    """Follow the log of a database and compare with it whatever else is there.

    `opened` turns the bytes of a sealed document into its content and raises ValueError where it cannot. Without it all
    that can be told of a sealed document is that it is there, and that it is not in fact legible.
    """
    claims = _Claims()
    checkpoints = [Checkpoint(**row._asdict()) for row in connection.execute(select(tables.checkpoints))]
    with closing(_entries(connection)) as entries:
        found = verify(claims.taken(entries), checkpoints, keys)
    if isinstance(found, Broken):
        return found
    if claims.illegible:
        seq = claims.illegible
        return Broken(seq, f"第 {seq} 条无法解读", f"entry {seq} is not of a form this program writes")
    return _head(connection, found) or _decisions(connection, claims) or _documents(connection, claims, opened) or found


@dataclass(slots=True)
class _Claims:
    """What the entries say of rows and documents elsewhere."""

    decisions: dict[int, Mapping[str, object]] = field(default_factory=dict)
    documents: dict[str, dict[str, int]] = field(default_factory=dict)
    erased: set[int] = field(default_factory=set)
    illegible: int = 0
    """The first entry that holds but is not of the form this program writes; 0 if there is none."""

    def taken(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """The same entries; what one says is noted when the next is asked for, so once it was found to hold."""
        for entry in entries:
            yield entry
            if entry.payload is None:
                self.erased.add(entry.seq)
            elif entry.kind in ("decision", "event.received"):
                self._read(entry, entry.payload)

    def _read(self, entry: Entry, payload: str) -> None:
        try:
            self._note(entry, json.loads(payload))
        except (KeyError, TypeError, ValueError):
            self.illegible = self.illegible or entry.seq

    def expect(self, digest: str, kind: str) -> bool:
        """Whether an entry may rest on such a document: one says so, or what it said was erased."""
        kinds = self.documents.get(digest)
        return kind in kinds if kinds else bool(self.erased)

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


def _entries(connection: Connection) -> Generator[Entry, None, None]:
    wanted = select(tables.entries).order_by(tables.entries.c.seq).execution_options(yield_per=AT_ONCE)
    with connection.execute(wanted) as rows:
        for row in rows:
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


def _documents(connection: Connection, claims: _Claims, opened: Callable[[bytes], bytes] | None) -> Broken | None:
    left = {digest: min(kinds.values()) for digest, kinds in claims.documents.items()}
    with connection.execute(select(tables.documents).execution_options(yield_per=AT_ONCE)) as rows:
        for row in rows:
            seq = left.pop(row.digest, 0)
            if not (claims.expect(row.digest, row.kind) and _is_itself(row, opened)):
                return Broken(seq, f"文件 {row.digest} 被改动", f"the document {row.digest} was altered")
    if not left:
        return None
    digest, seq = min(left.items(), key=lambda one: one[1])
    return Broken(seq, f"文件 {digest} 缺失", f"the document {digest} is missing")


def _is_itself(row: Row[tuple[object, ...]], opened: Callable[[bytes], bytes] | None) -> bool:
    reader = content_of if opened is None or not row.sealed else opened
    try:
        content = reader(row.data)
    except ValueError:
        return bool(row.sealed) and opened is None
    sealed_in_name = bool(row.sealed) and opened is None
    return not sealed_in_name and str(row.digest) == hashlib.sha256(content).hexdigest()


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
