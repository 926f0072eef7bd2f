"""Adds an element to a list in a manifest's own text, or takes one out; all other lines stay. It states no single fact (`writing`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hegui.errors import ManifestError, Problem
from hegui.manifest.reading import Manifest, read_manifest
from hegui.manifest.writing import Steps, last_line, leaves, stated_in, steps_to
from hegui.nodes import Mapping as MappingNode
from hegui.nodes import Node, Scalar
from hegui.nodes import Sequence as SequenceNode
from hegui.source import Limits

__all__ = ["node_at", "with_element", "without_element"]

Facts = Mapping[str, str]
Place = tuple[str | int, ...]
Leaves = Mapping[Place, tuple[str, bool]]

_NOWHERE: Steps = ("",)


def with_element(text: str, path: str, facts: Facts | None, limits: Limits | None = None) -> str:
    """A manifest's text with one element more at the end of a list: its facts, each as YAML on one line. None adds one that is
    not described. A list that was unknown or `none` begins with it; what is not described stays last.

    Raises:
        ManifestError: the list has no place in the text, or the element cannot be read.
    """
    manifest = read_manifest(text, limits=limits)
    steps = steps_to(manifest, path)
    found = node_at(manifest.root, steps)
    if not isinstance(found, SequenceNode) or not found.items:
        return _begun(text, path, facts, limits)
    index = len(found.items) - _undescribed(found.items[-1])
    if facts is None and index < len(found.items):
        return text
    lines = text.splitlines()
    if _in_brackets(lines, found):
        _put_between(lines, found, index, _flow(facts))
    else:
        _put_below(lines, found, index, facts)
    written = "\n".join(lines) + "\n"
    again = read_manifest(written, limits=limits)
    if _without(_all(manifest), steps, None) != _without(_all(again), steps, index):
        raise _impossible(manifest, path)
    return written


def without_element(text: str, path: str, index: int, limits: Limits | None = None) -> str:
    """A manifest's text without one element of a list, counted from 0. A list that had no other is unknown then, not empty.

    Raises:
        ManifestError: there is no such element, or it cannot be taken out of the text alone.
    """
    manifest = read_manifest(text, limits=limits)
    steps = steps_to(manifest, path)
    found = node_at(manifest.root, steps)
    if not isinstance(found, SequenceNode) or not 0 <= index < len(found.items):
        raise _impossible(manifest, path)
    if len(found.items) == 1:
        return stated_in(text, {path: "null"}, limits)
    lines = text.splitlines()
    if _in_brackets(lines, found):
        _cut(lines, found, index)
    else:
        del lines[_dash(lines, found, index) : last_line(found.items[index], _scalar(found.items[index]))]
    written = "\n".join(lines) + "\n"
    again = read_manifest(written, limits=limits)
    if _without(_all(manifest), steps, index) != _without(_all(again), steps, None):
        raise _impossible(manifest, path)
    return written


def _begun(text: str, path: str, facts: Facts | None, limits: Limits | None) -> str:
    """The list with its first element, on lines of its own; within braces, in brackets."""
    try:
        return stated_in(text, {path: "\n".join(_lines("", facts))}, limits)
    except ManifestError:
        return stated_in(text, {path: f"[{_flow(facts)}]"}, limits)


def node_at(node: Node | None, steps: Steps) -> Node | None:
    """What stands at the end of the steps, past the wrapping of a list; None where nothing does."""
    for step in steps:
        if isinstance(node, MappingNode):
            inner = node.get("value") if node.entry(str(step)) is None else None
            node = node_at(inner, (step,)) if inner is not None else node.get(str(step))
        elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return None
    if isinstance(node, MappingNode) and isinstance(inner := node.get("value"), SequenceNode):
        return inner
    return node


def _undescribed(node: Node) -> bool:
    return isinstance(node, Scalar) and node.is_null


# ---- one line after another


def _put_below(lines: list[str], found: SequenceNode, index: int, facts: Facts | None) -> None:
    before = found.items[index - 1] if index else None
    place = last_line(before, _scalar(before)) if before is not None else _dash(lines, found, 0)
    lines[place:place] = _lines(" " * (found.column - 1), facts)


def _lines(indent: str, facts: Facts | None) -> Iterator[str]:
    if not facts:
        yield f"{indent}- null"
        return
    for number, (key, value) in enumerate(facts.items()):
        yield f"{indent}{'  ' if number else '- '}{key}: {value}"


def _dash(lines: list[str], found: SequenceNode, index: int) -> int:
    """The line an element begins on, counted from 0: that of its dash."""
    place = found.items[index].line - 1
    while place > 0 and not lines[place][found.column - 1 :].startswith("-"):
        place -= 1
    return place


# ---- in brackets


def _in_brackets(lines: list[str], found: SequenceNode) -> bool:
    return lines[found.line - 1][found.column - 1 : found.column] == "["


def _flow(facts: Facts | None) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in facts.items()) + "}" if facts else "null"


def _put_between(lines: list[str], found: SequenceNode, index: int, element: str) -> None:
    before = found.items[index - 1] if index else None
    row, column = (before.end_line, before.end_column) if before is not None else (found.line, found.column + 1)
    line = lines[row - 1]
    put = f", {element}" if before is not None else f"{element}, "
    lines[row - 1] = line[: column - 1] + put + line[column - 1 :]


def _cut(lines: list[str], found: SequenceNode, index: int) -> None:
    """Take out an element with the comma behind it, or before it where it is the last."""
    item = found.items[index]
    if index + 1 < len(found.items):
        following = found.items[index + 1]
        start, end = (item.line, item.column), (following.line, following.column)
    else:
        before = found.items[index - 1]
        start, end = (before.end_line, before.end_column), (item.end_line, item.end_column)
    kept = lines[start[0] - 1][: start[1] - 1] + lines[end[0] - 1][end[1] - 1 :]
    lines[start[0] - 1 : end[0]] = [kept]


# ---- what may not have changed


def _all(manifest: Manifest) -> Leaves:
    return dict(leaves(manifest.root, _NOWHERE))


def _without(found: Leaves, steps: Steps, index: int | None) -> Leaves:
    """What is stated but for one element of a list, those behind it counted as if it were not there."""
    if index is None:
        return found
    depth, kept = len(steps), dict[Place, tuple[str, bool]]()
    for place, leaf in found.items():
        if place[:depth] != steps or len(place) == depth:
            kept[place] = leaf
            continue
        number = place[depth]
        assert isinstance(number, int)
        if number != index:
            kept[(*steps, number - (number > index), *place[depth + 1 :])] = leaf
    return kept


def _scalar(node: Node) -> Scalar:
    """A key where there is none: an element has its dash alone."""
    return Scalar(node.file, node.line, node.column, node.line, node.column, "", plain=True)


def _impossible(manifest: Manifest, path: str) -> ManifestError:
    zh, en = f"无法在原文中增删 {path} 的元素", f"no element of {path} can be added or taken out in this text"
    return ManifestError([Problem(manifest.document.file, 1, 1, zh, en)])
