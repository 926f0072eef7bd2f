"""What must be done by which day: deadlines of rules, validities, cycles, tasks of the journal. It says nothing of the verdict.

A deadline of a rule is read off its own words, `X: {within: …, of: Y}`: where Y is known and X is not there or lies ahead, the
duty is due on the last day that is within. So a new rule with a deadline needs nothing here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hegui import decision as d
from hegui import truths
from hegui.case import LISTS, Chain, Record
from hegui.conditions import All, AnyOf, Condition, Leaf, Quantified, Within
from hegui.decide import HORIZON_MONTHS
from hegui.facts import fact_type
from hegui.judge import NOT_APPLICABLE, Outcome
from hegui.lifecycle.deciding import GateDecision
from hegui.manifest.choices import CHOICES
from hegui.planning import OVERDUE, RUNNING
from hegui.reading import Env, Reading
from hegui.terms import Bilingual
from hegui.values import FALSE, TRUE

__all__ = ["Duty", "duties_of"]

FEEDBACK = "guidelines.feedback-days"


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to be done by a day. `kind` is rule, plan, validity, cycle, task, feedback or law.

    `force` is what not doing it does, where a rule says so; `rule` is None where the manifest itself names the day.
    """

    kind: str
    day: date
    title: Bilingual
    subject: str
    force: str
    rule: str | None = None
    confidence: str = "verified"
    citations: tuple[d.Citation, ...] = ()


def duties_of(decision: GateDecision) -> tuple[tuple[Duty, ...], tuple[Duty, ...]]:
    """What is overdue on the day judged, and what is due within two years after it; each by day."""
    found = sorted(set(_all(decision)), key=lambda one: (one.day, one.kind, one.subject, one.title.zh))
    last = truths.last_day("months", Decimal(HORIZON_MONTHS), decision.as_of, {})
    overdue = tuple(one for one in found if one.day < decision.as_of)
    due = tuple(one for one in found if one.day >= decision.as_of and (not isinstance(last, date) or one.day <= last))
    return overdue, due


def _all(decision: GateDecision) -> Iterator[Duty]:
    yield from _of_rules(decision)
    yield from _of_records(decision, (), decision.manifest.record)
    yield from _of_tasks(decision)
    yield from _of_feedback(decision)
    for plan in decision.plans:
        if plan.state in (RUNNING, OVERDUE):
            title = Bilingual(f"限期整改：{plan.measures}", f"plan: {plan.measures}")
            yield Duty("plan", plan.due, title, plan.subject, "warn", plan.rule)
    for change in decision.upcoming:
        n = len({rule for rule, *_ in change.changes})
        rules = "one rule" if n == 1 else f"{n} rules"
        zh, en = (
            f"法规变化将改变 {n} 条规则的检查发现，届时须重新检查",
            f"law changes findings of {rules}; check again by then",
        )
        yield Duty("law", change.day, Bilingual(zh, en), "product", "advise")


# ---- deadlines of rules


def _of_rules(decision: GateDecision) -> Iterator[Duty]:
    for outcome in decision.all_outcomes:
        if outcome.outcome != NOT_APPLICABLE and not outcome.hole:
            yield from _of_outcome(decision, outcome)


def _of_outcome(decision: GateDecision, outcome: Outcome) -> Iterator[Duty]:
    rule = outcome.check.rule
    if not _has_deadline(outcome.check.require):
        return
    reading = decision.reading
    env = reading.env(rule.names, outcome.chain)
    if reading.truth(outcome.check.when, env) != TRUE:
        return
    explainer = decision.explainer
    for day, chain in _deadlines(outcome.check.require, env, reading, decision.as_of):
        yield Duty(
            "rule",
            day,
            rule.title,
            decision.manifest.path(chain, ""),
            explainer.force(outcome),
            rule.id,
            explainer.confidence(outcome),
            decision.rulebook.bases.of(rule).citations,
        )


def _has_deadline(condition: Condition) -> bool:
    match condition:
        case All(parts) | AnyOf(parts):
            return any(map(_has_deadline, parts))
        case Quantified("some" | "every"):
            return _has_deadline(condition.hold)
        case Leaf(operand=Within()):
            return True
    return False


