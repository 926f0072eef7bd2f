"""A page of the interview as fields of a form, and a form back into answers. It knows no request, judges nothing, writes no text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from hegui.case import LISTS
from hegui.decide import Decision
from hegui.decision import Question
from hegui.manifest.listing import node_at
from hegui.manifest.reading import Manifest
from hegui.manifest.records import NAME
from hegui.manifest.writing import steps_to
from hegui.nodes import Mapping as MappingNode
from hegui.nodes import Node, Scalar
from hegui.nodes import Sequence as SequenceNode
from hegui.terms import Bilingual

from hegui_adapters.language import Lang
from hegui_adapters.pages.decisions.fields import Field, answers_in, field_of, yaml_of
from hegui_adapters.wizard.answers import Answers
from hegui_adapters.wizard.groups import element_facts
from hegui_adapters.wizard.interview import Asked, Step
from hegui_adapters.wizard.places import SHOWN, Standing, standing_of

__all__ = ["Element", "Shown", "answers_of", "shown"]

NEW: Final = "new"
"""The element that is being added, in the names of its fields."""
WHOLE: Final = "whole:"
THERE_IS: Final = "{}"
APART: Final = "、"
_OBVIOUS: Final = ("文字", "text", "代码", "a code")
RULES: Final = 6
Given = Mapping[str, Sequence[str]]

_HOW_TO_SAY_NONE: Final = re.compile(r"（(?:没有的)?填 none）| \(none, if (?:not|none)\)")
"""What a question says to whoever writes YAML; a form has an answer for it."""


@dataclass(frozen=True, slots=True)
class Element:
    """One of a list: its place, what it is called (empty for one not described), its first facts."""

    index: int
    name: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A question on the page. `look` is `list` or that of its field; `rules` are the titles of the first that need it.

    `whole` is what a list says of being complete: all, others, none.
    """

    field: Field
    look: str
    stated: bool
    settles: int
    blocking: int
    rules: tuple[str, ...]
    elements: tuple[Element, ...] = ()
    blank: tuple[Field, ...] = ()
    whole: str = "all"


def shown(
    decision: Decision, step: Step, lang: Lang, given: Given | None = None, faults: Mapping[str, str] | None = None
) -> tuple[Shown, ...]:
    """The questions of a page, as the manifest answers them; where answers could not be written, as they were `given`."""
    return tuple(
        _shown(decision, one, place, lang, given, faults or {})
        for one in step.asked
        if (place := standing_of(decision.manifest, one.path)) is not None
    )


def _shown(
    decision: Decision, one: Asked, place: Standing, lang: Lang, given: Given | None, faults: Mapping[str, str]
) -> Shown:
    ask = Bilingual(*(_HOW_TO_SAY_NONE.sub("", text) for text in (one.ask.zh, one.ask.en)))
    question = Question(one.path, one.label, ask, one.rules, one.blocking > 0)
    said = _said(decision.manifest, one.path) if given is None else given.get(one.path, ())
    field = _with_other(field_of(question, lang, given=said, fault=faults.get(one.path, "")))
    titles = tuple(decision.rulebook.by_id[rule].title.text(lang) for rule in one.rules[:RULES])
    look = _look(place, field.look)
    found = Shown(field, look, place.stated, len(one.rules), one.blocking, titles)
    return _with_elements(decision, found, place, lang, given, faults) if look == "list" else found


def _look(place: Standing, look: str) -> str:
    if place.is_evidence:
        return "line"
    if place.list_type:
        return "list"
    return "object" if place.type is not None and place.type.kind == "object" else look


def _with_elements(
    decision: Decision, found: Shown, place: Standing, lang: Lang, given: Given | None, faults: Mapping[str, str]
) -> Shown:
    path, facts = found.field.path, element_facts(place.list_type)
    listed = place.value if isinstance(place.value, tuple) else ()
    elements = []
    for index, record in enumerate(listed):
        name = f"{path}[{record[NAME]}]"
        described = standing_of(decision.manifest, f"{name}.{facts[0]}")
        if described is None or not described.answerable:
            elements.append(Element(index, "", ()))
            continue
        called = decision.explainer.sentences.element_name(place.list_type, record).text(lang)
        fields = tuple(_part(decision.manifest, name, fact, place, lang, given, faults) for fact in facts)
        elements.append(Element(index, called or record[NAME], fields))
    whole = "others" if elements and not elements[-1].fields else "none" if found.field.given == ("none",) else "all"
    blank = tuple(_part(decision.manifest, f"{path}[{NEW}]", fact, place, lang, given, faults) for fact in facts)
    return replace(found, elements=tuple(elements), blank=blank, whole=whole)


