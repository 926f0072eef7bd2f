"""Somebody who answers the interview with what a finished manifest says, to hold the manifest it makes against that one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from hegui.decide import Decision
from hegui.manifest.editing import text_of
from hegui.manifest.listing import node_at
from hegui.manifest.reading import Manifest, read_manifest
from hegui.manifest.writing import steps_to
from hegui.nodes import Mapping, Node, Scalar
from hegui.nodes import Sequence as SequenceNode
from hegui.rulebook import Rulebook
from hegui_adapters.wizard.answers import Answers, written
from hegui_adapters.wizard.groups import element_facts
from hegui_adapters.wizard.interview import START, next_step
from hegui_adapters.wizard.places import Standing, standing_of

__all__ = ["answers_from", "interviewed", "open_facts", "settled"]

ROOT = Path(__file__).parents[1]
NONE = "none"


def interviewed(rulebook: Rulebook, model: Manifest, day: date, most: int = 10_000) -> tuple[str, Sequence[str]]:
    """The text of the manifest that an interview makes where everything is answered as a finished one says, and what was asked."""
    text, asked = START, list[str]()
    while step := next_step(rulebook.check(read_manifest(text), as_of=day), frozenset(asked), most):
        paths = [one.path for one in step.asked]
        asked += paths
        text, faults = written(text, answers_from(model, paths))
        assert faults == {}, faults
    return text, asked


def answers_from(model: Manifest, paths: Sequence[str]) -> Answers:
    """What a finished manifest says to questions; to what it does not state, nothing."""
    facts: dict[str, str] = {}
    added: list[tuple[str, dict[str, str] | None]] = []
    for path in paths:
        place = standing_of(model, path)
        if place is None or not place.stated:
            continue
        node = _node(model, path)
        if place.list_type and isinstance(node, SequenceNode) and node.items:
            added += [(path, _element(item, place.list_type)) for item in node.items]
        else:
            facts[path] = _said(place, node)
    return Answers(facts, added)


def _node(model: Manifest, path: str) -> Node | None:
    """What stands at a path, or the `none` that stands for the whole it is a part of."""
    steps = steps_to(model, path)
    found = node_at(model.root, steps)
    while found is None and steps:
        steps = steps[:-1]
        found = node_at(model.root, steps)
    return found


def _said(place: Standing, node: Node | None) -> str:
    assert node is not None
    if place.is_evidence:
        shown = node.get("reference") if isinstance(node, Mapping) else None
        return text_of(shown) if shown is not None else "null"
    if place.list_type or isinstance(node, Scalar):
        return text_of(node) if isinstance(node, Scalar) else NONE
    return "{}" if place.type is not None and place.type.kind == "object" else text_of(node)


def _element(item: Node, record: str) -> dict[str, str] | None:
    if not isinstance(item, Mapping):
        return None
    return {name: text_of(item.get(name)) for name in element_facts(record) if item.entry(name)}  # type: ignore[arg-type]


def settled(decision: Decision) -> dict[tuple[str, tuple[tuple[str, int], ...]], str]:
    """What every check came to, by rule and by where its subject stands."""
    return {(one.check.rule.id, one.chain): one.outcome for one in decision.outcomes}


def open_facts(decision: Decision) -> dict[tuple[str, tuple[tuple[str, int], ...]], frozenset[str]]:
    """The facts that could still settle each check that is open."""
    found = [(one, frozenset(decision.explainer.open_paths(one))) for one in decision.outcomes]
    return {(one.check.rule.id, one.chain): paths for one, paths in found if paths}
