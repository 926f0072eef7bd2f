"""Opens one file: what kind it is, its digest, its encoding, its text as a stream. It looks for nothing in it.

Nothing is read whole: a file of any size passes in pieces.
"""

from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO, cast

__all__ = ["Kind", "UnreadError", "digest", "encoding_of", "kind_of", "text_of", "unpacked"]

PIECE = 1 << 20
SAMPLE = 1 << 16

MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "PDF 文件未打开", "PDF is not opened"),
    (
        b"\xd0\xcf\x11\xe0",
        "旧版 Office 或加密文件未打开，请另存为 xlsx 或 csv",
        "old or encrypted Office file; save as xlsx or csv",
    ),
    (b"7z\xbc\xaf", "7z 压缩包未打开，请先解压", "7z archive is not opened; unpack it first"),
    (b"Rar!", "rar 压缩包未打开，请先解压", "rar archive is not opened; unpack it first"),
    (b"BZh", "bz2 压缩文件未打开，请先解压", "bz2 is not opened; unpack it first"),
    (b"\xfd7zXZ", "xz 压缩文件未打开，请先解压", "xz is not opened; unpack it first"),
    (b"(\xb5/\xfd", "zst 压缩文件未打开，请先解压", "zst is not opened; unpack it first"),
)
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
BY_NAME = {".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl"}


class UnreadError(Exception):
    """A file, or the rest of it, that could not be scanned; why, in both languages, without anything of its content."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh = zh
        self.en = en
        super().__init__(en)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file is: `csv`, `tsv`, `json`, `jsonl`, `xlsx`, `parquet`, `sqlite` or `text`; packed with gzip or not."""

    name: str
    packed: bool = False


def digest(file: Path) -> str:
    """SHA-256 of a file, as hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def kind_of(file: Path) -> Kind:
    """What a file is, by its first bytes, then by its name.

    Raises:
        UnreadError: it is nothing that can be scanned.
    """
    with file.open("rb") as stream:
        head = stream.read(SAMPLE)
    if head.startswith(b"\x1f\x8b"):
        with unpacked(file, Kind("text", packed=True)) as stream:
            head = stream.read(SAMPLE)
        return Kind(_named(head, Path(file.stem)), packed=True)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        if file.suffix.lower() in (".xlsx", ".xlsm"):
            return Kind("xlsx")
        raise UnreadError("压缩包未打开，请先解压", "zip is not opened; unpack it first")
    if head.startswith(b"PAR1"):
        return Kind("parquet")
    if head.startswith(b"SQLite format 3\0"):
        return Kind("sqlite")
    return Kind(_named(head, file))


def _named(head: bytes, file: Path) -> str:
    for magic, zh, en in MAGIC:
        if head.startswith(magic):
            raise UnreadError(zh, en)
    if head.startswith((b"PK\x03\x04", b"PAR1", b"SQLite format 3\0", b"\x1f\x8b")):
        raise UnreadError(
            "gz 内仍是容器文件，未打开，请先解压", "gz holds a container that is not opened; unpack it first"
        )
    if not any(head.startswith(bom) for bom, _ in BOMS) and b"\0" in head and _utf16(head) is None:
        raise UnreadError("二进制文件，未扫描", "binary file; not scanned")
    return BY_NAME.get(file.suffix.lower(), "text")


@contextmanager
def unpacked(file: Path, kind: Kind) -> Iterator[BinaryIO]:
    """The bytes of a file, out of gzip where it is packed.

    Raises:
        UnreadError: the gzip stream is broken.
    """
    try:
        with file.open("rb") as raw:
            yield cast("BinaryIO", gzip.GzipFile(fileobj=raw)) if kind.packed else raw
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise UnreadError("gz 文件损坏，未读完", "broken gzip stream; not read to its end") from None


def encoding_of(file: Path, kind: Kind) -> str:
    """The encoding of a whole text: by its mark, else UTF-8, GB18030 or UTF-16 if all of it is, else a guess.

    Raises:
        UnreadError: none fits, or a NUL byte says that it is no text.
    """
    with unpacked(file, kind) as stream:
        head = stream.read(SAMPLE)
        for bom, name in BOMS:
            if head.startswith(bom):
                return name
        if wide := _utf16(head):
            return wide
        readers = {name: codecs.getincrementaldecoder(name)() for name in ("utf-8", "gb18030")}
        piece = head
        while piece and readers:
            if b"\0" in piece:
                raise UnreadError("含二进制内容，未扫描", "holds binary content; not scanned")
            readers = {name: reader for name, reader in readers.items() if _takes(reader, piece)}
            piece = stream.read(PIECE)
    fits = [name for name, reader in readers.items() if _takes(reader, b"", final=True)]
    return fits[0] if fits else _guess(head)


def _takes(reader: codecs.IncrementalDecoder, piece: bytes, *, final: bool = False) -> bool:
    try:
        reader.decode(piece, final)
    except UnicodeDecodeError:
        return False
    return True


def _utf16(head: bytes) -> str | None:
    """UTF-16 without a mark: much of it has a zero as every other byte."""
    if len(head) < 4:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    some = len(head) // 20
    if max(even, odd) <= some or min(even, odd) > max(even, odd) // 20:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _guess(head: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(head).best()
    if best is None:
        raise UnreadError("编码无法识别，未扫描", "unknown encoding; not scanned")
    return best.encoding


@contextmanager
def text_of(file: Path, kind: Kind, encoding: str) -> Iterator[TextIO]:
    """The text of a file; what its encoding cannot read becomes U+FFFD."""
    with unpacked(file, kind) as stream, io.TextIOWrapper(stream, encoding, errors="replace", newline="") as text:
        yield text
