"""What each page says, as plain data for its template. It writes no file and knows no markup."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

from hegui.authoring.coverage import Coverage
from hegui.authoring.mutation import readers_of
from hegui.conditions import Const, Path
from hegui.loading.rule_reader import REPORT, RuleCase
from hegui.rulebook import Rulebook
from hegui.rules import Rule
from hegui.scalars import show
from hegui.sentences import Sentences, filled
from hegui.terms import Instrument, Parameter

from hegui_adapters.commands.rules import topic_of
from hegui_adapters.render.articles import article_text
from hegui_adapters.render.sheet import checked_text, period, reading_text, remedy_texts, word
from hegui_adapters.render.topics import topic_text
from hegui_adapters.site.cases import told_facts
from hegui_adapters.site.texts import TEXTS

__all__ = ["CasesOf", "Data", "Pages", "anchor_of", "page_of"]

Data = Mapping[str, object]
CasesOf = Callable[[Rule], Sequence[RuleCase]]
"""The examples that prove a rule."""


def page_of(name: str) -> str:
    """The file of a rule's or an instrument's page: ids are safe as names."""
    return f"{name}.html"


def anchor_of(article: str | None) -> str:
    """Where an article stands on its instrument's page."""
    return f"article-{'-'.join(article.split()) if article else 'unread'}"


