"""A repayment plan as columns of cells: which columns say something, which rows are shown, what they add up to. No layout."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from hegui_adapters.price.statement import PlanRow

__all__ = ["ADDED", "COLUMNS", "cell", "folded", "shown_columns", "summed"]

FOLDED_FROM, KEPT = 15, 6
COLUMNS = ("number", "date", "drawn", "owed", "interest", "repaid", "charged", "paid", "left")
ADDED = ("interest", "repaid", "charged", "paid")
"""The columns that have a sum."""


def shown_columns(plan: Sequence[PlanRow]) -> tuple[str, ...]:
    """The columns that say something of this plan."""
    gone = set()
    if plan[0].day is None:
        gone.add("date")
    if not any(row.drawn for row in plan[1:]):
        gone.add("drawn")
    if plan[-1].owed is None:
        gone |= {"owed", "interest", "repaid", "left"}
    return tuple(name for name in COLUMNS if name not in gone)


def folded(plan: Sequence[PlanRow], *, all_rows: bool) -> tuple[Sequence[PlanRow], int, Sequence[PlanRow]]:
    """The first rows of a plan, how many are left out, the last ones; a short plan is whole."""
    if all_rows or len(plan) <= FOLDED_FROM:
        return plan, 0, ()
    return plan[: KEPT + 1], len(plan) - 2 * KEPT - 1, plan[-KEPT:]


def cell(row: PlanRow, name: str) -> int | date | Decimal | None:
    """What stands in a column of a row; the day of the payout repays nothing yet."""
    value: int | date | Decimal | None = getattr(row, {"date": "day"}.get(name, name))
    return value


def summed(plan: Sequence[PlanRow], name: str) -> Decimal:
    return sum((getattr(row, name) or Decimal(0) for row in plan), Decimal(0))
