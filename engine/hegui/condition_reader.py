"""Reads a condition from a rule file into typed values, with every problem at its place. It decides nothing."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal as OneOf
from typing import TypeGuard

from hegui import scalars
from hegui.conditions import (
    AnyOf,
    Condition,
    Const,
    Counted,
    FactRef,
    Leaf,
    ListRef,
    Literal,
    Monotone,
    Not,
    Operand,
    Param,
    Path,
    Quantified,
    Scalar,
    Times,
    Values,
    Within,
    conjunction,
)  # fmt: skip
from hegui.errors import Problem
from hegui.facts import NUMERIC, FactType, fact_type, known_paths
from hegui.manifest.choices import CHOICES
from hegui.measures import measure_type
from hegui.nodes import Mapping as MappingNode
from hegui.nodes import Node
from hegui.nodes import Scalar as ScalarNode
from hegui.nodes import Sequence as SequenceNode
from hegui.subjects import SETS, Subject, comparable, operators
from hegui.terms import Terms

__all__ = ["ConditionReader", "Problems", "Subject"]

QUANTIFIERS = ("every", "some", "none")
LENGTHS = ("days", "working_days", "months")


class Problems:
    """Collects what is wrong, each at its place in the text."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def add(self, node: Node, zh: str, en: str) -> None:
        self.found.append(Problem(node.file, node.line, node.column, zh, en))

    def unknown(self, node: Node, what: tuple[str, str], word: str, known: Iterable[str]) -> None:
        near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
        zh, en = (f"；是否想写 {near[0]}？", f"; did you mean {near[0]}?") if near else ("", "")
        self.add(node, f"{what[0]}“{word}”不存在{zh}", f'unknown {what[1]} "{word}"{en}')


