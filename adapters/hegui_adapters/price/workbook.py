"""What loans cost as a workbook (xlsx): plan, charges, readings, tiers, disclosure table. Values only: it holds no formula."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from hegui.values import Range

from hegui_adapters.price.figures import rate
from hegui_adapters.price.plan_table import cell, shown_columns
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
from hegui_adapters.render.workbook import MONEY, RATE, Sheet
from hegui_adapters.render.workbook import workbook as written

__all__ = ["workbook"]

Cell = str | int | Decimal | date | Range | None
Rows = Iterable[Sequence[Cell]]


def workbook(statement: Statement, lang: str, *, disclosure_alone: bool = False) -> bytes:
    """The workbook as bytes, the same for the same statement. Sheets are named 1 … n after the loans, whose ids may be
    too long for a name of a sheet."""
    sheets = _sheets(statement, lang, disclosure_alone=disclosure_alone)
    return written(sheets, title=product_title(statement, lang), note=statement.note.text(lang), made=statement.as_of)


def _sheets(statement: Statement, lang: str, *, disclosure_alone: bool) -> Iterator[Sheet]:
    yield _sheet(label("loan", lang), ("id", "name", "total_cost", "nominal", "effective", "simple", "remark"),
                 (_summary(loan, lang) for loan in statement.loans), lang, money=(2,), rates=(3, 4, 5))  # fmt: skip
    for number, loan in enumerate(statement.loans, 1):
        yield from _loan_sheets(loan, number, lang, disclosure_alone=disclosure_alone)


def _loan_sheets(loan: LoanStatement, number: int, lang: str, *, disclosure_alone: bool) -> Iterator[Sheet]:
    if not disclosure_alone:
        if loan.plan:
            names = shown_columns(loan.plan)
            money = tuple(at for at, name in enumerate(names) if name not in ("number", "date"))
            rows = [[cell(row, name) for name in names] for row in loan.plan]
            yield _sheet(f"{number} {label('sheet.plan', lang)}", names, rows, lang, money=money)
        yield _sheet(f"{number} {label('sheet.charges', lang)}", ("item", "standard", "amount", "payee", "payer", "counting"),
                     _charges(loan, lang), lang, money=(2,))  # fmt: skip
        yield _sheet(f"{number} {label('sheet.readings', lang)}", ("convention", "yearly", "basis"),
                     _readings(loan, lang), lang, rates=(1,))  # fmt: skip
        if loan.tiers:
            yield _sheet(f"{number} {label('sheet.tiers', lang)}", ("tier", "periods", "rate", "nominal", "effective", "simple"),
                         _tiers(loan), lang, rates=(2, 3, 4, 5))  # fmt: skip
    yield _sheet(f"{number} {label('sheet.disclosure', lang)}", ("item", "method", "standard", "amount", "yearly", "payee"),
                 _disclosure(loan, lang), lang, money=(3,), rates=(4,))  # fmt: skip


def _sheet(
    name: str, heads: Sequence[str], rows: Rows, lang: str, money: Sequence[int] = (), rates: Sequence[int] = ()
) -> Sheet:
    said = ([rate(one, lang) if isinstance(one, Range) else one for one in row] for row in rows)
    forms = {**dict.fromkeys(money, MONEY), **dict.fromkeys(rates, RATE)}
    return Sheet(name, [label(head, lang) for head in heads], said, forms=forms)


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
