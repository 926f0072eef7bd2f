"""What of a record is personal data: every detector on every cell, and numbers split over neighbouring cells. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from hegui_adapters.scan.cards import is_card
from hegui_adapters.scan.categories import Hit, masked
from hegui_adapters.scan.context import senses
from hegui_adapters.scan.numbers import numbers_in, resident
from hegui_adapters.scan.records import Record
from hegui_adapters.scan.words import words_in

__all__ = ["found_in", "hits_in", "legible", "without_raw"]

WIDE = {0xFF01 + place: 0x21 + place for place in range(94)} | {
    0x3000: 0x20,
    0x2010: 0x2D,
    0x2011: 0x2D,
    0x2013: 0x2D,
    0xA0: 0x20,
}
IS_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ＠－　‐‑–\u00a0]")  # noqa: RUF001 - the letters that are narrowed
SUSPECT = re.compile(
    r"[0-9][0-9 \-]{5}|@|[0-9](?:号|弄|栋|幢|单元|室)|[人名][ 　]?[:：=为是叫]|[EeGgDdSsPpHhKkMm][A-Za-z]?[0-9]{7}"
)
NAMES = frozenset({"name", "weak_name"})
PIECES = (2, 3, 4, 5)
"""Into how many neighbouring cells a number may be split."""


def legible(text: str) -> str:
    """Full-width digits, letters and signs made narrow, character by character: places stay what they were."""
    return text.translate(WIDE) if not text.isascii() and IS_WIDE.search(text) else text


def hits_in(text: str, label: str, *, today: date) -> Iterator[Hit]:
    """What one text holds, in a column or under a key of this name."""
    narrow = legible(text)
    told = senses(label) if label else frozenset()
    yield from numbers_in(narrow, told, today=today)
    yield from words_in(narrow, told)


def found_in(record: Record, *, today: date) -> Iterator[tuple[int, Hit, str]]:
    """Everything in a record: index of the cell, hit, and the text of it to be masked."""
    cells = record.cells
    joined = legible(cells[0] if len(cells) == 1 else "\x1f".join(cells))
    if not SUSPECT.search(joined) and not any(label and senses(label) & NAMES for label in record.labels):
        return
    for index, cell in enumerate(cells):
        if len(cell) > 1:
            for hit in hits_in(cell, record.labels[index] if index < len(record.labels) else "", today=today):
                yield index, hit, cell[hit.start : hit.end]
    if len(cells) > 1:
        yield from _split(cells, today)


def _split(cells: Sequence[str], today: date) -> Iterator[tuple[int, Hit, str]]:
    """A number whose pieces stand in neighbouring cells: an ID in two to five, a card in groups of four."""
    pieces = [legible(cell).strip().upper() for cell in cells]
    fits = [
        0 < len(piece) < 18 and (piece.isdigit() or (piece[-1] == "X" and piece[:-1].isdigit() | (piece == "X")))
        for piece in pieces
    ]
    index = 0
    while index < len(pieces):
        count = next((count for count in PIECES if _whole(pieces, fits, index, count, today)), 0)
        if count:
            number = "".join(pieces[index : index + count])
            yield (
                index,
                Hit("resident_id" if len(number) == 18 and resident(number, today) else "bank_card", 0, 0),
                number,
            )
        index += count or 1


def _whole(pieces: list[str], fits: list[bool], index: int, count: int, today: date) -> bool:
    part = pieces[index : index + count]
    if len(part) < count or not all(fits[index : index + count]):
        return False
    number = "".join(part)
    if len(number) == 18 and len(part[0]) >= 2 and number[:17].isdigit() and resident(number, today):
        return True
    fours = all(len(piece) == 4 for piece in part[:4]) and (count == 4 or (count == 5 and len(part[4]) <= 3))
    return fours and number.isdigit() and is_card(number, named=False)


def without_raw(text: str, *, today: date) -> str:
    """A name of a file, column or key as it may be printed: what in it is personal data is masked."""
    shown = text
    for hit in sorted(hits_in(text, "", today=today), key=lambda hit: -hit.start):
        shown = shown[: hit.start] + masked(hit.category, text[hit.start : hit.end]) + shown[hit.end :]
    return shown
