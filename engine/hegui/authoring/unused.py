"""Finds terms that serve nothing, conclusions nothing proves, names that mislead. Whether rules make sense is asked elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hegui.authoring.facts_read import paths_read
from hegui.authoring.remarks import remark
from hegui.characterise import members_of
from hegui.conditions import (
    Condition,
    Counted,
    ListRef,
    Monotone,
    Operand,
    Param,
    Quantified,
    operands_of,
    walk,
)  # fmt: skip
from hegui.errors import Problem
from hegui.loading.contents import RuleFile, rule_files
from hegui.manifest.sections import SECTIONS
from hegui.nodes import Mapping as MappingNode
from hegui.nodes import Scalar
from hegui.rulebook import Rulebook
from hegui.rules import Rule
from hegui.source import read
from hegui.terms import Conclusion

__all__ = ["unused"]


def unused(rulebook: Rulebook, folders: Sequence[Path]) -> Iterator[Problem]:
    """Remarks on the terms of the rulebook made of `folders`, each at the place of its file."""
    used = _used(rulebook)
    places = _Places(rule_files(folders))
    terms = rulebook.terms
    for name in sorted(set(terms.parameters) - used.parameters):
        yield places.problem("parameters", name, f"参数 {name} 没有规则使用", f"no rule uses the parameter {name}")
    for name in sorted(set(terms.lists) - used.lists):
        yield places.problem("vocabulary", name, f"词表 {name} 没有规则使用", f"no rule uses the list {name}")
    for name in sorted(set(terms.instruments) - used.instruments):
        yield places.problem(
            "instruments", name, f"法规依据 {name} 没有规则引用", f"no rule cites the instrument {name}"
        )
    for number in sorted(set(terms.red_lines) - {rule.red_line for rule in rulebook.contents.rules}):
        zh, en = f"第 {number} 条红线没有规则", f"no rule is about red line {number}"
        yield places.problem("vocabulary", str(number), zh, en)
    for conclusion in terms.conclusions.values():
        yield from _conclusion(rulebook, conclusion, used, places)
    for rule in rulebook.contents.rules:
        yield from _shadows(rule)


@dataclass(frozen=True, slots=True)
class _Used:
    """What the rules read, by id; conclusions by owner's record type and path."""

    parameters: set[str] = field(default_factory=set[str])
    lists: set[str] = field(default_factory=set[str])
    instruments: set[str] = field(default_factory=set[str])
    conclusions: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])

    def condition(self, condition: Condition) -> None:
        self.conclusions.update((path.record, path.rel) for path in paths_read(condition))
        for part in walk(condition):
            for operand in operands_of(part):
                self.operand(operand)

    def operand(self, operand: Operand) -> None:
        if isinstance(operand, Param):
            self.parameters.add(operand.id)
        elif isinstance(operand, ListRef):
            self.lists.add(operand.id)


def _used(rulebook: Rulebook) -> _Used:
    used = _Used()
    for rule in rulebook.contents.rules:
        used.instruments.update(source.instrument for source in rule.sources)
        for version in rule.versions:
            used.condition(version.when)
            if version.require is not None:
                used.condition(version.require)
    for name, parameter in rulebook.terms.parameters.items():
        used.parameters.update(param for param in _read_by(parameter.formula) if param != name)
    return used


def _read_by(formula: Operand | None) -> Iterator[str]:
    if isinstance(formula, Param):
        yield formula.id
    for factor in getattr(formula, "factors", ()):
        yield from _read_by(factor)


def _conclusion(rulebook: Rulebook, conclusion: Conclusion, used: _Used, places: _Places) -> Iterator[Problem]:
    name = f"{conclusion.owner}.{conclusion.name}"
    where = ("vocabulary", conclusion.owner, conclusion.name)
    unproved = [
        m for m in members_of(conclusion) if not rulebook.programme.proofs((conclusion.record, conclusion.rel, m))
    ]
    if unproved == list(members_of(conclusion)):
        yield places.problem(*where, f"没有规则认定 {name}", f"no rule concludes {name}")
    else:
        for member in unproved:
            yield places.problem(*where, f"没有规则认定 {name} 的 {member}", f"no rule concludes {member} of {name}")
    if (conclusion.record, conclusion.rel) not in used.conclusions:
        yield places.problem(*where, f"没有规则使用 {name}", f"no rule reads {name}")


def _shadows(rule: Rule) -> Iterator[Problem]:
    conditions = [c for version in rule.versions for c in (version.when, version.require) if c is not None]
    named = {part.name for c in conditions for part in walk(c) if isinstance(part, Quantified | Counted | Monotone)}
    for name in sorted(named.union(rule.names) & set(SECTIONS)):
        zh, en = f"绑定名 {name} 与要素表章节同名，易误读", f"the binding {name} has the name of a section"
        yield remark(rule, zh, en)


class _Places:
    """Where terms are defined; typed terms no longer know."""

    def __init__(self, files: Iterable[RuleFile]) -> None:
        self._roots = [
            (file.folder, read(file.data, _label(file)).root) for file in files if file.folder in TERM_FOLDERS
        ]

    def problem(self, folder: str, *path_and_texts: str) -> Problem:
        *path, zh, en = path_and_texts
        key = next((found for held, root in self._roots if held == folder and (found := _key(root, path))), None)
        return Problem(key.file, key.line, key.column, zh, en) if key else Problem(folder, 1, 1, zh, en)


TERM_FOLDERS = ("instruments", "parameters", "vocabulary")


def _label(file: RuleFile) -> str:
    """As the loader names it in its own problems."""
    return f"{'house' if file.house else 'rulesets'}/{file.name}"


def _key(root: object, path: Sequence[str]) -> Scalar | None:
    found: Scalar | None = None
    for step in path:
        entry = root.entry(step) if isinstance(root, MappingNode) else None
        if entry is None:
            return None
        found, root = entry.key, entry.value
    return found
