"""What the loans of a manifest cost, as text of a given width, in the style of the report. It works nothing out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from hegui.terms import Bilingual

from hegui_adapters.price.figures import UNKNOWN, money, percent, plain, rate
from hegui_adapters.price.grid import bar, grid
from hegui_adapters.price.plan_table import ADDED, cell, folded, shown_columns, summed
from hegui_adapters.price.sentences import (
    borrowed,
    charge_sum,
    counted_texts,
    loan_title,
    no_loans,
    parties,
    payee_text,
    product_title,
    reading_source,
    received,
    source_text,
    totals_text,
    trouble,
)
from hegui_adapters.price.statement import DisclosureLines, ItemLine, LoanStatement, PlanRow, Reading, Statement
from hegui_adapters.price.words import label
from hegui_adapters.render.columns import width, wrapped

__all__ = ["disclosure_text", "price_text"]

BAR, SHORTEST = 24, 6


def price_text(statement: Statement, lang: str, columns: int, *, all_rows: bool = False) -> str:
    """Everything of every loan, without a final line break."""
    lines = [*_head(statement, lang, columns)]
    for loan in statement.loans:
        lines += ["", *_Loan(loan, lang, columns, all_rows=all_rows).lines()]
    if not statement.loans:
        lines += ["", no_loans(statement, lang)]
    return "\n".join([*lines, "", *_note(statement.note, lang, columns)])


def disclosure_text(statement: Statement, lang: str, columns: int) -> str:
    """The content of the cost disclosure table of every loan, and nothing else."""
    lines = [f"{label('disclosure', lang)}   {product_title(statement, lang)}"]
    for loan in statement.loans:
        lines += ["", loan_title(loan, lang), *_Loan(loan, lang, columns, all_rows=False).disclosure()]
    return "\n".join(lines)


def _head(statement: Statement, lang: str, columns: int) -> Iterator[str]:
    yield from wrapped(f"{label('heading', lang)}   {product_title(statement, lang)}", columns, "  ", "")
    yield label("subheading", lang)
    yield label("day", lang, day=statement.as_of, rulebook=statement.rulebook, engine=statement.engine)


def _note(note: Bilingual, lang: str, columns: int) -> list[str]:
    first = f"{label('note', lang)}    "
    return wrapped(note.text(lang), columns, " " * width(first), first)


class _Loan:
    """The blocks of one loan."""

    def __init__(self, loan: LoanStatement, lang: str, columns: int, *, all_rows: bool) -> None:
        self._loan = loan
        self._lang = lang
        self._columns = columns
        self._all = all_rows

    def lines(self) -> Iterator[str]:
        loan = self._loan
        yield from self._wrapped(loan_title(loan, self._lang), "  ", "")
        if text := borrowed(loan, self._lang):
            yield from self._wrapped(text)
        if loan.totals is not None:
            yield from self._wrapped(received(loan, self._lang))
        for text in trouble(loan, self._lang):
            yield from self._wrapped(text)
        blocks = (
            self._plan(), self._charges(), self._readings(), self._against(), self._money(), self._tiers(),
            self._contingent(),
        )  # fmt: skip
        for block in blocks:
            lines = list(block)
            if lines:
                yield ""
                yield from lines
        if loan.disclosure is not None:
            yield ""
            yield label("disclosure", self._lang)
            yield from self.disclosure()

    def _wrapped(self, text: str, indent: str = "    ", first: str = "  ") -> list[str]:
        return wrapped(text, self._columns, indent, first)

    def _rows(self, rows: Sequence[Sequence[str]], sides: str) -> list[str]:
        """Rows in columns, or, where these are too wide, one below the other as they come."""
        lines = grid(rows, sides)
        if max(map(width, lines)) <= self._columns:
            return lines
        return ["\n".join(self._wrapped("  ".join(filter(None, row)))) for row in rows]

    def _label(self, key: str, **said: object) -> str:
        return label(key, self._lang, **said)

    # ---- plan

    def _plan(self) -> Iterator[str]:
        loan, totals = self._loan, self._loan.totals
        if totals is None:
            return
        yield self._label("plan")
        first, hidden, last = folded(loan.plan, all_rows=self._all)
        lines = self._fitting([*first, *last], shown_columns(loan.plan))
        yield from lines[: len(first) + 1]
        if hidden:
            yield f"    {self._label('folded', n=hidden)}"
        yield from lines[len(first) + 1 :]
        yield from self._wrapped(totals_text(loan, self._lang))

    def _fitting(self, rows: Sequence[PlanRow], names: Sequence[str]) -> list[str]:
        """The rows with heads and sums; columns that follow from others go where the width is too small for all."""
        for gone in ((), ("owed",), ("owed", "left"), ("owed", "left", "drawn")):
            kept = [name for name in names if name not in gone]
            sums = [plain(summed(self._loan.plan, name)) if name in ADDED else "" for name in kept[1:]]
            body = [[self._label(name) for name in kept], *([self._cell(row, name) for name in kept] for row in rows)]
            lines = grid([*body, [self._label("total"), *sums]], "r" * len(kept))
            if max(map(width, lines)) <= self._columns:
                break
        return lines

    def _cell(self, row: PlanRow, name: str) -> str:
        value = cell(row, name)
        if name == "number":
            return str(row.number) if row.number else self._label("payout")
        return plain(value) if isinstance(value, Decimal) else str(value or "")

    # ---- charges

    def _charges(self) -> Iterator[str]:
        yield self._label("charges")
        if not self._loan.charges_stated:
            yield self._label("fees_unstated")
        elif not self._loan.charges:
            yield self._label("no_charges")
        for charge in self._loan.charges:
            name = charge.name.text(self._lang)
            yield from self._wrapped(f"{name}  {charge_sum(charge, self._lang)}")
            yield from self._wrapped(parties(charge, self._lang), "      ", "    ")
            for text in counted_texts(charge, self._lang):
                yield from self._wrapped(text, "      ", "    ")

    # ---- readings

    def _readings(self) -> Iterator[str]:
        groups: dict[str, list[Reading]] = {}
        for reading in self._loan.readings:
            groups.setdefault(reading.reading, []).append(reading)
        if groups:
            yield self._label("readings")
        for readings in groups.values():
            plain_one = readings[0]
            value = UNKNOWN if plain_one.rate is None else percent(plain_one.rate)
            yield from self._wrapped(
                plain_one.reading_label.text(self._lang) + reading_source(plain_one, self._lang),
                " " * 11, f"  {value:>7}  ",
            )  # fmt: skip
            if plain_one.reason is not None:
                yield from self._wrapped(plain_one.reason.text(self._lang), " " * 13, " " * 11)
            for one in readings[1:]:
                text = f"{one.label.text(self._lang)}  {reading_source(one, self._lang)}"
                yield from self._wrapped(text, " " * 15, " " * 11 + "· ")

    def _against(self) -> Iterator[str]:
        lines = self._loan.lines if self._loan.costs.nominal is not None else ()
        if lines:
            yield self._label("lines")
        for one in lines:
            yield from self._wrapped(one.text(self._lang))

    # ---- where the money goes

    def _money(self) -> Iterator[str]:
        table = self._loan.disclosure
        if table is None:
            return
        yield self._label("money")
        total = table.total_cost
        if not total:
            yield self._label("money_none")
            return
        rows = grid([self._share(item, total) for item in table.items], "llrr")
        room = min(BAR, self._columns - max(map(width, rows)) - 2)
        for item, row in zip(table.items, rows, strict=True):
            yield f"{row}  {bar(float(item.amount / total), room)}" if room >= SHORTEST else row

    def _share(self, item: ItemLine, total: Decimal) -> list[str]:
        share = f"{item.amount / total * 100:.1f}%"
        return [item.item.text(self._lang), payee_text(item.payee, self._lang), plain(item.amount), share]

    def _tiers(self) -> Iterator[str]:
        if not self._loan.tiers:
            return
        yield self._label("tiers")
        rows = [[self._label(name) for name in ("tier", "periods", "rate", "nominal", "effective", "simple")]]
        for tier in self._loan.tiers:
            costs = [rate(one, self._lang) for one in (tier.costs.nominal, tier.costs.effective, tier.costs.simple)]
            periods = UNKNOWN if tier.periods is None else f"{tier.periods:f}"
            rows.append([tier.name, periods, rate(tier.nominal_rate, self._lang), *costs])
        yield from self._rows(rows, "lrrrrr")
        for tier in self._loan.tiers:
            if tier.reason is not None or tier.missing:
                reason = (
                    tier.reason.text(self._lang)
                    if tier.reason
                    else self._label("missing", paths=", ".join(tier.missing))
                )
                yield from self._wrapped(f"{tier.name}: {reason}")

    def _contingent(self) -> Iterator[str]:
        if self._loan.disclosure is not None:
            return  # they stand in the table
        yield self._label("contingent")
        rows = [
            [one.item.text(self._lang), one.standard.text(self._lang),
             payee_text(one.payee, self._lang) if one.stated and one.payee else ""]
            for one in self._loan.contingent
        ]  # fmt: skip
        yield from self._rows(rows, "lll")

    # ---- the table of 2026

    def disclosure(self) -> Iterator[str]:
        table = self._loan.disclosure
        if table is None:
            yield from self._wrapped(self._label("undisclosed"))
            yield from (line for text in trouble(self._loan, self._lang) for line in self._wrapped(text))
            return
        yield from self._wrapped(f"{self._label('based_on')}  {source_text(table.source, self._lang)}")
        yield from self._wrapped(f"{self._label('principal')}  {money(table.principal, self._lang)}")
        yield from self._items(table)
        both = self._label("both", nominal=percent(table.nominal), effective=percent(table.effective))
        yield from self._wrapped(f"{self._label('all_in')}  {both}")
        yield from self._wrapped(self._label("default_costs"))
        for one in self._loan.contingent:
            payee = f"  {payee_text(one.payee, self._lang)}" if one.stated and one.payee else ""
            yield from self._wrapped(
                f"{one.item.text(self._lang)}  {one.standard.text(self._lang)}{payee}", "      ", "    "
            )
        if table.optional:
            yield from self._wrapped(self._label("optional"))
            yield from (
                line for one in table.optional for line in self._wrapped(one.text(self._lang), "      ", "    ")
            )
        yield from self._wrapped(table.closing.text(self._lang) + ("。" if self._lang == "zh" else "."))
        yield from self._wrapped(table.note.text(self._lang), "    ", "  ")

    def _items(self, table: DisclosureLines) -> Iterator[str]:
        heads = [self._label(name) for name in ("item", "amount", "yearly", "payee")]
        total = [self._label("total"), plain(table.total_cost), percent(table.nominal), ""]
        lines = self._rows([heads, *map(self._item, table.items), total], "lrrl")
        yield lines[0]
        for item, line in zip(table.items, lines[1:-1], strict=True):
            yield line
            taken, standard = item.method.text(self._lang), item.standard.text(self._lang)
            joint = "；" if self._lang == "zh" else "; "
            text = f"{self._label('method')} {taken}{joint}{self._label('standard')} {standard}"
            yield from self._wrapped(text, "      ", "    ")
        yield lines[-1]

    def _item(self, item: ItemLine) -> list[str]:
        payee = payee_text(item.payee, self._lang, item.side)
        return [item.item.text(self._lang), plain(item.amount), percent(item.yearly), payee]
