"""Rows of a price table as terms, typed as a manifest types its loans. It works nothing out.

The rows of a table repeat themselves, and what one field means hangs on no other: each value of a field is typed once,
however many rows state it. What is wrong is told for each of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Self

from hegui.errors import ManifestError, Problem
from hegui.manifest.reading import manifest_of
from hegui.nodes import Document, Entry, Node, Scalar
from hegui.nodes import Mapping as MappingNode
from hegui.nodes import Sequence as SequenceNode
from hegui.rates.stated import Facts, Stated, stated

__all__ = ["Cell", "stated_rows"]


Key = tuple[str, object]
"""A field, and what tells one value of it from another."""


class Cell(str):
    """What stands in one cell of a file, and where: the text is plain, as in YAML, so `none` and `true` mean what they say."""

    __slots__ = ("column",)

    column: int

    def __new__(cls, text: str, column: int) -> Self:
        cell = super().__new__(cls, text)
        cell.column = column
        return cell


def stated_rows(
    rows: Sequence[Mapping[str, object]], *, file: str = "<rows>", lines: Sequence[int] = ()
) -> list[Stated]:
    """The terms of elements of `pricing.credits`, given as plain values or as cells.

    Args:
        rows: The elements. Values are as they come out of JSON, or a Decimal, a date or a `Cell`.
        file: What problems say they are in.
        lines: Where each row stands there; its number from 1, if left out.

    Raises:
        ManifestError: with every problem, each at its line and, for cells, the column.
        TypeError: a manifest holds no such value.
    """
    stated_in: dict[Key, list[int]] = {}
    values: dict[Key, object] = {}
    keyed: list[list[Key]] = []
    for line, row in zip(lines or range(1, len(rows) + 1), rows, strict=True):
        keyed.append([])
        for name, value in row.items():
            key = name, _key(value)
            keyed[-1].append(key)
            values.setdefault(key, value)
            stated_in.setdefault(key, []).append(line)
    facts = _typed(values, stated_in, file)
    return [stated({name: fact for key in keys for name, fact in facts[key].items()}) for keys in keyed]


def _key(value: object) -> object:
    """Equal for values that a manifest reads alike."""
    return (type(value), value) if isinstance(value, str | int | Decimal | None) else repr(value)


def _typed(values: Mapping[Key, object], stated_in: Mapping[Key, list[int]], file: str) -> dict[Key, Facts]:
    """The facts of each value of a field, all read as if each were a loan of its own."""
    listed = [_mapping({name: value}, number) for number, ((name, _), value) in enumerate(values.items())]
    root = _mapping({"hegui": _scalar("product/v1", 0), "pricing": _mapping({"credits": _sequence(listed, 0)}, 0)}, 0)
    try:
        loans = manifest_of(Document(root, (), "", file)).record["pricing.credits"]
    except ManifestError as error:
        raise ManifestError(_placed(error.problems, list(stated_in.values()), file)) from None
    assert isinstance(loans, tuple)
    return dict(zip(values, loans, strict=True))


def _placed(problems: Iterable[Problem], places: Sequence[Sequence[int]], file: str) -> list[Problem]:
    """The problems of values, told for every row that states them."""
    return [Problem(file, line, one.column, one.zh, one.en) for one in problems for line in places[one.line]]


# ---- plain values as nodes, the number of a value standing for its line


def _node(value: object, line: int) -> Node:
    if isinstance(value, Scalar | SequenceNode | MappingNode):
        return value
    if isinstance(value, Mapping):
        return _mapping(value, line)
    if isinstance(value, list | tuple):
        return _sequence(value, line)
    if isinstance(value, Cell):
        return _scalar(value, line, value.column)
    if isinstance(value, str | Decimal | date):
        return Scalar("", line, 1, line, 1, str(value), plain=False)
    if value is None or isinstance(value, bool | int | float):
        return _scalar(json.dumps(value), line)
    raise TypeError(f"a manifest holds no {type(value).__name__}")


def _scalar(text: str, line: int, column: int = 1) -> Scalar:
    return Scalar("", line, column, line, column, text, plain=True)


def _sequence(values: Iterable[object], line: int) -> SequenceNode:
    return SequenceNode("", line, 1, line, 1, tuple(_node(value, line) for value in values))


def _mapping(values: Mapping[str, object], line: int) -> MappingNode:
    entries = (Entry(_scalar(str(name), line), _node(value, line)) for name, value in values.items())
    return MappingNode("", line, 1, line, 1, tuple(entries))
