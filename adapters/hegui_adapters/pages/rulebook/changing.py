"""What the law does between two days: rules that begin, end or change, instruments, numbers. Pure; it knows no framework."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from hegui.conditions import Const
from hegui.loading.rule_reader import REPORT
from hegui.rulebook import Rulebook
from hegui.rules import Rule, Version
from hegui.scalars import show
from hegui.sentences import Sentences
from hegui.terms import Parameter
from hegui.truths import Value

from hegui_adapters.language import Lang

__all__ = ["Act", "Change", "Day", "Group", "changes"]

Act = Literal["begins", "changes", "ends"]
ACTS: Final = ("begins", "changes", "ends")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is other than the day before. `before` and `after` are sentences of a rule, or values of a number."""

    act: Act
    of: Literal["rule", "instrument", "parameter"]
    id: str
    title: str
    force: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """What changes by one instrument; `instrument` is "" for numbers and for rules that rest on none."""

    instrument: str
    title: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which something changes."""

    day: date
    groups: tuple[Group, ...]

    @property
    def count(self) -> int:
        return sum(len(group.changes) for group in self.groups)


def changes(rulebook: Rulebook, first: date, last: date, lang: Lang) -> Sequence[Day]:
    """The days after `first`, up to `last`, on which the law is other than the day before, with what is."""
    told = _Telling(rulebook, lang)
    return [Day(day, groups) for day in _days(rulebook, first, last) if (groups := tuple(told.groups(day)))]


def _days(rulebook: Rulebook, first: date, last: date) -> Sequence[date]:
    bounds = {day for one in rulebook.terms.instruments.values() for day in (one.from_day, one.until) if day}
    return sorted(day for day in {*rulebook.turning_days, *bounds} if first < day <= last)


class _Telling:
    def __init__(self, rulebook: Rulebook, lang: Lang) -> None:
        self._rulebook, self._lang = rulebook, lang
        self._sentences = Sentences(rulebook.terms)
        self._turning: dict[date, list[Rule]] = {}
        for rule in rulebook.contents.rules:
            for day in {day for version in rule.versions for day in (version.first, version.until) if day}:
                self._turning.setdefault(day, []).append(rule)

    def groups(self, day: date) -> Iterator[Group]:
        """What changes on a day, by instrument in order of title; numbers last."""
        by: dict[str, list[Change]] = {}
        for instrument, change in (*self._instruments(day), *self._rules(day), *self._parameters(day)):
            by.setdefault(instrument, []).append(change)
        titles = {name: self._title(name) for name in by}
        for name in sorted(by, key=lambda name: (name == "", titles[name])):
            ranked = sorted(by[name], key=lambda one: (one.of != "instrument", ACTS.index(one.act), one.id))
            yield Group(name, titles[name], tuple(ranked))

    def _title(self, name: str) -> str:
        known = self._rulebook.terms.instruments.get(name)
        return known.title.text(self._lang) if known else ""

    # ---- rules

    def _rules(self, day: date) -> Iterator[tuple[str, Change]]:
        for rule in self._turning.get(day, ()):
            before, after = rule.version_on(day - timedelta(days=1)), rule.version_on(day)
            if before is not after and (before is None or after is None or _says(before) != _says(after)):
                yield self._basis(rule), self._changed(rule, before, after)

    def _basis(self, rule: Rule) -> str:
        """The first instrument a rule rests on."""
        known = self._rulebook.terms.instruments
        cited = (one.instrument for one in rule.sources)
        return next((name for name in cited if name != REPORT and name in known), "")

    def _changed(self, rule: Rule, before: Version | None, after: Version | None) -> Change:
        force = "" if rule.concludes else rule.force
        return Change(
            _act(before, after),
            "rule",
            rule.id,
            rule.title.text(self._lang),
            force,
            self._said(before),
            self._said(after),
        )

    def _said(self, version: Version | None) -> tuple[str, ...]:
        if version is None:
            return ()
        parts = [part for part in (version.when, version.require) if part is not None and part != Const(True)]
        return tuple(self._sentences.sentence(part, self._lang) for part in parts)

    # ---- instruments and numbers

    def _instruments(self, day: date) -> Iterator[tuple[str, Change]]:
        for one in self._rulebook.terms.instruments.values():
            if day in (one.from_day, one.until):
                act: Act = "begins" if day == one.from_day else "ends"
                yield one.id, Change(act, "instrument", one.id, one.title.text(self._lang), "", (), ())

    def _parameters(self, day: date) -> Iterator[tuple[str, Change]]:
        for one in self._rulebook.terms.parameters.values():
            before, after = (self._rulebook.table.on(one.id, that) for that in (day - timedelta(days=1), day))
            if before != after:
                label = one.label.text(self._lang)
                yield (
                    "",
                    Change(
                        _act(before, after),
                        "parameter",
                        one.id,
                        label,
                        "",
                        self._shown(one, before),
                        self._shown(one, after),
                    ),
                )

    def _shown(self, parameter: Parameter, value: Value) -> tuple[str, ...]:
        """What a number is, none where it is not known."""
        return () if value is None else (show(parameter.kind, value, self._lang),)  # type: ignore[arg-type]


def _act(before: object, after: object) -> Act:
    return "begins" if before is None else "ends" if after is None else "changes"


def _says(version: Version) -> tuple[object, object]:
    return version.when, version.require


def counted(days: Sequence[Day]) -> Mapping[str, int]:
    """How many of each there are in all."""
    all_of = [change for day in days for group in day.groups for change in group.changes]
    return {act: sum(one.act == act for one in all_of) for act in ACTS}
