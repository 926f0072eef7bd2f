"""Repayment plans or disclosure tables as CSV (RFC 4180) for spreadsheets. It works nothing out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from hegui_adapters.price.plan_table import COLUMNS, cell
from hegui_adapters.price.sentences import payee_text
from hegui_adapters.price.statement import LoanStatement, Statement
from hegui_adapters.price.words import label
from hegui_adapters.render.workbook import STARTS_FORMULA

__all__ = ["Cell", "csv_text", "disclosure_csv", "guarded", "plan_csv"]

Cell = str | int | date | Decimal | None


def plan_csv(statement: Statement, lang: str) -> str:
    """Every row of every plan: loan, then the columns of the plan. Row 0 is the day of the payout."""
    heads = [label("loan", lang), *(label(name, lang) for name in COLUMNS)]
    rows = ([loan.id, *(cell(row, name) for name in COLUMNS)] for loan in statement.loans for row in loan.plan)
    return csv_text([heads, *rows])


def disclosure_csv(statement: Statement, lang: str) -> str:
    """The disclosure table of every loan, an item a row; yearly figures are fractions."""
    names = ("loan", "item", "method", "standard", "amount", "yearly", "payee")
    return csv_text(
        [[label(name, lang) for name in names], *(row for loan in statement.loans for row in _table(loan, lang))]
    )


def _table(loan: LoanStatement, lang: str) -> Iterator[list[Cell]]:
    table = loan.disclosure
    if table is None:
        yield [loan.id, label("undisclosed", lang), *[None] * 5]
        return
    yield [loan.id, label("principal", lang), None, None, table.principal, None, None]
    for item in table.items:
        said = (one.text(lang) for one in (item.item, item.method, item.standard))
        yield [loan.id, *said, item.amount, item.yearly, payee_text(item.payee, lang, item.side)]
    yield [loan.id, label("all_in", lang), label("nominal", lang), None, table.total_cost, table.nominal, None]
    yield [loan.id, label("all_in", lang), label("effective", lang), None, table.total_cost, table.effective, None]
    for one in loan.contingent:
        payee = payee_text(one.payee, lang) if one.stated and one.payee else None
        yield [loan.id, one.item.text(lang), label("default_costs", lang), one.standard.text(lang), None, None, payee]
    for text in table.optional:
        yield [loan.id, text.text(lang), label("optional", lang), *[None] * 4]
    for text in (table.closing, table.note):
        yield [loan.id, text.text(lang), *[None] * 5]


def csv_text(rows: Sequence[Sequence[Cell]], *, own: bool = False) -> str:
    """Rows as CSV, without a final line break. `own` says that texts are the reader's own, which stay as they are."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerows([one if own and isinstance(one, str) else _written(one) for one in row] for row in rows)
    return stream.getvalue().rstrip("\n")


def _written(one: Cell) -> str:
    if isinstance(one, Decimal):
        return f"{one:f}"
    if isinstance(one, date):
        return one.isoformat()
    return guarded(one) if isinstance(one, str) else "" if one is None else str(one)


def guarded(text: str) -> str:
    """Text that a spreadsheet takes for text: a manifest must not be able to smuggle in a formula."""
    return f"'{text}" if text.startswith(STARTS_FORMULA) else text
