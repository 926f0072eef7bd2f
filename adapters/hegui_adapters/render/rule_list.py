"""Rules in short, as columns and as data. It shows no condition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from hegui.rulebook import Rulebook
from hegui.rules import Rule

from hegui_adapters.render.columns import padded, width
from hegui_adapters.render.sheet import word

__all__ = ["in_short", "rules_as_data", "rules_as_lines"]


def rules_as_lines(rules: Sequence[Rule], lang: str) -> Iterator[str]:
    """One rule a line: id, kind, force, how far its basis was checked, title."""
    rows = [_row(rule, lang) for rule in rules]
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(padded(cell, columns) for cell, columns in zip(row, widths, strict=True)).rstrip()


def _row(rule: Rule, lang: str) -> tuple[str, ...]:
    force = "-" if rule.concludes else word(rule.force, lang)
    return rule.id, word(rule.kind, lang), force, word(rule.confidence, lang), rule.title.text(lang)


def rules_as_data(rulebook: Rulebook, rules: Sequence[Rule]) -> Mapping[str, object]:
    contents = rulebook.contents
    return {
        "rulebook": {"version": contents.version, "digest": f"sha256:{contents.digest}"},
        "included_up_to": contents.included_up_to.isoformat(),
        "rules": [in_short(rule) for rule in rules],
    }


def in_short(rule: Rule) -> Mapping[str, object]:
    """A rule without its conditions, for programs."""
    return {
        "id": rule.id,
        "title": {"zh": rule.title.zh, "en": rule.title.en},
        "kind": rule.kind,
        "force": None if rule.concludes else rule.force,
        "confidence": rule.confidence,
        "checked": {"on": rule.checked.on.isoformat(), "against": rule.checked.against},
        "red_line": rule.red_line,
        "sources": [{"instrument": source.instrument, "article": source.article} for source in rule.sources],
        "register": list(rule.register),
        "in_force": [
            {"from": version.first.isoformat(), "until": version.until.isoformat() if version.until else None}
            for version in rule.versions
        ],
        "overrides": list(rule.overrides),
        "formerly": list(rule.formerly),
    }
