"""What runs in each process: a rulebook loaded once, a plan read once, scenarios by number. It starts no process itself.

Everything a process needs is handed to it when it starts, so that it works whether it was spawned or forked.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, MutableSequence, Sequence
from multiprocessing.sharedctypes import Synchronized
from typing import Final

from hegui.rulebook import Rulebook
from hegui.scenarios import Plan, Result, Trouble
from hegui.terms import Bilingual

__all__ = ["IDLE", "Load", "judge", "judged_here", "start"]

IDLE: Final = -1
"""What a process notes while it judges no scenario."""

Load = Callable[[], tuple[Plan, Rulebook]]


class _Bench:
    """What one process works with; `notes[slot]` says to whoever looks at it which scenario is being judged."""

    plan: Plan
    rules: Rulebook
    notes: MutableSequence[int]
    slot: int


_bench = _Bench()


def start(load: Load, notes: MutableSequence[int], seats: Synchronized[int]) -> None:
    """Make a process ready. Ctrl-C is for the one that started it: that one ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with seats.get_lock():
        _bench.slot, seats.value = seats.value, seats.value + 1
    _bench.notes = notes
    _bench.plan, _bench.rules = load()


def judge(indexes: Sequence[int]) -> list[Result]:
    """Judge some scenarios of the plan, noting before each which it is."""
    found: list[Result] = []
    for index in indexes:
        _bench.notes[_bench.slot] = index
        found.append(judged_here(_bench.plan, index, _bench.rules))
    _bench.notes[_bench.slot] = IDLE
    return found


def judged_here(plan: Plan, index: int, rules: Rulebook) -> Result:
    """What a scenario comes to; an error nobody expected becomes its result, so that the others are not lost."""
    scenario = plan[index]
    try:
        return scenario.run(rules)
    except Exception as error:  # noqa: BLE001 - told with the scenario it belongs to, as exit code 70
        what = f"{type(error).__name__}: {error}".splitlines()[0]
        line = Bilingual(f"内部错误（{what}），请报告此问题", f"internal error ({what}); please report it")
        return Result(
            index, scenario.titled, scenario.group_number, scenario.points, scenario.day, trouble=Trouble("internal", (line,))
        )  # fmt: skip
