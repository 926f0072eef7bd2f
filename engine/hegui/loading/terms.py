"""Reads instruments, parameters, conclusions, lists, red lines and working days. Rules are read elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from graphlib import CycleError, TopologicalSorter

from hegui import scalars
from hegui.condition_reader import ConditionReader, Problems, Subject
from hegui.conditions import Operand, Param, Path, Scalar, Times
from hegui.facts import element_type, fact_type
from hegui.loading.forms import EMPTY, Form, named
from hegui.manifest.choices import CHOICES
from hegui.measures import READINGS
from hegui.nodes import Mapping as MappingNode
from hegui.nodes import Node
from hegui.nodes import Scalar as ScalarNode
from hegui.nodes import Sequence as SequenceNode
from hegui.terms import (
    CONFIDENCES,
    Conclusion,
    Instrument,
    Parameter,
    ParameterValue,
    RedLine,
    Terms,
    WordList,
    weakest,
)  # fmt: skip

__all__ = ["STANDINGS", "TermsReader"]

STANDINGS = ("text", "practice", "guidance", "data", "house")
"""What a number is: of the text of an instrument, the line applied in practice, guidance, market data, the house's own."""


class TermsReader:
    """Gathers the terms of several files into one `Terms`; a name may be defined once."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self.instruments: dict[str, Instrument] = {}
        self.parameters: dict[str, Parameter] = {}
        self.conclusions: dict[tuple[str, str], Conclusion] = {}
        self.lists: dict[str, WordList] = {}
        self.red_lines: dict[int, RedLine] = {}
        self.workdays: dict[int, tuple[frozenset[date], frozenset[date]]] = {}
        self._calendars: list[str] = []
        self._formulas: list[tuple[str, Node]] = []

    def terms(self) -> Terms:
        found = Terms(
            self.instruments,
            self.conclusions,
            self.parameters,
            self.lists,
            self.red_lines,
            self.workdays,
            weakest(*self._calendars),
        )
        for name, node in self._formulas:
            self._formula(name, node, found)
        self._refuse_circles()
        return found

    def _new(self, key: ScalarNode, known: Iterable[object], name: object) -> None:
        if name in known:
            self._problems.add(key, f"{name} 重复定义", f"{name} is defined twice")

    # ---- instruments

    def read_instruments(self, root: Node) -> None:
        for key, form in named(root, self._problems, ("法规依据", "an instrument")):
            self._new(key, self.instruments, key.text)
            self.instruments[key.text] = Instrument(
                id=key.text,
                title=form.bilingual("title", needed=True) or EMPTY,
                number=form.text("number"),
                authority=form.bilingual("authority"),
                from_day=form.day("from"),
                until=form.day("until"),
                link=form.text("link"),
                note=form.bilingual("note"),
            )

    # ---- parameters

    def read_parameters(self, root: Node) -> None:
        for key, form in named(root, self._problems, ("参数", "a parameter")):
            self._new(key, self.parameters, key.text)
            self.parameters[key.text] = self._parameter(key, form)

    def _parameter(self, key: ScalarNode, form: Form) -> Parameter:
        kind = form.one_of("kind", tuple(scalars.KINDS))
        formula = form.node_of("formula")
        series = () if formula is not None else self.series(form, kind)
        if formula is not None:
            self._formulas.append((key.text, formula))
        strict = form.one_of("strict", ("lower", "higher"), default="")
        return Parameter(
            id=key.text,
            kind=kind,
            label=form.bilingual("label", needed=True) or EMPTY,
            standing=form.one_of("standing", STANDINGS),
            series=series,
            formula=None,
            strict=strict or None,
            last_confirmed=form.day("last_confirmed"),
            stale_after=form.day("stale_after"),
            citation=form.bilingual("citation"),
            register=form.texts("register"),
            reading=self._reading(form, kind),
        )

    def _reading(self, form: Form, kind: str) -> tuple[str, ...]:
        """The readings a limit on a yearly cost binds: one, or a list where its text leaves open which."""
        node = form.node_of("reading")
        if node is None:
            return ()
        if kind != "rate":
            self._problems.add(node, "只有 rate 类参数有 reading", "only a parameter of kind rate has a reading")
        items = node.items if isinstance(node, SequenceNode) else (node,)
        words = [item.text if isinstance(item, ScalarNode) else "?" for item in items]
        known = tuple(READINGS.values())
        for item, word in zip(items, words, strict=True):
            if word not in known:
                self._problems.unknown(item, ("口径", "reading"), word, known)
        if not words or len(set(words)) != len(words):
            self._problems.add(
                node, "reading 须列出一种或多种口径，不得重复", "reading names one reading or several, each once"
            )
        return tuple(reading for reading in known if reading in words)

    def series(self, form: Form, kind: str) -> tuple[ParameterValue, ...]:
        steps: list[ParameterValue] = []
        for item in form.items("series", needed=True):
            step = Form(item, self._problems, ("参数值", "a value of a parameter"))
            first, value = step.day("from", needed=True), self._value(step.node_of("value", needed=True), kind)
            source, confidence = step.text("source", needed=True) or "", step.one_of("confidence", CONFIDENCES)
            step.close()
            if first is None or value is None:
                continue
            if steps and first <= steps[-1].from_day:
                self._problems.add(
                    item, "参数值须按日期先后排列", "the values of a parameter stand in order of their days"
                )
            steps.append(ParameterValue(first, value, source, confidence))
        return tuple(steps)

    def _value(self, node: Node | None, kind: str) -> Scalar | None:
        if not isinstance(node, ScalarNode) or kind not in scalars.KINDS:
            return None
        try:
            value = scalars.parse(kind, node.text, node.plain)
        except scalars.ScalarError as error:
            self._problems.add(node, error.zh, error.en)
            return None
        if isinstance(value, Scalar):
            return value
        self._problems.add(node, "参数中的金额须为人民币", "a sum in a parameter is in CNY")
        return None

    def _formula(self, name: str, node: Node, terms: Terms) -> None:
        own = self.parameters[name]
        subject = Subject(Path("", name, ""), "value", own.kind)
        operand = ConditionReader(terms, self._problems).operand(node, subject)
        self.parameters[name] = replace(own, formula=operand)

    def _refuse_circles(self) -> None:
        graph = {name: set(_params(self.parameters[name].formula)) for name, _ in self._formulas}
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            ring = " → ".join(error.args[1])
            node = next(node for name, node in self._formulas if name in error.args[1])
            self._problems.add(node, f"参数公式循环：{ring}", f"parameter formulas go round: {ring}")

    # ---- vocabulary

    def read_conclusions(self, root: Node) -> None:
        if not isinstance(root, MappingNode):
            self._problems.add(root, "conclusions 应为映射", "conclusions should be a mapping of owners")
            return
        for entry in root.entries:
            owner = entry.key.text
            if owner != "product" and element_type(owner) is None:
                self._problems.add(
                    entry.key, f"{owner} 不是产品或对象列表", f"{owner} is neither product nor a list of objects"
                )
                continue
            for key, form in named(entry.value, self._problems, ("定性结论", "a conclusion")):
                self._conclusion(owner, key, form)

    def _conclusion(self, owner: str, key: ScalarNode, form: Form) -> None:
        kind = form.one_of("kind", ("flag", "set", "level"))
        members = form.entries("members") if kind != "flag" else ()
        if kind != "flag" and not members:
            self._problems.add(key, f"{key.text} 须列出成员 members", f"{key.text} needs members")
        labels = {member.key.text: form.both(member.value) for member in members}
        label = form.bilingual("label", needed=True) or EMPTY
        found = Conclusion(owner, key.text, kind, tuple(labels), label, labels)
        if fact_type(found.record, found.rel) is not None:
            self._problems.add(key, f"{key.text} 与要素同名", f"{key.text} is already a fact of the manifest")
        self._new(key, self.conclusions, (found.record, found.rel))
        self.conclusions[found.record, found.rel] = found

    def read_lists(self, root: Node) -> None:
        for key, form in named(root, self._problems, ("词表", "a list")):
            self._new(key, self.lists, key.text)
            kind = form.text("kind") or "text"
            members = form.texts("members")
            self._check_choices(form, kind, members)
            label = form.bilingual("label", needed=True) or EMPTY
            confidence, register = form.one_of("confidence", CONFIDENCES), form.texts("register")
            self.lists[key.text] = WordList(key.text, label, kind, members, confidence, register)

    def _check_choices(self, form: Form, kind: str, members: tuple[str, ...]) -> None:
        choices = CHOICES.get(kind) if kind != "text" else None
        if kind != "text" and choices is None:
            self._problems.unknown(form.node, ("选项表", "list of choices"), kind, CHOICES)
        for member in members if choices is not None else ():
            if member not in choices:  # type: ignore[operator]
                self._problems.unknown(form.node, ("可选值", "choice"), member, choices or ())

    def read_red_lines(self, root: Node) -> None:
        for key, form in named(root, self._problems, ("红线", "a red line")):
            name, number = form.bilingual("name", needed=True) or EMPTY, self._number(key)
            self.red_lines[number] = RedLine(number, name)

    def read_working_days(self, root: Node) -> None:
        for key, form in named(root, self._problems, ("工作日历", "a working calendar")):
            form.text("source", needed=True)
            self._calendars.append(form.one_of("confidence", CONFIDENCES))
            self.workdays[self._number(key)] = (self._days(form, "holidays"), self._days(form, "made_up"))

    def _number(self, key: ScalarNode) -> int:
        if key.text.isascii() and key.text.isdecimal():
            return int(key.text)
        self._problems.add(key, f"{key.text} 应为整数", f"{key.text} should be a whole number")
        return 0

    def _days(self, form: Form, key: str) -> frozenset[date]:
        values = (self._value(item, "day") for item in form.items(key))
        return frozenset(value for value in values if isinstance(value, date))


def _params(operand: Operand | None) -> Iterable[str]:
    if isinstance(operand, Param):
        yield operand.id
    for factor in operand.factors if isinstance(operand, Times) else ():
        yield from _params(factor)
