"""A run as the sheets of a workbook: summary, findings, questions, coming law, sources. It writes no file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hegui.decide import HORIZON_MONTHS
from hegui.judge import NOT_APPLICABLE

from hegui_adapters.render.items import Item
from hegui_adapters.render.telling import Report
from hegui_adapters.render.workbook import Sheet, Value, workbook

__all__ = ["report_workbook"]

Rows = Iterator[Sequence[Value]]


def report_workbook(report: Report) -> bytes:
    """The file."""
    return workbook(_sheets(report), title=" · ".join(one.product for one in report.told)[:250])


def _sheets(report: Report) -> Iterator[Sheet]:
    def heads(*keys: str) -> list[str]:
        return [report.word(key) for key in keys]

    yield Sheet(report.word("summary"), heads("product", "title", "message"), _summary(report), (28, 30, 90))
    columns = heads("product", "force", "outcome", "title", "message", "law.label", "fix.label", "confidence", "red_line",
                    "place", "rule", "path")  # fmt: skip
    yield Sheet(report.word("findings"), columns, _findings(report), (20, 8, 10, 36, 50, 50, 50, 12, 20, 30, 40, 30))
    yield Sheet(report.word("questions"), heads("product", "questions", "affects", "settled", "path"),
                _questions(report), (20, 70, 10, 14, 50))  # fmt: skip
    yield Sheet(report.word("upcoming", months=HORIZON_MONTHS)[:31], heads("product", "day_of_change", "title", "change"),
                _upcoming(report), (20, 12, 60, 14))  # fmt: skip
    yield Sheet(report.word("sources"), heads("product", "instrument", "article", "confidence", "count"),
                _sources(report), (20, 60, 24, 14, 8))  # fmt: skip


def _summary(report: Report) -> Rows:
    for one in report.told:
        yield one.product, one.word("verdict.label"), one.verdict
        yield one.product, one.word("summary"), one.counts
        yield one.product, one.word("day.label"), one.decision.as_of
        yield one.product, one.word("manifest"), one.file
        yield from ((one.product, name, outcome) for name, outcome in one.red_lines())
        yield from ((one.product, report.word("aside"), text) for text in one.asides)
        yield from ((one.product, name, value) for name, value in one.record())
        yield one.product, "", one.note
    for fault in report.faults:
        yield fault.place, report.word("unreadable"), fault.message


def _findings(report: Report) -> Rows:
    """Every finding that applies, each on its own row: a sheet can be filtered."""
    for one in report.told:
        for finding in one.decision.findings:
            if finding.outcome != NOT_APPLICABLE:
                point = one.point(Item((finding,)))
                texts = (
                    point.title,
                    point.message,
                    "；".join(point.laws),
                    point.remedy,
                    point.confidence,
                    point.red_line,
                )
                outcome = one.word(f"outcome.{finding.outcome}") if not finding.waiver else one.word("waived")
                yield (one.product, one.word(finding.force), outcome, *texts, str(point.location), finding.rule,
                       finding.subject)  # fmt: skip


def _questions(report: Report) -> Rows:
    for one in report.told:
        for question in one.decision.questions:
            blocking = one.word("yes" if question.blocking else "no")
            yield one.product, question.ask.text(one.lang), blocking, len(question.settles), question.path


def _upcoming(report: Report) -> Rows:
    return ((one.product, *change) for one in report.told for change in one.upcoming())


def _sources(report: Report) -> Rows:
    return ((one.product, s.title, s.article, s.confidence, s.findings) for one in report.told for s in one.sources())
