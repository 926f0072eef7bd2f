"""A run as SARIF 2.1.0 (OASIS): a result for each finding that is violated or open. It reads no source text.

What cannot be told yet has the kind `open`, where a fact is missing, or `review`, where a person must say; the standard
then asks for the level `none`. Fingerprints name rule, subject and product, never a line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from urllib.parse import quote

from hegui import __version__
from hegui.decision import Finding
from hegui.judge import VIOLATED
from hegui.manifest.reading import Location

from hegui_adapters.render.citing import cited
from hegui_adapters.render.telling import Fault, Point, Report, Telling

__all__ = ["sarif_text"]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"block": "error", "warn": "warning", "advise": "note"}
UNREADABLE = "hegui.manifest-unreadable"

_SURROGATES = re.compile("[\ud800-\udfff]")
"""Halves of characters, which a file name may hold and no file."""

Data = dict[str, object]


def sarif_text(report: Report) -> str:
    """The log, one run, however many manifests were judged."""
    points = [(one, point) for one in report.told for point in one.each]
    rules = {point.lead.rule: _rule(one, point.lead) for one, point in points}
    if report.faults:
        rules[UNREADABLE] = _unreadable(report)
    numbers = {rule: number for number, rule in enumerate(rules)}
    results = [*(_result(*found, numbers) for found in points), *(_fault(one, numbers) for one in report.faults)]
    run = {
        "tool": {"driver": {"name": "hegui", "version": __version__, "rules": list(rules.values())}},
        "language": "zh-CN" if report.lang == "zh" else "en",
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not report.faults}],
        "results": results,
        "properties": {"decisions": [_decision(one) for one in report.told]},
    }
    text = json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)
    return _SURROGATES.sub("\ufffd", text)


def _decision(one: Telling) -> Data:
    manifest = one.decision.manifest
    return {
        "id": one.id,
        "file": one.file,
        "product": manifest.product_id,
        "version": manifest.version,
        "verdict": one.decision.verdict,
        "asides": list(one.asides),
        "asOf": one.decision.as_of.isoformat(),
        "rulebook": f"sha256:{one.decision.rulebook.contents.digest}",
    }


def _rule(one: Telling, finding: Finding) -> Data:
    rule = one.decision.rulebook.by_id[finding.rule]
    texts = {lang: rule.title.text(lang) for lang in ("zh", "en")}
    laws = {lang: "；".join(dict.fromkeys(cited([finding], lang))) for lang in ("zh", "en")}
    help_ = {lang: _help(finding, texts[lang], laws[lang], lang) for lang in ("zh", "en")}
    return {
        "id": finding.rule,
        "name": finding.rule.rpartition(".")[2],
        "shortDescription": {"text": texts[one.lang]},
        "fullDescription": {"text": f"{texts['zh']} / {texts['en']}"},
        "help": {"text": f"{help_['zh']}\n\n{help_['en']}"},
        "defaultConfiguration": {"level": LEVELS[finding.ruled_force]},
        "properties": {
            "tags": [finding.kind, *(["red-line"] if finding.red_line else [])],
            "law": laws,
            "articles": [f"{c.instrument} {c.article or '—'}" for c in finding.citations],
            "confidence": finding.confidence,
            "red_line": finding.red_line,
        },
    }


def _help(finding: Finding, title: str, law: str, lang: str) -> str:
    remedy = finding.remedy.note.text(lang) if finding.remedy else ""
    return "\n".join(part for part in (title, law, remedy) if part)


def _result(one: Telling, point: Point, numbers: Mapping[str, int]) -> Data:
    finding = point.lead
    failed = point.outcome == VIOLATED
    text = point.message if failed else f"{one.word('outcome.undetermined')}：{point.title}"
    return {
        "ruleId": finding.rule,
        "ruleIndex": numbers[finding.rule],
        "kind": "fail" if failed else "open" if finding.open else "review",
        "level": LEVELS[point.force] if failed else "none",
        "message": {"text": "\n".join(part for part in (text, "；".join(point.laws), point.remedy) if part)},
        "locations": [_location(one.file_of(point.location), point.location, finding.subject)],
        "partialFingerprints": {"heguiRuleSubject/v1": point.fingerprint},
        "properties": {
            "force": point.force,
            "outcome": point.outcome,
            "subject": finding.subject,
            "law": list(point.laws),
            "articles": [f"{c.instrument} {c.article or '—'}" for c in finding.citations],
            "confidence": finding.confidence,
            "open": list(finding.open),
        },
    }


def _location(file: str, place: Location, subject: str) -> Data:
    """A place of a text is a region of it; a cell of a workbook has none, so its name is given."""
    physical: Data = {"artifactLocation": {"uri": _uri(file)}}
    names = [{"fullyQualifiedName": subject, "kind": "member"}]
    if place.cell:
        names.append({"fullyQualifiedName": place.cell, "kind": "element"})
    elif place.line > 0:
        physical["region"] = _region(place)
    return {"physicalLocation": physical, "logicalLocations": names}


def _region(place: Location) -> Data:
    ends = place.end_line > place.line or (place.end_line == place.line and place.end_column > place.column)
    end = {"endLine": place.end_line, "endColumn": place.end_column} if ends else {}
    return {"startLine": place.line, "startColumn": place.column, **end}


def _uri(file: str) -> str:
    return quote(PurePath(file).as_posix(), errors="replace")


def _unreadable(report: Report) -> Data:
    return {
        "id": UNREADABLE,
        "name": "manifest-unreadable",
        "shortDescription": {"text": report.word("unreadable")},
        "defaultConfiguration": {"level": "error"},
    }


def _fault(fault: Fault, numbers: Mapping[str, int]) -> Data:
    place = Location(fault.file, fault.line, fault.column, fault.line, fault.column)
    located: Iterable[Data] = [_location(fault.file.partition("#")[0], place, "manifest")] if fault.file else []
    return {
        "ruleId": UNREADABLE,
        "ruleIndex": numbers[UNREADABLE],
        "level": "error",
        "message": {"text": fault.message},
        "locations": list(located),
        "properties": {"code": fault.code},
    }
