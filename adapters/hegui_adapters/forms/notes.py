"""What is said beside a field of the questionnaire: the question, the unit, an example. It names no sheet of its own accord."""

from __future__ import annotations

from hegui.facts import FactType
from hegui.manifest.reference import FORMS

from hegui_adapters.forms.words import TEXTS

__all__ = ["note"]

_IN_YAML = {
    "zh": ("（没有的填 none）", "（填 none）", "，不加引号"),
    "en": (" (none, if none)", " (none, if not)", ", unquoted"),
}
_YES_NO = {"zh": "是或否", "en": "yes or no"}


def note(fact: FactType, lang: str, sheet: str = "") -> str:
    """The question a fact answers, how it is written, examples; `sheet` is where the elements of a list are listed."""
    parts = [fact.ask[lang != "zh"] if fact.ask else "", _form(fact, lang, sheet)]
    text = " ".join(part for part in parts if part)
    for yaml in _IN_YAML[lang]:
        text = text.replace(yaml, "")
    return text


def _form(fact: FactType, lang: str, sheet: str) -> str:
    if fact.kind == "object":
        return TEXTS["object"].text(lang)
    if fact.kind == "list":
        return TEXTS["list"].text(lang).format(sheet=sheet)
    several = TEXTS["many"].text(lang) if fact.many else ""
    if fact.choice:
        return several or TEXTS["one"].text(lang)
    if fact.kind == "yes_no":
        return _YES_NO[lang]
    zh, en, examples = FORMS[fact.kind]
    shown = TEXTS["eg"].text(lang).format(examples=" · ".join(examples)) if fact.kind != "text" else ""
    return "；".join(part for part in (zh if lang == "zh" else en, shown, several) if part)
