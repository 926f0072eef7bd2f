"""A run as Markdown for a comment on a merge request: short, bounded, and nothing a manifest says is markup in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hegui_adapters.render.telling import FORCES, Point, Report, Telling

__all__ = ["LONGEST", "escaped", "markdown_text"]

LONGEST = 60_000
"""Characters; GitHub takes 65,536 in a comment."""
_MARK = "<!-- hegui -->"
"""Lets a pipeline find the comment it wrote before."""
_PUNCTUATION = re.compile(r"([\\`*_{}\[\]()#+\-.!|~^$=:>\"'/])")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_REFERRING = re.compile(r"([@#!&%])(?=[\w@#!&%])|(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)
_APART = "\u200b"
_HEADS = {"block": "blocking", "warn": "warnings", "advise": "advice"}


def markdown_text(report: Report) -> str:
    """The comment; what does not fit is counted in its last line."""
    lines, length = [_MARK], len(_MARK)
    rest = list(_lines(report))
    while rest and length + len(rest[0]) + 1 <= LONGEST:
        lines.append(rest.pop(0))
        length += len(lines[-1]) + 1
    if rest:
        left = sum(line.startswith("- ") for line in rest)
        lines += ["", report.word("cut", n=max(left, 1))]
    return "\n".join(lines)


def escaped(text: str) -> str:
    """Text that Markdown shows as it is, and that names no person, issue or address of the forge."""
    flat = _UNSEEN.sub(" ", text)
    apart = _REFERRING.sub(lambda found: (found[1] or "") + _APART, flat)
    plain = _PUNCTUATION.sub(r"\\\1", apart)
    return plain.replace("&", "&amp;").replace("<", "&lt;")


def _lines(report: Report) -> Iterator[str]:
    for one in report.told:
        yield from _told(one)
    if report.faults:
        yield from ("", f"### {report.word('unreadable')}", "")
        for fault in report.faults:
            yield " ".join(filter(None, ("-", fault.place and _code(fault.place), escaped(fault.message))))


def _told(one: Telling) -> Iterator[str]:
    yield f"## {one.word('heading', product=escaped(one.product))}"
    yield ""
    yield f"**{one.verdict}** · {one.counts}"
    yield ""
    yield f"{one.word('day.label')} {one.decision.as_of} · {_code(one.file)}"
    for force in FORCES:
        yield from _points(one.word(_HEADS[force]), one.violated(force))
    yield from _questions(one)
    if one.asides:
        yield ""
        yield from (f"- {escaped(text)}" for text in one.asides)
    coming = list(one.upcoming())
    if coming:
        yield from ("", f"### {one.coming}", "")
        yield from (f"- {day} {escaped(title)}：{change}" for day, title, change in coming)
    yield from ("", escaped(one.note))


def _points(head: str, points: Sequence[Point]) -> Iterator[str]:
    if not points:
        return
    yield from ("", f"### {escaped(head)} ({len(points)})", "")
    for point in points:
        told = [point.message, "；".join(point.laws), point.remedy]
        rest = "<br>".join(escaped(part) for part in told if part)
        yield f"- **{escaped(point.title)}** {_code(str(point.location))}<br>{rest}"


def _questions(one: Telling) -> Iterator[str]:
    if not one.needed:
        return
    yield from ("", f"### {one.word('questions')} ({len(one.needed)})", "")
    for question in one.needed:
        settles = one.word("settles", n=len(question.settles))
        yield f"- {escaped(question.ask.text(one.lang))} {_code(question.path)} ({settles})"


def _code(text: str) -> str:
    """Text as code, with as many backticks around it as it takes."""
    flat = _UNSEEN.sub(" ", text)
    ticks = "`" * (max((len(run) for run in re.findall("`+", flat)), default=0) + 1)
    space = " " if flat.startswith("`") or flat.endswith("`") else ""
    return f"{ticks}{space}{flat}{space}{ticks}"
