"""Reads a register of products from CSV or XLSX: one product a row, headers in Chinese or English. It judges nothing.

A table that is not one is refused with every fault at its row and column; nothing is guessed: a version that a sheet keeps
as a number could have lost a zero (2.10), so it is refused as well.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from hegui.errors import Problem, SourceError

from hegui_adapters.failures import RefusedError
from hegui_adapters.foreign_workbook import is_workbook, no_workbook, opened_workbook

__all__ = ["COLUMNS", "MOST_ROWS", "Registered", "read_register"]

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("id", "product id", "产品编号", "产品代码", "编号"),
    "name": ("name", "product name", "产品名称", "名称"),
    "version": ("version", "产品版本", "版本", "版本号"),
    "owner": ("owner", "责任人", "负责人", "责任部门", "归属部门"),
    "stage": ("stage", "阶段", "当前阶段", "状态"),
    "launched_on": ("launched on", "launch date", "上线日期", "上线日", "上线时间"),
}
"""What each column may be called; small or capital letters, spaces or underscores make no difference."""

MOST_ROWS: Final = 50_000

_DAY: Final = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")

Row = Sequence[object]


@dataclass(frozen=True, slots=True)
class Registered:
    """One product of the register. What its row leaves empty is None; `row` counts from 1, the headers included."""

    row: int
    id: str
    name: str | None
    version: str | None
    owner: str | None
    stage: str | None
    launched_on: date | None


def read_register(data: bytes, file: str) -> tuple[Registered, ...]:
    """Every product of a register.

    Raises:
        SourceError: with every fault at its row and column.
        RefusedError: it is neither CSV nor XLSX, or too large.
    """
    rows = _numbered(_sheet(data) if is_workbook(data) else _table(data))
    problems: list[Problem] = []
    columns = _columns(next(rows, (1, ())), file, problems)
    if problems:
        raise SourceError(problems)
    found = [_product(number, row, columns, file, problems) for number, row in rows if any(map(_text, row))]
    products = [one for one in found if one is not None]
    _distinct(products, columns["id"], file, problems)
    if problems:
        raise SourceError(problems)
    return tuple(products)


def _numbered(rows: Iterable[Row]) -> Iterator[tuple[int, Row]]:
    for number, row in enumerate(rows, 1):
        if number > MOST_ROWS:
            raise RefusedError(f"产品台账超过 {MOST_ROWS} 行", f"the register has more than {MOST_ROWS} rows")
        yield number, row


# ---- the two forms


def _table(data: bytes) -> Iterator[Row]:
    """CSV in UTF-8, or in GB18030, as spreadsheets in China write it."""
    text = _decoded(data)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), strict=True)
    except csv.Error as error:
        raise RefusedError(f"CSV 无法读取：{error}", f"the CSV cannot be read: {error}") from None


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RefusedError(
        "产品台账既不是 XLSX，也不是 UTF-8 或 GB18030 编码的 CSV",
        "the register is neither XLSX nor CSV in UTF-8 or GB18030",
    )


def _sheet(data: bytes) -> Iterator[Row]:
    """The first sheet of a workbook."""
    book = opened_workbook(data, values=True)
    try:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        yield from sheet.iter_rows(values_only=True)
    except Exception as error:  # noqa: BLE001 - openpyxl raises whatever the broken file leads it to
        raise no_workbook(str(error)) from None


# ---- rows


def _columns(first: tuple[int, Row], file: str, problems: list[Problem]) -> Mapping[str, int]:
    """Where each column is, from the headers."""
    number, row = first
    headers = [re.sub(r"[\s_]+", " ", _text(one)).casefold() for one in row]
    found: dict[str, int] = {}
    for name, known in COLUMNS.items():
        places = [index for index, header in enumerate(headers) if header in known]
        if not places:
            _refuse(
                file, number, 0, f"缺少“{known[-1] if name == 'id' else known[2 if name in ('id', 'name') else 1]}”列（{name}）",
                f"there is no column {name}", problems,
            )  # fmt: skip
        elif len(places) > 1:
            _refuse(file, number, places[1], f"“{name}”列重复", f"the column {name} stands twice", problems)
        else:
            found[name] = places[0]
    return found


def _product(
    number: int, row: Row, columns: Mapping[str, int], file: str, problems: list[Problem]
) -> Registered | None:
    before = len(problems)
    given = {name: row[place] if place < len(row) else None for name, place in columns.items()}
    texts = {name: _text(value) for name, value in given.items()}
    if not texts["id"]:
        _refuse(file, number, columns["id"], "缺少产品编号", "the product has no id", problems)
    for name in ("id", "version"):
        if isinstance(given[name], float):
            _refuse(
                file, number, columns[name],
                f"“{texts[name]}”是数值单元格，末尾的零可能已丢失；请把该列设为文本格式",
                f"{texts[name]} is a number and may have lost a zero; format the column as text", problems,
            )  # fmt: skip
    day = _day(given["launched_on"])
    if day is None and texts["launched_on"]:
        _refuse(
            file, number, columns["launched_on"],
            f"“{texts['launched_on']}”不是日期，应写作 2026-12-01",
            f'"{texts["launched_on"]}" is not a day; write it as 2026-12-01', problems,
        )  # fmt: skip
    if len(problems) > before:
        return None
    optional = {name: texts[name] or None for name in ("name", "version", "owner", "stage")}
    return Registered(row=number, id=texts["id"], launched_on=day, **optional)


def _distinct(products: Iterable[Registered], column: int, file: str, problems: list[Problem]) -> None:
    seen: dict[tuple[str, str | None], int] = {}
    for one in products:
        first = seen.setdefault((one.id, one.version), one.row)
        if first != one.row:
            _refuse(
                file, one.row, column,
                f"{one.id} 的这一版本已在第 {first} 行", f"this version of {one.id} stands in row {first} already", problems,
            )  # fmt: skip


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = _DAY.fullmatch(_text(value).removesuffix(" 00:00:00"))
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _refuse(file: str, row: int, column: int, zh: str, en: str, problems: list[Problem]) -> None:
    problems.append(Problem(file, row, column + 1, zh, en))
