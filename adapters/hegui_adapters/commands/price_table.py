"""`hegui price table`: prices every row of a list, thousands at once. It judges nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hegui_adapters.delivery import deliver, targets_of
from hegui_adapters.exits import CLEAR, UNDETERMINED
from hegui_adapters.settings import Asked, spoken
from hegui_adapters.streams import say

if TYPE_CHECKING:
    from hegui.rates.table import Price

    from hegui_adapters.price.price_list import PriceList

__all__ = ["FORMATS", "PriceTable", "run"]

FORMATS = ("csv", "json")


@dataclass(frozen=True, slots=True)
class PriceTable:
    """What was asked of `hegui price table`."""

    file: str
    asked: Asked
    formats: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    stdin_name: str | None = None


def run(table: PriceTable) -> int:
    """Print or write the list with its costs; 5 where a row has none, and says why in its last column.

    Raises:
        RefusedError: the options do not fit together, there is no such file, or a result cannot be written.
        ManifestError: the list has problems; all of them.
    """
    from hegui.rates.table import price_table

    from hegui_adapters.price.price_list import read_price_list
    from hegui_adapters.price.priced_list import remark
    from hegui_adapters.sources import one_source

    targets = targets_of(table.formats or FORMATS[:1], table.outputs, FORMATS)
    source = one_source(table.file, table.stdin_name)
    given, lang = read_price_list(source.content(), source.label), spoken(table.asked, source.folder)
    prices = price_table(given.stated).prices
    for form, path in targets.items():
        deliver(path, _rendered(form, given, prices, lang))
    open_ = sum(bool(remark(price, lang)) for price in prices)
    if open_:
        zh = f"{len(prices)} 行中有 {open_} 行的成本无法全部测算，原因见末列"
        en = f"{open_} of {len(prices)} rows lack a figure; their last column says why"
        say([f"{source.label}: {zh if lang == 'zh' else en}"])
    return UNDETERMINED if open_ else CLEAR


def _rendered(form: str, given: PriceList, prices: Sequence[Price], lang: str) -> str:
    from hegui_adapters.price.priced_list import list_csv, list_json

    return list_json(given, prices) if form == "json" else list_csv(given, prices, lang)
