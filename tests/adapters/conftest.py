"""Runs the command line in this process, in a folder of its own, on a rulebook of a few rules, with a known environment."""

from __future__ import annotations

import os
from pathlib import Path
from shutil import copytree

import pytest
from commandline import MANIFESTS, RULES, Hegui, Ran, manifest
from hegui_adapters.cli import main


@pytest.fixture
def hegui(
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Hegui:
    """`hegui("check", "clear.yaml")`, in an empty folder with the manifests above."""
    for name in [
        name for name in os.environ if name.startswith(("HEGUI_", "LC_")) or name in ("NO_COLOR", "FORCE_COLOR")
    ]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.setenv("HEGUI_BASE", str(RULES))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
    monkeypatch.chdir(tmp_path)
    for name, text in MANIFESTS.items():
        (tmp_path / name).write_text(manifest(text), encoding="utf-8")

    def run(*arguments: str | Path) -> Ran:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    return run


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A copy of the fixture rules, to be broken."""
    return copytree(RULES, tmp_path / "own-rules")
