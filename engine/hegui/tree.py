"""Grows a tree from what a parser meets, one thing after another. It knows no parser and gives no value a type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NoReturn

from hegui import syntax
from hegui.errors import Problem, SourceError
from hegui.nodes import Entry, Mapping, Node, Scalar, Sequence, Span
from hegui.plaintext import Surrogates, unseen_in

__all__ = ["DEFAULT", "Limits", "Met", "Place", "Tree"]

_STR = "tag:yaml.org,2002:str"
_BLOCK = ("|", ">")

Place = tuple[int, int]
"""Line and column, both from 1."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a text may cost: `size` in bytes, `scalar` in characters, `nodes` with every alias written out."""

    size: int = 4 * 1024 * 1024
    depth: int = 64
    nodes: int = 200_000
    scalar: int = 256 * 1024
    problems: int = 100


DEFAULT: Final = Limits()


@dataclass(slots=True)
class Met:
    """Where a value was met, and what the text attaches to it."""

    start: Place
    end: Place
    tag: str | None
    anchor: str | None


class _Open:
    """A list or mapping whose end has not been met."""

    __slots__ = ("before", "dropped", "entries", "height", "is_mapping", "items", "key", "met", "seen")

    def __init__(self, met: Met, is_mapping: bool, before: int) -> None:
        self.met, self.is_mapping = met, is_mapping
        self.before = before
        """How many nodes came earlier: what was counted since is its size."""
        self.height = 1
        self.items: list[Node] = []
        self.entries: list[Entry] = []
        self.seen: dict[str, Scalar] = {}
        self.key: Scalar | None = None
        self.dropped = False


