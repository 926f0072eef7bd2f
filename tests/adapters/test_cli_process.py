"""The command as a process of its own: streams, pipes, what is imported."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from commandline import MANIFESTS, RULES, manifest

HEGUI = [sys.executable, "-c", "import sys; from hegui_adapters.cli import main; sys.exit(main())"]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "blocked.yaml").write_text(manifest(MANIFESTS["blocked.yaml"]), encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HEGUI_", "LC_", "FORCE_"))}
    return {**kept, "HEGUI_BASE": str(RULES), "LANG": "zh_CN.UTF-8", "XDG_CACHE_HOME": str(tmp_path / "cache")}


def test_results_and_the_rest_go_apart_and_the_code_is_the_verdict(tmp_path: Path, environment: dict[str, str]) -> None:
    ran = subprocess.run(
        [*HEGUI, "check", "blocked.yaml"], cwd=tmp_path, env=environment, capture_output=True, check=False
    )

    assert (ran.returncode, ran.stderr) == (1, b"")
    assert "结论：存在阻断项，不得上线" in ran.stdout.decode()


def test_standard_input_is_read(tmp_path: Path, environment: dict[str, str]) -> None:
    with (tmp_path / "blocked.yaml").open("rb") as stdin:
        ran = subprocess.run(
            [*HEGUI, "check", "-", "--quiet"],
            cwd=tmp_path,
            env=environment,
            stdin=stdin,
            capture_output=True,
            check=False,
        )

    assert (ran.returncode, ran.stdout, ran.stderr) == (1, b"", b"")


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path, environment: dict[str, str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as gone:
        ran = subprocess.run(
            [*HEGUI, "check", "blocked.yaml"],
            cwd=tmp_path,
            env=environment,
            stdout=gone,
            stderr=subprocess.PIPE,
            check=False,
        )

    assert (ran.returncode, ran.stderr) == (1, b"")


def test_a_terminal_of_another_encoding_shows_escapes(tmp_path: Path, environment: dict[str, str]) -> None:
    narrow = {**environment, "PYTHONIOENCODING": "ascii"}
    ran = subprocess.run([*HEGUI, "check", "blocked.yaml"], cwd=tmp_path, env=narrow, capture_output=True, check=False)

    assert (ran.returncode, ran.stdout[:12]) == (1, b"\\u4ea7\\u54c1")


def test_a_pipe_loads_no_terminal_library(tmp_path: Path, environment: dict[str, str]) -> None:
    program = (
        "import sys; from hegui_adapters.cli import main; main(['check', 'blocked.yaml']);"
        "sys.stderr.write(str('rich' in sys.modules))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=environment, capture_output=True, check=False
    )

    assert ran.stderr == b"False"


@pytest.mark.parametrize("library", ["hegui.rulebook", "durable_rules_engine"])
def test_help_loads_no_engine(environment: dict[str, str], library: str) -> None:
    program = f"import sys; from hegui_adapters.cli import main; main(['--help']); sys.stderr.write(str({library!r} in sys.modules))"
    ran = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=False)

    assert ran.stderr == b"False"
