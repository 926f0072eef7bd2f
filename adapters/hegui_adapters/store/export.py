"""A log, or a part of it, as a file of JSON Lines that can be verified on its own. It verifies nothing itself.

The first line says what the file is and which entry the part follows; then an entry a line, then checkpoints, then, where
asked for, documents in Base64; the last line counts them, so that a file cut short is known as such. Every line is
canonical JSON. The head in the first line is only as good as the file: hold it against a checkpoint kept elsewhere.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeVar, cast

from hegui.body import canonical
from sqlalchemy import func, select

from hegui_adapters.failures import RefusedError
from hegui_adapters.store import tables
from hegui_adapters.store.audit import MASKED
from hegui_adapters.store.chain import START, Checkpoint, Entry, Head
from hegui_adapters.store.documents import Document
from hegui_adapters.store.kept import InDatabase, Row
from hegui_adapters.store.records import DECISION, entry, plain_digest, references

__all__ = ["FORMAT", "InFile", "Part", "lines", "part"]

FORMAT: Final = "hegui-log/1"
T = TypeVar("T", Entry, Checkpoint, Document, Head)
Line = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """The entries from `first` to `last`, which hold all of some days and whatever stands between them."""

    from_day: date | None
    to_day: date | None
    first: int
    last: int


def part(kept: InDatabase, from_day: date | None, to_day: date | None) -> Part:
    """The part of a log from one day to another, both included; all of it where none is named."""
    row, connection = tables.entries.c, kept.connection
    first, last = 1, connection.execute(select(func.max(row.seq))).scalar() or 0
    if from_day is not None:
        found = connection.execute(select(func.min(row.seq)).where(row.at >= from_day.isoformat())).scalar()
        first = last + 1 if found is None else found
    if to_day is not None:
        last = connection.execute(select(func.max(row.seq)).where(row.at < f"{to_day.isoformat()}U")).scalar() or 0
    return Part(from_day, to_day, first, max(last, first - 1))


def lines(kept: InDatabase, wanted: Part, *, documents: bool) -> Iterator[bytes]:
    """The lines of a file."""
    since = _before(kept, wanted.first)
    head, counts = since, dict.fromkeys(("entries", "checkpoints", "documents"), 0)
    digest = hashlib.sha256()

    def line(said: Mapping[str, object]) -> bytes:
        text = canonical(said) + b"\n"
        digest.update(text)
        return text

    yield line(_title(wanted, since, documents=documents))
    resting: dict[str, None] = {}
    for one in kept.entries(wanted.first, wanted.last):
        counts["entries"] += 1
        head = Head(one.seq, one.digest)
        if documents:
            resting.update(dict.fromkeys(_documents_of(one)))
        yield line({"entry": asdict(one)})
    for checkpoint in kept.checkpoints():
        if wanted.first <= checkpoint.seq <= wanted.last:
            counts["checkpoints"] += 1
            yield line({"checkpoint": asdict(checkpoint)})
    for name in resting:
        if (found := kept.document(name)) is not None:
            counts["documents"] += 1
            yield line({"document": _coded(found)})
    yield line({"end": {**counts, "head": asdict(head), "sha256": digest.hexdigest()}})


def _before(kept: InDatabase, first: int) -> Head:
    found = entry(kept.connection, first - 1)
    return Head(found.seq, found.digest) if found else START


def _title(wanted: Part, since: Head, *, documents: bool) -> Mapping[str, object]:
    return {
        "format": FORMAT,
        "from": wanted.from_day.isoformat() if wanted.from_day else None,
        "to": wanted.to_day.isoformat() if wanted.to_day else None,
        "after": asdict(since),
        "documents": documents,
    }


def _documents_of(one: Entry) -> Iterator[str]:
    said = cast("Mapping[str, object]", json.loads(one.payload)) if one.payload else {}
    if one.kind == MASKED:
        yield plain_digest(said.get("replacement"))
    yield from references(said)


def _coded(document: Document) -> Mapping[str, object]:
    data = base64.b64encode(document.data).decode() if document.data is not None else None
    return {**asdict(document), "data": data}


# ---- reading


class InFile:
    """A log, or a part of it, in a file. It says nothing of rows and answers, which stand only in a database."""

    def __init__(self, file: Path) -> None:
        """Read its first line.

        Raises:
            RefusedError: it cannot be read or is no such file.
        """
        self._file = file
        title = next(self._lines(), None) or {}
        if title.get("format") != FORMAT:
            raise RefusedError(
                f"{file} 不是 {FORMAT} 格式的日志导出文件", f"{file} is no exported log of the format {FORMAT}"
            )
        self._title = title
        self.since = _made(Head, title.get("after")) or START
        self.whole = self.since == START and title.get("to") is None

    @property
    def said_head(self) -> Head | None:
        """None, too, where the last line cannot be read, which is a flaw of its own."""
        ends = [one for one in self._lines() if one and "end" in one]
        return _made(Head, _mapping(ends[-1]["end"]).get("head")) if ends else None

    def flaws(self) -> Iterator[tuple[str, str]]:
        """What is wrong with the file as a file: lines that cannot be read, and where it is not what its last line says."""
        counts = dict.fromkeys(("entry", "checkpoint", "document"), 0)
        last: Line | None = None
        for number, one in enumerate(self._lines(), 1):
            if one is None and number > 1:
                yield f"第 {number} 行无法读取", f"line {number} cannot be read"
            last = one
            for kind in counts:
                counts[kind] += kind in (one or {})
        said = _mapping((last or {}).get("end"))
        if tuple(said.get(name) for name in ("entries", "checkpoints", "documents")) != tuple(counts.values()):
            yield (
                "文件不完整：末行所记的条数与内容不符",
                "the file is not whole: its last line counts other than what is there",
            )
        elif said.get("sha256") != self._sum():
            yield "文件内容与末行所记的摘要不符", "the file does not have the digest its last line says"

    def entries(self) -> Iterator[Entry]:
        """In order; a line among them that cannot be read stands as an entry that no digest can fit."""
        seq = self.since.seq
        for one in self._lines(after=1):
            if one is not None and "entry" not in one:
                return
            seq += 1
            found = _made(Entry, one["entry"]) if one else None
            yield found or Entry(seq, "", "", "", "", None, "", "", "")
            seq = found.seq if found else seq

    def checkpoints(self) -> tuple[Checkpoint, ...]:
        return tuple(self._all("checkpoint", Checkpoint))

    def documents(self) -> Iterator[Document] | None:
        return map(_decoded, self._all("document", Document)) if self._title.get("documents") else None

    def decisions(self) -> Iterator[Row] | None:
        return None

    def deliveries(self) -> Iterator[Row] | None:
        return None

    def standing(self) -> Iterator[Row] | None:
        return None

    def decision(self, decision_id: str) -> Entry | None:
        found = (one for one in self.entries() if one.kind == DECISION and one.subject == decision_id)
        return next(found, None)

    def document(self, digest: str) -> Document | None:
        return next((one for one in self.documents() or () if one.digest == digest), None)

    def maskings(self, digest: str) -> tuple[Entry, ...]:
        return tuple(one for one in self.entries() if one.kind == MASKED and one.subject == digest)

    def _all(self, kind: str, shape: type[T]) -> Iterator[T]:
        found = (_made(shape, one[kind]) for one in self._lines(after=1) if one and kind in one)
        return (one for one in found if one is not None)

    def _lines(self, after: int = 0) -> Iterator[Line | None]:
        """What each line says; None for one that is not what was written."""
        try:
            with self._file.open("rb") as stream:
                for number, line in enumerate(stream):
                    if number >= after:
                        yield _line(line)
        except OSError as error:
            raise RefusedError(
                f"读不到 {self._file}：{error.strerror}", f"{self._file} cannot be read: {error.strerror}"
            ) from None

    def _sum(self) -> str:
        """The digest of all lines but the last."""
        digest, held = hashlib.sha256(), b""
        with self._file.open("rb") as stream:
            for line in stream:
                digest.update(held)
                held = line
        return digest.hexdigest()


def _line(line: bytes) -> Line | None:
    try:
        said = json.loads(line)
        return said if isinstance(said, dict) and canonical(said) + b"\n" == line else None
    except (ValueError, RecursionError):
        return None


def _made(shape: type[T], said: object) -> T | None:
    """The value of a type that a mapping says; None where it says none."""
    given = _mapping(said)
    fitting = given.keys() == {field.name for field in fields(shape)}
    return shape(**given) if fitting and isinstance(given.get("seq", 0), int) else None


def _decoded(document: Document) -> Document:
    try:
        data = None if document.data is None else base64.b64decode(str(document.data), validate=True)
    except binascii.Error:
        data = b""
    return replace(document, data=data)


def _mapping(value: object) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", value) if isinstance(value, Mapping) else {}
