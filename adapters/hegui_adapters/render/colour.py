"""Colours a report for a terminal. The text is never read as markup."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

if TYPE_CHECKING:
    from hegui_adapters.render.text import Line

__all__ = ["coloured"]

STYLES = {
    "blocked": "bold red",
    "undetermined": "bold yellow",
    "clear": "bold green",
    "heading": "bold",
    "item": "bold",
    "caret": "red",
    "quiet": "dim",
}


def coloured(lines: Iterable[Line]) -> str:
    """The lines with terminal colours, without a final line break."""
    console = Console(force_terminal=True, highlight=False, markup=False, width=10_000, soft_wrap=True)
    with console.capture() as captured:
        for line in lines:
            console.print(Text(line.text, style=STYLES.get(line.style, "")), soft_wrap=True)
    return captured.get().removesuffix("\n")
