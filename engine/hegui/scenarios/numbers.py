"""Reads the numbers along an axis, exactly: a list, or `{from, to, step}`. Days likewise, by days or months. It changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Context, Decimal

from hegui import scalars
from hegui.condition_reader import Problems
from hegui.conditions import Scalar
from hegui.loading.forms import Form
from hegui.nodes import Mapping as MappingNode
from hegui.nodes import Node
from hegui.nodes import Scalar as ScalarNode
from hegui.nodes import Sequence as SequenceNode
from hegui.rates.days import months_after

__all__ = ["MOST", "STEPS", "days", "numbers", "parsed"]

MOST = 100_000
"""Points one range may have; a file may ask for no more scenarios either."""
STEPS = {"rate": "share", "count": "number", "days": "number", "months": "number"}
"""How what is added to a number of a kind is written, where not as the number itself."""
_EXACT = Context(prec=100)


def parsed(kind: str, node: Node, problems: Problems) -> Scalar | None:
    """The value that stands at a node; None, with the problem told, where there is none."""
    if not isinstance(node, ScalarNode):
        problems.add(node, "此处应为单个值", "a single value is expected here")
        return None
    try:
        value = scalars.parse(kind, node.text, node.plain)
    except scalars.ScalarError as error:
        problems.add(node, error.zh, error.en)
        return None
    if isinstance(value, Scalar):
        return value
    problems.add(node, "情景中的金额须为人民币", "a sum in a scenario is in CNY")
    return None


def numbers(node: Node, kind: str, problems: Problems) -> list[tuple[Node, Decimal]]:
    """The numbers of a list or range of a kind, each with the place it is written at."""
    if isinstance(node, MappingNode):
        return [(node, value) for value in _range(node, kind, problems)]
    items = node.items if isinstance(node, SequenceNode) else (node,)
    if not items:
        problems.add(node, "不能是空列表", "the list should not be empty")
    values = ((item, parsed(kind, item, problems)) for item in items)
    return [(item, value) for item, value in values if isinstance(value, Decimal)]


def _range(node: MappingNode, kind: str, problems: Problems) -> Iterator[Decimal]:
    form = Form(node, problems, ("区间", "a range"))
    ends = [parsed(kind, end, problems) for key in ("from", "to") if (end := form.node_of(key, needed=True))]
    step_node = form.node_of("step", needed=True)
    step = parsed(STEPS.get(kind, kind), step_node, problems) if step_node else None
    form.close()
    if len(ends) < 2 or not all(isinstance(value, Decimal) for value in (*ends, step)):
        return
    first, last, by = ends[0], ends[1], step
    assert isinstance(first, Decimal)
    assert isinstance(last, Decimal)
    assert isinstance(by, Decimal)
    if not by or (last - first) * by < 0:
        problems.add(step_node or node, "步长到不了终点", "the step never reaches the end of the range")
        return
    count = int((last - first) / by) + 1
    if count > MOST:
        problems.add(node, f"区间有 {count} 个取值，最多 {MOST} 个", f"the range has {count} values; {MOST} at most")
        return
    yield from (_EXACT.add(first, _EXACT.multiply(by, Decimal(number))) for number in range(count))


# ---- days


def days(node: Node, problems: Problems) -> list[tuple[Node, date]]:
    """The days of a list, or of a range whose step is days or whole months counted from the first."""
    if isinstance(node, MappingNode):
        return [(node, day) for day in _day_range(node, problems)]
    items = node.items if isinstance(node, SequenceNode) else (node,)
    found = ((item, parsed("day", item, problems)) for item in items)
    return [(item, day) for item, day in found if isinstance(day, date)]


def _day_range(node: MappingNode, problems: Problems) -> Iterator[date]:
    form = Form(node, problems, ("日期区间", "a range of days"))
    first, last, step = form.day("from", needed=True), form.day("to", needed=True), form.node_of("step", needed=True)
    by = _step(step, problems) if step is not None else None
    form.close()
    if first is None or last is None or by is None:
        return
    unit, length = by
    if last < first or not length:
        problems.add(node, "步长到不了终点", "the step never reaches the end of the range")
        return
    for number in range(MOST):
        day = _later(first, unit, length * number)
        if day > last:
            return
        yield day


def _step(node: Node, problems: Problems) -> tuple[str, int] | None:
    """`7天` or `1个月`."""
    text = node.text if isinstance(node, ScalarNode) else ""
    monthly = any(word in text for word in ("月", "年", "month", "year"))
    value = parsed("months" if monthly else "days", node, problems)
    return ("months" if monthly else "days", int(value)) if isinstance(value, Decimal) else None


def _later(day: date, unit: str, length: int) -> date:
    try:
        return day + timedelta(days=length) if unit == "days" else months_after(day, length)
    except (ValueError, OverflowError):
        return date.max
