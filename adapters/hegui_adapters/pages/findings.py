"""What pages show of a finding: frozen values drawn from a decision's body, in one language. It knows no framework and no store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from hegui_adapters.language import Lang
from hegui_adapters.render.articles import article_text

__all__ = ["ORDER", "Law", "Place", "Remedy", "Shown", "by_outcome", "finding_of", "law_of"]

Data = Mapping[str, Any]

ORDER: Final = ("violated", "undetermined", "met", "not_applicable")
FORCES: Final = ("block", "warn", "advise")


@dataclass(frozen=True, slots=True)
class Law:
    """One basis. `article` is None where it was not read."""

    instrument: str
    title: str
    number: str | None
    article: str | None
    confidence: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the manifest; `stated` says whether a fact stands there or is missing. They count from 1."""

    line: int
    column: int
    stated: bool


@dataclass(frozen=True, slots=True)
class Remedy:
    who: str
    note: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding as the macro `finding` of `common.html` shows it. `anchor` names it within its page."""

    anchor: str
    rule: str
    outcome: str
    force: str
    ruled_force: str
    confidence: str
    subject: str
    title: str
    message: str
    place: Place
    law: tuple[Law, ...]
    remedy: Remedy | None
    red_line: int | None
    waiver: str | None


def finding_of(finding: Data, lang: Lang) -> Shown:
    """A finding of a decision's body."""
    place, remedy = finding["location"], finding["remedy"]
    return Shown(
        anchor=f"{finding['rule']}@{finding['subject']}",
        rule=finding["rule"],
        outcome=finding["outcome"],
        force=finding["force"],
        ruled_force=finding["ruled_force"],
        confidence=finding["confidence"],
        subject=finding["subject"],
        title=finding["title"][lang],
        message=finding["message"][lang],
        place=Place(place["line"], place["column"], place["stated"]),
        law=tuple(law_of(one, lang) for one in finding["citations"]),
        remedy=Remedy(remedy["who"], remedy["note"][lang]) if remedy else None,
        red_line=finding["red_line"],
        waiver=finding["waiver"],
    )


def law_of(citation: Data, lang: Lang) -> Law:
    """A basis of a decision's body."""
    title, number, article = citation["title"], citation["number"], citation["article"]
    return Law(
        instrument=citation["instrument"],
        title=title[lang],
        number=number if number and number not in title["zh"] else None,
        article=article_text(article, lang) if article else None,
        confidence=citation["confidence"],
    )


def by_outcome(findings: Iterable[Data], lang: Lang) -> Mapping[str, Sequence[Shown]]:
    """The findings by what they came to, the gravest first; outcomes nothing came to are left out."""
    shown = sorted((finding_of(one, lang) for one in findings), key=_gravity)
    return {outcome: found for outcome in ORDER if (found := [one for one in shown if one.outcome == outcome])}


def _gravity(one: Shown) -> tuple[int, int, int, str]:
    return ORDER.index(one.outcome), FORCES.index(one.force), one.place.line, one.rule
