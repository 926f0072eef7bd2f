"""Reads what varies: facts, numbers, days, segments, volumes, stresses, options, each as the points of an axis. It judges nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from hegui.facts import NUMERIC
from hegui.loading.forms import Form
from hegui.manifest.choices import CHOICES
from hegui.nodes import Mapping as MappingNode
from hegui.nodes import Node, Scalar, Sequence
from hegui.scenarios import naming, presets
from hegui.scenarios.changes import MOVES, Reader
from hegui.scenarios.numbers import days, numbers
from hegui.scenarios.paths import Target, targets
from hegui.scenarios.values import Axis, Point, Stated
from hegui.terms import Bilingual, Parameter

__all__ = ["KINDS", "axes"]

KINDS = ("fact", "parameter", "days", "segments", "volumes", "stress", "options")
"""What may vary; an axis names exactly one of them."""


def axes(reader: Reader, form: Form) -> tuple[Axis, ...]:
    """The axes of a group, in the order of the file."""
    read = [(node, _axis(reader, node)) for node in form.items("vary")]
    found = [(node, axis) for node, axis in read if axis is not None and axis.points]
    _refuse_doubles(reader, found)
    return tuple(axis for _, axis in found)


def _axis(reader: Reader, node: Node) -> Axis | None:
    form = Form(node, reader.problems, ("维度", "an axis"))
    name, own_id = label_at(form, "name"), form.text("id")
    kind = reader.how(form, KINDS)
    axis = _READERS[kind](reader, form) if kind else None
    if kind is None:
        for key in ("from", "until", "values", *MOVES):
            form.node_of(key)
    form.close()
    if axis is None:
        return None
    named = Axis(own_id or axis.id, name or axis.name, axis.points, axis.kind, axis.ordered)
    _refuse_alike(reader, node, named)
    return named


def label_at(form: Form, key: str) -> Bilingual | None:
    """A text for both languages at once, or one for each."""
    node = form.node_of(key)
    if isinstance(node, Scalar):
        return Bilingual(node.text, node.text)
    return form.both(node) if node is not None else None


def _refuse_alike(reader: Reader, node: Node, axis: Axis) -> None:
    for name, count in Counter(point.name.zh for point in axis.points).items():
        if count > 1:
            reader.problems.add(node, f"取值“{name}”重复", f'the point "{name}" occurs twice')


def _refuse_doubles(reader: Reader, found: Iterable[tuple[Node, Axis]]) -> None:
    """Two axes of one name cannot be told apart; two that change one thing would depend on their order."""
    seen: list[tuple[Axis, set[object]]] = []
    for node, axis in found:
        touched = _touched(axis)
        for other, theirs in seen:
            if axis.id == other.id:
                reader.problems.add(
                    node, f"维度 {axis.id} 重名，请加 id", f"there are two axes {axis.id}; give one an id"
                )
            for one in sorted(str(shared) for shared in touched & theirs):
                reader.problems.add(node, f"两个维度都改 {one}", f"two axes change {one}")
        seen.append((axis, touched))


def _touched(axis: Axis) -> set[object]:
    facts = {fact.path for point in axis.points for fact in point.facts}
    numbers_ = {one.parameter for point in axis.points for one in point.what_ifs}
    return {*facts, *numbers_, *(["days"] if any(point.day for point in axis.points) else [])}


# ---- facts and numbers


def _facts(reader: Reader, form: Form) -> Axis | None:
    paths = _paths(reader, form.node_of("fact"))
    how = reader.how(form, ("values", *MOVES))
    node = form.node_of(how) if how else None
    if how is None or node is None:
        return None
    if how in MOVES:
        return _moved(reader, how, node, tuple(one for path, at in paths for one in reader.numeric(path, at)))
    found = tuple(one for path, at in paths for one in targets(path, at, reader.manifest, reader.problems))
    if not found:
        return None
    fact = found[0].fact
    if fact.kind in NUMERIC and not fact.many and not _has_words(node):
        return _numbers(reader, node, found)
    return _words(reader, node, found)


def _paths(reader: Reader, node: Node | None) -> list[tuple[str, Node]]:
    """The paths of one fact, or of several that say the same at every point."""
    items = node.items if isinstance(node, Sequence) else (node,)
    paths = [(item.text, item) for item in items if isinstance(item, Scalar)]
    if len(paths) < len(items) and node is not None:
        reader.problems.add(node, "fact 应为要素路径或其列表", "fact is the path of a fact, or a list of them")
    return list(paths)


def _has_words(node: Node) -> bool:
    """Whether a list holds `none` or `null`, which are values of every fact but no numbers."""
    items = node.items if isinstance(node, Sequence) else ()
    return any(isinstance(item, Scalar) and (item.is_null or item.is_none) for item in items)


def _numbers(reader: Reader, node: Node, found: tuple[Target, ...]) -> Axis:
    fact, label = found[0].fact, _label(found[0])
    points = [
        Point(
            naming.value_name(label, fact.kind, value), _stated(found, at, value), number=value, word=_word(at, value)
        )
        for at, value in numbers(node, fact.kind, reader.problems)
    ]
    return Axis(_id(found[0].path), naming.short(label), tuple(points), fact.kind, ordered=True)


def _stated(found: Iterable[Target], at: Node, value: Decimal) -> tuple[Stated, ...]:
    from hegui.scalars import write
    from hegui.scenarios.changes import placed

    return tuple(
        Stated(one.path, one.steps, at if isinstance(at, Scalar) else placed(at, write(one.fact.kind, value)))
        for one in found
    )


def _words(reader: Reader, node: Node, found: tuple[Target, ...]) -> Axis | None:
    if not isinstance(node, Sequence) or not node.items:
        reader.problems.add(node, "values 应为非空列表", "values is a list with at least one member")
        return None
    fact, label = found[0].fact, _label(found[0])
    points = [
        Point(
            naming.stated_name(label, fact, item, None),
            tuple(Stated(one.path, one.steps, item) for one in found),
            word=item.text if isinstance(item, Scalar) else "",
        )
        for item in node.items
    ]
    return Axis(_id(found[0].path), naming.short(label), tuple(points))


def _moved(
    reader: Reader, how: str, node: Node, found: tuple[Target, ...], name: Bilingual | None = None, id_: str = ""
) -> Axis | None:
    if not found:
        return None
    fact = found[0].fact
    label, kind = name or _label(found[0]), reader.kind_of(fact.kind, how)
    points = [
        Point(
            naming.changed_name(label, how, fact.kind, operand),
            () if operand == (1 if how == "times" else 0) else reader.moved(found, how, operand, at),
            number=operand,
            word=_word(at, operand),
        )
        for at, operand in numbers(node, kind, reader.problems)
    ]
    return Axis(id_ or _id(found[0].path), naming.short(label), tuple(points), kind, ordered=True)


def _parameter(reader: Reader, form: Form) -> Axis | None:
    own = reader.parameter(form)
    first, until = reader.span(form)
    how = reader.how(form, ("values", *MOVES))
    node = form.node_of(how) if how else None
    if own is None or first is None or how is None or node is None:
        return None
    way, kind = ("value" if how == "values" else how), reader.kind_of(own.kind, how)
    points = [
        Point(
            _supposed_name(own, way, operand),
            what_ifs=tuple(reader.supposed(own, first, until, way, operand, at)),
            number=operand,
            word=_word(at, operand),
        )
        for at, operand in numbers(node, kind, reader.problems)
    ]
    return Axis(own.id, naming.short(own.label), tuple(points), kind, ordered=True)


def _supposed_name(own: Parameter, how: str, operand: Decimal) -> Bilingual:
    if how == "value":
        return naming.value_name(own.label, own.kind, operand)
    return naming.changed_name(own.label, how, own.kind, operand)


def _word(at: Node, value: Decimal) -> str:
    return at.text if isinstance(at, Scalar) else f"{value.normalize():f}"


def _label(target: Target) -> Bilingual:
    return Bilingual(target.fact.zh, target.fact.en)


def _id(path: str) -> str:
    return path.rpartition(".")[2]


# ---- days, segments, volumes, stresses, options


def _days(reader: Reader, form: Form) -> Axis | None:
    node = form.node_of("days")
    assert node is not None
    points = [
        Point(Bilingual(str(day), str(day)), day=day, number=day, word=str(day))
        for _, day in days(node, reader.problems)
    ]
    return Axis("days", Bilingual("适用日期", "day"), tuple(points), "day", ordered=True)


def _segments(reader: Reader, form: Form) -> Axis | None:
    points = [_segment(reader, item) for item in form.items("segments", needed=True)]
    return Axis("segments", Bilingual("客群", "segment"), tuple(point for point in points if point is not None))


def _segment(reader: Reader, node: Node) -> Point | None:
    if not isinstance(node, Scalar):
        return option(reader, node)
    if node.text not in presets.SEGMENTS:
        reader.problems.unknown(node, ("客群", "segment"), node.text, presets.SEGMENTS)
        return None
    zh, en = CHOICES["segment"][node.text]
    facts = presets.segment_facts(node.text, reader.manifest, node)
    stated = [one for path, value in facts for one in reader.stated(path, node, value)]
    return Point(Bilingual(zh, en), tuple(stated), word=node.text)


def option(reader: Reader, node: Node) -> Point | None:
    """Several changes under one name."""
    form = Form(node, reader.problems, ("选项", "an option"))
    name = label_at(form, "name")
    if name is None and isinstance(node, MappingNode):
        reader.problems.add(node, "选项缺少 name", "an option lacks a name")
    point = Point(
        name or Bilingual("", ""),
        reader.facts(form),
        reader.what_ifs(form),
        form.day("day"),
        word=name.zh if name else "",
    )
    form.close()
    return point if name is not None else None


def _options(reader: Reader, form: Form) -> Axis | None:
    points = [option(reader, item) for item in form.items("options", needed=True)]
    return Axis("options", Bilingual("方案", "option"), tuple(point for point in points if point is not None))


def _volumes(reader: Reader, form: Form) -> Axis | None:
    node = form.node_of("volumes")
    assert node is not None
    stated = [one for path in presets.VOLUMES for one in _where_stated(reader, path, node)]
    if not stated:
        reader.problems.add(
            node, "要素表未说明任何人数，无从放大", "the manifest states no number of persons to multiply"
        )
        return None
    return _moved(reader, "times", node, tuple(stated), presets.VOLUME_NAME, "volumes")


def _where_stated(reader: Reader, path: str, node: Node) -> list[Target]:
    """The facts at a path that the manifest states as numbers; that there are none is no problem."""
    quiet = Reader(reader.manifest, reader.rules)
    found = targets(path, node, reader.manifest, quiet.problems)
    return [one for one in found if isinstance(one.value, Decimal)]


def _stress(reader: Reader, form: Form) -> Axis | None:
    word, at = form.text("stress"), form.node_of("stress")
    node = form.node_of("add", needed=True)
    if word is None or at is None or node is None:
        return None
    stress = presets.STRESSES.get(word)
    if stress is None:
        reader.problems.unknown(at, ("压力因素", "stress"), word, presets.STRESSES)
        return None
    following = [one for path in stress.followed_by for one in _where_stated(reader, path, node)]
    return _moved(reader, "add", node, (*reader.numeric(stress.path, at), *following), stress.name, word)


_READERS: Mapping[str, Callable[[Reader, Form], Axis | None]] = {
    "fact": _facts, "parameter": _parameter, "days": _days, "segments": _segments, "volumes": _volumes,
    "stress": _stress, "options": _options,
}  # fmt: skip
