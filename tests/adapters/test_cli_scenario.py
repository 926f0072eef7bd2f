"""`hegui scenario run`: exit codes, forms, that a what-if is marked in each, and that processes change nothing but the time."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from commandline import RULES, Hegui
from hegui.scenarios import Result, read
from hegui_adapters.failures import RefusedError
from hegui_adapters.scenarios.running import run_plan
from jsonschema import Draft202012Validator
from scenarioing import deadly, planned, rules

EXAMPLES = Path(__file__).parents[2] / "examples" / "scenarios"
HEGUI = Path(sys.executable).with_name("hegui")
CLEAR, OPEN, BLOCKED = "clear.yaml", "open.yaml", "blocked.yaml"
LOWERED = (
    "  - vary:\n"
    "      - {parameter: lending.periods, from: 2026-01-01, values: [12, 24]}\n"
    "      - {fact: users.target, values: [anyone, none]}\n"
)


def file(folder: Path, manifest: str, scenarios: str, name: str = "s.hegui.yaml") -> str:
    text = f"hegui: scenarios/v1\nmanifest: {manifest}\nas_of: 2026-12-01\nscenarios:\n{scenarios}"
    (folder / name).write_text(text, encoding="utf-8")
    return name


# ---- exit codes


@pytest.mark.parametrize(
    ("manifest", "scenarios", "code"),
    [
        (CLEAR, "  - set: {}\n", 0),
        (BLOCKED, "  - set: {}\n", 1),
        (OPEN, "  - set: {}\n", 5),
        (BLOCKED, "  - expect: {verdict: blocked}\n", 0),
        (OPEN, "  - expect: {verdict: undetermined}\n", 0),
        (CLEAR, "  - expect: {verdict: blocked}\n", 1),
        (CLEAR, "  - sett: {}\n", 4),
        ("broken.yaml", "  - set: {}\n", 4),
        ("missing.yaml", "  - set: {}\n", 4),
    ],
)
def test_the_exit_code_is_what_was_expected_or_the_verdict(
    hegui: Hegui, tmp_path: Path, manifest: str, scenarios: str, code: int
) -> None:
    assert hegui("scenario", "run", file(tmp_path, manifest, scenarios)).code == code


def test_of_several_files_the_worst_counts(hegui: Hegui, tmp_path: Path) -> None:
    good, bad = file(tmp_path, CLEAR, "  - set: {}\n"), file(tmp_path, BLOCKED, "  - set: {}\n", "t.hegui.yaml")
    assert hegui("scenario", "run", good, bad).code == 1


def test_a_problem_is_told_with_file_line_and_column(hegui: Hegui, tmp_path: Path) -> None:
    ran = hegui("scenario", "run", file(tmp_path, CLEAR, "  - sett: {}\n"), "--lang", "en")
    assert ran.err.splitlines() == ['s.hegui.yaml:5:5: unknown key "sett"; did you mean set?']


# ---- what runs


def test_only_runs_the_scenarios_of_a_name(hegui: Hegui, tmp_path: Path) -> None:
    ran = hegui("scenario", "run", file(tmp_path, CLEAR, LOWERED), "--only", "*24*", "--format", "json")
    (told,) = json.loads(ran.out)["files"]
    assert [one["index"] for one in told["scenarios"]] == [2, 3]


def test_a_name_no_scenario_has_is_wrong_usage(hegui: Hegui, tmp_path: Path) -> None:
    assert hegui("scenario", "run", file(tmp_path, CLEAR, LOWERED), "--only", "nothing").code == 2


# ---- forms


def test_csv_has_a_row_for_each_scenario(hegui: Hegui, tmp_path: Path) -> None:
    ran = hegui("scenario", "run", file(tmp_path, CLEAR, LOWERED), "--format", "csv", "--lang", "en")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert [row["Verdict"] for row in rows] == ["clear"] * 4
    assert all(row["what-if, not law"] for row in rows)


def test_json_marks_what_is_a_what_if(hegui: Hegui, tmp_path: Path) -> None:
    scenarios = "  - name: plain\n  - name: supposed\n    what_if: [{parameter: lending.periods, from: 2026-01-01, value: 12}]\n"
    (told,) = json.loads(hegui("scenario", "run", file(tmp_path, CLEAR, scenarios), "--format", "json").out)["files"]
    assert [one["what_if"] for one in told["scenarios"]] == [False, True]
    assert len({one["rulebook"] for one in told["scenarios"]}) == 2


@pytest.mark.parametrize(("lang", "said"), [("zh", "假设不是法规"), ("en", "what-if is not law")])
@pytest.mark.parametrize("form", ["text", "html"])
def test_a_report_says_that_a_what_if_is_not_law(hegui: Hegui, tmp_path: Path, form: str, lang: str, said: str) -> None:
    out = hegui("scenario", "run", file(tmp_path, CLEAR, LOWERED), "--format", form, "--lang", lang).out
    assert said in " ".join(out.replace("\n", " " if lang == "en" else "").split())


def test_a_report_without_what_ifs_does_not_speak_of_them(hegui: Hegui, tmp_path: Path) -> None:
    assert "假设不是法规" not in hegui("scenario", "run", file(tmp_path, CLEAR, "  - set: {}\n")).out


def test_the_page_needs_nothing_from_elsewhere(hegui: Hegui, tmp_path: Path) -> None:
    page = hegui("scenario", "run", file(tmp_path, BLOCKED, LOWERED), "--format", "html").out
    assert "<svg" in page
    assert "<script" not in page
    assert [part for part in ("src=", "<link", "@import") if part in page] == []


def test_the_page_escapes_what_a_file_says(hegui: Hegui, tmp_path: Path) -> None:
    scenarios = '  - vary: [{options: [{name: "<b>x</b>"}, {name: "y"}]}]\n'
    page = hegui("scenario", "run", file(tmp_path, CLEAR, scenarios), "--format", "html").out
    assert "<b>x</b>" not in page


# ---- in processes


GRID = (
    '  - vary:\n      - {fact: "pricing.credits[a].periods", values: {from: 6, to: 60, step: 6}}\n'
    '      - {fact: "pricing.credits[a].nominal_rate", values: {from: 20% per year, to: 26% per year, step: 1%}}\n'
)


def run_in(folder: Path, jobs: int, killing: tuple[int, ...] = ()) -> list[Result]:
    load = partial(deadly, folder, GRID, killing)
    plan, book = load()
    done: list[int] = []
    found = run_plan(plan, book, range(len(plan)), load, jobs=jobs, progress=done.append)
    assert sum(done) == len(plan)
    return found


def test_processes_come_to_the_results_of_one(tmp_path: Path) -> None:
    assert run_in(tmp_path, 2) == run_in(tmp_path, 1)


def test_a_process_that_dies_is_told_with_its_scenario_and_the_others_are_judged(tmp_path: Path) -> None:
    found = run_in(tmp_path, 2, killing=(33,))
    assert [(one.index, one.trouble.kind) for one in found if one.trouble] == [(33, "crashed")]
    assert found[:33] + found[34:] == [one for one in run_in(tmp_path, 1) if one.index != 33]


def _fails_to_load() -> object:
    os._exit(9)


def test_processes_that_never_start_are_refused(tmp_path: Path) -> None:
    plan, book = planned(tmp_path, GRID), rules()
    with pytest.raises(RefusedError):
        run_plan(plan, book, range(70), _fails_to_load, jobs=2, progress=lambda _: None)  # type: ignore[arg-type]


def members(group: int) -> list[int]:
    """The live processes of a group."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                state, _, pgrp = (entry / "stat").read_text().rpartition(")")[2].split()[:3]
            except OSError:
                continue
            if int(pgrp) == group and state != "Z":
                found.append(int(entry.name))
    return found


