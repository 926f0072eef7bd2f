"""The cases of a house's own rules as tests: one node a rule, one test a case. It reads rules; proving them is the engine's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pytest
from hegui.authoring.proving import proved
from hegui.condition_reader import Problems
from hegui.errors import HeguiError, RuleError
from hegui.loading.contents import RuleFile as RuleText
from hegui.loading.files import RULE_FOLDERS
from hegui.loading.rule_reader import RuleCase, RuleReader
from hegui.rulebook import Rulebook
from hegui.rules import Rule
from hegui.source import read

from hegui_adapters.language import Lang
from hegui_adapters.testing.items import StatedItem, UnexpectedError

if TYPE_CHECKING:
    from hegui_adapters.testing.lab import Lab

__all__ = ["CaseItem", "RuleFile"]

_WORDS = {
    "zh": "{rule}：“{name}”应为 {expect}，实为 {found}\n{place}",
    "en": '{rule}: "{name}" should be {expect} and is {found}\n{place}',
}


class RuleFile(pytest.File):
    """A file in a folder of house rules; one that holds no rule (parameters, vocabulary) has no cases."""

    folder: Path
    lab: Callable[[], Lab]

    @classmethod
    def of(cls, parent: pytest.Collector, path: Path, folder: Path, lab: Callable[[], Lab]) -> Self:
        made: Self = cls.from_parent(parent, path=path)
        made.folder, made.lab = folder, lab
        return made

    def collect(self) -> Iterator[pytest.Collector]:
        text = RuleText(str(self.path.relative_to(self.folder)), self.path.read_bytes(), house=True)
        if text.folder not in RULE_FOLDERS:
            return
        lab = self.lab()
        try:
            rulebook = lab.rulebook()
            rule, cases = _read(rulebook, text)
        except HeguiError as error:
            raise self.CollectError(str(error)) from None
        yield RuleNode.of(self, rulebook, rule, cases, lab.lang)


def _read(rulebook: Rulebook, text: RuleText) -> tuple[Rule, tuple[RuleCase, ...]]:
    """The rule as the rulebook has it and the cases of its file, which a rulebook from the cache leaves out.

    Raises:
        RuleError: the file cannot be used.
    """
    problems = Problems()
    label = f"house/{text.name}"
    found = RuleReader(text.rule_id, label, rulebook.terms, problems).read(read(text.data, label).root)
    if found is None:
        raise RuleError(problems.found)
    return rulebook.by_id[text.rule_id], found[1]


class RuleNode(pytest.Collector):
    """One rule; its cases are its tests."""

    rulebook: Rulebook
    rule: Rule
    cases: tuple[RuleCase, ...]
    lang: Lang

    @classmethod
    def of(
        cls, parent: RuleFile, rulebook: Rulebook, rule: Rule, cases: tuple[RuleCase, ...], lang: Lang
    ) -> Self:  # fmt: skip
        made: Self = cls.from_parent(parent, name=rule.id)
        made.rulebook, made.rule, made.cases, made.lang = rulebook, rule, cases, lang
        return made

    def collect(self) -> Iterator[pytest.Item]:
        for case in self.cases:
            yield CaseItem.of(self, case)


class CaseItem(StatedItem):
    """One case of a rule."""

    hegui_kind = "rule"
    node: RuleNode
    case: RuleCase

    @classmethod
    def of(cls, parent: RuleNode, case: RuleCase) -> Self:
        made: Self = cls.from_parent(parent, name=case.name)
        made.node, made.case = parent, case
        return made

    def runtest(self) -> None:
        proof = proved(self.node.rulebook, self.node.rule, self.case)
        if not proof.as_expected:
            text = _WORDS[self.node.lang]
            raise UnexpectedError(
                text.format(rule=proof.rule, name=proof.name, expect=proof.expect, found=proof.found, place=proof.place)
            )

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.case.place.line - 1, f"{self.node.name}::{self.name}"
