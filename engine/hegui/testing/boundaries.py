"""Pairs of manifests on either side of a rule, each judged before it is given out. It draws nothing at random."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from hegui.authoring.proving import Assumed, came_to, case_for, day_of, supposed
from hegui.case import Case, Chain, Occurrence, Record
from hegui.checking import load_manifest
from hegui.conditions import Condition, Counted, Leaf, Quantified, Unit, walk
from hegui.errors import ManifestError, UsageError
from hegui.facts import fact_type
from hegui.judge import MET, NOT_APPLICABLE, VIOLATED
from hegui.loading.rule_reader import RuleCase
from hegui.manifest.reading import Manifest
from hegui.rulebook import Rulebook, default_rules
from hegui.rules import Rule, Version
from hegui.testing.candidates import compared, near
from hegui.testing.documents import Document, stated, steps_of, without
from hegui.testing.examples import examples_of, given, real
from hegui.testing.turning import STEPPED, neighbours, turned
from hegui.values import NONE

__all__ = ["Pair", "holds", "pairs_of"]

Side = Literal["step", "choice", "part", "law"]
ORDER: tuple[Side, ...] = ("step", "choice", "part", "law")

_DAY = timedelta(days=1)
_INSIDE = ({MET}, {NOT_APPLICABLE}, {MET, NOT_APPLICABLE})


@dataclass(frozen=True, slots=True)
class Pair:
    """Two manifests that differ in one thing: the rule is violated `outside` and met, or not applicable, `inside`.

    `path` is the fact that differs, `said` what it says inside and outside. `of` tells what lies between: one `step` of a
    number or day, a `choice` (a member, a yes or no), a `part` (an element or object that is there or not), or the `law`,
    which binds on one of the two days and not on the other. Where `assuming` is not empty the pair holds if the product is taken
    to be what it says; else `hegui.check` by itself comes to it.
    """

    rule: str
    of: Side
    path: str
    said: tuple[object, object]
    inside: Document
    outside: Document
    inside_on: date
    outside_on: date
    assuming: Assumed = ()


def pairs_of(rule: str, *, rules: Rulebook | None = None) -> tuple[Pair, ...]:
    """Every pair found around the violated examples of a check rule; those that need nothing assumed come first.

    Raises:
        UsageError: there is no such check rule.
    """
    rulebook = rules or default_rules()
    found = rulebook.by_id.get(rule)
    if found is None or found.concludes:
        raise UsageError(f"{rule} is no check rule of this rulebook")
    examples = [one for one in examples_of(rulebook, found) if one.expect == VIOLATED]
    pairs = [pair for example in examples for pair in _around(rulebook, found, example)]
    unlike: dict[object, Pair] = {}
    for pair in pairs:
        unlike.setdefault((pair.path, repr(pair.said), pair.outside_on, repr(pair.outside), pair.assuming), pair)
    return tuple(sorted(unlike.values(), key=lambda pair: (bool(pair.assuming), ORDER.index(pair.of))))


def _around(rulebook: Rulebook, rule: Rule, example: RuleCase) -> Iterator[Pair]:
    whole, day = real(rulebook, rule, example), day_of(rulebook, example)
    document, assume = (whole, ()) if whole is not None else (given(example), example.assume)
    version = rule.version_on(day)
    if version is None:
        return
    desk = _Desk(rulebook, rule, version, assume)
    if desk.side(document, day) is not False:
        return
    yield from desk.days(document)
    yield from desk.facts(document, day)


@dataclass(frozen=True)
class _Desk:
    """One version of a rule, ready to say on which side of it a document lies."""

    rulebook: Rulebook
    rule: Rule
    version: Version
    assume: Assumed

    def case(self, document: Document, day: date) -> tuple[Manifest, Case] | None:
        try:
            manifest = load_manifest(document)
        except ManifestError:
            return None
        return manifest, supposed(self.rulebook, case_for(self.rulebook, self.rule, manifest, day), self.assume)

    def side(self, document: Document, day: date) -> bool | None:
        """True inside, False outside, None where it cannot be told."""
        found = self.case(document, day)
        if found is None:
            return None
        outcomes = came_to(self.rulebook, self.rule, found[1]) if self.rule.version_on(day) else {NOT_APPLICABLE}
        return False if VIOLATED in outcomes else True if outcomes in _INSIDE else None

    # ---- the law

    def days(self, document: Document) -> Iterator[Pair]:
        """The first day it binds and the day before; its last day and the day after."""
        for inside, outside in self._turns():
            if self.side(document, outside) is False and self.side(document, inside) is True:
                said = (inside.isoformat(), outside.isoformat())
                yield self._pair("law", "as_of", said, (document, document), (inside, outside))

    def _turns(self) -> Iterator[tuple[date, date]]:
        if self.version.first > date(2000, 1, 1):
            yield self.version.first - _DAY, self.version.first
        if self.version.until:
            yield self.version.until, self.version.until - _DAY

    # ---- one fact

    def facts(self, document: Document, day: date) -> Iterator[Pair]:
        found = self.case(document, day)
        assert found is not None
        check = next(one for one in self.rulebook.checks(day) if one.rule.id == self.rule.id)
        own = [part for condition in (check.require, check.when) for part in walk(condition)]
        pairs = list(self._through(own, document, *found))
        yield from pairs or self._through(list(self._grounds(own)), document, *found)

    def _through(
        self, conditions: Sequence[Condition], document: Document, manifest: Manifest, case: Case
    ) -> Iterator[Pair]:
        for leaf, seat in _seated(conditions, case):
            yield from self._of_leaf(leaf, seat, document, manifest, case)
        yield from self._of_lists(conditions, document, manifest, case)
        if any(isinstance(part, Leaf) and part.family == "measure" for part in conditions):
            yield from self._of_prices(document, manifest, case.day)

    def _grounds(self, conditions: Iterable[Condition]) -> Iterator[Condition]:
        """What decides the conclusions that conditions read, and those that it reads."""
        seen: set[object] = set()
        waiting = [part for part in conditions if isinstance(part, Unit)]
        while waiting:
            unit = waiting.pop(0)
            key = (unit.path.record, unit.path.rel, unit.member)
            if key in seen:
                continue
            seen.add(key)
            for part in (part for _, when in self.rulebook.programme.grounds(key) for part in walk(when)):
                if isinstance(part, Unit):
                    waiting.append(part)
                elif part not in seen:
                    seen.add(part)
                    yield part

    def _of_leaf(
        self, leaf: Leaf, seat: Occurrence, document: Document, manifest: Manifest, case: Case
    ) -> Iterator[Pair]:
        fact = fact_type(leaf.path.record, leaf.path.rel)
        if fact is None:
            return
        steps = steps_of(seat.chain, leaf.path.rel)
        now = (seat.records[-1] if seat.records else case.root).get(leaf.path.rel)
        tried = [*near(leaf, fact, now, compared(leaf, case, seat, self.rulebook.terms))]
        sides = [(value, self.side(stated(document, steps, value), case.day)) for value in _once(tried)]
        path = manifest.path(seat.chain, leaf.path.rel)
        for inside, outside in neighbours(fact.kind, sides):
            documents = stated(document, steps, inside), stated(document, steps, outside)
            yield self._pair("step", path, (inside, outside), documents, (case.day, case.day))
        if fact.many or fact.kind not in STEPPED:
            for value in (value for value, side in sides if side):
                documents = stated(document, steps, value), document
                of: Side = "part" if fact.kind in ("object", "list") else "choice"
                yield self._pair(of, path, (value, _said(document, steps)), documents, (case.day, case.day))

    def _of_lists(
        self, conditions: Iterable[Condition], document: Document, manifest: Manifest, case: Case
    ) -> Iterator[Pair]:
        """A list with one element fewer, or none at all."""
        for path in {part.of for part in conditions if isinstance(part, Quantified | Counted)}:
            for seat in case.occurrences(path.record)[0]:
                steps = steps_of(seat.chain, path.rel)
                fewer = [without(document, steps, index) for index in range(9)]
                for other in (*fewer, stated(document, steps, NONE), stated(document, steps, [])):
                    if other is not None and self.side(other, case.day):
                        said = (_said(other, steps), _said(document, steps))
                        where = manifest.path(seat.chain, path.rel)
                        yield self._pair("part", where, said, (other, document), (case.day, case.day))

    def _of_prices(self, document: Document, manifest: Manifest, day: date) -> Iterator[Pair]:
        """A step of one of the numbers a computed figure is made of."""
        for chain, rel, kind, value in _numbers(manifest):
            steps = steps_of(chain, rel)
            found = turned(kind, value, lambda text, at=steps: self.side(stated(document, at, text), day))  # type: ignore[misc] # mypy takes a default for no argument
            for inside, outside in found:
                documents = stated(document, steps, inside), stated(document, steps, outside)
                yield self._pair("step", manifest.path(chain, rel), (inside, outside), documents, (day, day))

    def _pair(
        self,
        of: Side,
        path: str,
        said: tuple[object, object],
        documents: tuple[Document, Document],
        days: tuple[date, date],
    ) -> Pair:
        return Pair(self.rule.id, of, path, said, *documents, *days, self.assume)


def _seated(conditions: Iterable[Condition], case: Case) -> Iterator[tuple[Leaf, Occurrence]]:
    """Every test of a fact with every element it is about."""
    for part in conditions:
        if isinstance(part, Leaf):
            yield from ((part, seat) for seat in case.occurrences(part.path.record)[0])


def _once(values: Iterable[object]) -> Iterator[object]:
    seen: set[str] = set()
    for value in values:
        if repr(value) not in seen:
            seen.add(repr(value))
            yield value


def _said(document: object, steps: Iterable[str | int]) -> object:
    """What a document states at a place; None where it states nothing."""
    for step in steps:
        if isinstance(document, dict):
            document = document.get(step, document.get("value"))
        elif isinstance(document, list) and isinstance(step, int) and step < len(document):
            document = document[step]
        else:
            return None
    return document


def _numbers(manifest: Manifest) -> Iterator[tuple[Chain, str, str, Decimal]]:
    """Every number stated of a loan or a part of it: where it stands, its kind, its value."""
    waiting: list[tuple[Chain, Record, str]] = [((), manifest.record, "")]
    while waiting:
        chain, record, name = waiting.pop()
        for rel, value in record.items():
            fact = fact_type(name, rel) if rel[0] not in "@#" else None
            if fact is None:
                continue
            if isinstance(value, Decimal) and fact.kind in STEPPED:
                yield chain, rel, fact.kind, value
            elif fact.element is not None and isinstance(value, tuple):
                waiting += [((*chain, (rel, index)), one, fact.element) for index, one in enumerate(value)]


def holds(pair: Pair, *, rules: Rulebook | None = None) -> bool:
    """Whether a pair lies on either side of its rule, judged anew."""
    rulebook = rules or default_rules()
    rule = rulebook.by_id[pair.rule]
    version = rule.version_on(pair.outside_on)
    if version is None:
        return False
    desk = _Desk(rulebook, rule, version, pair.assuming)
    return desk.side(pair.outside, pair.outside_on) is False and desk.side(pair.inside, pair.inside_on) is True
