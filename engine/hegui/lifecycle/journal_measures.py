"""What is measured of a journal before a gate: values, proved ranges, or unknown with the cause. It judges nothing.

A journal that is given is complete: an approval that is not in it was not given. An event without a day leaves open only what
its day could change.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from hegui.case import Record
from hegui.lifecycle.facts import JOURNAL_MEASURES
from hegui.lifecycle.journal import Journal, JournalEvent
from hegui.lifecycle.stages import BEFORE_CUSTOMERS, ENTERED_BY
from hegui.measures import CAUSE, Cause
from hegui.values import NONE, Nothing, Range

__all__ = ["LawChanged", "journal_measures", "months_between"]

LawChanged = Callable[[date], bool]
"""Whether the law for the product changed between a day and the day judged."""


@dataclass(frozen=True, slots=True)
class _Since:
    """A day from which something counts: the last there certainly is, the last there may be, and what would settle it."""

    certain: date
    possible: date
    causes: tuple[str, ...] = ()


def journal_measures(
    record: Record, journal: Journal, gate: str, day: date, law_changed: LawChanged = lambda _: False
) -> Record:
    """The measures of the journal by path, before the entry into a stage on a day; with `#cause` where one is not exact."""
    found: Record = {"lifecycle.entry_day": _entry_day(record, gate, day)}
    if journal.unknown is not None:
        named = (name for name in JOURNAL_MEASURES if name not in ("lifecycle.entry_day", "lifecycle.stage"))
        stage = _stage(record, journal)
        return {**found, **_entered("lifecycle.stage", stage), **{name + CAUSE: journal.unknown for name in named}}
    measured = _Measured(record, journal, gate, day, law_changed)
    for name in JOURNAL_MEASURES:
        if name != "lifecycle.entry_day":
            found.update(_entered(name, getattr(measured, name.partition(".")[2])()))
    return found


def _entered(name: str, found: object) -> Record:
    """A measure as a record keeps it: its value, its range with the cause, or the cause alone."""
    if isinstance(found, Cause):
        return {name + CAUSE: found}
    if isinstance(found, tuple):
        value, cause = found
        return {name: value, name + CAUSE: cause}
    return {name: found}


def _entry_day(record: Record, gate: str, day: date) -> date:
    """The planned launch where that is what is judged and still to come, else the day itself."""
    planned = record.get("product.launch_date")
    return max(planned, day) if gate == "launched" and isinstance(planned, date) else day


def _stage(record: Record, journal: Journal) -> object:
    """Where the product is by its journal; what the manifest says where the journal tells of no stage."""
    stated = record.get("product.stage")
    told = journal.of(*ENTERED_BY, "resumed")
    undated = tuple(event.lacks("date") for event in told if event.day is None)
    if journal.unknown is not None and told:
        return journal.unknown
    if undated:
        return Cause(undated)
    reached = _reached(told)
    if reached is None:
        return stated if isinstance(stated, str) else Cause(("product.stage",))
    if stated in BEFORE_CUSTOMERS and reached in BEFORE_CUSTOMERS:
        return max(str(stated), reached, key=BEFORE_CUSTOMERS.index)  # few journals tell of every step at the desk
    if isinstance(stated, str) and stated != reached:
        return Cause(
            (),
            f"申报的当前阶段“{_label(stated, 0)}”与履历所至的“{_label(reached, 0)}”不一致",
            f'the stage stated, "{_label(stated, 1)}", is not the one the journal comes to, "{_label(reached, 1)}"',
        )
    return reached


def _label(stage: str, lang: int) -> str:
    from hegui.manifest.choices import CHOICES

    return CHOICES["stage"][stage][lang]


def _reached(told: Sequence[JournalEvent]) -> str | None:
    """The stage events lead to, in their order; resuming leads back to the stage before the suspension."""
    reached: str | None = None
    before: str | None = None
    for event in told:
        if event.kind == "resumed":
            reached = before or reached
        else:
            entered = ENTERED_BY[str(event.kind)]
            before = reached if entered == "suspended" else before
            reached = entered
    return reached


class _Measured:
    """Each method is one measure: a value, (range, cause) or a cause."""

    def __init__(self, record: Record, journal: Journal, gate: str, day: date, law_changed: LawChanged) -> None:
        self._record, self._journal, self._gate, self._day = record, journal, gate, day
        self._law_changed = law_changed

    def stage(self) -> object:
        return _stage(self._record, self._journal)

    # ---- since the last material change

    def _change(self, *, any_change: bool = False) -> _Since:
        """The last change that counts: a material one, or any."""
        certain, possible, causes = date.min, date.min, list[str]()
        for event in self._journal.of("changed"):
            material = True if any_change else event.facts.get("material")
            if material is False:
                continue
            if material is True and event.day is not None:
                certain, possible = max(certain, event.day), max(possible, event.day)
                continue
            possible = max(possible, event.day or self._day)
            causes += [event.lacks("material")] if material is not True else []
            causes += [event.lacks("date")] if event.day is None else []
        moot = possible <= certain
        return _Since(certain, certain if moot else possible, () if moot else tuple(causes))

    def changed_on(self) -> object:
        change = self._change()
        if change.causes:
            return Cause(change.causes)
        return NONE if change.certain == date.min else change.certain

    def _happened(self, events: Iterable[JournalEvent], since: _Since) -> object:
        """Whether one of the events lies on or after a day."""
        listed = tuple(events)
        days = [event.day for event in listed if event.day is not None]
        undated = tuple(event.lacks("date") for event in listed if event.day is None)
        if since.certain == since.possible == date.min and listed:
            return True
        if any(one >= since.possible for one in days):
            return True
        if not undated and not any(one >= since.certain for one in days):
            return False
        return Cause((*undated, *since.causes))

    def proposed(self) -> object:
        return bool(self._journal.of("proposed"))

    def scenario_tested(self) -> object:
        return self._happened(self._journal.of("scenario_tested"), self._change())

    def drilled(self) -> object:
        return self._happened(self._journal.of("rollback_drill"), self._change())

    def reviewed(self) -> object:
        stages = [event for event in self._journal.of(*ENTERED_BY) if event.kind != "suspended"]
        undated = tuple(event.lacks("date") for event in stages if event.day is None)
        begun = max((event.day for event in stages if event.day is not None), default=date.min)
        change = self._change()
        since = _Since(
            max(begun, change.certain),
            self._day if undated else max(begun, change.possible),
            (*undated, *change.causes),
        )
        return self._happened(self._journal.of("reviewed"), since)

    def approved(self) -> object:
        """An approval that names no stage may be one of this, or of another."""
        given = self._journal.of("approved")
        found = self._happened((one for one in given if one.facts.get("stage") == self._gate), self._change())
        if found is True:
            return True
        vague = [one for one in given if not isinstance(one.facts.get("stage"), str | Nothing)]
        may_be = self._happened(vague, self._change())
        if may_be is False:
            return found
        causes = found.missing if isinstance(found, Cause) else ()
        more = may_be.missing if isinstance(may_be, Cause) else ()
        return Cause(tuple(dict.fromkeys((*causes, *more, *(one.lacks("stage") for one in vague)))))

    def verdict_current(self) -> object:
        checks = self._journal.of("checked")
        found = self._happened(checks, self._change(any_change=True))
        if found is not True:
            return found
        last = max((one.day for one in checks if one.day is not None), default=None)
        if last is None:
            return Cause(tuple(one.lacks("date") for one in checks))
        return not self._law_changed(last)

    def notice_days(self) -> object:
        told = self._journal.of("announced")
        if not told:
            return NONE
        undated = tuple(event.lacks("date") for event in told if event.day is None)
        days = [event.day for event in told if event.day is not None]
        if undated:
            most = Decimal((self._day - max(days)).days) if days else None
            return Range(Decimal(0), most), Cause(undated)
        return Decimal((self._day - max(days)).days)

    # ---- what is open

    def open_incidents(self) -> object:
        incidents = self._journal.of("incident")
        closing = self._journal.of("incident_closed")
        closed = {one.facts.get("closes") for one in closing}
        vague = tuple(one.lacks("closes") for one in closing if not isinstance(one.facts.get("closes"), str))
        certain = Decimal(sum(one.facts.get("id") is None or one.facts.get("id") not in closed for one in incidents))
        least = max(certain - len(vague), Decimal(0))
        return certain if least == certain else (Range(least, certain), Cause(vague))

    def overdue_tasks(self) -> object:
        past = [event for event in self._journal.events if _past(event, self._day)]
        open_ones = [event for event in past if not isinstance(event.facts.get("done_on"), date)]
        unsaid = tuple(event.lacks("done_on") for event in open_ones if event.facts.get("done_on") is not NONE)
        most = Decimal(len(open_ones))
        return (Range(most - len(unsaid), most), Cause(unsaid)) if unsaid else most

    # ---- the pilot

    def _pilot(self) -> tuple[date, date] | Nothing | Cause:
        """From the first start of the pilot to its last end, or to the day where it goes on."""
        starts, ends = self._journal.of("pilot_started"), self._journal.of("pilot_ended")
        if not starts:
            return NONE
        undated = tuple(event.lacks("date") for event in (*starts, *ends) if event.day is None)
        if undated:
            return Cause(undated)
        first, last = (event.day for event in (starts[0], (ends or starts)[-1]))
        assert first is not None
        assert last is not None
        return first, last if ends and ends[-1].day >= starts[-1].day else self._day  # type: ignore[operator]

    def pilot_months(self) -> object:
        pilot = self._pilot()
        return pilot if isinstance(pilot, Nothing | Cause) else Decimal(months_between(*pilot))

    def feedback_gap(self) -> object:
        """The longest time without feedback, the first and the last stretch of the pilot counted."""
        pilot = self._pilot()
        if isinstance(pilot, Nothing | Cause):
            return pilot
        rounds = self._journal.of("feedback")
        days = sorted(event.day for event in rounds if event.day is not None and pilot[0] <= event.day <= pilot[1])
        gaps = [(after - before).days for before, after in pairwise([pilot[0], *days, pilot[1]])]
        undated = tuple(event.lacks("date") for event in rounds if event.day is None)
        longest, least = Decimal(max(gaps)), Decimal(_split(gaps, len(undated)))
        return longest if longest == least else (Range(least, longest), Cause(undated))

    def pilot_merchants(self) -> object:
        """The most that any event of the pilot tells of."""
        told = self._journal.of("pilot_started", "feedback", "pilot_ended")
        if not self._journal.of("pilot_started"):
            return NONE
        return self._most(told, "merchants", self._journal.of("pilot_started"))

    def first_share(self) -> object:
        released = self._journal.of("grey_released")
        if not released:
            return NONE
        undated = tuple(event.lacks("date") for event in released if event.day is None)
        if undated and len(released) > 1:
            return Cause(undated)
        share = released[0].facts.get("share")
        return share if isinstance(share, Decimal) else Cause((released[0].lacks("share"),))

    @staticmethod
    def _most(told: Iterable[JournalEvent], name: str, needed: Sequence[JournalEvent]) -> object:
        numbers = [number for event in told if isinstance(number := event.facts.get(name), Decimal)]
        lacking = tuple(event.lacks(name) for event in needed if not isinstance(event.facts.get(name), Decimal))
        if lacking:
            return (Range(max(numbers), None), Cause(lacking)) if numbers else Cause(lacking)
        return max(numbers)


def _past(event: JournalEvent, day: date) -> bool:
    due = event.facts.get("due_on")
    return isinstance(due, date) and due < day


def _split(gaps: Iterable[int], more: int) -> int:
    """The least the longest gap can come to where some rounds more may lie anywhere."""
    parts = [[gap, 1] for gap in gaps]

    def longest(part: Sequence[int]) -> int:
        return -(-part[0] // part[1])

    for _ in range(more):
        max(parts, key=longest)[1] += 1
    return max(map(longest, parts))


def months_between(first: date, last: date) -> int:
    """Whole months from one day to another; the last day of a short month completes it."""
    months = (last.year - first.year) * 12 + last.month - first.month
    due = min(first.day, monthrange(last.year, last.month)[1])
    return months - (last.day < due)
