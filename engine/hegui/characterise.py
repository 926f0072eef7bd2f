"""Concludes what a product and its parts are. The logic runs on the inference core or, alike, as compiled code.

Every test of a classification (a signal) is decided in three values by compiled Python; only the truths of signals and
conclusions, never a value, reach the core. Conclusions cross from one record to another as signals of a later stratum.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter

from hegui import inference
from hegui.case import Case
from hegui.compile import Compiler, Truths
from hegui.conditions import All, AnyOf, Condition, Const, InForce, Not, Unit, conjunction, unit_key
from hegui.expressions import Bound
from hegui.lowering import lowered, members_meant, negation_normal, units_of
from hegui.rules import Rule
from hegui.terms import Conclusion, Terms

__all__ = ["CircleError", "Programme", "UnitId", "ever"]

UnitId = tuple[str, str, str | None]
"""Record type, path, member."""


class CircleError(Exception):
    """Classifications that depend on themselves; `circle` names the conclusions on the way round."""

    def __init__(self, circle: Sequence[str]) -> None:
        self.circle = tuple(circle)
        super().__init__(" → ".join(circle))


def ever(rule: Rule, terms: Terms) -> Condition:
    """What a rule tests on any day: one of its versions is in force and its condition holds."""
    dated = [conjunction(InForce(v.first, v.until), lowered(v.when, terms)) for v in rule.versions]
    return dated[0] if len(dated) == 1 else AnyOf(tuple(dated))


@dataclass(frozen=True, slots=True)
class _Proof:
    """One rule that may prove a unit."""

    rule: Rule
    when: Condition


@dataclass(frozen=True, eq=False)
class _Group:
    """The units of one record type in one stratum, in order of dependence. What settles them is made for the first such record."""

    record: str
    stratum: int
    units: tuple[UnitId, ...]
    keys: tuple[str, ...]
    proofs: tuple[tuple[_Proof, ...], ...]
    compiler: Compiler

    @cached_property
    def _made(self) -> tuple[Truths, inference.Core]:
        signals = _Signals()
        indices = {unit: index for index, unit in enumerate(self.units)}
        logic = [
            _logic(indices[unit], proofs, indices, signals)
            for unit, proofs in zip(self.units, self.proofs, strict=True)
        ]
        name = f"{self.record or 'product'} {self.stratum}"
        core = inference.Core(inference.Stratum(name, len(signals.tests), tuple(logic)))
        return self.compiler.truths(signals.tests, self.record.count("[]")), core

    @property
    def signals(self) -> Truths:
        return self._made[0]

    @property
    def core(self) -> inference.Core:
        return self._made[1]

    @cached_property
    def compiled(self) -> Callable[..., None]:
        """The same logic as compiled code, made only where the core does not run."""
        proved = [[(proof.when, proof.rule.names) for proof in proofs] for proofs in self.proofs]
        return self.compiler.settler(list(zip(self.keys, proved, strict=True)), self.record.count("[]"))


class Programme:
    """All classification rules of a rulebook, ordered, compiled and ready to settle a case.

    Raises:
        CircleError: a conclusion depends on itself.
    """

    def __init__(self, rules: Iterable[Rule], terms: Terms) -> None:
        self._terms = terms
        self._proofs: dict[UnitId, list[_Proof]] = {unit: [] for unit in _declared(terms)}
        self._grounds: dict[UnitId, tuple[tuple[Rule, Condition], ...]] = {}
        for rule in rules:
            self._enter(rule)
        self._read = {unit: tuple(self._reads(unit)) for unit in self._proofs}
        self.order = self._ordered()

    def _enter(self, rule: Rule) -> None:
        when = ever(rule, self._terms)
        for conclude in rule.concludes:
            conclusion = self._terms.conclusion_at(conclude.record, conclude.rel)
            assert conclusion is not None
            for member in members_meant(conclusion, conclude.member):
                self._proofs[conclude.record, conclude.rel, member].append(_Proof(rule, when))

    def proofs(self, unit: UnitId) -> tuple[Rule, ...]:
        """The rules that may prove a unit, in id order."""
        return tuple(rule for rule, _ in self.grounds(unit))

    def grounds(self, unit: UnitId) -> tuple[tuple[Rule, Condition], ...]:
        """The rules that may prove a unit, in id order, each with what it tests on any day."""
        found = self._grounds.get(unit)
        if found is None:
            proofs = sorted(self._proofs[unit], key=lambda proof: proof.rule.id)
            found = self._grounds[unit] = tuple((proof.rule, proof.when) for proof in proofs)
        return found

    # ---- order

    def _ordered(self) -> tuple[UnitId, ...]:
        graph = {unit: {target for target, _ in read} for unit, read in self._read.items()}
        try:
            return tuple(TopologicalSorter(graph).static_order())
        except CycleError as error:
            raise CircleError([_name(unit) for unit in reversed(error.args[1])]) from None

    def _reads(self, unit: UnitId) -> Iterator[tuple[UnitId, bool]]:
        """The units another depends on, and whether each is read of the very same record only, under no quantifier."""
        for proof in self._proofs[unit]:
            own, everywhere = Counter(_own_units(proof.when, _scope(proof.rule))), Counter(units_of(proof.when))
            for read, times in everywhere.items():
                yield _id(read), own[read] == times

    @cached_property
    def _strata(self) -> dict[UnitId, int]:
        strata: dict[UnitId, int] = {}
        for unit in self.order:
            below = [strata[target] + (not own) for target, own in self._read[unit]]
            strata[unit] = max(below, default=0)
        return strata

    # ---- groups

    @cached_property
    def groups(self) -> tuple[_Group, ...]:
        members: dict[tuple[int, str], list[UnitId]] = {}
        for unit in self.order:
            members.setdefault((self._strata[unit], unit[0]), []).append(unit)
        return tuple(self._group(record, stratum, units) for (stratum, record), units in sorted(members.items()))

    def _group(self, record: str, stratum: int, units: list[UnitId]) -> _Group:
        proofs = tuple(tuple(self._proofs[unit]) for unit in units)
        keys = tuple(unit_key(rel, member) for _, rel, member in units)
        return _Group(record, stratum, tuple(units), keys, proofs, Compiler(self._terms))

    # ---- settling

    def settle(self, case: Case, *, core: bool) -> None:
        """Write the truth of every unit into every record of the case."""
        for group in self.groups:
            for occurrence in case.occurrences(group.record)[0]:
                if core:
                    record = occurrence.records[-1] if occurrence.records else case.root
                    truths = group.core.settle(group.signals(*occurrence.arguments))
                    record.update(zip(group.keys, truths, strict=True))
                else:
                    group.compiled(*occurrence.arguments)
        case.settled = True


def _logic(
    index: int, proofs: Sequence[_Proof], indices: Mapping[UnitId, int], signals: _Signals
) -> inference.UnitRule:
    """When a unit is true and when it is false."""
    true = tuple(signals.expression(proof, indices, positive=True) for proof in proofs)
    false = tuple(signals.expression(proof, indices, positive=False) for proof in proofs)
    return inference.UnitRule(index, inference.Or(true), inference.And(false))


class _Signals:
    """The distinct signals of one group, known to the core by their index only."""

    def __init__(self) -> None:
        self._index: dict[Bound, int] = {}

    @property
    def tests(self) -> tuple[Bound, ...]:
        return tuple(self._index)

    def expression(self, proof: _Proof, units: Mapping[UnitId, int], *, positive: bool) -> inference.Expr:
        return self._of(negation_normal(proof.when, positive=positive), proof.rule, units)

    def _of(self, condition: Condition, rule: Rule, units: Mapping[UnitId, int]) -> inference.Expr:
        match condition:
            case All(parts):
                return inference.And(tuple(self._of(part, rule, units) for part in parts))
            case AnyOf(parts):
                return inference.Or(tuple(self._of(part, rule, units) for part in parts))
            case Const(value):
                return inference.Const(value)
            case Not(part):
                return self._literal(part, rule, units, positive=False)
        return self._literal(condition, rule, units, positive=True)

    def _literal(self, test: Condition, rule: Rule, units: Mapping[UnitId, int], *, positive: bool) -> inference.Expr:
        if isinstance(test, Unit) and test.path.scope == _scope(rule):
            return (
                inference.Lit("unit", units[_id(test)], positive)
                if _id(test) in units
                else self._signal(test, rule, positive)
            )
        return self._signal(test, rule, positive)

    def _signal(self, test: Condition, rule: Rule, positive: bool) -> inference.Expr:
        key = (test, rule.names)
        return inference.Lit("signal", self._index.setdefault(key, len(self._index)), positive)


def _declared(terms: Terms) -> Iterator[UnitId]:
    for conclusion in terms.conclusions.values():
        for member in members_of(conclusion):
            yield conclusion.record, conclusion.rel, member


def members_of(conclusion: Conclusion) -> tuple[str | None, ...]:
    return conclusion.members if conclusion.kind != "flag" else (None,)


def _own_units(condition: Condition, scope: str) -> Iterator[Unit]:
    """The units of the rule's own record, outside any quantifier."""
    match condition:
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from _own_units(part, scope)
        case Not(part):
            yield from _own_units(part, scope)
        case Unit(path) if path.scope == scope:
            yield condition


def _scope(rule: Rule) -> str:
    return rule.bindings[-1].name if rule.bindings else ""


def _id(unit: Unit) -> UnitId:
    return unit.path.record, unit.path.rel, unit.member


def _name(unit: UnitId) -> str:
    record, rel, member = unit
    name = f"{record}.{rel}" if record else rel
    return f"{name}={member}" if member else name
