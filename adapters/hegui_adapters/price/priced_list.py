"""A price list with what each row costs, as CSV, JSON or a workbook. It works nothing out and judges nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from hegui.body import data_of
from hegui.rates.plan import to_cents
from hegui.rates.table import Price
from hegui.rates.terms import Uncomputable
from hegui.values import Range

from hegui_adapters.price.figures import rate
from hegui_adapters.price.price_list import PriceList
from hegui_adapters.price.rows import Cell, csv_text
from hegui_adapters.price.words import label

__all__ = ["ADDED", "list_csv", "list_json", "remark"]

READINGS = ("nominal", "effective", "simple")
ADDED = ("cost.nominal", "cost.effective", "cost.simple", "cost.total", "cost.remark")
"""The columns that are added: yearly rates as fractions, yuan, and why a figure is not there."""

SCHEMA = "urn:hegui:schema:price-list:v1"


def list_csv(given: PriceList, prices: Sequence[Price], lang: str) -> str:
    """The rows as they were written, in their order, with the columns added."""
    rows: list[list[Cell]] = [[*given.header, *ADDED]]
    for written, price in zip(given.rows, prices, strict=True):
        rows.append([*written, *_figures(price), _in_columns(remark(price, lang), given.header, written)])
    return csv_text(rows, own=True)


def list_json(given: PriceList, prices: Sequence[Price]) -> str:
    """The cells of every row by column, and its price; numbers are decimal strings, a range has its two ends."""
    rows = [
        {"row": dict(zip(given.header, written, strict=True)), "cost": data_of(price)}
        for written, price in zip(given.rows, prices, strict=True)
    ]
    return json.dumps({"schema": SCHEMA, "rows": rows}, ensure_ascii=False, indent=1)


def _in_columns(text: str, header: Sequence[str], written: Sequence[str]) -> str:
    """What is missing, by the names of columns: `fees[0].rate` is `fee.NAME.rate` of the first charge the row has."""
    filled = (name for name, cell in zip(header, written, strict=True) if name.startswith("fee.") and cell.strip())
    charges = list(dict.fromkeys(name.split(".")[1] for name in filled))
    return re.sub(r"\bfees\[(\d+)\]", lambda found: f"fee.{charges[int(found[1])]}", text)


def _figures(price: Price) -> Iterator[Decimal | None]:
    for value in (price.nominal, price.effective, price.simple):
        yield value if isinstance(value, Decimal) else None
    yield to_cents(price.total_cost) if isinstance(price.total_cost, Decimal) else None


def remark(price: Price, lang: str) -> str:
    """Why a figure is not there, and as far as it is proved, what it is; empty where all are."""
    said = [
        f"{label(name, lang)} {rate(value, lang)}"
        for name in READINGS
        if isinstance(value := getattr(price, name), Range)
    ]
    reasons = (price.nominal, price.effective, price.simple, price.total_cost)
    said += [one.zh if lang == "zh" else one.en for one in reasons if isinstance(one, Uncomputable)]
    return ("；" if lang == "zh" else "; ").join(dict.fromkeys(said))
