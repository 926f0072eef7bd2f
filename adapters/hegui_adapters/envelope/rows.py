"""Maps of the room that is left as CSV (RFC 4180), a cell a row. It works nothing out."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hegui.envelope import Map

from hegui_adapters.envelope import sentences
from hegui_adapters.envelope.gathering import LoanRoom, Rooms
from hegui_adapters.envelope.words import said
from hegui_adapters.price.rows import Cell, csv_text
from hegui_adapters.price.words import label

__all__ = ["maps_csv"]

_HEADS = ("map", "x", "x.value", "y", "y.value", "state", "rules")


def maps_csv(rooms: Rooms, lang: str) -> str:
    """Every cell of every map. Rates and shares are fractions, sums in yuan; the state is said in English whatever the language."""
    heads: list[Cell] = [label("loan", lang), *(said(name, lang) for name in _HEADS)]
    heads += [label("nominal", lang), label("effective", lang)]
    return csv_text([heads, *(row for loan in rooms.loans for one in loan.maps for row in _cells(loan, one, lang))])


def _cells(loan: LoanRoom, drawn: Map, lang: str) -> Iterator[list[Cell]]:
    period = loan.envelope.period
    name = sentences.map_name(drawn, lang)
    across, up = (sentences.axis_name(one, period, lang) for one in (drawn.x, drawn.y))
    for cell in drawn.cells:
        costs = (cost if isinstance(cost, Decimal) else None for cost in (cell.nominal, cell.effective))
        yield [loan.id, name, across, cell.x, up, cell.y, cell.state, " ".join(cell.rules), *costs]
