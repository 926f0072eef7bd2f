"""Columns of text and figures in a terminal: figures to the right, a Chinese character takes two. It knows no loan."""

from __future__ import annotations

from collections.abc import Sequence

from hegui_adapters.render.columns import padded, width

__all__ = ["bar", "grid"]

GAP = 2


def grid(rows: Sequence[Sequence[str]], right: str, indent: str = "  ") -> list[str]:
    """Rows in aligned columns; `right` has `r` for a column of figures and `l` for one of text. The last text is not padded."""
    widths = [max(width(row[at]) for row in rows) for at in range(len(right))]
    return [
        (indent + (" " * GAP).join(_cell(cell, room, side) for cell, room, side in zip(row, widths, right, strict=True))
         ).rstrip()
        for row in rows
    ]  # fmt: skip


def _cell(text: str, room: int, side: str) -> str:
    return " " * (room - width(text)) + text if side == "r" else padded(text, room)


def bar(share: float, most: int) -> str:
    """A bar of a share of one; what is more than nothing shows."""
    return "█" * max(round(share * most), 1 if share > 0 else 0)
