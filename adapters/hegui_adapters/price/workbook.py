"""What loans cost as a workbook (xlsx): plan, charges, readings, tiers, disclosure table. Values only: it holds no formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

import xlsxwriter
from hegui.values import Range

from hegui_adapters.price.figures import rate
from hegui_adapters.price.plan_table import cell, shown_columns
from hegui_adapters.price.rows import guarded
from hegui_adapters.price.sentences import (
    charge_sum,
    counted_texts,
    loan_title,
    payee_text,
    product_title,
    reading_source,
    trouble,
)
from hegui_adapters.price.statement import LoanStatement, Statement
from hegui_adapters.price.words import label
from hegui_adapters.render.columns import width

__all__ = ["workbook"]

MONEY, RATE, DAY = "#,##0.00", "0.00%", "yyyy-mm-dd"
NARROWEST, WIDEST = 8, 60
Cell = str | int | Decimal | date | Range | None
Rows = Iterable[Sequence[Cell]]


def workbook(statement: Statement, lang: str, *, disclosure_alone: bool = False) -> bytes:
    """The workbook as bytes. Sheets are named 1 … n after the loans, whose ids may be too long for a name of a sheet."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        # The same statement makes the same bytes: a file must not differ by when it was written.
        moment = datetime.combine(statement.as_of, datetime.min.time())
        book.set_properties(
            {"title": product_title(statement, lang), "created": moment, "comments": statement.note.text(lang)}
        )
        sheets = _Sheets(book, lang)
        sheets.add(label("loan", lang), ("id", "name", "total_cost", "nominal", "effective", "simple", "remark"),
                   (_summary(loan, lang) for loan in statement.loans), money=(2,), rates=(3, 4, 5))  # fmt: skip
        for number, loan in enumerate(statement.loans, 1):
            _loan_sheets(sheets, loan, number, lang, disclosure_alone=disclosure_alone)
    return stream.getvalue()


def _loan_sheets(sheets: _Sheets, loan: LoanStatement, number: int, lang: str, *, disclosure_alone: bool) -> None:
    if not disclosure_alone:
        if loan.plan:
            names = shown_columns(loan.plan)
            money = tuple(at for at, name in enumerate(names) if name not in ("number", "date"))
            rows = [[cell(row, name) for name in names] for row in loan.plan]
            sheets.add(f"{number} {label('sheet.plan', lang)}", names, rows, money=money)
        sheets.add(f"{number} {label('sheet.charges', lang)}", ("item", "standard", "amount", "payee", "payer", "counting"),
                   _charges(loan, lang), money=(2,))  # fmt: skip
        sheets.add(f"{number} {label('sheet.readings', lang)}", ("convention", "yearly", "basis"),
                   _readings(loan, lang), rates=(1,))  # fmt: skip
        if loan.tiers:
            sheets.add(f"{number} {label('sheet.tiers', lang)}", ("tier", "periods", "rate", "nominal", "effective", "simple"),
                       _tiers(loan), rates=(2, 3, 4, 5))  # fmt: skip
    sheets.add(f"{number} {label('sheet.disclosure', lang)}", ("item", "method", "standard", "amount", "yearly", "payee"),
               _disclosure(loan, lang), money=(3,), rates=(4,))  # fmt: skip


