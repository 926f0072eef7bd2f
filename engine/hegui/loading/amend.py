"""A house's amendments to bundled rules and parameters: they may only tighten. Loosening is a waiver, never an amendment.

amend: boundaries.rates.assisted-loan-cap     amend_parameter: rates.practice-line
force: block                                  series: [{from: 2026-01-01, value: 20% per year, source: …, confidence: …}]
require: {loan.periods: {at_most: 24}}
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from hegui.condition_reader import ConditionReader, Problems
from hegui.conditions import Condition, conjunction
from hegui.loading.forms import Form
from hegui.loading.rule_reader import FORCES
from hegui.loading.terms import TermsReader
from hegui.nodes import Node
from hegui.parameters import step_on
from hegui.rules import Rule
from hegui.terms import Parameter, ParameterValue, Terms

__all__ = ["Amender"]


class Amender:
    """Applies amendments in the order of their files."""

    def __init__(self, terms: Terms, problems: Problems) -> None:
        self._terms = terms
        self._problems = problems

    def amended(self, rules: Iterable[Rule], amendments: Sequence[tuple[str, Node]]) -> tuple[list[Rule], Terms]:
        """The rules and terms with every amendment applied."""
        by_id = {rule.id: rule for rule in rules}
        parameters = dict(self._terms.parameters)
        for _, node in amendments:
            form = Form(node, self._problems, ("修订", "an amendment"))
            if form.node_of("amend_parameter") is not None:
                self._parameter(form, parameters)
            else:
                self._rule(form, by_id)
            form.close()
        return list(by_id.values()), replace(self._terms, parameters=parameters)

    def _rule(self, form: Form, rules: dict[str, Rule]) -> None:
        name = form.text("amend", needed=True)
        rule = rules.get(name or "")
        if rule is None:
            if name is not None:
                self._problems.unknown(form.node, ("规则", "rule"), name, rules)
            form.node_of("force"), form.node_of("require")
            return
        if rule.concludes:
            self._problems.add(
                form.node, f"{rule.id} 是业务定性，不能修订", f"{rule.id} classifies; it cannot be amended"
            )
        force = form.one_of("force", FORCES, default=rule.force)
        if force in FORCES and FORCES.index(force) < FORCES.index(rule.force):
            self._problems.add(
                form.node, "修订只能从严，不得降低效力", "an amendment may only tighten: it cannot lower the force"
            )
        require = form.node_of("require")
        scope = {b.name: b.record for b in rule.bindings}
        reader = ConditionReader(self._terms, self._problems, scope, gated=bool(rule.gates))
        added = reader.condition(require) if require is not None else None
        rules[rule.id] = _tightened(rule, force, added)

    def _parameter(self, form: Form, parameters: dict[str, Parameter]) -> None:
        name = form.text("amend_parameter", needed=True)
        own = parameters.get(name or "")
        if own is None or own.strict is None or own.formula is not None:
            self._problems.add(
                form.node, f"{name} 不是可从严调整的参数", f"{name} is not a parameter a house may tighten"
            )
            form.node_of("series")
            return
        steps = TermsReader(self._problems).series(form, own.kind)
        for step in steps:
            if not _stricter(own, step):
                self._problems.add(
                    form.node, f"{name} 只能向更严方向调整", f"{name} may only move in its strict direction"
                )
        parameters[own.id] = replace(own, series=_merged(own, steps), standing="house")


def _tightened(rule: Rule, force: str, added: Condition | None) -> Rule:
    if added is None:
        return replace(rule, force=force)
    versions = tuple(
        replace(version, require=conjunction(version.require, added)) if version.require is not None else version
        for version in rule.versions
    )
    return replace(rule, force=force, versions=versions)


def _stricter(own: Parameter, step: ParameterValue) -> bool:
    """Whether the house's value is at least as strict as every value of the law from its day on."""
    reached = [
        law
        for law in (step_on(own, step.from_day), *own.series)
        if (law and law.from_day >= step.from_day) or law == step_on(own, step.from_day)
    ]
    values = [law.value for law in reached if law is not None]
    house = step.value
    if not isinstance(house, Decimal):
        return False
    if own.strict == "lower":
        return all(isinstance(value, Decimal) and house <= value for value in values)
    return all(isinstance(value, Decimal) and house >= value for value in values)


def _merged(own: Parameter, steps: Sequence[ParameterValue]) -> tuple[ParameterValue, ...]:
    """The law's values before the house's first day, the house's after it."""
    if not steps:
        return own.series
    return (*(law for law in own.series if law.from_day < steps[0].from_day), *steps)
