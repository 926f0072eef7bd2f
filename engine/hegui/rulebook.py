"""A rulebook: all rules and parameters, compiled, ready to judge manifests on any day. It touches files only to load."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from hegui import inference
from hegui.bases import Bases
from hegui.case import Case
from hegui.characterise import Programme, UnitId
from hegui.conditions import Condition, ListRef, Operand, Param, Times, Unit, Within, operands_of, walk
from hegui.decide import Decision
from hegui.decision import Plan, Waiver
from hegui.errors import HeguiError, UsageError
from hegui.judge import Check, Checks, Outcome
from hegui.loading import cache
from hegui.loading.contents import Contents, bundled_rulesets, rule_files
from hegui.manifest.reading import Manifest
from hegui.parameters import ParameterTable
from hegui.rules import Rule
from hegui.terms import CONFIDENCES, Terms

__all__ = ["Rulebook"]


class Rulebook:
    """Rules and terms, compiled once. Safe to share between threads; `check` is a pure function of its arguments."""

    def __init__(self, contents: Contents, trust: Mapping[str, str] | None = None) -> None:
        """`trust` raises the confidence of single rules by the firm's own decision; every decision records it."""
        self.contents = contents
        self.trust = dict(trust or {})
        unknown = sorted(set(self.trust) - {rule.id for rule in contents.rules})
        if not set(self.trust.values()) <= set(CONFIDENCES):
            raise UsageError(f"trust is one of {', '.join(CONFIDENCES)}")
        if unknown:
            raise UsageError(f"trust names rules that do not exist: {', '.join(unknown)}")
        self.table = ParameterTable(contents.terms.parameters)
        self.bases = Bases(contents.terms)
        self._in_doubt: dict[Check, bool] = {}
        self._units_in_doubt: dict[UnitId, bool] = {}
        self._numbers: dict[Check, frozenset[str]] = {}
        self._numbers_for: dict[UnitId, frozenset[str]] = {}
        checks = Checks((rule for rule in contents.rules if not rule.gates), contents.terms)
        self.checks_on = checks_on = lru_cache(maxsize=64)(checks.on)
        self._panels_on = lru_cache(maxsize=64)(lambda day: checks.panels(checks_on(day)))

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (self.contents, tuple(sorted(self.trust.items())))

    @classmethod
    def load(
        cls, *paths: str | Path, cached: bool = True, proofs: bool = False, trust: Mapping[str, str] | None = None
    ) -> Rulebook:
        """Load the bundled rulesets, or the folders given: the first the base, the others a house's overlay.

        Only with `proofs` are the examples of the rules read, checked and kept; such a rulebook never comes from the cache.

        Raises:
            RuleError: with every problem of every file.
            UsageError: a path is not a folder of rulesets.
        """
        folders = [Path(path) for path in paths] or [bundled_rulesets()]
        return cls(cache.contents(rule_files(folders), enabled=cached, proofs=proofs), trust)

    def supposing(self, contents: Contents) -> Rulebook:
        """The same rules, compiled as they are, over the numbers of `contents`, which may differ in nothing else."""
        other = object.__new__(Rulebook)  # not `copy`: that goes the way of pickle, which shares what it makes
        other.__dict__.update(self.__dict__)
        other.contents = contents
        other.table = ParameterTable(contents.terms.parameters)
        other.__dict__.pop("turning_days", None)
        return other

    @property
    def terms(self) -> Terms:
        return self.contents.terms

    @property
    def digest(self) -> str:
        return self.contents.digest

    @cached_property
    def by_id(self) -> Mapping[str, Rule]:
        """The rules by id, former ids included."""
        former = {old: rule for rule in self.contents.rules for old in rule.formerly}
        return {**former, **{rule.id: rule for rule in self.contents.rules}}

    @cached_property
    def programme(self) -> Programme:
        return Programme((rule for rule in self.contents.rules if rule.concludes), self.terms)

    @cached_property
    def turning_days(self) -> tuple[date, ...]:
        """Every day on which a version starts or ends or a parameter takes a new value."""
        judged = (rule for rule in self.contents.rules if not rule.gates)
        days = {day for rule in judged for v in rule.versions for day in (v.first, v.until) if day}
        days |= {step.from_day for parameter in self.terms.parameters.values() for step in parameter.series}
        return tuple(sorted(days))

    def opened(self, manifest: Manifest, day: date) -> Case:
        """The manifest on a day, with nothing concluded yet."""
        return Case(manifest.measured, day, self.table, self.terms.workdays)

    def settle(self, case: Case, *, core: bool) -> Case:
        """The case characterised, if it was not before. Without the inference core the compiled code stands in."""
        if not case.settled:
            self.programme.settle(case, core=core and inference.available())
        return case

    def case(self, manifest: Manifest, day: date, *, core: bool = True) -> Case:
        """The manifest characterised on a day."""
        return self.settle(self.opened(manifest, day), core=core)

    def outcomes(self, case: Case) -> Iterator[Outcome]:
        return self._panels_on(case.day).outcomes(case)

    def having(self, case: Case, wanted: AbstractSet[str]) -> Iterator[Outcome]:
        """Where any rule comes to an outcome that is wanted; those that cannot be of interest are passed over whole."""
        panels = self._panels_on(case.day)
        for panel in (*panels.first, *panels.then, *panels.others):
            yield from panel.having(wanted, case)

    def in_the_way(self, case: Case, wanted: AbstractSet[str], *, core: bool) -> Iterator[Outcome]:
        """Where blocking rules come to an outcome still wanted: violated, undetermined. Nothing is concluded before it must be."""
        panels = self._panels_on(case.day)
        for panel in panels.first:
            yield from panel.having(wanted, case)
        self.settle(case, core=core)
        for panel in panels.then:
            yield from panel.having(wanted, case)

    def in_doubt(self, check: Check) -> bool:
        """Whether a check may rest on something never confirmed. If not, its force stands whatever decided it."""
        found = self._in_doubt.get(check)
        if found is None:
            special = any(self._doubtful(rule) for rule, _ in check.displaced_by)
            found = self._in_doubt[check] = special or self._doubtful(check.rule, check.when, check.require)
        return found

    def _doubtful(self, rule: Rule, *conditions: Condition) -> bool:
        parts = [part for condition in conditions for part in walk(condition)]
        return (
            self.trust.get(rule.id, rule.confidence) == "unverified"
            or any(_unconfirmed(operand, self.terms) for part in parts for operand in operands_of(part))
            or any(self._concluded_in_doubt(part) for part in parts if isinstance(part, Unit))
        )

    def _concluded_in_doubt(self, unit: Unit) -> bool:
        key = (unit.path.record, unit.path.rel, unit.member)
        found = self._units_in_doubt.get(key)
        if found is None:
            grounds = self.programme.grounds(key)
            found = self._units_in_doubt[key] = any(self._doubtful(rule, when) for rule, when in grounds)
        return found

    def numbers_behind(self, check: Check) -> frozenset[str]:
        """The parameters a check reads, itself or through what it concludes the product to be."""
        found = self._numbers.get(check)
        if found is None:
            found = self._numbers[check] = frozenset(self._read_by(check.when, check.require))
        return found

    def _read_by(self, *conditions: Condition) -> Iterator[str]:
        for part in (part for condition in conditions for part in walk(condition)):
            yield from (operand.id for operand in operands_of(part) if isinstance(operand, Param))
            if isinstance(part, Unit):
                yield from self._read_for((part.path.record, part.path.rel, part.member))

    def _read_for(self, unit: UnitId) -> frozenset[str]:
        found = self._numbers_for.get(unit)
        if found is None:
            grounds = self.programme.grounds(unit)
            found = self._numbers_for[unit] = frozenset(self._read_by(*(when for _, when in grounds)))
        return found

    def checks(self, day: date) -> tuple[Check, ...]:
        return self.checks_on(day)

    @cached_property
    def _gate_checks(self) -> Checks:
        """The checks that stand before stages. No check of a product alone asks for them."""
        return Checks((rule for rule in self.contents.rules if rule.gates), self.terms)

    def gate_checks(self, day: date, gate: str | None = None) -> tuple[Check, ...]:
        """The checks in force on a day before one stage, or before any."""
        return tuple(one for one in self._gate_checks.on(day) if gate is None or gate in one.rule.gates)

    def check(
        self,
        manifest: Manifest,
        *,
        as_of: date,
        waivers: Sequence[Waiver] = (),
        plans: Sequence[Plan] = (),
        core: bool = True,
    ) -> Decision:
        """Judge one manifest on the day `as_of`."""
        return Decision(self, manifest, as_of, tuple(waivers), tuple(plans), core=core)

    def check_many(self, manifests: Iterable[Manifest | HeguiError], *, as_of: date) -> Iterator[Decision | HeguiError]:
        """Judge many; one that could not be read is passed on as its error, never the end of the rest."""
        for manifest in manifests:
            yield manifest if isinstance(manifest, HeguiError) else self.check(manifest, as_of=as_of, core=False)


