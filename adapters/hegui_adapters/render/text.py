"""The text report, as the page on its look asks for it: verdict first, then what the product is, costs, breaks, lacks.

`report` prints the same lines into a pipe and at a terminal; only there they are coloured.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from hegui.decide import HORIZON_MONTHS, Decision
from hegui.decision import Finding
from hegui.judge import MET, NOT_APPLICABLE, UNDETERMINED, VIOLATED
from hegui.manifest.reading import Location

from hegui_adapters.render.asides import asides
from hegui_adapters.render.citing import cited
from hegui_adapters.render.columns import cut_left, padded, width, wrapped
from hegui_adapters.render.cost_block import cost_lines
from hegui_adapters.render.items import Item, violated_items
from hegui_adapters.render.substance import substance_lines
from hegui_adapters.render.words import WORDS, Words

__all__ = ["Blocks", "Line", "report", "report_lines"]

SHOWN_QUESTIONS = 4
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report and what it is, for colour: verdict, heading, item, caret, quiet or plain."""

    text: str
    style: str = "plain"


def report(
    decision: Decision,
    *,
    lang: str = "zh",
    width: int = 80,
    colour: bool = False,
    all: bool = False,  # noqa: A002 - the option's name
    paths: bool = False,
    decision_id: str = "",
    chosen_day: bool = False,
) -> str:
    """The report of one decision, without a final line break."""
    lines = list(
        report_lines(decision, lang, width, all_items=all, paths=paths, decision_id=decision_id, chosen=chosen_day)
    )
    if not colour:
        return "\n".join(line.text for line in lines)
    from hegui_adapters.render.colour import coloured

    return coloured(lines)


def report_lines(
    decision: Decision, lang: str, columns: int, *, all_items: bool, paths: bool, decision_id: str, chosen: bool
) -> Iterator[Line]:
    text = Blocks(decision, lang, columns, all_items=all_items, paths=paths)
    yield from text.head(chosen=chosen)
    yield Line("")
    yield from (Line(line) for line in substance_lines(decision, lang, columns))
    yield from (Line(line) for line in cost_lines(decision, lang, columns))
    yield from text.red_lines()
    for block in (text.blocking(), text.questions(), text.listed(), text.coming(), text.foot(decision_id)):
        lines = list(block)
        if lines:
            yield Line("")
            yield from lines


