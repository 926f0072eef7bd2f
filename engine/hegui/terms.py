"""The terms a rulebook defines beside its rules: conclusions, parameters, lists, instruments, working days. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from hegui.conditions import Operand, Scalar

__all__ = [
    "CONFIDENCES",
    "Bilingual",
    "Checked",
    "Conclusion",
    "Instrument",
    "Parameter",
    "ParameterValue",
    "RedLine",
    "Terms",
    "WordList",
    "weakest",
]  # fmt: skip

CONFIDENCES = ("unverified", "secondary", "verified")
"""How far a basis was checked, weakest first."""


def weakest(*levels: str) -> str:
    return min(levels, key=CONFIDENCES.index, default="verified")


@dataclass(frozen=True, slots=True)
class Bilingual:
    zh: str
    en: str

    def text(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Checked:
    """When and against what a basis was checked."""

    on: date
    against: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law, standard, notice or the report a rule rests on."""

    id: str
    title: Bilingual
    number: str | None
    authority: Bilingual | None
    from_day: date | None
    until: date | None
    link: str | None
    note: Bilingual | None


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What classification rules conclude about an owner: a flag, a set of members, or a level (members low to high)."""

    owner: str
    name: str
    kind: str
    members: tuple[str, ...]
    label: Bilingual
    member_labels: Mapping[str, Bilingual]

    @property
    def record(self) -> str:
        """The record type of the owner; the product's is ""."""
        return "" if self.owner == "product" else self.owner

    @property
    def rel(self) -> str:
        """The path within the owner's record."""
        return self.name if self.record else f"product.{self.name}"


@dataclass(frozen=True, slots=True)
class ParameterValue:
    from_day: date
    value: Scalar
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """A dated series, or a formula over other parameters. `strict` is the direction in which a house may move it.

    `register` names the rows of the firm's register of regulations that the numbers answer. `reading` are the readings
    of a yearly cost (nominal, effective, simple) that the number binds; more than one where its text leaves that open.
    """

    id: str
    kind: str
    label: Bilingual
    standing: str
    series: tuple[ParameterValue, ...]
    formula: Operand | None
    strict: str | None
    last_confirmed: date | None
    stale_after: date | None
    citation: Bilingual | None
    register: tuple[str, ...] = ()
    reading: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WordList:
    id: str
    label: Bilingual
    kind: str
    members: tuple[str, ...]
    confidence: str
    register: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RedLine:
    number: int
    name: Bilingual


@dataclass(frozen=True)
class Terms:
    """Everything a condition may refer to besides facts."""

    instruments: Mapping[str, Instrument] = field(default_factory=dict)
    conclusions: Mapping[tuple[str, str], Conclusion] = field(default_factory=dict)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    lists: Mapping[str, WordList] = field(default_factory=dict)
    red_lines: Mapping[int, RedLine] = field(default_factory=dict)
    workdays: Mapping[int, tuple[frozenset[date], frozenset[date]]] = field(default_factory=dict)
    calendar_confidence: str = "verified"

    def conclusion_at(self, record: str, rel: str) -> Conclusion | None:
        """The conclusion at a path of a record type, keyed by (record, path)."""
        return self.conclusions.get((record, rel))
