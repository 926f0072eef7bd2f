"""Sheets as an XLSX file. What a cell says is text or a number, never a formula; it decides nothing about what is in them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

__all__ = ["Sheet", "workbook"]

Value = str | int | None
LONGEST = 32_767
"""Characters a cell may hold."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, its headers, its rows; `widths` in characters."""

    name: str
    headers: Sequence[str]
    rows: Iterable[Sequence[Value]]
    widths: Sequence[int] = ()


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """The file."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        _write(book, sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write(book: Workbook, sheet: Sheet) -> None:
    page = book.create_sheet(sheet.name)
    assert isinstance(page, WriteOnlyWorksheet)
    page.freeze_panes = "A2"
    for index, width in enumerate(sheet.widths):
        page.column_dimensions[chr(ord("A") + index)].width = width  # type: ignore[attr-defined]
    page.append([_cell(page, header, bold=True) for header in sheet.headers])
    for row in sheet.rows:
        page.append([_cell(page, value) for value in row])


def _cell(page: WriteOnlyWorksheet, value: Value, *, bold: bool = False) -> Cell:
    text = ILLEGAL_CHARACTERS_RE.sub("\ufffd", value)[:LONGEST] if isinstance(value, str) else value
    cell = WriteOnlyCell(page, text)
    if isinstance(text, str):
        cell.data_type = "s"  # whatever begins with "=" would else be a formula
        cell.number_format = "@"
    if bold:
        cell.font = Font(bold=True)
    return cell