def _unconfirmed(operand: Operand, terms: Terms) -> bool:
    """Whether a number or list, on whatever day it is read, may be one nobody confirmed."""
    if isinstance(operand, ListRef):
        return terms.lists[operand.id].confidence == "unverified"
    if isinstance(operand, Within):
        return operand.unit == "working_days" and terms.calendar_confidence == "unverified"
    if isinstance(operand, Times):
        return any(_unconfirmed(factor, terms) for factor in operand.factors)
    if not isinstance(operand, Param):
        return False
    parameter = terms.parameters[operand.id]
    if parameter.formula is not None:
        return _unconfirmed(parameter.formula, terms)
    return any(step.confidence == "unverified" for step in parameter.series)


def _again(contents: Contents, trust: tuple[tuple[str, str], ...]) -> Rulebook:
    key = (contents.digest, trust)
    if key not in _unpickled:
        _unpickled.clear()
        _unpickled[key] = Rulebook(contents, dict(trust))
    return _unpickled[key]


_unpickled: dict[tuple[str, tuple[tuple[str, str], ...]], Rulebook] = {}
"""The rulebook unpickled last, so that many decisions that share one compile it once."""


def default_rules() -> Rulebook:
    """The bundled rulebook, loaded once per process."""
    return _bundled(os.environ.get("HEGUI_NO_CACHE", "") == "")


@lru_cache(maxsize=2)
def _bundled(cached: bool) -> Rulebook:
    return Rulebook.load(cached=cached)
