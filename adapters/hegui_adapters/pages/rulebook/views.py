"""What pages of the rulebook say beyond what the static pages do: what a rule rests on, what holds on a day. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from hegui.parameters import step_on
from hegui.rules import Rule
from hegui.scalars import show
from hegui.terms import CONFIDENCES, Conclusion, Instrument, Parameter

from hegui_adapters.language import Lang
from hegui_adapters.pages.rulebook.library import Library
from hegui_adapters.render.sheet import word
from hegui_adapters.site.pages import Data, anchor_of

__all__ = [
    "Basis",
    "Line",
    "Resting",
    "Standing",
    "instrument_line",
    "lines",
    "number_line",
    "resting",
    "standing_of",
    "status",
]

Status = Literal["now", "coming", "ended", "repealed", "undated"]


# ---- on a day


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a rule binds on a day: `now`, `coming` on `day`, `ended` since `day`."""

    status: Status
    day: date | None


def standing_of(rule: Rule, today: date) -> Standing:
    if rule.version_on(today):
        return Standing("now", None)
    later = [version.first for version in rule.versions if version.first > today]
    if later:
        return Standing("coming", min(later))
    return Standing("ended", max((version.until for version in rule.versions if version.until), default=None))


def status(found: Instrument, today: date) -> Status:
    """Whether an instrument is in force; undated where nobody read since when it is."""
    if found.until is not None and found.until <= today:
        return "repealed"
    if found.from_day is None:
        return "undated"
    return "coming" if today < found.from_day else "now"


# ---- rules


@dataclass(frozen=True, slots=True)
class Basis:
    """The basis of a rule that a list names."""

    instrument: str
    title: str
    article: str
    anchor: str
    others: int


@dataclass(frozen=True, slots=True)
class Line:
    """A rule in a list."""

    id: str
    title: str
    kind: str
    force: str
    confidence: str
    red_line: int | None
    basis: Basis | None
    standing: Standing
    periods: tuple[tuple[date, date | None], ...]


def lines(library: Library, rules: Sequence[Rule], today: date, lang: Lang) -> list[Line]:
    """Rules as a list shows them."""
    return [
        Line(
            rule.id,
            rule.title.text(lang),
            rule.kind,
            "" if rule.concludes else rule.force,
            rule.confidence,
            rule.red_line,
            _basis(library, rule, lang),
            standing_of(rule, today),
            tuple((version.first, version.until) for version in rule.versions),
        )
        for rule in rules
    ]


def _basis(library: Library, rule: Rule, lang: Lang) -> Basis | None:
    bases = list(library.pages(lang).basis(rule))
    first = next((one for one in bases if one["id"]), None)
    if first is None:
        return None
    return Basis(str(first["id"]), str(first["title"]), str(first["article"]), str(first["anchor"]), len(bases) - 1)


@dataclass(frozen=True, slots=True)
class Resting:
    """A conclusion a rule rests on, the members it asks for, and the rules that prove those."""

    label: str
    members: tuple[str, ...]
    proved_by: tuple[Data, ...]


def resting(library: Library, rule: Rule, lang: Lang) -> Iterator[Resting]:
    """The conclusions a rule's conditions ask for."""
    for (record, rel), members in library.conclusions_in(rule).items():
        conclusion = library.rulebook.terms.conclusion_at(record, rel)
        assert conclusion is not None
        proving = library.concluding.get((record, rel), ())
        wanted = [one for one in proving if not members or _proves(one, conclusion, members)]
        labels = tuple(conclusion.member_labels[one].text(lang) for one in conclusion.members if one in members)
        yield Resting(
            conclusion.label.text(lang),
            labels,
            tuple(library.pages(lang).titled(one.id) for one in wanted if one is not rule),
        )


def _proves(rule: Rule, conclusion: Conclusion, members: frozenset[str]) -> bool:
    return any(
        (one.record, one.rel) == (conclusion.record, conclusion.rel) and one.member in members for one in rule.concludes
    )


def rested_upon(library: Library, rule: Rule, lang: Lang) -> list[Data]:
    """The rules that ask for what a classification proves."""
    asking: dict[str, Rule] = {}
    for one in rule.concludes:
        for other in library.resting.get((one.record, one.rel), ()):
            named = library.conclusions_in(other)[one.record, one.rel]
            if not named or one.member is None or one.member in named:
                asking[other.id] = other
    return [library.pages(lang).titled(name) for name in sorted(asking) if name != rule.id]


# ---- instruments and numbers


def instrument_line(library: Library, found: Instrument, today: date, lang: Lang) -> Data:
    """An instrument in a list: what it is, whether it is in force, how many rules cite it and how far they were checked."""
    rules = cited_by(library, found)
    return {
        **library.pages(lang).instrument(found),
        "status": status(found, today),
        "rules": len(rules),
        "checked": confidences(rules, lang),
    }


def cited_by(library: Library, found: Instrument) -> Sequence[Rule]:
    """The rules that cite an instrument, each once."""
    cited = library.coverage.instruments.get(found.id, {})
    return list({rule.id: rule for rules in cited.values() for rule in rules}.values())


def confidences(rules: Sequence[Rule], lang: Lang) -> list[tuple[str, str, int]]:
    """How many rules were checked how far, the best first."""
    counts = Counter(rule.confidence for rule in rules)
    return [(one, word(one, lang), counts[one]) for one in reversed(CONFIDENCES) if counts[one]]


def rows_of(library: Library, instrument: str, lang: Lang) -> list[Mapping[str, str]]:
    """The rows of the register on an instrument."""
    return [
        {
            "id": row.id,
            "article": row.article,
            "anchor": anchor_of(row.article),
            "requires": row.requires.text(lang),
            "no_rule": row.no_rule.text(lang) if row.no_rule else "",
        }
        for row in library.register.values()
        if row.instrument == instrument
    ]


def number_line(library: Library, found: Parameter, today: date, lang: Lang) -> Data:
    """A parameter in a list, with its value on a day."""
    step = step_on(found, today) if found.formula is None else None
    value = step.value if step else library.rulebook.table.on(found.id, today) if found.formula is not None else None
    return {
        "id": found.id,
        "label": found.label.text(lang),
        "standing": word(found.standing, lang),
        "value": show(found.kind, value, lang) if value is not None else "",  # type: ignore[arg-type]
        "since": str(step.from_day) if step else "",
        "confidence": step.confidence if step else "",
        "formula": found.formula is not None,
        "rules": len(library.readers[found.id]),
    }
