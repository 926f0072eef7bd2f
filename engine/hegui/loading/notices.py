"""Reads the notices of a rulebook, every problem at its place. What the rules they name decide is no affair of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from hegui.condition_reader import Problems
from hegui.loading.forms import EMPTY, Form, named
from hegui.loading.rule_reader import CASES, OUTCOMES, RuleCase, RuleReader, check_placeholders
from hegui.nodes import Document, Node
from hegui.nodes import Scalar as ScalarNode
from hegui.nodes import Sequence as SequenceNode
from hegui.notices import AUDIENCES, LEVELS, SCENES, Notice
from hegui.terms import Terms

__all__ = ["FOLDER", "NoticesReader"]

FOLDER = "notices"
"""Where in a ruleset they stand, a file for each field of business."""
WHAT = ("提示", "a notice")


class NoticesReader:
    """Reads files of notices against the terms and the rules of a rulebook; their examples only for `proofs`."""

    def __init__(self, terms: Terms, rules: Collection[str], problems: Problems, *, proofs: bool) -> None:
        self._terms = terms
        self._rules = rules
        self._problems = problems
        self._proofs = proofs
        self.found: dict[str, Notice] = {}
        self.cases: dict[str, tuple[RuleCase, ...]] = {}

    def read(self, file_id: str, document: Document) -> None:
        """Read one file; `file_id` comes before the names of its notices: `notices.credit`."""
        form = Form(document.root, self._problems, ("提示清单", "a file of notices"))
        node = form.node_of("notices", needed=True)
        reader = RuleReader(file_id, document.file, self._terms, self._problems)
        if node is not None:
            for key, each in named(node, self._problems, WHAT):
                name = f"{file_id}.{key.text}"
                if name in self.found:
                    self._problems.add(key, f"{key.text} 重复定义", f"{key.text} is defined twice")
                self.found[name] = self._notice(name, document.file, each, reader)
        self._examples(file_id, form, reader)
        form.last(CASES)
        form.close()

    def _notice(self, name: str, file: str, form: Form, reader: RuleReader) -> Notice:
        bindings, scope = reader.bindings(form)
        text = form.bilingual("text", needed=True) or EMPTY
        check_placeholders(form.node_of("text"), text, scope)
        return Notice(
            id=name,
            file=file,
            title=form.bilingual("title", needed=True) or EMPTY,
            audience=form.one_of("to", AUDIENCES),
            scenes=self._scenes(form),
            level=form.one_of("level", LEVELS),
            why=form.bilingual("why", needed=True) or EMPTY,
            bindings=bindings,
            where=tuple(self._named_rules(form.items("where"))),
            rules=tuple(self._named_rules(form.items("rules", needed=True))),
            text=text,
            fits=form.bilingual("fits"),
        )

    def _scenes(self, form: Form) -> tuple[str, ...]:
        given = [node for node in form.items("scenes", needed=True) if isinstance(node, ScalarNode)]
        for node in given:
            if node.text not in SCENES:
                self._problems.unknown(node, ("场景", "scene"), node.text, SCENES)
        return tuple(scene for scene in SCENES if scene in {node.text for node in given})

    def _named_rules(self, nodes: tuple[Node, ...]) -> Iterator[str]:
        for node in nodes:
            if isinstance(node, ScalarNode) and node.text in self._rules:
                yield node.text
            else:
                self._problems.unknown(node, ("检查项", "check"), getattr(node, "text", "?"), self._rules)

    # ---- examples

    def _examples(self, file_id: str, form: Form, reader: RuleReader) -> None:
        entries = form.entries(CASES)
        if not self._proofs:
            return
        for entry in entries:
            name = f"{file_id}.{entry.key.text}"
            if name not in self.found:
                self._problems.unknown(entry.key, WHAT, entry.key.text, _short(self.found, file_id))
            elif isinstance(entry.value, SequenceNode):
                self.cases[name] = tuple(self._read_cases(entry.value.items, reader))
            else:
                self._problems.add(entry.value, "示例应为列表", "examples should be a list")
        for name in (one for one in self.found if one.startswith(f"{file_id}.")):
            if not any(case.expect != "not_applicable" for case in self.cases.get(name, ())):
                self._problems.add(
                    form.node,
                    f"提示 {name} 没有须作出提示的示例",
                    f"no example shows the notice {name} to be owed",
                )

    @staticmethod
    def _read_cases(items: tuple[Node, ...], reader: RuleReader) -> Iterator[RuleCase]:
        for item in items:
            case = reader.case(item, OUTCOMES)
            if case is not None:
                yield case


def _short(found: Collection[str], file_id: str) -> list[str]:
    return [name.removeprefix(f"{file_id}.") for name in found if name.startswith(f"{file_id}.")]
