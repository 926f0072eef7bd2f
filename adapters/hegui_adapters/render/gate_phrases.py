"""How days, lengths of time and what is left are said of a gate, in text and on pages. It lays out nothing."""

from __future__ import annotations

from decimal import Decimal

from hegui_adapters.render.words import WORDS, Words

__all__ = ["basis_text", "lasting_text", "left_text", "span_text"]


def span_text(low: str, high: str | None, own: Words) -> str:
    """A day that is known, or known to lie between two; `high` is None where nothing bounds it."""
    if low == high:
        return low
    if high is None:
        return own["from"].format(day=low)
    return f"{low}{own['to']}{high}"


def lasting_text(unit: str, least: Decimal | None, most: Decimal | None, own: Words) -> str:
    """How long something takes, to be put behind when."""
    if most is None:
        return own["unknown_length"]
    number = _number(most) if least in (None, most) else f"{_number(least)}{own['to']}{_number(most)}"
    return own[f"unit.{unit}"].format(n=number)


def basis_text(standing: str, confidence: str, own: Words, lang: str) -> str:
    """What a length of time rests on: how far its text was read or, where it is the house's own, that no law gives it."""
    if standing != "house":
        return WORDS[lang][confidence]
    return own["estimate" if confidence == "unverified" else "house"]


def left_text(days: int, own: Words) -> str:
    """How many days are left, or by how many it is late, to be put behind what is due."""
    return own["late" if days < 0 else "today" if not days else "left"].format(n=abs(days))


def _number(value: Decimal | None) -> str:
    return "" if value is None else format(value.normalize(), "f")
