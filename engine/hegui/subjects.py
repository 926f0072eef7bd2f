"""What a path of a condition names: its kind, and which tests and comparisons that allows. It reads no text."""

from __future__ import annotations

from dataclasses import dataclass

from hegui.conditions import Path
from hegui.facts import NUMERIC
from hegui.terms import Conclusion

__all__ = ["SETS", "Subject", "comparable", "operators"]

ORDER = ("at_least", "at_most", "more_than", "less_than")
DAYS = ("on_or_before", "on_or_after", "before", "after")
SETS = ("contains_any", "contains_all", "subset_of")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a path turned out to be: its kind for comparing and the family that says how it is read."""

    path: Path
    family: str
    kind: str
    choice: str | None = None
    conclusion: Conclusion | None = None
    element: str | None = None


def comparable(one: str, other: str) -> bool:
    """Whether two kinds may be compared: alike, or a bare number or count with any number."""
    if one == other:
        return True
    loose = {"number", "count"}
    return one in NUMERIC and other in NUMERIC and bool(loose & {one, other})


def operators(subject: Subject) -> tuple[str, ...]:
    """The operators a subject may be tested with."""
    if subject.family == "flag":
        return ("equals",)
    if subject.family == "set":
        return SETS
    if subject.family == "level":
        return ("equals", "in", "at_least", "at_most", "exists")
    if subject.family == "list":
        return (*SETS, "exists", "evidenced")
    if subject.family == "object":
        return ("exists", "evidenced")
    return (
        *_scalar_operators(subject.kind),
        *(("exists",) if subject.family == "measure" else ("exists", "evidenced")),
    )


def _scalar_operators(kind: str) -> tuple[str, ...]:
    if kind in NUMERIC:
        return ("equals", "in", *ORDER)
    if kind == "day":
        return ("equals", *DAYS, "within")
    if kind == "text":
        return ("equals", "in", "mentions", "matches")
    return ("equals",) if kind == "yes_no" else ("equals", "in")
