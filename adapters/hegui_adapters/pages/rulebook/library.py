"""The rulebook in use as its pages read it, made once for each rulebook. It judges nothing and renders nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final

from hegui.authoring.coverage import Coverage
from hegui.authoring.mutation import readers_of
from hegui.authoring.register import Row, register_of
from hegui.condition_reader import Problems
from hegui.conditions import Leaf, Literal, Values, walk
from hegui.errors import RuleError
from hegui.loading.contents import RuleFile
from hegui.loading.rule_reader import RuleCase, RuleReader
from hegui.rulebook import Rulebook
from hegui.rules import Rule
from hegui.sentences import Sentences
from hegui.source import read

from hegui_adapters.language import LANGUAGES, Lang
from hegui_adapters.pages.rulebook.searching import Index
from hegui_adapters.service.judging import Recall
from hegui_adapters.service.parts import Parts
from hegui_adapters.site.pages import Pages
from hegui_adapters.store.documents import content_of, rulebook_files

__all__ = ["Library", "library_of"]

CASES_KEPT: Final = 256
LIBRARIES_KEPT: Final = 2
CONCLUDED: Final = ("flag", "set", "level")
"""How conditions read what was concluded, where others read facts."""


class Library:
    """One rulebook with its register and its files."""

    def __init__(self, rulebook: Rulebook, files: Sequence[RuleFile], register: Mapping[str, Row]) -> None:
        self.rulebook, self.register = rulebook, register
        self.coverage = Coverage(rulebook, register)
        self.sentences = Sentences(rulebook.terms)
        self._files = {file.rule_id: file for file in files}
        self._cases: Recall[tuple[RuleCase, ...]] = Recall(CASES_KEPT)
        self._pages = {lang: Pages(self.coverage, lang, self.cases_of) for lang in LANGUAGES}

    def pages(self, lang: Lang) -> Pages:
        """What pages say in a language."""
        return self._pages[lang]

    def cases_of(self, rule: Rule) -> tuple[RuleCase, ...]:
        """The examples that prove a rule, read from its file when they are first asked for."""
        return self._cases.of(rule.id, lambda: self._read(rule))

    def _read(self, rule: Rule) -> tuple[RuleCase, ...]:
        file = self._files.get(rule.id)
        if file is None:
            return ()
        found = RuleReader(rule.id, rule.file, self.rulebook.terms, Problems()).read(read(file.data, rule.file).root)
        return found[1] if found else ()

    @cached_property
    def index(self) -> Index:
        """What a search looks through."""
        return Index([*self._pages.values()], self.rulebook.contents.rules, self.register)

    @cached_property
    def readers(self) -> Mapping[str, tuple[Rule, ...]]:
        """For each parameter the rules that read it."""
        return readers_of(self.rulebook)

    @cached_property
    def concluding(self) -> Mapping[tuple[str, str], tuple[Rule, ...]]:
        """For each conclusion, by (record, path), the rules that prove it or a member of it."""
        found: dict[tuple[str, str], tuple[Rule, ...]] = {}
        for rule in self.rulebook.contents.rules:
            for key in dict.fromkeys((one.record, one.rel) for one in rule.concludes):
                found[key] = (*found.get(key, ()), rule)
        return found

    @cached_property
    def resting(self) -> Mapping[tuple[str, str], tuple[Rule, ...]]:
        """For each conclusion the rules whose conditions ask for it."""
        found: dict[tuple[str, str], tuple[Rule, ...]] = {}
        for rule in self.rulebook.contents.rules:
            for key in self.conclusions_in(rule):
                found[key] = (*found.get(key, ()), rule)
        return found

    def conclusions_in(self, rule: Rule) -> Mapping[tuple[str, str], frozenset[str]]:
        """The conclusions a rule's conditions ask for, in the order they do, each with the members they name."""
        found: dict[tuple[str, str], frozenset[str]] = {}
        conditions = (one for version in rule.versions for one in (version.when, version.require) if one is not None)
        for part in (part for condition in conditions for part in walk(condition)):
            if isinstance(part, Leaf) and part.family in CONCLUDED:
                key = (part.path.record, part.path.rel)
                found[key] = found.get(key, frozenset()) | _members(part)
        return found


def _members(part: Leaf) -> frozenset[str]:
    match part.operand:
        case Values(members):
            return frozenset(map(str, members))
        case Literal(str(member)):
            return frozenset({member})
    return frozenset()


def library_of(parts: Parts) -> Library:
    """The rulebook in use as its pages read it."""
    rulebook, stored = parts.judge.in_use

    def made() -> Library:
        try:
            register = register_of(parts.judge.base)
        except RuleError:  # its folder is being changed: it decides nothing, and `hegui register` tells what is wrong
            register = {}
        return Library(rulebook, rulebook_files(content_of(stored)), register)

    return _libraries.of((rulebook.digest, tuple(sorted(rulebook.trust.items()))), made)


_libraries: Recall[Library] = Recall(LIBRARIES_KEPT)
"""Of the rulebooks used last: two services of one process, or one before and after a change."""
