"""What a document is made of: text with a place. Nothing here reads text or gives it a type."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

__all__ = ["Document", "Entry", "Mapping", "Node", "Scalar", "Sequence", "Span"]

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Span:
    """From `line`:`column` up to, not including, `end_line`:`end_column`. All count from 1, in characters."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Scalar(Span):
    """`text` is what stands there, never a number or a date; `plain` tells `no` from `"no"`."""

    text: str
    plain: bool

    @property
    def is_null(self) -> bool:
        return self.plain and self.text in _NULLS

    @property
    def is_none(self) -> bool:
        return self.plain and self.text == "none"

    def with_text(self, text: str) -> Scalar:
        """Other text at the same place."""
        return replace(self, text=text)


@dataclass(frozen=True, slots=True)
class Sequence(Span):
    items: tuple[Node, ...]

    @classmethod
    def of(cls, node: Node) -> Sequence:
        """The list of one that a single value stands for, at its place."""
        return cls(node.file, node.line, node.column, node.end_line, node.end_column, (node,))


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a mapping. Its place is that of its key; it ends where its value ends."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping(Span):
    """Entries in the order of the text; no key occurs twice."""

    entries: tuple[Entry, ...]
    _named: dict[str, Entry] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_named", {entry.key.text: entry for entry in self.entries})

    def entry(self, name: str) -> Entry | None:
        return self._named.get(name)

    def get(self, name: str) -> Node | None:
        entry = self._named.get(name)
        return None if entry is None else entry.value

    def with_entries(self, entries: tuple[Entry, ...]) -> Mapping:
        """Other entries at the same place."""
        return replace(self, entries=entries)

    def keys(self) -> tuple[str, ...]:
        return tuple(self._named)


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Document:
    """A text that was read. `lines` holds it without line ends; `digest` is the SHA-256 of its bytes, in hex."""

    root: Node
    lines: tuple[str, ...]
    digest: str
    file: str