class _Sheets:
    """Sheets of one look: bold heads that stay in view, figures with their formats, columns as wide as what is in them."""

    def __init__(self, book: xlsxwriter.Workbook, lang: str) -> None:
        self._book, self._lang = book, lang
        self._head = book.add_format(
            {"bold": True, "bottom": 1, "valign": "top", "text_wrap": True, "bg_color": "#EEF2F6"}
        )
        self._formats = {name: book.add_format({"num_format": name, "valign": "top"}) for name in (MONEY, RATE, DAY)}
        self._text = book.add_format({"text_wrap": True, "valign": "top"})

    def add(
        self, name: str, heads: Sequence[str], rows: Rows, money: Sequence[int] = (), rates: Sequence[int] = ()
    ) -> None:
        sheet = self._book.add_worksheet(name)
        widths = [NARROWEST] * len(heads)
        formats = {**dict.fromkeys(money, MONEY), **dict.fromkeys(rates, RATE)}
        for at, head in enumerate(heads):
            sheet.write_string(0, at, label(head, self._lang), self._head)
            widths[at] = max(widths[at], width(label(head, self._lang)))
        for number, row in enumerate(rows, 1):
            for at, value in enumerate(row):
                shown = self._write(sheet, number, at, value, formats.get(at))
                widths[at] = max(widths[at], width(shown))
        for at, needed in enumerate(widths):
            sheet.set_column(at, at, min(needed + 2, WIDEST))
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)

    def _write(self, sheet: xlsxwriter.worksheet.Worksheet, row: int, at: int, value: Cell, form: str | None) -> str:
        """Write a cell by its kind; what it takes in columns as text."""
        if isinstance(value, Decimal) or (isinstance(value, int) and not isinstance(value, bool)):
            sheet.write_number(row, at, value, self._formats.get(form or ""))
            return f"{value:,.2f}" if form else str(value)
        if isinstance(value, date):
            sheet.write_datetime(row, at, value, self._formats[DAY])
            return value.isoformat()
        text = rate(value, self._lang) if isinstance(value, Range) else guarded(value) if isinstance(value, str) else ""
        if text:
            sheet.write_string(row, at, text, self._text)
        return max(text.split("\n"), key=width)


def _summary(loan: LoanStatement, lang: str) -> list[Cell]:
    costs = loan.costs
    return [loan.id, loan.name or "", loan.totals.cost if loan.totals else None, costs.nominal, costs.effective, costs.simple,
            "；".join(trouble(loan, lang))]  # fmt: skip


def _charges(loan: LoanStatement, lang: str) -> Iterator[Sequence[Cell]]:
    for one in loan.charges:
        yield [one.name.text(lang), charge_sum(one, lang), one.amount, payee_text(one.payee, lang),
               payee_text(one.payer, lang), "\n".join(counted_texts(one, lang))]  # fmt: skip
    if not loan.charges_stated:
        yield [label("fees_unstated", lang).strip()]


def _readings(loan: LoanStatement, lang: str) -> Iterator[Sequence[Cell]]:
    for one in loan.readings:
        yield [
            one.label.text(lang),
            one.rate,
            (one.reason.text(lang) if one.reason else "") + reading_source(one, lang),
        ]
    if not loan.readings:
        yield from ([text] for text in trouble(loan, lang))


def _tiers(loan: LoanStatement) -> Iterator[Sequence[Cell]]:
    for one in loan.tiers:
        periods = None if one.periods is None else int(one.periods)
        yield [one.name, periods, one.nominal_rate, one.costs.nominal, one.costs.effective, one.costs.simple]


def _disclosure(loan: LoanStatement, lang: str) -> Iterator[Sequence[Cell]]:
    table = loan.disclosure
    yield [loan_title(loan, lang)]
    if table is None:
        yield [label("undisclosed", lang)]
        return
    yield [label("principal", lang), None, None, table.principal]
    for item in table.items:
        said = [one.text(lang) for one in (item.item, item.method, item.standard)]
        yield [*said, item.amount, item.yearly, payee_text(item.payee, lang, item.side)]
    yield [label("all_in", lang), label("nominal", lang), None, table.total_cost, table.nominal]
    yield [label("all_in", lang), label("effective", lang), None, table.total_cost, table.effective]
    for event in loan.contingent:
        payee = payee_text(event.payee, lang) if event.stated and event.payee else None
        yield [event.item.text(lang), label("default_costs", lang), event.standard.text(lang), None, None, payee]
    for text in table.optional:
        yield [text.text(lang), label("optional", lang)]
    for text in (table.closing, table.note):
        yield [text.text(lang)]
