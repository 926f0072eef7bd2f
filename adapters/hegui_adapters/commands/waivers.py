"""`hegui waivers new`: prints a waiver of one violation as it stands. It approves nothing and writes no file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hegui_adapters.commands.check import judge
from hegui_adapters.commands.explain import rule_named
from hegui_adapters.exits import CLEAR
from hegui_adapters.failures import RefusedError
from hegui_adapters.settings import Asked, settings
from hegui_adapters.streams import put

if TYPE_CHECKING:
    from hegui.decide import Decision
    from hegui.decision import Finding
    from hegui.rules import Rule

__all__ = ["New", "run"]


@dataclass(frozen=True, slots=True)
class New:
    """What was asked of `hegui waivers new`; `given` are the fields of the waiver that were named."""

    rule: str
    file: str
    asked: Asked
    given: Mapping[str, str]
    subject: str | None = None
    as_of: str | None = None
    stdin_name: str | None = None


def run(new: New) -> int:
    """Print a waiver.

    Raises:
        HeguiError: the manifest cannot be judged, the rule is law, or there is nothing to waive.
    """
    from hegui_adapters.days import day_of
    from hegui_adapters.rulebooks import Rulebooks
    from hegui_adapters.sources import sources
    from hegui_adapters.waivers import waiver_text

    source, *more = sources([new.file], new.stdin_name)
    if more:
        raise RefusedError(f"{new.file} 对应多个文件", f"{new.file} stands for several files")
    if isinstance(source, RefusedError):
        raise source
    until = new.given.get("until")
    if until is not None:
        day_of(until)
    _another(new.given)
    held = replace(
        settings(new.asked, source.folder), waivers=None
    )  # the file it is printed into may be there, and empty
    decision, _ = judge(source, day_of(new.as_of) if new.as_of else None, held, Rulebooks())
    finding = _violated(decision, rule_named(decision.rulebook.by_id, new.rule), new.subject)
    put(waiver_text({**_bound(decision, finding), **new.given}, "待填" if held.lang == "zh" else "to be filled in"))
    return CLEAR


def _another(given: Mapping[str, str]) -> None:
    from hegui.waiving import same_person

    if "author" in given and "approved_by" in given and same_person(given["author"], given["approved_by"]):
        raise RefusedError("例外审批须由申请人以外的人批准", "a waiver is approved by another person than its author")


def _violated(decision: Decision, rule: Rule, subject: str | None) -> Finding:
    from hegui.judge import VIOLATED
    from hegui.waiving import may_be_waived

    if not may_be_waived(rule.id, rule.kind, rule.red_line):
        raise RefusedError(
            f"{rule.id} 属于法规要求或红线，不能豁免；认为不适用的，请登记适用异议",
            f"{rule.id} is law or a red line, which are never waived; record an objection where it does not apply",
        )
    violated = [finding for finding in decision.findings if finding.rule == rule.id and finding.outcome == VIOLATED]
    found = [finding for finding in violated if subject in (None, finding.subject)]
    if len(found) == 1:
        return found[0]
    there = [finding.subject for finding in violated]
    zh, en = "、".join(there), ", ".join(there)
    if not found:
        raise RefusedError(
            f"{rule.id} 没有对应的不符合项，例外审批只适用于不符合项" + (f"；不符合的对象：{zh}" if zh else ""),
            f"{rule.id} is not violated there, and waivers cover violations only" + (f"; violated: {en}" if en else ""),
        )
    raise RefusedError(
        f"有多个对象不符合，请用 --subject 指定：{zh}", f"several are violated; name one with --subject: {en}"
    )


def _bound(decision: Decision, finding: Finding) -> Mapping[str, str]:
    """What binds a waiver to a finding; its id is drawn from that, so that asking again gives the same."""
    from hegui.waiving import facts_digest

    product = decision.manifest.product_id
    bound = {
        "rule": finding.rule,
        "subject": finding.subject,
        **({"product": product} if product is not None else {}),
        "rule_version": finding.version.isoformat(),
        "facts_digest": facts_digest(finding),
    }
    name = hashlib.sha256("|".join(bound.values()).encode()).hexdigest()[:8]
    return {"id": f"W-{name}", **bound}
