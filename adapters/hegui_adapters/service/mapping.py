"""From a registry's own payload to a manifest, as a mapping file says. Pure: documents in, text and places out.

    hegui: mapping/v1
    only: {from: $.event, in: [product.updated]}     # others are stored, not judged
    map:
      - {from: $.name, to: product.name}
      - {from: $.kind, to: product.domain, table: {LOAN: credit, FUND: wealth}}
      - {from: $.loans[*].id, to: "pricing.credits[*].id"}
      - {from: $.loans[*].rate, to: "pricing.credits[*].nominal_rate", unit: "% per year"}
      - {from: $.shops[*].type, to: product.channels, table: {APP: own_app, BRANCH: branch}}
      - {value: CNY, to: product.currency}
    change: {repository: $.repo.path, commit: $.head.sha, number: $.pull.number}   # where in a repository it came from
    ignore: [$.updated_at, $.audit]                  # not listed as unmapped

A path is `$`, then `.name`, `["any name"]`, `[0]` or `[*]`; there are no filters and nothing is computed. Each `[*]` of
`to` is that of `from`, in order; one more in `from` collects a list. What the payload lacks or says null stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from typing import Final

from hegui.errors import Problem, SourceError
from hegui.nodes import Document, Mapping, Node, Scalar, Sequence

from hegui_adapters.service.changes import FAULTS, NAMES, ChangeError, change_of
from hegui_adapters.service.forges import NOWHERE, Change
from hegui_adapters.service.paths import Found, Path, found_at, nodes_below, pointer_of, read_path, stars_in
from hegui_adapters.service.writing import Leaf, Tree, leaf_of, put_at, tree_text

__all__ = ["Entry", "Mapped", "MappingFile", "mapped", "read_mapping"]

FORMAT: Final = "mapping/v1"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the map. `source` is None where `value` is given; `name` is how the file writes its target."""

    source: Path | None
    value: Scalar | None
    target: Path
    table: Table[str, Scalar] | None
    otherwise: Scalar | None
    unit: str | None
    name: str


