"""Reads text as blocks of lines, CSV and TSV as rows, JSON Lines as values. It parses no other structure and finds nothing."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from typing import TextIO

from hegui_adapters.scan.records import Place, Record
from hegui_adapters.scan.trees import values_in

__all__ = ["Told", "blocks", "json_lines", "rows"]

Told = Callable[[str, str], None]
"""Says something of the file in Chinese and English, without any of its content."""

BLOCK = 1 << 16
"""Characters of a text that are read at once; a longer line is taken in pieces that end between two words."""
LONGEST = 1 << 20
"""A line longer than this, in characters, is read in pieces."""
FIELD = re.compile(r"(?:^|\x1f)\s*[0-9][0-9.,:/ \-]*(?:\x1f|$)|[0-9]{11}|@")
"""What a row that names columns does not hold: a cell of nothing but figures, a long number, an address."""
WORD_END = re.compile(r"[^0-9A-Za-z](?=[0-9A-Za-z]*\Z)")


def blocks(stream: TextIO, line: int = 1) -> Iterator[Record]:
    """A text in blocks that end at the end of a line, or, within a long line, between two words."""
    rest, column = "", 1
    while True:
        piece = stream.read(BLOCK)
        text = rest + piece
        if not text:
            return
        cut = _cut(text) if piece else len(text)
        block, rest = text[:cut], text[cut:]
        yield Record((block,), ("",), _placed(block, line, column))
        line += (ends := block.count("\n"))
        column = len(block) - block.rfind("\n") if ends else column + len(block)


def _cut(text: str) -> int:
    end = text.rfind("\n") + 1
    if end or len(text) < BLOCK:
        return end
    last = WORD_END.search(text, len(text) - 4096)
    return last.end() if last else len(text)


def _placed(block: str, line: int, column: int) -> Callable[[int, int], Place]:
    def place(_: int, offset: int) -> Place:
        ends = block.count("\n", 0, offset)
        at = offset - block.rfind("\n", 0, offset) if ends else column + offset
        return Place(f"{line + ends}:{at}", "", line + ends, at)

    return place


class _Lines:
    """The lines of a stream for `csv.reader`; those of the row being read are kept, should it turn out to be no row."""

    def __init__(self, stream: TextIO, told: Told) -> None:
        self.stream = stream
        self.told = told
        self.number = 0
        self.pending: list[str] = []

    def __iter__(self) -> Iterator[str]:
        while line := self.stream.readline(LONGEST):
            if len(line) == LONGEST and not line.endswith("\n"):
                self.told("有超长的行，分段读取", "a very long line was read in pieces")
            self.number += 1
            self.pending.append(line)
            yield line


def rows(stream: TextIO, told: Told, delimiter: str | None) -> Iterator[Record]:
    """The rows of a table. The first names the columns, unless it looks like data; it is looked at as well."""
    lines = _Lines(stream, told)
    first = stream.readline(LONGEST)
    stream_of = _chained(first, lines)
    separator = delimiter or max(",;\t|", key=first.count)
    reader = csv.reader(stream_of, delimiter=separator)
    labels: tuple[str, ...] | None = None
    start = 1
    while True:
        try:
            row = next(reader, None)
        except csv.Error:
            told(
                f"第 {start} 行起不成表，其余按文本扫描", f"no table from line {start} on; the rest was scanned as text"
            )
            for line, text in enumerate(lines.pending, start):
                yield Record((text,), ("",), _placed(text, line, 1))
            yield from blocks(stream, start + len(lines.pending))
            return
        if row is None:
            return
        lines.pending.clear()
        if labels is None:
            labels = () if FIELD.search("\x1f".join(row)) else tuple(row)
        yield Record(row, labels, _in_row(start, labels))
        start = lines.number + 1


def _chained(first: str, lines: _Lines) -> Iterator[str]:
    if first:
        lines.number = 1
        lines.pending.append(first)
        yield first
    yield from lines


def _in_row(line: int, labels: tuple[str, ...]) -> Callable[[int, int], Place]:
    def place(index: int, _: int) -> Place:
        name = labels[index] if index < len(labels) else ""
        return Place(f"{line}:{index + 1}", name or f"#{index + 1}", line)

    return place


def json_lines(stream: TextIO, told: Told) -> Iterator[Record]:
    """The values of JSON Lines; a line that is none is looked at as text."""
    number = broken = 0
    while line := stream.readline(LONGEST):
        number += 1
        try:
            value = json.loads(line, parse_int=str, parse_float=str) if line.strip() else None
        except (ValueError, RecursionError):
            broken += 1
            yield Record((line,), ("",), _placed(line, number, 1))
            continue
        yield values_in(value, number)
    if broken:
        told(f"{broken} 行不是 JSON，按文本扫描", f"{broken} lines are no JSON and were scanned as text")
