"""A project of its own for every test of the plugin."""

from __future__ import annotations

from pathlib import Path

import pytest
from foreign import Suite, project


@pytest.fixture
def suite(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Suite:
    return project(tmp_path, tmp_path_factory.getbasetemp() / "cache")