@pytest.mark.slow
def test_ctrl_c_ends_every_process_without_a_trace(tmp_path: Path) -> None:
    (tmp_path / "product.yaml").write_text(
        "hegui: product/v1\nproduct: {id: it}\npricing: {credits: [{id: a, periods: 3}]}\n"
    )
    axes = '[{fact: "pricing.credits[a].periods", values: {from: 1, to: 9000, step: 1}}]'
    file(tmp_path, "product.yaml", f"  - vary: {axes}\n")
    env = {**os.environ, "HEGUI_BASE": str(RULES), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    command = [HEGUI, "scenario", "run", "s.hegui.yaml", "--jobs", "2", "--format", "csv"]
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        deadline = time.monotonic() + 60
        while len(members(process.pid)) < 3 and time.monotonic() < deadline:
            time.sleep(0.1)
        time.sleep(1)
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=60)
    deadline = time.monotonic() + 20
    while members(process.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert process.returncode != 0
    assert "Traceback" not in err
    assert members(process.pid) == []


# ---- examples and schema


@pytest.mark.parametrize("name", ["cost-line", "cap-lowered", "segments"])
def test_an_example_comes_out_as_it_expects(name: str, hegui: Hegui, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HEGUI_BASE")
    ran = hegui("scenario", "run", EXAMPLES / f"{name}.hegui.yaml", "--jobs", "1")
    assert ran.code == 0, ran.out


@pytest.mark.parametrize("name", ["cost-line", "cap-lowered", "segments"])
def test_the_schema_admits_every_example(name: str, hegui: Hegui) -> None:
    import yaml

    schema = json.loads(hegui("schema", "scenarios").out)
    Draft202012Validator.check_schema(schema)
    text = (EXAMPLES / f"{name}.hegui.yaml").read_text(encoding="utf-8")
    Draft202012Validator(schema).validate(yaml.load(text, yaml.BaseLoader))  # noqa: S506 - it makes nothing but texts


def test_the_schema_knows_the_words_the_reader_knows(hegui: Hegui) -> None:
    from hegui.decision import VERDICTS
    from hegui.outcomes import OUTCOMES
    from hegui.scenarios.axes import KINDS
    from hegui.scenarios.presets import STRESSES

    parts = json.loads(hegui("schema", "scenarios").out)["$defs"]
    assert set(KINDS) <= set(parts["axis"]["properties"])
    assert parts["axis"]["properties"]["stress"]["enum"] == list(STRESSES)
    assert set(parts["verdict"]["enum"]) == set(VERDICTS)
    assert set(parts["outcome"]["enum"]) == set(OUTCOMES)


def test_every_scenario_of_an_example_runs_by_itself() -> None:
    scenario = read(EXAMPLES / "segments.hegui.yaml")[0]
    assert (scenario.name, scenario.run().as_expected) == ("换客群 · 年轻客群 · 业务量不变", True)
