"""Puts who declared a fact and what shows it around that fact, as the sheet of evidence says. It checks no document."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from hegui.facts import FactType
from hegui.nodes import Entry, Node, Scalar
from hegui.nodes import Mapping as MappingNode
from hegui.nodes import Sequence as SequenceNode

from hegui_adapters.forms.answers import PROOF, bare
from hegui_adapters.forms.cells import blank, said
from hegui_adapters.forms.marks import EVIDENCE
from hegui_adapters.forms.places import Line, Place, Reader
from hegui_adapters.forms.words import folded

__all__ = ["attach"]

Steps = tuple[str | int, ...]
_DAYS = frozenset({"declared_on", "issued", "expires"})
_STEP = re.compile(r"([a-z0-9_]+)|\[#?(\d+)\]")


def attach(root: MappingNode, proofs: Sequence[Line], paths: Mapping[str, str], reader: Reader) -> MappingNode:
    """The tree with what the rows of the sheet say around the facts they name, by path or by cell."""
    by_cell = {folded(cell): path for cell, path in paths.items()}
    for line in proofs:
        if line.empty:
            continue
        held, place = line.cells[EVIDENCE][0]
        named = str(held.value or "").strip()
        steps = _steps(by_cell.get(folded(named), named))
        around = _around(line, reader)
        changed = _wrapped(root, steps, around) if steps and around else None
        if isinstance(changed, MappingNode):
            root = changed
        else:
            reader.tell(
                place,
                f"“{named}”不是已填写的要素：请写路径（灰色列）或 表!单元格，并填写右侧任一列",
                f'"{named}" is no fact that was stated: write its path or sheet!cell, and fill in a column beside it',
            )
    return root


def _steps(path: str) -> Steps:
    if not re.fullmatch(r"[a-z0-9_]+(\[#?\d+\])?(\.[a-z0-9_]+(\[#?\d+\])?)*", path):
        return ()
    return tuple(name or int(number) - 1 for name, number in _STEP.findall(path))


def _around(line: Line, reader: Reader) -> tuple[Entry, ...]:
    said_of: dict[str, tuple[Place, Node]] = {}
    for name in PROOF:
        for held, place in line.cells.get(name, ()):
            if not blank(held):
                fact = FactType("day" if name in _DAYS else "text", name, name)
                found = reader.attempt(place, partial(said, held, fact, reader.lang))
                if found is not None:
                    said_of[name] = (place, place.scalar(found.text, plain=found.plain))
    shown = [(name, said_of.pop(name)) for name in PROOF[2:] if name in said_of]
    entries = [Entry(place.scalar(name), node) for name, (place, node) in said_of.items()]
    if shown:
        place = shown[0][1][0]
        inner = MappingNode(*place.span, tuple(Entry(at.scalar(name), node) for name, (at, node) in shown))
        entries.append(Entry(place.scalar("evidence"), inner))
    return tuple(entries)


def _wrapped(node: Node | None, steps: Steps, around: tuple[Entry, ...]) -> Node | None:
    """The node with `around` at the end of `steps`; None where there is nothing."""
    if node is None or (not steps and bare(node) is None):
        return None
    if not steps:
        if isinstance(node, MappingNode) and not _is_choice(node):
            return node.with_entries((*node.entries, *around))
        place = Place.of(node)
        return MappingNode(*place.span, (Entry(place.scalar("value"), node), *around))
    step, rest = steps[0], steps[1:]
    if isinstance(node, SequenceNode) and isinstance(step, int) and 0 <= step < len(node.items):
        inner = _wrapped(node.items[step], rest, around)
        if inner is None:
            return None
        return replace(node, items=(*node.items[:step], inner, *node.items[step + 1 :]))
    if isinstance(node, MappingNode) and isinstance(step, str):
        if node.entry(step) is None and node.get("value") is not None:
            steps, step = ("value", *steps), "value"
            rest = steps[1:]
        inner = _wrapped(node.get(step), rest, around)
        if inner is not None:
            return node.with_entries(tuple(Entry(e.key, inner) if e.key.text == step else e for e in node.entries))
    if isinstance(node, MappingNode) and isinstance(step, int) and node.get("value") is not None:
        return _wrapped(node, ("value", *steps), around)
    return None


def _is_choice(node: MappingNode) -> bool:
    """Whether it is `{other: text}`, a value and no object."""
    return node.keys() == ("other",) and isinstance(node.get("other"), Scalar)
