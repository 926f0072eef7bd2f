"""Finds the facts that a path names in a manifest: `pricing.credits[id=a].periods`, `…credits[*].…`. It changes none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hegui.case import Chain, Record
from hegui.condition_reader import Problems
from hegui.facts import FactType, fact_type, known_paths
from hegui.manifest.editing import Steps
from hegui.manifest.reading import Manifest
from hegui.manifest.records import NAME
from hegui.nodes import Node

__all__ = ["Target", "targets"]

_PART = re.compile(r"([A-Za-z0-9_.]+)(?:\[([^\[\]]+)\])?")


@dataclass(frozen=True, slots=True)
class Target:
    """One fact of a manifest that may be stated otherwise; `value` is what the manifest says of it."""

    path: str
    steps: Steps
    fact: FactType
    value: object


@dataclass(frozen=True, slots=True)
class _Reached:
    """A record on the way to a fact."""

    kind: str
    record: Record
    chain: Chain
    steps: Steps


def targets(text: str, node: Node, manifest: Manifest, problems: Problems) -> tuple[Target, ...]:
    """Every fact that `text` names; none, with the problem told at `node`, where it names nothing."""
    reached = [_Reached("", manifest.record, (), ())]
    parts = list(_parts(text))
    if not parts:
        problems.add(node, f"“{text}”不是要素路径", f'"{text}" is not the path of a fact')
        return ()
    for rel, selector in parts[:-1] if parts[-1][1] is None else parts:
        reached = [below for one in reached for below in _elements(one, rel, selector or "", node, problems)]
        if not reached:
            return ()
    rel, selector = parts[-1]
    if selector is not None:
        problems.add(node, f"“{text}”须写到具体要素", f'"{text}" names an element; name one of its facts')
        return ()
    return tuple(found for one in reached if (found := _target(one, rel, node, manifest, problems)) is not None)


def _parts(text: str) -> Iterator[tuple[str, str | None]]:
    """The path in parts, each ending at a selector; nothing if it is not a path."""
    at = 0
    found: list[tuple[str, str | None]] = []
    while at < len(text):
        match = _PART.match(text, at)
        if match is None or (at and match[1][0] != "."):
            return
        found.append((match[1].removeprefix(".") if at else match[1], match[2]))
        at = match.end()
    yield from found


def _target(reached: _Reached, rel: str, node: Node, manifest: Manifest, problems: Problems) -> Target | None:
    fact = fact_type(reached.kind, rel)
    if fact is None:
        _no_such_fact(reached, rel, node, problems)
        return None
    steps = (*reached.steps, *rel.split("."))
    return Target(manifest.path(reached.chain, rel), steps, fact, reached.record.get(rel))


def _no_such_fact(reached: _Reached, rel: str, node: Node, problems: Problems) -> None:
    parts = rel.split(".")
    for length in range(len(parts) - 1, 0, -1):
        crossed = fact_type(reached.kind, ".".join(parts[:length]))
        if crossed is not None and crossed.element is not None:
            ids = ", ".join(_names(reached.record, ".".join(parts[:length]))) or "*"
            listed, rest = ".".join(parts[:length]), ".".join(parts[length:])
            problems.add(
                node,
                f"{rel} 穿过列表 {listed}，请写成 {listed}[标识].{rest}（现有 {ids}，全部写 *）",
                f"{rel} crosses the list {listed}; write {listed}[ID].{rest} (there are {ids}; * is all)",
            )
            return
    problems.unknown(node, ("要素", "fact"), rel, known_paths(reached.kind))


def _elements(reached: _Reached, rel: str, selector: str, node: Node, problems: Problems) -> Iterator[_Reached]:
    fact = fact_type(reached.kind, rel)
    if fact is None:
        _no_such_fact(reached, rel, node, problems)
        return
    if fact.element is None:
        problems.add(node, f"{rel} 不是对象列表", f"{rel} is not a list of objects")
        return
    elements = reached.record.get(rel)
    listed = elements if isinstance(elements, tuple) else ()
    chosen = [number for number, element in enumerate(listed) if selector in ("*", *_called(element))]
    if not chosen:
        names = ", ".join(_names(reached.record, rel))
        problems.add(
            node,
            f"{rel} 中没有 [{selector}]" + (f"，现有 {names}" if names else "，要素表未列任何一项"),
            f"{rel} has no [{selector}]" + (f"; there are {names}" if names else "; the manifest lists none"),
        )
    for number in chosen:
        steps = (*reached.steps, *rel.split("."), number)
        yield _Reached(fact.element, listed[number], (*reached.chain, (rel, number)), steps)


def _called(element: Record) -> tuple[str, ...]:
    """What an element may be called: its selector, or its id alone."""
    name = str(element[NAME])
    return (name, name.removeprefix("id="))


def _names(record: Record, rel: str) -> Iterator[str]:
    elements = record.get(rel)
    for element in elements if isinstance(elements, tuple) else ():
        yield _called(element)[1]