def _part(
    manifest: Manifest,
    element: str,
    fact: str,
    place: Standing,
    lang: Lang,
    given: Given | None,
    faults: Mapping[str, str],
) -> Field:
    """A fact of an element: it is asked by its label alone, under the element's own name."""
    path = f"{element}.{fact}"
    found = replace(place, chain=(*place.chain, (place.rel, 0)), rel=fact).type
    label = Bilingual(found.zh, found.en) if found else Bilingual(fact, fact)
    said = given.get(path, ()) if given is not None else _said(manifest, path)
    field = field_of(Question(path, label, label, (), False), lang, given=said, fault=faults.get(path, ""))
    return _with_other(field)


def _with_other(field: Field) -> Field:
    """A choice that is none of those listed can be said as well; what is a text needs no hint that it is one."""
    if field.look == "line" and field.hint in _OBVIOUS:
        return replace(field, hint="")
    if field.look not in ("choice", "many") or any(value == "other" for value, _ in field.options):
        return field
    return replace(field, options=(*field.options, ("other", "")))


# ---- what a manifest says, as a form shows it


def _said(manifest: Manifest, path: str) -> tuple[str, ...]:
    place = standing_of(manifest, path)
    if place is None or not place.stated:
        return ()
    node = node_at(manifest.root, steps_to(manifest, path.removesuffix(SHOWN)))
    if place.is_evidence:
        return _texts(_below(node, "evidence", "reference"))
    said = _texts(node)
    several = place.type is not None and place.type.many and place.type.choice is None
    return (APART.join(said),) if several and said else said


def _texts(node: Node | None) -> tuple[str, ...]:
    if isinstance(node, Scalar):
        return () if node.is_null else (node.text,)
    if isinstance(node, SequenceNode):
        return tuple(text for item in node.items for text in _texts(item))
    if isinstance(node, MappingNode):
        inner = node.get("value")
        return _texts(inner) if inner is not None else ("other",) if node.entry("other") else (THERE_IS,)
    return ()


def _below(node: Node | None, *keys: str) -> Node | None:
    for key in keys:
        node = node.get(key) if isinstance(node, MappingNode) else None
    return node


# ---- what a form says


def answers_of(manifest: Manifest, step: Sequence[str], form: Iterable[tuple[str, str]]) -> tuple[Answers, Given]:
    """What was answered on a page, and what was given by name. Only what differs from the manifest is an answer."""
    values = list(form)
    given = answers_in(values)
    whole = {name.removeprefix(WHOLE): value for name, value in values if name.startswith(WHOLE)}
    facts: dict[str, str] = {}
    added: list[tuple[str, Mapping[str, str] | None]] = []
    removed: list[tuple[str, int]] = []
    for path in step:
        place = standing_of(manifest, path)
        if place is None:
            continue
        if not place.list_type:
            facts |= _changed(manifest, path, given.get(path, ()))
            continue
        parts, more, fewer = _list_answers(manifest, path, place, given, whole.get(path, "all"))
        facts |= parts
        added += more
        removed += fewer
    return Answers(facts, added, removed), given


def _list_answers(
    manifest: Manifest, path: str, place: Standing, given: Given, whole: str
) -> tuple[Mapping[str, str], Sequence[tuple[str, Mapping[str, str] | None]], Sequence[tuple[str, int]]]:
    names = element_facts(place.list_type)
    listed = place.value if isinstance(place.value, tuple) else ()
    new = {
        name: yaml_of(f"{path}[{NEW}].{name}", said) for name in names if (said := given.get(f"{path}[{NEW}].{name}"))
    }
    if whole == "none" and not new:
        return ({} if place.stated and not listed else {path: "none"}), (), ()
    facts: dict[str, str] = {}
    open_ = [index for index, record in enumerate(listed) if not record.keys() - {LISTS, NAME}]
    for index, record in enumerate(listed):
        if index not in open_:
            for name in names:
                fact = f"{path}[{record[NAME]}].{name}"
                facts |= _changed(manifest, fact, given.get(fact, ()))
    added: list[tuple[str, Mapping[str, str] | None]] = [(path, new)] if new else []
    if whole == "others" and (listed or new) and not open_:
        added.append((path, None))
    return facts, added, [(path, index) for index in open_] if whole == "all" else ()


def _changed(manifest: Manifest, path: str, given: Sequence[str]) -> Mapping[str, str]:
    """An answer that says something else than the manifest: taken back, it is unknown again."""
    if tuple(given) == _said(manifest, path):
        return {}
    if not given:
        return {path: "null"}
    if given[0] == THERE_IS:
        return {path: THERE_IS}
    return {path: json.dumps(given[0], ensure_ascii=False) if path.endswith(SHOWN) else yaml_of(path, given)}
