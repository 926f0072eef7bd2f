"""Where something stands in a text. It reads none."""

from __future__ import annotations

from dataclasses import dataclass

from hegui.errors import cell_of, place_text

__all__ = ["Location"]


@dataclass(frozen=True, slots=True)
class Location:
    """Where something stands: line and column from 1, in characters; the end is exclusive.

    `stated` is false where the fact itself is not in the text and this is the nearest thing that is.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    stated: bool = True

    @property
    def cell(self) -> str | None:
        """Sheet and cell, where it stands in a workbook: `产品!B12`."""
        return cell_of(self.file, self.line, self.column)

    def __str__(self) -> str:
        return place_text(self.file, self.line, self.column)
