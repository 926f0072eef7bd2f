"""Counts what the scanner finds and misses of made-up data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from hegui_adapters.scan.detecting import found_in
from hegui_adapters.scan.records import Place, Record
from personal_data import Item

__all__ = ["Score", "scores"]

TODAY = date(2026, 12, 1)


@dataclass(slots=True)
class Score:
    """Of one category: found rightly, found wrongly, missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    set_aside: int = 0
    slips: Counter[str] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def scores(items: Iterable[Item]) -> dict[str, Score]:
    """By category."""
    total: dict[str, Score] = {}
    for item in items:
        record = Record(item.cells, item.labels, lambda index, offset: Place(f"{index}:{offset}"))
        hits = [hit for _, hit, _ in found_in([record], today=TODAY)]
        found = Counter(hit.category for hit in hits if not hit.doubtful)
        holds = Counter(item.holds)
        for category in found.keys() | holds.keys():
            score = total.setdefault(category, Score())
            score.right += min(found[category], holds[category])
            score.wrong += max(0, found[category] - holds[category])
            score.missed += max(0, holds[category] - found[category])
            if found[category] != holds[category]:
                score.slips[item.trial] += 1
        for hit in hits:
            if hit.doubtful:
                total.setdefault(hit.category, Score()).set_aside += 1
    return total
