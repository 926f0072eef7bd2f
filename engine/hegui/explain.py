"""Explains what was decided: facts, places, numbers, bases, derivations, questions. It changes no outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from hegui import decision as d
from hegui.case import Case, Chain, Occurrence
from hegui.conditions import Condition, ListRef, Operand, Param, Path, Unit, Within, operands_of, unit_key, walk
from hegui.judge import NOT_APPLICABLE, VIOLATED, Outcome
from hegui.manifest.location import Location
from hegui.manifest.reading import Manifest
from hegui.measures import CAUSE, MEASURES, Cause, shown_at
from hegui.parameters import step_on
from hegui.placing import Places, plain_value
from hegui.reading import Bound, Place, Reading, Why
from hegui.rules import Rule
from hegui.sentences import Sentences, filled
from hegui.terms import CONFIDENCES, Bilingual, weakest
from hegui.values import FALSE, TRUE

if TYPE_CHECKING:
    from hegui.reading import Env
    from hegui.rulebook import Rulebook

__all__ = ["TRUTHS", "Explainer"]

TRUTHS = {FALSE: "false", TRUE: "true"}


class _Grounds(NamedTuple):
    """What an outcome rests on: the records read, the steps that led to it, the special rule because of which it does not apply."""

    env: Env
    whys: tuple[Why, ...]
    displacing: Rule | None


class Explainer:
    """Explains the outcomes of one case."""

    def __init__(self, rulebook: Rulebook, manifest: Manifest, case: Case) -> None:
        self._rulebook = rulebook
        self._terms = rulebook.terms
        self._manifest = manifest
        self._case = case
        self._reading = Reading(case, rulebook.terms, rulebook.programme)
        self.sentences = Sentences(rulebook.terms)
        self._places = Places(manifest, case, self.sentences)
        self._grounds: dict[Outcome, _Grounds] = {}
        self._confidences: dict[Outcome, str] = {}
        self._asked: dict[str, Place] = {}
        self._steps: dict[tuple[Condition, int, Place | None, str | None], d.Step] = {}

    # ---- an outcome

    def subject(self, outcome: Outcome) -> str:
        return self._places.path(Place(outcome.chain, outcome.hole or ""))

    def force(self, outcome: Outcome) -> str:
        """What a violation does: the rule's force, but no more than a warning where the basis was never confirmed."""
        force = outcome.check.rule.force
        doubted = force == "block" and self._rulebook.in_doubt(outcome.check)
        return "warn" if doubted and self.confidence(outcome) == "unverified" else force

    def confidence(self, outcome: Outcome) -> str:
        """The lowest of the rule, the classifications that decided it, and every number and list it read."""
        found = self._confidences.get(outcome)
        if found is None:
            grounds = self._of(outcome)
            rules = (outcome.check.rule, grounds.displacing) if grounds.displacing else (outcome.check.rule,)
            found = weakest(*map(self.trusted, rules), *self._levels(grounds.whys, grounds.env))
            self._confidences[outcome] = found
        return found

    def trusted(self, rule: Rule) -> str:
        """How far a rule's basis was checked, or how far the firm decided to trust it."""
        return self._rulebook.trust.get(rule.id, rule.confidence)

    def _levels(self, whys: Iterable[Why], env: Env) -> Iterator[str]:
        proofs: dict[tuple[Place, Condition], list[str]] = {}
        for why in whys:
            for part in walk(why.test):
                yield from self._operand_levels(part, env)
            if why.rule is not None and why.place is not None:
                inner = self._reading.env(why.rule.names, why.place.chain)
                own = weakest(self.trusted(why.rule), *self._levels(why.parts, inner))
                proofs.setdefault((why.place, why.test), []).append(own)
            elif isinstance(why.test, Unit) and why.truth == FALSE:
                yield from self._denials(why.test)
        # one proof is enough for a conclusion: the best supported counts
        for levels in proofs.values():
            yield max(levels, key=CONFIDENCES.index)

    def _denials(self, unit: Unit) -> Iterator[str]:
        """The trust in every rule that could have proved a conclusion and did not: it fails only if all of them do."""
        for rule in self._rulebook.programme.proofs((unit.path.record, unit.path.rel, unit.member)):
            if rule.version_on(self._case.day):
                yield self.trusted(rule)

    def _operand_levels(self, test: Condition, env: Env) -> Iterator[str]:
        for operand in operands_of(test):
            if isinstance(operand, ListRef):
                yield self._terms.lists[operand.id].confidence
            elif isinstance(operand, Within) and operand.unit == "working_days":
                yield self._terms.calendar_confidence
            elif isinstance(operand, Param) and (used := self.parameter(operand.id, operand, env)).since:
                yield used.confidence

    def _of(self, outcome: Outcome) -> _Grounds:
        found = self._grounds.get(outcome)
        if found is None:
            found = self._grounds[outcome] = self._grounded(outcome)
        return found

    def _grounded(self, outcome: Outcome) -> _Grounds:
        check, names = outcome.check, outcome.check.rule.names
        env = self._reading.env(names, outcome.chain, missing=len(names) - len(outcome.chain))
        if outcome.hole:
            return _Grounds(env, (), None)
        whys = list(self._reading.why(check.when, env))
        if outcome.outcome != NOT_APPLICABLE:
            return _Grounds(env, _once([*whys, *self._reading.why(check.require, env)]), None)
        displacing = (rule for rule, when in check.displaced_by if self._reading.truth(when, env) == TRUE)
        return _Grounds(env, _once(whys), next(displacing, None))

    # ---- a finding

    def finding(self, outcome: Outcome, waiver: str | None) -> d.Finding:
        rule = outcome.check.rule
        grounds, basis = self._of(outcome), self._rulebook.bases.of(rule)
        return d.Finding(
            rule=rule.id,
            version=outcome.check.version.first,
            kind=rule.kind,
            force=self.force(outcome),
            ruled_force=rule.force,
            outcome=outcome.outcome,
            confidence=self.confidence(outcome),
            subject=self.subject(outcome),
            element=self._places.element(() if outcome.hole else outcome.chain),
            location=self._located(outcome),
            title=basis.fault if outcome.outcome == VIOLATED else basis.title,
            message=self._message(rule, grounds.env) if outcome.outcome == VIOLATED else basis.title,
            facts=tuple(map(self._places.fact, dict.fromkeys(self._read(grounds.whys)))),
            open=tuple(self.open_paths(outcome)),
            parameters=tuple(self._parameters(grounds)),
            citations=basis.citations,
            derivation=tuple(map(self.step, grounds.whys)),
            remedy=basis.remedy,
            red_line=rule.red_line,
            because_of=grounds.displacing.id if grounds.displacing else None,
            interpretation=basis.interpretation,
            waiver=waiver,
        )

    def _message(self, rule: Rule, env: Env) -> Bilingual:
        def shown(path: str, lang: str) -> str:
            scope, _, rel = path.partition(".")
            bound = env.get(scope)
            own = bound is not None and scope in rule.names
            record, rel, kind = (
                (bound.record, rel, _record_type(rule, scope)) if own and bound else (env[""].record, path, "")
            )
            return self.sentences.value_text(kind, rel, record.get(rel), lang)

        return filled(rule.message, shown)

    def _located(self, outcome: Outcome) -> Location:
        """The fact the finding turns on: the first that broke it, else the subject itself."""
        places = self._deciding(outcome) if outcome.outcome == VIOLATED else []
        located = [self._places.located(place) for place in places]
        located = [one for one in located if one.stated] or located
        return located[0] if located else self._places.located(Place(outcome.chain, outcome.hole or ""))

    def _deciding(self, outcome: Outcome) -> list[Place]:
        """The facts that broke the duty, those it names itself before those beneath a conclusion."""
        whys = self._reading.why(outcome.check.require, self._of(outcome).env)
        return [place for why in sorted(whys, key=lambda why: bool(why.parts)) for place in self._pointed_at(why)]

    def _pointed_at(self, why: Why) -> Iterator[Place]:
        """The facts below a step; a measure stands for the element it is of."""
        if isinstance(why.test, Unit):
            for part in why.parts:
                yield from self._pointed_at(part)
        elif why.place is not None:
            yield Place(*shown_at(why.place.chain, self._places.record_name(why.place.chain), why.place.rel))

    def _read(self, whys: Iterable[Why]) -> Iterator[Place]:
        """The facts that steps rest on, those beneath conclusions included."""
        for why in whys:
            if isinstance(why.test, Unit):
                yield from self._read(why.parts)
            elif why.place is not None:
                yield why.place

    # ---- numbers and bases

    def _parameters(self, grounds: _Grounds) -> Iterator[d.ParameterUsed]:
        used: dict[str, d.ParameterUsed] = {}
        for why in grounds.whys:
            for operand in _operands(why):
                if isinstance(operand, Param) and operand.id not in used:
                    used[operand.id] = self.parameter(operand.id, operand, grounds.env)
        yield from used.values()

    def parameter(self, name: str, operand: Param, env: Env) -> d.ParameterUsed:
        """A parameter as it stood on the day it was read for."""
        parameter = self._terms.parameters[name]
        day = self._case.day
        if operand.on is not None and operand.on.scope in env:
            stated = self._reading.value(operand.on, env)
            day = stated if hasattr(stated, "isoformat") else day  # type: ignore[assignment]
        bases = self._rulebook.table.behind(name)
        steps = [step_on(basis, day) for basis in bases]
        step = steps[0]
        return d.ParameterUsed(
            id=name,
            kind=parameter.kind,
            label=parameter.label,
            value=plain_value(self._rulebook.table.on(name, day)),
            day=day,
            since=step.from_day if step else None,
            source=step.source if step else "",
            standing=parameter.standing,
            confidence=weakest(*(one.confidence if one else "unverified" for one in steps)),
            stale=any(basis.stale_after is not None and day > basis.stale_after for basis in bases),
            reading=parameter.reading,
        )

    # ---- derivations

    def step(self, why: Why) -> d.Step:
        key = (why.test, why.truth, why.place, why.rule.id if why.rule else None)
        return self._steps.get(key) or self._steps.setdefault(key, self._step(why))

    def _step(self, why: Why) -> d.Step:
        place = why.place or Place((), "")
        pointed = why.place is not None and not isinstance(why.test, Unit)
        return d.Step(
            label=self.sentences.test(why.test, self._places.record(place.chain)),
            truth=TRUTHS.get(why.truth, "unknown"),
            path=self._places.path(place),
            location=self._places.located(place) if pointed else None,
            rule=why.rule.id if why.rule else None,
            steps=tuple(map(self.step, why.parts)),
        )

    def characterised(self) -> Iterator[d.Characterised]:
        for conclusion in sorted(self._terms.conclusions.values(), key=lambda c: (c.record, c.name)):
            for occurrence in self._case.occurrences(conclusion.record)[0]:
                for member in conclusion.members if conclusion.kind != "flag" else (None,):
                    unit = Unit(Path("own", conclusion.rel, conclusion.record), member)
                    yield from self._concluded(unit, occurrence.chain, conclusion.record)

    def _concluded(self, unit: Unit, chain: Chain, record_type: str) -> Iterator[d.Characterised]:
        record = self._places.record(chain)
        truth = record.get(unit_key(unit.path.rel, unit.member), FALSE)
        if truth == FALSE:
            return
        conclusion = self._terms.conclusion_at(record_type, unit.path.rel)
        assert conclusion is not None
        env = {**self._reading.env((), chain), "own": Bound(chain, record)}
        whys = list(self._reading.why(unit, env)) if truth == TRUE else []
        yield d.Characterised(
            owner=self._places.path(Place(chain, "")),
            conclusion=conclusion.name,
            member=unit.member,
            label=conclusion.member_labels[unit.member] if unit.member else conclusion.label,
            truth=TRUTHS.get(truth, "unknown"),  # type: ignore[call-overload]
            confidence=weakest(*self._levels(whys, env)),
            derivation=tuple(map(self.step, whys)),
        )

    # ---- measures

    def measures(self) -> Iterator[d.Measure]:
        for (record_type, name), found in MEASURES.items():
            for occurrence in self._case.occurrences(record_type)[0]:
                record = self._places.record(occurrence.chain)
                cause = cause if isinstance(cause := record.get(name + CAUSE), Cause) else Cause()
                yield d.Measure(
                    owner=self._places.path(Place(occurrence.chain, "")),
                    name=name,
                    kind=found.kind,
                    label=Bilingual(found.zh, found.en),
                    value=plain_value(record.get(name)),
                    missing=tuple(self._stated_at(Place(occurrence.chain, rel)) for rel in cause.missing),
                    reason=Bilingual(cause.zh, cause.en) if cause.zh else None,
                )

    def _stated_at(self, place: Place) -> str:
        return self._places.path(self._places.standing(place))

    # ---- questions

    def open_paths(self, outcome: Outcome) -> Iterator[str]:
        """The facts that could still settle an undetermined outcome."""
        if outcome.outcome == "undetermined":
            parts = () if outcome.hole else (outcome.check.when, outcome.check.require)
            env = self._of(outcome).env
            yield from self._paths(outcome, [place for part in parts for place in self._reading.open(part, env)])

    def asked_first(self, outcome: Outcome) -> Iterator[str]:
        """Of those, what to ask now: what the product is, and whole sections nobody wrote, before single facts."""
        env, places = self._of(outcome).env, list[Place]()
        for part in () if outcome.hole else (outcome.check.when, outcome.check.require):
            places = places or list(self._reading.first(part, env))
        yield from self._paths(outcome, places, self._reading.as_asked)

    def _paths(
        self, outcome: Outcome, places: Iterable[Place], asked: Callable[[Place], Place] = lambda place: place
    ) -> Iterator[str]:
        hole = (Place(outcome.chain, outcome.hole),) if outcome.hole else places
        for place in dict.fromkeys(asked(self._places.standing(place)) for place in hole):
            path = self._places.path(place)
            self._asked[path] = place
            yield path

    def label(self, path: str) -> Bilingual:
        """The name of a fact nobody stated."""
        place = self._asked[path]
        found = self._places.type(self._places.record_name(place.chain), place.rel.removesuffix(".evidence"))
        return Bilingual(found.zh, found.en) if found else Bilingual(path, path)

    def ask(self, path: str) -> Bilingual:
        """The question for a fact nobody stated, naming the element where it belongs to one."""
        place = self._asked[path]
        return self.sentences.question(
            self._places.record_name(place.chain),
            place.rel,
            [self._places.record(place.chain[:n]) for n in range(1, len(place.chain) + 1)],
        )

    def occurrences(self, record: str) -> list[Occurrence]:
        """Every element of a record type in the case explained."""
        return self._case.occurrences(record)[0]

    def parameter_for(self, outcome: Outcome, operand: Param) -> d.ParameterUsed:
        """A parameter as an outcome's check read it."""
        return self.parameter(operand.id, operand, self._of(outcome).env)


def _operands(why: Why) -> Iterator[Operand]:
    for test in walk(why.test):
        yield from operands_of(test)
    for part in why.parts:
        yield from _operands(part)


def _once(whys: list[Why]) -> tuple[Why, ...]:
    return tuple(dict.fromkeys(whys) if len(whys) > 1 else whys)


def _record_type(rule: Rule, scope: str) -> str:
    return next((binding.record for binding in rule.bindings if binding.name == scope), "")
