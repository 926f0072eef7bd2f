"""What readers give and detectors take: cells with the names of their columns, and where they stand. It opens no file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

__all__ = ["Place", "Record"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file.

    `at` is exact: line:column, a JSON pointer, Sheet!B7, rowid. `field` is what many rows share: the name of the column.
    """

    at: str
    field: str = ""
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a table, one value of a tree, or a block of lines.

    `labels` are the names of the columns or the key, "" where there is none; `place` tells where character `offset` of
    cell `index` stands.
    """

    cells: Sequence[str]
    labels: Sequence[str]
    place: Callable[[int, int], Place]
