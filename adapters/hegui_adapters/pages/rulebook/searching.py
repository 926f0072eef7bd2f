"""Which rules somebody looks for: by words, as `mentions` folds them, and by what rules are sorted by. Pure; it renders nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from hegui.authoring.register import Row
from hegui.loading.rule_reader import REPORT
from hegui.rules import Rule
from hegui.truths import folded

from hegui_adapters.commands.rules import topic_of
from hegui_adapters.site.pages import Pages

__all__ = ["FACETS", "Found", "Index", "Wanted", "found"]

NO_FORCE: Final = "-"
"""What stands for the force of a classification, which has none."""
NOT_SAID: Final = 3


def force_of(rule: Rule) -> str:
    return NO_FORCE if rule.concludes else rule.force


FACETS: Final[Mapping[str, Callable[[Rule], Iterable[str]]]] = {
    "topic": lambda rule: (topic_of(rule.id),),
    "kind": lambda rule: (rule.kind,),
    "force": lambda rule: (force_of(rule),),
    "confidence": lambda rule: (rule.confidence,),
    "red_line": lambda rule: (str(rule.red_line),) if rule.red_line else (),
    "instrument": lambda rule: dict.fromkeys(one.instrument for one in rule.sources if one.instrument != REPORT),
}
"""What rules are sorted by, and the values a rule has there."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: words, a day on which the rule is to bind, a value for some facets."""

    words: str = ""
    day: date | None = None
    chosen: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The rules that pass, the best first; for each facet how many have which value if that facet is left open."""

    rules: Sequence[Rule]
    counts: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class _Entry:
    """What is searched of a rule, folded: its names, and all that is said of it."""

    rule: Rule
    names: str
    text: str


class Index:
    """The texts of all rules in both languages, folded once."""

    def __init__(self, pages: Sequence[Pages], rules: Sequence[Rule], register: Mapping[str, Row]) -> None:
        self._entries = [_entry(rule, pages, register) for rule in rules]

    def ranked(self, words: str) -> Mapping[str, int]:
        """The ids of the rules that say all the words, each with how well: 0 in its names, 1 in its text, 2 piece by piece.

        A Chinese word that no rule says as it stands is looked for by its pairs of characters, of which two thirds must be said.
        """
        terms = [term for one in words.split() if (term := folded(one))]
        columns = [self._ranks(term) for term in terms]
        ranks = {entry.rule.id: max(of) for entry, *of in zip(self._entries, *columns, strict=True)} if terms else {}
        return {rule: rank for rule, rank in ranks.items() if rank < NOT_SAID}

    def _ranks(self, term: str) -> Sequence[int]:
        whole = [0 if term in one.names else 1 if term in one.text else NOT_SAID for one in self._entries]
        pieces = _pieces(term)
        if min(whole) < NOT_SAID or not pieces:
            return whole
        said = [sum(piece in one.text for piece in pieces) for one in self._entries]
        return [2 if 3 * count >= 2 * len(pieces) else NOT_SAID for count in said]


def _entry(rule: Rule, pages: Sequence[Pages], register: Mapping[str, Row]) -> _Entry:
    rows = [register[name] for name in rule.register if name in register]
    texts = [one.words(rule) for one in pages]
    texts += [text for row in rows for text in (row.requires.zh, row.requires.en, row.article)]
    names = (rule.id, rule.title.zh, rule.title.en)
    return _Entry(rule, "\n".join(map(folded, names)), "\n".join(map(folded, texts)))


_CHINESE: Final = re.compile(r"[\u3400-\u9fff]{3,}")


def _pieces(term: str) -> Sequence[str]:
    """The pairs of neighbouring characters of a Chinese term that is longer than a pair; none of any other."""
    return ["".join(pair) for pair in pairwise(term)] if _CHINESE.fullmatch(term) else ()


def found(wanted: Wanted, rules: Sequence[Rule], index: Callable[[], Index]) -> Found:
    """The rules that are looked for. `index` is asked only where there are words."""
    if wanted.words.strip():
        ranks = index().ranked(wanted.words)
        rules = sorted((rule for rule in rules if rule.id in ranks), key=lambda rule: (ranks[rule.id], rule.id))
    if wanted.day is not None:
        rules = [rule for rule in rules if rule.version_on(wanted.day)]
    chosen = dict(wanted.chosen or {})
    passing = [(rule, [name for name, value in chosen.items() if value not in FACETS[name](rule)]) for rule in rules]
    counts = {
        name: Counter(value for rule, failed in passing if not set(failed) - {name} for value in of(rule))
        for name, of in FACETS.items()
    }
    return Found([rule for rule, failed in passing if not failed], counts)
