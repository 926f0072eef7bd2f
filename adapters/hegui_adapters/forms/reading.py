"""Reads a questionnaire as a manifest, each fact with the cell it stands in; every fault at once, by sheet and cell.

Sheets and rows are known by their grey marks, so moved or renamed ones are read all the same. An empty cell states nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING

from hegui.errors import ManifestError
from hegui.manifest.reading import Manifest, manifest_of
from hegui.nodes import Document

from hegui_adapters.failures import RefusedError
from hegui_adapters.foreign_workbook import no_workbook, opened_workbook
from hegui_adapters.forms.cells import Held
from hegui_adapters.forms.evidence import attach
from hegui_adapters.forms.layout import pages
from hegui_adapters.forms.marks import EVIDENCE, MARK, SECTIONS_MARK
from hegui_adapters.forms.places import Filled, Line, Place, Reader
from hegui_adapters.forms.planting import planted

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell

__all__ = ["read_form"]

_MOST_ROWS, _MOST_COLUMNS = 5_000, 300
_BESIDE = 4
"""Columns between the last answer and the mark: what to write, scope, checks, path."""

Grid = Sequence[Sequence[Held]]


@dataclass(slots=True)
class _Found:
    sections: dict[str, tuple[Held, Place]] = field(default_factory=dict[str, tuple[Held, Place]])
    sheets: dict[str, Line] = field(default_factory=dict[str, Line])
    tables: dict[str, list[Line]] = field(default_factory=dict[str, list[Line]])
    proofs: list[Line] = field(default_factory=list[Line])
    marks: int = 0


def read_form(data: bytes, file: str, lang: str = "zh") -> Manifest:
    """The manifest that a filled questionnaire states.

    `lang` is the language in which choices are suggested; a form of either is read.

    Raises:
        ManifestError: with every fault at its sheet and cell.
        RefusedError: it is no workbook, or no questionnaire.
    """
    found = _read(data, file)
    if not found.marks:
        raise RefusedError(
            f"{file} 不是 hegui 问卷：请用 hegui form new 生成",
            f"{file} is no questionnaire: make one with hegui form new",
        )
    reader = Reader(lang)
    tree = planted(Filled(file, found.sections, found.sheets, found.tables), pages(), reader)
    root = attach(tree.root, found.proofs, tree.paths, reader)
    try:
        manifest = manifest_of(Document(root, (), sha256(data).hexdigest(), file))
    except ManifestError as error:
        raise ManifestError([*reader.problems, *error.problems]) from None
    if reader.problems:
        raise ManifestError(reader.problems)
    return manifest


def _read(data: bytes, file: str) -> _Found:
    found = _Found()
    book = opened_workbook(data, values=False)
    try:
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            rows = islice(sheet.iter_rows(), _MOST_ROWS)
            cells = [[_held(cell, book.epoch.date()) for cell in row[:_MOST_COLUMNS]] for row in rows]
            _sheet(found, f"{file}#{sheet.title}", cells)
    except Exception as error:  # noqa: BLE001 - openpyxl raises whatever the broken file leads it to
        raise no_workbook(str(error)) from None
    finally:
        book.close()
    return found


def _held(cell: Cell | MergedCell, epoch: date) -> Held:
    if cell.value is None:
        return Held(None)
    return Held(cell.value, cell.number_format or "General", epoch, cell.data_type == "f")


def _sheet(found: _Found, place: str, rows: Grid) -> None:
    """Take what a sheet says, if it has a mark."""
    for number, row in enumerate(rows[:3], 1):
        for column, held in enumerate(row, 1):
            if isinstance(held.value, str) and held.value.startswith(MARK):
                found.marks += 1
                name = held.value.removeprefix(MARK).partition(" ")[0]
                _marked(found, name, Place(place, number, column), rows)
                return


def _marked(found: _Found, name: str, mark: Place, rows: Grid) -> None:
    if name == EVIDENCE:
        found.proofs = list(_table(mark, rows))
    elif name.endswith("[]"):
        found.tables.setdefault(name, []).extend(_table(mark, rows))
    elif name == SECTIONS_MARK:
        found.sections |= {rel: cells[0] for rel, cells in _beside(mark, rows, 1)}
    else:
        answers = max(mark.column - 1 - _BESIDE, 1)
        found.sheets[name] = Line(Place(mark.file, mark.row, 2), dict(_beside(mark, rows, answers)))


def _beside(mark: Place, rows: Grid, answers: int) -> Iterator[tuple[str, list[tuple[Held, Place]]]]:
    """The answers of each fact on a sheet of one row a fact, whose path stands in the column of the mark."""
    for number, row in enumerate(rows[mark.row :], mark.row + 1):
        rel = row[mark.column - 1].value if len(row) >= mark.column else None
        if isinstance(rel, str):
            yield rel.strip(), [(row[at], Place(mark.file, number, at + 1)) for at in range(1, 1 + answers)]


def _table(mark: Place, rows: Grid) -> Iterator[Line]:
    """The rows of a table, whose paths stand in the row of the mark; two rows of headings follow it."""
    heads = [held.value if isinstance(held.value, str) else None for held in rows[mark.row - 1]]
    heads[mark.column - 1] = str(heads[mark.column - 1]).removeprefix(MARK).rpartition(" ")[2]
    for number, row in enumerate(rows[mark.row + 2 :], mark.row + 3):
        cells = {
            head: [(held, Place(mark.file, number, at))]
            for at, (head, held) in enumerate(zip(heads, row, strict=False), 1)
            if head
        }
        yield Line(Place(mark.file, number, mark.column), cells)
