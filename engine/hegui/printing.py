"""Single values as text: `show` for a reader, `write` as a manifest states them. Nothing here is escaped."""

from __future__ import annotations

from datetime import date
from decimal import Context, Decimal

from hegui.values import NONE, Nothing, Opaque, Range

__all__ = ["Shown", "show", "write"]

Shown = str | bool | Decimal | date | Opaque | Range | Nothing | None

_EXACT = Context(prec=200)


def show(kind: str, value: Shown, lang: str) -> str:
    """`value` for a reader of `zh` or `en`: unknown and none in words, numbers grouped and with their unit."""
    zh = lang == "zh"
    if value is None:
        return "未说明" if zh else "not stated"
    if isinstance(value, Nothing):
        return "无" if zh else "none"
    if isinstance(value, bool):
        return ("是" if value else "否") if zh else ("yes" if value else "no")
    if isinstance(value, Range):
        return _range(kind, value, lang)
    if isinstance(value, Decimal):
        return _shown_number(kind, value, zh)
    return value.text if isinstance(value, Opaque) else str(value)


def _range(kind: str, value: Range, lang: str) -> str:
    low, high = value.low, value.high
    if low == high:
        return show(kind, low, lang)
    zh = lang == "zh"
    if low is None or high is None:
        end = show(kind, high if low is None else low, lang)
        words = ("不高于", "at most") if low is None else ("不低于", "at least")
        return f"{words[0]} {end}" if zh else f"{words[1]} {end}"
    return f"{show(kind, low, lang)} {'至' if zh else 'to'} {show(kind, high, lang)}"


def _shown_number(kind: str, value: Decimal, zh: bool) -> str:
    match kind:
        case "share":
            return _percent(value)
        case "rate":
            return f"年化 {_percent(value)}" if zh else f"{_percent(value)} per year"
        case "money":
            return f"{_cents(value)} 元" if zh else f"CNY {_cents(value)}"
        case "days":
            return _counted(value, "天", "day", zh)
        case "months":
            return _counted(value, "个月", "month", zh)
        case _:
            return _trimmed(f"{value:,f}")


def _counted(value: Decimal, zh_unit: str, en_unit: str, zh: bool) -> str:
    number = _trimmed(f"{value:,f}")
    return f"{number} {zh_unit}" if zh else f"{number} {en_unit}{'' if value == 1 else 's'}"


def _percent(value: Decimal) -> str:
    return f"{_trimmed(f'{_EXACT.multiply(value, Decimal(100)):f}')}%"


def _cents(value: Decimal) -> str:
    """At least two decimals; more where the value has them."""
    whole, _, decimals = _trimmed(f"{value:,f}").partition(".")
    return f"{whole}.{decimals:0<2}"


def _trimmed(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number


def write(kind: str, value: Shown) -> str:
    """`value` as a manifest states it, so that it reads back as the same.

    Raises:
        ValueError: No manifest can state a `Range`.
    """
    if isinstance(value, Range):
        raise ValueError(value)
    if value is None:
        return "null"
    if value is NONE:
        return "none"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return _written_number(kind, value)
    return value.text if isinstance(value, Opaque) else str(value)


def _written_number(kind: str, value: Decimal) -> str:
    match kind:
        case "share":
            return _percent(value)
        case "rate":
            return f"{_percent(value)} per year"
        case "money":
            return _cents(value).replace(",", "")
        case _:
            return _trimmed(f"{value:f}")
