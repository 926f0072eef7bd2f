"""The questionnaire as an XLSX file: what to ask comes from `layout`, what is known from a manifest. It reads no form."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hegui.facts import FactType
from hegui.manifest.sections import SECTIONS
from hegui.nodes import Mapping as MappingNode

from hegui_adapters.forms.answers import PROOF, bare, below, cells_of, proofs
from hegui_adapters.forms.layout import ORDER, Asked, Page, pages, sections_of
from hegui_adapters.forms.marks import DATA, EVIDENCE, MARK, NUMBER, PARENT, SECTIONS_MARK
from hegui_adapters.forms.notes import note
from hegui_adapters.forms.offering import Offers
from hegui_adapters.forms.rows import Row, rows_of
from hegui_adapters.forms.words import TEN_LINES, TEXTS, UNDESCRIBED
from hegui_adapters.render.workbook import HEAD, TEXT, Book, Form, book

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

__all__ = ["questionnaire"]

MORE: Final = 4
"""Cells beside the first for a list of values."""
SPARE = 30
"""Empty rows of a table."""
ANSWER: Form = (*TEXT, ("locked", False), ("border", 1), ("border_color", "#C9D2DC"))
LOCKED: Form = (*TEXT, ("bg_color", "#F4F6F8"))
GREY: Form = (("font_color", "#9AA5B1"), ("num_format", "@"), ("valign", "top"))
GROUP: Form = (*TEXT, ("bold", True), ("bg_color", "#E3EAF1"))
ALLOWED = {
    "format_cells": True, "format_columns": True, "format_rows": True, "sort": True, "autofilter": True,
    "insert_rows": True, "delete_rows": True,
}  # fmt: skip


def questionnaire(
    lang: str,
    rules: Mapping[tuple[str, str], int],
    *,
    domain: str | None = None,
    given: MappingNode | None = None,
) -> bytes:
    """The file.

    Args:
        lang: `zh` or `en`: the language it asks in. It is read in either.
        rules: How many rules read each fact, by record type and path.
        domain: The line of business; sheets of others are hidden, and can be answered as a whole.
        given: What is known already: the root of a manifest, shorthands written out.
    """
    stream = io.BytesIO()
    with book(stream, title=TEXTS["title"].text(lang)) as opened:
        _Drawing(opened, lang, pages(rules), domain, given).all()
    return stream.getvalue()


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a table: the path in its marker row, heading, hint, and the field it asks for."""

    mark: str
    head: str
    hint: str
    asked: Asked | None = None


