"""Decides what becomes of a dated plan (限期整改): running, overdue, settled, or why it counts for nothing. Every door asks here.

A plan says who mends by which day what a duty demands that only warns. It excuses nothing and changes no outcome: what is
violated stays so, and once the day is past that is a finding of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Final

from hegui.decision import Plan, PlanShown
from hegui.judge import UNDETERMINED, VIOLATED
from hegui.rules import Rule
from hegui.terms import Bilingual

__all__ = ["OVERDUE", "REASONS", "RUNNING", "STATES", "is_overdue", "may_be_planned", "shown", "state_of"]

RUNNING: Final = "open"
OVERDUE: Final = "overdue"

REASONS: Final[Mapping[str, Bilingual]] = {
    RUNNING: Bilingual("限期整改中，应于 {due} 前完成，责任人 {owner}", "to be mended by {due}, owner {owner}"),
    OVERDUE: Bilingual(
        "限期整改已逾期：应于 {due} 前完成，责任人 {owner}", "a plan is overdue: due {due}, owner {owner}"
    ),
    "settled": Bilingual("所涉检查已无不符合，可以办结", "nothing is left to mend: it can be closed"),
    "not_plannable": Bilingual(
        "限期整改只适用于提示性义务，未采用", "a plan is for duties that only warn; it counts for nothing"
    ),
    "other_product": Bilingual("属于另一产品，未采用", "names another product; it counts for nothing"),
    "unused": Bilingual("没有所涉的检查发现", "there is no such finding"),
}
"""What is said of a plan in each state."""

STATES: Final = tuple(REASONS)


def may_be_planned(kind: str, force: str) -> bool:
    """Duties that only warn, by the kind and force of a rule; what blocks is met before the launch."""
    return kind == "duty" and force == "warn"


def is_overdue(due: date, day: date) -> bool:
    """Whether a plan's last day is past."""
    return due < day


def state_of(plan: Plan, rule: Rule | None, product: str | None, day: date, outcome: str | None) -> str:
    """What becomes of a plan on a day.

    Args:
        plan: What is to be mended.
        rule: The rule it names; None where the rulebook has none of that id.
        product: The id of the product judged; None where its manifest states none.
        day: The day judged.
        outcome: What the rule came to on the subject it names; None where there is no such subject.
    """
    if rule is not None and not may_be_planned(rule.kind, rule.force):
        return "not_plannable"
    if plan.product != product:
        return "other_product"
    if outcome is None:
        return "unused"
    if outcome not in (VIOLATED, UNDETERMINED):
        return "settled"
    return OVERDUE if is_overdue(plan.due, day) else RUNNING


def shown(plan: Plan, rule: Rule | None, product: str | None, day: date, outcome: str | None) -> PlanShown:
    """A plan with what became of it; the arguments are those of `state_of`."""
    state = state_of(plan, rule, product, day, outcome)
    said, named = REASONS[state], {"due": plan.due, "owner": plan.owner}
    message = Bilingual(said.zh.format(**named), said.en.format(**named))
    return PlanShown(state=state, message=message, **{one.name: getattr(plan, one.name) for one in fields(plan)})
