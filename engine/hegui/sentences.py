"""Conditions, values and questions as Chinese and English sentences. It knows labels, never outcomes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from hegui import scalars
from hegui.conditions import (
    All,
    AnyOf,
    Condition,
    Const,
    Counted,
    FactRef,
    InForce,
    Leaf,
    ListRef,
    Literal,
    Monotone,
    Not,
    Operand,
    Param,
    Path,
    Quantified,
    Times,
    Unit,
    Values,
    Within,
)  # fmt: skip
from hegui.facts import FactType, fact_type
from hegui.manifest.choices import CHOICES
from hegui.measures import measure_type
from hegui.terms import Bilingual, Terms
from hegui.values import NONE, Opaque

__all__ = ["Sentences", "filled"]

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")

OPS: Mapping[str, tuple[str, str]] = {
    "equals": ("为", "is"),
    "in": ("属于", "is one of"),
    "at_least": ("不低于", "is at least"),
    "at_most": ("不超过", "is at most"),
    "more_than": ("高于", "is more than"),
    "less_than": ("低于", "is less than"),
    "contains_any": ("包含", "includes"),
    "contains_all": ("同时包含", "includes all of"),
    "subset_of": ("仅限于", "is limited to"),
    "on_or_before": ("不晚于", "is no later than"),
    "on_or_after": ("不早于", "is no earlier than"),
    "before": ("早于", "is before"),
    "after": ("晚于", "is after"),
    "within": ("不晚于", "is no later than"),
    "mentions": ("提及", "mentions"),
    "matches": ("符合格式", "matches"),
}
UNITS = {"days": ("日", "days"), "working_days": ("个工作日", "working days"), "months": ("个月", "months")}


def filled(template: Bilingual, shown: Callable[[str, str], str]) -> Bilingual:
    """A message with its placeholders replaced; `shown(path, lang)` prints one fact."""
    texts = [
        _PLACEHOLDER.sub(lambda match: shown(match[1], lang), template.text(lang))  # noqa: B023 - used at once
        for lang in ("zh", "en")
    ]
    return Bilingual(texts[0], texts[1])


class Sentences:
    """Prints conditions in the words of one rulebook."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms

    # ---- values

    def value_text(self, record: str, rel: str, value: object, lang: str) -> str:
        """A fact's value as a reader of the language expects it; unknown prints 未说明."""
        found = measure_type(record, rel) or fact_type(record, rel)
        return self.printed(found, value, lang)

    def printed(self, found: FactType | None, value: object, lang: str) -> str:
        if isinstance(value, tuple):
            joint = "、" if lang == "zh" else ", "
            empty = "（空）" if lang == "zh" else "(empty)"
            return joint.join(self.printed(found, one, lang) for one in value if not isinstance(one, dict)) or empty
        if found is not None and found.choice is not None and isinstance(value, str):
            return CHOICES[found.choice].get(value, (value, value))[lang != "zh"]
        if value is None or value is NONE or isinstance(value, Opaque):
            return scalars.show("text", value, lang)
        kind = found.kind if found and found.kind in scalars.KINDS else "text"
        return scalars.show(kind, value, lang) if not isinstance(value, dict) else ""  # type: ignore[arg-type]

    def label(self, path: Path, lang: str) -> str:
        conclusion = self._terms.conclusion_at(path.record, path.rel)
        if conclusion is not None:
            return conclusion.label.text(lang)
        found = measure_type(path.record, path.rel) or fact_type(path.record, path.rel)
        return path.rel if found is None else found.zh if lang == "zh" else found.en

    def unit(self, unit: Unit) -> Bilingual:
        conclusion = self._terms.conclusion_at(unit.path.record, unit.path.rel)
        assert conclusion is not None
        return conclusion.member_labels[unit.member] if unit.member else conclusion.label

    def test(self, test: Condition, record: Mapping[str, object]) -> Bilingual:
        """A test as it went: the fact with the value it has, or the conclusion by name."""
        if isinstance(test, Unit):
            return self.unit(test)
        if isinstance(test, Leaf):
            value = record.get(test.path.rel)
            return Bilingual(*(self._stated(test, value, lang) for lang in ("zh", "en")))
        return Bilingual(self.sentence(test, "zh"), self.sentence(test, "en"))

    def _stated(self, leaf: Leaf, value: object, lang: str) -> str:
        if value is True and leaf.family == "object":
            return self.label(leaf.path, lang)
        joint = "：" if lang == "zh" else ": "
        return f"{self.label(leaf.path, lang)}{joint}{self.value_text(leaf.path.record, leaf.path.rel, value, lang)}"

    # ---- conditions

    def sentence(self, condition: Condition, lang: str) -> str:
        """A condition as one sentence, the way a lawyer would read it aloud."""
        zh = lang == "zh"
        match condition:
            case Const(value):
                return ("恒真" if value else "恒假") if zh else ("always" if value else "never")
            case All(parts):
                return self._joined(parts, "，且" if zh else " and ", lang)
            case AnyOf(parts):
                return self._joined(parts, "，或者" if zh else " or ", lang)
            case Not(part):
                return f"并非（{self.sentence(part, lang)}）" if zh else f"not ({self.sentence(part, lang)})"
            case Unit():
                return self.unit(condition).text(lang)
            case InForce(first, until):
                return self._period(first.isoformat(), until.isoformat() if until else None, lang)
            case Leaf():
                return self._leaf(condition, lang)
            case Quantified():
                return self._quantified(condition, lang)
            case Counted():
                return self._counted(condition, lang)
            case Monotone(of, _, by, value):
                one, other = self.label(by, lang), self.label(value, lang)
                listed = self.label(of, lang)
                return (
                    f"{listed}中{one}越高，{other}不降低" if zh else f"in {listed}, {other} never falls as {one} rises"
                )

    def _joined(self, parts: Iterable[Condition], joint: str, lang: str) -> str:
        texts = []
        for part in parts:
            text = self.sentence(part, lang)
            texts.append((f"（{text}）" if lang == "zh" else f"({text})") if isinstance(part, AnyOf | All) else text)
        return joint.join(texts)

    @staticmethod
    def _period(first: str, until: str | None, lang: str) -> str:
        if lang == "zh":
            return f"自 {first} 起" + (f"至 {until} 前" if until else "")
        return f"from {first}" + (f" until before {until}" if until else "")

    def _leaf(self, leaf: Leaf, lang: str) -> str:
        label = self.label(leaf.path, lang)
        if leaf.op == "exists":
            return f"有{label}" if lang == "zh" else f"there is {label}"
        if leaf.op == "evidenced":
            return f"{label}附有凭证" if lang == "zh" else f"{label} is evidenced"
        operand = self._operand(leaf.operand, leaf.path, lang)
        if leaf.family == "flag":
            positive = leaf.operand == Literal(True)
            return label if positive else (f"并非{label}" if lang == "zh" else f"not {label}")
        word = OPS[leaf.op][lang != "zh"]
        one_of = leaf.op == "contains_any" and (not isinstance(leaf.operand, Values) or len(leaf.operand.members) > 1)
        if lang == "zh":
            wrapped = operand if isinstance(leaf.operand, Within | Param | Times | FactRef) else f"“{operand}”"
            return f"{label}{word}{wrapped}" + ("之一" if one_of else "")
        return f"{label} {word} {'any of ' if one_of else ''}{operand}"

    def _operand(self, operand: Operand, path: Path, lang: str) -> str:
        found = measure_type(path.record, path.rel) or fact_type(path.record, path.rel)
        match operand:
            case Literal(value):
                return self._member(path, str(value), lang) or self.printed(found, value, lang)
            case Values(members):
                joint = "、" if lang == "zh" else ", "
                return joint.join(self._member(path, str(m), lang) or self.printed(found, m, lang) for m in members)
            case ListRef(name):
                return self._terms.lists[name].label.text(lang)
            case Param(name, on):
                label = self._terms.parameters[name].label.text(lang)
                if on is None:
                    return label
                day = self.label(on, lang)
                return f"{label}（按{day}）" if lang == "zh" else f"{label} (on the {day})"
            case FactRef(other):
                return self.label(other, lang)
            case Times(factors):
                return " × ".join(self._factor(factor, path, lang) for factor in factors)
            case Within(unit, length, of):
                count = self._factor(length, Path("", "", ""), lang)
                word = UNITS[unit][lang != "zh"]
                start = self.label(of, lang)
                return f"{start}后 {count} {word}" if lang == "zh" else f"{count} {word} after {start}"

    def _factor(self, operand: Operand, path: Path, lang: str) -> str:
        return str(operand.value) if isinstance(operand, Literal) else self._operand(operand, path, lang)

    def _member(self, path: Path, member: str, lang: str) -> str | None:
        conclusion = self._terms.conclusion_at(path.record, path.rel)
        found = conclusion.member_labels.get(member) if conclusion else None
        return found.text(lang) if found else None

    def _quantified(self, condition: Quantified, lang: str) -> str:
        listed, hold = self.label(condition.of, lang), self.sentence(condition.hold, lang)
        where = "" if condition.where == Const(True) else self.sentence(condition.where, lang)
        if lang == "zh":
            scope = f"{listed}中{f'（{where}的）' if where else ''}"
            return {
                "every": f"{scope}每一项：{hold}",
                "some": f"{scope}至少一项：{hold}",
                "none": f"{scope}没有一项：{hold}",
            }[condition.kind]
        scope = f"of {listed}{f' where {where}' if where else ''}"
        return {
            "every": f"every one {scope}: {hold}",
            "some": f"at least one {scope}: {hold}",
            "none": f"none {scope}: {hold}",
        }[condition.kind]

    def _counted(self, condition: Counted, lang: str) -> str:
        listed = self.label(condition.of, lang)
        where = "" if condition.where == Const(True) else self.sentence(condition.where, lang)
        limits = []
        for limit, zh, en in ((condition.at_least, "至少", "at least"), (condition.at_most, "至多", "at most")):
            if limit is not None:
                count = self._factor(limit, Path("", "", ""), lang)
                limits.append(f"{zh} {count} 项" if lang == "zh" else f"{en} {count}")
        if lang == "zh":
            return f"{listed}中{f'（{where}的）' if where else ''}{'、'.join(limits)}"
        return f"{' and '.join(limits)} of {listed}{f' where {where}' if where else ''}"

    # ---- questions

    def question(self, record: str, rel: str, elements: Sequence[Mapping[str, object]]) -> Bilingual:
        """The question for a fact nobody stated; in an element, the element is named first."""
        evidence = rel.endswith(".evidence")
        found = fact_type(record, rel.removesuffix(".evidence"))
        zh, en = (found.zh, found.en) if found else (rel, rel)
        if evidence:
            texts = (f"{zh}有何凭证（编号或链接）？", f"What document shows it: {en}?")
        else:
            texts = found.ask if found and found.ask else (f"请说明：{zh}", f"Please state: {en}")
        named = [self.element_name(record, element) for element in elements[-1:]]
        if not named or named[0] == Bilingual("", ""):
            return Bilingual(*texts)
        return Bilingual(f"{named[0].zh}：{texts[0]}", f"{named[0].en}: {texts[1]}")

    def element_name(self, record: str, element: Mapping[str, object]) -> Bilingual:
        """What an element is called: by its name, its category or the like, else its id; empty where it has none."""
        for key in ("name", "category", "kind", "role", "id"):
            value = element.get(key)
            if isinstance(value, str):
                return Bilingual(*(self.value_text(record, key, value, lang) for lang in ("zh", "en")))
        return Bilingual("", "")
