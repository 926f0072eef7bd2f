"""One rule as a page a lawyer can read: what it says, since when, where from, what proves it. It judges nothing."""

from __future__ import annotations

from collections.abc import Iterator

from hegui.authoring.mutation import readers_of
from hegui.rulebook import Rulebook
from hegui.rules import Conclude, Rule, Version
from hegui.sentences import Sentences
from hegui.terms import Bilingual

from hegui_adapters.render.columns import wrapped
from hegui_adapters.render.sheet import (
    bracket,
    checked_text,
    field,
    period,
    reading_text,
    red_line,
    remedy_texts,
    source_text,
    word,
)
from hegui_adapters.render.words import WORDS

__all__ = ["rule_page"]

REPORT = Bilingual("《金融科技产品差异化与合规边界分析报告》", "the market report")


def rule_page(rulebook: Rulebook, rule: Rule, lang: str, columns: int) -> Iterator[str]:
    return _RulePage(rulebook, rule, lang, columns).lines()


class _RulePage:
    def __init__(self, rulebook: Rulebook, rule: Rule, lang: str, columns: int) -> None:
        self._rulebook = rulebook
        self._rule = rule
        self._lang = lang
        self._columns = columns
        self._sentences = Sentences(rulebook.terms)

    def _field(self, key: str, *texts: str) -> Iterator[str]:
        return field(key, texts, self._lang, self._columns)

    def lines(self) -> Iterator[str]:
        rule, lang = self._rule, self._lang
        yield rule.title.text(lang)
        yield from self._field("rule", f"{rule.id}{WORDS[lang]['who'].format(who=self._kind())}")
        yield from self._field("formerly", *rule.formerly)
        yield from self._field("register", WORDS[lang]["joint"].join(rule.register))
        yield from self._field("red_line", red_line(rule, self._rulebook.terms, lang))
        yield from self._field("basis", *self._sources())
        yield from self._field("checked", checked_text(rule.checked, lang))
        yield from self._field("about", " > ".join(f"{binding.of} as {binding.name}" for binding in rule.bindings))
        for version in rule.versions:
            yield from self._version(version)
        yield from self._field("numbers", *self._numbers())
        yield from self._field("concludes", *map(self._conclusion, rule.concludes))
        yield from self._field("reading", rule.interpretation.text(lang) if rule.interpretation else "")
        if not rule.concludes:
            yield from self._field("message", rule.message.text(lang))
        if rule.remedy:
            yield from self._field("remedy", *remedy_texts(rule.remedy.note, rule.remedy.who, rule.remedy.sets, lang))
        yield from self._field("special", *(self._titled(name) for name in rule.overrides))
        yield from self._field(
            "exceptions", *(self._titled(r.id) for r in self._rulebook.contents.rules if rule.id in r.overrides)
        )
        yield from self._cases()

    def _kind(self) -> str:
        rule, lang = self._rule, self._lang
        force = [] if rule.concludes else [word(rule.force, lang)]
        return WORDS[lang]["joint"].join([word(rule.kind, lang), *force, word(rule.confidence, lang)])

    def _sources(self) -> Iterator[str]:
        for source in self._rule.sources:
            known = self._rulebook.terms.instruments.get(source.instrument)
            if known is None:
                yield source_text(REPORT, None, source.article, "verified", self._lang)
            else:
                yield source_text(known.title, known.number, source.article, self._rule.confidence, self._lang)

    def _version(self, version: Version) -> Iterator[str]:
        yield from self._field("version", period(version, self._lang))
        yield from self._field("when", self._sentences.sentence(version.when, self._lang))
        if version.require is not None:
            yield from self._field("require", self._sentences.sentence(version.require, self._lang))

    def _numbers(self) -> Iterator[str]:
        """The dated numbers the rule reads, what each is, and which readings of a yearly cost it binds."""
        for name, readers in readers_of(self._rulebook).items():
            if self._rule in readers:
                parameter = self._rulebook.terms.parameters[name]
                states = (word(parameter.standing, self._lang), reading_text(parameter.reading, self._lang))
                stated = WORDS[self._lang]["comma"].join(filter(None, states))
                yield f"{parameter.label.text(self._lang)}{bracket(stated, self._lang)}  {name}"

    def _conclusion(self, conclude: Conclude) -> str:
        conclusion = self._rulebook.terms.conclusion_at(conclude.record, conclude.rel)
        assert conclusion is not None
        label = conclusion.member_labels[conclude.member] if conclude.member else conclusion.label
        return f"{label.text(self._lang)}  {conclusion.owner}.{conclusion.name}"

    def _titled(self, rule_id: str) -> str:
        return f"{self._rulebook.by_id[rule_id].title.text(self._lang)}  {rule_id}"

    def _cases(self) -> Iterator[str]:
        cases = self._rulebook.contents.cases.get(self._rule.id, ())
        if cases:
            yield f"  {word('cases', self._lang)}"
        for case in cases:
            day = f"{case.as_of} " if case.as_of else ""
            expect = word(
                case.expect if case.expect in ("concluded", "not_concluded") else f"outcome.{case.expect}", self._lang
            )
            text = f"{day}{case.name} → {expect}  {case.place.file}:{case.place.line}"
            yield from wrapped(text, self._columns, "      ", "    - ")
