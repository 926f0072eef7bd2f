"""XLSX files: the only writer of them. What a cell says is text, a number or a day, never a formula; it decides nothing
about what is in them. Rows are written in order and kept no longer than that.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from hegui_adapters.render.columns import width

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

__all__ = [
    "DAY",
    "HEAD",
    "LONGEST",
    "MONEY",
    "RATE",
    "STARTS_FORMULA",
    "TEXT",
    "Book",
    "Form",
    "Sheet",
    "Value",
    "book",
    "workbook",
]

Value = str | int | Decimal | date | None
Form = tuple[tuple[str, str | int | bool], ...]
"""How a cell looks: properties of XlsxWriter, in any order."""

MONEY, RATE, DAY = "#,##0.00", "0.00%", "yyyy-mm-dd"
HEAD: Form = (("bold", True), ("bottom", 1), ("valign", "top"), ("text_wrap", True), ("bg_color", "#EEF2F6"))
TEXT: Form = (("num_format", "@"), ("valign", "top"), ("text_wrap", True))
LONGEST = 32_767
"""Characters a cell may hold."""
NARROWEST, WIDEST = 8, 60

STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for a formula begins so."""
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, its headers, its rows. `widths` in characters, as wide as what is in them where left out;
    `forms` are the number formats of columns."""

    name: str
    headers: Sequence[str]
    rows: Iterable[Sequence[Value]]
    widths: Sequence[int] = ()
    forms: Mapping[int, str] = field(default_factory=dict[int, str])


def workbook(sheets: Iterable[Sheet], *, title: str = "", note: str = "", made: date | None = None) -> bytes:
    """The file. With `made`, the day it says it is of, the same sheets make the same bytes."""
    stream = io.BytesIO()
    with book(stream, title=title, note=note, made=made) as opened:
        for sheet in sheets:
            _write(opened, sheet)
    return stream.getvalue()


@contextmanager
def book(stream: io.BytesIO, *, title: str = "", note: str = "", made: date | None = None) -> Iterator[Book]:
    """A file in the making; it is complete when the block ends."""
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as made_of:
        created = {"created": datetime.combine(made, datetime.min.time())} if made else {}
        made_of.set_properties({"title": title, "comments": note, **created})
        yield Book(made_of)


class Book:
    """Sheets of one file and the one way to fill a cell of them."""

    def __init__(self, inner: Workbook) -> None:
        self.inner = inner
        self._formats: dict[Form, Format] = {}

    def sheet(self, name: str) -> Worksheet:
        return self.inner.add_worksheet(name)

    def form(self, form: Form) -> Format:
        """The format of these properties; each is in the file once."""
        key = tuple(sorted(form, key=lambda one: one[0]))
        found = self._formats.get(key)
        if found is None:
            found = self._formats[key] = self.inner.add_format(dict(key))
        return found

    def put(self, sheet: Worksheet, row: int, column: int, value: Value, form: Form = ()) -> str:
        """Fill a cell, which must not lie above one filled before; what it shows. Text stays text when it is edited."""
        if isinstance(value, str):
            text = legal(value)
            guard: Form = (("quote_prefix", True),) if text.startswith(STARTS_FORMULA) else ()
            sheet.write_string(row, column, text, self.form((*(form or TEXT), *guard)))
            return text
        if value is None:
            sheet.write_blank(row, column, None, self.form(form) if form else None)
            return ""
        if isinstance(value, date):
            sheet.write_datetime(row, column, value, self.form((*form, ("num_format", DAY), ("valign", "top"))))
            return value.isoformat()
        sheet.write_number(row, column, value, self.form((*form, ("valign", "top"))))
        return f"{value:,.2f}" if form else str(value)


def legal(text: str) -> str:
    """Text that a cell can hold: what XML cannot say becomes U+FFFD."""
    return _ILLEGAL.sub("\ufffd", text.replace("\r\n", "\n"))[:LONGEST]


def _write(book: Book, sheet: Sheet) -> None:
    page = book.sheet(sheet.name)
    widths = [max(NARROWEST, width(head)) for head in sheet.headers]
    for column, head in enumerate(sheet.headers):
        book.put(page, 0, column, head, HEAD)
    for number, row in enumerate(sheet.rows, 1):
        for column, value in enumerate(row):
            form: Form = (("num_format", sheet.forms[column]),) if column in sheet.forms else ()
            shown = book.put(page, number, column, value, () if isinstance(value, str) else form)
            if column < len(widths):
                widths[column] = max(widths[column], *(width(line) for line in shown.split("\n")))
    for column, needed in enumerate(sheet.widths or [min(one + 2, WIDEST) for one in widths]):
        page.set_column(column, column, needed)
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
