"""Reads a file of waivers: approved, expiring exceptions to house policy. Whether one applies is decided elsewhere.

waivers:
  - id: W-7
    rule: house.boundaries.rates.own-line
    subject: product
    until: 2027-03-31
    approved_by: 合规部
    reason: …
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hegui.decision import Waiver
from hegui.errors import Problem, SourceError
from hegui.nodes import Mapping, Node, Scalar, Sequence
from hegui.source import read

from hegui_adapters.days import day_of
from hegui_adapters.failures import RefusedError

__all__ = ["read_waivers"]

FIELDS = ("id", "rule", "subject", "until", "approved_by", "reason")


def read_waivers(file: Path) -> tuple[Waiver, ...]:
    """Every waiver of a file.

    Raises:
        SourceError: with every problem of the file.
        RefusedError: there is no such file.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise RefusedError(f"读不到例外审批文件 {file}", f"{file} cannot be read: {error.strerror}") from None
    problems: list[Problem] = []
    waivers = [waiver for node in _listed(read(data, str(file)).root, problems) if (waiver := _waiver(node, problems))]
    if problems:
        raise SourceError(problems)
    return tuple(waivers)


def _listed(root: Node, problems: list[Problem]) -> tuple[Node, ...]:
    held = root.get("waivers") if isinstance(root, Mapping) and root.keys() == ("waivers",) else None
    if isinstance(held, Sequence):
        return held.items
    _refuse(root, "应为 waivers: [ … ]", "should be waivers: [ … ]", problems)
    return ()


def _waiver(node: Node, problems: list[Problem]) -> Waiver | None:
    if not isinstance(node, Mapping):
        _refuse(node, "例外审批应为映射", "a waiver should be a mapping", problems)
        return None
    given = {key: value.text for key in FIELDS if isinstance(value := node.get(key), Scalar) and value.text}
    before = len(problems)
    for entry in node.entries:
        if entry.key.text not in FIELDS:
            _refuse(entry.key, f"未知项“{entry.key.text}”", f'unknown key "{entry.key.text}"', problems)
    for key in FIELDS:
        if key not in given:
            _refuse(node, f"例外审批缺少 {key}", f"a waiver lacks {key}", problems)
    until = _until(node, given.get("until"), problems)
    if len(problems) > before or until is None:
        return None
    return Waiver(given["id"], given["rule"], given["subject"], until, given["approved_by"], given["reason"])


def _until(node: Mapping, text: str | None, problems: list[Problem]) -> date | None:
    if text is None:
        return None
    try:
        return day_of(text)
    except RefusedError as error:
        _refuse(node.get("until") or node, error.zh, error.en, problems)
        return None


def _refuse(node: Node, zh: str, en: str, problems: list[Problem]) -> None:
    problems.append(Problem(node.file, node.line, node.column, zh, en))
