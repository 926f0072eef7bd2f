"""Runs the examples that prove the rules. It changes nothing and decides nothing about a real product."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from hegui.case import Case
from hegui.characterise import members_of
from hegui.compile import Compiled, Compiler
from hegui.conditions import unit_key
from hegui.errors import ManifestError
from hegui.judge import NOT_APPLICABLE
from hegui.lifecycle.deciding import case_before
from hegui.loading.rule_reader import RuleCase
from hegui.manifest.reading import Manifest, manifest_of
from hegui.nodes import Document, Entry, Scalar
from hegui.nodes import Mapping as MappingNode
from hegui.rulebook import Rulebook
from hegui.rules import Conclude, Rule
from hegui.values import FALSE, TRUE, UNKNOWN

__all__ = [
    "Assumed",
    "Proof",
    "Whens",
    "all_staged",
    "came_to",
    "case_for",
    "concluded",
    "day_of",
    "given_manifest",
    "prove",
    "proved",
    "staged",
    "supposed",
    "whens_of",
]

Assumed = tuple[tuple[str, tuple[str, ...] | bool], ...]
"""Conclusions about the product taken as given: a flag as true or false, a set or level by the members that hold."""

TRUTHS = {TRUE: "concluded", FALSE: "not_concluded", UNKNOWN: "undetermined"}


@dataclass(frozen=True, slots=True)
class Proof:
    """How one example came out. `found` lists what came out, or the reason the example cannot be read."""

    rule: str
    file: str
    name: str
    place: str
    expect: str
    found: str

    @property
    def as_expected(self) -> bool:
        return self.found == self.expect


def prove(rulebook: Rulebook) -> Iterator[Proof]:
    """Run every example of every rule; the rulebook must have been loaded from its files."""
    for rule in rulebook.contents.rules:
        for case in rulebook.contents.cases.get(rule.id, ()):
            yield proved(rulebook, rule, case)


def proved(rulebook: Rulebook, rule: Rule, case: RuleCase) -> Proof:
    place = f"{case.place.file}:{case.place.line}:{case.place.column}"
    try:
        found = _outcomes(rulebook, rule, case)
    except ManifestError as error:
        return Proof(rule.id, rule.file, case.name, place, case.expect, str(error))
    return Proof(rule.id, rule.file, case.name, place, case.expect, " and ".join(sorted(found)))


def staged(rulebook: Rulebook, rule: Rule, example: RuleCase) -> Case:
    """The case an example describes: its manifest characterised, what it assumes taken as settled.

    An example of a rule that stands before stages is judged before the first of them.

    Raises:
        ManifestError: what is given is no manifest.
    """
    case = case_for(rulebook, rule, given_manifest(example), day_of(rulebook, example))
    return supposed(rulebook, case, example.assume)


def case_for(rulebook: Rulebook, rule: Rule, manifest: Manifest, day: date) -> Case:
    """The settled case a rule is tried on: for one that stands before stages, before the first of them."""
    if rule.gates:
        return rulebook.settle(case_before(rulebook, manifest, rule.gates[0], day), core=False)
    return rulebook.case(manifest, day, core=False)


def supposed(rulebook: Rulebook, case: Case, assume: Assumed) -> Case:
    """A settled case with some conclusions about the product taken as given, whatever its facts prove."""
    for rel, assumed in assume:
        conclusion = rulebook.terms.conclusion_at("", rel)
        assert conclusion is not None
        for member in members_of(conclusion):
            holds = member in assumed if isinstance(assumed, tuple) else assumed
            case.root[unit_key(rel, member)] = TRUE if holds else FALSE
    return case


def all_staged(rulebook: Rulebook, rule: Rule) -> Iterator[tuple[RuleCase, Case]]:
    """The examples of a rule with their cases; one that cannot be read fails as an example and is left out here."""
    for example in rulebook.contents.cases.get(rule.id, ()):
        try:
            yield example, staged(rulebook, rule, example)
        except ManifestError:
            continue


def day_of(rulebook: Rulebook, example: RuleCase) -> date:
    """The day an example is judged on: its own, else the last one the rulebook includes."""
    return example.as_of or rulebook.contents.included_up_to


def _outcomes(rulebook: Rulebook, rule: Rule, example: RuleCase) -> set[str]:
    return came_to(rulebook, rule, staged(rulebook, rule, example))


def came_to(rulebook: Rulebook, rule: Rule, case: Case) -> set[str]:
    """What a rule comes to on a settled case: the outcomes of a check on its subjects, the truths of what it concludes."""
    if rule.concludes:
        return concluded(rule, case, whens_of(rulebook, rule))
    checks = rulebook.gate_checks(case.day) if rule.gates else rulebook.checks(case.day)
    own = (check.alone for check in checks if check.rule.id == rule.id)
    return {outcome.outcome for panel in own for outcome in panel.outcomes(case)} or _silent(rule, case.day)


def _silent(rule: Rule, day: date) -> set[str]:
    """A rule that is not in force on the day says nothing; an example calls that not applicable."""
    assert rule.version_on(day) is None
    return {NOT_APPLICABLE}


def given_manifest(example: RuleCase) -> Manifest:
    """The partial manifest of an example, with the line that says its format.

    Raises:
        ManifestError: it is not one.
    """
    node = example.given
    span = (node.file, node.line, node.column, node.end_line, node.end_column)
    header = Entry(Scalar(*span, "hegui", True), Scalar(*span, "product/v1", True))
    entries = node.entries if isinstance(node, MappingNode) else ()
    return manifest_of(Document(MappingNode(*span, (header, *entries)), (), "", node.file))


Whens = Mapping[Conclude, tuple[Compiled, ...]]
"""What proves each conclusion of a rule: the conditions of all rules that conclude the same."""


def whens_of(rulebook: Rulebook, rule: Rule, *, without: Rule | None = None) -> Whens:
    """The compiled conditions of every rule that proves what `rule` concludes, `without` left out."""
    compiler = Compiler(rulebook.terms)
    return {
        conclude: tuple(
            compiler.function(when, other.names)
            for other, when in rulebook.programme.grounds((conclude.record, conclude.rel, conclude.member))
            if other is not without
        )
        for conclude in rule.concludes
    }


def concluded(rule: Rule, case: Case, whens: Whens) -> set[str]:
    """Whether what a rule concludes holds, for every element it is about."""
    found = {
        TRUTHS[_truth(whens[conclude], occurrence.arguments)]
        for occurrence in case.occurrences(rule.record)[0]
        for conclude in rule.concludes
    }
    return found or {"undetermined"}


def _truth(whens: tuple[Compiled, ...], arguments: tuple[object, ...]) -> int:
    truth = FALSE
    for when in whens:
        truth |= when(*arguments)
    return truth