class Blocks:
    """The blocks of one report."""

    def __init__(
        self, decision: Decision, lang: str, columns: int, *, all_items: bool, paths: bool, told: Collection[str] = ()
    ) -> None:
        self._decision = decision
        self._lang = lang
        self._columns = columns
        self._all = all_items
        self._paths = paths
        self._words: Words = WORDS[lang]
        self._blocks = violated_items(decision, "block")
        self._warnings = violated_items(decision, "warn", told)
        self._advice = violated_items(decision, "advise", told)
        self._questions = decision.questions
        self._needed = tuple(question for question in self._questions if question.blocking)

    # ---- head

    def head(self, *, chosen: bool) -> Iterator[Line]:
        decision, words = self._decision, self._words
        manifest = decision.manifest
        name = " ".join(filter(None, (manifest.name or manifest.product_id or words["unnamed"], manifest.version)))
        if manifest.product_id and manifest.name:
            name += words["behind"].format(text=manifest.product_id)
        yield Line(words["heading"].format(product=name), "heading")
        counts = words["counts"].format(
            block=len(self._blocks),
            open=len(self._needed),
            warn=len(self._warnings),
            advise=len(self._advice),
            met=decision.counts.get(MET, 0),
        )
        verdict = words["verdict"].format(verdict=words[decision.verdict], counts=counts)
        yield from (Line(line, decision.verdict) for line in wrapped(verdict, self._columns, "  ", ""))
        included = decision.rulebook.contents.included_up_to
        day = words["day"].format(day=decision.as_of, why=self._why_day(chosen=chosen), included=included)
        yield from (Line(line) for line in wrapped(day, self._columns, "  ", ""))

    def _why_day(self, *, chosen: bool) -> str:
        decision, words = self._decision, self._words
        if chosen:
            return words["historical"] if decision.historical else words["chosen"]
        return words["launch"] if decision.as_of == decision.manifest.launch_date else words["today"]

    # ---- the lines no product may cross

    def red_lines(self) -> Iterator[Line]:
        """Those crossed and those that cannot be told yet, by name; how many of all are neither."""
        lines, words = self._decision.red_lines, self._words
        indent = " " * width(words["red_lines"])
        first = words["red_lines"]
        for outcome in (VIOLATED, UNDETERMINED):
            found = [line for line in lines if line.outcome == outcome]
            if found:
                names = words["semicolon"].join(f"{line.number} {line.name.text(self._lang)}" for line in found)
                text = words[f"red_lines.{outcome}"].format(n=len(found), names=names)
                yield from (Line(line, "item") for line in wrapped(text, self._columns, indent, first))
                first = indent
        rest = sum(line.outcome in (MET, NOT_APPLICABLE) for line in lines)
        if rest:
            key = "red_lines.all" if rest == len(lines) else "red_lines.rest"
            yield Line(first + words[key].format(n=rest))

    # ---- what blocks

    def blocking(self) -> Iterator[Line]:
        if not self._blocks:
            return
        yield Line(self._words["blocking"], "heading")
        for number, item in enumerate(self._blocks, 1):
            yield from self._item(number, item)

    def _item(self, number: int, item: Item) -> Iterator[Line]:
        title = f"{number} {self._titled(item.lead)}"
        place = str(item.location)
        if width(title) + 2 + width(place) > self._columns:
            yield from (Line(line, "item") for line in wrapped(title, self._columns, "  ", ""))
            yield Line(" " * max(self._columns - width(place), 2) + place, "item")
        else:
            yield Line(padded(title, min(46, self._columns - width(place) - 2)) + "  " + place, "item")
        yield from self._excerpt(item.location)
        yield from self._bases(item)
        yield from self._remedy(item.lead)
        if self._paths:
            yield from (Line(f"       {finding.rule}  {finding.subject}", "quiet") for finding in item.findings)

    def _titled(self, finding: Finding) -> str:
        """The title, with the element it is about."""
        title, element = finding.title.text(self._lang), finding.element.text(self._lang)
        return title + (self._words["behind"].format(text=element) if element else "")

    def _excerpt(self, place: Location) -> Iterator[Line]:
        """The line of the manifest, with carets where only a part of it is meant."""
        lines = self._decision.manifest.document.lines
        if place.file != self._decision.manifest.document.file or not 0 < place.line <= len(lines):
            return
        line = lines[place.line - 1].rstrip()
        start = place.column - 1
        end = place.end_column - 1 if place.end_line == place.line else len(line)
        whole = line[:start].strip(" -") == "" and line[end:].strip() == ""
        margin = f"    {place.line:>2} | "
        shown, gone = cut_left(line, self._columns - len(margin), start)
        yield Line(margin + shown, "quiet")
        if not whole and place.stated:
            before = width(shown[: start - gone])
            under = " " * (len(margin) - 2) + "| " + " " * before + "^" * max(width(line[start:end]), 1)
            yield Line(under[: self._columns], "caret")

    def _bases(self, item: Item) -> Iterator[Line]:
        text = self._words["semicolon"].join(dict.fromkeys(cited(item.findings, self._lang)))
        indent = " " * width(self._words["law"])
        yield from (Line(line) for line in wrapped(text, self._columns, indent, self._words["law"]))

    def _remedy(self, finding: Finding) -> Iterator[Line]:
        if finding.remedy is None:
            return
        text = finding.remedy.note.text(self._lang) + self._words["who"].format(who=self._words[finding.remedy.who])
        indent = " " * width(self._words["fix"])
        yield from (Line(line) for line in wrapped(text, self._columns, indent, self._words["fix"]))

    # ---- what is open

    def questions(self) -> Iterator[Line]:
        if not self._questions:
            return
        yield Line(self._words["open"], "heading")
        shown = self._questions if self._all else self._needed[:SHOWN_QUESTIONS]
        for index, question in enumerate(shown):
            yield from self._question(index, question.ask.text(self._lang), len(question.settles), question.path)
        rest = [] if self._all else self._needed[SHOWN_QUESTIONS:]
        if rest:
            names = self._words["joint"].join(dict.fromkeys(question.label.text(self._lang) for question in rest[:3]))
            more = self._words["more"].format(n=len(rest), labels=names + ("…" if len(rest) > 3 else ""))
            yield from (Line(line) for line in wrapped(more.strip(), self._columns, "  ", "  "))
        side = len(self._questions) - len(self._needed)
        if side and not self._all:
            yield Line("  " + self._words["open_side"].format(n=side), "quiet")

    def _question(self, index: int, ask: str, settles: int, path: str) -> Iterator[Line]:
        count = self._words["settles"].format(n=settles)
        count = count.removesuffix("s") if self._lang == "en" and settles == 1 else count
        letter = (LETTERS[index // 26 - 1] if index >= 26 else "") + LETTERS[index % 26]
        lines = wrapped(ask, self._columns - width(count) - 2, "    ", f"  {letter} ")
        for line in lines[:-1]:
            yield Line(line)
        yield Line(padded(lines[-1], self._columns - width(count)) + count)
        if self._paths:
            yield Line(f"    {path}", "quiet")

    # ---- what is said without blocking

    def listed(self) -> Iterator[Line]:
        yield from self._titles(self._words["warnings"], self._warnings)
        yield from self._titles(self._words["advice"], self._advice)
        for one in asides(self._decision, self._lang):
            yield from (Line(line, one.style) for line in wrapped(one.text, self._columns, "  ", one.first))
        if self._all:
            yield from self._settled(MET)
            yield from self._settled(NOT_APPLICABLE)

    def _titles(self, label: str, items: Sequence[Item]) -> Iterator[Line]:
        """The titles in one paragraph; in full, with place, law and remedy, where everything is asked for."""
        if items and self._all:
            yield Line(label.rstrip(), "heading")
            for number, item in enumerate(items, 1):
                yield from self._item(number, item)
        elif items:
            titles = dict.fromkeys(finding.title.text(self._lang) for item in items for finding in item.findings)
            text = self._words["semicolon"].join(titles)
            yield from (Line(line) for line in wrapped(label + text, self._columns, "  ", ""))

    def _settled(self, outcome: str) -> Iterator[Line]:
        findings = self._decision.having(outcome)
        if not findings:
            return
        yield Line(self._words[outcome].format(n=len(findings)), "heading")
        for finding in findings:
            because = self._words["because"].format(rule=finding.because_of) if finding.because_of else ""
            text = f"{finding.title.text(self._lang)}{because}  {finding.rule}"
            yield from (Line(line, "quiet") for line in wrapped(text, self._columns, "    ", "  "))

    # ---- what is coming

    def coming(self) -> Iterator[Line]:
        upcoming = self._decision.upcoming
        if not upcoming:
            return
        yield Line(self._words["upcoming"].format(months=HORIZON_MONTHS), "heading")
        rules = self._decision.rulebook.by_id
        for day in upcoming:
            texts = [
                f"{rules[rule].title.text(self._lang)}{self._words['leads']}{self._words[f'outcome.{after}']}"
                for rule, _, _, after in day.changes
            ]
            changes = self._words["semicolon"].join(dict.fromkeys(texts))
            text = self._words["becomes"].format(day=day.day, changes=changes)
            yield from (Line(line) for line in wrapped(text.strip(), self._columns, "    ", "  "))

    # ---- foot

    def foot(self, decision_id: str) -> Iterator[Line]:
        decision, words = self._decision, self._words
        body = decision.rulebook.contents
        indent = " " * width(words["next"])
        yield from (Line(line) for line in wrapped(self._next(), self._columns, indent, words["next"]))
        digests = words["digests"].format(
            manifest=_short(decision.manifest.document.digest),
            version=body.version,
            rules=_short(body.digest),
            engine=decision.engine,
        )
        first = words["record"]
        if decision_id:
            yield Line(first + words["decision"].format(id=decision_id), "quiet")
            first = indent
        yield Line(first + digests, "quiet")
        if body.overlay:
            yield Line(indent + words["overlay"].format(overlay=_short(body.overlay)), "quiet")
        yield from (Line(line, "quiet") for line in words["note"].split("\n"))

    def _next(self) -> str:
        file = self._decision.manifest.document.file
        steps = []
        if self._blocks:
            steps.append(self._words["mend"].format(n=len(self._blocks)))
        if self._needed:
            steps.append(self._words["answer"].format(n=len(self._needed)))
        if not steps:
            return self._words["nothing"].format(file=file)
        comma = "、" if self._lang == "zh" else ", "
        text = comma.join(steps) + ("，" if self._lang == "zh" else ", ") + self._words["again"].format(file=file)
        return re.sub(r"\b1 (place|question)s", r"1 \1", text) if self._lang == "en" else text


def _short(digest: str) -> str:
    return f"{digest[:4]}…{digest[-2:]}"
