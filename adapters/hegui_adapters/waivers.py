"""Waivers as text and data: approved, expiring exceptions to house policy and guidelines; and the file that holds them, with
dated plans. Whether one applies is decided in `hegui.waiving`.

waivers:
  - id: W-7
    rule: house.boundaries.rates.own-line
    subject: product
    product: spring-loan         # left out where the manifest has no product.id
    rule_version: 2026-01-01     # first day of the version it was granted under
    facts_digest: sha256:…       # of the facts read: `hegui waivers new` prints both
    until: 2027-03-31            # first day on which it no longer holds
    owner: 零售信贷部
    author: 李明
    approved_by: 王芳            # another person
    reason: …
plans: …                         # see `plans`
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping as Data
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Final

from hegui.decision import Plan, Waiver
from hegui.errors import Problem, SourceError
from hegui.nodes import Mapping, Node, Scalar, Sequence
from hegui.source import read

from hegui_adapters import plans
from hegui_adapters.days import day_of
from hegui_adapters.failures import RefusedError

__all__ = ["NEEDED", "NONE", "Exceptions", "read_exceptions", "waiver_data", "waiver_from", "waiver_text"]

FIELDS: Final = (
    "id", "rule", "subject", "product", "rule_version", "facts_digest", "until", "owner", "author", "approved_by", "reason",
)  # fmt: skip
NEEDED: Final = tuple(name for name in FIELDS if name != "product")
DAYS: Final = ("rule_version", "until")
NEEDED_OF_PLANS: Final = tuple(name for name in plans.FIELDS if name != "product")
DIGEST: Final = re.compile(r"sha256:[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Exceptions:
    """What was agreed on a product beside its manifest."""

    waivers: tuple[Waiver, ...] = ()
    plans: tuple[Plan, ...] = ()


NONE: Final = Exceptions()


def waiver_data(waiver: Waiver) -> dict[str, object]:
    """A waiver as JSON-ready data."""
    return {**asdict(waiver), **{name: getattr(waiver, name).isoformat() for name in DAYS}}


def waiver_from(data: Data[str, object]) -> Waiver:
    """The reverse of `waiver_data`."""
    given: dict[str, object] = {name: data[name] for name in FIELDS}
    return Waiver(**{**given, **{name: date.fromisoformat(str(given[name])) for name in DAYS}})  # type: ignore[arg-type]


def waiver_text(given: Data[str, str], missing: str) -> str:
    """A file of one waiver; what is not given is left to be filled in, and `missing` says so."""
    shown = [name for name in FIELDS if name in NEEDED or name in given]
    lines = [f"    {name}: {_scalar(given[name])}" if name in given else f"    {name}:  # {missing}" for name in shown]
    return "\n".join(["waivers:", f"  - {lines[0].strip()}", *lines[1:]])


def _scalar(text: str) -> str:
    return (
        text
        if re.fullmatch(r"[A-Za-z0-9][\w.:-]*", text) and not text.endswith(":")
        else json.dumps(text, ensure_ascii=False)
    )


# ---- reading


def read_exceptions(file: Path) -> Exceptions:
    """Every waiver and every plan of a file.

    Raises:
        SourceError: with every problem of the file.
        RefusedError: there is no such file.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise RefusedError(f"读不到例外审批文件 {file}", f"{file} cannot be read: {error.strerror}") from None
    problems: list[Problem] = []
    waived, planned = _lists(read(data, str(file)).root, problems)
    found = Exceptions(
        tuple(waiver for node in waived if (waiver := _waiver(node, problems))),
        tuple(plan for node in planned if (plan := _plan(node, problems))),
    )
    if problems:
        raise SourceError(problems)
    return found


def _lists(root: Node, problems: list[Problem]) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """The waivers and the plans; one of the two may be left out."""
    held = {entry.key.text: entry.value for entry in root.entries} if isinstance(root, Mapping) else {}
    lists = {name: value.items for name, value in held.items() if isinstance(value, Sequence)}
    if not held or held.keys() - {"waivers", "plans"} or len(lists) < len(held):
        _refuse(root, "应为 waivers: [ … ]，可另有 plans: [ … ]", "should be waivers: [ … ], plans: [ … ]", problems)
    return lists.get("waivers", ()), lists.get("plans", ())


def _waiver(node: Node, problems: list[Problem]) -> Waiver | None:
    if not isinstance(node, Mapping):
        _refuse(node, "例外审批应为映射", "a waiver should be a mapping", problems)
        return None
    before = len(problems)
    given = _given(node, FIELDS, problems)
    _complete(node, given, problems)
    for key in DAYS:
        _dated(node, key, given.get(key), problems)
    _bound(node, given.get("facts_digest"), problems)
    return waiver_from({"product": None, **given}) if len(problems) == before else None


def _plan(node: Node, problems: list[Problem]) -> Plan | None:
    if not isinstance(node, Mapping):
        _refuse(node, "限期整改应为映射", "a plan should be a mapping", problems)
        return None
    before = len(problems)
    given = _given(node, plans.FIELDS, problems)
    missing = [key for key in NEEDED_OF_PLANS if key not in given]
    if missing:
        _refuse(node, f"限期整改缺少 {'、'.join(missing)}", f"a plan lacks {', '.join(missing)}", problems)
    _dated(node, "due", given.get("due"), problems)
    return plans.plan_from({"product": None, **given}) if len(problems) == before else None


def _given(node: Mapping, fields: tuple[str, ...], problems: list[Problem]) -> Data[str, str]:
    """What is stated of some fields, as text; a key that is none of them is a problem."""
    for entry in node.entries:
        if entry.key.text not in fields:
            _refuse(entry.key, f"未知项“{entry.key.text}”", f'unknown key "{entry.key.text}"', problems)
    return {key: value.text for key in fields if isinstance(value := node.get(key), Scalar) and value.text.strip()}


def _complete(node: Mapping, given: Data[str, str], problems: list[Problem]) -> None:
    missing = [key for key in NEEDED if key not in given]
    if missing:
        rule = given.get("rule", "RULE")
        _refuse(
            node,
            f"例外审批缺少 {'、'.join(missing)}；可用 hegui waivers new {rule} 要素表 生成与现有事实绑定的一条",
            f"a waiver lacks {', '.join(missing)}; hegui waivers new {rule} MANIFEST prints one bound to the present facts",
            problems,
        )


def _dated(node: Mapping, key: str, text: str | None, problems: list[Problem]) -> None:
    try:
        if text is not None:
            day_of(text)
    except RefusedError as error:
        _refuse(node.get(key) or node, error.zh, error.en, problems)


def _bound(node: Mapping, text: str | None, problems: list[Problem]) -> None:
    if text is not None and not DIGEST.fullmatch(text):
        _refuse(
            node.get("facts_digest") or node,
            "facts_digest 应为 sha256: 后接 64 位十六进制数字",
            "facts_digest is sha256: and 64 hexadecimal digits",
            problems,
        )


def _refuse(node: Node, zh: str, en: str, problems: list[Problem]) -> None:
    problems.append(Problem(node.file, node.line, node.column, zh, en))
