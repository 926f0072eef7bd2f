"""The questions of a decision as fields of a form, each typed by the shape of the manifest, and back into YAML. It is pure."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from hegui.decision import Question
from hegui.facts import FactType, fact_type
from hegui.manifest.choices import CHOICES

from hegui_adapters.language import Lang

__all__ = ["PREFIX", "Field", "answers_in", "field_of", "yaml_of"]

PREFIX: Final = "answer:"
"""How the names of the fields begin; the fact's path follows."""
NONE: Final = ("none", "无")
"""What somebody writes to say that there is none."""
LONGEST: Final = 20_000

_STEP: Final = re.compile(r"([^.\[\]]+)(\[[^\]]*\])?(?:\.|$)")
_APART: Final = re.compile(r"[,，、;；\n]")
_PLAIN: Final = re.compile(r"[\w.%‰+/][\w.%‰+/ -]*")
_HINTS: Final[Mapping[str, tuple[str, str]]] = {
    "count": ("个数，如 12 或 20万", "a count, such as 12"),
    "number": ("数，如 12.5", "a number, such as 12.5"),
    "share": ("比例，如 24% 或 60bp", "a share, such as 24% or 60bp"),
    "rate": ("利率，如 24%/年 或 0.6%/月", "a rate, such as 24% per year or 0.6% per month"),
    "money": ("金额（元），如 12000.00 或 20万元", "an amount in yuan, such as 12000.00"),
    "day": ("日期，如 2026-12-01", "a day, such as 2026-12-01"),
    "days": ("天数，如 30天", "days, such as 30 days"),
    "months": ("月数，如 12个月", "months, such as 12 months"),
    "code": ("代码", "a code"),
    "version": ("版本号，如 2.3.0", "a version, such as 2.3.0"),
    "text": ("文字", "text"),
    "part": ("没有的填“无”；有的按要素表格式（YAML）填写", "write none if there is none, else the part as YAML"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One question. `look` is yes_no, choice, many, line or part; `options` are values with their labels; `given` is what was
    answered, `fault` what is wrong with it."""

    path: str
    name: str
    anchor: str
    ask: str
    label: str
    settles: int
    blocking: bool
    look: str
    hint: str
    options: tuple[tuple[str, str], ...]
    given: tuple[str, ...]
    fault: str


def field_of(
    question: Question, lang: Lang, veil: Callable[[str], str] = str, given: Sequence[str] = (), fault: str = ""
) -> Field:
    """A question of a decision as a field; `veil` takes out of what is said what may not be shown."""
    found = _type_of(question.path)
    look = _look(found)
    hint = "" if look in ("yes_no", "choice", "many") else _HINTS["part" if look == "part" or not found else found.kind]
    return Field(
        path=question.path,
        name=PREFIX + question.path,
        anchor=f"ask-{question.path}",
        ask=veil(question.ask.text(lang)),
        label=veil(question.label.text(lang)),
        settles=len(question.settles),
        blocking=question.blocking,
        look=look,
        hint=hint[lang != "zh"] if hint else "",
        options=_options(found, look, lang),
        given=tuple(given),
        fault=fault,
    )


def _type_of(path: str) -> FactType | None:
    """What may stand at a path of a decision: `data.items[id=face].purpose` is `purpose` of `data.items[]`."""
    record, rel = "", []
    for name, element in _STEP.findall(path):
        rel.append(name)
        if element:
            record, rel = f"{record}{'.' if record else ''}{'.'.join(rel)}[]", []
    return fact_type(record, ".".join(rel)) if rel else None


def _look(found: FactType | None) -> str:
    if found is None or found.kind in ("object", "list"):
        return "part"
    if found.kind == "choice":
        return "many" if found.many else "choice"
    return "yes_no" if found.kind == "yes_no" else "line"


def _options(found: FactType | None, look: str, lang: Lang) -> tuple[tuple[str, str], ...]:
    place = lang != "zh"
    if look == "yes_no":
        return (("true", ("是", "yes")[place]), ("false", ("否", "no")[place]))
    if found is None or found.choice is None:
        return ()
    return tuple((member, labels[place]) for member, labels in CHOICES[found.choice].items())


def answers_in(form: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """What was answered, by path; what was left unknown is not in it."""
    found: dict[str, list[str]] = {}
    for name, value in form:
        if name.startswith(PREFIX) and value.strip():
            found.setdefault(name.removeprefix(PREFIX), []).append(value.strip()[:LONGEST])
    return {path: tuple(values) for path, values in found.items()}


def yaml_of(path: str, given: Sequence[str]) -> str:
    """An answer as a manifest states it."""
    found = _type_of(path)
    look = _look(found)
    if any(one in NONE for one in given):
        return "none"
    if look == "part":
        return given[0].replace("\r\n", "\n").rstrip()
    if look == "many":
        return f"[{', '.join(map(_scalar, given))}]"
    if found is not None and found.many:
        return f"[{', '.join(_scalar(one) for one in _APART.split(given[0]) if one.strip())}]"
    return _scalar(given[0])


def _scalar(text: str) -> str:
    text = text.strip()
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
