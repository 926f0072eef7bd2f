"""What an event of the journal says beside its kind and day, as one phrase in Chinese and English. It judges nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from hegui import scalars
from hegui.case import Record
from hegui.facts import fact_type
from hegui.manifest.choices import CHOICES
from hegui.terms import Bilingual
from hegui.values import NONE, Opaque

__all__ = ["SAID", "said_of"]

EVENT: Final = "journal[]"
SAID: Final[Mapping[str, tuple[str, str]]] = {
    "id": ("标识 {}", "id {}"),
    "number": ("文号 {}", "no. {}"),
    "version": ("版本 {}", "version {}"),
    "stage": ("进入“{}”", "to enter: {}"),
    "material": ("{}", "{}"),
    "merchants": ("参与商户或用户 {} 个", "merchants or users: {}"),
    "share": ("已开放功能 {}", "functions released: {}"),
    "closes": ("处置完毕的事件 {}", "closes {}"),
    "records_leaked": ("泄露个人信息 {} 条", "personal records leaked: {}"),
    "sensitive_records_leaked": ("泄露敏感个人信息 {} 条", "sensitive records leaked: {}"),
    "due_on": ("应于 {} 前办结", "due by {}"),
    "done_on": ("{} 办结", "done on {}"),
}
"""The facts of an event in the order they are told, before the note and whose it was."""
MATERIAL: Final = {True: ("重大变更", "material"), False: ("非重大变更", "not material")}
NOT_DONE: Final = ("尚未办结", "not done yet")


def said_of(facts: Record) -> Bilingual:
    """Everything an event states, empty where that is its kind and day alone."""
    return Bilingual(_said(facts, "zh"), _said(facts, "en"))


def _said(facts: Record, lang: str) -> str:
    zh = lang == "zh"
    told = [_told(name, value, lang) for name in SAID if (value := facts.get(name)) is not None]
    listed = ("，" if zh else ", ").join(filter(None, told))
    noted = ("；" if zh else "; ").join(filter(None, (listed, _text(facts, "note", lang))))
    by = _text(facts, "by", lang)
    if not by:
        return noted
    if not noted:
        return by if zh else f"by {by}"
    return f"{noted}（{by}）" if zh else f"{noted} (by {by})"


def _told(name: str, value: object, lang: str) -> str:
    place = lang != "zh"
    if value is NONE:
        return NOT_DONE[place] if name == "done_on" else ""
    if name == "material" and isinstance(value, bool):
        return MATERIAL[value][place]
    return SAID[name][place].format(_printed(name, value, lang))


def _text(facts: Record, name: str, lang: str) -> str:
    """A text on one line; empty where the event does not state it, or says that there is none."""
    value = facts.get(name)
    return "" if value is None or value is NONE else " ".join(_printed(name, value, lang).split())


def _printed(name: str, value: object, lang: str) -> str:
    found = fact_type(EVENT, name)
    if found is not None and found.choice is not None and isinstance(value, str):
        return CHOICES[found.choice].get(value, (value, value))[lang != "zh"]
    kind = found.kind if found and found.kind in scalars.KINDS and not isinstance(value, Opaque) else "text"
    return scalars.show(kind, value, lang)  # type: ignore[arg-type]
