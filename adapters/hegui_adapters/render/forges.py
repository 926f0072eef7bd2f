"""A run as what forges show beside changed lines: annotations of GitHub, the code quality report of GitLab. It posts nothing.

GitHub shows ten errors, ten warnings and ten notices of a step and drops the rest, so no more are written of each and the
last line says how many there are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256

from hegui.decision import Question
from hegui.manifest.reading import Location

from hegui_adapters.render.telling import Fault, Point, Report, Telling

__all__ = ["SHOWN", "github_text", "gitlab_text"]

SHOWN = 10
"""Annotations of one kind that GitHub takes from a step."""
_COMMANDS = {"block": "error", "warn": "warning", "advise": "notice"}
_SEVERITIES = {"block": "blocker", "warn": "major", "advise": "minor"}
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")

# ---- GitHub


def github_text(report: Report) -> str:
    """Workflow commands, a line each."""
    return "\n".join(_limited(report, list(_annotations(report))))


def _annotations(report: Report) -> Iterator[tuple[str, str]]:
    for fault in report.faults:
        place = Location(fault.file, fault.line, fault.column, fault.line, fault.column)
        yield "error", _command("error", fault.file.partition("#")[0], place, report.word("unreadable"), fault.message)
    for one in report.told:
        yield from (
            ("notice", _command("notice", one.file, _whole(one), one.word("aside"), text)) for text in one.asides
        )
    for one, point in report.points:
        kind = _COMMANDS[point.force]
        text = "\n".join(part for part in (point.message, "；".join(point.laws), point.remedy) if part)
        yield kind, _command(kind, one.file_of(point.location), point.location, point.title, text)
    for one in report.told:
        for question in one.needed:
            title = one.word("questions")
            place = _asked_at(one, question)
            yield "warning", _command("warning", one.file_of(place), place, title, question.ask.text(one.lang))


def _asked_at(one: Telling, question: Question) -> Location:
    return one.asked_at(question) or _whole(one)


def _whole(one: Telling) -> Location:
    """The head of the manifest, for what is about no line of it."""
    return Location(one.decision.manifest.document.file, 1, 1, 1, 1)


def _limited(report: Report, found: list[tuple[str, str]]) -> Iterator[str]:
    shown: dict[str, int] = {}
    for kind, line in found:
        shown[kind] = shown.get(kind, 0) + 1
        if shown[kind] <= SHOWN:
            yield line
    left = sum(max(n - SHOWN, 0) for n in shown.values())
    if left:
        yield f"hegui: {report.word('cut', n=left)}"


def _command(kind: str, file: str, place: Location, title: str, text: str) -> str:
    where = [f"file={_property(file)}"] if file else []
    if place.cell is None and place.line > 0:
        where.append(f"line={place.line}")
        if place.end_line == place.line and place.end_column > place.column:
            where.append(f"col={place.column},endColumn={place.end_column}")
    elif place.cell is not None:
        text = f"{place.cell}: {text}"
    return f"::{kind} {','.join([*where, f'title={_property(title)}'])}::{_data(text)}"


def _data(text: str) -> str:
    clean = _CONTROLS.sub("\ufffd", text)
    return clean.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


# ---- GitLab


def gitlab_text(report: Report) -> str:
    """The code quality report: what is violated, and what must be answered before launch."""
    found = [
        *(_fault(fault) for fault in report.faults),
        *(_issue(one, point) for one, point in report.points),
        *(one for told in report.told for one in _questions(told)),
        *(one for told in report.told for one in _asides(told)),
    ]
    return json.dumps(found, ensure_ascii=False, indent=1)


def _issue(one: Telling, point: Point) -> Mapping[str, object]:
    text = "；".join(part for part in (f"{point.title}：{point.message}", point.remedy) if part)
    severity, place = _SEVERITIES[point.force], point.location
    return _entry(text, point.lead.rule, point.fingerprint, severity, one.file_of(place), place)


def _questions(one: Telling) -> Iterator[Mapping[str, object]]:
    for question in one.needed:
        named = "\0".join((one.decision.manifest.product_id or one.file, question.path))
        place, mark = _asked_at(one, question), sha256(named.encode()).hexdigest()
        text = f"{one.word('questions')}：{question.ask.text(one.lang)}"
        yield _entry(text, f"question.{question.path}", mark, "critical", one.file_of(place), place)


def _asides(one: Telling) -> Iterator[Mapping[str, object]]:
    for text in one.asides:
        named = "\0".join((one.decision.manifest.product_id or one.file, text))
        mark = sha256(named.encode(errors="replace")).hexdigest()
        yield _entry(text, "aside", mark, "info", one.file, _whole(one))


def _fault(fault: Fault) -> Mapping[str, object]:
    place = Location(fault.file, fault.line, fault.column, fault.line, fault.column)
    named = "\0".join((fault.file, str(fault.line), str(fault.column), fault.message))
    mark = sha256(named.encode(errors="replace")).hexdigest()
    return _entry(fault.message, "manifest", mark, "blocker", fault.file.partition("#")[0] or "hegui", place)


def _entry(text: str, check: str, fingerprint: str, severity: str, file: str, place: Location) -> Mapping[str, object]:
    where = f"{place.cell}: " if place.cell else ""
    return {
        "description": _CONTROLS.sub("\ufffd", where + text),
        "check_name": check,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {
            "path": _CONTROLS.sub("\ufffd", file),
            "lines": {"begin": max(place.line, 1) if place.cell is None else 1},
        },
    }
