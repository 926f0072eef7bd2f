"""What the points of an axis are called, in Chinese and English: `LPR +50bp`, `36 期`, `未成年人`. It reads no file."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import cast

from hegui.facts import FactType
from hegui.manifest.choices import CHOICES
from hegui.nodes import Node, Scalar, Sequence
from hegui.scalars import show
from hegui.terms import Bilingual
from hegui.values import Opaque

__all__ = ["CHANGELESS", "SEPARATOR", "changed_name", "joined", "short", "stated_name", "value_name"]

SEPARATOR = " · "
CHANGELESS = Bilingual("不变", "unchanged")

_BRACKETED = re.compile(r"（([A-Za-z0-9 ]+)）$")
_UNIT = re.compile(r"（.*?）|\(.*?\)")
_COUNTED = {
    "期数": ("{} 期", "{} periods"),
    "最低年龄（岁）": ("{} 岁起", "from age {}"),
    "最高年龄（岁）": ("{} 岁以下", "up to age {}"),
}
"""Counts that have a measure word of their own, by their Chinese label."""


def short(label: Bilingual) -> Bilingual:
    """A label as a name uses it: its abbreviation where it has one, else itself without units in brackets."""
    found = _BRACKETED.search(label.zh)
    if found:
        return Bilingual(found[1], found[1])
    return Bilingual(_UNIT.sub("", label.zh).strip() or label.zh, _UNIT.sub("", label.en).strip() or label.en)


def joined(*names: Bilingual) -> Bilingual:
    return Bilingual(SEPARATOR.join(name.zh for name in names), SEPARATOR.join(name.en for name in names))


def value_name(label: Bilingual, kind: str, value: object) -> Bilingual:
    """A fact or number at one value."""
    if label.zh in _COUNTED and isinstance(value, Decimal):
        zh, en = _COUNTED[label.zh]
        return Bilingual(zh.format(f"{value:f}"), en.format(f"{value:f}"))
    shown = cast("Decimal", value)
    named = short(label)
    zh, en = (show(kind, shown, lang).removeprefix("年化 ").removesuffix(" per year") for lang in ("zh", "en"))
    return Bilingual(f"{named.zh} {zh}", f"{named.en} {en}")


def changed_name(label: Bilingual, how: str, kind: str, operand: Decimal) -> Bilingual:
    """A fact or number that is moved: `LPR +50bp`, `业务量 ×10`."""
    named = short(label)
    if (how == "add" and not operand) or (how == "times" and operand == 1):
        return Bilingual(f"{named.zh}{CHANGELESS.zh}", f"{named.en} {CHANGELESS.en}")
    if how == "times":
        moved = f"×{_plain(operand)}"
        return Bilingual(f"{named.zh} {moved}", f"{named.en} {moved}")
    sign = "+" if operand > 0 else "−"
    if kind in ("rate", "share"):
        moved = f"{sign}{_plain(abs(operand) * 10000)}bp"
        return Bilingual(f"{named.zh} {moved}", f"{named.en} {moved}")
    size = abs(operand)
    return Bilingual(f"{named.zh} {sign}{show(kind, size, 'zh')}", f"{named.en} {sign}{show(kind, size, 'en')}")


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def stated_name(label: Bilingual, fact: FactType, node: Node, value: object) -> Bilingual:
    """A fact as it would be stated, whatever its kind."""
    if isinstance(value, Decimal):
        return value_name(label, fact.kind, value)
    named = short(label)
    return Bilingual(f"{named.zh} {_said(fact, node, 'zh')}", f"{named.en} {_said(fact, node, 'en')}")


def _said(fact: FactType, node: Node, lang: str) -> str:
    if isinstance(node, Sequence):
        return ("、" if lang == "zh" else ", ").join(_said(fact, item, lang) for item in node.items) or "[]"
    if not isinstance(node, Scalar):
        return "…"
    if node.is_null:
        return show("text", None, lang)
    if node.is_none:
        return "无" if lang == "zh" else "none"
    if fact.choice is not None and node.text in CHOICES[fact.choice]:
        return CHOICES[fact.choice][node.text][lang != "zh"]
    if fact.kind == "yes_no":
        return show("yes_no", node.text == "true", lang)
    return Opaque(node.text).text
