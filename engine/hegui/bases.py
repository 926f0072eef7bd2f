"""What a rule says alike of every product: its basis in law and how to mend. It reads no manifest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from hegui import decision as d
from hegui.rules import Remedy, Rule, Source
from hegui.terms import Bilingual, Terms

__all__ = ["Bases", "Basis"]


class Basis(NamedTuple):
    """Of one rule. All of it lives as long as the rulebook."""

    title: Bilingual
    fault: Bilingual
    interpretation: Bilingual | None
    citations: tuple[d.Citation, ...]
    remedy: d.RemedyShown | None


class Bases:
    """The bases of a rulebook's rules, each made once for all products that are judged.

    `texts` keeps what they are in a body's bytes, by identity.
    """

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._made: dict[str, Basis] = {}
        self.texts: dict[int, str] = {}

    def of(self, rule: Rule) -> Basis:
        return self._made.get(rule.id) or self._made.setdefault(rule.id, self._of(rule))

    def _of(self, rule: Rule) -> Basis:
        citations = tuple(self._citation(source, rule) for source in rule.sources)
        return Basis(rule.title, rule.fault, rule.interpretation, citations, _shown(rule.remedy))

    def _citation(self, source: Source, rule: Rule) -> d.Citation:
        if source.instrument == "REPORT":
            title = Bilingual("《金融科技产品差异化与合规边界分析报告》", "the market report")
            return d.Citation("REPORT", title, None, source.article, "verified")
        instrument = self._terms.instruments[source.instrument]
        return d.Citation(instrument.id, instrument.title, instrument.number, source.article, rule.confidence)


def _shown(remedy: Remedy | None) -> d.RemedyShown | None:
    return d.RemedyShown(remedy.who, remedy.note, _texts(remedy.sets)) if remedy else None


def _texts(sets: Iterable[tuple[str, object]]) -> tuple[tuple[str, str], ...]:
    return tuple((path, str(value)) for path, value in sets)
