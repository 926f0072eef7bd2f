"""A run as JUnit XML: a suite for each manifest, a case for each check on each subject that applies. It times nothing.

What blocks fails; what cannot be told yet and would block is an error; warnings and advice are skipped cases that say so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from hegui.decision import Finding
from hegui.judge import MET, NOT_APPLICABLE, VIOLATED

from hegui_adapters.render.items import Item
from hegui_adapters.render.telling import Report, Telling

__all__ = ["junit_text"]

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_text(report: Report) -> str:
    """The document."""
    suites = Element("testsuites")
    for one in report.told:
        suites.append(_suite(one))
    if report.faults:
        suites.append(_faults(report))
    _count(suites, [case for suite in suites for case in suite.iter("testcase")])
    indent(suites, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(suites, encoding="unicode")


def _suite(one: Telling) -> Element:
    suite = Element("testsuite", {"name": _legal(f"{one.file} {one.product}"), "time": "0"})
    properties = SubElement(suite, "properties")
    asides = [("aside", _legal(text)) for text in one.asides]
    for name, value in (
        ("verdict", one.decision.verdict), ("as_of", one.decision.as_of.isoformat()), ("decision", one.id), *asides,
    ):  # fmt: skip
        SubElement(properties, "property", {"name": name, "value": value})
    for finding in one.decision.findings:
        if finding.outcome != NOT_APPLICABLE:
            _case(suite, one, finding)
    _count(suite, list(suite.iter("testcase")))
    return suite


def _case(suite: Element, one: Telling, finding: Finding) -> None:
    point = one.point(Item((finding,)))
    case = SubElement(
        suite,
        "testcase",
        {"classname": finding.rule, "name": _legal(f"{point.title} [{finding.subject}]"), "time": "0"},
    )
    if finding.outcome == MET:
        return
    said = point.message if finding.outcome == VIOLATED else f"{one.word('outcome.undetermined')}：{point.title}"
    lines = [said, str(finding.location), "；".join(point.laws), point.remedy, *finding.open]
    if finding.waiver:
        _told(case, "skipped", one.word("waived"), [finding.waiver, *lines])
    elif finding.force != "block":
        _told(case, "skipped", f"{one.word(finding.force)}：{said}", lines)
    else:
        kind = "failure" if finding.outcome == VIOLATED else "error"
        _told(case, kind, said, lines).set("type", finding.outcome)


def _told(case: Element, kind: str, message: str, lines: Sequence[str]) -> Element:
    found = SubElement(case, kind, {"message": _legal(message)})
    found.text = _legal("\n".join(line for line in lines if line))
    return found


def _faults(report: Report) -> Element:
    suite = Element("testsuite", {"name": report.word("unreadable"), "time": "0"})
    for fault in report.faults:
        case = SubElement(
            suite, "testcase", {"classname": "hegui", "name": _legal(fault.place or "hegui"), "time": "0"}
        )
        _told(case, "error", fault.message, [fault.message]).set("type", "manifest")
    _count(suite, list(suite.iter("testcase")))
    return suite


def _count(element: Element, cases: Sequence[Element]) -> None:
    element.set("tests", str(len(cases)))
    for name, kind in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        if element.tag == "testsuite" or kind != "skipped":
            element.set(name, str(sum(case.find(kind) is not None for case in cases)))


def _legal(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", text)
