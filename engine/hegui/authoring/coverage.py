"""Holds the rules against the register of regulations and the report: what answers each row, article and section. It runs no rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from hegui.authoring.register import Row
from hegui.loading.rule_reader import REPORT
from hegui.rulebook import Rulebook
from hegui.rules import Rule
from hegui.terms import CONFIDENCES, Parameter

__all__ = ["Answer", "Coverage", "Overclaim", "Stray"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What answers one row: the ids of rules, parameters and lists, in that order."""

    row: Row
    rules: tuple[str, ...]
    parameters: tuple[str, ...]
    lists: tuple[str, ...]

    @property
    def by(self) -> tuple[str, ...]:
        return self.rules + self.parameters + self.lists

    @property
    def given(self) -> bool:
        """Whether something answers the row, or a reason says why nothing does."""
        return bool(self.by) or self.row.no_rule is not None


@dataclass(frozen=True, slots=True)
class Overclaim:
    """A rule, value or list that claims more than the row it names was checked for."""

    by: str
    claims: str
    row: Row


@dataclass(frozen=True, slots=True)
class Stray:
    """A rule, parameter or list that names a row the register does not hold."""

    by: str
    row: str


@dataclass(frozen=True)
class Coverage:
    """The matrix of a rulebook and a register."""

    rulebook: Rulebook
    register: Mapping[str, Row]

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """One for each row, in the order of the register."""
        rules = self._naming((rule.id, rule.register) for rule in self.rulebook.contents.rules)
        terms = self.rulebook.terms
        parameters = self._naming((p.id, p.register) for p in terms.parameters.values())
        lists = self._naming((words.id, words.register) for words in terms.lists.values())
        return tuple(
            Answer(row, rules.get(row.id, ()), parameters.get(row.id, ()), lists.get(row.id, ()))
            for row in self.register.values()
        )

    @staticmethod
    def _naming(naming: Iterator[tuple[str, tuple[str, ...]]]) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for name, rows in naming:
            for row in rows:
                found[row] = (*found.get(row, ()), name)
        return found

    @property
    def unanswered(self) -> tuple[Row, ...]:
        return tuple(answer.row for answer in self.answers if not answer.given)

    @cached_property
    def instruments(self) -> Mapping[str, Mapping[str | None, tuple[Rule, ...]]]:
        """Instrument → article as cited, None where nobody read its number → the rules that cite it."""
        return self._cited(report=False)

    @cached_property
    def sections(self) -> Mapping[str, tuple[Rule, ...]]:
        """Section of the report → the rules that cite it."""
        cited = self._cited(report=True).get(REPORT, {})
        found = {section: cited[section] for section in cited if section is not None}
        return dict(sorted(found.items(), key=lambda item: [int(part) for part in item[0].split(".")]))

    def _cited(self, *, report: bool) -> dict[str, dict[str | None, tuple[Rule, ...]]]:
        found: dict[str, dict[str | None, tuple[Rule, ...]]] = {}
        for rule in self.rulebook.contents.rules:
            for source in rule.sources:
                if (source.instrument == REPORT) == report:
                    articles = found.setdefault(source.instrument, {})
                    articles[source.article] = (*articles.get(source.article, ()), rule)
        return found

    # ---- what should not be

    @property
    def strays(self) -> Iterator[Stray]:
        for name, _, rows in self._claims():
            yield from (Stray(name, row) for row in rows if row not in self.register)

    @property
    def overclaims(self) -> Iterator[Overclaim]:
        for name, claims, rows in self._claims():
            for row in rows:
                known = self.register.get(row)
                if known is not None and CONFIDENCES.index(claims) > CONFIDENCES.index(known.confidence):
                    yield Overclaim(name, claims, known)

    def _claims(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        for rule in self.rulebook.contents.rules:
            yield rule.id, rule.confidence, rule.register
        for parameter in self.rulebook.terms.parameters.values():
            yield parameter.id, _strongest(parameter), parameter.register
        for words in self.rulebook.terms.lists.values():
            yield words.id, words.confidence, words.register


def _strongest(parameter: Parameter) -> str:
    return max((step.confidence for step in parameter.series), key=CONFIDENCES.index, default="unverified")
