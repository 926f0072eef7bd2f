"""Paths into a JSON document: `$.product.fees[*]["rate p.a."]`. They name places; nothing is computed and nothing filtered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hegui.nodes import Mapping, Node, Sequence

__all__ = ["Found", "Path", "Step", "found_at", "nodes_below", "pointer_of", "read_path", "stars_in"]

Step = str | int | None
"""A member by name, an element by number from 0, or every element (None, written `[*]`)."""
Path = tuple[Step, ...]

_STEP = re.compile(
    r"""\.(?P<name>[^\W\d][\w-]*)|\[(?:(?P<index>0|[1-9][0-9]{0,5})|(?P<all>\*)|"(?P<quoted>[^"\\]+)")\]"""
)


def read_path(text: str, *, rooted: bool) -> Path | None:
    """A path: from the root of a document (`$.a[0]`), or relative (`a[0]`). None if the text is none."""
    if rooted and not text.startswith("$"):
        return None
    rest = text[1:] if rooted else f".{text}"
    steps: list[Step] = []
    at = 0
    while at < len(rest):
        found = _STEP.match(rest, at)
        if found is None:
            return None
        steps.append(_step(found))
        at = found.end()
    return tuple(steps)


def _step(found: re.Match[str]) -> Step:
    if found["all"]:
        return None
    return int(found["index"]) if found["index"] else found["name"] or found["quoted"]


def stars_in(path: Path) -> int:
    return path.count(None)


@dataclass(frozen=True, slots=True)
class Found:
    """A value a path leads to, the steps to it, the numbers its stars stand for."""

    node: Node
    steps: Path
    stars: tuple[int, ...]


def found_at(node: Node, path: Path, steps: Path = (), stars: tuple[int, ...] = ()) -> Iterator[Found]:
    """Every value a path leads to."""
    if not path:
        yield Found(node, steps, stars)
        return
    step, rest = path[0], path[1:]
    if isinstance(node, Mapping) and isinstance(step, str) and (below := node.get(step)) is not None:
        yield from found_at(below, rest, (*steps, step), stars)
    elif isinstance(node, Sequence) and not isinstance(step, str):
        for index, item in enumerate(node.items):
            if step is None or step == index:
                yield from found_at(item, rest, (*steps, index), (*stars, index) if step is None else stars)


def pointer_of(steps: Iterable[Step]) -> str:
    """The JSON pointer (RFC 6901) of a path without stars."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps)


def nodes_below(root: Node) -> Iterator[tuple[str, Node, tuple[int, int] | None]]:
    """Every value of a document with its pointer and the place of its key, where it has one; outer ones first."""
    waiting: list[tuple[str, Node, tuple[int, int] | None]] = [("", root, None)]
    while waiting:
        found = waiting.pop()
        yield found
        waiting += reversed(list(_children(*found[:2])))


def _children(at: str, node: Node) -> Iterator[tuple[str, Node, tuple[int, int] | None]]:
    if isinstance(node, Mapping):
        for entry in node.entries:
            yield at + pointer_of((entry.key.text,)), entry.value, (entry.key.line, entry.key.column)
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield f"{at}/{index}", item, None
