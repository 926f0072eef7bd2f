"""Cells with their places, as they come out of a workbook: by section, by row of a table. It understands none of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from hegui.errors import Problem, cell_name
from hegui.nodes import Scalar, Span
from hegui.scalars import ScalarError

from hegui_adapters.forms.cells import Held, blank

__all__ = ["Filled", "Line", "Place", "Reader"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Place:
    """A cell: `form.xlsx#产品`, row and column from 1."""

    file: str
    row: int
    column: int

    @classmethod
    def of(cls, span: Span) -> Place:
        return cls(span.file, span.line, span.column)

    @property
    def span(self) -> tuple[str, int, int, int, int]:
        return (self.file, self.row, self.column, self.row, self.column + 1)

    @property
    def cell(self) -> str:
        """`产品!B3`."""
        return f"{self.file.rpartition('#')[2]}!{cell_name(self.row, self.column)}"

    def scalar(self, text: str, *, plain: bool = True) -> Scalar:
        return Scalar(*self.span, text, plain)


@dataclass(frozen=True, slots=True)
class Line:
    """One record: the cells of each of its facts by path, several for a list of values. `number` is that of its row."""

    place: Place
    cells: Mapping[str, Sequence[tuple[Held, Place]]]
    number: int | None = None

    @property
    def empty(self) -> bool:
        return all(blank(held) for cells in self.cells.values() for held, _ in cells)


@dataclass(frozen=True, slots=True)
class Filled:
    """All that a questionnaire holds: what is said of whole sections, their sheets, the rows of tables."""

    file: str
    sections: Mapping[str, tuple[Held, Place]]
    sheets: Mapping[str, Line]
    tables: Mapping[str, Sequence[Line]]


@dataclass(slots=True)
class Reader:
    """Gathers what is wrong; `lang` is the language in which choices are suggested."""

    lang: str
    problems: list[Problem] = field(default_factory=list[Problem])

    def tell(self, place: Place, zh: str, en: str) -> None:
        self.problems.append(Problem(place.file, place.row, place.column, zh, en))

    def attempt(self, place: Place, read: Callable[[], T]) -> T | None:
        """What is read, None with a problem at `place` where it cannot be."""
        try:
            return read()
        except ScalarError as error:
            self.tell(place, error.zh, error.en)
            return None
