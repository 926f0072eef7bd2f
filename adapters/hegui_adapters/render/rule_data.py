"""One rule in full as data: what it says in both languages, since when, on what basis. It judges nothing."""

from __future__ import annotations

from collections.abc import Mapping

from hegui.rulebook import Rulebook
from hegui.rules import Rule, Source, Version
from hegui.sentences import Sentences
from hegui.terms import Bilingual

from hegui_adapters.render.rule_list import in_short

__all__ = ["rule_as_data"]


def rule_as_data(rulebook: Rulebook, rule: Rule) -> Mapping[str, object]:
    """A rule for programs. Conditions are told as sentences; a classification has neither fault nor message."""
    sentences = Sentences(rulebook.terms)
    return {
        **in_short(rule),
        "about": [f"{binding.of} as {binding.name}" for binding in rule.bindings],
        "fault": None if rule.concludes else _both(rule.fault),
        "message": None if rule.concludes else _both(rule.message),
        "interpretation": _both(rule.interpretation) if rule.interpretation else None,
        "remedy": {"who": rule.remedy.who, "note": _both(rule.remedy.note)} if rule.remedy else None,
        "sources": [_source(rulebook, source) for source in rule.sources],
        "versions": [_version(sentences, version) for version in rule.versions],
        "rulebook": {"version": rulebook.contents.version, "digest": f"sha256:{rulebook.digest}"},
    }


def _source(rulebook: Rulebook, source: Source) -> Mapping[str, object]:
    known = rulebook.terms.instruments.get(source.instrument)
    title = {"title": _both(known.title), "number": known.number} if known else {}
    return {"instrument": source.instrument, "article": source.article, **title}


def _version(sentences: Sentences, version: Version) -> Mapping[str, object]:
    return {
        "from": version.first.isoformat(),
        "until": version.until.isoformat() if version.until else None,
        "when": {lang: sentences.sentence(version.when, lang) for lang in ("zh", "en")},
        "require": version.require and {lang: sentences.sentence(version.require, lang) for lang in ("zh", "en")},
    }


def _both(text: Bilingual) -> Mapping[str, str]:
    return {"zh": text.zh, "en": text.en}
