"""What a report says beside its findings: waivers, dated plans, checks clear on trust, numbers out of date. It changes none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hegui.decide import Decision
from hegui.decision import PlanShown, WaiverShown
from hegui.waiving import APPLIED

from hegui_adapters.render.words import WORDS

__all__ = ["Aside", "asides"]

_OTHER = "other_product"
"""The state of a waiver or plan that is none of this product's business."""


@dataclass(frozen=True, slots=True)
class Aside:
    """One thing said: what it is about, what is said, and how the text report sets it."""

    first: str
    text: str
    style: str = "plain"

    def __str__(self) -> str:
        return (self.first + self.text).strip()


def asides(decision: Decision, lang: str) -> Iterator[Aside]:
    """Everything said beside the findings; a waiver or plan that is of no use, or overdue, is a fault of its own."""
    yield from _waived(decision, lang)
    for waiver in decision.waivers:
        if waiver.state not in (APPLIED, _OTHER):
            yield _remark("idle", waiver, decision, lang)
    for plan in decision.plans:
        if plan.state != _OTHER:
            yield _remark("plan", plan, decision, lang)
    yield from _on_trust(decision, lang)
    for number in decision.outdated:
        text = WORDS[lang]["outdated"].format(name=number.label.text(lang), day=number.due, n=number.findings)
        yield Aside("", text)


def _waived(decision: Decision, lang: str) -> Iterator[Aside]:
    words, until = WORDS[lang], {one.id: one.until for one in decision.waivers}
    waived = [finding for finding in decision.findings if finding.waiver] if until else []
    texts = (
        words["waived.one"].format(title=one.title.text(lang), id=one.waiver, until=until[one.waiver or ""])
        for one in waived
    )
    if waived:
        yield Aside(words["waived"], words["semicolon"].join(texts))


def _remark(word: str, one: WaiverShown | PlanShown, decision: Decision, lang: str) -> Aside:
    rule = decision.rulebook.by_id.get(one.rule)
    named = rule.title.text(lang) if rule else one.rule
    return Aside("", WORDS[lang][word].format(id=one.id, rule=named, why=one.message.text(lang)), "item")


def _on_trust(decision: Decision, lang: str) -> Iterator[Aside]:
    trust = decision.on_trust
    if trust:
        first = WORDS[lang]["trust" if len(trust) > 1 or lang == "zh" else "trust.one"].format(n=len(trust))
        yield Aside(first, WORDS[lang]["semicolon"].join(dict.fromkeys(one.title.text(lang) for one in trust)), "quiet")
