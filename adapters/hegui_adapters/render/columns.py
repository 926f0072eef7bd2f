"""Text in terminal columns: a Chinese character takes two. It knows nothing of decisions."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

__all__ = ["cut_left", "padded", "width", "wrapped"]

_NEVER_FIRST = set("，。；：、）〕】》”！？,.;:)]}%")
_NEVER_LAST = set("（〔【《“([{")


def width(text: str) -> int:
    """Columns a text takes: two for wide and full-width characters, none for combining marks."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def padded(text: str, columns: int) -> str:
    return text + " " * max(columns - width(text), 0)


def wrapped(text: str, columns: int, indent: str = "", first: str | None = None) -> list[str]:
    """Lines of at most `columns`, broken between words or Chinese characters, never before closing punctuation."""
    lines = [indent if first is None else first]
    room = columns - width(lines[0])
    for unit in _held_together(text):
        if width(unit.rstrip()) > room and lines[-1].strip():
            lines[-1] = lines[-1].rstrip()
            lines.append(indent)
            room = columns - width(indent)
            unit = unit.lstrip()  # noqa: PLW2901 - a line never starts with the space it was broken at
        lines[-1] += unit
        room -= width(unit)
    return [line.rstrip() for line in lines]


def _held_together(text: str) -> Iterator[str]:
    """The units of a text, brackets and punctuation with what they belong to."""
    held = ""
    for unit in _units(text):
        if held and unit[0] not in _NEVER_FIRST and held.rstrip()[-1:] not in _NEVER_LAST:
            yield held
            held = ""
        held += unit
    if held:
        yield held


def _units(text: str) -> Iterator[str]:
    """What may not be broken: a word with the spaces behind it, or one wide character."""
    unit = ""
    for character in text:
        if _columns(character) == 2 or (unit.endswith(" ") and character != " "):
            if unit:
                yield unit
            unit = character
            if _columns(character) == 2:
                yield unit
                unit = ""
        else:
            unit += character
    if unit:
        yield unit


def cut_left(text: str, columns: int, keep_from: int) -> tuple[str, int]:
    """The text shortened to `columns` by dropping its beginning, `…` in its place, and how many characters went.

    Characters from `keep_from` on are kept as far as they fit; what is too long behind them is cut as well.
    """
    if width(text) <= columns:
        return text, 0
    start = 0
    while start < keep_from and width(text[start:]) + 1 > columns:
        start += 1
    comma = text.find(", ", start, keep_from)
    start = comma if comma > 0 else start
    shown = text[start:]
    while width(shown) + 1 > columns:
        shown = shown[:-1]
    return (f"…{shown}", start - 1) if start else (f"{shown}…", 0)
