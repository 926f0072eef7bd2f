"""`hegui check`: what it reads, what it prints where, and that one bad manifest never ends the rest."""

from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from commandline import MANIFESTS, Hegui, manifest


def json_of(text: str) -> Any:
    return json.loads(text)


# ---- which manifests


def test_a_report_of_each_manifest_is_printed(hegui: Hegui) -> None:
    ran = hegui("check", "blocked.yaml", "clear.yaml")

    assert [line for line in ran.out.splitlines() if line.startswith("产品合规检查报告")] == [
        "产品合规检查报告   blocked",
        "产品合规检查报告   clear",
    ]


def test_several_manifests_are_summed_up_on_standard_error(hegui: Hegui) -> None:
    ran = hegui("check", "--lang", "en", "blocked.yaml", "clear.yaml", "open.yaml", "broken.yaml")

    assert ran.err.splitlines()[-1] == "4 files: blocked 1, undetermined 1, clear 1, not judged 1"


def test_a_bad_manifest_does_not_end_the_rest(hegui: Hegui) -> None:
    ran = hegui("check", "--format", "json", "broken.yaml", "missing.yaml", "clear.yaml")

    assert [one["body"]["manifest"]["id"] for one in json_of(ran.out)["decisions"]] == ["clear"]


def test_a_glob_stands_for_every_file_it_finds_in_order(hegui: Hegui, tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yaml"):
        (tmp_path / "products" / name[0]).mkdir(parents=True)
        (tmp_path / "products" / name[0] / name).write_text(manifest(MANIFESTS["clear.yaml"]), encoding="utf-8")

    ran = hegui("check", "--format", "json", "products/**/*.yaml")

    assert [one["decision"]["file"] for one in json_of(ran.out)["decisions"]] == [
        "products/a/a.yaml",
        "products/b/b.yaml",
    ]


def test_a_file_named_twice_is_judged_once(hegui: Hegui) -> None:
    assert len(json_of(hegui("check", "--format", "json", "clear.yaml", "cl*.yaml").out)["decisions"]) == 1


def test_a_dash_reads_standard_input(hegui: Hegui, monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, manifest(MANIFESTS["blocked.yaml"]))

    ran = hegui("check", "-", "--stdin-filename", "from/pipe.yaml")

    assert (ran.code, "from/pipe.yaml:3:" in ran.out) == (1, True)


def test_standard_input_without_a_name_refers_to_no_file(hegui: Hegui, monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, manifest("product: {id: p}\ninstitution: {ref: clear.yaml}"))

    ran = hegui("check", "-")

    assert (ran.code, ran.err.startswith("<stdin>:3:20: ")) == (4, True)


def stdin(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))


# ---- what is printed where


def test_a_report_goes_to_standard_output_and_nothing_to_standard_error(hegui: Hegui) -> None:
    ran = hegui("check", "clear.yaml")

    assert (ran.out.endswith("不表示监管机构认可\n"), ran.err) == (True, "")


def test_problems_of_a_manifest_go_to_standard_error_with_their_place(hegui: Hegui) -> None:
    ran = hegui("check", "broken.yaml")

    assert (ran.out, ran.err.startswith("broken.yaml:4:3: "), "channels" in ran.err) == ("", True, True)


def test_quiet_leaves_only_the_exit_code(hegui: Hegui) -> None:
    ran = hegui("check", "--quiet", "blocked.yaml", "clear.yaml")

    assert (ran.code, ran.out, ran.err) == (1, "", "")


