"""The part of the text report that says what stands in the way: its head, what blocks, what is open. It judges nothing."""

from __future__ import annotations

from hegui.decide import Decision

from hegui_adapters.render.text import Blocks

__all__ = ["faults"]


def faults(decision: Decision, *, lang: str = "zh", width: int = 80, chosen_day: bool = False) -> str:
    """The text, without a final line break."""
    text = Blocks(decision, lang, width, all_items=False, paths=False)
    blocks = (list(block) for block in (text.head(chosen=chosen_day), text.blocking(), text.questions()))
    return "\n\n".join("\n".join(line.text for line in lines) for lines in blocks if lines)
