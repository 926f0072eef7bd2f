"""How a fact can be stated: not at all, as `none`, as a value, wrapped or bare. It knows no field and imports no model."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from hegui import scalars
from hegui.manifest.choices import CHOICES
from hegui.nodes import Mapping as MappingNode
from hegui.nodes import Node, Scalar
from hegui.nodes import Sequence as SequenceNode
from hegui.scalars import ScalarError
from hegui.values import Opaque

__all__ = ["WRAPPING", "plain", "read", "refuse_none", "stated_none", "suggestion", "unstated", "wraps"]

WRAPPING = frozenset({"declared_by", "declared_on", "evidence"})
"""What may stand around a value, or beside the keys of an object."""

_WRAPPED = WRAPPING | {"value"}


def suggestion(word: str, known: list[str]) -> tuple[str, str]:
    """The Chinese and English "did you mean" for a misspelt word, empty when nothing is near."""
    import difflib

    near = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return (f"；是否想写 {near[0]}？", f"; did you mean {near[0]}?") if near else ("", "")


def plain(node: Node) -> Any:
    """The tree as mappings and lists, with scalars left as they stand in the text."""
    if isinstance(node, MappingNode):
        return {entry.key.text: plain(entry.value) for entry in node.entries}
    if isinstance(node, SequenceNode):
        return [plain(item) for item in node.items]
    return node


def unstated(value: object) -> bool:
    return value is None or (isinstance(value, Scalar) and value.is_null)


def stated_none(value: object, *, text: bool) -> bool:
    """Whether it says `none`. Where a text is expected, a quoted one is that text."""
    return isinstance(value, Scalar) and value.text == "none" and (value.plain or not text)


def refuse_none(value: object) -> None:
    """Refuse `none` for one element of a list.

    Raises:
        ScalarError: it is.
    """
    if stated_none(value, text=False):
        raise ScalarError("none 表示整项没有，应写在列表的位置", "none stands for the whole list, not for an element")


def wraps(keys: Collection[str]) -> bool:
    """Whether a mapping with these keys is a value and what is said about it, not an object."""
    return "value" in keys and _WRAPPED.issuperset(keys)


def read(kind: str, choice: str | None, value: object, *, newer: bool) -> object:
    """The value that a scalar, or a mapping `{other: text}`, states.

    Args:
        kind: A name of `scalars.KINDS`, or `choice`.
        choice: The list the value is chosen from.
        value: A scalar of the text, or what `plain` makes of anything else.
        newer: The manifest is of a newer minor version, so a choice not listed may be one of its own.

    Raises:
        ScalarError: it states none.
    """
    if choice is not None:
        return _chosen(choice, value, newer=newer)
    if not isinstance(value, Scalar):
        raise ScalarError("此处应为单个值，不是对象或列表", "one value is expected here, not a mapping or a list")
    return scalars.parse(kind, value.text, value.plain)


def _chosen(choice: str, value: object, *, newer: bool) -> object:
    members = CHOICES[choice]
    if isinstance(value, Mapping) and set(value) == {"other"} and isinstance(value["other"], Scalar):
        return Opaque(value["other"].text)
    if not isinstance(value, Scalar):
        raise ScalarError("此处应为选项之一", "one of the listed choices is expected here")
    if value.text in members:
        return value.text
    if value.text == "other":
        return Opaque("other")
    if newer:
        return Opaque(value.text)
    zh, en = suggestion(value.text, [*members, "other"])
    listed = ", ".join(members)
    raise ScalarError(
        f"“{value.text}”不是可选值{zh}（可选：{listed}；均不符合时写 {{other: 说明}}）",
        f'"{value.text}" is not one of the choices{en} (choices: {listed}; else write {{other: text}})',
    )
