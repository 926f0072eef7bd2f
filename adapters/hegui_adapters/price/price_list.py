"""A price list as CSV: reads its rows as what a manifest would state of a loan, each cell with its place. It prices nothing.

The header names fields of `pricing.credits[]`: `principal`, `periods`, `grace.periods`, … A charge is a group of columns
`fee.NAME.rate`, `fee.NAME.timing`, …, and a row in which all of a charge's cells are empty has no such charge. Columns of
`LABELS` are carried along. An empty cell says nothing, as a key left out of a manifest does.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from hegui.errors import ManifestError, Problem
from hegui.manifest.shape import FactType, record_type
from hegui.manifest.stating import suggestion
from hegui.rates.rows import Cell, stated_rows
from hegui.rates.stated import Stated

__all__ = ["LABELS", "PriceList", "read_price_list"]

LABELS = ("segment", "channel", "tier")
CREDIT, FEE = "pricing.credits[]", "pricing.credits[].fees[]"
MOST_PROBLEMS = 100

Place = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PriceList:
    """The rows as they were written, and what they state."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    stated: tuple[Stated, ...]


def read_price_list(data: bytes, file: str) -> PriceList:
    """Read a price list.

    Raises:
        ManifestError: every problem of it, at its line and, counted in cells, its column.
    """
    lines = list(_lines(data, file))
    if not lines:
        raise ManifestError(
            [Problem(file, 1, 1, "价目表是空的：首行应为字段名", "the list is empty: its first line names the fields")]
        )
    header = tuple(name.strip() for name in lines[0][1])
    body = [(line, tuple(cells)) for line, cells in lines[1:] if any(cell.strip() for cell in cells)]
    if problems := [*_header_problems(header, file), *_width_problems(header, body, file)]:
        raise ManifestError(problems)
    places = [_place(name) for name in header]
    try:
        stated = stated_rows([_row(places, cells) for _, cells in body], file=file, lines=[line for line, _ in body])
    except ManifestError as error:
        raise ManifestError(_named(error.problems, header)) from None
    return PriceList(header, tuple(cells for _, cells in body), tuple(stated))


def _lines(data: bytes, file: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line it begins on."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        zh = "不是 UTF-8 编码：请在电子表格中另存为“CSV UTF-8”"
        raise ManifestError([Problem(file, 1, 1, zh, 'not UTF-8: save it as "CSV UTF-8" in the spreadsheet')]) from None
    reader, line = csv.reader(io.StringIO(text, newline=""), strict=True), 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        zh = f"CSV 格式有误（{error}）：含逗号、引号或换行的单元格须以双引号括起"
        en = f"not well-formed CSV ({error}): put cells that hold commas, quotes or line breaks in double quotes"
        raise ManifestError([Problem(file, line, 1, zh, en)]) from None


# ---- the header


def _place(name: str) -> Place:
    """Where the cells of a column belong in a row; nowhere for a label."""
    return () if name in LABELS else tuple(name.split(".", 2))


@cache
def _fields(record: str) -> Mapping[str, FactType]:
    shape = record_type(record)
    assert shape is not None
    return {path: fact for path, fact in shape.facts.items() if fact.kind not in ("object", "list")}


def _header_problems(header: Sequence[str], file: str) -> Iterator[Problem]:
    credit, fee = _fields(CREDIT), _fields(FEE)
    for column, name in enumerate(header, start=1):
        if name in header[: column - 1]:
            yield Problem(file, 1, column, f"列名“{name}”重复", f'the column "{name}" stands twice')
        if name in credit or name in LABELS or (name == "fees" and not _has_charges(header)):
            continue
        if name == "fees":
            zh = "已逐项列出收费（fee.名称.字段），空格即无此项：请删去 fees 列"
            en = "charges have columns of their own (fee.NAME.FIELD), and empty cells say none: leave fees out"
            yield Problem(file, 1, column, zh, en)
            continue
        group, _, rest = name.partition(".")
        charge, _, field = rest.partition(".")
        if group == "fee" and charge and field in fee:
            continue
        known = [f"fee.{charge or 'NAME'}.{key}" for key in fee] if group == "fee" else [*credit, *LABELS]
        zh, en = suggestion(name, known)
        told = f"贷款方案的字段、fee.名称.字段，或 {'、'.join(LABELS)}"
        yield Problem(
            file, 1, column, f"不认识的列“{name}”{zh}；列名应为{told}",
            f'unknown column "{name}"{en}; columns are fields of a loan, fee.NAME.FIELD, or {", ".join(LABELS)}',
        )  # fmt: skip


def _has_charges(header: Sequence[str]) -> bool:
    return any(name.startswith("fee.") for name in header)


def _width_problems(header: Sequence[str], body: Sequence[tuple[int, Sequence[str]]], file: str) -> Iterator[Problem]:
    for line, cells in body:
        if len(cells) != len(header):
            zh = f"此行有 {len(cells)} 格，首行有 {len(header)} 格"
            yield Problem(file, line, 1, zh, f"this line has {len(cells)} cells, the first has {len(header)}")


# ---- the rows


def _row(places: Sequence[Place], cells: Sequence[str]) -> Mapping[str, object]:
    """One row as an element of `pricing.credits`."""
    row: dict[str, object] = {}
    charges: dict[str, dict[str, object]] = {}
    for column, (place, text) in enumerate(zip(places, cells, strict=True), start=1):
        if not place or not text.strip():
            continue
        if place[0] == "fee":
            charge = charges.setdefault(place[1], {"name": Cell(place[1], column)})
            charge[place[2]] = Cell(text.strip(), column)
        elif len(place) > 1:
            below = row.setdefault(place[0], {})
            assert isinstance(below, dict)
            below[place[1]] = Cell(text.strip(), column)
        else:
            row[place[0]] = _cell(place[0], text.strip(), column)
    return row | {"fees": list(charges.values())} if any(place[:1] == ("fee",) for place in places) else row


def _cell(name: str, text: str, column: int) -> object:
    """A cell; those of a field with many values part them by semicolons."""
    fact = _fields(CREDIT).get(name)
    if fact is None or not fact.many or text == "none":
        return Cell(text, column)
    return [Cell(part.strip(), column) for part in text.split(";")]


def _named(problems: Sequence[Problem], header: Sequence[str]) -> list[Problem]:
    """Problems with the name of their column; of very many the first ones, and how many there are."""
    named = [
        Problem(one.file, one.line, one.column, f"{name}：{one.zh}", f"{name}: {one.en}")
        for one in problems
        for name in (header[one.column - 1],)
    ]
    more = len(named) - MOST_PROBLEMS
    if more <= 0:
        return named
    last = named[MOST_PROBLEMS]
    zh, en = f"另有 {more} 处问题，修改后再查", f"{more} more problems; mend these first"
    return [*named[:MOST_PROBLEMS], Problem(last.file, last.line, last.column, zh, en)]
