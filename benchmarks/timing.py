"""Times callables and says what machine it was. It prints nothing and knows nothing of hegui.

What runs in this process is timed in processor time, which neighbours on a shared machine lengthen far less than the clock;
a program that is started is timed by the clock.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from time import perf_counter, thread_time
from typing import TypeVar

__all__ = [
    "Sample", "as_installed", "each", "interleaved", "machine", "resident", "spread", "started", "timed", "versions",
]  # fmt: skip

T = TypeVar("T")


@dataclass(frozen=True)
class Sample:
    """Times of one thing in seconds."""

    times: tuple[float, ...]

    def at(self, share: float) -> float:
        """The time within which this share of the runs ended."""
        ranked = sorted(self.times)
        return ranked[min(len(ranked) - 1, int(share * len(ranked)))]

    @property
    def median(self) -> float:
        return statistics.median(self.times)


def timed(run: Callable[[], object], times: int) -> Sample:
    """One time for every run."""
    return Sample(tuple(_once(run) for _ in range(times)))


def as_installed() -> dict[str, str]:
    """The environment for a program that is to find its modules compiled, as an installed one does."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def started(command: Sequence[str | Path], times: int) -> tuple[Sample, Sample, set[int]]:
    """A program from start to exit: by the clock, in processor time, and the exit codes seen. The run that compiles is not counted."""
    clock, processor, codes = [], [], set()
    env = as_installed()
    subprocess.run(command, env=env, capture_output=True, check=False)
    for _ in range(times):
        before, start = os.times(), perf_counter()
        codes.add(subprocess.run(command, env=env, capture_output=True, check=False).returncode)
        clock.append(perf_counter() - start)
        after = os.times()
        processor.append(after.children_user + after.children_system - before.children_user - before.children_system)
    return Sample(tuple(clock)), Sample(tuple(processor)), codes


def each(run: Callable[[T], object], subjects: Iterable[T], before: Callable[[T], object] | None = None) -> Sample:
    """One time for every subject; what happens `before` is not counted."""
    found = []
    for subject in subjects:
        if before is not None:
            before(subject)
        start = thread_time()
        run(subject)
        found.append(thread_time() - start)
    return Sample(tuple(found))


def interleaved(runs: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, Sample]:
    """Each in turn, round after round, so that a busy moment of the machine hits all of them."""
    found: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            found[name].append(_once(run))
    return {name: Sample(tuple(times)) for name, times in found.items()}


def _once(run: Callable[[], object]) -> float:
    start = thread_time()
    run()
    return thread_time() - start


def spread(sample: Sample, unit: Callable[[float], str]) -> str:
    """`1.2 ms (1.1–1.9)`: median, and where nine of ten runs lie."""
    return f"{unit(sample.median)} ({unit(sample.at(0.05))} to {unit(sample.at(0.95))})"


def resident() -> float:
    """Memory of this process in MB, as the system counts it."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        import resource

        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


def machine() -> str:
    """Cores, processor and interpreter, and how busy it was before anything ran here."""
    load = f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    parts = (f"{os.cpu_count()} cores", _processor(), platform.system(), f"Python {platform.python_version()}", load)
    return ", ".join(part for part in parts if part)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def versions(names: Sequence[str]) -> dict[str, str]:
    found = {}
    for name in names:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found
