"""Runs the scenarios of a plan, in this process or in several, in the order of the plan. It renders nothing.

A process that dies takes only the scenario it was judging with it: the others are judged by new ones.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator, MutableSequence, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Final

from hegui.rulebook import Rulebook
from hegui.scenarios import Plan, Result, Trouble
from hegui.terms import Bilingual

from hegui_adapters.failures import RefusedError
from hegui_adapters.scenarios.worker import IDLE, Load, judge, judged_here, start

__all__ = ["FEW", "jobs_wanted", "run_plan"]

FEW: Final = 60
"""Up to here starting processes takes longer than judging the scenarios."""
CHUNK: Final = 25
"""Scenarios a process is given at a time: about a quarter of a second's work, so that progress shows and Ctrl-C is prompt."""

Progress = Callable[[int], None]


def jobs_wanted(asked: int | None, scenarios: int) -> int:
    """How many processes to use: as many as asked for, else as many as may run at once, one for a few scenarios."""
    if asked is not None:
        return asked
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return allowed if scenarios > FEW else 1


def run_plan(
    plan: Plan, rules: Rulebook, indexes: Sequence[int], load: Load, *, jobs: int, progress: Progress
) -> list[Result]:
    """The results of the scenarios `indexes`, in that order. `progress` is told how many more are done.

    Args:
        plan: The scenarios.
        rules: The rulebook, for what is judged in this process.
        indexes: Which scenarios.
        load: Gives another process the same plan and rulebook; it must be picklable.
        jobs: How many processes; with 1 everything is judged here.
        progress: Called after every scenario, or after every chunk of them.

    Raises:
        RefusedError: processes cannot be started.
        KeyboardInterrupt: as it came, when no other process is left.
    """
    if jobs == 1:
        return [_told(judged_here(plan, index, rules), progress) for index in indexes]
    found: dict[int, Result] = {}
    left = list(indexes)
    while left:
        suspects = _in_processes(left, load, jobs, found, progress)
        left = [index for index in left if index not in found]
        for index in suspects if left else ():
            found[index] = _alone(plan, index, load)
            progress(1)
        left = [index for index in left if index not in found]
    return [found[index] for index in indexes]


def _told(result: Result, progress: Progress) -> Result:
    progress(1)
    return result


def _in_processes(
    indexes: Sequence[int], load: Load, jobs: int, found: dict[int, Result], progress: Progress
) -> tuple[int, ...]:
    """Judge what can be judged into `found`; if a process dies, the scenarios that were being judged then."""
    chunks = [indexes[at : at + CHUNK] for at in range(0, len(indexes), CHUNK)]
    pool, notes = _pool(min(jobs, len(chunks)), load)
    try:
        with _deaf_children():
            given = [pool.submit(judge, chunk) for chunk in chunks]
        for done in as_completed(given):
            results = done.result()
            found.update((result.index, result) for result in results)
            progress(len(results))
    except BrokenProcessPool:
        suspects = tuple(index for index in notes if index != IDLE and index not in found)
        if not suspects:
            raise RefusedError(
                "情景进程未能启动；请改用 --jobs 1", "the processes for scenarios did not start; try --jobs 1"
            ) from None
        return suspects
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
    return ()


def _pool(jobs: int, load: Load) -> tuple[ProcessPoolExecutor, MutableSequence[int]]:
    context = get_context("spawn")
    notes: MutableSequence[int] = context.RawArray("q", [IDLE] * jobs)
    seats = context.Value("i", 0)
    return ProcessPoolExecutor(jobs, context, start, (load, notes, seats)), notes


@contextmanager
def _deaf_children() -> Iterator[None]:
    """Processes started meanwhile do not hear Ctrl-C, not even before they can say so themselves."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, heard)


def _alone(plan: Plan, index: int, load: Load) -> Result:
    """A scenario in a process of its own: if that dies too, it is the one."""
    pool, _ = _pool(1, load)
    try:
        with _deaf_children():
            given = pool.submit(judge, [index])
        return given.result()[0]
    except BrokenProcessPool:
        scenario = plan[index]
        line = Bilingual(
            "判断此情景的进程意外终止（内存不足或被系统终止）",
            "the process that judged it died (out of memory, or killed)",
        )
        return Result(
            index, scenario.titled, scenario.group_number, scenario.points, scenario.day, trouble=Trouble("crashed", (line,))
        )  # fmt: skip
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
