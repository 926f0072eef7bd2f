"""What a manifest states, as it stands in the cells of the questionnaire. It draws nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hegui.facts import FactType
from hegui.manifest.choices import CHOICES
from hegui.manifest.stating import WRAPPING, stated_none, unstated, wraps
from hegui.nodes import Mapping as MappingNode
from hegui.nodes import Node, Scalar
from hegui.nodes import Sequence as SequenceNode

from hegui_adapters.forms.cells import unquoted
from hegui_adapters.forms.words import EMPTY_LIST, GIVEN, LISTED, NO, NONE, OTHER, UNDESCRIBED, YES, label

__all__ = ["PROOF", "Proof", "bare", "below", "cells_of", "proofs"]

PROOF = ("declared_by", "declared_on", "reference", "digest", "issued", "expires")


@dataclass(frozen=True, slots=True)
class Proof:
    """Who declared a fact and what shows it: the path of the fact, elements by number, then a text for each of `PROOF`."""

    path: str
    texts: tuple[str, ...]


def bare(node: Node | None) -> Node | None:
    """What is stated, past what stands around it; None where nothing is."""
    while isinstance(node, MappingNode) and wraps(node.keys()):
        node = node.get("value")
    return None if node is None or unstated(node) else node


def below(node: Node | None, rel: str) -> Node | None:
    """What is stated at a path below an object."""
    for step in rel.split("."):
        node = bare(node)
        node = node.get(step) if isinstance(node, MappingNode) else None
    return node


def cells_of(node: Node | None, fact: FactType, lang: str) -> Sequence[str]:
    """The texts of a fact's cells: several for a list of values, one for anything else, none where it is not stated."""
    found = bare(node)
    if found is None:
        return ()
    if stated_none(found, text=fact.kind == "text" and not fact.many):
        return (NONE.text(lang),)
    if fact.kind == "object":
        return (GIVEN.text(lang),)
    if isinstance(found, SequenceNode):
        if not found.items:
            return (EMPTY_LIST.text(lang),)
        if fact.kind == "list":
            return (LISTED.text(lang),)
        return tuple(_value(item, fact, lang) for item in found.items)
    return (_value(found, fact, lang),)


def _value(node: Node, fact: FactType, lang: str) -> str:
    if isinstance(node, MappingNode):
        other = node.get("other")
        return f"{OTHER.text(lang)}：{other.text if isinstance(other, Scalar) else ''}"
    if not isinstance(node, Scalar) or unstated(node):
        return UNDESCRIBED.text(lang)
    if fact.choice:
        return label(fact.choice, node.text, lang) if node.text in CHOICES[fact.choice] else OTHER.text(lang)
    if fact.kind == "yes_no":
        return (YES if node.text == "true" else NO).text(lang)
    if fact.kind == "text":
        return f"“{node.text}”" if unquoted(node.text) else node.text
    return node.text


def proofs(node: Node | None, path: str) -> Iterator[Proof]:
    """All that is said of who declared a fact and what shows it, at `path` and below."""
    if isinstance(node, MappingNode):
        if WRAPPING & set(node.keys()) and bare(node) is not None:
            yield Proof(path, tuple(_proof(node, name) for name in PROOF))
        wrapped = wraps(node.keys())
        for entry in node.entries:
            if entry.key.text not in WRAPPING:
                yield from proofs(entry.value, path if wrapped else f"{path}.{entry.key.text}")
    elif isinstance(node, SequenceNode):
        for number, item in enumerate(node.items, 1):
            yield from proofs(item, f"{path}[{number}]")


def _proof(node: MappingNode, name: str) -> str:
    found = bare(node.get(name) if name in WRAPPING else below(node.get("evidence"), name))
    if not isinstance(found, Scalar):
        return ""
    return NONE.zh if stated_none(found, text=False) and found.plain else found.text