class _Drawing:
    def __init__(
        self, opened: Book, lang: str, asked: Sequence[Page], domain: str | None, given: MappingNode | None
    ) -> None:
        self._book, self._lang, self._pages, self._domain, self._given = opened, lang, asked, domain, given
        self._shown = sections_of(domain, [name for name in ORDER if given is not None and bare(given.get(name))])
        self._rows = rows_of(given, asked)
        self._offers = Offers(lang)

    def all(self) -> None:
        self._start()
        self._overview()
        for page in self._pages:
            sheet = self._sheet(page.title.text(self._lang))
            (self._table if page.is_table else self._section)(sheet, page)
            if page.section not in self._shown:
                sheet.hide()
        self._evidence()
        self._offers.write(self._book, self._sheet(self._said("choices")))

    def _said(self, name: str, **values: object) -> str:
        return TEXTS[name].text(self._lang).format(**values)

    def _sheet(self, name: str) -> Worksheet:
        """A new sheet, which prints as wide as a page."""
        sheet = self._book.sheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        return sheet

    # ---- the first two sheets

    def _start(self) -> None:
        sheet = self._sheet(self._said("start"))
        sheet.set_column(0, 0, 110)
        sheet.hide_gridlines(2)
        self._book.put(sheet, 0, 0, self._said("title"), (("bold", True), ("font_size", 16)))
        for row, line in enumerate(TEN_LINES, 2):
            self._book.put(
                sheet, row, 0, line.text(self._lang), (("text_wrap", True), ("valign", "top"), ("font_size", 11))
            )
        sheet.write_url(len(TEN_LINES) + 3, 0, f"internal:'{self._said('overview')}'!A1", string=self._said("overview"))
        sheet.protect("", ALLOWED)

    def _overview(self) -> None:
        sheet = self._sheet(self._said("overview"))
        heads = ("section", "answer", "question", "go")
        for column, (head, width) in enumerate(zip(heads, (24, 16, 70, 30), strict=True)):
            sheet.set_column(column, column, width)
            self._book.put(sheet, 0, column, self._said(head), HEAD)
        sheet.set_column(len(heads), len(heads), None, None, {"hidden": True})
        self._book.put(sheet, 0, len(heads), f"{MARK}{SECTIONS_MARK}", GREY)
        for row, name in enumerate(ORDER, 1):
            entry = SECTIONS[name]
            ask = entry.ask[self._lang != "zh"] if entry.ask else ""
            fact = FactType("list" if entry.many else "object", entry.zh, entry.en)
            stated = cells_of(self._given.get(name) if self._given else None, fact, self._lang)
            self._book.put(sheet, row, 0, fact.zh if self._lang == "zh" else fact.en, GROUP)
            self._book.put(sheet, row, 1, stated[0] if stated else None, ANSWER)
            self._offers.offer(sheet, (row, 1, row, 1), fact, "", ask)
            self._book.put(sheet, row, 2, ask.replace("填 none", "选“无”"), LOCKED)
            title = self._title(f"{name}[]" if entry.many else name)
            if name in self._shown:
                sheet.write_url(row, 3, f"internal:'{title}'!B2", string=title)
            self._book.put(sheet, row, len(heads), name, GREY)
        sheet.freeze_panes(1, 1)
        sheet.protect("", ALLOWED)

    def _title(self, record: str) -> str:
        return next(page.title.text(self._lang) for page in self._pages if page.record == record)

    # ---- a section: a row for each fact

    def _section(self, sheet: Worksheet, page: Page) -> None:
        stated = [cells_of(below(self._given, one.rel), one.fact, self._lang) for one in page.fields]
        width = max(1 + MORE, *(len(one) for one in stated))
        self._section_head(sheet, page, width)
        for row, (one, texts) in enumerate(zip(page.fields, stated, strict=True), 1):
            if not one.first:
                sheet.set_row(row, None, None, {"hidden": not texts})
            self._fact(sheet, row, one, texts, width)
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        last = len(page.fields)
        sheet.autofilter(0, 0, last, width + 2)
        sheet.filter_column_list(width + 2, [self._said("first")])
        sheet.freeze_panes(1, 1)
        sheet.protect("", ALLOWED)

    def _section_head(self, sheet: Worksheet, page: Page, width: int) -> None:
        heads = [self._said("field"), self._said("answer"), *[self._said("more")] * (width - 1), self._said("note")]
        for column, (head, wide) in enumerate(
            zip(
                [*heads, self._said("scope"), self._said("rules")], [34, 26, *[13] * (width - 1), 62, 9, 9], strict=True
            )
        ):
            sheet.set_column(column, column, wide)
            self._book.put(sheet, 0, column, head, HEAD)
        sheet.set_column(width + 4, width + 4, 34)
        self._book.put(sheet, 0, width + 4, f"{MARK}{page.record}", GREY)

    def _fact(self, sheet: Worksheet, row: int, one: Asked, texts: Sequence[str], width: int) -> None:
        put = self._book.put
        put(sheet, row, 0, one.label.text(self._lang), GROUP if one.fact.kind == "object" else LOCKED)
        open_cells = width if one.fact.many else 1
        for at in range(width):
            form = ANSWER if at < open_cells else LOCKED
            put(sheet, row, 1 + at, texts[at] if at < len(texts) else None, form)
        told = note(one.fact, self._lang, self._title(one.fact.element) if one.fact.element else "")
        self._offers.offer(sheet, (row, 1, row, open_cells), one.fact, one.label.text(self._lang), told)
        put(sheet, row, 1 + width, told, LOCKED)
        put(sheet, row, 2 + width, self._said("first" if one.first or texts else "rest"), LOCKED)
        put(sheet, row, 3 + width, one.rules, (("bg_color", "#F4F6F8"),))
        put(sheet, row, 4 + width, one.rel, GREY)

    # ---- a list: a row for each element

    def _table(self, sheet: Worksheet, page: Page) -> None:
        columns = self._columns(page)
        rows = self._rows[page.record]
        self._book.put(sheet, 0, 0, page.title.text(self._lang), (("bold", True), ("font_size", 13)))
        self._book.put(sheet, 0, 1, self._said("table"), (("italic", True),))
        sheet.set_row(1, None, None, {"hidden": True})
        for at, one in enumerate(columns):
            wide = 7 if one.mark == NUMBER else 18
            sheet.set_column(at, at, wide, self._book.form(ANSWER))
            self._book.put(sheet, 1, at, (f"{MARK}{page.record} {NUMBER}" if one.mark == NUMBER else one.mark), GREY)
        for at, one in enumerate(columns):
            first = one.asked is None or one.asked.first
            self._book.put(sheet, 2, at, one.head, HEAD if first else (*HEAD, ("bg_color", "#F4F6F8")))
        for at, one in enumerate(columns):
            self._book.put(sheet, 3, at, one.hint, (*LOCKED, ("font_size", 9)))
        last = DATA + len(rows) + SPARE - 1
        for at, one in enumerate(columns):
            if one.asked:
                self._offers.offer(sheet, (DATA, at, last, at), one.asked.fact, one.head, one.hint)
        for number in range(last - DATA + 1):
            self._book.put(sheet, DATA + number, 0, f"#{number + 1}", (*GREY, ("locked", False)))
            if number < len(rows):
                self._row(sheet, DATA + number, columns, rows[number])
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        sheet.freeze_panes(DATA, 2)
        sheet.protect("", ALLOWED)

    def _columns(self, page: Page) -> list[_Column]:
        found = [_Column(NUMBER, self._said("number"), "")]
        if page.nested and page.parent:
            title = self._title(page.parent)
            found.append(_Column(PARENT, self._said("of", title=title), self._said("of", title=title)))
        for one in page.fields:
            told = note(one.fact, self._lang, self._title(one.fact.element) if one.fact.element else "")
            found.append(_Column(one.rel, one.label.text(self._lang), told, one))
        return found

    def _row(self, sheet: Worksheet, at: int, columns: Sequence[_Column], row: Row) -> None:
        for column, one in enumerate(columns):
            if one.mark != NUMBER:
                text = self._element(row, one.asked) if one.asked else self._parent(row)
                self._book.put(sheet, at, column, text, ANSWER)

    def _parent(self, row: Row) -> str:
        above = row.parent
        assert above is not None
        return f"#{above.number}"

    def _element(self, row: Row, asked: Asked) -> str | None:
        if row.node is None:
            return UNDESCRIBED.text(self._lang) if asked.rel == "id" else None
        return "；".join(cells_of(below(row.node, asked.rel), asked.fact, self._lang)) or None

    # ---- what shows a fact

    def _evidence(self) -> None:
        sheet = self._sheet(self._said("evidence"))
        self._book.put(sheet, 0, 0, self._said("evidence"), (("bold", True), ("font_size", 13)))
        sheet.set_row(1, None, None, {"hidden": True})
        for at, mark in enumerate((f"{MARK}{EVIDENCE}", *PROOF)):
            sheet.set_column(at, at, 40 if at == 0 else 20, self._book.form(ANSWER))
            self._book.put(sheet, 1, at, mark, GREY)
        for at, head in enumerate(("evidence.path", *PROOF)):
            self._book.put(sheet, 2, at, self._said(head), HEAD)
        self._book.put(sheet, 3, 0, "operator.licences[1]", (*LOCKED, ("font_size", 9)))
        known = [] if self._given is None else [
            proof for entry in self._given.entries for proof in proofs(entry.value, entry.key.text)
        ]  # fmt: skip
        for number, one in enumerate(known):
            for at, text in enumerate((one.path, *one.texts)):
                self._book.put(sheet, DATA + number, at, text or None, ANSWER)
        sheet.freeze_panes(DATA, 1)
        sheet.protect("", ALLOWED)
