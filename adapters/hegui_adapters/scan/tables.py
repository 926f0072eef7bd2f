"""Reads the rows of workbooks, Parquet files and SQLite databases, some at a time. It changes none and finds nothing."""

from __future__ import annotations

import sqlite3
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from hegui_adapters.scan.lines import FIELD, Told
from hegui_adapters.scan.opening import UnreadError
from hegui_adapters.scan.records import Place, Record
from hegui_adapters.scan.trees import values_in

__all__ = ["database", "parquet", "workbook"]

BATCH = 4096
LARGEST_PART = 1 << 30
"""Bytes one part of a workbook may unpack to: its shared texts are held whole."""


def workbook(file: Path) -> Iterator[Record]:
    """The rows of every sheet of an XLSX workbook, hidden ones too: values, for formulas the last result.

    Raises:
        UnreadError: it is damaged, or unpacks to more than a machine may hold.
    """
    from openpyxl import load_workbook
    from openpyxl.utils import get_column_letter

    try:
        with zipfile.ZipFile(file) as parts:
            if any(part.file_size > LARGEST_PART for part in parts.infolist()):
                raise UnreadError("工作簿展开后过大，请另存为 csv", "the workbook unpacks to too much; save it as csv")
        with warnings.catch_warnings(action="ignore"):  # of parts it does not read
            book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    except UnreadError:
        raise
    except Exception:  # noqa: BLE001 - what a broken workbook raises is any of a dozen, and may quote a cell
        raise UnreadError("工作簿损坏，未扫描", "damaged workbook; not scanned") from None
    with closing(book):
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # what a file says of its own size may be wrong and would hide the rest
            labels: tuple[str, ...] | None = None
            for number, values in enumerate(_quietly(sheet.iter_rows(values_only=True)), 1):
                row = tuple("" if value is None else _shown(value) for value in values)
                if labels is None and any(row):
                    labels = () if FIELD.search("\x1f".join(row)) else row
                named = labels or ()

                def place(
                    index: int, _: int, n: int = number, names: tuple[str, ...] = named, of: str = sheet.title
                ) -> Place:
                    name = names[index] if index < len(names) else ""
                    return Place(
                        f"{of}!{get_column_letter(index + 1)}{n}", f"{of}.{name or get_column_letter(index + 1)}", n
                    )

                yield Record(row, named, place)


def _quietly(found: Iterator[tuple[object, ...]]) -> Iterator[tuple[object, ...]]:
    try:
        yield from found
    except Exception:  # noqa: BLE001 - as above
        raise UnreadError("工作簿损坏，未读完", "damaged workbook; not read to its end") from None


def _shown(value: object) -> str:
    """A cell as its reader sees it: Excel keeps whole numbers as floats."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() and abs(value) < 2**53 else str(value)


def parquet(file: Path) -> Iterator[Record]:
    """The rows of a Parquet file; nested values by pointer.

    Raises:
        UnreadError: it is damaged.
    """
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    try:
        with ParquetFile(file) as table:
            names = tuple(table.schema_arrow.names)
            start = 1
            for batch in table.iter_batches(batch_size=BATCH):
                columns = [column.to_pylist() for column in batch.columns]
                for offset, values in enumerate(zip(*columns, strict=True)):
                    yield from _row(values, names, _by_name(start + offset, names, ""))
                start += batch.num_rows
    except (ArrowException, OSError):
        raise UnreadError("Parquet 文件损坏，未读完", "damaged Parquet file; not read to its end") from None


def _by_name(row: int, names: Sequence[str], table: str) -> Callable[[int, int], Place]:
    def place(index: int, _: int) -> Place:
        name = f"{table}.{names[index]}" if table else names[index]
        return Place(f"{name}:{row}", name, row)

    return place


def _row(values: Sequence[object], names: Sequence[str], place: Callable[[int, int], Place]) -> Iterator[Record]:
    flat: list[str] = []
    for index, value in enumerate(values):
        nested = isinstance(value, dict | list | tuple)
        flat.append("" if value is None or nested else _plain(value))
        if nested:
            inner = values_in(value, None, (names[index],))
            yield Record(inner.cells, inner.labels, _at(place, index))
    yield Record(flat, names, place)


def _at(place: Callable[[int, int], Place], index: int) -> Callable[[int, int], Place]:
    return lambda _, offset: place(index, offset)


def _plain(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else _shown(value)


def database(file: Path, told: Told) -> Iterator[Record]:
    """The rows of every table of an SQLite database, by rowid.

    Raises:
        UnreadError: it is damaged or locked.
    """
    try:
        with closing(sqlite3.connect(f"file:{quote(str(file.resolve()))}?mode=ro", uri=True)) as held:
            held.text_factory = lambda raw: raw.decode("utf-8", "replace")
            tables = held.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
            for name, sql in tables:
                yield from _table(held, name, sql or "", told)
    except sqlite3.Error:
        raise UnreadError(
            "数据库损坏、被锁或无法读取，未读完", "database damaged, locked or unreadable; not read to its end"
        ) from None


def _table(held: sqlite3.Connection, name: str, sql: str, told: Told) -> Iterator[Record]:
    if sql.upper().startswith("CREATE VIRTUAL"):
        told("虚拟表按其影子表扫描", "virtual tables were scanned through the tables that hold them")
        return
    quoted = '"' + name.replace('"', '""') + '"'
    try:
        rows = held.execute(f"SELECT rowid, * FROM {quoted}")  # noqa: S608 - the name is the database's own, quoted
        keyed = True
    except sqlite3.OperationalError:  # WITHOUT ROWID
        rows = held.execute(f"SELECT * FROM {quoted}")  # noqa: S608 - as above
        keyed = False
    names = [column[0] for column in rows.description][keyed:]
    for number, row in enumerate(rows, 1):
        yield from _row(row[keyed:], names, _by_name(row[0] if keyed else number, names, name))
