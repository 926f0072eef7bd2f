"""Documents as they are kept: what a decision was made of and what it said, packed, named by digest, perhaps sealed. It knows no
database."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from hegui.body import canonical
from hegui.loading.contents import RuleFile

__all__ = [
    "BODY", "EVENT", "MANIFEST", "RULEBOOK", "SEALED", "SUMMARY", "AlteredError", "Document", "Opens", "Seals",
    "UnreadableError", "content_of", "digest_of", "packed", "rulebook_files", "rulebook_text",
]  # fmt: skip

MANIFEST, RULEBOOK, BODY, SUMMARY, EVENT = "manifest", "rulebook", "body", "summary", "event"
"""The kinds of documents: what was sent, the files it was judged by (`rulebook_text`), what was found (design §8), that in
brief, and what was sent but is no manifest."""

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


# ---- a rulebook as one document


def rulebook_text(files: Sequence[RuleFile]) -> bytes:
    """The files of a rulebook as one document, in canonical JSON."""
    listed = [{"name": file.name, "house": file.house, "text": file.data.decode()} for file in files]
    return canonical({"files": listed})


def rulebook_files(content: bytes) -> tuple[RuleFile, ...]:
    """The reverse of `rulebook_text`."""
    listed = json.loads(content)["files"]
    return tuple(RuleFile(one["name"], one["text"].encode(), one["house"]) for one in listed)
