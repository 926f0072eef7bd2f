"""Answers written into a manifest's own text: facts, elements more or fewer, documents that show a fact. It asks nothing."""

from __future__ import annotations

from collections.abc import Mapping as Table
from collections.abc import Sequence
from dataclasses import dataclass, field

from hegui.errors import ManifestError, Problem
from hegui.manifest.editing import text_of
from hegui.manifest.listing import node_at, with_element, without_element
from hegui.manifest.reading import read_manifest
from hegui.manifest.writing import stated_in, steps_to
from hegui.nodes import Mapping
from hegui.source import Limits

from hegui_adapters.wizard.places import SHOWN

__all__ = ["Answers", "Faults", "written"]

Faults = Table[str, Sequence[Problem]]
"""What cannot be written, by the path of the question it answers."""


@dataclass(frozen=True, slots=True)
class Answers:
    """`facts` are values by path, as a manifest writes them on one line. `added` are elements of lists, their facts the same way,
    None for one that is not described; `removed` are elements by their place in their list."""

    facts: Table[str, str] = field(default_factory=dict)
    added: Sequence[tuple[str, Table[str, str] | None]] = ()
    removed: Sequence[tuple[str, int]] = ()

    @property
    def nothing(self) -> bool:
        return not (self.facts or self.added or self.removed)


def written(text: str, answers: Answers, limits: Limits | None = None) -> tuple[str, Faults]:
    """The text with all answers that can be written, and what is wrong with the others."""
    faults: dict[str, Sequence[Problem]] = {}
    for path, value in answers.facts.items():
        try:
            text = _with_fact(text, path, value, limits)
        except ManifestError as error:
            faults[path] = error.problems
    for path, place in sorted(answers.removed, key=lambda one: -one[1]):
        try:
            text = without_element(text, path, place, limits)
        except ManifestError as error:
            faults[path] = error.problems
    for path, facts in answers.added:
        try:
            text = with_element(text, path, facts, limits)
        except ManifestError as error:
            faults[path] = error.problems
    return text, faults


def _with_fact(text: str, path: str, value: str, limits: Limits | None) -> str:
    if path.endswith(SHOWN):
        return _with_evidence(text, path.removesuffix(SHOWN), value, limits)
    return stated_in(text, {path: value}, limits)


def _with_evidence(text: str, path: str, reference: str, limits: Limits | None) -> str:
    """The text with a document named that shows a fact: the fact is wrapped, as a manifest does it."""
    manifest = read_manifest(text, limits=limits)
    node = node_at(manifest.root, steps_to(manifest, path))
    if node is None:
        raise ManifestError([Problem(manifest.document.file, 1, 1, f"{path} 未说明", f"{path} is not stated")])
    fact = node.get("value") if isinstance(node, Mapping) and node.entry("value") else node
    assert fact is not None
    return stated_in(text, {path: f"{{value: {text_of(fact)}, evidence: {{reference: {reference}}}}}"}, limits)
