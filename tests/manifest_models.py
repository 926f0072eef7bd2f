"""A manifest as its pydantic models read it: the second opinion on the walk by the shape. No test is in here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hegui.case import LISTS, Record
from hegui.expressions import EVIDENCE
from hegui.facts import element_type, section_paths
from hegui.manifest.models import adapter
from hegui.manifest.parts import WRAPPING, Declared, Element
from hegui.manifest.sections import SECTIONS
from hegui.manifest.stating import plain, wraps
from hegui.nodes import Entry, Node, Scalar
from hegui.nodes import Mapping as MappingNode
from hegui.nodes import Sequence as SequenceNode
from hegui.values import NONE
from pydantic import BaseModel, ValidationError

Told = tuple[int, int, str]
"""Line, column and what is wrong there, in English and without what may have been meant."""


def validated(root: MappingNode, *, newer: bool) -> tuple[Mapping[str, object], set[Told]]:
    """The sections as models, and what pydantic has against them."""
    models: dict[str, object] = {}
    told: set[Told] = set()
    for entry in root.entries:
        name = entry.key.text
        if name not in SECTIONS:
            if name != "hegui":
                told.add(unknown(entry.key, newer=newer))
            continue
        try:
            models[name] = adapter(name).validate_python(plain(entry.value), context={"newer": newer})
        except ValidationError as error:
            told |= {_told(one, entry, newer=newer) for one in error.errors(include_url=False, include_input=False)}
    return models, told


def unknown(key: Scalar, *, newer: bool) -> Told:
    return key.line, key.column, f'"{key.text}" needs a newer hegui' if newer else f'unknown key "{key.text}"'


def _told(found: Any, entry: Entry, *, newer: bool) -> Told:
    node, key = _node_at(entry.value, found["loc"])
    if found["type"] == "extra_forbidden":
        assert key is not None
        return unknown(key, newer=newer)
    texts = {
        "hegui": found["msg"],
        "model_type": "an object (key: value) is expected here",
        "list_type": "a list is expected here",
    }
    return node.line, node.column, texts[found["type"]]


def _node_at(node: Node, loc: tuple[str | int, ...]) -> tuple[Node, Scalar | None]:
    """The node at a place that pydantic names, which never counts wrappings, and its key."""
    key: Scalar | None = None
    listed = False
    for step in loc:
        while not listed and isinstance(node, MappingNode) and wraps(node.keys()) and not _around(node, step):
            key, node = None, _value(node)
        listed = isinstance(step, int)
        if isinstance(node, MappingNode):
            found = node.entry(str(step))
            assert found is not None
            key, node = found.key, found.value
        else:
            assert isinstance(node, SequenceNode)
            assert isinstance(step, int)
            key, node = None, node.items[step]
    return node, key


def _around(node: MappingNode, step: str | int) -> bool:
    """Whether a wrapping itself is at fault. Its value is read only when it is not."""
    if step not in WRAPPING:
        return False
    try:
        Declared.model_validate({key: value for key, value in plain(node).items() if key != "value"})
    except ValidationError:
        return True
    return False


def _value(node: MappingNode) -> Node:
    value = node.get("value")
    assert value is not None
    return value


def flattened(models: Mapping[str, object], root: MappingNode) -> tuple[Record, set[Told]]:
    """The record that the models make, and the ids used twice."""
    record: Record = {LISTS: ()}
    told: set[Told] = set()
    for name, value in models.items():
        node = root.get(name)
        assert node is not None
        if isinstance(value, list):
            _list(name, value, node, record, f"{name}[]", told)
        else:
            _fact(name, value, node, record, "", told)
    return record, told


def _fact(path: str, value: object, node: Node, record: Record, where: str, told: set[Told]) -> None:
    if value is None:
        return
    if _shown(node):
        record[path + EVIDENCE] = True
    if isinstance(value, BaseModel):
        record[path] = True
        _fields(f"{path}.", value, node, record, where, told)
    elif value is NONE:
        record[path] = NONE
        record.update((known, NONE) for known in _paths(where, path) if known.startswith(f"{path}."))
    else:
        record[path] = tuple(value) if isinstance(value, list) else value


def _fields(prefix: str, part: BaseModel, node: Node, record: Record, where: str, told: set[Told]) -> None:
    node = _unwrapped(node)
    assert isinstance(node, MappingNode)
    for name, value in part.__dict__.items():
        if value is None or name in WRAPPING:
            continue
        below = node.get(name)
        assert below is not None
        path = f"{prefix}{name}"
        element = f"{where}.{path}[]" if where else f"{path}[]"
        if isinstance(value, list) and element_type(element) is not None:
            _list(path, value, below, record, element, told)
        else:
            _fact(path, value, below, record, where, told)


def _paths(where: str, path: str) -> Iterable[str]:
    found = element_type(where) if where else None
    return found.facts if found else section_paths(path.partition(".")[0])


def _list(path: str, value: list[object], node: Node, record: Record, kind: str, told: set[Told]) -> None:
    record[LISTS] = (*record[LISTS], path)  # type: ignore[misc]
    if _shown(node):
        record[path + EVIDENCE] = True
    inner = _unwrapped(node)
    assert isinstance(inner, SequenceNode)
    elements: list[Record] = []
    for part, below in zip(value, inner.items, strict=True):
        elements.append({LISTS: ()})
        if isinstance(part, BaseModel):
            _fields("", part, below, elements[-1], kind, told)
    told |= set(_named(elements, value, inner))
    record[path] = tuple(elements)


def _named(elements: list[Record], parts: list[object], node: SequenceNode) -> Iterator[Told]:
    ids = Counter(element.get("id") for element in elements)
    named_by = next((part.NAMED_BY for part in parts if isinstance(part, Element)), ())
    for index, element in enumerate(elements):
        given = element.get("id")
        if given is not None and ids[given] > 1:
            yield node.items[index].line, node.items[index].column, f"the id {given} is used twice"
        element["#name"] = f"id={given}" if given is not None else _selector(element, elements, named_by, index)


def _selector(element: Record, elements: list[Record], named_by: Iterable[str], index: int) -> str:
    for key in named_by:
        value = element.get(key)
        if isinstance(value, str) and sum(other.get(key) == value for other in elements) == 1:
            return f"{key}={value}"
    return f"#{index + 1}"


def _unwrapped(node: Node) -> Node:
    while isinstance(node, MappingNode) and wraps(node.keys()):
        node = _value(node)
    return node


def _shown(node: Node) -> bool:
    """An object named as evidence with a reference or digest that says something."""
    evidence = node.get("evidence") if isinstance(node, MappingNode) else None
    evidence = None if evidence is None else _unwrapped(evidence)
    if not isinstance(evidence, MappingNode):
        return False
    named = [_unwrapped(value) for key in ("reference", "digest") if (value := evidence.get(key)) is not None]
    return any(isinstance(value, Scalar) and not value.is_null and not value.is_none for value in named)
