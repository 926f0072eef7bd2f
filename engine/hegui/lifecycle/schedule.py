"""The earliest day a stage can be entered: what is still to be obtained, how long it takes, the longest way through it.

Durations are parameters of the rulebook (`durations.…`); what has none leaves the day open upwards, with the reason. The
day holds only if everything else is done by then: it is no verdict.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from hegui import truths
from hegui.lifecycle.deciding import GateDecision
from hegui.lifecycle.obtaining import Wanted, wanted
from hegui.lifecycle.stages import SERVING
from hegui.manifest.choices import CHOICES
from hegui.rulebook import Rulebook
from hegui.terms import Bilingual

__all__ = ["Lasting", "Schedule", "Span", "Task", "schedule_of"]

PILOT_MONTHS = "lifecycle.pilot-months"


@dataclass(frozen=True, slots=True)
class Span:
    """A day known to lie in [low, high]; `high` is None where nothing bounds it."""

    low: date
    high: date | None

    @property
    def exact(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Lasting:
    """How long something takes: `least` to `most` of a unit, None where it is not known, and where the numbers stand.

    `standing` is that of the numbers: `house` where one of them is the house's own, whatever the others are.
    """

    unit: str
    least: Decimal | None
    most: Decimal | None
    parameters: tuple[str, ...] = ()
    confidence: str = "verified"
    standing: str = "house"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing on the way: from when it can begin, how long it takes, when it ends, what it waits for.

    `force` is `block` for what must be there, `advise` for what the house or the report recommends. `open` says why its end
    is not exact.
    """

    id: str
    title: Bilingual
    starts: Span
    ends: Span
    lasting: Lasting
    after: tuple[str, ...]
    force: str
    open: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """The tasks, the earliest day with what must be there, its longest way (first task first), and with what is advised."""

    tasks: tuple[Task, ...]
    earliest: Span
    path: tuple[str, ...]
    advised: Span
    advised_path: tuple[str, ...]
    planned: date | None
    open: tuple[Bilingual, ...]


def schedule_of(decision: GateDecision) -> Schedule:
    """The schedule to the gate of a decision, from the day judged."""
    laid = _Laying(decision.rulebook, decision.as_of, {one.id: one for one in wanted(decision)})
    needed = tuple(laid.task(name) for name in laid.wanted)
    binding = tuple(task for task in needed if task.force == "block")
    earliest, path = _last(binding, needed, decision.as_of)
    tasks = (*needed, *_pilot(decision, earliest, path))
    advised, advised_path = _last(tasks, tasks, decision.as_of)
    reasons = tuple(dict.fromkeys(task.open for task in tasks if task.open is not None))
    planned = decision.manifest.launch_date if decision.gate == "launched" else None
    return Schedule(tasks, earliest, path, advised, advised_path, planned, reasons)


def _last(counted: tuple[Task, ...], tasks: tuple[Task, ...], day: date) -> tuple[Span, tuple[str, ...]]:
    """When the last of the tasks that count ends, and the way that leads to it: the one without an end, else the latest."""
    if not counted:
        return Span(day, day), ()
    named = {task.id: task for task in tasks}
    way = [max(counted, key=_late).id]
    while before := [named[name] for name in named[way[-1]].after if name in named]:
        way.append(max(before, key=_late).id)
    highs = [task.ends.high for task in counted]
    low = max(day, *(task.ends.low for task in counted))
    high = None if None in highs else max(day, *(high for high in highs if high is not None))
    return Span(low, high), tuple(reversed(way))


def _late(task: Task) -> tuple[date, date]:
    return task.ends.high or date.max, task.ends.low


class _Laying:
    """Lays what is wanted one after the other. What waits for itself, or for what is not there, cannot be dated."""

    def __init__(self, rulebook: Rulebook, day: date, wanted_: Mapping[str, Wanted]) -> None:
        self._rulebook, self._day = rulebook, day
        self.wanted = wanted_
        self._laid: dict[str, Task] = {}

    def task(self, name: str, waiting: tuple[str, ...] = ()) -> Task:
        if name not in self._laid:
            self._laid[name] = self._lay(self.wanted[name], (*waiting, name))
        return self._laid[name]

    def _lay(self, one: Wanted, waiting: tuple[str, ...]) -> Task:
        lasting = lasting_of(self._rulebook, one.durations, self._day)
        circle = [name for name in one.after if name in waiting]
        if circle:
            listed = " → ".join((*waiting[waiting.index(circle[0]) :], circle[0]))
            waits = Bilingual(f"先后次序互为前提：{listed}", f"these wait for each other: {listed}")
            span = Span(self._day, None)
            return Task(one.id, one.title, span, span, lasting, (), one.force, waits)
        before = [self.task(name, waiting) for name in one.after if name in self.wanted]
        starts = self._starts(one, before)
        ends, reason = self._ended(starts, one, lasting)
        behind = tuple(task.id for task in before)
        return Task(one.id, one.title, starts, ends, lasting, behind, one.force, reason or one.unsaid)

    def _starts(self, one: Wanted, before: list[Task]) -> Span:
        """What is under way began when it was filed; what is not, begins now or when what it waits for is there."""
        begun = Span(one.filed_on, one.filed_on) if one.filed_on else Span(self._day, self._day)
        highs = [task.ends.high for task in before]
        low = max(begun.low, *(task.ends.low for task in before), date.min)
        return Span(low, None if None in highs else max(begun.low, *(h for h in highs if h), date.min))

    def _ended(self, starts: Span, one: Wanted, lasting: Lasting) -> tuple[Span, Bilingual | None]:
        """No earlier than today: what should have ended before may end any day, and is planned as ending today."""
        calendar = self._rulebook.terms.workdays
        low, high = lasting.least, lasting.most
        first = self._day if low is None else _at_least(lasting.unit, low, starts.low, calendar)
        if one.may_be_done or (one.under_way and one.filed_on is None):
            first = self._day
        first = max(first, self._day)
        if high is None:
            return Span(first, None), _no_duration(one.title)
        if starts.high is None:
            return Span(first, None), None
        last = truths.last_day(lasting.unit, high, starts.high, calendar)
        if not isinstance(last, date):
            return Span(first, None), _no_calendar(starts.high, one.title)
        return Span(first, max(last, self._day)), None


