"""Runs the command line as a pipeline would, in the Python that runs these tests."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.fixture(scope="session")
def run_hegui():
    """What a command of hegui comes to: its exit code and what it printed."""

    def run(*words):
        command = [
            sys.executable,
            "-c",
            "from hegui_adapters.cli import main; raise SystemExit(main())",
            *map(str, words),
        ]
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)

    return run
