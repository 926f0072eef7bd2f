"""Builds the wheel with all files of the rules as one (`hegui.loading.packing`). An editable install reads them where they lie."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
sys.path.insert(0, str(ROOT / "engine"))
from hegui.loading.packing import PACK, packed  # noqa: E402 - the package that is being built


class CustomBuildHook(BuildHookInterface[Any]):
    """Hatch looks for it under this name."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        rules = ROOT / "rulesets"
        found = {file.relative_to(rules).as_posix(): file.read_bytes() for file in rules.rglob("*.yaml")}
        self._folder = tempfile.TemporaryDirectory()
        made = Path(self._folder.name) / PACK
        made.write_bytes(packed(found))
        build_data["force_include"][str(made)] = f"hegui/rulesets/{PACK}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        del build_data, artifact_path
        if version != "editable":
            self._folder.cleanup()
