"""The text of a gate: verdict, timeline, what blocks, is open, overdue, due, and the earliest day with its longest way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from hegui.decision import Finding
from hegui.judge import MET, VIOLATED
from hegui.lifecycle.duties import Duty
from hegui.lifecycle.gate import Gate
from hegui.lifecycle.schedule import Lasting, Span, Task
from hegui.lifecycle.timeline import EventMark, StageMark

from hegui_adapters.render.columns import padded, width, wrapped
from hegui_adapters.render.gate_phrases import basis_text, lasting_text, left_text, span_text
from hegui_adapters.render.gate_words import GATE_WORDS
from hegui_adapters.render.items import violated_items
from hegui_adapters.render.text import Blocks, Line
from hegui_adapters.render.words import WORDS, Words

__all__ = ["gate_lines", "gate_report"]

SHOWN = 6
MARKS = {"done": "●", "current": "◉", "ahead": "○", "unknown": "?"}


def gate_report(
    found: Gate,
    *,
    lang: str = "zh",
    width: int = 80,
    colour: bool = False,
    all: bool = False,  # noqa: A002 - the option's name
    paths: bool = False,
) -> str:
    """What a gate comes to, without a final line break."""
    lines = list(gate_lines(found, lang, width, all_items=all, paths=paths))
    if not colour:
        return "\n".join(line.text for line in lines)
    from hegui_adapters.render.colour import coloured

    return coloured(lines)


def gate_lines(found: Gate, lang: str, columns: int, *, all_items: bool, paths: bool) -> Iterator[Line]:
    text = _Text(found, lang, columns, all_items=all_items)
    yield from text.head()
    yield Line("")
    yield from text.timeline()
    yield from text.remarks()
    told = {rule.id for rule in found.decision.rulebook.contents.rules if rule.gates}
    said = Blocks(found.decision, lang, columns, all_items=all_items, paths=paths, told=told)
    findings = (said.blocking(), said.questions(), said.listed())
    days = (text.duties("overdue"), text.duties("due"), text.earliest(), text.events())
    for block in (*findings, text.told(), *days, text.note()):
        lines = list(block)
        if lines:
            yield Line("")
            yield from lines


class _Text:
    def __init__(self, found: Gate, lang: str, columns: int, *, all_items: bool) -> None:
        self._found, self._lang, self._columns, self._all = found, lang, columns, all_items
        self._own: Words = GATE_WORDS[lang]
        self._words: Words = WORDS[lang]

    def _wrapped(self, text: str, style: str = "plain", indent: str = "  ", first: str = "") -> Iterator[Line]:
        yield from (Line(line, style) for line in wrapped(text, self._columns, indent, first))

    def _stage(self) -> str:
        return next(
            mark.label.text(self._lang) for mark in self._found.timeline.stages if mark.stage == self._found.stage
        )

    # ---- head

    def head(self) -> Iterator[Line]:
        found, decision, words = self._found, self._found.decision, self._own
        manifest = decision.manifest
        name = " ".join(
            filter(None, (manifest.name or manifest.product_id or self._words["unnamed"], manifest.version))
        )
        yield from self._wrapped(words["heading"].format(product=name, stage=self._stage()), "heading")
        counts = self._words["counts"].format(
            block=len(violated_items(decision, "block")),
            open=sum(question.blocking for question in decision.questions),
            warn=len(violated_items(decision, "warn")),
            advise=len(violated_items(decision, "advise")),
            met=decision.counts.get(MET, 0),
        )
        verdict = words[found.verdict].format(stage=self._stage())
        yield from self._wrapped(self._words["verdict"].format(verdict=verdict, counts=counts), found.verdict)
        included = decision.rulebook.contents.included_up_to
        yield from self._wrapped(words["day"].format(day=found.day, included=included))
        yield from self._wrapped(words["with_checks" if found.counts_checks else "without_checks"])

    # ---- where it is

    def timeline(self) -> Iterator[Line]:
        shown = [self._mark(mark) for mark in self._found.timeline.stages]
        yield from self._wrapped("  ".join(shown), "plain", " " * width(self._own["timeline"]), self._own["timeline"])
        yield Line(" " * width(self._own["timeline"]) + self._own["legend"], "quiet")

    def _mark(self, mark: StageMark) -> str:
        day = (
            f" {mark.entered}"
            if mark.entered
            else self._own["planned"].format(day=mark.planned)
            if mark.planned
            else ""
        )
        asked = self._own["asked"] if mark.gate else ""
        return f"{asked}{MARKS[mark.state]}{mark.label.text(self._lang)}{day}"

    def remarks(self) -> Iterator[Line]:
        for remark in self._found.remarks:
            yield from self._wrapped(self._own["remark"] + remark.message.text(self._lang), "item")

    # ---- what happened

    def events(self) -> Iterator[Line]:
        """What the journal says, the latest where it is long: each event with its day, what matters of it, and where it stands."""
        events, own = self._found.timeline.events, self._own
        if not events:
            return
        yield Line(own["events"].format(n=len(events)), "heading")
        earlier = 0 if self._all else max(len(events) - SHOWN, 0)
        if earlier:
            yield Line("  " + own["earlier"].format(n=earlier), "quiet")
        for event in events[earlier:]:
            yield from self._event(event)

    def _event(self, event: EventMark) -> Iterator[Line]:
        own, said = self._own, event.said.text(self._lang)
        day = padded(str(event.day) if event.day else own["no_day"], 10)
        place = f"{PurePath(event.location.file).name}:{event.location.line}"
        told = event.label.text(self._lang) + (own["colon"] + said if said else "")
        ahead = own["not_counted"] if event.ahead else ""
        yield from self._wrapped(f"{told}{ahead}  {place}", indent=" " * 14, first=f"  {day}  ")

    # ---- what the gate's own rules say

    def told(self) -> Iterator[Line]:
        """The messages of the gate's own rules: how far the journal is from what they ask for."""
        own = [one for one in self._found.decision.having(VIOLATED) if self._gates(one)]
        if own:
            yield Line(self._own["told"], "heading")
        for one in own:
            yield from self._wrapped(
                f"{self._own[one.force]}{one.message.text(self._lang)}", indent="    ", first="  · "
            )

    def _gates(self, finding: Finding) -> bool:
        rule = self._found.decision.rulebook.by_id.get(finding.rule)
        return bool(rule and rule.gates)

    # ---- by when

    def duties(self, which: str) -> Iterator[Line]:
        duties: Sequence[Duty] = self._found.overdue if which == "overdue" else self._found.due
        if not duties:
            return
        yield Line(self._own[which].format(n=len(duties)), "heading")
        for duty in duties if self._all else duties[:SHOWN]:
            yield from self._duty(duty)
        if len(duties) > SHOWN and not self._all:
            yield Line("  " + self._own["more"].format(n=len(duties) - SHOWN), "quiet")

    def _duty(self, duty: Duty) -> Iterator[Line]:
        days = (duty.day - self._found.day).days
        when = left_text(days, self._own)
        trust = self._words["bracket"].format(text=self._words[duty.confidence]) if duty.rule else ""
        force = self._own[duty.force] if duty.rule else ""
        yield from self._wrapped(
            f"{force}{duty.title.text(self._lang)}{trust}{when}", indent=" " * 14, first=f"  {duty.day}  "
        )

    # ---- the earliest day

    def earliest(self) -> Iterator[Line]:
        schedule, own = self._found.schedule, self._own
        yield from self._wrapped(own["earliest"].format(day=self._span(schedule.earliest)), "heading")
        if schedule.planned is not None and schedule.earliest.low > schedule.planned:
            yield from self._wrapped(own["too_early"].format(day=schedule.planned), "item", first="  ")
        named = {task.id: task for task in schedule.tasks}
        yield from self._way(own["path"], [named[name] for name in schedule.path])
        if schedule.advised_path != schedule.path:
            yield from self._wrapped(own["earliest_advised"].format(day=self._span(schedule.advised)), first="  ")
            yield from self._way(own["path"], [named[name] for name in schedule.advised_path])
        for reason in schedule.open:
            yield from self._wrapped(own["reason"].format(why=reason.text(self._lang)), first="  ")

    def _way(self, label: str, tasks: Sequence[Task]) -> Iterator[Line]:
        if tasks:
            yield Line("  " + label)
        for number, task in enumerate(tasks, 1):
            title = task.title.text(self._lang)
            ends = self._own["ends"].format(starts=self._span(task.starts), ends=self._span(task.ends))
            yield from self._wrapped(
                f"{title}{self._own['colon']}{ends}{self._lasting(task.lasting)}",
                indent="      ",
                first=f"    {number} ",
            )

    def _lasting(self, lasting: Lasting) -> str:
        said = lasting_text(lasting.unit, lasting.least, lasting.most, self._own)
        if lasting.most is None:
            return said
        basis = basis_text(lasting.standing, lasting.confidence, self._own, self._lang)
        return said + self._words["bracket"].format(text=basis)

    def _span(self, span: Span) -> str:
        return span_text(str(span.low), str(span.high) if span.high else None, self._own)

    def note(self) -> Iterator[Line]:
        yield from self._wrapped(self._own["note"], "quiet")
