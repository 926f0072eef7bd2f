"""The rows of the questionnaire's tables: every element of every list of a manifest, with the row it belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hegui.nodes import Mapping as MappingNode
from hegui.nodes import Node, Scalar
from hegui.nodes import Sequence as SequenceNode

from hegui_adapters.forms.answers import bare, below
from hegui_adapters.forms.layout import Page

__all__ = ["Row", "rows_of"]


@dataclass(frozen=True, slots=True)
class Row:
    """One element; `node` is None where it is not described. `number` counts from 1 over the whole table."""

    number: int
    node: Node | None
    parent: Row | None

    @property
    def id(self) -> str | None:
        found = bare(below(self.node, "id"))
        return found.text if isinstance(found, Scalar) else None


def rows_of(root: MappingNode | None, pages: Sequence[Page]) -> Mapping[str, Sequence[Row]]:
    """The rows of each table, by record type; a table comes after the one its rows belong to."""
    found: dict[str, list[Row]] = {}
    for page in pages:
        if page.is_table:
            rows: list[Row] = []
            found[page.record] = rows
            for parent, node in _lists(root, page, found):
                rows += [Row(len(rows) + n, bare(item), parent) for n, item in enumerate(_items(node), 1)]
    return found


def _lists(
    root: MappingNode | None, page: Page, found: Mapping[str, Sequence[Row]]
) -> list[tuple[Row | None, Node | None]]:
    if page.nested and page.parent:
        return [(row, below(row.node, page.rel)) for row in found[page.parent]]
    return [(None, below(root, page.rel or page.section))]


def _items(node: Node | None) -> Sequence[Node]:
    listed = bare(node)
    return listed.items if isinstance(listed, SequenceNode) else ()
