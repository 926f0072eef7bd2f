"""What a scan found, as frozen values: counts by place, a few masked samples, what was not read. It holds no raw value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from hegui_adapters.scan.categories import CATEGORIES, Category
from hegui_adapters.scan.records import Place

__all__ = ["Found", "Note", "Report", "Sample", "Scanned", "Tally"]

MOST_FIELDS = 1000
"""Places told one by one in a file; what comes after is counted together."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something to be known of a file that is no finding."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Sample:
    at: str
    masked: str


@dataclass(frozen=True, slots=True)
class Found:
    """Everything of one category in one column of one file. `doubtful`: named as something else, so set aside."""

    category: Category
    field: str
    count: int
    samples: tuple[Sample, ...]
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Scanned:
    """One file. `state`: `read` whole, `unread` in whole or part, `excluded` on request."""

    path: str
    state: Literal["read", "unread", "excluded"]
    kind: str = ""
    encoding: str = ""
    size: int = 0
    sha256: str = ""
    found: tuple[Found, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    files: tuple[Scanned, ...]

    def counts(self, *, doubtful: bool = False) -> dict[Category, int]:
        """How many of each category, those that were found."""
        total: Counter[Category] = Counter()
        for found in self.found(doubtful=doubtful):
            total[found.category] += found.count
        return {category: total[category] for category in CATEGORIES if total[category]}

    def found(self, *, doubtful: bool = False) -> Iterable[Found]:
        return (found for file in self.files for found in file.found if found.doubtful is doubtful)

    def unread(self) -> tuple[Scanned, ...]:
        return tuple(file for file in self.files if file.state == "unread")


@dataclass(slots=True)
class Tally:
    """Counts while one file is read; bounded, whatever the file holds."""

    samples: int
    counts: Counter[tuple[Category, str, bool]] = field(default_factory=Counter)
    shown: dict[tuple[Category, str, bool], list[Sample]] = field(default_factory=dict)

    def add(self, category: Category, place: Place, masked: str, *, doubtful: bool) -> None:
        key = (category, place.field, doubtful)
        if key not in self.counts and len(self.counts) >= MOST_FIELDS:
            key = (category, "…", doubtful)
        self.counts[key] += 1
        held = self.shown.setdefault(key, [])
        if len(held) < self.samples:
            held.append(Sample(place.at, masked))

    def found(self) -> tuple[Found, ...]:
        order = {category: place for place, category in enumerate(CATEGORIES)}
        ordered = sorted(self.counts.items(), key=lambda item: (item[0][2], order[item[0][0]], item[0][1]))
        return tuple(
            Found(category, where, count, tuple(self.shown[category, where, doubtful]), doubtful)
            for (category, where, doubtful), count in ordered
        )
