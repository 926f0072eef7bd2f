"""What may be picked in a cell: the lists of choices, on a sheet of their own, and the hint that shows beside a cell.

Every list may be left: a cell says so and takes the text all the same, since reading it tells more than a spreadsheet can.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hegui.facts import FactType
from hegui.manifest.choices import CHOICES

from hegui_adapters.forms.words import (
    EMPTY_LIST,
    GIVEN,
    LISTED,
    NO,
    NONE,
    OTHER,
    TEXTS,
    UNKNOWN,
    YES,
    label,
)  # fmt: skip
from hegui_adapters.render.workbook import Book

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

__all__ = ["Offers"]

_OF_KIND = {
    "yes_no": (YES, NO, NONE, UNKNOWN),
    "object": (GIVEN, NONE, UNKNOWN),
    "list": (LISTED, NONE, UNKNOWN, EMPTY_LIST),
}

Cells = tuple[int, int, int, int]


class Offers:
    """The lists of one workbook, each written once."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._sources: dict[str, str] = {}
        self._lists: list[tuple[str, ...]] = []

    def offer(self, sheet: Worksheet, cells: Cells, fact: FactType, title: str, told: str) -> None:
        """Offer what may be picked for a fact in these cells, and say what to write."""
        options: dict[str, object] = {"validate": "any"}
        source = self._source(fact)
        if source:
            options = {
                "validate": "list", "source": source, "error_type": "warning",
                "error_title": TEXTS["choices"].text(self._lang), "error_message": TEXTS["wrong"].text(self._lang),
            }  # fmt: skip
        if told:
            options |= {"input_title": title[:32], "input_message": told[:255]}
        sheet.data_validation(*cells, options)

    def write(self, book: Book, sheet: Worksheet) -> None:
        """The lists, a column each, on the sheet that cells refer to; nobody need see it."""
        for row in range(max(map(len, self._lists))):
            for column, words in enumerate(self._lists):
                if row < len(words):
                    book.put(sheet, row, column, words[row])
        sheet.hide()

    def _source(self, fact: FactType) -> str | None:
        """Where the list of what may be picked stands."""
        words = self._words(fact)
        if not words:
            return None
        name = fact.choice or fact.kind
        if name not in self._sources:
            from xlsxwriter.utility import xl_col_to_name

            column = xl_col_to_name(len(self._lists))
            self._lists.append((name, *words))
            self._sources[name] = f"='{TEXTS['choices'].text(self._lang)}'!${column}$2:${column}${len(words) + 1}"
        return self._sources[name]

    def _words(self, fact: FactType) -> list[str]:
        members = [label(fact.choice, one, self._lang) for one in CHOICES[fact.choice]] if fact.choice else []
        others = (OTHER, NONE, UNKNOWN) if fact.choice else _OF_KIND.get(fact.kind, ())
        return [*members, *(one.text(self._lang) for one in others)]
