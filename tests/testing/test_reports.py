"""A run leaves behind what was checked: in every form, from every worker, and nothing unless asked."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from commandline import HOUSE
from foreign import Suite, project

TESTS = """
import pytest
def test_blocked(hegui):
    assert hegui.check("blocked.yaml").blocked
@pytest.mark.parametrize("number", range(4))
def test_clear(hegui, number):
    assert hegui.check("clear.yaml").clear
def test_open(hegui):
    assert hegui.check("open.yaml").clear
def test_other():
    pass
"""


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a project whose suite ran once in one process with every report, and once with two workers."""
    folder = tmp_path_factory.mktemp("suite")
    suite = project(folder, Path(tmp_path_factory.getbasetemp()) / "cache")
    suite.write({"test_it.py": TESTS})
    suite.run(
        "--hegui-report=json:out/run.json", "--hegui-report=html:run.html", "--hegui-report=junit:run.xml", code=1
    )
    suite.run("--hegui-report=json:two.json", "-n2", code=1)
    return folder


def read(file: Path) -> Any:
    return json.loads(file.read_text("utf-8"))


def test_json_says_what_each_test_was_told(asked: Path) -> None:
    run = read(asked / "out" / "run.json")
    told = {test["id"].partition("::")[2]: (test["outcome"], test["decisions"][0]["verdict"]) for test in run["tests"]}
    assert told == {
        "test_blocked": ("passed", "blocked"),
        **{f"test_clear[{number}]": ("passed", "clear") for number in range(4)},
        "test_open": ("failed", "undetermined"),
    }
    assert run["verdicts"] == {"blocked": 1, "undetermined": 1, "clear": 4}


def test_a_finding_has_law_place_and_remedy(asked: Path) -> None:
    findings = read(asked / "out" / "run.json")["tests"][0]["decisions"][0]["findings"]
    (finding,) = (one for one in findings if one["rule"].endswith("filing"))
    assert finding["place"].startswith("blocked.yaml:")
    assert finding["law"][0]["article"] == "第三条"
    assert finding["remedy"] == {"zh": "办理备案", "en": "file it"}


def test_workers_leave_the_same_report_as_one_process(asked: Path) -> None:
    one, two = read(asked / "out" / "run.json"), read(asked / "two.json")
    for test in (*one["tests"], *two["tests"]):
        del test["failure"]  # it names addresses of objects
    assert one == two


def test_junit_fails_where_the_test_failed(asked: Path) -> None:
    cases = {case.get("name"): case for case in ET.parse(asked / "run.xml").iter("testcase")}  # noqa: S314 - our own file
    assert [name for name, case in cases.items() if case.find("failure") is not None] == ["test_open"]


def test_junit_holds_the_report_of_each_decision(asked: Path) -> None:
    said = [case.findtext("system-out") or "" for case in ET.parse(asked / "run.xml").iter("testcase")]  # noqa: S314 - our own file
    assert [text for text in said if "结论：" not in text] == []


def test_html_needs_nothing_from_elsewhere(asked: Path) -> None:
    page = (asked / "run.html").read_text("utf-8")
    assert re.findall(r"(?:src|href)=.(?!#)", page) == []


@pytest.mark.parametrize("said", ["存在阻断项，不得上线", "App 未备案", "办理备案", "不代替合规审查意见"])
def test_html_names_verdict_finding_and_remedy(asked: Path, said: str) -> None:
    assert said in (asked / "run.html").read_text("utf-8")


def test_html_has_the_words_of_each_verdict_in_its_table(asked: Path) -> None:
    page = (asked / "run.html").read_text("utf-8")
    told = re.findall(r"<tr>.*?::(\w+)\b.*?<td>([^<]*)</td></tr>", page)
    assert dict(told) == {
        "test_blocked": "存在阻断项，不得上线",
        "test_clear": "未发现阻断项（依申报事实）",
        "test_open": "资料不足，待补充",
    }


def test_a_manifest_of_another_folder_is_named_without_its_path(
    suite: Suite, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "blocked.yaml"
    elsewhere.write_text((suite.folder / "blocked.yaml").read_text("utf-8"), "utf-8")
    suite.write({"test_it.py": f"def test_it(hegui):\n    hegui.check({str(elsewhere)!r})\n"})
    suite.run("--hegui-report=json:run.json", code=0)
    (told,) = read(suite.folder / "run.json")["tests"][0]["decisions"]
    assert (told["manifest"], told["findings"][0]["place"].partition(":")[0]) == ("blocked.yaml", "blocked.yaml")


@pytest.mark.parametrize("given", ["pdf:run.pdf", "json", "json:"])
def test_a_report_of_no_known_form_is_refused(suite: Suite, given: str) -> None:
    assert "FORMAT:PATH" in suite.run(f"--hegui-report={given}", code=4)


def test_nothing_is_written_unasked(suite: Suite, tmp_path: Path) -> None:
    suite.write({"test_it.py": TESTS})
    before = set(tmp_path.rglob("*"))
    suite.run(code=1)
    assert set(tmp_path.rglob("*")) == before


def test_cases_of_rules_stand_in_the_report(suite: Suite) -> None:
    suite.write({"hegui.toml": f"rules = [{json.dumps(str(HOUSE))}]\n"})
    suite.run(str(HOUSE), "--rootdir", str(suite.folder), "--hegui-report=json:run.json", code=0)
    run = read(suite.folder / "run.json")
    assert {(test["kind"], test["outcome"]) for test in run["tests"]} == {("rule", "passed")}
    assert len(run["tests"]) == 4
