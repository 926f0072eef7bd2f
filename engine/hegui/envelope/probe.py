"""How the rate rules stand on one loan when some of its facts are set otherwise, without reading the manifest again.

A probe prices the loan anew and puts the figures into a case that was characterised before. What the product is found
to be is worked out again only where it may have changed: when a price comes into being or goes, or for every value if
some conclusion asks how high a price is. A fresh check is the judge of what it says (`limits`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from hegui.case import LISTS, Case, Chain, Record
from hegui.envelope.rate_rules import RateRules
from hegui.envelope.variables import Variable
from hegui.explain import Explainer
from hegui.judge import Check, Outcome
from hegui.manifest.reading import Manifest
from hegui.measures import measured, showing
from hegui.outcomes import UNDETERMINED, VIOLATED
from hegui.rulebook import Rulebook
from hegui.values import Range

__all__ = ["Key", "Probe", "Standing", "Values", "concerns", "key_of", "stated_for"]

Values = tuple[tuple[Variable, Decimal], ...]

Key = tuple[str, Chain, str | None]
"""A rule and what it was judged on: an element, or a list that has none."""

LOANS = "pricing.credits"
_WARNED = "warned"


@dataclass(frozen=True, slots=True)
class Standing:
    """The blocking rate rules that are violated, those that cannot be decided, and what only warns or advises and is violated.

    The yearly costs are as rounded: a rate, a range, or None where none can be worked out.
    """

    violated: frozenset[Key]
    undetermined: frozenset[Key]
    warned: frozenset[Key]
    nominal: object = None
    effective: object = None


def key_of(outcome: Outcome) -> Key:
    return outcome.check.rule.id, outcome.chain, outcome.hole


def concerns(chain: Chain, loan: Chain) -> bool:
    """Whether a finding on an element is about the loan: about itself, a part of it, or the product it belongs to."""
    return not chain or chain[0] == loan[0]


def stated_for(credit: Record) -> Decimal | None:
    """The yearly rate to show for a loan as priced: in the reading it is stated in, the highest of all if in none.

    None where no rate is stated, or none can be told. Of a cost known in part only, what is proved of it.
    """
    if not isinstance(credit.get("stated_annual_rate"), Decimal):
        return None
    reading = credit.get("stated_reading")
    names = {one: (one,) for one in ("nominal", "effective", "simple")}.get(str(reading), ("effective", "simple"))
    found = [_low(credit.get(f"annualised_cost.{name}")) for name in names]
    told = [rate for rate in found if rate is not None]
    return max(told) if len(told) == len(names) else None


def _low(value: object) -> Decimal | None:
    if isinstance(value, Range):
        return value.low
    return value if isinstance(value, Decimal) else None


class Probe:
    """Rate rules on one loan of a manifest, at any values of its variables. Not to be shared between threads."""

    def __init__(
        self, rulebook: Rulebook, manifest: Manifest, day: date, loan: Chain, rules: RateRules,
    ) -> None:  # fmt: skip
        self.rulebook, self.manifest, self.day, self.loan, self.rules = rulebook, manifest, day, loan, rules
        self._settled: dict[tuple[bool, ...] | None, Case] = {}
        self._seen: dict[tuple[tuple[Check, ...], Values, bool], Standing] = {}
        self._turning: dict[frozenset[Variable], bool] = {}

    def standing(self, checks: tuple[Check, ...], values: Values, *, priced: bool = True) -> Standing:
        """Where these checks stand at these values. Not `priced` suffices for checks that read no cost (`costless`)."""
        found = self._seen.get((checks, values, priced))
        if found is None:
            found = self._seen[checks, values, priced] = self._judge(checks, values, priced=priced)
        return found

    def case(self, values: Values) -> Case:
        """The case at these values, characterised. It is valid until the next call."""
        return self._case(values, self.priced(values))

    def _case(self, values: Values, credit: Record) -> Case:
        signature = None if self._turns(values) else tuple(value > 0 for _, value in values)
        known = self._settled.get(signature) if signature is not None else None
        if known is None:
            known = self.rulebook.case(_with_loan(self.manifest, self.loan, credit), self.day, core=False)
            if signature is not None:
                self._settled[signature] = known
        else:
            _overwrite(known.root[LOANS][self.loan[0][1]], credit)  # type: ignore[index]
        return known

    def priced(self, values: Values) -> Record:
        """The record of the loan at these values with its cost, its stated rate following."""
        credit = self._measured(self._set(values))
        shown = stated_for(credit)
        return credit if shown is None else showing(credit, shown)

    def _measured(self, credit: Record) -> Record:
        """The loan with its cost; its tiers are priced only where a rate rule asks what they cost."""
        whole = self.rules.price_tiers or not isinstance(credit.get("tiers"), tuple)
        asked = credit if whole else {key: value for key, value in credit.items() if key != "tiers"}
        priced: Record = measured({**self.manifest.record, LOANS: (asked,)})[LOANS][0]  # type: ignore[index]
        return priced if whole else {**priced, "tiers": credit["tiers"]}

    def _set(self, values: Values) -> Record:
        credit: Record = self.manifest.record[LOANS][self.loan[0][1]]  # type: ignore[index]
        for variable, value in values:
            credit = _with(credit, variable.chain[1:], variable.rel, value)
        return credit

    def _turns(self, values: Values) -> bool:
        variables = frozenset(variable for variable, _ in values)
        found = self._turning.get(variables)
        if found is None:
            touched = frozenset(fact for variable in variables for fact in variable.touches)
            found = self._turning[variables] = self.rules.conclusions_turn(touched)
        return found

    def _judge(self, checks: tuple[Check, ...], values: Values, *, priced: bool) -> Standing:
        case = self.case(values) if priced or self._turns(values) else self._case(values, self._set(values))
        found: dict[str, set[Key]] = {VIOLATED: set(), UNDETERMINED: set(), _WARNED: set()}
        for outcome in (outcome for check in checks for outcome in check.alone.outcomes(case)):
            told = outcome.outcome in found and concerns(outcome.chain, self.loan)
            if told:
                key = key_of(outcome)
                group = outcome.outcome if self._blocks(outcome, case) else _WARNED
                if group != _WARNED or outcome.outcome == VIOLATED:
                    found[group].add(key)
        credit = case.root[LOANS][self.loan[0][1]]  # type: ignore[index]
        costs = (credit.get(f"annualised_cost.{name}") for name in ("nominal", "effective"))
        return Standing(*map(frozenset, found.values()), *costs)

    def _blocks(self, outcome: Outcome, case: Case) -> bool:
        """Whether a violation would block: as in a decision, what nobody confirmed never does."""
        if outcome.check.rule.force != "block" or not self.rulebook.in_doubt(outcome.check):
            return outcome.check.rule.force == "block"
        return Explainer(self.rulebook, self.manifest, case).force(outcome) == "block"


def _with_loan(manifest: Manifest, loan: Chain, credit: Record) -> Manifest:
    loans = list(manifest.record[LOANS])  # type: ignore[call-overload]
    loans[loan[0][1]] = credit
    return replace(manifest, record={**manifest.record, LOANS: tuple(loans)})


def _with(record: Record, chain: Chain, rel: str, value: Decimal) -> Record:
    """A record with one fact set, itself or in an element below it; the record given is left as it is."""
    if not chain:
        return {**record, rel: value}
    (path, index), rest = chain[0], chain[1:]
    elements = list(record[path])  # type: ignore[call-overload]
    elements[index] = _with(elements[index], rest, rel, value)
    return {**record, path: tuple(elements)}


def _overwrite(record: Record, facts: Record) -> None:
    """Put other facts and measures into a record of a case; what was concluded about it stays."""
    for gone in [key for key in record if key not in facts and key[0] != "@"]:
        del record[gone]
    lists = facts.get(LISTS, ())
    for key, value in facts.items():
        if key in lists and isinstance(value, tuple):  # type: ignore[operator]
            for own, other in zip(record[key], value, strict=True):  # type: ignore[call-overload]
                _overwrite(own, other)
        else:
            record[key] = value
