"""Reads changes from a file of scenarios: facts stated otherwise or left open, numbers supposed otherwise. It applies none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from hegui.condition_reader import Problems
from hegui.conditions import Scalar
from hegui.loading.forms import Form
from hegui.manifest.reading import Manifest
from hegui.nodes import Node
from hegui.nodes import Scalar as ScalarNode
from hegui.parameters import step_on
from hegui.rulebook import Rulebook
from hegui.scalars import write
from hegui.scenarios import naming
from hegui.scenarios.numbers import STEPS, parsed
from hegui.scenarios.paths import Target, targets
from hegui.scenarios.supposing import changed
from hegui.scenarios.values import Stated, WhatIf
from hegui.terms import Bilingual, Parameter

__all__ = ["MOVES", "Reader", "placed"]

MOVES = ("add", "times")
"""How a number is moved from what it is."""


@dataclass
class Reader:
    """Reads changes of one manifest. The rulebook is only asked for where a file speaks of numbers or rules."""

    manifest: Manifest
    rules: Callable[[], Rulebook]
    problems: Problems = field(default_factory=Problems)

    # ---- facts

    def facts(self, form: Form) -> tuple[Stated, ...]:
        """What `set` and `unset` say."""
        found: list[Stated] = []
        for entry in form.entries("set"):
            found += self.stated(entry.key.text, entry.key, entry.value)
        for item in form.items("unset"):
            if isinstance(item, ScalarNode):
                found += self.stated(item.text, item, placed(item, "null"))
            else:
                self.problems.add(item, "unset 列出要素路径", "unset lists the paths of facts")
        self.refuse_twice(found, form.node)
        return tuple(found)

    def refuse_twice(self, found: list[Stated], node: Node) -> None:
        """One fact is changed in one place: else the order of the file would count."""
        seen: dict[tuple[str | int, ...], str] = {}
        for one in found:
            for steps, path in seen.items():
                shared = min(len(steps), len(one.steps))
                if steps[:shared] == one.steps[:shared]:
                    self.problems.add(
                        node, f"{one.path} 与 {path} 改的是同一处", f"{one.path} and {path} change the same place"
                    )
                    break
            seen[one.steps] = one.path

    def stated(self, path: str, at: Node, node: Node) -> list[Stated]:
        return [Stated(one.path, one.steps, node) for one in targets(path, at, self.manifest, self.problems)]

    def moved(self, found: tuple[Target, ...], how: str, operand: Decimal, node: Node) -> tuple[Stated, ...]:
        """Facts moved from what the manifest says of them."""
        return tuple(
            Stated(one.path, one.steps, placed(node, write(one.fact.kind, changed(one.value, how, operand))))
            for one in found
            if isinstance(one.value, Decimal)
        )

    def numeric(self, path: str, node: Node) -> tuple[Target, ...]:
        """The facts at a path that can be moved: numbers the manifest states."""
        found = targets(path, node, self.manifest, self.problems)
        for one in found:
            if not isinstance(one.value, Decimal):
                self.problems.add(
                    node,
                    f"要素表未说明 {one.path} 的数值，无从增减",
                    f"the manifest states no number for {one.path}, so there is nothing to move",
                )
        return tuple(one for one in found if isinstance(one.value, Decimal))

    # ---- numbers of the rulebook

    def what_ifs(self, form: Form) -> tuple[WhatIf, ...]:
        """What `what_if` says: numbers supposed otherwise throughout."""
        found = [one for item in form.items("what_if") for one in self._what_if(item)]
        for number, one in enumerate(found):
            if any(one.parameter == other.parameter for other in found[:number]):
                self.problems.add(form.node, f"{one.parameter} 假设了两次", f"{one.parameter} is supposed twice")
        return tuple(found)

    def _what_if(self, node: Node) -> Iterator[WhatIf]:
        form = Form(node, self.problems, ("假设", "a what-if"))
        own = self.parameter(form)
        first, until = self.span(form)
        how = self.how(form, ("value", *MOVES))
        operand_node = form.node_of(how) if how else None
        form.close()
        if own is None or first is None or operand_node is None or how is None:
            return
        operand = parsed(self.kind_of(own.kind, how), operand_node, self.problems)
        if operand is not None:
            yield from self.supposed(own, first, until, how, operand, operand_node)

    def parameter(self, form: Form) -> Parameter | None:
        """The number that `parameter` names, where it is one that may be supposed otherwise."""
        name, node = form.text("parameter", needed=True), form.node_of("parameter")
        if name is None or node is None:
            return None
        known = self.rules().terms.parameters
        own = known.get(name)
        if own is None:
            self.problems.unknown(node, ("监管参数", "parameter"), name, known)
            return None
        if own.formula is not None:
            behind = ", ".join(basis.id for basis in self.rules().table.behind(name))
            self.problems.add(
                node,
                f"{name} 由 {behind} 推算，请假设后者",
                f"{name} follows from {behind}; suppose that one otherwise",
            )
            return None
        return own

    def span(self, form: Form) -> tuple[date | None, date | None]:
        first, until = form.day("from", needed=True), form.day("until")
        if first is not None and until is not None and until <= first:
            self.problems.add(form.node, "until 应晚于 from", "until should be later than from")
        return first, until

    def how(self, form: Form, ways: tuple[str, ...]) -> str | None:
        """Which one of several keys is there."""
        given = [way for way in ways if form.node_of(way) is not None]
        if len(given) == 1:
            return given[0]
        listed = ", ".join(ways)
        self.problems.add(form.node, f"须写且只写一项：{listed}", f"exactly one of {listed} is needed")
        return None

    def kind_of(self, kind: str, how: str) -> str:
        """How the operand of a change is written."""
        return "number" if how == "times" else STEPS.get(kind, kind) if how == "add" else kind

    def supposed(
        self, own: Parameter, first: date, until: date | None, how: str, operand: Scalar, node: Node
    ) -> Iterator[WhatIf]:
        """One number supposed otherwise; nothing where it stays as it is."""
        if how in MOVES:
            start = step_on(own, first)
            if start is None or not isinstance(start.value, Decimal) or not isinstance(operand, Decimal):
                self.problems.add(
                    node,
                    f"{own.id} 在 {first} 没有可增减的数值",
                    f"{own.id} has no number on {first} that could be moved",
                )
                return
            if operand == (1 if how == "times" else 0):
                return
            name = naming.changed_name(own.label, how, own.kind, operand)
        else:
            name = naming.value_name(own.label, own.kind, operand)
        yield WhatIf(own.id, first, until, how, operand, _dated(name, first, until))


def _dated(name: Bilingual, first: date, until: date | None) -> Bilingual:
    zh, en = (f" 至 {until} 前", f" until {until}") if until else ("", "")
    return Bilingual(f"{name.zh}（{first} 起{zh}）", f"{name.en} (from {first}{en})")


def placed(at: Node, text: str) -> ScalarNode:
    """A text as if it stood at a place of the file."""
    return ScalarNode(at.file, at.line, at.column, at.end_line, at.end_column, text, plain=True)
