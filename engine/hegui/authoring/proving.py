"""Runs the examples that prove the rules. It changes nothing and decides nothing about a real product."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hegui.case import Case
from hegui.characterise import members_of
from hegui.conditions import unit_key
from hegui.errors import ManifestError
from hegui.judge import NOT_APPLICABLE, judged
from hegui.loading.rule_reader import RuleCase
from hegui.manifest.reading import Manifest, manifest_of
from hegui.nodes import Document, Entry, Scalar
from hegui.nodes import Mapping as MappingNode
from hegui.rulebook import Rulebook
from hegui.rules import Rule
from hegui.values import FALSE, TRUE, UNKNOWN

__all__ = ["Proof", "given_manifest", "prove", "proved"]

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
    def passed(self) -> bool:
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


def _outcomes(rulebook: Rulebook, rule: Rule, example: RuleCase) -> set[str]:
    day = example.as_of or rulebook.contents.included_up_to
    manifest = given_manifest(example)
    case = rulebook.case(manifest, day)
    _assume(rulebook, case, example)
    if rule.concludes:
        return _concluded(rule, case)
    found = {o.outcome for o in judged(rulebook.checks(day), case) if o.check.rule.id == rule.id}
    return found or _silent(rule, day)


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


def _assume(rulebook: Rulebook, case: Case, example: RuleCase) -> None:
    for rel, assumed in example.assume:
        conclusion = rulebook.terms.conclusion_at("", rel)
        assert conclusion is not None
        for member in members_of(conclusion):
            holds = member in assumed if isinstance(assumed, tuple) else assumed
            case.root[unit_key(rel, member)] = TRUE if holds else FALSE


def _concluded(rule: Rule, case: Case) -> set[str]:
    """Whether what the rule concludes holds, for every element it is about."""
    found: set[str] = set()
    for occurrence in case.occurrences(rule.record)[0]:
        record = occurrence.records[-1] if occurrence.records else case.root
        for conclude in rule.concludes:
            found.add(TRUTHS[record[unit_key(conclude.rel, conclude.member)]])  # type: ignore[index]
    return found or {"undetermined"}
