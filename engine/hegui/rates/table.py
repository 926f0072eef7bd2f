"""A table of loans priced in one call: segment by term by channel, thousands of rows. It judges nothing.

price_table([Loan(…), …]).prices[0].effective
price_table([{"principal": "12000", "periods": 12, "period": "month", …}, …])

Plain loans are worked out all together, every other one by itself; either way the figures are those of `cost`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import numpy as np

from hegui.rates.annual import figure
from hegui.rates.columns import Columns
from hegui.rates.cost import CostOfCredit
from hegui.rates.lines import Line, line_of
from hegui.rates.rows import stated_rows
from hegui.rates.solving_many import rates, simple_rates
from hegui.rates.stated import Stated, cost_as_stated
from hegui.rates.terms import EXACT, Loan, Uncomputable
from hegui.values import Range

__all__ = ["Price", "PriceTable", "price_table"]

Row = Loan | Stated | Mapping[str, object]
Part = Decimal | Range | Uncomputable

_CELLS: Final = 1 << 20
"""Flows worked out together: some 50 MB with all that is reckoned from them."""

_FARTHEST: Final = 100.0
"""Above 10,000 % a year, and below half of what was lent, floats leave noise in the digits that are kept."""


@dataclass(frozen=True, slots=True)
class Price:
    """What one row costs: each figure, the range it is proved to lie in, or why there is none. See `CostOfCredit`.

    `missing` are the facts that would settle it, as paths in the row.
    """

    nominal: Part
    effective: Part
    simple: Part
    total_cost: Decimal | Uncomputable
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PriceTable:
    """One price a row, in the order of the rows. `alone` of them were priced one by one."""

    prices: tuple[Price, ...]
    alone: int


def price_table(rows: Sequence[Row]) -> PriceTable:
    """What every row of a table costs.

    Args:
        rows: Terms, or what a manifest would state as an element of `pricing.credits`, or such as were read before
            (`rows.stated_rows`).

    Raises:
        ManifestError: rows are not what a manifest could say of a loan; every problem, each with the number of its row
            (from 1) as the line.
    """
    asked = _stated(rows)
    whole = {index: one.loan for index, one in enumerate(asked) if one.loan is not None and not one.missing}
    lines = {index: line for index, loan in whole.items() if (line := line_of(loan)) is not None}
    together = dict(_together(lines))
    prices = tuple(together[index] if index in together else _alone(one) for index, one in enumerate(asked))
    return PriceTable(prices, len(asked) - len(together))


def _stated(rows: Sequence[Row]) -> list[Stated]:
    numbered = {number: row for number, row in enumerate(rows, start=1) if not isinstance(row, Loan | Stated)}
    listed = iter(stated_rows(list(numbered.values()), lines=list(numbered)))
    return [row if isinstance(row, Stated) else Stated(row) if isinstance(row, Loan) else next(listed) for row in rows]


def _alone(one: Stated) -> Price:
    cost = cost_as_stated(one)
    if isinstance(cost, Uncomputable):
        return Price(cost, cost, cost, cost)
    if isinstance(cost, CostOfCredit):
        return Price(cost.nominal, cost.effective, cost.simple, cost.total_cost)
    lacking = Uncomputable(f"未说明：{'、'.join(cost.missing)}", f"not stated: {', '.join(cost.missing)}")
    return Price(cost.nominal, cost.effective, cost.simple, lacking, cost.missing)


# ---- all together


def _together(lines: Mapping[int, Line]) -> Iterator[tuple[int, Price]]:
    """The prices of the rows of which the columns are sure."""
    for block in _blocks(sorted(lines, key=lambda index: -lines[index].periods), lines):
        priced = _priced([lines[index] for index in block])
        yield from ((index, price) for index, price in zip(block, priced, strict=True) if price is not None)


def _blocks(order: Sequence[int], lines: Mapping[int, Line]) -> Iterator[Sequence[int]]:
    start = 0
    while start < len(order):
        rows = max(_CELLS // (lines[order[start]].periods + 1), 1)
        yield order[start : start + rows]
        start += rows


def _priced(lines: Sequence[Line]) -> Iterator[Price | None]:
    """One price a line, the longest first; None where the columns are not sure."""
    columns = Columns(lines)
    ledger, cents = columns.ledger(), columns.costs()
    with np.errstate(all="ignore"):
        found, per_year = rates(ledger, columns["rate"]), columns["per_year"]
        simple = simple_rates(ledger, found) * per_year
        nominal, effective = found * per_year, np.expm1(per_year * np.log1p(found))
        sure = (found > -0.5) & (np.maximum(np.maximum(nominal, effective), simple) < _FARTHEST)
    rows = zip(*(column.tolist() for column in (sure, nominal, effective, simple, cents)), strict=True)
    for certain, one, other, third, total in rows:
        sums = EXACT.scaleb(Decimal(total), -2)
        yield Price(figure(one), figure(other), figure(third), sums) if certain else None