class Pages:
    """The pages of one rulebook in one language. Without `cases_of` it must have been loaded from its files, for the cases."""

    def __init__(self, coverage: Coverage, lang: str, cases_of: CasesOf | None = None) -> None:
        self._coverage = coverage
        self._cases_of = cases_of or (lambda rule: coverage.rulebook.contents.cases.get(rule.id, ()))
        self._rulebook: Rulebook = coverage.rulebook
        self._lang = lang
        self._texts = TEXTS[lang]
        self._sentences = Sentences(self._rulebook.terms)

    @cached_property
    def common(self) -> Data:
        """What every page shares."""
        contents = self._rulebook.contents
        law = self._texts["law"].format(
            day=contents.included_up_to, version=contents.version, digest=f"{contents.digest[:16]}…"
        )
        return {"lang": self._lang, "t": self._texts, "law": law, "counts": self._counts()}

    def _counts(self) -> str:
        rules = self._rulebook.contents.rules
        levels = Counter(rule.confidence for rule in rules)
        classifications = sum(bool(rule.concludes) for rule in rules)
        return self._texts["counts"].format(
            checks=len(rules) - classifications,
            classifications=classifications,
            verified=levels["verified"],
            secondary=levels["secondary"],
            unverified=levels["unverified"],
        )

    # ---- rules

    def index(self) -> Data:
        rules = [{**self.short(rule), "words": self.words(rule)} for rule in self._rulebook.contents.rules]
        choices = {key: sorted({str(rule[key]) for rule in rules}) for key in ("topic", "kind", "force", "confidence")}
        labels = {key: [(one, self.choice(key, one)) for one in found] for key, found in choices.items()}
        return {"rules": rules, "choices": labels}

    def choice(self, key: str, value: str) -> str:
        """How a value that rules are chosen by is called."""
        if key == "topic":
            return topic_text(value, self._lang)
        return value if value == "-" else word(value, self._lang)

    def short(self, rule: Rule) -> Data:
        """A rule as it stands in a list."""
        return {
            "id": rule.id,
            "page": page_of(rule.id),
            "title": rule.title.text(self._lang),
            "topic": topic_of(rule.id),
            "topic_word": topic_text(topic_of(rule.id), self._lang),
            "kind": rule.kind,
            "kind_word": word(rule.kind, self._lang),
            "force": "-" if rule.concludes else rule.force,
            "force_word": "" if rule.concludes else word(rule.force, self._lang),
            "confidence": rule.confidence,
            "confidence_word": word(rule.confidence, self._lang),
            "periods": [(str(v.first), str(v.until or "")) for v in rule.versions],
        }

    def words(self, rule: Rule) -> str:
        """Everything a search looks through, in both languages."""
        instruments = self._rulebook.terms.instruments
        cited = [instruments[s.instrument] for s in rule.sources if s.instrument in instruments]
        texts = [rule.id, rule.title.zh, rule.title.en, rule.fault.zh, rule.fault.en, *rule.register]
        texts += [text for one in cited for text in (one.title.zh, one.title.en, one.number or "")]
        texts += [source.article or "" for source in rule.sources]
        texts += [self._sentences.sentence(c, self._lang) for v in rule.versions for c in (v.when, v.require) if c]
        return " ".join(texts).lower()

    def rules(self) -> Iterator[Data]:
        yield from map(self.rule, self._rulebook.contents.rules)

    def rule(self, rule: Rule) -> Data:
        """A rule as its page tells it."""
        return {**self.short(rule), **self._full(rule)}

    def _full(self, rule: Rule) -> Data:
        lang, terms = self._lang, self._rulebook.terms
        line = terms.red_lines.get(rule.red_line) if rule.red_line else None
        remedy = rule.remedy
        return {
            "fault": rule.fault.text(lang) if not rule.concludes else "",
            "basis": list(self.basis(rule)),
            "checked": checked_text(rule.checked, lang),
            "register": [self._row(row) for row in rule.register],
            "red_line": f"{line.number} {line.name.text(lang)}" if line else "",
            "about": " › ".join(f"{binding.of} as {binding.name}" for binding in rule.bindings),
            "versions": [
                {
                    "period": period(version, lang),
                    "when": "" if version.when == Const(True) else self._sentences.sentence(version.when, lang),
                    "require": self._sentences.sentence(version.require, lang) if version.require else "",
                }
                for version in rule.versions
            ],
            "concludes": [self._conclusion(c.record, c.rel, c.member) for c in rule.concludes],
            "reading": rule.interpretation.text(lang) if rule.interpretation else "",
            "message": "" if rule.concludes else self._message(rule),
            "remedy": list(remedy_texts(remedy.note, remedy.who, remedy.sets, lang)) if remedy else [],
            "numbers": [self.number(name) for name in self._read[rule.id]],
            "special": [self.titled(name) for name in rule.overrides],
            "exceptions": [self.titled(r.id) for r in self._rulebook.contents.rules if rule.id in r.overrides],
            "cases": list(self._cases(rule)),
        }

    def _message(self, rule: Rule) -> str:
        """The message with the names of the facts where their values will stand."""
        records = {binding.name: binding.record for binding in rule.bindings}

        def named(path: str, lang: str) -> str:
            scope, _, rel = path.partition(".")
            bound = scope in records
            label = self._sentences.label(Path(scope, rel, records[scope]) if bound else Path("", path, ""), lang)
            return f"〈{label}〉"

        return filled(rule.message, named).text(self._lang)

    @cached_property
    def _read(self) -> Mapping[str, Sequence[str]]:
        """The parameters each rule reads."""
        found: dict[str, list[str]] = {rule.id: [] for rule in self._rulebook.contents.rules}
        for name, rules in readers_of(self._rulebook).items():
            for rule in rules:
                found[rule.id].append(name)
        return found

    def basis(self, rule: Rule) -> Iterator[Data]:
        """What a rule rests on: instruments, with the article as far as it was read."""
        for source in rule.sources:
            known = self._rulebook.terms.instruments.get(source.instrument)
            article = article_text(source.article, self._lang) if source.article else self._texts["unread"]
            if source.instrument == REPORT or known is None:
                yield {
                    "id": "",
                    "page": "",
                    "title": self._texts["report"],
                    "article": article,
                    "anchor": "",
                    "state": "",
                }
            else:
                yield {
                    "id": known.id,
                    "page": page_of(known.id),
                    "title": known.title.text(self._lang),
                    "article": article,
                    "anchor": anchor_of(source.article),
                    "state": word(rule.confidence, self._lang),
                }

    def _row(self, name: str) -> Data:
        row = self._coverage.register.get(name)
        return {"id": name, "requires": row.requires.text(self._lang) if row else ""}

    def _conclusion(self, record: str, rel: str, member: str | None) -> str:
        conclusion = self._rulebook.terms.conclusion_at(record, rel)
        assert conclusion is not None
        label = conclusion.member_labels[member] if member else conclusion.label
        return f"{label.text(self._lang)} ({conclusion.owner}.{conclusion.name}{f'={member}' if member else ''})"

    def number(self, name: str) -> Data:
        """A parameter with its values, each from its day on."""
        parameter: Parameter = self._rulebook.terms.parameters[name]
        due = self._texts["stale"].format(day=parameter.stale_after) if parameter.stale_after else ""
        steps = [
            {
                "from": str(step.from_day),
                "value": show(parameter.kind, step.value, self._lang),
                "source": step.source,
                "state": word(step.confidence, self._lang),
            }
            for step in parameter.series
        ]
        return {
            "id": name,
            "label": parameter.label.text(self._lang),
            "standing": word(parameter.standing, self._lang),
            "reading": reading_text(parameter.reading, self._lang),
            "due": due,
            "steps": steps,
        }

    def titled(self, rule_id: str) -> Data:
        rule = self._rulebook.by_id[rule_id]
        return {"id": rule.id, "page": page_of(rule.id), "title": rule.title.text(self._lang)}

    def _cases(self, rule: Rule) -> Iterator[Data]:
        for case in self._cases_of(rule):
            key = case.expect if case.expect in ("concluded", "not_concluded") else f"outcome.{case.expect}"
            day = str(case.as_of or self._rulebook.contents.included_up_to)
            given = list(told_facts(case, self._rulebook.terms, self._lang))
            yield {
                "name": case.name,
                "day": day,
                "given": given,
                "expect": word(key, self._lang),
                "outcome": case.expect,
            }

    # ---- instruments and sections

    def instruments(self) -> Iterator[Data]:
        for name, articles in self._coverage.instruments.items():
            yield {**self.instrument(self._rulebook.terms.instruments[name]), "articles": self.articles(articles)}

    def instrument(self, found: Instrument) -> Data:
        """An instrument, without the rules that cite it."""
        return {
            "id": found.id,
            "page": page_of(found.id),
            "title": found.title.text(self._lang),
            "number": found.number or "",
            "authority": found.authority.text(self._lang) if found.authority else "",
            "effective": str(found.from_day or ""),
            "until": str(found.until or ""),
            "link": found.link or "",
            "note": found.note.text(self._lang) if found.note else "",
        }

    def articles(self, articles: Mapping[str | None, Sequence[Rule]]) -> list[Data]:
        """The articles that rules cite, those rules with each."""
        ordered = sorted(articles.items(), key=lambda item: (item[0] is None, item[0] or ""))
        return [
            {
                "article": article or self._texts["unread"],
                "anchor": anchor_of(article),
                "rules": [self.short(rule) for rule in rules],
            }
            for article, rules in ordered
        ]

    def sections(self) -> list[Data]:
        return [
            {"section": section, "rules": [self.short(rule) for rule in rules]}
            for section, rules in self._coverage.sections.items()
        ]
