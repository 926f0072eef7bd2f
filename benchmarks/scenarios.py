"""How long 5,000 scenarios take, judged here and in processes: `python benchmarks/scenarios.py`. The results must be alike.

A grid of an instalment loan: ten moves of the LPR, twenty terms, twenty-five rates. It fails only if one process and
several come to different results.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from hegui.rulebook import Rulebook
from hegui.scenarios import Result, read
from hegui_adapters.commands.scenario import load_again
from hegui_adapters.scenarios.running import run_plan
from hegui_adapters.settings import Settings

ROOT = Path(__file__).parents[1]
GRID = """hegui: scenarios/v1
manifest: {manifest}
as_of: 2026-12-20
scenarios:
  - set: {{"pricing.credits[*].tiers": none}}
    vary:
      - {{parameter: lpr.1y, from: 2026-12-01, add: {{from: -50bp, to: 40bp, step: 10bp}}}}
      - {{fact: "pricing.credits[*].periods", values: {{from: 3, to: 60, step: 3}}}}
      - fact: ["pricing.credits[*].nominal_rate", "pricing.credits[*].stated_annual_rate"]
        values: {{from: 12% per year, to: 24% per year, step: 50bp}}
"""


def main() -> int:
    """Print the figures; 1 where the results differ."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "grid.hegui.yaml"
        file.write_text(GRID.format(manifest=ROOT / "examples" / "appliance-instalment" / "manifest.yaml"), "utf-8")
        return _measured(file)


def _measured(file: Path) -> int:
    rules = Rulebook.load()
    started = time.perf_counter()
    plan = read(file, rules)
    print(
        f"{len(plan)} scenarios read in {(time.perf_counter() - started) * 1000:.0f} ms; load {os.getloadavg()[0]:.1f}"
    )
    found: list[list[Result]] = []
    for jobs in (1, 2):
        started, used = time.perf_counter(), os.times()
        indexes = range(len(plan))
        load = partial(load_again, str(file), Settings())
        found.append(run_plan(plan, rules, indexes, load, jobs=jobs, progress=lambda _: None))
        took, now = time.perf_counter() - started, os.times()
        spent = now.user + now.children_user - used.user - used.children_user
        print(f"{jobs} process(es): {took:.1f} s, {len(plan) / took:.0f} a second; processor time {spent:.1f} s")
    alike = found[0] == found[1]
    print("results alike" if alike else "RESULTS DIFFER")
    return 0 if alike else 1


if __name__ == "__main__":
    sys.exit(main())