@dataclass(frozen=True, slots=True)
class MappingFile:
    """A mapping as it was read."""

    entries: tuple[Entry, ...]
    only: tuple[Path, frozenset[str]] | None
    change: Table[str, Path]
    ignore: tuple[Path, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Mapped:
    """A manifest made of a payload. `origins` gives, for a pointer into the manifest, the one into the payload.

    `unmapped` are the pointers of the payload's values that no entry reads; `change` is where in a repository it came from.
    """

    text: str
    origins: Table[str, str]
    unmapped: tuple[str, ...]
    change: Change = NOWHERE


# ---- reading a mapping file


def read_mapping(document: Document) -> MappingFile:
    """Read a mapping file.

    Raises:
        SourceError: with every problem of the file.
    """
    return _Reader().mapping(document)


class _Reader:
    """Reads a mapping file, collecting what is wrong with it."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    def mapping(self, document: Document) -> MappingFile:
        root = document.root
        if not isinstance(root, Mapping) or _text(root.get("hegui")) != FORMAT:
            self._tell(root, f"映射文件首行应为 hegui: {FORMAT}", f"a mapping file starts with hegui: {FORMAT}")
            raise SourceError(self._problems)
        self._known(root, ("hegui", "only", "map", "change", "ignore"))
        listed = self._items(root, "map", required=True)
        entries = [entry for node in listed if (entry := self._entry(node)) is not None]
        only, change = self._only(root.get("only")), self._change(root.get("change"))
        ignore = [path for node in self._items(root, "ignore") if (path := self._path(node, rooted=True)) is not None]
        if self._problems:
            raise SourceError(self._problems)
        return MappingFile(tuple(entries), only, change, tuple(ignore), document.digest)

    def _items(self, root: Mapping, name: str, *, required: bool = False) -> tuple[Node, ...]:
        node = root.get(name)
        if isinstance(node, Sequence):
            return node.items
        if node is not None or required:
            self._tell(node or root, f"{name} 应为列表", f"{name} is a list")
        return ()

    def _entry(self, node: Node) -> Entry | None:
        if not isinstance(node, Mapping):
            self._tell(node, "每项应为 {from: …, to: …}", "an entry is {from: …, to: …}")
            return None
        self._known(node, ("from", "value", "to", "table", "otherwise", "unit"))
        source = self._path(found, rooted=True) if (found := node.get("from")) else None
        value = self._scalar(node, "value")
        target = self._path(node.get("to") or node, rooted=False)
        if (node.get("from") is None) == (value is None):
            self._tell(node, "from 与 value 须恰有一个", "an entry has either from or value")
        if target is None or (source is None and value is None):
            return None
        self._matching(node, source or (), target)
        otherwise, unit, name = self._scalar(node, "otherwise"), _text(node.get("unit")), _text(node.get("to")) or ""
        return Entry(source, value, target, self._table(node.get("table")), otherwise, unit, name)

    def _matching(self, node: Mapping, source: Path, target: Path) -> None:
        more = stars_in(source) - stars_in(target)
        if more not in (0, 1):
            self._tell(
                node,
                "from 的 [*] 须与 to 的一样多，或多一个（收集成列表）",
                "from has as many [*] as to, or one more, which collects a list",
            )

    def _table(self, node: Node | None) -> dict[str, Scalar] | None:
        if node is None:
            return None
        if not isinstance(node, Mapping):
            self._tell(node, "table 应为 {来源值: 要素值}", "table is {their value: our value}")
            return None
        for entry in node.entries:
            if not isinstance(entry.value, Scalar):
                self._tell(entry.value, "对应的值应为单个值", "a value of the table is a single value")
        return {entry.key.text: entry.value for entry in node.entries if isinstance(entry.value, Scalar)}

    def _only(self, node: Node | None) -> tuple[Path, frozenset[str]] | None:
        if node is None:
            return None
        found = node.get("in") if isinstance(node, Mapping) else None
        if not isinstance(node, Mapping) or not isinstance(found, Sequence):
            self._tell(node, "only 应为 {from: …, in: [ … ]}", "only is {from: …, in: [ … ]}")
            return None
        self._known(node, ("from", "in"))
        path = self._path(node.get("from") or node, rooted=True)
        return (
            (path, frozenset(one.text for one in found.items if isinstance(one, Scalar))) if path is not None else None
        )

    def _change(self, node: Node | None) -> dict[str, Path]:
        if node is None:
            return {}
        if not isinstance(node, Mapping):
            listed = "{repository: $.…, commit: $.…, number: $.…}"
            self._tell(node, f"change 应为 {listed}", f"change is {listed}")
            return {}
        self._known(node, NAMES)
        given = {name: self._place(found) for name in NAMES if (found := node.get(name)) is not None}
        return {name: path for name, path in given.items() if path is not None}

    def _place(self, node: Node) -> Path | None:
        """A path to one value."""
        path = self._path(node, rooted=True)
        if path is not None and stars_in(path):
            self._tell(node, "此处路径不得含 [*]", "there is no [*] in this path: it leads to one value")
        return path

    def _path(self, node: Node, *, rooted: bool) -> Path | None:
        path = read_path(node.text, rooted=rooted) if isinstance(node, Scalar) else None
        if path is None:
            example = "$.product.fees[*].rate" if rooted else "pricing.credits[*].nominal_rate"
            self._tell(node, f"应为路径，例如 {example}", f"this should be a path, such as {example}")
        return path

    def _scalar(self, node: Mapping, name: str) -> Scalar | None:
        value = node.get(name)
        if value is not None and not isinstance(value, Scalar):
            self._tell(value, f"{name} 应为单个值", f"{name} is a single value")
        return value if isinstance(value, Scalar) else None

    def _known(self, node: Mapping, names: tuple[str, ...]) -> None:
        for entry in node.entries:
            if entry.key.text not in names:
                listed = ", ".join(names)
                self._tell(
                    entry.key,
                    f"未知项“{entry.key.text}”，可用 {listed}",
                    f'unknown key "{entry.key.text}"; there are {listed}',
                )

    def _tell(self, node: Node, zh: str, en: str) -> None:
        self._problems.append(Problem(node.file, node.line, node.column, zh, en))


def _text(node: Node | None) -> str | None:
    return node.text if isinstance(node, Scalar) else None


# ---- applying it


def mapped(mapping: MappingFile, payload: Document) -> Mapped | None:
    """The manifest a payload amounts to; None where the mapping says it is none of its business.

    Raises:
        SourceError: a value stands in no table, two entries give one fact, a list stands where a value should.
    """
    if mapping.only is not None:
        path, wanted = mapping.only
        if not any(_text(found.node) in wanted for found in found_at(payload.root, path)):
            return None
    return _Mapping(mapping, payload).made()


@dataclass(slots=True)
class _Mapping:
    """One payload on its way to a manifest."""

    mapping: MappingFile
    payload: Document
    tree: Tree = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def made(self) -> Mapped:
        for entry in self.mapping.entries:
            self._entry(entry)
        if self.mapping.only is not None:
            self.read.update(pointer_of(one.steps) for one in found_at(self.payload.root, self.mapping.only[0]))
        change = self._change()
        if self.problems:
            raise SourceError(self.problems)
        text = tree_text({"hegui": Leaf('"product/v1"'), **self.tree})
        return Mapped(text, self.origins, tuple(self._unmapped()), change)

    def _change(self) -> Change:
        """Where in a repository the payload says it came from; what it lacks or says null is not said."""
        places = {name: next(found_at(self.payload.root, path), None) for name, path in self.mapping.change.items()}
        found = {name: place for name, place in places.items() if place is not None}
        self.read.update(pointer_of(place.steps) for place in found.values())
        said = {name: _said(place.node) for name, place in found.items()}
        try:
            return change_of(*(said.get(name) for name in NAMES))
        except ChangeError as error:
            for name in error.names:
                self._tell(found[name].node, *FAULTS[name])
            return NOWHERE

    def _entry(self, entry: Entry) -> None:
        if entry.source is None:
            assert entry.value is not None
            self._put(entry, Found(entry.value, (), ()), entry.value)
            return
        for found in found_at(self.payload.root, entry.source):
            self.read.add(pointer_of(found.steps))
            if isinstance(found.node, Scalar):
                self._value(entry, found, found.node)
            else:
                self._tell(
                    found.node,
                    "此处应为单个值，映射路径须指到值",
                    "a single value should stand here; let the path lead to one",
                )

    def _value(self, entry: Entry, found: Found, value: Scalar) -> None:
        if value.is_null:
            return
        if entry.table is not None:
            told = entry.table.get(value.text, entry.otherwise)
            if told is None:
                self._tell(
                    value,
                    f"“{value.text}”不在 {entry.name} 的对照表中",
                    f'"{value.text}" stands in no line of the table of {entry.name}',
                )
                return
            value = told
        self._put(entry, found, value)

    def _put(self, entry: Entry, found: Found, value: Scalar) -> None:
        if value.is_null:
            return
        if not put_at(self.tree, _target(entry.target, found.stars), leaf_of(value, entry.unit)):
            self._tell(found.node, f"{entry.name} 被映射了两次", f"{entry.name} is given twice")
        self.origins[pointer_of(_target(entry.target, found.stars))] = pointer_of(found.steps)

    def _unmapped(self) -> Iterator[str]:
        left = {pointer_of(one.steps) for path in self.mapping.ignore for one in found_at(self.payload.root, path)}
        for pointer, node, _ in nodes_below(self.payload.root):
            if isinstance(node, Scalar) and pointer not in self.read and not any(_within(pointer, one) for one in left):
                yield pointer

    def _tell(self, node: Node, zh: str, en: str) -> None:
        self.problems.append(Problem(node.file, node.line, node.column, zh, en))


def _said(node: Node) -> str | None:
    """A value as text, empty where it is none, which reads as no part of a change."""
    return (None if node.is_null else node.text) if isinstance(node, Scalar) else ""


def _within(pointer: str, above: str) -> bool:
    return pointer == above or pointer.startswith(f"{above}/")


def _target(path: Path, stars: tuple[int, ...]) -> Path:
    """The place in the manifest: its stars are those of the payload's; one more is the number in a collected list."""
    left = iter(stars)
    return (*(next(left) if step is None else step for step in path), *left)
