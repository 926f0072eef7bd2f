"""Which operators met which kinds of value while the oracle judged, and what came of it. It changes no judgement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

from hegui import semantics
from hegui.semantics import NONE, OTHER, UNKNOWN, Range

COLUMNS = (
    "holds", "does not", "partly known", "empty list", "unknown", "none", "other", "operand unknown", "operand none",
)  # fmt: skip
LETTERS = {True: "T", False: "F", None: "?"}
STATES = {True: "holds", False: "does not", None: "open"}
LONG = "matches, over 4096 bytes"
OF_CHOICES = (
    "equals", "in", "at_least", "at_most", "more_than", "less_than", "exists: true", "exists: false", "evidenced",
)  # fmt: skip
"""What can meet `other`: a manifest may say it of choices and, as foreign money, of sums; of nothing else."""
MEANING = Path(__file__).parents[2] / "docs" / "meaning.md"

Cell = tuple[str, str]


class Cells(Counter[tuple[str, str, str]]):
    """How often each operator met each kind of value and came to each truth."""

    def met(self, row: str, column: str) -> int:
        return sum(times for (one, kind, _), times in self.items() if (one, kind) == (row, column))

    def truths(self, row: str, column: str) -> set[str]:
        return {letter for one, kind, letter in self if (one, kind) == (row, column)}


@contextmanager
def counted(cells: Cells) -> Iterator[Cells]:
    """While it lasts, every test of the oracle is counted, and it reads one manifest on one day once only."""

    class Watched(_Watched):
        seen = cells

    own, semantics._Reading = semantics._Reading, cache_of(Watched)  # type: ignore[misc,assignment]
    try:
        yield cells
    finally:
        semantics._Reading = own  # type: ignore[misc]


def cache_of(reading: type[semantics._Reading]) -> Callable[..., semantics._Reading]:
    """What made the last reading, as long as it is of the same."""
    made: list[tuple[tuple[Any, ...], semantics._Reading]] = []

    def make(*of: Any) -> semantics._Reading:
        if not made or any(one is not other for one, other in zip(made[0][0], of, strict=True)):
            made[:] = [(of, reading(*of))]
        return made[0][1]

    return make


class _Watched(semantics._Reading):
    seen: Cells

    def test(self, fact: Any, operator: str, said: Any, scope: Any) -> Any:
        truth = super().test(fact, operator, said, scope)
        row, column = self._cell(fact, operator, said, scope, truth)
        self.seen[row, column, LETTERS[truth]] += 1
        return truth

    def _cell(self, fact: Any, operator: str, said: Any, scope: Any, truth: Any) -> Cell:
        value = semantics.read(fact)
        if operator == "exists":
            return f"exists: {str(said).lower()}", _of_value(value) or _settled(value, truth, operator)
        if operator == "evidenced":
            return operator, "holds" if truth else _of_value(value) or "does not"
        if isinstance(fact, Range) and self._listed is not None:
            return self._cell_of_count(value, operator, said, scope, truth)
        if operator == "matches" and isinstance(value, str) and len(value.encode()) > 4096:
            return LONG, "partly known"
        return operator, _of_value(value, self._other_side(said, scope)) or _settled(value, truth, operator)

    def _cell_of_count(self, value: Any, operator: str, said: Any, scope: Any, truth: Any) -> Cell:
        bound = semantics.read(self.operand(said, scope, self.day))
        if isinstance(bound, Decimal) and (bound <= 0 if operator == "at_least" else bound < 0):  # of any list alike
            return f"count {operator}", "holds" if truth else "does not"
        return f"count {operator}", self._other_side(said, scope) or self._listed or _settled(value, truth, "count")

    _listed: str | None = None
    """What keeps the list being counted from being counted; `None` outside a count."""

    def of_elements(self, word: str, said: Any, scope: Any) -> Any:
        value = semantics.read(self.lookup(said["of"].split(" as ")[0], scope))
        kind = _of_value(value) or ("empty list" if value == [] else "")
        before, self._listed = self._listed, kind if word == "count" else None
        truth = super().of_elements(word, said, scope)
        self._listed = before
        if word != "count":
            self.seen[
                word, kind or {True: "holds", False: "does not", None: "partly known"}[truth], LETTERS[truth]
            ] += 1
        return truth

    def told(self, record: Any, name: str, operator: str, operand: Any) -> Any:
        truth = super().told(record, name, operator, operand)
        kind = self.conclusions[record.owner][name]["kind"]
        word = str(operand).lower() if kind == "flag" else operator
        self.seen[f"{kind} {word}", STATES[truth], LETTERS[truth]] += 1
        return truth

    def _other_side(self, said: Any, scope: Any) -> str:
        operand = semantics.read(self.operand(said, scope, self.day))
        mark = semantics.obstacle(operand)
        return "" if mark is None else "operand none" if mark is NONE else "operand unknown"


def _of_value(value: Any, other_side: str = "") -> str:
    """The column of what keeps the value, or else the other side, from comparing; none comes before unknown."""
    if value is NONE:
        return "none"
    if other_side == "operand none":
        return other_side
    return "unknown" if value is UNKNOWN else "other" if value is OTHER else other_side


def _settled(value: Any, truth: Any, operator: str) -> str:
    if value == [] and isinstance(value, list):
        return "empty list"
    partly = isinstance(value, Range) and value.low != value.high
    partly = partly or (isinstance(value, list) and any(semantics.obstacle(semantics.read(each)) for each in value))
    return "partly known" if truth is None or (partly and operator == "exists") else "holds" if truth else "does not"


# ---- what must be met


def meaningful(meaning: str) -> Mapping[Cell, str]:
    """Every cell of the table in docs/meaning.md that a manifest can bring about, with the truth it states."""
    table = meaning.split("<!-- tables: begin -->")[1].split("\n\n", maxsplit=1)[0]
    found: dict[Cell, str] = {}
    for line in table.strip().splitlines()[2:]:
        head, *letters = (cell.strip() for cell in line.strip("|").split("|"))
        row = head.replace("`", "")
        found |= {
            (row, column): letter for column, letter in zip(COLUMNS, letters, strict=True) if letter in ("T", "F", "?")
        }
    return {cell: letter for cell, letter in found.items() if cell[1] != "other" or cell[0] in OF_CHOICES}


TOLD = {
    "flag": ("true", "false"),
    "set": ("contains_any", "contains_all", "subset_of"),
    "level": ("equals", "in", "at_least", "at_most", "exists"),
}
OF_CONCLUSIONS = tuple(f"{kind} {word}" for kind, words in TOLD.items() for word in words)


def unmet(cells: Cells) -> list[Cell]:
    """The cells that no test fell into."""
    needed = [*meaningful(MEANING.read_text()), *((row, state) for row in OF_CONCLUSIONS for state in STATES.values())]
    return [cell for cell in needed if not cells.met(*cell)]


def unlike(cells: Cells) -> list[tuple[Cell, str, set[str]]]:
    """The cells in which something else came out than docs/meaning.md states."""
    stated = meaningful(MEANING.read_text())
    return [
        (cell, letter, cells.truths(*cell)) for cell, letter in stated.items() if not cells.truths(*cell) <= {letter}
    ]


def table(cells: Cells) -> str:
    """How often each cell was met, as Markdown."""
    stated = meaningful(MEANING.read_text())
    rows = list(dict.fromkeys([*(row for row, _ in stated), LONG]))
    lines = ["| operator | " + " | ".join(COLUMNS) + " |", "|---" * (len(COLUMNS) + 1) + "|"]
    for row in rows:
        counts = [f"{cells.met(row, column):,}" if cells.met(row, column) else "-" for column in COLUMNS]
        lines.append(f"| `{row}` | " + " | ".join(counts) + " |")
    lines += ["", "| conclusion | " + " | ".join(STATES.values()) + " |", "|---|---|---|---|"]
    for row in OF_CONCLUSIONS:
        lines.append(f"| `{row}` | " + " | ".join(f"{cells.met(row, state):,}" for state in STATES.values()) + " |")
    return "\n".join(lines)
