"""Everything hegui raises on purpose. A product that breaks a rule is a finding, never one of these.

HeguiError
├── UsageError          the caller asked for something that cannot be done (a day, an option, a configuration)
├── SourceError         a document cannot be read; carries every problem of the file, not only the first
│   ├── ManifestError   … as a manifest
│   ├── RuleError       … as a part of the rulebook
│   └── ScenarioError   … as a file of scenarios
└── InferenceError      the inference core broke its protocol
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = [
    "HeguiError", "InferenceError", "ManifestError", "Problem", "RuleError", "ScenarioError", "SourceError", "UsageError",
    "cell_name", "cell_of", "place_text",
]  # fmt: skip

_OF_A_WORKBOOK = re.compile(r"\.xlsx?m?#", re.IGNORECASE)


def place_text(file: str, line: int, column: int) -> str:
    """A place as it is printed: `product.yaml:12:3`; in a workbook, whose file names the sheet, `form.xlsx#产品!B12`."""
    cell = cell_of(file, line, column)
    return f"{file}:{line}:{column}" if cell is None else f"{file}!{cell.rpartition('!')[2]}"


def cell_of(file: str, line: int, column: int) -> str | None:
    """Sheet and cell of a place in a workbook, `产品!B12`; None in a text."""
    found = _OF_A_WORKBOOK.search(file)
    return f"{file[found.end() :]}!{cell_name(line, column)}" if found else None


def cell_name(row: int, column: int) -> str:
    """A cell by row and column from 1: `B12`."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


@dataclass(frozen=True)
class Problem:
    """One thing wrong at one place of a document: what it is and, where we can tell, how to mend it.

    Lines and columns count from 1; columns count characters, not bytes.
    """

    file: str
    line: int
    column: int
    zh: str
    en: str

    def text(self, lang: str = "en") -> str:
        return f"{place_text(self.file, self.line, self.column)}: {self.zh if lang == 'zh' else self.en}"

    def __str__(self) -> str:
        return self.text()


class HeguiError(Exception):
    """The root of the errors hegui raises on purpose."""


class UsageError(HeguiError):
    """The caller asked for something that cannot be done."""


class SourceError(HeguiError):
    """A document cannot be read; `problems` holds all that was found, in the order of the text."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems), key=lambda p: (p.file, p.line, p.column, p.en)))
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class ManifestError(SourceError):
    """A document is not a manifest."""


class RuleError(SourceError):
    """A file of the rulebook cannot be used."""


class ScenarioError(SourceError):
    """A document is not a file of scenarios."""


class InferenceError(HeguiError):
    """The inference core answered something its protocol does not allow."""
