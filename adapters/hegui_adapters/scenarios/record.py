"""Scenarios as JSON for programs. Numbers are decimal strings; every what-if says that it is one."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import cast

from hegui.body import data_of
from hegui.scenarios import Result

from hegui_adapters.scenarios.gathering import Run

__all__ = ["SCHEMA", "scenarios_json"]

SCHEMA = "urn:hegui:schema:scenario-run:v1"


def scenarios_json(runs: Sequence[Run]) -> str:
    return json.dumps({"schema": SCHEMA, "files": [_file(run) for run in runs]}, ensure_ascii=False, indent=1)


def _file(run: Run) -> Mapping[str, object]:
    manifest = run.plan.manifest
    return {
        "file": run.plan.file,
        "title": data_of(run.plan.title),
        "manifest": {"id": manifest.product_id, "digest": f"sha256:{manifest.digest}"},
        "rulebook": {"version": run.rulebook, "digest": f"sha256:{run.rules_digest}"},
        "engine": run.engine,
        "counts": {**run.counts, "expected": run.expected, "missed": len(run.missed), "what_if": len(run.supposing)},
        "groups": [
            {"name": data_of(group.name) if group.name else None, "axes": [
                {"id": axis.id, "name": data_of(axis.name), "points": [data_of(point.name) for point in axis.points]}
                for axis in group.axes
            ]}
            for group in run.plan.groups
        ],
        "scenarios": [_scenario(result) for result in run.results],
        "pivots": data_of(run.pivots),
        "turns": data_of(run.turns),
    }  # fmt: skip


def _scenario(result: Result) -> Mapping[str, object]:
    told = cast("Mapping[str, object]", data_of(result))
    return {**told, "what_if": bool(result.what_ifs), "as_expected": result.as_expected, "rules": list(result.rules)}
