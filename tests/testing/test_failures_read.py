"""A failed assertion about a decision reads as the text report, however it was put."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from foreign import project

ASSERTED = {
    "attribute": "assert hegui.check('blocked.yaml').clear",
    "negation": "assert not hegui.check('blocked.yaml').blocked",
    "comparison": "assert hegui.check('blocked.yaml').verdict == 'clear'",
    "name": "decision = hegui.check('blocked.yaml')\n    assert decision.clear",
    "verdict_apart": "verdict = hegui.check('blocked.yaml').verdict\n    assert verdict == 'clear'",
    "truth_apart": "clear = hegui.check('blocked.yaml').clear\n    assert clear",
    "demand": "hegui.assert_clear('blocked.yaml')",
    "library": "import hegui as library\n    decision = library.check('blocked.yaml', rules=hegui.rulebook())\n    assert decision.clear",
}
SAID = ("结论：存在阻断项，不得上线", "App 未备案", "依据 《", "整改 办理备案", "blocked.yaml:")
OTHERS = {
    "something_else": "assert hegui.check('clear.yaml').clear\n    assert 1 == 2",
    "clear": "assert hegui.assert_clear('clear.yaml').verdict == 'clear'",
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """What pytest prints of each of these tests, by name."""
    suite = project(tmp_path_factory.mktemp("suite"), Path(tmp_path_factory.getbasetemp()) / "cache")
    tests = "\n".join(f"def test_{name}(hegui):\n    {body}\n" for name, body in {**ASSERTED, **OTHERS}.items())
    suite.write({"test_it.py": tests})
    parts = re.split(r"^_+ test_(\w+) _+$", suite.run("-rN", code=1), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("name", ASSERTED)
def test_a_failure_names_finding_law_line_and_remedy(printed: Mapping[str, str], name: str) -> None:
    assert [part for part in SAID if part not in printed[name]] == []


@pytest.mark.parametrize("name", ASSERTED)
def test_a_failure_shows_no_object_in_place_of_a_report(printed: Mapping[str, str], name: str) -> None:
    assert "Decision object at" not in printed[name]


def test_an_assertion_about_something_else_stays_as_it_is(printed: Mapping[str, str]) -> None:
    assert "assert 1 == 2" in printed["something_else"]
    assert "结论" not in printed["something_else"]


def test_what_is_clear_passes(printed: Mapping[str, str]) -> None:
    assert "clear" not in printed
