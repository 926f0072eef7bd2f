"""Flattens typed sections into records: facts by dotted path, lists of objects as tuples of records. It validates nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from pydantic import BaseModel

from hegui.case import LISTS, Record
from hegui.compile import EVIDENCE
from hegui.errors import ManifestError, Problem
from hegui.facts import element_type
from hegui.manifest.parts import WRAPPING, Element
from hegui.manifest.sections import SECTIONS
from hegui.nodes import Mapping as MappingNode
from hegui.nodes import Node
from hegui.nodes import Sequence as SequenceNode
from hegui.values import NONE

__all__ = ["GIVEN", "NAME", "flattened"]

GIVEN = True
"""What stands at the path of an object that is given."""

NAME = "#name"
"""Where an element keeps its selector: `id=face-login`, `category=contacts` or `#2`."""


def flattened(sections: Mapping[str, object], root: MappingNode) -> Record:
    """The product's record.

    Raises:
        ManifestError: two elements of one list carry the same id.
    """
    record: Record = {LISTS: ()}
    problems: list[Problem] = []
    for name, value in sections.items():
        node = root.get(name)
        assert node is not None
        if SECTIONS[name].many:
            _list(name, value, node, record, f"{name}[]", problems)
        else:
            _value(name, value, node, record, "", problems)
    if problems:
        raise ManifestError(problems)
    return record


def _value(path: str, value: object, node: Node, record: Record, where: str, problems: list[Problem]) -> None:
    if value is None:
        return
    evidence = isinstance(node, MappingNode) and _shows(node)
    if evidence:
        record[path + EVIDENCE] = True
    if isinstance(value, BaseModel):
        record[path] = GIVEN
        _fields(f"{path}.", value, node, record, where, problems)
    elif value is NONE:
        _nothing(path, record, where)
    elif isinstance(value, list):
        record[path] = tuple(value)
    else:
        record[path] = value


def _fields(prefix: str, part: BaseModel, node: Node, record: Record, where: str, problems: list[Problem]) -> None:
    node = _unwrapped(node)
    for name, value in part.__dict__.items():
        if value is None or name in WRAPPING or not isinstance(node, MappingNode):
            continue
        below = node.get(name)
        assert below is not None
        path = f"{prefix}{name}"
        if isinstance(value, list) and _element_name(where, path) is not None:
            _list(path, value, below, record, _element_name(where, path) or "", problems)
        else:
            _value(path, value, below, record, where, problems)


def _element_name(where: str, path: str) -> str | None:
    """The record type of the elements at a path, None where the path holds no list of objects."""
    name = f"{where}.{path}[]" if where else f"{path}[]"
    return name if element_type(name) else None


def _list(path: str, value: object, node: Node, record: Record, kind: str, problems: list[Problem]) -> None:
    if value is None:
        return
    record[LISTS] = (*record[LISTS], path)  # type: ignore[misc]
    if value is NONE:
        record[path] = NONE
        return
    assert isinstance(value, list)
    inner = _unwrapped(node)
    assert isinstance(inner, SequenceNode)
    elements = []
    for part, below in zip(value, inner.items, strict=True):
        element: Record = {LISTS: ()}
        if part is not None:
            _fields("", part, below, element, kind, problems)
        elements.append(element)
    _name_elements(elements, value, inner, problems)
    record[path] = tuple(elements)


def _name_elements(elements: list[Record], parts: list[object], node: SequenceNode, problems: list[Problem]) -> None:
    ids = Counter(element.get("id") for element in elements)
    named_by = next((part.NAMED_BY for part in parts if isinstance(part, Element)), ())
    for index, element in enumerate(elements):
        given = element.get("id")
        if given is not None and ids[given] > 1:
            place = node.items[index]
            problems.append(
                Problem(place.file, place.line, place.column, f"标识 {given} 重复", f"the id {given} is used twice")
            )
        element[NAME] = f"id={given}" if given is not None else _selector(element, elements, named_by, index)


def _selector(element: Record, elements: Iterable[Record], named_by: Iterable[str], index: int) -> str:
    for key in named_by:
        value = element.get(key)
        if isinstance(value, str) and sum(other.get(key) == value for other in elements) == 1:
            return f"{key}={value}"
    return f"#{index + 1}"


def _nothing(path: str, record: Record, where: str) -> None:
    """An object that is `none`: so is everything below it."""
    record[path] = NONE
    from hegui.facts import known_paths

    for known in known_paths(where) if where else _paths_below(path):
        if known.startswith(f"{path}."):
            record[known] = NONE


def _paths_below(path: str) -> Iterable[str]:
    from hegui.facts import section_paths

    return section_paths(path.partition(".")[0])


def _unwrapped(node: Node) -> Node:
    """Past the wrapping `{value: …, evidence: …}`."""
    while isinstance(node, MappingNode) and set(node.keys()) <= WRAPPING | {"value"}:
        inner = node.get("value")
        if inner is None:
            break
        node = inner
    return node


def _shows(node: MappingNode) -> bool:
    evidence = node.get("evidence")
    return isinstance(evidence, MappingNode) and any(
        (value := evidence.get(key)) is not None and getattr(value, "text", "") not in ("", "null", "none", "~")
        for key in ("reference", "digest")
    )
