"""Scans files: chooses the reader of each, lets the detectors look, counts. It prints nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatch
from pathlib import Path

from hegui_adapters.scan.categories import masked
from hegui_adapters.scan.detecting import found_in, without_raw
from hegui_adapters.scan.lines import blocks, json_lines, rows
from hegui_adapters.scan.opening import Kind, UnreadError, digest, encoding_of, kind_of, text_of, unpacked
from hegui_adapters.scan.records import Place, Record
from hegui_adapters.scan.report import Note, Report, Scanned, Tally
from hegui_adapters.scan.tables import database, parquet, workbook
from hegui_adapters.scan.trees import InUtf8, document

__all__ = ["files_in", "scan", "scan_file"]


@dataclass(slots=True)
class _Notes:
    """What is to be told of one file, each once."""

    told: list[Note] = field(default_factory=list)

    def __call__(self, zh: str, en: str) -> None:
        if (note := Note(zh, en)) not in self.told:
            self.told.append(note)


def scan(paths: Iterable[Path], *, today: date, exclude: Sequence[str] = (), samples: int = 3) -> Report:
    """Scan files, and everything in folders. What cannot be read is in the report; the rest is scanned all the same."""
    return Report(tuple(scan_file(file, today=today, exclude=exclude, samples=samples) for file in files_in(paths)))


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The files that paths stand for, in order, each once; hidden ones too. A link to a folder is not followed."""
    seen: set[Path] = set()
    for path in paths:
        below = (Path(folder) / name for folder, links, names in _walked(path) for name in (*names, *links))
        for file in below if path.is_dir() else (path,):
            if file not in seen:
                seen.add(file)
                yield file


def _walked(path: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """Folders with the files in them, and what is no file: links to folders, folders that cannot be listed."""
    closed: list[str] = []
    for folder, inner, names in os.walk(path, onerror=lambda error: closed.append(str(error.filename))):
        inner.sort()
        links = [name for name in inner if Path(folder, name).is_symlink()]
        yield folder, links, sorted(names)
    yield from (("", [], [name]) for name in closed)


def scan_file(file: Path, *, today: date, exclude: Sequence[str] = (), samples: int = 3) -> Scanned:
    """Scan one file."""
    path = without_raw(file.as_posix(), today=today)
    if any(fnmatch(file.as_posix(), pattern) or fnmatch(file.name, pattern) for pattern in exclude):
        return Scanned(path, "excluded", notes=(Note("按要求排除，未扫描", "excluded on request; not scanned"),))
    notes = _Notes()
    tally = Tally(samples)
    kind, encoding, size, sha256 = Kind(""), "", 0, ""
    whole = True
    try:
        if not file.is_file():
            raise UnreadError("不是文件或是指向文件夹的链接，未扫描", "no file, or a link to a folder; not scanned")
        before = file.stat()
        size, sha256 = before.st_size, digest(file)
        kind = kind_of(file)
        encoding = "" if kind.name in _TABLES else encoding_of(file, kind)
        _scanned(file, kind, encoding, tally, notes, today)
        after = file.stat()
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            raise UnreadError("扫描期间文件被改动，请重新扫描", "the file changed while it was scanned; scan again")
    except UnreadError as error:
        notes(error.zh, error.en)
        whole = False
    except ModuleNotFoundError as error:
        notes(f"缺少 {error.name}：请安装 hegui[scan]", f"{error.name} is missing: install hegui[scan]")
        whole = False
    except OSError as error:
        notes(f"读不到：{error.strerror}", f"cannot be read: {error.strerror}")
        whole = False
    except Exception as error:  # noqa: BLE001 - what an unforeseen error says may quote the data: only its kind is told
        notes(
            f"内部错误（{type(error).__name__}），未读完",
            f"internal error ({type(error).__name__}); not read to its end",
        )
        whole = False
    return Scanned(
        path,
        "read" if whole else "unread",
        kind.name + ("+gzip" if kind.packed else ""),
        encoding,
        size,
        sha256,
        tally.found(),
        tuple(notes.told),
    )


_TABLES: dict[str, Callable[[Path, _Notes], Iterator[Record]]] = {
    "xlsx": lambda file, _: workbook(file),
    "parquet": lambda file, _: parquet(file),
    "sqlite": database,
}


def _scanned(file: Path, kind: Kind, encoding: str, tally: Tally, notes: _Notes, today: date) -> None:
    if kind.name in _TABLES:
        _count(_TABLES[kind.name](file, notes), tally, today)
        return
    if kind.name == "json":
        _json(file, kind, encoding, tally, notes, today)
        return
    with text_of(file, kind, encoding) as stream:
        readers: dict[str, Callable[[], Iterator[Record]]] = {
            "csv": lambda: rows(stream, notes, None),
            "tsv": lambda: rows(stream, notes, "\t"),
            "jsonl": lambda: json_lines(stream, notes),
        }
        _count(readers.get(kind.name, lambda: blocks(stream))(), tally, today)


def _json(file: Path, kind: Kind, encoding: str, tally: Tally, notes: _Notes, today: date) -> None:
    """A JSON document; where it breaks off it is scanned anew as text, so that nothing is counted twice."""
    try:
        if encoding == "utf-8":
            with unpacked(file, kind) as raw:
                _count(document(raw), tally, today)
        else:
            with text_of(file, kind, encoding) as text:
                _count(document(InUtf8(text)), tally, today)
    except UnreadError as error:
        notes(error.zh, error.en)
        tally.counts.clear()
        tally.shown.clear()
        with text_of(file, kind, encoding) as text:
            _count(blocks(text), tally, today)


def _count(records: Iterator[Record], tally: Tally, today: date) -> None:
    for place, hit, text in found_in(records, today=today):
        tally.add(hit.category, _safe(place, today), masked(hit.category, text), doubtful=hit.doubtful)


def _safe(place: Place, today: date) -> Place:
    """A place whose names of columns, keys and sheets hold no raw value."""
    at, name = without_raw(place.at, today=today), without_raw(place.field, today=today)
    return Place(at, name, place.line, place.column)
