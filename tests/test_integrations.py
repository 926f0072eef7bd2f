"""What other tools start hegui by: held to the schemas those tools publish, and its scripts run as they stand."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from commandline import MANIFESTS, RULES, manifest

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("schema", "file"),
    [("github-actions", "action.yml"), ("gitlab-ci", "templates/hegui.gitlab-ci.yml")],
)
def test_it_keeps_to_the_published_schema(schema: str, file: str) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(ROOT / file)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (ran.returncode, ran.stdout.strip()) == (0, "ok -- validation done")


@pytest.fixture
def products(tmp_path: Path) -> Path:
    for name, text in MANIFESTS.items():
        (tmp_path / name).write_text(manifest(text), encoding="utf-8")
    return tmp_path


def started(script: str, folder: Path, **said: str) -> subprocess.CompletedProcess[str]:
    bash = shutil.which("bash")
    assert bash is not None
    known = {key: value for key, value in os.environ.items() if not key.startswith("HEGUI_")}
    known |= {"PATH": f"{BIN}{os.pathsep}{known['PATH']}", "HEGUI_BASE": str(RULES), **said}
    command = [bash, "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(command, cwd=folder, env=known, capture_output=True, text=True, check=False)


def run_action(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the step as GitHub does: each input, or its default, by the environment."""
    action = read("action.yml")
    step = next(step for step in action["runs"]["steps"] if step["id"] == "check")
    said = {name: inputs.get(name, entry["default"]) for name, entry in action["inputs"].items()}
    environment = {
        key: re.sub(r"\$\{\{ inputs\.([a-z-]+) \}\}", lambda found: said[found[1]], value)
        for key, value in step["env"].items()
    }
    files = {"GITHUB_OUTPUT": "output", "GITHUB_STEP_SUMMARY": "summary.md", "RUNNER_TEMP": "."}
    return started(step["run"], folder, **environment, **{key: str(folder / name) for key, name in files.items()})


@pytest.mark.parametrize(
    ("files", "code"), [("clear.yaml", 0), ("blocked.yaml", 1), ("open.yaml", 5), ("clear.yaml\n\nblocked.yaml\n", 1)]
)
def test_the_action_ends_with_the_code_of_the_check(products: Path, files: str, code: int) -> None:
    ran = run_action(products, files=files)

    assert ran.returncode == code, ran.stderr
    assert (products / "output").read_text().splitlines() == [f"exit-code={code}", "sarif=hegui.sarif"]
    assert (products / "hegui.sarif").stat().st_size
    assert (products / "summary.md").read_text(encoding="utf-8").startswith("<!-- hegui -->")


def test_the_action_annotates_what_blocks(products: Path) -> None:
    ran = run_action(products, files="blocked.yaml")

    assert "::error file=blocked.yaml,line=" in ran.stdout


def test_no_input_of_the_action_becomes_a_command(products: Path) -> None:
    ran = run_action(products, files="$(touch gone).yaml\n`touch gone`\n; touch gone", rules="", lang="zh")

    assert (ran.returncode, (products / "gone").exists()) == (2, False)


def test_inputs_reach_the_script_by_the_environment_alone() -> None:
    scripts = [step["run"] for step in read("action.yml")["runs"]["steps"]]

    assert not any("${{" in script for script in scripts)


@pytest.mark.parametrize(("file", "code"), [("clear.yaml", 0), ("blocked.yaml", 1), ("open.yaml", 5)])
def test_the_job_of_gitlab_writes_its_reports_whatever_is_found(products: Path, file: str, code: int) -> None:
    job = read("templates/hegui.gitlab-ci.yml")["hegui"]
    ran = started("\n".join(job["script"]), products, HEGUI_LANG="zh", HEGUI_FILES=file)

    reports = [*job["artifacts"]["reports"].values(), *job["artifacts"]["paths"]]
    assert ran.returncode == code, ran.stderr
    assert [name for name in reports if not (products / name).is_file()] == []


def test_only_missing_facts_let_a_pipeline_go_on() -> None:
    assert read("templates/hegui.gitlab-ci.yml")["hegui"]["allow_failure"] == {"exit_codes": [5]}


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("product.yaml", True), ("a/manifest.yml", True), ("a/b.hegui.yaml", False), ("a/product.xlsx", True),
        ("rulesets/parameters/lpr.yaml", False), ("products.yaml", False), ("product.yaml.bak", False),
    ],
)  # fmt: skip
def test_the_hook_looks_at_manifests_alone(path: str, wanted: bool) -> None:
    (hook,) = read(".pre-commit-hooks.yaml")

    assert (re.search(hook["files"], path) is not None) is wanted
