"""From the cells of a questionnaire to the tree of a manifest, each node at the place of its cell. It opens no workbook.

What is answered twice in two ways is a fault, as is an answer that cannot be read; none of them ends the reading.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from hegui.facts import FactType, RecordType
from hegui.manifest.sections import SECTIONS
from hegui.manifest.shape import record_type
from hegui.nodes import Entry, Node, Scalar
from hegui.nodes import Mapping as MappingNode
from hegui.nodes import Sequence as SequenceNode

from hegui_adapters.forms.cells import Held, Said, blank, said, said_many
from hegui_adapters.forms.layout import ORDER, Page
from hegui_adapters.forms.linking import linked
from hegui_adapters.forms.places import Filled, Line, Place, Reader
from hegui_adapters.forms.words import EMPTY_LIST, GIVEN, LISTED, NONE, UNDESCRIBED, UNKNOWN, means

__all__ = ["Planted", "planted"]


@dataclass(frozen=True, slots=True)
class Planted:
    """The tree, and which fact each cell is about: `个人信息!B3` → `data.notice`."""

    root: MappingNode
    paths: Mapping[str, str]


def planted(filled: Filled, pages: Sequence[Page], reader: Reader) -> Planted:
    """The tree of what a questionnaire states."""
    planting = _Planting(reader, filled, linked(filled, pages, reader))
    return Planted(planting.root(), planting.paths)


@dataclass(slots=True)
class _Planting:
    reader: Reader
    filled: Filled
    children: Mapping[tuple[str, int | None], Sequence[Line]]
    """The rows of each list, by its record type and, where it is in a row itself, the number of that row."""
    paths: dict[str, str] = field(default_factory=dict[str, str])

    def root(self) -> MappingNode:
        start = Place(self.filled.file, 1, 1)
        entries = [Entry(start.scalar("hegui"), start.scalar("product/v1"))]
        for name in sorted(SECTIONS, key=ORDER.index):
            node = self._section(name)
            if node is not None:
                entries.append(Entry(Place.of(node).scalar(name), node))
        return MappingNode(start.file, 1, 1, 1, 2, tuple(entries))

    def _section(self, name: str) -> Node | None:
        held, place = self.filled.sections.get(name, (Held(None), Place(self.filled.file, 1, 1)))
        if SECTIONS[name].many:
            return self._list(f"{name}[]", None, name, (held, place))
        shape = record_type(name)
        line = self.filled.sheets.get(name, Line(place, {}))
        assert shape is not None
        return self._object(shape, name, line, None, name, (held, place))

    # ---- objects

    def _object(
        self, shape: RecordType, rel: str, line: Line, number: int | None, path: str, own: tuple[Held, Place] | None
    ) -> Node | None:
        """An object, from its own cell and those of what is in it."""
        held, place = own or (Held(None), line.place)
        state = self._state(held, place, (NONE, GIVEN, UNKNOWN))
        entries, open_ones = [], []
        for key, fact in shape.below[rel].items():
            below = f"{rel}.{key}" if rel else key
            node = self._fact(shape, below, fact, line, number, f"{path}.{key}")
            if node is not None:
                entries.append(Entry(Place.of(node).scalar(key), node))
            elif below in line.cells and fact.kind != "object":
                where = line.cells[below][0][1]
                open_ones.append(Entry(where.scalar(key), where.scalar("null")))
        if state in ("none", "unknown") and entries:
            said = NONE if state == "none" else UNKNOWN
            self.reader.tell(
                Place.of(entries[0].value),
                f"{place.cell} 选了“{said.zh}”，此处却填了内容：二者取一",
                f'{place.cell} says "{said.en}", yet this is filled in: keep one of them',
            )
        if state == "none":
            return place.scalar("none")
        if not entries and state != "given":
            return None
        at = place if own and not blank(held) else Place.of(entries[0].value) if entries else place
        return MappingNode(at.file, at.row, at.column, at.row, at.column + 1, (*entries, *open_ones))

    def _fact(
        self, shape: RecordType, rel: str, fact: FactType, line: Line, number: int | None, path: str
    ) -> Node | None:
        cells = line.cells.get(rel, ())
        if cells:
            self.paths[cells[0][1].cell] = path
        if fact.kind == "object":
            return self._object(shape, rel, line, number, path, cells[0] if cells else None)
        if fact.element is not None:
            return self._list(fact.element, number, path, cells[0] if cells else (Held(None), line.place))
        if not cells:
            return None
        return self._values(fact, cells) if fact.many else self._value(fact, cells)

    def _value(self, fact: FactType, cells: Sequence[tuple[Held, Place]]) -> Node | None:
        held, place = cells[0]
        found = self.reader.attempt(place, partial(said, held, fact, self.reader.lang))
        return None if found is None else _node(found, place)

    def _values(self, fact: FactType, cells: Sequence[tuple[Held, Place]]) -> Node | None:
        """A list of values: `none`, `[]`, or what the cells hold."""
        place = cells[0][1]
        full = [(held, where) for held, where in cells if not blank(held)]
        if len(full) == 1 and isinstance(full[0][0].value, str) and means(full[0][0].value, EMPTY_LIST):
            return SequenceNode(*place.span, ())
        items: list[Node] = []
        for held, where in full:
            told = self.reader.attempt(where, partial(said_many, held, fact, self.reader.lang))
            items += [_node(one, where) for one in told or ()]
        nothing = [one for one in items if isinstance(one, Scalar) and one.plain and one.text == "none"]
        if nothing and len(items) > 1:
            self.reader.tell(Place.of(nothing[0]), "“无”不能与其他项同时填写", '"none" does not go with anything else')
        if nothing:
            return nothing[0]
        return SequenceNode(*place.span, tuple(items)) if items else None

    # ---- lists of objects

    def _list(self, record: str, number: int | None, path: str, own: tuple[Held, Place]) -> Node | None:
        held, place = own
        lines = self.children.get((record, number), ())
        state = self._state(held, place, (NONE, LISTED, GIVEN, EMPTY_LIST, UNKNOWN))
        if lines and state in ("none", "unknown", "empty"):
            self.reader.tell(
                lines[0].place,
                f"{place.cell} 填的是“{held.value}”，此表却有内容：二者取一",
                f'{place.cell} says "{held.value}", yet this table has rows: keep one of them',
            )
        if state == "none":
            return place.scalar("none")
        if state == "empty":
            return SequenceNode(*place.span, ())
        if not lines:
            if state in ("listed", "given"):
                self.reader.tell(
                    place,
                    f"选了“{held.value}”而表中没有内容：没有请选“无”，不清楚请留空",
                    f'says "{held.value}", and its table has no row: write none if there is none, else leave it empty',
                )
            return None
        shape = record_type(record)
        assert shape is not None
        items = [self._element(shape, line, f"{path}[{n}]") for n, line in enumerate(lines, 1)]
        at = place if not blank(held) else lines[0].place
        return SequenceNode(*at.span, tuple(items))

    def _element(self, shape: RecordType, line: Line, path: str) -> Node:
        held, place = line.cells.get("id", [(Held(None), line.place)])[0]
        if isinstance(held.value, str) and means(held.value, UNDESCRIBED):
            return place.scalar("null")
        return self._object(shape, "", line, line.number, path, None) or MappingNode(*line.place.span, ())

    def _state(self, held: Held, place: Place, known: Sequence[object]) -> str:
        """What the cell of a whole object or list says; empty where it says nothing."""
        if blank(held):
            return ""
        text = str(held.value)
        names = {NONE: "none", GIVEN: "given", LISTED: "listed", EMPTY_LIST: "empty", UNKNOWN: "unknown"}
        for word, name in names.items():
            if word in known and means(text, word):
                return name
        zh, en = ("、".join(w.zh for w in names if w in known), ", ".join(w.en for w in names if w in known))
        self.reader.tell(place, f"“{text}”看不懂：请选 {zh} 之一", f'"{text}" is not understood: pick one of {en}')
        return ""


def _node(found: Said, place: Place) -> Node:
    if found.other:
        return MappingNode(*place.span, (Entry(place.scalar("other"), place.scalar(found.text, plain=False)),))
    return place.scalar(found.text, plain=found.plain)