def test_quiet_still_writes_files_and_tells_errors(hegui: Hegui, tmp_path: Path) -> None:
    ran = hegui("check", "--quiet", "--output", "json=out.json", "clear.yaml", "broken.yaml")

    written = json_of((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert (ran.out, len(written["decisions"]), ran.err.count("\n")) == ("", 1, 1)


def test_a_form_with_an_output_is_written_there_beside_the_report(hegui: Hegui, tmp_path: Path) -> None:
    ran = hegui("check", "--output", "json=out.json", "clear.yaml")

    assert ran.out.startswith("产品合规检查报告")
    assert json_of((tmp_path / "out.json").read_text(encoding="utf-8"))["decisions"][0]["body"]["verdict"] == "clear"


def test_a_report_in_a_file_is_what_a_pipe_gets(hegui: Hegui, tmp_path: Path) -> None:
    piped = hegui("check", "clear.yaml").out
    hegui("check", "--output", "text=out.txt", "clear.yaml")

    assert without_id((tmp_path / "out.txt").read_text(encoding="utf-8")) == without_id(piped)


def without_id(text: str) -> str:
    return re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID", text)


def test_english_is_spoken_where_it_is_asked_for(hegui: Hegui) -> None:
    ran = hegui("check", "--lang", "en", "broken.yaml", "clear.yaml")

    assert ran.out.startswith("Product compliance check   clear\n")
    assert "did you mean channels?" in ran.err


@pytest.mark.parametrize(
    ("environment", "title"),
    [
        ({"LANG": "en_US.UTF-8"}, "Product"),
        ({"LANG": "zh_CN.UTF-8"}, "产品"),
        ({"LANG": "de_DE.UTF-8"}, "产品"),
        ({"LANG": ""}, "产品"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "Product"),
        ({"LANG": "en_US.UTF-8", "HEGUI_LANG": "zh"}, "产品"),
    ],
)
def test_the_environment_chooses_the_language(
    hegui: Hegui, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], title: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert hegui("check", "clear.yaml").out.startswith(title)


# ---- colour


def test_a_pipe_gets_no_colour(hegui: Hegui) -> None:
    assert "\x1b" not in hegui("check", "blocked.yaml").out


def test_colour_can_be_forced(hegui: Hegui, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")

    assert "\x1b" in hegui("check", "blocked.yaml").out


def test_no_color_wins_over_force_color(hegui: Hegui, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")

    assert "\x1b" not in hegui("check", "blocked.yaml").out


def test_a_report_in_a_file_is_never_coloured(hegui: Hegui, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    hegui("check", "--output", "text=out.txt", "blocked.yaml")

    assert "\x1b" not in (tmp_path / "out.txt").read_text(encoding="utf-8")


# ---- JSON


def test_json_is_one_object_however_many_manifests(hegui: Hegui) -> None:
    one, two = (
        json_of(hegui("check", "--format", "json", *files).out)
        for files in (["clear.yaml"], ["clear.yaml", "open.yaml"])
    )

    assert (list(one), len(one["decisions"]), len(two["decisions"])) == (["decisions", "errors"], 1, 2)


def test_the_envelope_holds_what_the_body_may_not(hegui: Hegui) -> None:
    decision = json_of(hegui("check", "--format", "json", "clear.yaml").out)["decisions"][0]["decision"]

    assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", decision["id"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+08:00", decision["time"])
    assert decision["inference"] in ("core", "compiled")
    assert decision["file"] == "clear.yaml"


def test_the_body_is_the_same_in_every_run_and_the_number_is_not(hegui: Hegui) -> None:
    first, second = (json_of(hegui("check", "--format", "json", "open.yaml").out)["decisions"][0] for _ in range(2))

    assert first["body"] == second["body"]
    assert first["decision"]["digest"] == second["decision"]["digest"]
    assert first["decision"]["id"] < second["decision"]["id"]


def test_the_number_in_the_report_is_a_decision_number(hegui: Hegui) -> None:
    assert re.search(r"结论 [0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-", hegui("check", "clear.yaml").out)


def test_what_could_not_be_judged_is_listed_with_every_problem(hegui: Hegui) -> None:
    (error,) = json_of(hegui("check", "--format", "json", "broken.yaml").out)["errors"]
    (problem,) = error["problems"]

    assert (error["file"], error["code"]) == ("broken.yaml", 4)
    assert (problem["line"], problem["column"], sorted(problem["message"])) == (4, 3, ["en", "zh"])


# ---- the day


def test_a_later_launch_is_the_day_judged(hegui: Hegui) -> None:
    body = json_of(hegui("check", "--format", "json", "launched.yaml").out)["decisions"][0]["body"]

    assert body["as_of"] == "2040-01-01"


def test_the_day_can_be_named(hegui: Hegui) -> None:
    ran = hegui("check", "--as-of", "2020-06-01", "--format", "json", "clear.yaml")

    body = json_of(ran.out)["decisions"][0]["body"]
    assert (body["as_of"], body["historical"]) == ("2020-06-01", True)


def test_an_earlier_day_is_said_to_be_historical(hegui: Hegui) -> None:
    ran = hegui("check", "--lang", "en", "--as-of", "2020-06-01", "clear.yaml")

    assert re.fullmatch(r"clear\.yaml: judged as of 2020-06-01, earlier than [0-9-]+; a historical result\n", ran.err)
