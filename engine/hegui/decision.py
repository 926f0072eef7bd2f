"""What a check comes to: the verdict with everything to defend it years later. Values only; `decide` makes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hegui.manifest.reading import Location
from hegui.terms import Bilingual

__all__ = [
    "BLOCKED", "CLEAR", "UNDETERMINED", "VERDICTS", "Characterised", "Citation", "FactShown", "Finding", "Measure",
    "Outdated", "ParameterUsed", "Question", "RedLineShown", "RemedyShown", "Step", "Upcoming", "Waiver", "WaiverShown",
]  # fmt: skip

BLOCKED, UNDETERMINED, CLEAR = "blocked", "undetermined", "clear"
VERDICTS = (BLOCKED, UNDETERMINED, CLEAR)


@dataclass(frozen=True, slots=True)
class FactShown:
    """A fact a finding rests on. `value` is None where the manifest does not say."""

    path: str
    kind: str
    choice: str | None
    label: Bilingual
    value: object
    location: Location
    evidence: bool


@dataclass(frozen=True, slots=True)
class ParameterUsed:
    """A dated number a finding compared with, and where it comes from. `stale` says it was due for confirmation.

    `reading` are the readings of a yearly cost it binds; empty where it limits no such cost.
    """

    id: str
    kind: str
    label: Bilingual
    value: object
    day: date
    since: date | None
    source: str
    standing: str
    confidence: str
    stale: bool
    reading: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """One basis. `article` is None where it was not read; it is never guessed."""

    instrument: str
    title: Bilingual
    number: str | None
    article: str | None
    confidence: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a derivation: a fact that was read, or a conclusion with the steps below it."""

    label: Bilingual
    truth: str
    path: str
    location: Location | None
    rule: str | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class RemedyShown:
    who: str
    note: Bilingual
    sets: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One check on one subject. `force` is what a violation does after confidence was weighed; `ruled_force` what the rule says.

    `title` names the fault where the check is violated, else the duty; `message` tells the fault with its facts.
    """

    rule: str
    version: date
    kind: str
    force: str
    ruled_force: str
    outcome: str
    confidence: str
    subject: str
    element: Bilingual
    location: Location
    title: Bilingual
    message: Bilingual
    facts: tuple[FactShown, ...]
    open: tuple[str, ...]
    parameters: tuple[ParameterUsed, ...]
    citations: tuple[Citation, ...]
    derivation: tuple[Step, ...]
    remedy: RemedyShown | None
    red_line: int | None
    because_of: str | None
    interpretation: Bilingual | None
    waiver: str | None


@dataclass(frozen=True, slots=True)
class Characterised:
    """One conclusion that holds, or whose truth is open, of the product or a part of it."""

    owner: str
    conclusion: str
    member: str | None
    label: Bilingual
    truth: str
    confidence: str
    derivation: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """A computed figure of one element: an exact value, a range (low, high), or the reason there is none."""

    owner: str
    name: str
    kind: str
    label: Bilingual
    value: object
    missing: tuple[str, ...]
    reason: Bilingual | None


@dataclass(frozen=True, slots=True)
class Question:
    """A fact nobody stated, as a sentence, with the checks an answer would help to settle."""

    path: str
    label: Bilingual
    ask: Bilingual
    settles: tuple[str, ...]
    blocking: bool


@dataclass(frozen=True, slots=True)
class RedLineShown:
    """One of the lines no product may cross: the worst outcome of the rules that guard it, and which of them came to it."""

    number: int
    name: Bilingual
    outcome: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outdated:
    """A number past the day it was due to be confirmed, and how many findings rest on it."""

    parameter: str
    label: Bilingual
    due: date
    findings: int


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A later day on which law or a number changes, and what changes for this product: (rule, subject, before, after)."""

    day: date
    changes: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """An approved, expiring exception to house policy or a guideline. The law is never waived.

    `rule_version` is the first day of the version of the rule it was granted under, `facts_digest` that of the facts the
    finding read (`waiving.facts_digest`), `until` the first day on which it no longer holds; `product` None where the
    manifest has no id. `owner` answers for what follows from it.
    """

    id: str
    rule: str
    subject: str
    product: str | None
    rule_version: date
    facts_digest: str
    until: date
    owner: str
    author: str
    approved_by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverShown(Waiver):
    """A waiver that was given and what became of it (`waiving.STATES`). Every one that is not applied is to be seen to."""

    state: str
    message: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """To mend by a day what a duty demands that only warns (限期整改). It excuses nothing.

    `due` is the last day, `owner` who answers for it; `product` None where the manifest has no id.
    """

    id: str
    rule: str
    subject: str
    product: str | None
    due: date
    owner: str
    measures: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanShown(Plan):
    """A plan that was given and what became of it (`planning.STATES`). An overdue one is to be seen to."""

    state: str
    message: Bilingual