@dataclass
class ConditionReader:
    """Reads conditions within a scope: binding name → record type. The product needs no name.

    Only a rule that is `gated`, standing before a stage, may read what is measured of the journal.
    """

    terms: Terms
    problems: Problems
    scope: Mapping[str, str] = field(default_factory=dict)
    gated: bool = False

    def within(self, name: str, record: str) -> ConditionReader:
        return replace(self, scope={**self.scope, name: record})

    def condition(self, node: Node) -> Condition:
        if not isinstance(node, MappingNode):
            self.problems.add(node, "条件应写成“路径: 值”的映射", "a condition is a mapping of paths to tests")
            return Const(True)
        return conjunction(*(self._entry(entry.key, entry.value) for entry in node.entries))

    def _entry(self, key: ScalarNode, value: Node) -> Condition:
        name = key.text
        if name in ("all", "any"):
            parts = tuple(self.condition(item) for item in self._items(value))
            return conjunction(*parts) if name == "all" else AnyOf(parts) if len(parts) != 1 else parts[0]
        if name == "not":
            return Not(self.condition(value))
        forms: dict[str, Callable[[ScalarNode, Node], Condition]] = {"count": self._count, "monotone": self._monotone}
        if name in QUANTIFIERS:
            return self._quantified(key, value)
        return forms[name](key, value) if name in forms else self._leaf(key, value)

    def _items(self, node: Node) -> tuple[Node, ...]:
        if isinstance(node, SequenceNode) and node.items:
            return node.items
        self.problems.add(node, "此处应为非空列表", "a list with at least one member is expected here")
        return ()

    # ---- quantifiers

    def _fields(self, key: ScalarNode, node: Node, needed: set[str], allowed: set[str]) -> dict[str, Node] | None:
        if not isinstance(node, MappingNode):
            self.problems.add(node, f"{key.text} 后应为映射", f"{key.text} takes a mapping")
            return None
        given = {entry.key.text: entry.value for entry in node.entries}
        for entry in node.entries:
            if entry.key.text not in needed | allowed:
                self.problems.unknown(entry.key, ("键", f"key of {key.text}"), entry.key.text, needed | allowed)
        missing = sorted(needed - set(given))
        if missing:
            listed = ", ".join(missing)
            self.problems.add(key, f"{key.text} 缺少 {listed}", f"{key.text} lacks {listed}")
            return None
        return given

    def bound(self, node: Node) -> tuple[Path, str, ConditionReader] | None:
        """`PATH as NAME`: the list, the name of its element, and the reader within."""
        words = node.text.split() if isinstance(node, ScalarNode) else []
        if len(words) != 3 or words[1] != "as" or not words[2].isidentifier():
            self.problems.add(node, "应写成“路径 as 名称”", "write PATH as NAME")
            return None
        if words[2] in self.scope:
            self.problems.add(node, f"名称 {words[2]} 已被使用", f"the name {words[2]} is already taken")
            return None
        subject = self.subject(node, words[0])
        if subject is None:
            return None
        if subject.element is None:
            self.problems.add(node, f"{words[0]} 不是对象列表", f"{words[0]} is not a list of objects")
            return None
        return subject.path, words[2], self.within(words[2], subject.element)

    def _quantified(self, key: ScalarNode, node: Node) -> Condition:
        given = self._fields(key, node, {"of", "hold"}, {"where"})
        bound = self.bound(given["of"]) if given else None
        if given is None or bound is None:
            return Const(True)
        path, name, inner = bound
        where = inner.condition(given["where"]) if "where" in given else Const(True)
        kind = key.text
        assert is_quantifier(kind)
        return Quantified(kind, path, name, where, inner.condition(given["hold"]))

    def _count(self, key: ScalarNode, node: Node) -> Condition:
        given = self._fields(key, node, {"of"}, {"where", "at_least", "at_most"})
        bound = self.bound(given["of"]) if given else None
        if given is None or bound is None:
            return Const(True)
        if not {"at_least", "at_most"} & set(given):
            self.problems.add(key, "count 缺少 at_least 或 at_most", "count needs at_least or at_most")
        path, name, inner = bound
        where = inner.condition(given["where"]) if "where" in given else Const(True)
        whole = Subject(path, "value", "count")
        limits = [self.operand(given[op], whole) if op in given else None for op in ("at_least", "at_most")]
        return Counted(path, name, where, *limits)

    def _monotone(self, key: ScalarNode, node: Node) -> Condition:
        given = self._fields(key, node, {"of", "by", "value"}, set())
        bound = self.bound(given["of"]) if given else None
        if given is None or bound is None:
            return Const(True)
        path, name, inner = bound
        sides = [self._number(inner, given[side]) for side in ("by", "value")]
        return Monotone(path, name, sides[0], sides[1]) if sides[0] and sides[1] else Const(True)

    def _number(self, inner: ConditionReader, node: Node) -> Path | None:
        subject = inner.subject(node, node.text) if isinstance(node, ScalarNode) else None
        if subject and subject.kind not in NUMERIC:
            self.problems.add(node, "此处应为数值要素", "a number is needed here")
            return None
        return subject.path if subject else None

    # ---- leaves

    def subject(self, node: Node, text: str) -> Subject | None:
        """What a path names here; a problem where it names nothing."""
        head, _, rest = text.partition(".")
        scope, record, rel = (head, self.scope[head], rest) if head in self.scope else ("", "", text)
        path = Path(scope, rel, record)
        conclusion = self.terms.conclusion_at(record, rel)
        if conclusion is not None:
            return Subject(path, conclusion.kind, conclusion.kind, conclusion=conclusion)
        measure = measure_type(record, rel)
        found = measure or fact_type(record, rel)
        if found is None or (measure and not record and rel.startswith("lifecycle.") and not self.gated):
            self._no_such_path(node, record, rel, text)
            return None
        family = "measure" if measure else "list" if found.many else "object" if found.kind in _BARE else "value"
        return Subject(path, family, found.kind, found.choice, None, found.element)

    def _no_such_path(self, node: Node, record: str, rel: str, text: str) -> None:
        crossed = _crossed_list(record, rel)
        if crossed:
            self.problems.add(
                node,
                f"{text} 穿过列表 {crossed}，须用 for_each 或 every/some 绑定其元素",
                f"{text} crosses the list {crossed}; bind its elements with for_each, every or some",
            )
            return
        names = [c.rel for c in self.terms.conclusions.values() if c.record == record]
        near = [*known_paths(record), *names]
        self.problems.unknown(node, ("路径", "path"), rel, near)

    def _leaf(self, key: ScalarNode, node: Node) -> Condition:
        subject = self.subject(key, key.text)
        if subject is None:
            return Const(True)
        if isinstance(node, MappingNode) and not _is_operand(node):
            return conjunction(*(self._test(subject, entry.key, entry.value) for entry in node.entries))
        return self._test(subject, None, node)

    def _test(self, subject: Subject, op: ScalarNode | None, value: Node) -> Condition:
        name = op.text if op else "equals"
        allowed = operators(subject)
        if name not in allowed:
            self.problems.add(
                op or value,
                f"{subject.path} 不能用 {name} 检验（可用：{', '.join(allowed)}）",
                f"{subject.path} cannot be tested with {name} (allowed: {', '.join(allowed)})",
            )
            return Const(True)
        if name in ("exists", "evidenced"):
            return self._presence(subject, name, value)
        listed = name in (*SETS, "in", "mentions")
        operand = self._within(value) if name == "within" else self.operand(value, subject, listed=listed)
        if name == "matches" and isinstance(operand, Literal):
            self._check_pattern(value, str(operand.value))
        return Leaf(subject.path, name, operand, subject.family) if operand is not None else Const(True)

    def _check_pattern(self, node: Node, pattern: str) -> None:
        import re2

        options = re2.Options()
        options.log_errors = False
        try:
            re2.compile(pattern, options)
        except re2.error:
            self.problems.add(node, "re2 无法读取这个正则表达式", "re2 cannot read this pattern")

    def _presence(self, subject: Subject, op: str, value: Node) -> Condition:
        text = value.text if isinstance(value, ScalarNode) else ""
        if text not in ("true", "false") or (op == "evidenced" and text == "false"):
            self.problems.add(value, f"{op} 后应为 true", f"{op} takes true")
            return Const(True)
        leaf = Leaf(subject.path, op, Literal(True), subject.family)
        return leaf if text == "true" else Not(leaf)

    # ---- operands

    def operand(self, node: Node, subject: Subject, *, listed: bool = False) -> Operand | None:
        if isinstance(node, MappingNode):
            return self._list(node, subject) if listed else self._reference(node, subject)
        if listed:
            members = [self.literal(item, subject) for item in self._items(node)]
            return Values(tuple(m for m in members if m is not None))
        value = self.literal(node, subject)
        return None if value is None else Literal(value)

    def literal(self, node: Node, subject: Subject) -> Scalar | None:
        if not isinstance(node, ScalarNode):
            self.problems.add(node, "此处应为单个值", "a single value is expected here")
            return None
        if subject.conclusion is not None and subject.kind != "flag":
            return self._member(node, "成员", "member", subject.conclusion.members)
        if subject.choice is not None:
            return self._member(node, "可选值", "choice", CHOICES[subject.choice])
        kind = "yes_no" if subject.kind == "flag" else subject.kind
        try:
            value = scalars.parse(kind, node.text, node.plain)
        except scalars.ScalarError as error:
            self.problems.add(node, error.zh, error.en)
            return None
        if isinstance(value, Scalar):
            return value
        self.problems.add(node, "规则中的金额须为人民币", "a sum in a rule is in CNY")
        return None

    def _member(self, node: ScalarNode, zh: str, en: str, members: Iterable[str]) -> str | None:
        if node.text in members:
            return node.text
        self.problems.unknown(node, (zh, en), node.text, members)
        return None

    def _list(self, node: MappingNode, subject: Subject) -> Operand | None:
        """`{list: id}`, where several values stand; its members are of the kind they are compared with."""
        name = node.get("list") if node.keys() == ("list",) and subject.conclusion is None else None
        if not isinstance(name, ScalarNode):
            self.problems.add(
                node, "此处应为值的列表或 {list: 词表}", "a list of values or {list: ID} is expected here"
            )
            return None
        words = self.terms.lists.get(name.text)
        if words is None:
            self.problems.unknown(name, ("词表", "list"), name.text, self.terms.lists)
        elif words.kind != (subject.choice or subject.kind):
            self._mismatch(name, words.kind, subject)
        return ListRef(name.text)

    def _reference(self, node: MappingNode, subject: Subject) -> Operand | None:
        given = {entry.key.text: entry.value for entry in node.entries}
        if subject.conclusion is not None:
            self.problems.add(node, "定性结论只能与其成员比较", "a conclusion is compared with its own members only")
            return None
        if "param" in given:
            return self._param(given, subject)
        if "fact" in given and isinstance(given["fact"], ScalarNode):
            return self._fact(given["fact"], subject)
        if "times" in given and subject.kind in NUMERIC:
            factors = [self._factor(item, subject) for item in self._items(given["times"])]
            return Times(tuple(f for f in factors if f is not None))
        self.problems.add(
            node,
            "此处应为单个值、param、fact 或数值的 times",
            "one value, param, fact or (for numbers) times is expected",
        )
        return None

    def _factor(self, node: Node, subject: Subject) -> Operand | None:
        plain = Subject(subject.path, "value", "number")
        return self.operand(node, subject if isinstance(node, MappingNode) else plain)

    def _param(self, given: Mapping[str, Node], subject: Subject) -> Operand | None:
        name = given["param"]
        parameter = self.terms.parameters.get(name.text) if isinstance(name, ScalarNode) else None
        if parameter is None:
            self.problems.unknown(name, ("参数", "parameter"), getattr(name, "text", "?"), self.terms.parameters)
            return None
        if not comparable(parameter.kind, subject.kind):
            self._mismatch(name, parameter.kind, subject)
        day = given.get("on")
        of = day.get("fact") if isinstance(day, MappingNode) else None
        on = self._fact(of, Subject(subject.path, "value", "day"))
        return Param(parameter.id, on.path if on else None)

    def _fact(self, node: Node | None, subject: Subject) -> FactRef | None:
        if not isinstance(node, ScalarNode):
            return None
        other = self.subject(node, node.text)
        if other is None:
            return None
        single = other.family in ("value", "measure") and other.choice == subject.choice
        if not single or not comparable(other.kind, subject.kind):
            self._mismatch(node, other.family if other.family == "list" else other.kind, subject)
        return FactRef(other.path)

    def _mismatch(self, node: Node, kind: str, subject: Subject) -> None:
        self.problems.add(
            node,
            f"类型不符：{subject.path} 是 {subject.kind}，此处是 {kind}",
            f"types differ: {subject.path} is {subject.kind}, this is {kind}",
        )

    def _within(self, node: Node) -> Operand | None:
        given = {entry.key.text: entry.value for entry in node.entries} if isinstance(node, MappingNode) else {}
        units = [unit for unit in LENGTHS if unit in given]
        if len(units) != 1 or set(given) != {units[0], "of"}:
            self.problems.add(
                node, "应写成 {days|working_days|months: n, of: 路径}", "write {days|working_days|months: n, of: PATH}"
            )
            return None
        of = self._fact(given["of"], Subject(Path("", "", ""), "value", "day"))
        length = self.operand(given[units[0]], Subject(Path("", units[0], ""), "value", "count"))
        unit = units[0]
        assert is_length(unit)
        return Within(unit, length, of.path) if of and length is not None else None


_BARE = ("object", "list")


def is_quantifier(word: str) -> TypeGuard[OneOf["every", "some", "none"]]:
    return word in QUANTIFIERS


def is_length(word: str) -> TypeGuard[OneOf["days", "working_days", "months"]]:
    return word in LENGTHS


def _is_operand(node: MappingNode) -> bool:
    return bool({entry.key.text for entry in node.entries} & {"param", "list", "fact", "times"})


def _crossed_list(record: str, rel: str) -> str | None:
    words = rel.split(".")
    for end in range(1, len(words)):
        found: FactType | None = fact_type(record, ".".join(words[:end]))
        if found is not None and found.element is not None:
            return ".".join(words[:end])
    return None
