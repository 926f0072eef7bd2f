"""Groups findings into what a person mends: one item per place and remedy, in the order they are printed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from hegui.decide import Decision
from hegui.decision import Finding
from hegui.judge import VIOLATED
from hegui.manifest.reading import Location
from hegui.terms import CONFIDENCES

__all__ = ["Item", "Sorted", "grouped", "items_of", "violated_items"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sorted:
    """What of a finding decides which item it is of and where that stands: file, line and column; remedy; confidence; rule."""

    file: str
    line: int
    column: int
    remedy: Hashable
    confidence: str
    rule: str

    @property
    def founded(self) -> tuple[int, str]:
        """The best founded first."""
        return -CONFIDENCES.index(self.confidence), self.rule


def grouped(findings: Iterable[T], seen: Callable[[T], Sorted]) -> tuple[tuple[T, ...], ...]:
    """Findings with the same place and the same remedy together; primary text before secondary, then by line."""
    groups: dict[Hashable, list[tuple[Sorted, T]]] = {}
    for finding in findings:
        one = seen(finding)
        groups.setdefault((one.file, one.line, one.column, one.remedy), []).append((one, finding))
    items = [sorted(group, key=lambda pair: pair[0].founded) for group in groups.values()]
    items.sort(key=lambda item: (item[0][0].founded[0], item[0][0].line, item[0][0].column))
    return tuple(tuple(finding for _, finding in item) for item in items)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to mend, with every finding that says so; the best founded first."""

    findings: tuple[Finding, ...]

    @property
    def lead(self) -> Finding:
        return self.findings[0]

    @property
    def location(self) -> Location:
        return self.lead.location


def items_of(findings: Iterable[Finding]) -> tuple[Item, ...]:
    """Findings with the same place and the same remedy as one item."""
    return tuple(map(Item, grouped(findings, _sorted)))


def _sorted(finding: Finding) -> Sorted:
    place = finding.location
    remedy = finding.remedy.note.zh if finding.remedy else finding.rule
    return Sorted(place.file, place.line, place.column, remedy, finding.confidence, finding.rule)


def violated_items(decision: Decision, force: str, told: Collection[str] = ()) -> tuple[Item, ...]:
    """What is violated with a force, without the rules that are told elsewhere."""
    return items_of(one for one in decision.having(VIOLATED, force) if one.rule not in told)
