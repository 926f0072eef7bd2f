"""Plants faults in a copy of the engine, one at a time, and sees whether the comparison of the ways catches each.

`python tests/plant_faults.py` plants all of them and prints a table. The engine itself is never touched.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import yaml

ENGINE = Path(__file__).parents[1] / "engine"
LISTED = Path(__file__).parent / "agreement" / "faults.yaml"
FUZZ = Path(__file__).with_name("fuzz_agreement.py")
TRIPLES = 5_000
"""How long a fault may stay unseen."""


class Fault(NamedTuple):
    """A mistake one could have made: in which module, instead of what, and what it does wrong."""

    module: str
    right: str
    wrong: str
    what: str


def _read() -> Iterator[Fault]:
    for module, faults in yaml.safe_load(LISTED.read_text()).items():
        for fault in faults:
            yield Fault(module, fault["right"], fault["wrong"], fault["what"])


FAULTS = tuple(_read())


def unplantable() -> list[str]:
    """The faults that the engine no longer says the right of, exactly once."""
    said = {fault: (ENGINE / "hegui" / f"{fault.module}.py").read_text().count(fault.right) for fault in FAULTS}
    return [f"{fault.module}.py says {times} times: {fault.right}" for fault, times in said.items() if times != 1]


def planted(fault: Fault, engine: Path) -> None:
    """Write the fault into a copy of the engine."""
    file = engine / "hegui" / f"{fault.module}.py"
    source = file.read_text()
    if fault.right not in source:
        raise ValueError(f"{fault.module}.py no longer says: {fault.right}")
    file.write_text(source.replace(fault.right, fault.wrong))


def caught(fault: Fault | None, triples: int = TRIPLES) -> str | None:
    """What caught a fault, or None; of no fault, what is wrong without one."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ENGINE, folder, dirs_exist_ok=True)
        if fault is not None:
            planted(fault, Path(folder))
        found = subprocess.run(
            [sys.executable, str(FUZZ), "--stop", "--seed", "1", "--triples", str(triples)],
            env={**os.environ, "PYTHONPATH": folder},
            capture_output=True,
            text=True,
            check=False,
        )
    said = (found.stdout or found.stderr).strip()
    return (said.splitlines() or ["it ended without a word"])[-1] if found.returncode else None


def _timed(fault: Fault | None) -> tuple[str | None, float]:
    started = time.monotonic()
    return caught(fault), time.monotonic() - started


def main() -> int:
    """0 if every fault is caught and nothing is where there is none."""
    if stale := unplantable():
        sys.exit("\n".join(stale))
    started = time.monotonic()
    with ThreadPoolExecutor(2) as pool:
        clean, *results = pool.map(_timed, (None, *FAULTS))
    lines = [
        f"| {f.module} | {f.what} | {by or '**not caught**'} | {took:.1f} s |"
        for f, (by, took) in zip(FAULTS, results, strict=True)
    ]
    missed = sum(by is None for by, _ in results)
    took = time.monotonic() - started
    report = ["| module | fault | caught by | time |", "|---|---|---|---|", *lines]
    report += [
        "",
        f"{len(FAULTS)} faults, {missed} not caught; without a fault: {clean[0] or 'all agree'}; {took:.0f} s",
    ]
    sys.stdout.write("\n".join(report) + "\n")
    return 1 if missed or clean[0] else 0


if __name__ == "__main__":
    sys.exit(main())