def _at_least(unit: str, length: Decimal, start: date, calendar: truths.Workdays) -> date:
    """The first day something can end that takes so long; beyond the calendar every day may be a working one."""
    found = truths.last_day(unit, length, start, calendar)
    return found if isinstance(found, date) else start + timedelta(days=int(length))


def _no_duration(title: Bilingual) -> Bilingual:
    return Bilingual(f"{title.zh}的用时未知", f"how long this takes is not known: {title.en}")


def _no_calendar(start: date, title: Bilingual) -> Bilingual:
    return Bilingual(
        f"{title.zh}自 {start} 起的工作日超出规则库日历",
        f"the working days from {start} run beyond the rulebook's calendar: {title.en}",
    )


# ---- how long things take


def lasting_of(rulebook: Rulebook, names: tuple[str, ...], day: date) -> Lasting:
    """How long the quickest of several ways takes. A way nobody knows the time of leaves the least open, not the most."""
    ways = [_lasting(rulebook, name, day) for name in names]
    known = [way for way in ways if way.most is not None]
    if not known:
        return Lasting("working_days", None, None)
    best = min(known, key=lambda way: (way.unit == "months", way.most or Decimal(0)))
    return best if len(known) == len(ways) else replace(best, least=None)


def _lasting(rulebook: Rulebook, name: str, day: date) -> Lasting:
    key = f"durations.{name.replace('_', '-')}"
    ends = [one for one in (f"{key}-least", f"{key}-most") if one in rulebook.terms.parameters]
    used = tuple(ends) if len(ends) == 2 else (key,) if key in rulebook.terms.parameters else ()
    values = [rulebook.table.on(one, day) for one in used]
    if not used or not all(isinstance(value, Decimal) for value in values):
        return Lasting("working_days", None, None)
    standings = {rulebook.terms.parameters[one].standing for one in used}
    unit = {"months": "months", "days": "days"}.get(rulebook.terms.parameters[used[0]].kind, "working_days")
    levels = [step.confidence for one in used for step in rulebook.terms.parameters[one].series]
    calendar = rulebook.terms.calendar_confidence if unit == "working_days" else "verified"
    confidence = min((*levels, calendar), key=("unverified", "secondary", "verified").index)
    standing = "house" if "house" in standings else standings.pop()
    return Lasting(unit, values[0], values[-1], used, confidence, standing)  # type: ignore[arg-type]


def _lasting_of_pilot(rulebook: Rulebook, months: Decimal) -> Lasting:
    parameter = rulebook.terms.parameters[PILOT_MONTHS]
    levels = (step.confidence for step in parameter.series)
    confidence = min(levels, key=("unverified", "secondary", "verified").index)
    return Lasting("months", months, months, (PILOT_MONTHS,), confidence, parameter.standing)


# ---- the pilot that is advised


def _pilot(decision: GateDecision, earliest: Span, path: tuple[str, ...]) -> tuple[Task, ...]:
    """Before a full launch the pilot runs for some months; one that has not begun waits for what it needs."""
    rulebook = decision.rulebook
    months = rulebook.table.on(PILOT_MONTHS, decision.as_of) if PILOT_MONTHS in rulebook.terms.parameters else None
    if decision.gate != SERVING[-1] or not isinstance(months, Decimal) or decision.journal.unknown:
        return ()
    started = next(iter(decision.journal.of("pilot_started")), None)
    rule = rulebook.by_id.get("lifecycle.pilot-lasts-three-months")
    force = rule.force if rule else "advise"
    title = Bilingual(CHOICES["gate"]["pilot"][0], CHOICES["gate"]["pilot"][1])
    lasting = _lasting_of_pilot(rulebook, months)
    if started is not None and started.day is None:
        unsaid = Bilingual("试点开始之日未说明", "when the pilot began is not stated")
        return (Task("pilot", title, earliest, Span(decision.as_of, None), lasting, (), force, unsaid),)
    starts, after = (Span(started.day, started.day), ()) if started else (earliest, path[-1:])  # type: ignore[arg-type]
    low, high = (truths.last_day("months", months, day, {}) for day in (starts.low, starts.high))
    ends = Span(
        max(low, decision.as_of) if isinstance(low, date) else decision.as_of,
        max(high, decision.as_of) if isinstance(high, date) else None,
    )
    return (Task("pilot", title, starts, ends, lasting, after, force),) if ends.low > decision.as_of else ()
