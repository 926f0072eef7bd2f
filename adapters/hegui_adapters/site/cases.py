"""What a rule's example declares, fact by fact, in the words of the manifest's labels. It judges nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hegui.facts import fact_type
from hegui.loading.rule_reader import RuleCase
from hegui.manifest.shape import FactType
from hegui.nodes import Mapping, Node, Scalar, Sequence
from hegui.sentences import Sentences
from hegui.terms import Terms

__all__ = ["Told", "told_facts"]

WORDS = {"true": ("是", "yes"), "false": ("否", "no"), "none": ("无", "none"), "unknown": ("未说明", "not stated")}


@dataclass(frozen=True, slots=True)
class Told:
    """One fact: what it is called, what is said of it. `path` is where it stands in a manifest."""

    path: str
    label: str
    value: str


def told_facts(case: RuleCase, terms: Terms, lang: str) -> Iterator[Told]:
    """The facts of a case: what it takes as concluded first, then what it declares."""
    for rel, said in case.assume:
        yield _assumed(rel, said, terms, lang)
    yield from _Reading(Sentences(terms), lang).facts(case.given, "", "", "")


def _assumed(rel: str, said: tuple[str, ...] | bool, terms: Terms, lang: str) -> Told:
    conclusion = terms.conclusion_at("", rel)
    assert conclusion is not None
    if isinstance(said, bool):
        value = _word(str(said).lower(), lang)
    else:
        value = _listed([conclusion.member_labels[one].text(lang) for one in said], lang)
    return Told(rel, conclusion.label.text(lang), value)


@dataclass(frozen=True, slots=True)
class _Reading:
    sentences: Sentences
    lang: str

    def facts(self, node: Node, record: str, prefix: str, place: str) -> Iterator[Told]:
        """The facts below a node; `record` is the type of the record it is in, `prefix` its path there, `place` where that is."""
        if isinstance(node, Mapping):
            for entry in node.entries:
                yield from self.facts(entry.value, record, f"{prefix}.{entry.key.text}".removeprefix("."), place)
        elif isinstance(node, Sequence) and any(isinstance(item, Mapping) for item in node.items):
            below = f"{record}.{prefix}[]".removeprefix(".")
            for index, item in enumerate(node.items, 1):
                yield from self.facts(item, below, "", f"{place}{prefix}[{index}].")
        else:
            found = fact_type(record, prefix)
            label = (found.zh if self.lang == "zh" else found.en) if found else prefix
            yield Told(f"{place}{prefix}", label, self._value(node, found))

    def _value(self, node: Node, found: FactType | None) -> str:
        if isinstance(node, Scalar):
            return self._text(node, found)
        texts = [self._text(item, found) for item in getattr(node, "items", ()) if isinstance(item, Scalar)]
        return _listed(texts, self.lang)

    def _text(self, node: Scalar, found: FactType | None) -> str:
        if node.plain and node.text in WORDS:
            return _word(node.text, self.lang)
        if found is not None and found.choice is not None:
            return self.sentences.printed(found, node.text, self.lang)
        return node.text


def _word(text: str, lang: str) -> str:
    return WORDS[text][lang != "zh"]


def _listed(texts: list[str], lang: str) -> str:
    return ("、" if lang == "zh" else ", ").join(texts) or ("（空）" if lang == "zh" else "(empty)")
