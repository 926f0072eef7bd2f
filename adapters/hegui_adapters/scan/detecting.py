"""What of some records is personal data: every detector on every cell that may hold some, and numbers split over cells. Pure.

Most cells hold nothing. So the cells of many records are looked at as one text first, with a few patterns that let too
much pass; only what they stop at is looked at closely.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache

from hegui_adapters.scan.cards import is_card
from hegui_adapters.scan.categories import Hit, masked
from hegui_adapters.scan.context import senses
from hegui_adapters.scan.numbers import numbers_in, resident
from hegui_adapters.scan.records import Place, Record
from hegui_adapters.scan.words import NAMING, words_in

__all__ = ["found_in", "hits_in", "legible", "without_raw"]

WIDE = {0xFF01 + place: 0x21 + place for place in range(94)} | dict.fromkeys((0x2010, 0x2011, 0x2013), 0x2D)
WIDE |= dict.fromkeys((0x3000, 0xA0), 0x20)
IS_WIDE = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff20\uff0d\uff1a\u3000\u2010\u2011\u2013\xa0]")
CELL, ROW = "\x1f", "\x1e"
SUSPECT = re.compile(r"[0-9](?:[0-9]{5}(?:[0-9 \-]{4}|[0-9A-Za-z]{10})|[0-9]{2,3}[ \-][0-9]{4}|[号弄栋幢室单])|@")
SPLIT = re.compile(r"[\x1e\x1f] *[0-9]{2,17} *(?:\x1f *(?:[0-9]{1,16}[Xx]?|[Xx]) *)+(?=[\x1e\x1f]|$)")
ASCII_WORDS = ("passport", "Passport", "PASSPORT")
WORDS = (*NAMING, "护照", "name", "Name", *ASCII_WORDS)
SHORTEST, LONGEST = 16, 19
NAMED = frozenset({"name", "weak_name", "passport"})
BATCH = 1 << 17
"""Characters that are looked at together."""
MOST = 2048
"""Records that are looked at together."""
PIECES = (2, 3, 4, 5)
"""Into how many neighbouring cells a number may be split."""

Seen = tuple[Place, Hit, str]
"""Where, what, and the text of it, to be masked."""


def legible(text: str) -> str:
    """Full-width digits, letters and signs made narrow, character by character: places stay what they were."""
    return text.translate(WIDE) if not text.isascii() and IS_WIDE.search(text) else text


def hits_in(text: str, label: str, *, today: date) -> Iterator[Hit]:
    """What one text holds, in a column or under a key of this name."""
    narrow = legible(text)
    told = senses(label) if label else frozenset()
    yield from numbers_in(narrow, told, today=today)
    yield from words_in(narrow, told)


def without_raw(text: str, *, today: date) -> str:
    """A name of a file, column or key as it may be printed: what in it is personal data is masked."""
    shown = text
    for hit in sorted(hits_in(text, "", today=today), key=lambda hit: -hit.start):
        shown = shown[: hit.start] + masked(hit.category, text[hit.start : hit.end]) + shown[hit.end :]
    return shown


def found_in(records: Iterable[Record], *, today: date) -> Iterator[Seen]:
    """Everything in some records, in bounded memory."""
    for batch in _batches(records):
        joined = ROW + ROW.join(map(CELL.join, (record.cells for record in batch)))
        apart = joined.count(ROW) == len(batch) and joined.count(CELL) == sum(
            max(len(one.cells), 1) - 1 for one in batch
        )
        if apart:
            yield from _in_batch(batch, legible(joined), today)
        else:  # a cell holds the very signs that part them here
            for record in batch:
                yield from _in_record(record, range(len(record.cells)), today)
                yield from _split(record, today)


def _batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    batch: list[Record] = []
    size = 0
    for record in records:
        batch.append(record)
        size += sum(map(len, record.cells)) + len(record.cells)
        if size > BATCH or len(batch) == MOST:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _in_batch(batch: Sequence[Record], joined: str, today: date) -> Iterator[Seen]:
    starts = _starts(batch)
    close: dict[int, set[int]] = {}
    for index, record in enumerate(batch):
        cells = record.cells
        if columns := {at for at in _named(record.labels) if at < len(cells) and cells[at] and "*" not in cells[at]}:
            close[index] = columns
    lines: dict[int, set[tuple[int, int]]] = {}
    for at in _suspects(joined):
        index = bisect_right(starts, at) - 1
        if len(batch[index].cells) == 1:
            start = max(joined.rfind("\n", starts[index], at) + 1, starts[index])
            end = joined.find("\n", at, starts[index + 1] - 1)
            lines.setdefault(index, set()).add(
                (start - starts[index], (end if end >= 0 else starts[index + 1] - 1) - starts[index])
            )
        else:
            close.setdefault(index, set()).add(joined.count(CELL, starts[index], at))
    split = {
        bisect_right(starts, found.start() + 1) - 1 for found in SPLIT.finditer(joined) if _long_enough(found.group())
    }
    for index in sorted(close.keys() | lines.keys() | split):
        record = batch[index]
        if index in lines and index not in close:
            yield from _in_lines(record, sorted(lines[index]), today)
        yield from _in_record(record, sorted(close.get(index, ())), today)
        if index in split:
            yield from _split(record, today)


def _starts(batch: Sequence[Record]) -> list[int]:
    """Where each record begins in the joined text, and where the one after the last would."""
    starts = [1]
    for record in batch:
        starts.append(starts[-1] + sum(map(len, record.cells)) + max(len(record.cells), 1))
    return starts


def _suspects(joined: str) -> Iterator[int]:
    for found in SUSPECT.finditer(joined):
        yield found.start()
    for word in ASCII_WORDS if joined.isascii() else WORDS:
        at = joined.find(word)
        while at >= 0:
            yield at
            at = joined.find(word, at + 1)


def _named(labels: Sequence[str]) -> tuple[int, ...]:
    """The columns whose name alone makes their cells worth a look."""
    return _named_in(labels) if isinstance(labels, tuple) else _named_in(tuple(labels))


@lru_cache(maxsize=4096)
def _named_in(labels: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(index for index, label in enumerate(labels) if label and senses(label) & NAMED)


def _long_enough(pieces: str) -> bool:
    return sum(one not in " \x1e\x1f" for one in pieces) >= SHORTEST


def _in_lines(record: Record, lines: Sequence[tuple[int, int]], today: date) -> Iterator[Seen]:
    """A text, or the one value of a key, line by line."""
    text = record.cells[0]
    for start, end in lines:
        for hit in hits_in(text[start:end], record.labels[0], today=today):
            found = Hit(hit.category, start + hit.start, start + hit.end, hit.doubtful)
            yield record.place(0, found.start), found, text[found.start : found.end]


def _in_record(record: Record, indexes: Iterable[int], today: date) -> Iterator[Seen]:
    for index in indexes:
        if index < len(record.cells):
            cell = record.cells[index]
            for hit in hits_in(cell, record.labels[index] if index < len(record.labels) else "", today=today):
                yield record.place(index, hit.start), hit, cell[hit.start : hit.end]


def _split(record: Record, today: date) -> Iterator[Seen]:
    """A number whose pieces stand in neighbouring cells: an ID in two to five, a card in groups of four."""
    pieces = [legible(cell).strip().upper() for cell in record.cells]
    index = 0
    while index < len(pieces):
        for count in PIECES:
            part = pieces[index : index + count]
            if len(part) == count and (hit := _whole(part, today)):
                yield record.place(index, 0), hit, "".join(part)
                break
        else:
            count = 1
        index += count


def _whole(part: Sequence[str], today: date) -> Hit | None:
    number = "".join(part)
    if not (SHORTEST <= len(number) <= LONGEST and all(part) and number[:-1].isdigit()):
        return None
    if len(number) == 18 and len(part[0]) > 1 and resident(number, today):
        return Hit("resident_id", 0, len(number))
    fours = all(len(piece) == 4 for piece in part[:4]) and len(part) >= 4
    return Hit("bank_card", 0, len(number)) if fours and number.isdigit() and is_card(number, named=False) else None
