"""What hegui checked in a run as JUnit XML: a case a test, what it was told beside it. A case fails where its test did."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from hegui_adapters.testing.reporting import Run, Tested

__all__ = ["junit_text"]

_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no place for, such as the colours of a terminal."""


def junit_text(run: Run) -> str:
    """The XML, without a final line break."""
    tests = run["tests"]
    counts = {
        "name": "hegui",
        "tests": str(len(tests)),
        "failures": str(sum(test["outcome"] == "failed" for test in tests)),
        "skipped": str(sum(test["outcome"] == "skipped" for test in tests)),
    }
    root = ET.Element("testsuites", counts)
    suite = ET.SubElement(root, "testsuite", counts)
    for test in tests:
        _case(suite, test)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True)


def _case(suite: ET.Element, test: Tested) -> None:
    classname, _, name = test["id"].partition("::")
    case = ET.SubElement(suite, "testcase", classname=_text(classname), name=_text(name or classname))
    properties = ET.SubElement(case, "properties")
    ET.SubElement(properties, "property", name="hegui.kind", value=test["kind"])
    for told in test["decisions"]:
        value = f"{told['manifest']} {told['as_of']} {told['verdict']}"
        ET.SubElement(properties, "property", name="hegui.decision", value=_text(value))
    if test["outcome"] == "failed":
        lines = test["failure"].splitlines()
        failure = ET.SubElement(case, "failure", message=_text(_headline(lines)))
        failure.text = _text(test["failure"])
    elif test["outcome"] == "skipped":
        ET.SubElement(case, "skipped")
    elif test["outcome"] != "passed":
        ET.SubElement(case, "error", message=test["outcome"])
    if test["decisions"]:
        ET.SubElement(case, "system-out").text = _text("\n\n".join(told["report"] for told in test["decisions"]))


def _headline(lines: list[str]) -> str:
    """The first line that says what went wrong, as pytest marks it; else the first of all."""
    marked = next((line[1:].strip() for line in lines if line.startswith("E ")), None)
    return marked or next(filter(None, lines), "")


def _text(text: str) -> str:
    return _UNWRITABLE.sub("", text)
