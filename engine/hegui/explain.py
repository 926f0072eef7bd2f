"""Explains what was decided: facts, places, numbers, bases, derivations, questions. It changes no outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from hegui import decision as d
from hegui.case import Case, Chain, Occurrence, Record
from hegui.conditions import Condition, ListRef, Operand, Param, Path, Unit, Within, operands_of, unit_key, walk
from hegui.expressions import EVIDENCE
from hegui.facts import FactType, fact_type
from hegui.judge import NOT_APPLICABLE, VIOLATED, Outcome
from hegui.manifest.reading import Location, Manifest
from hegui.measures import CAUSE, MEASURES, Cause, measure_type, shown_at, standing
from hegui.parameters import step_on
from hegui.reading import Bound, Place, Reading, Why
from hegui.rules import Rule, Source
from hegui.sentences import Sentences, filled
from hegui.terms import CONFIDENCES, Bilingual, weakest
from hegui.values import FALSE, NONE, TRUE

if TYPE_CHECKING:
    from hegui.reading import Env
    from hegui.rulebook import Rulebook

__all__ = ["TRUTHS", "Explainer"]

TRUTHS = {FALSE: "false", TRUE: "true"}


class Explainer:
    """Explains the outcomes of one case."""

    def __init__(self, rulebook: Rulebook, manifest: Manifest, case: Case) -> None:
        self._rulebook = rulebook
        self._terms = rulebook.terms
        self._manifest = manifest
        self._case = case
        self._reading = Reading(case, rulebook.terms, rulebook.programme)
        self.sentences = Sentences(rulebook.terms)
        self._whys: dict[Outcome, tuple[Why, ...]] = {}
        self._asked: dict[str, Place] = {}
        self._facts_at: dict[Place, d.FactShown] = {}
        self._steps: dict[int, tuple[Why, d.Step]] = {}  # by identity, for conclusions share the steps that proved them

    # ---- an outcome

    def subject(self, outcome: Outcome) -> str:
        return self._manifest.path(outcome.chain, outcome.hole or "")

    def force(self, outcome: Outcome) -> str:
        """What a violation does: the rule's force, but no more than a warning where the basis was never confirmed."""
        force = outcome.check.rule.force
        doubted = force == "block" and self._rulebook.in_doubt(outcome.check)
        return "warn" if doubted and self.confidence(outcome) == "unverified" else force

    def confidence(self, outcome: Outcome) -> str:
        """The lowest of the rule, the classifications that decided it, and every number and list it read."""
        levels = [self.trusted(outcome.check.rule)]
        if outcome.outcome == NOT_APPLICABLE and (special := self._displacing(outcome)):
            levels.append(self.trusted(special))
        levels += self._levels(self._why(outcome), self._env(outcome))
        return weakest(*levels)

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

    def _env(self, outcome: Outcome) -> Env:
        missing = len(outcome.check.rule.bindings) - len(outcome.chain)
        return self._reading.env(outcome.check.rule.names, outcome.chain, missing=missing)

    def _why(self, outcome: Outcome) -> tuple[Why, ...]:
        found = self._whys.get(outcome)
        if found is None:
            env = self._env(outcome)
            whys = [] if outcome.hole else list(self._reading.why(outcome.check.when, env))
            if outcome.outcome != NOT_APPLICABLE and not outcome.hole:
                whys += self._reading.why(outcome.check.require, env)
            found = self._whys[outcome] = tuple(dict.fromkeys(whys)) if len(whys) > 1 else tuple(whys)
        return found

    def _displacing(self, outcome: Outcome) -> Rule | None:
        """The special rule because of which this one does not apply."""
        if outcome.hole or not outcome.check.displaced_by:
            return None
        env = self._env(outcome)
        return next((r for r, when in outcome.check.displaced_by if self._reading.truth(when, env) == TRUE), None)

    # ---- a finding

    def finding(self, outcome: Outcome, waiver: str | None) -> d.Finding:
        rule = outcome.check.rule
        env = self._env(outcome)
        displacing = self._displacing(outcome) if outcome.outcome == NOT_APPLICABLE else None
        return d.Finding(
            rule=rule.id,
            version=outcome.check.version.first,
            kind=rule.kind,
            force=self.force(outcome),
            ruled_force=rule.force,
            outcome=outcome.outcome,
            confidence=self.confidence(outcome),
            subject=self.subject(outcome),
            element=self._element(outcome),
            location=self._located(outcome),
            title=rule.fault if outcome.outcome == VIOLATED else rule.title,
            message=self._message(rule, env) if outcome.outcome == VIOLATED else rule.title,
            facts=tuple(self._facts(outcome)),
            open=tuple(self.open_paths(outcome)),
            parameters=tuple(self._parameters(outcome, env)),
            citations=tuple(self.citation(source, rule) for source in rule.sources),
            derivation=tuple(self.step(why) for why in self._why(outcome)),
            remedy=d.RemedyShown(rule.remedy.who, rule.remedy.note, _texts(rule.remedy.sets)) if rule.remedy else None,
            red_line=rule.red_line,
            because_of=displacing.id if displacing else None,
            interpretation=rule.interpretation,
            waiver=waiver,
        )

    def _element(self, outcome: Outcome) -> Bilingual:
        """What the element is called that a finding is about; empty for the product and for a list."""
        if not outcome.chain or outcome.hole:
            return Bilingual("", "")
        return self.sentences.element_name(self._record_name(outcome.chain), self._record(outcome.chain))

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
        if outcome.hole:
            return self._manifest.located(outcome.chain, outcome.hole)
        places = self._deciding(outcome) if outcome.outcome == VIOLATED else []
        located = [self._manifest.located(place.chain, place.rel) for place in places]
        located = [one for one in located if one.stated] or located
        return located[0] if located else self._manifest.located(outcome.chain, "")

    def _deciding(self, outcome: Outcome) -> list[Place]:
        """The facts that broke the duty, those it names itself before those beneath a conclusion."""
        whys = self._reading.why(outcome.check.require, self._env(outcome))
        return [place for why in sorted(whys, key=lambda why: bool(why.parts)) for place in self._places(why)]

    def _places(self, why: Why) -> Iterator[Place]:
        """The facts below a step; a measure stands for the element it is of."""
        if isinstance(why.test, Unit):
            for part in why.parts:
                yield from self._places(part)
        elif why.place is not None:
            yield Place(*shown_at(why.place.chain, self._record_name(why.place.chain), why.place.rel))

    @staticmethod
    def _record_name(chain: Chain) -> str:
        return ".".join(f"{path}[]" for path, _ in chain)

    def _facts(self, outcome: Outcome) -> Iterator[d.FactShown]:
        for place in dict.fromkeys(place for why in self._why(outcome) for place in self._all_places(why)):
            yield self._facts_at.get(place) or self._facts_at.setdefault(place, self.fact(place))

    def _all_places(self, why: Why) -> Iterator[Place]:
        if isinstance(why.test, Unit):
            for part in why.parts:
                yield from self._all_places(part)
        elif why.place is not None:
            yield why.place

    def fact(self, place: Place) -> d.FactShown:
        record = self._record(place.chain)
        found = self._type(self._record_name(place.chain), place.rel)
        return d.FactShown(
            path=self._manifest.path(place.chain, place.rel),
            kind=found.kind if found else "text",
            choice=found.choice if found else None,
            label=Bilingual(found.zh, found.en) if found else Bilingual(place.rel, place.rel),
            value=_plain_value(record.get(place.rel)),
            location=self._manifest.located(place.chain, place.rel),
            evidence=bool(record.get(place.rel + EVIDENCE)),
        )

    @staticmethod
    def _type(record: str, rel: str) -> FactType | None:
        return measure_type(record, rel) or fact_type(record, rel)

    def _record(self, chain: Chain) -> Record:
        record = self._case.root
        for path, index in chain:
            record = record[path][index]  # type: ignore[index]
        return record

    # ---- numbers and bases

    def _parameters(self, outcome: Outcome, env: Env) -> Iterator[d.ParameterUsed]:
        used: dict[str, d.ParameterUsed] = {}
        for why in self._why(outcome):
            for operand in _operands(why):
                if isinstance(operand, Param) and operand.id not in used:
                    used[operand.id] = self.parameter(operand.id, operand, env)
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
            value=_plain_value(self._rulebook.table.on(name, day)),
            day=day,
            since=step.from_day if step else None,
            source=step.source if step else "",
            standing=parameter.standing,
            confidence=weakest(*(one.confidence if one else "unverified" for one in steps)),
            stale=any(basis.stale_after is not None and day > basis.stale_after for basis in bases),
            reading=parameter.reading,
        )

    def citation(self, source: Source, rule: Rule) -> d.Citation:
        if source.instrument == "REPORT":
            title = Bilingual("《金融科技产品差异化与合规边界分析报告》", "the market report")
            return d.Citation("REPORT", title, None, source.article, "verified")
        instrument = self._terms.instruments[source.instrument]
        return d.Citation(instrument.id, instrument.title, instrument.number, source.article, rule.confidence)

    # ---- derivations

    def step(self, why: Why) -> d.Step:
        return (self._steps.get(id(why)) or self._steps.setdefault(id(why), (why, self._step(why))))[1]

    def _step(self, why: Why) -> d.Step:
        place = why.place
        chain = place.chain if place else ()
        return d.Step(
            label=self.sentences.test(why.test, self._record(chain)),
            truth=TRUTHS.get(why.truth, "unknown"),
            path=self._manifest.path(chain, place.rel if place else ""),
            location=self._manifest.located(chain, place.rel) if place and not isinstance(why.test, Unit) else None,
            rule=why.rule.id if why.rule else None,
            steps=tuple(self.step(part) for part in why.parts),
        )

    def characterised(self) -> Iterator[d.Characterised]:
        for conclusion in sorted(self._terms.conclusions.values(), key=lambda c: (c.record, c.name)):
            for occurrence in self._case.occurrences(conclusion.record)[0]:
                for member in conclusion.members if conclusion.kind != "flag" else (None,):
                    unit = Unit(Path("own", conclusion.rel, conclusion.record), member)
                    yield from self._concluded(unit, occurrence.chain, conclusion.record)

    def _concluded(self, unit: Unit, chain: Chain, record_type: str) -> Iterator[d.Characterised]:
        record = self._record(chain)
        truth = record.get(unit_key(unit.path.rel, unit.member), FALSE)
        if truth == FALSE:
            return
        conclusion = self._terms.conclusion_at(record_type, unit.path.rel)
        assert conclusion is not None
        env = {**self._reading.env((), chain), "own": Bound(chain, record)}
        whys = list(self._reading.why(unit, env)) if truth == TRUE else []
        yield d.Characterised(
            owner=self._manifest.path(chain, ""),
            conclusion=conclusion.name,
            member=unit.member,
            label=conclusion.member_labels[unit.member] if unit.member else conclusion.label,
            truth=TRUTHS.get(truth, "unknown"),  # type: ignore[call-overload]
            confidence=weakest(*self._levels(whys, env)),
            derivation=tuple(self.step(why) for why in whys),
        )

    # ---- measures

    def measures(self) -> Iterator[d.Measure]:
        for (record_type, name), found in MEASURES.items():
            for occurrence in self._case.occurrences(record_type)[0]:
                record = self._record(occurrence.chain)
                cause = cause if isinstance(cause := record.get(name + CAUSE), Cause) else Cause()
                yield d.Measure(
                    owner=self._manifest.path(occurrence.chain, ""),
                    name=name,
                    kind=found.kind,
                    label=Bilingual(found.zh, found.en),
                    value=_plain_value(record.get(name)),
                    missing=tuple(self._manifest.path(*standing(occurrence.chain, rel)) for rel in cause.missing),
                    reason=Bilingual(cause.zh, cause.en) if cause.zh else None,
                )

    # ---- questions

    def open_paths(self, outcome: Outcome) -> Iterator[str]:
        """The facts that could still settle an undetermined outcome."""
        if outcome.outcome == "undetermined":
            parts = () if outcome.hole else (outcome.check.when, outcome.check.require)
            env = self._env(outcome)
            yield from self._paths(outcome, [place for part in parts for place in self._reading.open(part, env)])

    def asked_first(self, outcome: Outcome) -> Iterator[str]:
        """Of those, what to ask now: what the product is, and whole sections nobody wrote, before single facts."""
        env, places = self._env(outcome), list[Place]()
        for part in () if outcome.hole else (outcome.check.when, outcome.check.require):
            places = places or list(self._reading.first(part, env))
        yield from self._paths(outcome, places, self._reading.as_asked)

    def _paths(
        self, outcome: Outcome, places: Iterable[Place], asked: Callable[[Place], Place] = lambda place: place
    ) -> Iterator[str]:
        hole = (Place(outcome.chain, outcome.hole),) if outcome.hole else places
        for place in dict.fromkeys(asked(Place(*standing(place.chain, place.rel))) for place in hole):
            path = self._manifest.path(place.chain, place.rel)
            self._asked[path] = place
            yield path

    def label(self, path: str) -> Bilingual:
        """The name of a fact nobody stated."""
        place = self._asked[path]
        found = self._type(self._record_name(place.chain), place.rel.removesuffix(".evidence"))
        return Bilingual(found.zh, found.en) if found else Bilingual(path, path)

    def ask(self, path: str) -> Bilingual:
        """The question for a fact nobody stated, naming the element where it belongs to one."""
        place = self._asked[path]
        return self.sentences.question(
            self._record_name(place.chain),
            place.rel,
            [self._record(place.chain[:n]) for n in range(1, len(place.chain) + 1)],
        )

    def occurrences(self, record: str) -> list[Occurrence]:
        """Every element of a record type in the case explained."""
        return self._case.occurrences(record)[0]

    def parameter_for(self, outcome: Outcome, operand: Param) -> d.ParameterUsed:
        """A parameter as an outcome's check read it."""
        return self.parameter(operand.id, operand, self._env(outcome))


def _operands(why: Why) -> Iterator[Operand]:
    for test in walk(why.test):
        yield from operands_of(test)
    for part in why.parts:
        yield from _operands(part)


def _plain_value(value: object) -> object:
    return value if value is None or value is NONE or not isinstance(value, dict) else None


def _texts(sets: Iterable[tuple[str, object]]) -> tuple[tuple[str, str], ...]:
    return tuple((path, str(value)) for path, value in sets)


def _record_type(rule: Rule, scope: str) -> str:
    return next((binding.record for binding in rule.bindings if binding.name == scope), "")
