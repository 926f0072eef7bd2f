"""Reads one rule file into a typed rule and its cases. It checks the rule by itself; what rules do to each other is checked elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from hegui.condition_reader import ConditionReader, Problems, Subject
from hegui.conditions import Condition, Const, Not
from hegui.lifecycle.stages import FOLDER, GATES
from hegui.loading.forms import EMPTY, Form
from hegui.nodes import Mapping as MappingNode
from hegui.nodes import Node
from hegui.nodes import Scalar as ScalarNode
from hegui.nodes import Sequence as SequenceNode
from hegui.rules import Binding, Conclude, Remedy, Rule, Source, Version
from hegui.terms import CONFIDENCES, Bilingual, Checked, Terms

__all__ = [
    "CASES",
    "FORCES",
    "OUTCOMES",
    "PLACEHOLDER",
    "RuleCase",
    "RuleReader",
    "check_placeholders",
    "stands_before",
]

KINDS = ("prohibition", "duty", "guideline")
FORCES = ("advise", "warn", "block")
WHO = ("edit", "business", "external", "legal")
OUTCOMES = ("violated", "met", "undetermined", "not_applicable")
CONCLUDED = ("concluded", "not_concluded", "undetermined")
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
REPORT = "REPORT"
CASES = "cases"
"""The last key of a rule file: who only wants to judge stops reading there."""


@dataclass(frozen=True, slots=True)
class RuleCase:
    """One example that proves a rule: what is given, on which day, what comes out. `assume` sets conclusions of the product."""

    name: str
    as_of: date | None
    given: Node
    assume: tuple[tuple[str, tuple[str, ...] | bool], ...]
    expect: str
    place: ScalarNode | MappingNode | SequenceNode


class RuleReader:
    """Reads the rule file whose id is `rule_id`, against the terms of the rulebook; its examples only for `proofs`."""

    def __init__(self, rule_id: str, file: str, terms: Terms, problems: Problems, *, proofs: bool = True) -> None:
        self._id = rule_id
        self._file = file
        self._terms = terms
        self._problems = problems
        self._proofs = proofs

    def read(self, root: Node) -> tuple[Rule, tuple[RuleCase, ...]] | None:
        before = len(self._problems.found)
        form = Form(root, self._problems, ("规则", "a rule"))
        self._check_id(form)
        classifies = form.node_of("conclude") is not None
        bindings, reader = self.bindings(form)
        concludes = self._concludes(form, reader, bindings) if classifies else ()
        rule = self._rule(form, reader, bindings, concludes, classifies=classifies)
        cases = tuple(self._cases(form, CONCLUDED if classifies else OUTCOMES))
        form.last(CASES)
        form.close()
        return (rule, cases) if len(self._problems.found) == before else None

    def _check_id(self, form: Form) -> None:
        node, given = form.node_of("id"), form.text("id")
        if node is not None and given != self._id:
            self._problems.add(
                node, f"id 与路径不符，应为 {self._id}", f"the id differs from the path, which makes it {self._id}"
            )

    def _rule(
        self,
        form: Form,
        reader: ConditionReader,
        bindings: tuple[Binding, ...],
        concludes: tuple[Conclude, ...],
        *,
        classifies: bool,
    ) -> Rule:
        title = form.bilingual("title", needed=True) or EMPTY
        kind = form.one_of(
            "kind", ("classification",) if classifies else KINDS, default="classification" if classifies else None
        )
        force = form.one_of("force", FORCES, default="advise" if classifies else None)
        message = form.bilingual("message", needed=not classifies) or title
        check_placeholders(form.node_of("message"), message, reader)
        return Rule(
            id=self._id,
            file=self._file,
            title=title,
            fault=form.bilingual("fault") or title,
            kind=kind,
            force=force,
            red_line=self._red_line(form),
            sources=tuple(self._sources(form)),
            register=form.texts("register"),
            confidence=form.one_of("confidence", CONFIDENCES),
            checked=form.sub("checked", ("核对记录", "checked"), _checked) or Checked(date.min, ""),
            bindings=bindings,
            versions=self._versions(form, reader, classifies=classifies),
            concludes=concludes,
            interpretation=form.bilingual("interpretation"),
            message=message,
            remedy=form.sub("remedy", ("整改建议", "a remedy"), lambda sub: self._remedy(sub, reader)),
            overrides=form.texts("overrides"),
            formerly=form.texts("formerly"),
            gates=self._gates(form),
        )

    # ---- sources

    def _sources(self, form: Form) -> Iterator[Source]:
        items = form.items("sources", needed=True)
        for item in items:
            source = Form(item, self._problems, ("依据", "a source"))
            section, name, article = source.text("report"), source.text("instrument"), source.text("article")
            source.node_of("article")
            source.close()
            if section is not None:
                yield Source(REPORT, section)
            elif name in self._terms.instruments:
                yield Source(name or "", article)
            else:
                self._problems.unknown(item, ("法规依据", "instrument"), name or "?", self._terms.instruments)

    def _red_line(self, form: Form) -> int | None:
        number = form.whole("red_line")
        if number is not None and number not in self._terms.red_lines:
            self._problems.add(form.node, f"没有第 {number} 条红线", f"there is no red line {number}")
        return number

    def _gates(self, form: Form) -> tuple[str, ...]:
        """The stages a rule stands before: those of the folder for them, and only those, name some."""
        named, node = form.texts("gate"), form.node_of("gate")
        for gate in named:
            if gate not in GATES:
                self._problems.unknown(node or form.node, ("阶段", "stage"), gate, GATES)
        if bool(named) != stands_before(self._id):
            self._problems.add(
                node or form.node,
                f"{FOLDER}/ 中的规则须写 gate: [阶段]，其他目录的规则不得写",
                f"a rule in {FOLDER}/ names its stages under gate, and no other rule does",
            )
        return named

    # ---- scope

    def bindings(self, form: Form) -> tuple[tuple[Binding, ...], ConditionReader]:
        """What `for_each` binds, and a reader of conditions and paths in that scope."""
        reader = ConditionReader(self._terms, self._problems, gated=stands_before(self._id))
        node = form.node_of("for_each")
        bindings: list[Binding] = []
        for item in node.items if isinstance(node, SequenceNode) else () if node is None else (node,):
            bound = reader.bound(item)
            if bound is None:
                break
            path, name, reader = bound
            record = reader.scope[name]
            if path.scope != (bindings[-1].name if bindings else ""):
                self._problems.add(item, "嵌套的 for_each 须逐层相接", "each for_each starts from the one before it")
            bindings.append(Binding(path, name, record))
        return tuple(bindings), reader

    def _concludes(self, form: Form, reader: ConditionReader, bindings: tuple[Binding, ...]) -> tuple[Conclude, ...]:
        found: list[Conclude] = []
        for entry in form.entries("conclude"):
            subject = reader.subject(entry.key, entry.key.text)
            if subject is None:
                continue
            if subject.conclusion is None:
                self._problems.add(
                    entry.key,
                    f"{entry.key.text} 不是已声明的定性结论",
                    f"{entry.key.text} is not a declared conclusion",
                )
            elif subject.path.scope != (bindings[-1].name if bindings else ""):
                self._problems.add(
                    entry.key, "只能对最内层绑定的对象下结论", "a rule concludes about its innermost binding only"
                )
            else:
                found += self._members(subject, entry.value)
        return tuple(found)

    def _members(self, subject: Subject, node: Node) -> Iterator[Conclude]:
        conclusion = subject.conclusion
        assert conclusion is not None
        if conclusion.kind == "flag":
            if not isinstance(node, ScalarNode) or node.text != "true":
                self._problems.add(node, "标志类结论写 true", "a flag is concluded as true")
            yield Conclude(conclusion.record, conclusion.rel, None)
            return
        key = "add" if conclusion.kind == "set" else "at_least"
        value = node.get(key) if isinstance(node, MappingNode) else None
        if value is None:
            self._problems.add(node, f"此处应写 {{{key}: 成员}}", f"write {{{key}: MEMBER}} here")
            return
        for item in value.items if isinstance(value, SequenceNode) else (value,):
            if isinstance(item, ScalarNode) and item.text in conclusion.members:
                yield Conclude(conclusion.record, conclusion.rel, item.text)
            else:
                self._problems.unknown(item, ("成员", "member"), getattr(item, "text", "?"), conclusion.members)

    # ---- versions

    def _versions(self, form: Form, reader: ConditionReader, *, classifies: bool) -> tuple[Version, ...]:
        items = form.items("versions", needed=True)
        versions = sorted((self._version(item, reader, classifies=classifies) for item in items), key=lambda v: v.first)
        for one, following in pairwise(versions):
            if one.until is None or one.until > following.first:
                self._problems.add(
                    form.node,
                    f"版本重叠：{one.first} 起的版本与 {following.first} 起的版本",
                    f"versions overlap: the one from {one.first} and the one from {following.first}",
                )
        return tuple(versions)

    def _version(self, item: Node, reader: ConditionReader, *, classifies: bool) -> Version:
        form = Form(item, self._problems, ("版本", "a version"))
        first, until = form.sub("in_force", ("施行期间", "in_force"), _period) or (None, None)
        if first is None:
            self._problems.add(item, "缺少 in_force: {from: 日期}", "in_force: {from: DAY} is missing")
        if first and until and until <= first:
            self._problems.add(item, "失效日须晚于施行日", "a version ends after it starts")
        when = form.node_of("when")
        version = Version(
            first or date.min,
            until,
            reader.condition(when) if when is not None else Const(True),
            None if classifies else self._duty(form, reader, item),
        )
        form.close()
        return version

    def _duty(self, form: Form, reader: ConditionReader, item: Node) -> Condition:
        require, forbid = form.node_of("require"), form.node_of("forbid")
        if (require is None) == (forbid is None):
            self._problems.add(
                item, "require 与 forbid 必须且只能写一个", "exactly one of require and forbid is needed"
            )
            return Const(True)
        return reader.condition(require) if require is not None else Not(reader.condition(forbid))  # type: ignore[arg-type]

    # ---- words

    def _remedy(self, form: Form, reader: ConditionReader) -> Remedy:
        sets = tuple(
            (entry.key.text, entry.value.text)
            for entry in form.entries("set")
            if isinstance(entry.value, ScalarNode) and self._settable(entry.key, entry.value, reader)
        )
        return Remedy(form.one_of("who", WHO), form.bilingual("note", needed=True) or EMPTY, sets)

    @staticmethod
    def _settable(key: ScalarNode, value: ScalarNode, reader: ConditionReader) -> bool:
        subject = reader.subject(key, key.text)
        return subject is not None and (value.is_none or reader.literal(value, subject) is not None)

    # ---- cases

    def _cases(self, form: Form, expected: tuple[str, ...]) -> Iterator[RuleCase]:
        absent = {entry.key.text for entry in form.entries("no_case")}
        if not self._proofs:
            return
        shown: set[str] = set()
        for item in form.items(CASES, needed=True):
            case = self.case(item, expected)
            if case is not None:
                shown.add(case.expect)
                yield case
        for outcome in expected:
            if outcome not in shown | absent:
                self._problems.add(
                    form.node,
                    f"缺少结果为 {outcome} 的示例；如不可能出现，在 no_case 中说明理由",
                    f"no case ends in {outcome}; where that cannot happen, say why under no_case",
                )

    def case(self, item: Node, expected: tuple[str, ...]) -> RuleCase | None:
        """One example."""
        form = Form(item, self._problems, ("示例", "a case"))
        given = form.node_of("given", needed=True)
        assume = tuple(self._assumed(form))
        case = RuleCase(
            form.text("name", needed=True) or "",
            form.day("as_of"),
            given or item,
            assume,
            form.one_of("expect", expected),
            item,
        )
        form.close()
        return case if given is not None else None

    def _assumed(self, form: Form) -> Iterator[tuple[str, tuple[str, ...] | bool]]:
        for entry in form.entries("assume"):
            conclusion = self._terms.conclusion_at("", entry.key.text)
            if conclusion is None:
                self._problems.unknown(
                    entry.key,
                    ("定性结论", "conclusion"),
                    entry.key.text,
                    (c.rel for c in self._terms.conclusions.values()),
                )
            elif isinstance(entry.value, SequenceNode):
                yield entry.key.text, tuple(item.text for item in entry.value.items if isinstance(item, ScalarNode))
            elif isinstance(entry.value, ScalarNode):
                yield entry.key.text, entry.value.text == "true"


def check_placeholders(node: Node | None, text: Bilingual, reader: ConditionReader) -> None:
    """Report every placeholder of a text that names no fact, measure or conclusion in scope."""
    for name in sorted({*PLACEHOLDER.findall(text.zh), *PLACEHOLDER.findall(text.en)}):
        if node is not None:
            reader.subject(node, name)


def stands_before(rule_id: str) -> bool:
    """Whether a rule lies in the folder of those that stand before a stage."""
    return rule_id.removeprefix("house.").startswith(f"{FOLDER}.")


def _checked(form: Form) -> Checked:
    return Checked(form.day("on", needed=True) or date.min, form.text("against", needed=True) or "")


def _period(form: Form) -> tuple[date | None, date | None]:
    return form.day("from", needed=True), form.day("until")
