"""Reads the fields of a mapping one by one, collecting what is missing, misspelt or of the wrong kind. It knows no rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TypeVar

from hegui import scalars
from hegui.condition_reader import Problems
from hegui.nodes import Entry, Node, Scalar
from hegui.nodes import Mapping as MappingNode
from hegui.nodes import Sequence as SequenceNode
from hegui.terms import Bilingual

__all__ = ["EMPTY", "Form", "named"]

T = TypeVar("T")
EMPTY = Bilingual("", "")


class Form:
    """One mapping being read. Keys nobody asked for are reported by `close`."""

    def __init__(self, node: Node, problems: Problems, what: tuple[str, str]) -> None:
        self.node = node
        self.problems = problems
        self._what = what
        self._asked: set[str] = set()
        self._mapping = node if isinstance(node, MappingNode) else None
        if self._mapping is None:
            problems.add(node, f"{what[0]}应为映射", f"{what[1]} should be a mapping")

    def node_of(self, key: str, *, needed: bool = False) -> Node | None:
        self._asked.add(key)
        found = self._mapping.get(key) if self._mapping else None
        if found is None or (isinstance(found, Scalar) and found.is_null):
            if needed and self._mapping:
                self.problems.add(self.node, f"{self._what[0]}缺少 {key}", f"{self._what[1]} lacks {key}")
            return None
        return found

    def entries(self, key: str) -> tuple[Entry, ...]:
        """The entries of a mapping that stands at `key`."""
        node = self.node_of(key)
        if node is None:
            return ()
        if isinstance(node, MappingNode):
            return node.entries
        self.problems.add(node, f"{key} 应为映射", f"{key} should be a mapping")
        return ()

    def items(self, key: str, *, needed: bool = False) -> tuple[Node, ...]:
        node = self.node_of(key, needed=needed)
        if node is None:
            return ()
        if isinstance(node, SequenceNode):
            if needed and not node.items:
                self.problems.add(node, f"{key} 不能是空列表", f"{key} should not be empty")
            return node.items
        self.problems.add(node, f"{key} 应为列表", f"{key} should be a list")
        return ()

    def text(self, key: str, *, needed: bool = False) -> str | None:
        node = self.node_of(key, needed=needed)
        if node is None:
            return None
        if isinstance(node, Scalar):
            return node.text
        self.problems.add(node, f"{key} 应为文字", f"{key} should be text")
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(item.text for item in self.items(key) if isinstance(item, Scalar))

    def one_of(self, key: str, choices: tuple[str, ...], *, default: str | None = None) -> str:
        text = self.text(key, needed=default is None)
        if text is None:
            return choices[0] if default is None else default
        if text not in choices:
            node = self.node_of(key)
            assert node is not None
            self.problems.unknown(node, (f"{key} 的值", f"{key}"), text, choices)
        return text

    def day(self, key: str, *, needed: bool = False) -> date | None:
        value = self._parsed(key, "day", needed=needed)
        return value if isinstance(value, date) else None

    def whole(self, key: str) -> int | None:
        value = self._parsed(key, "count", needed=False)
        return None if value is None else int(str(value))

    def _parsed(self, key: str, kind: str, *, needed: bool) -> object | None:
        node = self.node_of(key, needed=needed)
        if not isinstance(node, Scalar):
            return None
        try:
            return scalars.parse(kind, node.text, node.plain)
        except scalars.ScalarError as error:
            self.problems.add(node, error.zh, error.en)
            return None

    def bilingual(self, key: str, *, needed: bool = False) -> Bilingual | None:
        """A text in both languages: `{zh: …, en: …}`."""
        node = self.node_of(key, needed=needed)
        return None if node is None else self.both(node)

    def both(self, node: Node) -> Bilingual:
        form = Form(node, self.problems, ("双语文字", "a bilingual text"))
        found = Bilingual(form.text("zh", needed=True) or "", form.text("en", needed=True) or "")
        cut_off = [entry.key for entry in form.unasked() if isinstance(entry.value, Scalar) and entry.value.is_null]
        for key in cut_off:
            self.problems.add(key, "文字中有英文逗号，须加引号", "text that holds a comma must stand in quotes")
        if not cut_off:
            form.close()
        return found

    def sub(self, key: str, what: tuple[str, str], read: Callable[[Form], T]) -> T | None:
        node = self.node_of(key)
        if node is None:
            return None
        form = Form(node, self.problems, what)
        found = read(form)
        form.close()
        return found

    def unasked(self) -> tuple[Entry, ...]:
        """The entries nobody asked for."""
        entries = self._mapping.entries if self._mapping else ()
        return tuple(entry for entry in entries if entry.key.text not in self._asked)

    def last(self, key: str) -> None:
        """Refuse what stands behind `key`."""
        keys = [entry.key for entry in self._mapping.entries] if self._mapping else []
        behind = [node for index, node in enumerate(keys) if key in (before.text for before in keys[:index])]
        for node in behind[:1]:
            self.problems.add(node, f"{node.text} 须写在 {key} 之前", f"{node.text} must stand before {key}")

    def close(self) -> None:
        for entry in self.unasked():
            self.problems.unknown(entry.key, ("键", "key"), entry.key.text, self._asked)


def named(node: Node, problems: Problems, what: tuple[str, str]) -> Iterator[tuple[Scalar, Form]]:
    """The members of a mapping of mappings, each as a form; each is closed once it was read."""
    if not isinstance(node, MappingNode):
        problems.add(node, f"{what[0]}应为映射", f"{what[1]} should be a mapping")
        return
    for entry in node.entries:
        form = Form(entry.value, problems, what)
        yield entry.key, form
        form.close()
