"""Groups findings into what a person mends: one item per place and remedy, in the order they are printed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from hegui.decide import Decision
from hegui.decision import Finding
from hegui.judge import VIOLATED
from hegui.manifest.reading import Location
from hegui.terms import CONFIDENCES

__all__ = ["Item", "items_of", "violated_items"]


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
    """Findings with the same place and the same remedy as one item; primary text before secondary, then by line."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        place = finding.location
        remedy = finding.remedy.note.zh if finding.remedy else finding.rule
        groups.setdefault((place.file, place.line, place.column, remedy), []).append(finding)
    items = [Item(tuple(sorted(group, key=_founded))) for group in groups.values()]
    return tuple(sorted(items, key=lambda item: (_founded(item.lead)[0], item.location.line, item.location.column)))


def _founded(finding: Finding) -> tuple[int, str]:
    return -CONFIDENCES.index(finding.confidence), finding.rule


def violated_items(decision: Decision, force: str, told: Collection[str] = ()) -> tuple[Item, ...]:
    """What is violated with a force, without the rules that are told elsewhere."""
    return items_of(one for one in decision.having(VIOLATED, force) if one.rule not in told)
