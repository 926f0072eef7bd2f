"""For tests of the pytest plugin: a project of its own in a folder, and what a run of its suite came to."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from commandline import MANIFESTS, RULES, manifest


@dataclass(frozen=True)
class Suite:
    """A project of somebody else's, judged by the rules of `fixtures/rules`."""

    folder: Path
    cache: Path

    def write(self, files: Mapping[str, str]) -> None:
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def run(self, *arguments: str, code: int | None = None) -> str:
        """What pytest prints for the project in a process of its own."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("HEGUI_", "PYTEST_", "COV_"))}
        ran = subprocess.run(
            [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", *arguments],
            cwd=self.folder,
            env={
                **kept,
                "HEGUI_BASE": str(RULES),
                "XDG_CACHE_HOME": str(self.cache),
                "LANG": "zh_CN.UTF-8",
                "PYTHONDONTWRITEBYTECODE": "1",
            },
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        printed = ran.stdout + ran.stderr
        assert code is None or ran.returncode == code, printed
        return printed


def project(folder: Path, cache: Path) -> Suite:
    """A project with the small products and a configuration that has pytest stop at this folder."""
    suite = Suite(folder, cache)
    suite.write({"pytest.ini": "[pytest]\n", **{name: manifest(text) for name, text in MANIFESTS.items()}})
    return suite
