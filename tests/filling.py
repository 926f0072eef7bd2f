"""For tests of the questionnaire: a workbook of a few sections, filled in by the path of each fact as a person would."""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping

import openpyxl
from hegui.nodes import Mapping as MappingNode
from hegui_adapters.forms import drawing, layout
from hegui_adapters.forms.marks import DATA, MARK
from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["Form", "drawn"]


def drawn(sections: Collection[str], lang: str = "zh", given: MappingNode | None = None) -> bytes:
    """A questionnaire of these sections alone."""
    every, order = layout.pages(), layout.ORDER
    pages, names = drawing.pages, drawing.ORDER
    try:
        drawing.pages = lambda _: tuple(page for page in every if page.section in sections)  # type: ignore[assignment]
        drawing.ORDER = tuple(name for name in order if name in sections)  # type: ignore[misc, assignment]
        return drawing.questionnaire(lang, {}, given=given)
    finally:
        drawing.pages, drawing.ORDER = pages, names  # type: ignore[misc]


class Form:
    """A workbook opened to be filled in."""

    def __init__(self, data: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(data))

    def sheet(self, mark: str) -> Worksheet:
        for sheet in self.book.worksheets:
            for row in sheet.iter_rows(max_row=2):
                if any(str(cell.value).split(" ")[0] == f"{MARK}{mark}" for cell in row):
                    return sheet
        raise AssertionError(mark)

    def answer(self, mark: str, rel: str, *values: object, form: str | None = None) -> str:
        """Answer a fact of a section; the name of its cell."""
        sheet = self.sheet(mark)
        column = next(cell.column for cell in sheet[1] if str(cell.value).startswith(MARK))
        row = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, column).value == rel)
        for at, value in enumerate(values):
            cell = sheet.cell(row, 2 + at)
            cell.value = value  # type: ignore[assignment]
            cell.number_format = form or cell.number_format
        return f"{sheet.title}!B{row}"

    def row(self, mark: str, number: int, cells: Mapping[str, object]) -> dict[str, str]:
        """Fill in a row of a table, counted from 1; the name of each cell."""
        sheet = self.sheet(mark)
        heads = {str(cell.value).rpartition(" ")[2]: cell.column for cell in sheet[2] if cell.value}
        found = {}
        for rel, value in cells.items():
            cell = sheet.cell(DATA + number, heads[rel])
            cell.value = value  # type: ignore[assignment]
            found[rel] = f"{sheet.title}!{cell.coordinate}"
        return found

    def saved(self) -> bytes:
        stream = io.BytesIO()
        self.book.save(stream)
        return stream.getvalue()
