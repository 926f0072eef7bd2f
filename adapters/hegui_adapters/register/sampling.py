"""Draws a sample of decisions that anybody can draw again: the smallest digests of seed and id. No generator of numbers is asked.

A sample drawn so depends on nothing but the seed and the ids of the decisions, on no version of a language or a library.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date

from hegui_adapters.register.completeness import Row

__all__ = ["of_period", "sample"]


def of_period(rows: Iterable[Row], first: date | None, last: date | None) -> list[Row]:
    """The decisions made in a period, both days included, in the order they were made."""
    low, high = (day.isoformat() if day else None for day in (first, last))
    days = ((row, str(row["at"])[:10]) for row in rows)
    return [row for row, day in days if (low is None or low <= day) and (high is None or day <= high)]


def sample(rows: Sequence[Row], size: int, seed: str) -> list[Row]:
    """`size` of the decisions, or all if there are fewer, in the order they were made."""
    drawn = sorted(rows, key=lambda row: hashlib.sha256(f"{seed} {row['id']}".encode()).digest())[:size]
    chosen = {row["id"] for row in drawn}
    return [row for row in rows if row["id"] in chosen]
