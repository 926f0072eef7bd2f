"""Where facts stand, in brackets behind them: lines of a text, cells of a workbook. It finds no place itself."""

from __future__ import annotations

from collections.abc import Iterable

from hegui.manifest.reading import Location

from hegui_adapters.render.words import WORDS

__all__ = ["spots"]


def spots(places: Iterable[Location], lang: str) -> str:
    """`（17、24行）`, or `（定价与收费!B5）`; nothing where no place is in the text."""
    stated = sorted({(place.cell or "", place.line) for place in places if place.stated})
    if not stated:
        return ""
    joint = "、" if lang == "zh" else ", "
    text = joint.join(dict.fromkeys(cell or str(line) for cell, line in stated))
    if any(cell for cell, _ in stated):
        return WORDS[lang]["behind"].format(text=text)
    return WORDS[lang]["line"].format(lines=text)
