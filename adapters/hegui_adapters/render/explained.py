"""One item of a report in full: the rule, its bases, the facts and numbers it read, how it was decided. Nothing is judged anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import cast

from hegui import scalars
from hegui.decide import Decision
from hegui.decision import Characterised, FactShown, Finding, ParameterUsed, Step
from hegui.manifest.choices import CHOICES
from hegui.rules import Rule, Version
from hegui.values import Nothing, Opaque, Range

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
from hegui_adapters.render.spots import spots
from hegui_adapters.render.words import WORDS

__all__ = ["conclusions_explained", "findings_explained"]


def findings_explained(
    decision: Decision, findings: Iterable[Finding], lang: str, columns: int, number: int | None = None
) -> str:
    """The findings of one item, one after the other, without a final line break."""
    pages = ["\n".join(_Page(decision, lang, columns).finding(finding)) for finding in findings]
    heading = [word("item", lang).format(n=number)] if number is not None else []
    return "\n\n".join([*heading, *pages])


def conclusions_explained(
    decision: Decision, rule: Rule, found: Iterable[Characterised], lang: str, columns: int
) -> str:
    """What a classification rule proved on this manifest."""
    page = _Page(decision, lang, columns)
    return "\n".join([rule.title.text(lang), *page.named(rule, ""), *page.conclusions(found)])


class _Page:
    def __init__(self, decision: Decision, lang: str, columns: int) -> None:
        self._decision = decision
        self._lang = lang
        self._columns = columns

    def _field(self, key: str, *texts: str) -> Iterator[str]:
        return field(key, texts, self._lang, self._columns)

    def finding(self, finding: Finding) -> Iterator[str]:
        lang = self._lang
        rule = self._decision.rulebook.by_id[finding.rule]
        version = next(version for version in rule.versions if version.first == finding.version)
        yield finding.title.text(lang)
        yield from self.named(rule, self._force(finding))
        yield from self._field("version", *self._versions(rule, version))
        yield from self._field(
            "outcome", f"{WORDS[lang][f'outcome.{finding.outcome}']}{bracket(word(finding.confidence, lang), lang)}"
        )
        yield from self._field("subject", finding.subject)
        yield from self._field("place", str(finding.location))
        yield from self._field("message", finding.message.text(lang))
        yield from self._field("red_line", red_line(rule, self._decision.rulebook.terms, lang))
        yield from self._field(
            "basis", *(source_text(c.title, c.number, c.article, c.confidence, lang) for c in finding.citations)
        )
        yield from self._field("checked", checked_text(rule.checked, self._lang))
        yield from self._conditions(version)
        yield from self._field("facts", *map(self._fact, finding.facts))
        yield from self._field("numbers", *map(self._parameter, finding.parameters))
        yield from self._derivation(finding.derivation)
        yield from self._field("reading", finding.interpretation.text(lang) if finding.interpretation else "")
        if finding.remedy:
            yield from self._field(
                "remedy", *remedy_texts(finding.remedy.note, finding.remedy.who, finding.remedy.sets, lang)
            )
        yield from self._field("exceptions", *self._exceptions(finding))
        yield from self._field("waiver", finding.waiver or "")
        yield from self._field("open", *self._open(finding))

    def named(self, rule: Rule, force: str) -> Iterator[str]:
        kind = word(rule.kind, self._lang)
        text = f"{kind}{WORDS[self._lang]['joint']}{force}" if force else kind
        yield from self._field("rule", rule.id + WORDS[self._lang]["who"].format(who=text))

    def _force(self, finding: Finding) -> str:
        lang = self._lang
        force = word(finding.ruled_force, lang)
        if finding.force == finding.ruled_force:
            return force
        weaker = word(finding.force, lang)
        return (
            f"{force}，因依据待核实按{weaker}处理"
            if lang == "zh"
            else f"{force}, but only {weaker} while the basis is not verified"
        )

    def _versions(self, rule: Rule, applied: Version) -> Iterator[str]:
        lang = self._lang
        for version in rule.versions:
            mark = ("适用" if lang == "zh" else "applied") if version is applied else ""
            yield period(version, lang) + (bracket(mark, lang) if mark else "")

    def _conditions(self, version: Version) -> Iterator[str]:
        sentences = self._decision.explainer.sentences
        yield from self._field("when", sentences.sentence(version.when, self._lang))
        if version.require is not None:
            yield from self._field("require", sentences.sentence(version.require, self._lang))

    # ---- facts and numbers

    def _fact(self, fact: FactShown) -> str:
        lang = self._lang
        line = spots([fact.location], lang)
        kind = "" if fact.value is None else bracket(word("evidenced" if fact.evidence else "declared", lang), lang)
        joint = "：" if lang == "zh" else ": "
        return (
            f"{fact.label.text(lang)}{joint}{_shown(fact.kind, fact.choice, fact.value, lang)}{line}{kind}  {fact.path}"
        )

    def _parameter(self, used: ParameterUsed) -> str:
        zh = self._lang == "zh"
        value = _shown(used.kind, None, used.value, self._lang)
        since = (f"{used.since} 起" if zh else f"since {used.since}") if used.since else ""
        stale = ("已超过应复核日" if zh else "past the day it was due to be confirmed") if used.stale else ""
        reading = reading_text(used.reading, self._lang)
        states = [
            since,
            word(used.standing, self._lang),
            reading,
            word(used.confidence, self._lang),
            stale,
            used.source,
        ]
        return (
            f"{used.label.text(self._lang)} = {value}；{'；'.join(filter(None, states))}"
            if zh
            else (f"{used.label.text(self._lang)} = {value}; {'; '.join(filter(None, states))}")
        )

    # ---- how it was decided

    def _derivation(self, steps: tuple[Step, ...]) -> Iterator[str]:
        if steps:
            yield f"  {word('derivation', self._lang)}"
            yield from self._steps(steps, "    ")

    def _steps(self, steps: tuple[Step, ...], indent: str) -> Iterator[str]:
        for step in steps:
            yield from wrapped(self._step(step), self._columns, f"{indent}  ", f"{indent}- ")
            yield from self._steps(step.steps, f"{indent}  ")

    def _step(self, step: Step) -> str:
        lang = self._lang
        text = step.label.text(lang)
        if step.location is None:
            text += f"：{word(step.truth, lang)}" if lang == "zh" else f": {word(step.truth, lang)}"
        else:
            text += spots([step.location], lang)
        return f"{text}  {step.rule}" if step.rule else text

    def conclusions(self, found: Iterable[Characterised]) -> Iterator[str]:
        for one in found:
            truth = word(one.truth, self._lang) + bracket(word(one.confidence, self._lang), self._lang)
            yield from self._field("concludes", f"{one.label.text(self._lang)}  {one.owner}  {truth}")
            yield from self._derivation(one.derivation)

    # ---- what else bears on it

    def _exceptions(self, finding: Finding) -> Iterator[str]:
        rulebook, lang = self._decision.rulebook, self._lang
        for rule in rulebook.contents.rules:
            version = rule.version_on(self._decision.as_of)
            if finding.rule in rule.overrides and version is not None:
                applied = (
                    ("，本次优先适用" if lang == "zh" else "; it prevails here")
                    if rule.id == finding.because_of
                    else ""
                )
                when = self._decision.explainer.sentences.sentence(version.when, lang)
                joint = "：" if lang == "zh" else ": "
                yield f"{rule.title.text(lang)}{joint}{when}{applied}  {rule.id}"

    def _open(self, finding: Finding) -> Iterator[str]:
        asks = {question.path: question.ask for question in self._decision.questions}
        for path in finding.open:
            yield f"{asks[path].text(self._lang)}  {path}" if path in asks else path


def _shown(kind: str, choice: str | None, value: object, lang: str) -> str:
    """A fact's value in the words of the language; a choice by its label."""
    if isinstance(value, tuple):
        held = cast("tuple[object, ...]", value)
        inner = WORDS[lang]["joint"].join(_shown(kind, choice, one, lang) for one in held if not isinstance(one, dict))
        elements = sum(isinstance(one, dict) for one in held)
        counted = f"{elements} 项" if lang == "zh" else f"{elements} elements"
        return inner or (counted if elements else ("（空）" if lang == "zh" else "(empty)"))
    if choice is not None and isinstance(value, str):
        return CHOICES[choice].get(value, (value, value))[lang != "zh"]
    if value is None or isinstance(value, str | bool | Decimal | date | Nothing | Opaque | Range):
        return scalars.show(kind if kind in scalars.KINDS else "text", value, lang)
    return ""
