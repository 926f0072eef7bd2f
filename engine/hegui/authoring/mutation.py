"""Runs the examples of the rules against mutants of the rules and counts those no example notices. It changes no rule.

A mutant is noticed where an example comes out otherwise than it should. The share noticed is the mutation score
(DeMillo, Lipton and Sayward, "Hints on Test Data Selection", 1978): how much a set of examples says about its rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from hegui.authoring.mutants import mutants_of, parameter_mutants
from hegui.authoring.proving import all_staged, concluded, whens_of
from hegui.case import Case
from hegui.characterise import ever
from hegui.compile import Compiler
from hegui.conditions import Param, operands_of, walk
from hegui.judge import NOT_APPLICABLE, Checks
from hegui.loading.rule_reader import RuleCase
from hegui.parameters import ParameterTable
from hegui.rulebook import Rulebook
from hegui.rules import Rule

__all__ = ["Trial", "readers_of", "tried", "tried_parameter"]


@dataclass(frozen=True, slots=True)
class Trial:
    """One mutant of a rule or parameter and whether an example noticed it."""

    of: str
    change: str
    noticed: bool


@dataclass(frozen=True)
class _Bench:
    """A rule with its examples staged, to be run in many variants."""

    rulebook: Rulebook
    rule: Rule
    staged: Sequence[tuple[RuleCase, Case]]

    def notices(self, mutant: Rule) -> bool:
        """Whether an example of the rule fails on the mutant."""
        if mutant.concludes:
            own = Compiler(self.rulebook.terms).function(ever(mutant, self.rulebook.terms), mutant.names)
            others = whens_of(self.rulebook, self.rule, without=self.rule)
            whens = {conclude: (own, *others[conclude]) for conclude in self.rule.concludes}
            return any({example.expect} != concluded(self.rule, case, whens) for example, case in self.staged)
        special = [rule for rule in self.rulebook.contents.rules if self.rule.id in rule.overrides]
        checks = Checks([mutant, *special], self.rulebook.terms)
        return any({example.expect} != self._judged(checks, case) for example, case in self.staged)

    def _judged(self, checks: Checks, case: Case) -> set[str]:
        active = [check.alone for check in checks.on(case.day) if check.rule.id == self.rule.id]
        return {outcome.outcome for panel in active for outcome in panel.outcomes(case)} or {NOT_APPLICABLE}


def _bench(rulebook: Rulebook, rule: Rule) -> _Bench:
    """The rule on those of its examples that come out right: one that fails anyway would notice everything."""
    whole = _Bench(rulebook, rule, list(all_staged(rulebook, rule)))
    return replace(whole, staged=[one for one in whole.staged if not replace(whole, staged=[one]).notices(rule)])


def tried(rulebook: Rulebook, rule: Rule) -> Iterator[Trial]:
    """Every mutant of one rule; the rulebook must have been loaded from its files."""
    bench = _bench(rulebook, rule)
    for mutant in mutants_of(rule):
        yield Trial(rule.id, mutant.change, bench.notices(mutant.rule))


def tried_parameter(rulebook: Rulebook, name: str, readers: Iterable[Rule]) -> Iterator[Trial]:
    """Every mutant of one parameter, held against the examples of all rules that read it."""
    benches = [_bench(rulebook, rule) for rule in readers]
    parameters = rulebook.terms.parameters
    for change, mutant in parameter_mutants(parameters[name]):
        table = ParameterTable({**parameters, name: mutant})
        yield Trial(name, change, any(_under(bench, table).notices(bench.rule) for bench in benches))


def _under(bench: _Bench, table: ParameterTable) -> _Bench:
    return replace(bench, staged=[(example, case.under(table)) for example, case in bench.staged])


def readers_of(rulebook: Rulebook) -> Mapping[str, tuple[Rule, ...]]:
    """For each parameter, the rules that read it, be it through the formula of another."""
    found: dict[str, tuple[Rule, ...]] = dict.fromkeys(rulebook.terms.parameters, ())
    for rule in rulebook.contents.rules:
        parts = (part for v in rule.versions for c in (v.when, v.require) if c is not None for part in walk(c))
        named = {operand.id for part in parts for operand in operands_of(part) if isinstance(operand, Param)}
        behind = {series.id for name in named for series in rulebook.table.behind(name)}
        for name in sorted(named | behind):
            found[name] = (*found[name], rule)
    return found
