"""What the pytest plugin costs a suite that never asked for it: `pytest --collect-only` of an empty suite, with and without.

python benchmarks/plugin.py [runs]            # the import alone: with and with `-p no:hegui`
python benchmarks/plugin.py --whole [runs]    # all of it: hegui's entry points are put aside and back again between runs

The second wants an environment of its own with the wheel installed: an editable install has a list of files of a few lines.
And whether a foreign suite comes out the same: `python benchmarks/plugin.py --suite FOLDER`, a project unpacked from its
source distribution, run with and without the plugin. Nothing is fetched.
"""

from __future__ import annotations

import re
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.metadata import distribution
from pathlib import Path

WITHOUT = ("-p", "no:hegui")
RUNS = 40


def timed(folder: str, *more: str) -> float:
    """Milliseconds of processor time of one collection. Other plugins stay out, so that they do not blur the figure."""
    others = ("-p", "no:schemathesis", "-p", "no:hypothesispytest", "-p", "no:xdist", "-p", "no:cacheprovider")
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", *others, *more]
    before = _used()
    subprocess.run(command, cwd=folder, capture_output=True, check=False)
    return _used() - before


def _used() -> float:
    """What the processes started so far have used: waiting for a busy machine is not counted."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (spent.ru_utime + spent.ru_stime) * 1000


def start_up(runs: int) -> None:
    """Medians of runs that take turns, so that a busy machine slows both alike."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "pytest.ini").write_text("[pytest]\n")
        told(runs, [(timed(folder), timed(folder, *WITHOUT)) for _ in range(runs + 1)][1:])


def told(runs: int, pairs: Sequence[tuple[float, float]]) -> None:
    with_it, without = (statistics.median(times) for times in zip(*pairs, strict=True))
    paired = statistics.median(one - other for one, other in pairs)
    print(
        f"{runs} runs: {with_it:.0f} ms with the plugin, {without:.0f} ms without; median of the differences {paired:.1f} ms"
    )


def whole(runs: int) -> None:
    """The same, pytest's reading of the installed files included, which `-p no:hegui` does not spare."""
    found = distribution("hegui")
    entries = next(Path(str(one.locate())) for one in found.files or () if one.name == "entry_points.txt")
    aside = entries.with_suffix(".aside")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "pytest.ini").write_text("[pytest]\n")

        def without() -> float:
            entries.rename(aside)
            try:
                return timed(folder)
            finally:
                aside.rename(entries)

        told(runs, [(timed(folder), without()) for _ in range(runs + 1)][1:])
    print(f"{len(found.files or ())} files installed")


def outcomes(folder: Path, *more: str) -> dict[str, str]:
    """How every test of a suite ended."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-rA",
        "--tb=no",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:schemathesis",
    ]
    ran = subprocess.run([*command, *more], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    found = re.findall(r"^(PASSED|FAILED|ERROR|SKIPPED|XFAIL|XPASS) (.+?)(?: - .*)?$", ran.stdout, re.MULTILINE)
    print(ran.stdout.strip().splitlines()[-1])
    return {name: outcome for outcome, name in found}


def foreign(folder: Path) -> int:
    with_it, without = outcomes(folder), outcomes(folder, *WITHOUT)
    differing = {name for name in with_it.keys() | without.keys() if with_it.get(name) != without.get(name)}
    print(f"{len(with_it)} outcomes, {len(differing)} differ", *sorted(differing))
    return bool(differing) or not with_it


if __name__ == "__main__":
    if sys.argv[1:2] == ["--suite"]:
        sys.exit(foreign(Path(sys.argv[2])))
    numbers = [int(one) for one in sys.argv[1:] if one.isdigit()] or [RUNS]
    (whole if "--whole" in sys.argv else start_up)(numbers[0])
