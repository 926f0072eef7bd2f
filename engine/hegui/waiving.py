"""Decides what becomes of a waiver: applied, or why not. Every door asks here; it reads no file and changes no outcome.

A waiver excuses one violation of house policy or of a guideline: of one product, on one subject, under one version of the
rule, on the facts that were read when it was granted, until a day, with the approval of another person than its author.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from hegui.decision import Finding, Waiver
from hegui.judge import VIOLATED
from hegui.rules import Rule
from hegui.terms import Bilingual

__all__ = [
    "APPLIED",
    "REASONS",
    "STATES",
    "Excusable",
    "facts_digest",
    "may_be_waived",
    "read_digest",
    "same_person",
    "state_of",
]

APPLIED: Final = "applied"

REASONS: Final[Mapping[str, Bilingual]] = {
    APPLIED: Bilingual("已适用，{until} 起失效", "applied, until {until}"),
    "law": Bilingual(
        "针对法规要求或红线，不能豁免，未适用", "is about law or a red line, which are never waived; not applied"
    ),
    "other_product": Bilingual("属于另一产品，未适用", "names another product; not applied"),
    "own_approval": Bilingual(
        "须由申请人以外的人批准，未适用", "was not approved by another person than its author; not applied"
    ),
    "expired": Bilingual("已于 {until} 到期，不再适用", "expired on {until}, no longer applies"),
    "other_version": Bilingual(
        "针对规则的另一版本（{version} 起施行），须重新审批",
        "is about another version of the rule, that of {version}; apply anew",
    ),
    "unused": Bilingual("没有可适用的检查发现", "excuses no finding"),
    "no_violation": Bilingual(
        "所涉检查并非“不符合”，例外审批只适用于不符合项",
        "covers no violation: the check is met, open or does not apply",
    ),
    "changed_facts": Bilingual(
        "审批时所依据的申报事实已变更，须重新审批", "was granted on other facts than are declared now; apply anew"
    ),
}
"""What is said of a waiver in each state."""

STATES: Final = tuple(REASONS)


@dataclass(frozen=True, slots=True)
class Excusable:
    """What a check came to on the subject a waiver names. `facts` gives the digest of what it read; it costs time."""

    outcome: str
    facts: Callable[[], str]


def may_be_waived(rule: str, kind: str, red_line: int | None) -> bool:
    """House policy and guidelines, by the id and kind of a rule; never the law, nor what guards a line no product may cross."""
    return red_line is None and (rule.startswith("house.") or kind == "guideline")


def state_of(waiver: Waiver, rule: Rule | None, product: str | None, day: date, found: Excusable | None) -> str:
    """What becomes of a waiver on a day.

    Args:
        waiver: What was granted.
        rule: The rule it names; None where the rulebook has none of that id.
        product: The id of the product judged; None where its manifest states none.
        day: The day judged.
        found: What the rule came to on the subject it names; None where there is no such subject.
    """
    if rule is not None and not may_be_waived(rule.id, rule.kind, rule.red_line):
        return "law"
    if waiver.product != product:
        return "other_product"
    if not waiver.approved_by.strip() or same_person(waiver.author, waiver.approved_by):
        return "own_approval"
    if waiver.until <= day:
        return "expired"
    version = rule.version_on(day) if rule is not None else None
    if rule is not None and (version is None or version.first != waiver.rule_version):
        return "other_version"
    if found is None:
        return "unused"
    if found.outcome != VIOLATED:
        return "no_violation"
    return APPLIED if found.facts() == waiver.facts_digest else "changed_facts"


def same_person(one: str, other: str) -> bool:
    """Whether two names are one, however they are written."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def facts_digest(finding: Finding) -> str:
    """The digest of the facts a finding read, as `read_digest` makes it."""
    from hegui.body import data_of

    return read_digest((fact.path, data_of(fact.value), fact.evidence) for fact in finding.facts)


def read_digest(facts: Iterable[tuple[str, object, bool]]) -> str:
    """`sha256:` over the facts a finding read: path, value as a decision's body has it, whether evidence was given.

    The order in which they were read, and where in the manifest they stand, make no difference.
    """
    from hegui.body import canonical

    listed = sorted(([path, value, evidence] for path, value, evidence in facts), key=lambda fact: str(fact[0]))
    return f"sha256:{hashlib.sha256(canonical({'facts': listed})).hexdigest()}"
