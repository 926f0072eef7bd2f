"""One loan of a manifest with the rate rules it is held to: fresh checks of edited manifests, and rules as bounds. It searches nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from hegui.case import Chain
from hegui.conditions import FactRef, Leaf, Param, operands_of, walk
from hegui.decide import Decision
from hegui.envelope.probe import LOANS, Key, Probe, Standing, Values, concerns, key_of, stated_for
from hegui.envelope.rate_rules import RateRules
from hegui.envelope.values import Bound, Line
from hegui.envelope.variables import Variable, edit_of, with_charge
from hegui.errors import UsageError
from hegui.judge import UNDETERMINED, VIOLATED, Check, Outcome
from hegui.manifest.editing import Edit, edited
from hegui.manifest.reading import Manifest
from hegui.reading import Reading
from hegui.rulebook import Rulebook
from hegui.scalars import write
from hegui.values import FALSE, TRUE

__all__ = ["Bench", "bench_for", "loans_of"]

_COST = "annualised_cost."


def loans_of(manifest: Manifest) -> tuple[Chain, ...]:
    """Every loan of a manifest, by where it stands."""
    loans = manifest.record.get(LOANS)
    return tuple(((LOANS, index),) for index in range(len(loans))) if isinstance(loans, tuple) else ()


@dataclass(frozen=True, eq=False)
class Bench:
    """A loan, the rate rules of a day, and the manifest as declared, judged once."""

    rulebook: Rulebook
    manifest: Manifest
    day: date
    loan: Chain
    rules: RateRules
    declared: Decision
    _checks: dict[str, Check] = field(default_factory=dict)

    def probe(self) -> Probe:
        return Probe(self.rulebook, self.manifest, self.day, self.loan, self.rules)

    def probe_with_charge(self) -> tuple[Probe, Variable]:
        """A probe of the loan with one charge more at the start, and that charge."""
        more, charge = with_charge(self.manifest, self.loan)
        return Probe(self.rulebook, more, self.day, self.loan, self.rules), charge

    # ---- edits and fresh checks

    def edits(self, probe: Probe, values: Values) -> tuple[Edit, ...]:
        """What to write to set the variables; a stated yearly rate that would no longer be true is corrected with them."""
        made = [edit_of(variable, value, self.manifest, self.loan) for variable, value in values]
        shown = stated_for(probe.priced(values))
        if shown is not None and shown != self.manifest.record[LOANS][self.loan[0][1]].get("stated_annual_rate"):  # type: ignore[index]
            name = "stated_annual_rate"
            made.append(Edit(self.manifest.path(self.loan, name), write("rate", shown), self.loan, name))
        return tuple(made)

    def fresh(self, edits: Iterable[Edit]) -> Decision:
        """The manifest written anew with the edits, read and judged in full."""
        return self.rulebook.check(edited(self.manifest, edits), as_of=self.day)

    def outcomes(self, decision: Decision, checks: Sequence[Check]) -> Iterator[Outcome]:
        """What these checks came to in a decision about this loan where they are violated or undetermined."""
        wanted = frozenset(checks)
        for one in decision.outcomes:
            told = one.outcome in (VIOLATED, UNDETERMINED) and one.check in wanted and concerns(one.chain, self.loan)
            if told:
                yield one

    def standing(self, decision: Decision, checks: Sequence[Check]) -> Standing:
        """Where these checks stand in a decision."""
        found: dict[str, set[Key]] = {VIOLATED: set(), UNDETERMINED: set(), "warned": set()}
        for one in self.outcomes(decision, checks):
            blocks = decision.explainer.force(one) == "block"
            if blocks or one.outcome == VIOLATED:
                found[one.outcome if blocks else "warned"].add(key_of(one))
        return Standing(*map(frozenset, found.values()))

    # ---- rules as bounds

    def bounds(
        self, decision: Decision, keys: frozenset[Key], probe: Probe, after: Values, before: Values | None = None
    ) -> tuple[Bound, ...]:
        """The rules of `keys` as a decision at `after` found them; the lines are those that turned since `before`."""
        return tuple(
            self.bound(decision, outcome, probe, after, before)
            for outcome in decision.outcomes
            if key_of(outcome) in keys
        )

    def bound(
        self, decision: Decision, outcome: Outcome, probe: Probe, after: Values, before: Values | None = None
    ) -> Bound:
        finding = decision.explainer.finding(outcome, None)
        missing = tuple(decision.explainer.asked_first(outcome))
        return Bound(
            rule=finding.rule,
            title=outcome.check.rule.title,
            message=finding.message,
            force=finding.force,
            outcome=finding.outcome,
            lines=tuple(self._lines(decision, outcome, probe, after, before)),
            citations=finding.citations,
            confidence=finding.confidence,
            missing=missing,
            asks=tuple(map(decision.explainer.ask, missing)),
        )

    def _lines(
        self, decision: Decision, outcome: Outcome, probe: Probe, after: Values, before: Values | None
    ) -> Iterator[Line]:
        """The numbers behind the tests that no longer hold at `after`; of these, where told, those that held at `before`."""
        if outcome.hole:
            return
        failing = {leaf for leaf, truth in self._truths(outcome, probe, after).items() if truth != TRUE}
        if before is not None:
            held = {leaf for leaf, truth in self._truths(outcome, probe, before).items() if truth != FALSE}
            failing = (failing & held) or failing
        seen: set[tuple[str, str | None]] = set()
        for leaf in walk(outcome.check.require):
            if not isinstance(leaf, Leaf) or leaf not in failing:
                continue
            reading = leaf.path.rel.removeprefix(_COST) if leaf.path.rel.startswith(_COST) else None
            for operand in operands_of(leaf):
                if isinstance(operand, Param) and (operand.id, reading) not in seen:
                    seen.add((operand.id, reading))
                    yield Line(decision.explainer.parameter_for(outcome, operand), reading)

    def _truths(self, outcome: Outcome, probe: Probe, values: Values) -> dict[Leaf, int]:
        case = probe.case(values)
        reading = Reading(case, self.rulebook.terms, self.rulebook.programme)
        env = reading.env(outcome.check.rule.names, outcome.chain)
        return {
            leaf: reading.truth(leaf, env)
            for leaf in walk(outcome.check.require)
            if isinstance(leaf, Leaf) and all(scope in env for scope in _scopes(leaf))
        }


def _scopes(leaf: Leaf) -> Iterator[str]:
    """The names a test reads, those of the facts it compares with included."""
    yield leaf.path.scope
    for operand in operands_of(leaf):
        if isinstance(operand, FactRef):
            yield operand.path.scope


def bench_for(rulebook: Rulebook, manifest: Manifest, day: date, loan: Chain | None) -> Bench:
    """The bench of one loan: the only one, if none is named.

    Raises:
        UsageError: the manifest declares no loan, or more than one and none was named.
    """
    loans = loans_of(manifest)
    if loan is None:
        if len(loans) != 1:
            raise UsageError(
                "the manifest declares no loan" if not loans else "the manifest declares several loans: name one"
            )
        loan = loans[0]
    declared = rulebook.check(manifest, as_of=day)
    return Bench(rulebook, manifest, day, loan, RateRules(rulebook, day), declared)