def _deadlines(condition: Condition, env: Env, reading: Reading, day: date) -> Iterator[tuple[date, Chain]]:
    """The last days of what is not done yet; of alternatives, one that holds leaves nothing to do in the others."""
    match condition:
        case All(parts):
            for part in parts:
                yield from _deadlines(part, env, reading, day)
        case AnyOf(parts):
            held = [part for part in parts if reading.truth(part, env) == TRUE]
            for part in held[:1] or parts:
                yield from _deadlines(part, env, reading, day)
        case Quantified("some" | "every"):
            inner = reading.elements(condition, env)
            kept = [one for one in inner if reading.truth(condition.where, one) != FALSE]
            enough = [one for one in kept if condition.kind == "some" and reading.truth(condition.hold, one) == TRUE]
            for one in enough[:1] or kept:
                yield from _deadlines(condition.hold, one, reading, day)
        case Leaf(operand=Within()) as leaf:
            done, last = reading.value(leaf.path, env), reading.operand(leaf.operand, env)
            if isinstance(last, date) and not (isinstance(done, date) and done <= day):
                yield last, env[leaf.path.scope].chain


# ---- days the manifest itself names


def _of_records(decision: GateDecision, chain: Chain, record: Record) -> Iterator[Duty]:
    kind = ".".join(f"{path}[]" for path, _ in chain)
    for rel, value in record.items():
        if rel.rpartition(".")[2] == "valid_until" and isinstance(value, date):
            yield _named(decision, "validity", chain, rel, value, ("有效期届满", "ends"))
        elif rel.rpartition(".")[2] == "cycle_months" and isinstance(value, Decimal):
            yield from _next_of_cycle(decision, chain, record, rel, value)
    for path in record.get(LISTS, ()):  # type: ignore[attr-defined]
        elements = record.get(path)
        if kind or path != "journal":
            for index, element in enumerate(elements if isinstance(elements, tuple) else ()):
                yield from _of_records(decision, (*chain, (path, index)), element)


def _next_of_cycle(decision: GateDecision, chain: Chain, record: Record, rel: str, months: Decimal) -> Iterator[Duty]:
    above = rel.removesuffix("cycle_months")
    done = next((day for name in ("date", "done_on") if isinstance(day := record.get(above + name), date)), None)
    following = truths.last_day("months", months, done, {})
    if isinstance(following, date):
        yield _named(decision, "cycle", chain, rel, following, ("下一次到期", "is due again"))


def _named(decision: GateDecision, kind: str, chain: Chain, rel: str, day: date, what: tuple[str, str]) -> Duty:
    """A duty called by the element it is of, or by the part of the manifest that names its day."""
    name = ".".join(f"{path}[]" for path, _ in chain)
    above, _, _ = rel.rpartition(".")
    label = fact_type(name, above) if above else None
    element = decision.element_name(chain)
    zh = "".join(filter(None, (element.zh, label.zh if label else "")))
    en = " ".join(filter(None, (element.en, label.en if label else "")))
    title = Bilingual(f"{zh}{what[0]}", f"{en} {what[1]}")
    return Duty(kind, day, title, decision.manifest.path(chain, above), "advise")


# ---- what the journal asks for


def _of_tasks(decision: GateDecision) -> Iterator[Duty]:
    for event in decision.journal.events:
        due, done = event.facts.get("due_on"), event.facts.get("done_on")
        if isinstance(due, date) and not (isinstance(done, date) and done <= decision.as_of):
            yield Duty("task", due, _asked(event.kind, event.facts.get("note")), f"journal[{event.name}]", "advise")


def _asked(kind: str | None, note: object) -> Bilingual:
    zh, en = CHOICES["event"].get(kind or "", ("事项", "task"))
    if isinstance(note, str):
        return Bilingual(f"{zh}要求：{note}", f"asked for ({en}): {note}")
    return Bilingual(f"{zh}附带的要求", f"what was asked for ({en})")


def _of_feedback(decision: GateDecision) -> Iterator[Duty]:
    """While the pilot runs, the next round of feedback is due so many days after the last."""
    events = [one for one in decision.journal.of("pilot_started", "feedback", "pilot_ended") if one.day is not None]
    if not events or events[-1].kind == "pilot_ended" or not any(one.kind == "pilot_started" for one in events):
        return
    within = decision.rulebook.table.on(FEEDBACK, decision.as_of) if _knows(decision, FEEDBACK) else None
    due = truths.last_day("days", within, max(one.day for one in events if one.day), {})
    if isinstance(due, date):
        title = Bilingual("收集下一次试点反馈", "next round of feedback of the pilot")
        yield Duty("feedback", due, title, "journal", "advise")


def _knows(decision: GateDecision, name: str) -> bool:
    return name in decision.rulebook.terms.parameters