class Tree:
    """A tree that grows without recursion: no depth of nesting can exhaust the stack."""

    def __init__(self, text: str, file: str, limits: Limits, problems: list[Problem]) -> None:
        self.file, self.limits, self.problems = file, limits, problems
        self.source = Surrogates(text)
        self.lines = tuple(text.splitlines()) or ("",)
        self.open: list[_Open] = []
        self.anchors: dict[str, tuple[Node, int, int] | None] = {}
        """By name: the node, its size and height; `None` while the node is still open."""
        self.nodes = self.documents = 0
        self.root: Node | None = None

    def grown(self) -> Node:
        """The root, once the whole text was met.

        Raises:
            SourceError: Something is wrong with the text.
        """
        if not self.problems and (self.root is None or (isinstance(self.root, Scalar) and self.root.is_null)):
            self._problem((1, 1), *syntax.EMPTY)
        if self.problems or self.root is None:
            self._refuse()
        return self.root

    # What the parser met

    def document(self, start: Place) -> None:
        self.documents += 1
        if self.documents > 1:
            self._give_up(start, *syntax.SEVERAL_DOCUMENTS)

    def scalar(self, met: Met, value: str, style: str) -> None:
        start, end = met.start, met.end
        self._count(start, 1)
        text = self.source.restored(value, style == '"')
        self._check_text(start, text, style)
        if met.tag is not None and met.tag != _STR:
            self._problem(start, *syntax.tagged(met.tag))
        if style in _BLOCK:
            end = self._block_end(start, end)
        elif not text:
            start, end = self._inside(start), self._inside(end)
        scalar = Scalar(self.file, *start, *end, text, not style and met.tag is None)
        if met.anchor is not None:
            self.anchors[met.anchor] = (scalar, 1, 0)
        self._put(scalar, 0)

    def begin(self, met: Met, *, is_mapping: bool) -> None:
        self._count(met.start, 1)
        self._check_depth(met.start, len(self.open) + 1)
        if met.tag is not None:
            self._problem(met.start, *syntax.tagged(met.tag))
        if met.anchor is not None:
            self.anchors[met.anchor] = None
        self.open.append(_Open(met, is_mapping, self.nodes - 1))

    def finish(self, end: Place | None) -> None:
        """The innermost list or mapping ends at `end`, its closing bracket; a block, at its last value."""
        done = self.open.pop()
        span = (self.file, *done.met.start, *(end or _last_end(done)))
        node: Node = Mapping(*span, tuple(done.entries)) if done.is_mapping else Sequence(*span, tuple(done.items))
        if done.met.anchor is not None:
            self.anchors[done.met.anchor] = (node, self.nodes - done.before, done.height)
        self._put(node, done.height)

    def awaits_key(self) -> bool:
        """Whether the next text is a key of the outermost mapping."""
        return len(self.open) == 1 and self.open[0].is_mapping and self.open[0].key is None

    def alias(self, start: Place, end: Place, name: str) -> None:
        span = Span(self.file, *start, *end)
        node, size, height = self.anchors.get(name) or (_stand_in(span), 1, 0)
        if self.anchors.get(name) is None:
            self._problem(start, *syntax.dangling(name, of_itself=name in self.anchors))
        self._count(start, size)
        self._check_depth(start, len(self.open) + height)
        self._put(_at(span, node), height)

    def broken(self, problem: str, met: Place | None, opened: Place | None) -> NoReturn:
        """The parser gave up at `met`, while reading what starts at `opened`."""
        if met is None or syntax.points_at_the_start(problem):
            met = opened or met or (1, 1)
        line, column = place = self._inside(met)
        character, nearby = self.lines[line - 1][column - 1 : column], "\n".join(self.lines[max(line - 2, 0) : line])
        self._give_up(place, *syntax.explain(problem, character, nearby, opened))

    # Where it belongs

    def _put(self, node: Node, height: int) -> None:
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if height >= parent.height:
            parent.height = height + 1
        if not parent.is_mapping:
            parent.items.append(node)
        elif parent.key is None:
            self._key(parent, node)
        else:
            if not parent.dropped:
                parent.entries.append(Entry(parent.key, node))
            parent.key = None

    def _key(self, parent: _Open, node: Node) -> None:
        """The next key; where it is wrong the entry is left out and the reading goes on."""
        parent.key = node if isinstance(node, Scalar) else _stand_in(node)
        wrong = _wrong_key(node, parent.seen)
        parent.dropped = wrong is not None
        if wrong is not None:
            self._problem((node.line, node.column), *wrong)

    def _block_end(self, start: Place, end: Place) -> Place:
        """The parser lets block text run over the blank lines below it; we end it with its last line."""
        if end[1] > 1 or end[0] == start[0]:
            return end
        last = end[0] - 1
        while last > start[0] and not self.lines[last - 1].strip():
            last -= 1
        return last, len(self.lines[last - 1]) + 1

    def _inside(self, place: Place) -> Place:
        """The parser puts what is missing at the end of the text on a line past the last."""
        last = len(self.lines)
        return place if place[0] <= last else (last, len(self.lines[-1]) + 1)

    # What is wrong with it

    def _count(self, place: Place, size: int) -> None:
        self.nodes += size
        if self.nodes > self.limits.nodes:
            self._give_up(place, *syntax.too_many(self.limits.nodes))

    def _check_depth(self, place: Place, depth: int) -> None:
        if depth > self.limits.depth:
            self._give_up(place, *syntax.too_deep(self.limits.depth))

    def _check_text(self, place: Place, text: str, style: str) -> None:
        if len(text) > self.limits.scalar:
            self._problem(place, *syntax.too_long(self.limits.scalar))
        if style == '"' and (unseen := unseen_in(text)) is not None:
            self._problem(place, *unseen)

    def _problem(self, place: Place, zh: str, en: str) -> None:
        self.problems.append(Problem(self.file, *place, zh, en))
        if len(self.problems) >= self.limits.problems:
            self._refuse()

    def _give_up(self, place: Place, zh: str, en: str) -> NoReturn:
        self._problem(place, zh, en)
        self._refuse()

    def _refuse(self) -> NoReturn:
        raise SourceError(self.problems[: self.limits.problems])


def _wrong_key(node: Node, seen: dict[str, Scalar]) -> tuple[str, str] | None:
    if not isinstance(node, Scalar):
        return syntax.KEY_IS_NO_TEXT
    if node.plain and node.text == "<<":
        return syntax.MERGE_KEY
    if not node.text:
        return syntax.KEY_IS_EMPTY
    first = seen.setdefault(node.text, node)
    return None if first is node else syntax.repeated(node.text, first.line, first.column)


def _last_end(done: _Open) -> Place:
    last = done.entries[-1].value if done.entries else done.items[-1] if done.items else None
    return done.met.start if last is None else (last.end_line, last.end_column)


def _at(span: Span, node: Node) -> Node:
    """`node` standing where its alias stands; what is inside keeps the place where it is written."""
    place = (span.file, span.line, span.column, span.end_line, span.end_column)
    if isinstance(node, Scalar):
        return Scalar(*place, node.text, node.plain)
    return Mapping(*place, node.entries) if isinstance(node, Mapping) else Sequence(*place, node.items)


def _stand_in(span: Span) -> Scalar:
    return Scalar(span.file, span.line, span.column, span.end_line, span.end_column, "", True)
