"""What scenarios are expected to come to: reads it from a file. Whether one does is for `judging`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from hegui.decision import VERDICTS
from hegui.loading.forms import Form
from hegui.measures import READINGS
from hegui.nodes import Mapping as MappingNode
from hegui.nodes import Node, Scalar
from hegui.nodes import Sequence as SequenceNode
from hegui.outcomes import OUTCOMES
from hegui.scenarios.changes import Reader
from hegui.scenarios.numbers import parsed
from hegui.scenarios.values import Axis, Expectation, Test

__all__ = ["expectations"]

_PARTS = {"verdict", "findings", "cost", "headroom"}
_SIDES = ("at_least", "at_most", "more_than", "less_than")


def expectations(reader: Reader, node: Node | None, axes: Sequence[Axis]) -> tuple[Expectation, ...]:
    """One expectation, or a list of which the first that is about a scenario counts for it."""
    if node is None:
        return ()
    items = node.items if isinstance(node, SequenceNode) else (node,)
    return tuple(_expectation(reader, item, axes) for item in items)


def _expectation(reader: Reader, node: Node, axes: Sequence[Axis]) -> Expectation:
    form = Form(node, reader.problems, ("预期", "an expectation"))
    where = tuple(_tests(reader, form, axes))
    verdicts = _words(reader, form.node_of("verdict"), VERDICTS, ("结论", "verdict"))
    findings = dict(_findings(reader, form))
    cost = form.node_of("cost")
    at_most, reading = _cost(reader, cost) if cost is not None else (None, None)
    headroom = form.node_of("headroom")
    at_least = _headroom(reader, headroom) if headroom is not None else None
    form.close()
    if isinstance(node, MappingNode) and not _PARTS & set(node.keys()):
        reader.problems.add(
            node, "预期为空：请写 verdict、findings、cost 或 headroom",
            "nothing is expected: write verdict, findings, cost or headroom",
        )  # fmt: skip
    return Expectation(where, verdicts, findings, at_most, reading, at_least)


def _words(reader: Reader, node: Node | None, known: Sequence[str], what: tuple[str, str]) -> tuple[str, ...]:
    """One word or a list of words, any of which will do."""
    if node is None:
        return ()
    items = node.items if isinstance(node, SequenceNode) else (node,)
    words: list[str] = []
    for item in items:
        word = item.text if isinstance(item, Scalar) else "?"
        if word in known:
            words.append(word)
        else:
            reader.problems.unknown(item, what, word, known)
    return tuple(words)


def _findings(reader: Reader, form: Form) -> Iterator[tuple[str, tuple[str, ...]]]:
    for entry in form.entries("findings"):
        known = reader.rules().by_id
        rule = known.get(entry.key.text)
        if rule is None or rule.concludes:
            checks = [name for name, one in known.items() if not one.concludes]
            reader.problems.unknown(entry.key, ("检查规则", "check rule"), entry.key.text, checks)
        else:
            yield rule.id, _words(reader, entry.value, OUTCOMES, ("检查结果", "outcome"))


def _cost(reader: Reader, node: Node) -> tuple[Decimal | None, str | None]:
    form = Form(node, reader.problems, ("成本预期", "what is expected of the cost"))
    at_most = _rate(reader, form.node_of("at_most", needed=True), "rate")
    reading = form.text("reading")
    if reading is not None:
        form.one_of("reading", tuple(READINGS.values()))
    form.close()
    return at_most, reading


def _headroom(reader: Reader, node: Node) -> Decimal | None:
    form = Form(node, reader.problems, ("余量预期", "what is expected of the headroom"))
    at_least = _rate(reader, form.node_of("at_least", needed=True), "share")
    form.close()
    return at_least


def _rate(reader: Reader, node: Node | None, kind: str) -> Decimal | None:
    value = parsed(kind, node, reader.problems) if node is not None else None
    return value if isinstance(value, Decimal) else None


# ---- where


def _tests(reader: Reader, form: Form, axes: Sequence[Axis]) -> Iterator[Test]:
    named = {axis.id: number for number, axis in enumerate(axes)}
    for entry in form.entries("where"):
        number = named.get(entry.key.text)
        if number is None:
            reader.problems.unknown(entry.key, ("维度", "axis"), entry.key.text, named)
        elif isinstance(entry.value, MappingNode):
            yield Test(number, _on_sides(reader, entry.value, axes[number]))
        else:
            yield Test(number, _by_name(reader, entry.value, axes[number]))


def _on_sides(reader: Reader, node: MappingNode, axis: Axis) -> frozenset[int]:
    form = Form(node, reader.problems, ("取值范围", "a side of an axis"))
    kept = set(range(len(axis.points)))
    for side in _SIDES:
        limit_node = form.node_of(side)
        if limit_node is None:
            continue
        if not axis.ordered:
            reader.problems.add(limit_node, f"{axis.id} 没有大小先后", f"{axis.id} has no order")
            continue
        limit = parsed(axis.kind, limit_node, reader.problems)
        kept = {one for one in kept if limit is not None and _is_on(side, axis.points[one].number, limit)}
    form.close()
    return frozenset(kept)


def _is_on(side: str, number: object, limit: object) -> bool:
    if not isinstance(number, type(limit)):
        return False
    match side:
        case "at_least":
            return number >= limit  # type: ignore[operator, no-any-return]
        case "at_most":
            return number <= limit  # type: ignore[operator, no-any-return]
        case "more_than":
            return number > limit  # type: ignore[operator, no-any-return]
    return number < limit  # type: ignore[operator, no-any-return]


def _by_name(reader: Reader, node: Node, axis: Axis) -> frozenset[int]:
    items = node.items if isinstance(node, SequenceNode) else (node,)
    found: set[int] = set()
    for item in items:
        word = item.text if isinstance(item, Scalar) else "?"
        value = parsed(axis.kind, item, reader.problems) if axis.ordered else None
        chosen = {
            number
            for number, point in enumerate(axis.points)
            if (point.number == value if axis.ordered else word in (point.word, point.name.zh, point.name.en))
        }
        if not chosen and (value is not None or not axis.ordered):
            known = [point.word or point.name.zh for point in axis.points]
            reader.problems.unknown(item, ("取值", "point"), word, known)
        found |= chosen
    return frozenset(found)
