"""What a rule file says, as typed values. Nothing here reads a file or decides anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from hegui.conditions import Condition, Path, Scalar
from hegui.lowering import gate_of
from hegui.terms import Bilingual, Checked

__all__ = ["LATER", "Amendment", "Binding", "Conclude", "Remedy", "Rule", "Source", "Version"]


@dataclass(frozen=True, slots=True)
class Binding:
    """`for_each: PATH as NAME`: the list, the name of its element, the element's record type."""

    of: Path
    name: str
    record: str


@dataclass(frozen=True, slots=True)
class Source:
    """One basis: an instrument with its article (None: not read), or a section of the report."""

    instrument: str
    article: str | None


class Deferred:
    """Fields that are read only when one of them is first asked for: most rules speak of no part of a given product."""

    def __getattr__(self, name: str) -> object:
        later: Callable[[], Mapping[str, object]] | None = self.__dict__.get(LATER)
        if later is None or name.startswith("__"):
            raise AttributeError(name)
        self.__dict__.update(later())
        if name not in self.__dict__:
            raise AttributeError(name)
        return self.__dict__[name]


LATER = "#later"
"""Where a value keeps how to read the fields it lacks."""


@dataclass(frozen=True)
class Version(Deferred):
    """What the rule says in [first, until). A check rule has `require` (`forbid` is its negation); a classification none."""

    first: date
    until: date | None
    when: Condition
    require: Condition | None

    @cached_property
    def gate(self) -> tuple[str, ...]:
        """Keys of conclusions about the product of which one must not be false for the rule to apply; () if none is told."""
        return gate_of(self.when)

    def binds(self, day: date) -> bool:
        return self.first <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Remedy:
    """How to mend and who must act: edit, business, external, legal."""

    who: str
    note: Bilingual
    sets: tuple[tuple[str, Scalar], ...]


@dataclass(frozen=True, slots=True)
class Conclude:
    """One conclusion a classification rule proves: the owner's record type, its path there, the member or None."""

    record: str
    rel: str
    member: str | None


@dataclass(frozen=True, slots=True)
class Amendment:
    """How a house policy tightens a bundled rule: a higher force, a further requirement."""

    rule: str
    force: str | None
    require: Condition | None
    source: str


@dataclass(frozen=True)
class Rule(Deferred):
    """One rule. `title` names the duty, `fault` what is wrong where it is violated.

    `kind` is prohibition, duty, guideline or classification; `force` is block, warn or advise. `gates` are the stages it
    stands before; a rule without any is judged in every check, one with some only when such a stage is to be entered.
    """

    id: str
    file: str
    title: Bilingual
    fault: Bilingual
    kind: str
    force: str
    red_line: int | None
    sources: tuple[Source, ...]
    register: tuple[str, ...]
    confidence: str
    checked: Checked
    bindings: tuple[Binding, ...]
    versions: tuple[Version, ...]
    concludes: tuple[Conclude, ...]
    interpretation: Bilingual | None
    message: Bilingual
    remedy: Remedy | None
    overrides: tuple[str, ...]
    formerly: tuple[str, ...]
    gates: tuple[str, ...] = ()

    @cached_property
    def record(self) -> str:
        """The record type a finding of this rule is about; "" is the product."""
        return self.bindings[-1].record if self.bindings else ""

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(binding.name for binding in self.bindings)

    def version_on(self, day: date) -> Version | None:
        """The version that binds on `day`; versions are disjoint."""
        return next((version for version in self.versions if version.binds(day)), None)
