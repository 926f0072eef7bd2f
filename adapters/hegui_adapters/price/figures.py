"""Figures of a price in text: money, rates, days, whether known or proved to lie in a range. It knows no loan."""

from __future__ import annotations

from decimal import Decimal

from hegui.values import Range

from hegui_adapters.price.words import label

__all__ = ["UNKNOWN", "money", "percent", "plain", "rate"]

UNKNOWN = "—"


def plain(amount: Decimal | None) -> str:
    """Yuan to the cent, grouped, without a unit."""
    return UNKNOWN if amount is None else f"{amount:,.2f}"


def money(amount: Decimal | None, lang: str) -> str:
    if amount is None:
        return UNKNOWN
    return f"{plain(amount)} 元" if lang == "zh" else f"CNY {plain(amount)}"


def percent(value: Decimal) -> str:
    """A rate to 0.01 percentage point, as rates are compared."""
    return f"{value * 100:.2f}%"


def rate(value: Decimal | Range | None, lang: str) -> str:
    """A rate, the range it is proved to lie in, or a dash."""
    if isinstance(value, Decimal):
        return percent(value)
    if value is None:
        return UNKNOWN
    low, high = (None if end is None else percent(end) for end in (value.low, value.high))
    if high is None:
        return label("at_least", lang, low=low)
    return label("at_most", lang, high=high) if low is None else label("between", lang, low=low, high=high)
