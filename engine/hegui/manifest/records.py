"""Reads the sections of a manifest into records: facts by dotted path, lists of objects as tuples of records. It judges nothing.

What a field may hold comes from the shape of the manifest; what is wrong is gathered, each problem at its place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from hegui.case import LISTS, Record
from hegui.errors import Problem
from hegui.expressions import EVIDENCE
from hegui.manifest import stating
from hegui.manifest.shape import FactType, RecordType, declared, record_type
from hegui.manifest.stating import WRAPPING, suggestion, unstated
from hegui.nodes import Entry, Node, Scalar
from hegui.nodes import Mapping as MappingNode
from hegui.nodes import Sequence as SequenceNode
from hegui.scalars import ScalarError
from hegui.values import NONE, Nothing

__all__ = ["GIVEN", "NAME", "Reader"]

GIVEN = True
"""What stands at the path of an object that is given."""

NAME = "#name"
"""Where an element keeps its selector: `id=face-login`, `category=contacts` or `#2`."""


class Reader:
    """Takes sections one by one; the record is worth something only where there are no problems.

    `newer` says that the manifest is of a newer minor version than this engine knows.
    """

    def __init__(self, *, newer: bool) -> None:
        self.record: Record = {LISTS: ()}
        self.problems: list[Problem] = []
        self._newer = newer

    def section(self, entry: Entry) -> None:
        shape = _known(entry.key.text)
        self._fact(entry.key.text, entry.value, shape.below[""][entry.key.text], shape, self.record)

    def unknown_key(self, key: Scalar, known: Iterable[str]) -> None:
        if self._newer:
            self.tell(key, f"“{key.text}”需要更新版本的 hegui", f'"{key.text}" needs a newer hegui')
            return
        zh, en = suggestion(key.text, list(known))
        self.tell(key, f"不认识的键“{key.text}”{zh}", f'unknown key "{key.text}"{en}')

    def tell(self, node: Node, zh: str, en: str) -> None:
        self.problems.append(Problem(node.file, node.line, node.column, zh, en))

    # ---- one fact

    def _fact(self, path: str, given: Node, fact: FactType, shape: RecordType, record: Record) -> None:
        """Read what is stated at `path`; a problem with all of it stands where it is `given`, wrapping included."""
        node = self._bare(given, text=fact.kind == "text" and not fact.many)
        if node is None:
            return
        if _shown(given):
            record[path + EVIDENCE] = True
        if isinstance(node, Nothing):
            _nothing(path, fact, shape, record)
        elif fact.kind == "object":
            record[path] = GIVEN
            self._object(path, node, given, shape, record)
        elif fact.kind == "list" or fact.many:
            self._list(path, node, given, fact, record)
        else:
            record[path] = self._value(node, given, fact)

    def _bare(self, node: Node, *, text: bool) -> Node | Nothing | None:
        """What is stated, past its wrappings. One that cannot be read leaves nothing to go on with."""
        while isinstance(node, MappingNode) and stating.wraps(node.keys()):
            problems = len(self.problems)
            for entry in node.entries:
                if entry.key.text in WRAPPING:
                    self._around(entry)
            inner = node.get("value")
            if inner is None or len(self.problems) > problems:
                return None
            node = inner
        if unstated(node):
            return None
        return NONE if stating.stated_none(node, text=text) else node

    def _around(self, entry: Entry) -> None:
        """Check what is said about a fact; only that there is proof of it goes into the record."""
        shape = declared()
        self._fact(entry.key.text, entry.value, shape.below[""][entry.key.text], shape, {})

    def _value(self, node: Node, given: Node, fact: FactType) -> object:
        value = node if isinstance(node, Scalar) else stating.plain(node)
        try:
            return stating.read(fact.kind, fact.choice, value, newer=self._newer)
        except ScalarError as error:
            self.tell(given, error.zh, error.en)
            return None

    # ---- objects and lists

    def _object(self, path: str, node: Node, given: Node, shape: RecordType, record: Record) -> None:
        if not isinstance(node, MappingNode):
            self.tell(given, "此处应为对象（键: 值）", "an object (key: value) is expected here")
            return
        fields = shape.below[path]
        around = WRAPPING if shape is not declared() else frozenset()
        for entry in node.entries:
            key = entry.key.text
            if (fact := fields.get(key)) is not None:
                self._fact(f"{path}.{key}" if path else key, entry.value, fact, shape, record)
            elif key in around:
                self._around(entry)
            else:
                self.unknown_key(entry.key, [*fields, *sorted(around)])

    def _list(self, path: str, node: Node, given: Node, fact: FactType, record: Record) -> None:
        if not isinstance(node, SequenceNode):
            self.tell(given, "此处应为列表", "a list is expected here")
        elif fact.element is None:
            record[path] = tuple(
                self._value(item, item, fact) if self._described(item) else None for item in node.items
            )
        else:
            record[LISTS] = (*record[LISTS], path)  # type: ignore[misc]
            record[path] = self._elements(node, _known(fact.element))

    def _elements(self, node: SequenceNode, shape: RecordType) -> tuple[Record, ...]:
        elements: list[Record] = [{LISTS: ()} for _ in node.items]
        for element, item in zip(elements, node.items, strict=True):
            if self._described(item):
                self._object("", item, item, shape, element)
        self._name(elements, node, shape)
        return tuple(elements)

    def _described(self, item: Node) -> bool:
        """Whether an element of a list says anything that can be read."""
        try:
            stating.refuse_none(item)
        except ScalarError as error:
            self.tell(item, error.zh, error.en)
            return False
        return not unstated(item)

    def _name(self, elements: list[Record], node: SequenceNode, shape: RecordType) -> None:
        ids = Counter(element.get("id") for element in elements)
        used = {key: Counter(_words(elements, key)) for key in shape.named_by}
        for index, element in enumerate(elements):
            given = element.get("id")
            if given is not None and ids[given] > 1:
                self.tell(node.items[index], f"标识 {given} 重复", f"the id {given} is used twice")
            own = (f"{key}={word}" for key in used for word in _words([element], key) if used[key][word] == 1)
            element[NAME] = f"id={given}" if given is not None else next(own, f"#{index + 1}")


def _known(name: str) -> RecordType:
    found = record_type(name)
    assert found is not None
    return found


def _words(elements: Iterable[Record], key: str) -> Iterator[str]:
    """What a field of each element says, where it says it in a word."""
    return (value for element in elements if isinstance(value := element.get(key), str))


def _nothing(path: str, fact: FactType, shape: RecordType, record: Record) -> None:
    """What is `none`, and with an object everything below it."""
    record[path] = NONE
    if fact.kind == "object":
        record.update((known, NONE) for known in shape.facts if known.startswith(f"{path}."))


def _shown(node: Node) -> bool:
    """Whether a document is named that shows the fact."""
    evidence = _past_wrappings(node.get("evidence") if isinstance(node, MappingNode) else None)
    if not isinstance(evidence, MappingNode):
        return False
    named = (_past_wrappings(evidence.get(key)) for key in ("reference", "digest"))
    return any(not unstated(one) and not stating.stated_none(one, text=True) for one in named)


def _past_wrappings(node: Node | None) -> Node | None:
    while isinstance(node, MappingNode) and stating.wraps(node.keys()):
        node = node.get("value")
    return node
