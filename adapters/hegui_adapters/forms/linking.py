"""Which rows of a table belong to which row of the table above. It reads two columns and nothing else of a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hegui_adapters.forms.cells import Held, blank
from hegui_adapters.forms.layout import Page
from hegui_adapters.forms.marks import NUMBER, PARENT
from hegui_adapters.forms.places import Filled, Line, Reader
from hegui_adapters.forms.words import folded

__all__ = ["linked"]


def linked(filled: Filled, pages: Sequence[Page], reader: Reader) -> Mapping[tuple[str, int | None], Sequence[Line]]:
    """The filled rows of every list: by its record type, and the number of the row they belong to where they belong to one.

    A row that says to what it belongs names the id of that row or its `#number`; where there is but one, it need not.
    """
    found: dict[tuple[str, int | None], list[Line]] = {}
    numbered: dict[str, list[Line]] = {}
    for page in pages:
        if not page.is_table:
            continue
        lines = numbered[page.record] = _numbered(filled.tables.get(page.record, ()))
        for line in lines:
            above = _above(line, numbered[page.parent], reader) if page.nested and page.parent else None
            if above is not None or not page.nested:
                found.setdefault((page.record, above), []).append(line)
    return found


def _numbered(lines: Sequence[Line]) -> list[Line]:
    """The rows that say something, numbered through; a number of the form counts only for whoever refers to it."""
    full = [line for line in lines if not _says_nothing(line)]
    return [replace(line, number=number) for number, line in enumerate(full, 1)]


def _says_nothing(line: Line) -> bool:
    return all(blank(held) for rel, cells in line.cells.items() if rel != NUMBER for held, _ in cells)


def _above(line: Line, rows: Sequence[Line], reader: Reader) -> int | None:
    held, place = line.cells.get(PARENT, [(Held(None), line.place)])[0]
    if blank(held):
        if len(rows) == 1:
            return rows[0].number
        reader.tell(
            place,
            "请写明属于上级表的哪一行（标识或 #序号）",
            "say which row of the table above it belongs to (its id or #number)",
        )
        return None
    wanted = folded(str(held.value))
    for rel, among in (("id", wanted), (NUMBER, wanted if wanted.startswith("#") else f"#{wanted}")):
        named = [row.number for row in rows if _text(row, rel) == among]
        if len(named) == 1:
            return named[0]
    reader.tell(
        place,
        f"上级表中没有唯一的“{held.value}”：请写该行的标识或 #序号",
        f'the table above has not just one "{held.value}": write the id or #number of the row',
    )
    return None


def _text(line: Line, rel: str) -> str:
    cells = line.cells.get(rel)
    return folded(str(cells[0][0].value)) if cells and cells[0][0].value is not None else ""
