"""Text to a tree of places. Structure is YAML 1.2 (hence JSON too); no value is given a type here.

A number, a date or a `no` stays the text that was written. What could make a text mean something other than
what its reader sees, or cost more than its size, is refused: tags, merge keys, repeated keys, invisible
controls, swelling aliases. Every problem of the text is reported at once, unless its syntax ends the reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Protocol

import yaml

from hegui.nodes import Document, Entry, Mapping, Node, Scalar, Sequence, Span
from hegui.plaintext import legible
from hegui.tree import DEFAULT, Limits, Met, Place, Tree

__all__ = ["Document", "Entry", "Limits", "Mapping", "Node", "Scalar", "Sequence", "Span", "read", "read_text"]


def read(data: str | bytes, file: str = "<text>", limits: Limits = DEFAULT, *, before: str | None = None) -> Document:
    """Read one YAML or JSON document.

    Args:
        data: The document; bytes are UTF-8, with or without a byte order mark.
        file: The name that places and problems carry; nothing is opened.
        limits: What the text may cost.
        before: A key of the outermost mapping at which to stop, as if the text ended there.

    Raises:
        SourceError: The text cannot be read; it holds every problem found, in the order of the text.
    """
    text, problems = legible(data, file, size=limits.size, problems=limits.problems)
    tree = Tree(text, file, limits, problems)
    for event in _events(tree):
        if before is not None and isinstance(event, yaml.ScalarEvent) and event.value == before and tree.awaits_key():
            tree.finish(None)
            break
        _feed(tree, event)
    root = tree.grown()
    raw = data.encode() if isinstance(data, str) else data
    return Document(root, tree.lines, sha256(raw).hexdigest(), file)


def read_text(data: str | bytes, file: str = "<text>", limits: Limits = DEFAULT) -> Node:
    """The root of `read`, for callers that need neither the lines nor the digest."""
    return read(data, file, limits).root


class _Parser(Protocol):
    def get_event(self) -> yaml.Event | None: ...


class _Mark(Protocol):
    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


_parser: Callable[[str], _Parser] = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


def _events(tree: Tree) -> Iterator[yaml.Event]:
    try:
        parser = _parser(tree.source.text)
        while (event := parser.get_event()) is not None:
            yield event
    except yaml.MarkedYAMLError as error:
        problem = f"{error.context or ''}: {error.problem or type(error).__name__}".removeprefix(": ")
        tree.broken(problem, _known(error.problem_mark), _known(error.context_mark))
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # the last two: the pure parser's "\UFFFFFFFF"
        tree.broken(type(error).__name__, None, None)


def _feed(tree: Tree, event: yaml.Event) -> None:
    if isinstance(event, yaml.ScalarEvent):
        tree.scalar(_met(event), event.value, event.style or "")
    elif isinstance(event, yaml.CollectionStartEvent):
        tree.begin(_met(event), is_mapping=isinstance(event, yaml.MappingStartEvent))
    elif isinstance(event, yaml.CollectionEndEvent):
        tree.finish(_closing(event))
    elif isinstance(event, yaml.AliasEvent):
        tree.alias(_place(event.start_mark), _place(event.end_mark), event.anchor or "")
    elif isinstance(event, yaml.DocumentStartEvent):
        tree.document(_place(event.start_mark))


def _met(event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> Met:
    return Met(_place(event.start_mark), _place(event.end_mark), event.tag, event.anchor)


def _closing(event: yaml.CollectionEndEvent) -> Place | None:
    """Where a bracket ends; a block has none: the parser ends it, without length, where the next thing starts."""
    start, end = _place(event.start_mark), _place(event.end_mark)
    return end if start != end else None


def _place(mark: _Mark | None) -> Place:
    return (1, 1) if mark is None else (mark.line + 1, mark.column + 1)


def _known(mark: _Mark | None) -> Place | None:
    return None if mark is None else _place(mark)
