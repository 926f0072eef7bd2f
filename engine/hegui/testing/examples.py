"""The examples of a rule as documents, their assumed conclusions replaced by facts that prove them. It judges nothing for real."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import cast

from hegui.authoring.proving import Assumed, came_to, case_for, day_of
from hegui.checking import load_manifest
from hegui.condition_reader import Problems
from hegui.errors import ManifestError, RuleError, UsageError
from hegui.loading.contents import bundled_rulesets, text_in
from hegui.loading.rule_reader import RuleCase, RuleReader
from hegui.rulebook import Rulebook
from hegui.rules import Rule
from hegui.source import read
from hegui.testing.documents import HEADER, Document, merged, plain

__all__ = ["examples_of", "given", "real"]

_DEPTH = 4
_TRIED = 8
"""How many ways to prove what an example assumes are tried."""


def examples_of(rulebook: Rulebook, rule: Rule) -> tuple[RuleCase, ...]:
    """The examples that prove a rule, read from its file where the rulebook came from the cache.

    Raises:
        UsageError: the rule is of a house, and its rulebook was loaded without its examples.
        RuleError: the file cannot be used.
    """
    found = rulebook.contents.cases.get(rule.id)
    return _read_again(rulebook, rule.id) if found is None else found


@lru_cache(maxsize=4096)  # a classification's examples are asked for by every rule about such products
def _read_again(rulebook: Rulebook, rule_id: str) -> tuple[RuleCase, ...]:
    rule = rulebook.by_id[rule_id]
    named = rule.file.startswith("rulesets/")
    text = text_in(bundled_rulesets(), rule.file.removeprefix("rulesets/")) if named else None
    if text is None:
        raise UsageError(f"{rule.id}: load its rulebook with proofs=True")
    problems = Problems()
    document = read(text, rule.file)
    read_rule = RuleReader(rule.id, rule.file, rulebook.terms, problems).read(document.root)
    if read_rule is None:
        raise RuleError(problems.found)
    return read_rule[1]


def given(example: RuleCase) -> Document:
    """What an example gives, as a document of its own."""
    return {**HEADER, **cast("Document", plain(example.given) or {})}


def real(rulebook: Rulebook, rule: Rule, example: RuleCase) -> Document | None:
    """The document of an example with facts that make the product what the example assumes it to be.

    None where none of the ways tried comes to what the example expects.
    """
    document, day = given(example), day_of(rulebook, example)
    if not example.assume:
        return document
    for facts in islice(_proofs(rulebook, example.assume, day, _DEPTH), _TRIED):
        whole = merged(facts, document)
        if _comes_to(rulebook, rule, whole, day) == {example.expect}:
            return whole
    return None


def _comes_to(rulebook: Rulebook, rule: Rule, document: Document, day: date) -> set[str]:
    try:
        return came_to(rulebook, rule, case_for(rulebook, rule, load_manifest(document), day))
    except ManifestError:
        return set()


def _proofs(rulebook: Rulebook, assume: Assumed, day: date, depth: int) -> Iterator[Document]:
    """Facts that prove everything assumed to hold; what is assumed not to hold is left open."""
    wanted = [(rel, member) for rel, holds in assume for member in _members(holds)]
    ways: list[Document] = [HEADER]
    for rel, member in wanted:
        found = list(islice(_of_unit(rulebook, rel, member, day, depth), _TRIED))
        ways = [merged(one, other) for one in ways for other in found][:_TRIED]
    yield from ways


def _members(holds: tuple[str, ...] | bool) -> tuple[str | None, ...]:
    if isinstance(holds, tuple):
        return holds
    return (None,) if holds else ()


def _of_unit(rulebook: Rulebook, rel: str, member: str | None, day: date, depth: int) -> Iterator[Document]:
    if depth == 0:
        return
    for rule, _ in rulebook.programme.grounds(("", rel, member)):
        if rule.record:
            continue
        for example in examples_of(rulebook, rule):
            if example.expect == "concluded" and (example.as_of is None or example.as_of <= day):
                for below in islice(_proofs(rulebook, example.assume, day, depth - 1), 2):
                    yield merged(below, given(example))
