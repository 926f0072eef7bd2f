"""`hegui explain`: opens one item of a report, by its number or by the rule. The exit code says only whether that was possible."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hegui_adapters.commands.check import judge
from hegui_adapters.exits import CLEAR
from hegui_adapters.failures import RefusedError
from hegui_adapters.settings import Asked, settings
from hegui_adapters.streams import put, width_of_output

if TYPE_CHECKING:
    from hegui.decide import Decision
    from hegui.rules import Rule

    from hegui_adapters.language import Lang

__all__ = ["Explain", "rule_named", "run"]


@dataclass(frozen=True, slots=True)
class Explain:
    """What was asked of `hegui explain`."""

    file: str
    item: str
    asked: Asked
    as_of: str | None = None
    stdin_name: str | None = None


def run(explain: Explain) -> int:
    """Print one item in full.

    Raises:
        HeguiError: the manifest cannot be judged, or the report has no such item.
    """
    from hegui_adapters.days import day_of
    from hegui_adapters.rulebooks import Rulebooks
    from hegui_adapters.sources import sources

    found = sources([explain.file], explain.stdin_name)
    if len(found) != 1:
        raise RefusedError(f"{explain.file} 对应多个文件", f"{explain.file} stands for several files")
    source = found[0]
    if isinstance(source, RefusedError):
        raise source
    held = settings(explain.asked, source.folder)
    day = day_of(explain.as_of) if explain.as_of else None
    decision, _ = judge(source, day, held, Rulebooks())
    put(_explained(decision, explain.item, held.lang))
    return CLEAR


def _explained(decision: Decision, item: str, lang: Lang) -> str:
    if not (item.isascii() and item.isdigit()):
        return _by_rule(decision, item, lang)
    from hegui_adapters.render.explained import findings_explained
    from hegui_adapters.render.items import violated_items

    items = violated_items(decision, "block")
    number = int(item)
    if not 1 <= number <= len(items):
        raise RefusedError(
            f"报告共有 {len(items)} 个阻断项，没有第 {item} 项",
            f"the report has {len(items)} blocking items, no {item}",
        )
    return findings_explained(decision, items[number - 1].findings, lang, width_of_output(), number)


def _by_rule(decision: Decision, name: str, lang: Lang) -> str:
    from hegui_adapters.render.explained import conclusions_explained, findings_explained

    rule = rule_named(decision.rulebook.by_id, name)
    if rule.version_on(decision.as_of) is None:
        day = decision.as_of
        return f"{rule.id} 在 {day} 没有施行中的版本" if lang == "zh" else f"{rule.id} has no version in force on {day}"
    if rule.concludes:
        proved = [c for c in decision.characterised if any(step.rule == rule.id for step in c.derivation)]
        if not proved:
            return (
                f"{rule.id} 在此产品上没有认定" if lang == "zh" else f"{rule.id} concludes nothing about this product"
            )
        return conclusions_explained(decision, rule, proved, lang, width_of_output())
    findings = [finding for finding in decision.findings if finding.rule == rule.id]
    return findings_explained(decision, findings, lang, width_of_output())


def rule_named(by_id: Mapping[str, Rule], name: str) -> Rule:
    """The rule with an id, also a former one, or with a unique end of one.

    Raises:
        RefusedError: there is no such rule.
    """
    if name in by_id:
        return by_id[name]
    ending = {rule.id: rule for known, rule in by_id.items() if known.endswith(f".{name}")}
    if len(ending) == 1:
        return next(iter(ending.values()))
    near = difflib.get_close_matches(name, [*by_id, *ending], n=1, cutoff=0.6)
    zh, en = (f"；是否想写 {near[0]}？", f"; did you mean {near[0]}?") if near else ("", "")
    raise RefusedError(f"没有规则 {name}{zh}", f"there is no rule {name}{en}")
