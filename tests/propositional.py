"""Propositional strata for the tests of the inference core: made at random, and settled again without the core."""

from __future__ import annotations

import contextlib
import os
import random
import threading
import warnings
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hegui import inference
from hegui.inference import And, Const, Core, Expr, Lit, Or, Stratum, UnitRule
from hegui.values import FALSE, NOT, TRUE, UNKNOWN

TRUTHS = (FALSE, UNKNOWN, TRUE)


def seeded(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311  the same cases in every run


def signal(index: int, *, positive: bool = True) -> Lit:
    return Lit("signal", index, positive)


def unit(index: int, *, positive: bool = True) -> Lit:
    return Lit("unit", index, positive)


def negated(expr: Expr) -> Expr:
    match expr:
        case Lit(kind, index, positive):
            return Lit(kind, index, not positive)
        case And(parts):
            return Or(tuple(map(negated, parts)))
        case Or(parts):
            return And(tuple(map(negated, parts)))
        case Const(value):
            return Const(not value)


def stratum(signals: int, *whens: Expr) -> Stratum:
    """Unit i is true when the i-th expression is and false when it is not."""
    return Stratum("test", signals, tuple(UnitRule(i, when, negated(when)) for i, when in enumerate(whens)))


def random_expr(rng: random.Random, signals: int, below: int, depth: int) -> Expr:
    if depth == 0 or rng.random() < 0.25:
        if rng.random() < 0.05:
            return Const(rng.random() < 0.5)
        if below and rng.random() < 0.5:
            return unit(rng.randrange(below), positive=rng.random() < 0.7)
        return signal(rng.randrange(signals), positive=rng.random() < 0.7)
    parts = tuple(random_expr(rng, signals, below, depth - 1) for _ in range(rng.randint(0 if depth == 1 else 1, 4)))
    return And(parts) if rng.random() < 0.5 else Or(parts)


def random_stratum(rng: random.Random, units: int = 10) -> Stratum:
    """Units that depend on signals and on units before them, up to as deep as there are units."""
    signals = rng.randint(1, 12)
    return stratum(signals, *(random_expr(rng, signals, i, rng.randint(0, 3)) for i in range(rng.randint(1, units))))


def random_signals(rng: random.Random, size: int) -> tuple[int, ...]:
    return tuple(rng.choice(TRUTHS) for _ in range(size))


def kleene(stratum: Stratum, signals: Sequence[int]) -> tuple[int, ...]:
    """The truths by Kleene's tables, unit after unit; each may depend on those before it only."""
    units: list[int] = []

    def truth(expr: Expr) -> int:
        match expr:
            case Const(value):
                return TRUE if value else FALSE
            case Lit(kind, index, positive):
                known = signals[index] if kind == "signal" else units[index]
                return known if positive else NOT[known]
            case And(parts):
                return min(map(truth, parts), default=TRUE)
            case Or(parts):
                return max(map(truth, parts), default=FALSE)

    for rule in stratum.units:
        units += [truth(rule.true)]
    return tuple(units)


def derivable(stratum: Stratum, signals: Sequence[int]) -> list[tuple[bool, bool]]:
    """For each unit whether it can be shown true and shown false, by repeating until nothing follows any more."""
    shown = [(False, False)] * len(stratum.units)

    def holds(expr: Expr) -> bool:
        match expr:
            case Const(value):
                return value
            case Lit("signal", index, positive):
                return signals[index] == (TRUE if positive else FALSE)
            case Lit(_, index, positive):
                return shown[index][not positive]
            case And(parts):
                return all(map(holds, parts))
            case Or(parts):
                return any(map(holds, parts))

    while (following := [(holds(rule.true), holds(rule.false)) for rule in stratum.units]) != shown:
        shown = following
    return shown


class Spy:
    """Stands before the real core and keeps what passes; any function the fence does not use is out of reach."""

    def __init__(self) -> None:
        core: Any = inference._extension()
        self._core = core
        self.error = core.error
        self.calls: list[tuple[Any, ...]] = []
        self.rulesets: dict[int, str] = {}
        self.messages: list[str] = []
        self.firings: list[str] = []
        self.live: set[int] = set()
        self.deleted: list[int] = []

    def create_ruleset(self, name: str, rules: str) -> int:
        handle: int = self._core.create_ruleset(name, rules)
        self.rulesets[handle] = rules
        return handle

    def delete_ruleset(self, handle: int) -> None:
        assert handle not in self.live
        self.deleted.append(handle)
        self._core.delete_ruleset(handle)

    def assert_fact(self, handle: int, message: str) -> tuple[int, int]:
        self.calls.append(("assert_fact", handle))
        self.messages.append(message)
        self.live.add(handle)
        answer: tuple[int, int] = self._core.assert_fact(handle, message)
        return answer

    def start_action_for_state(self, handle: int, state: int) -> Any:
        self.calls.append(("start", handle))
        action = self._core.start_action_for_state(handle, state)
        self.firings += [action[1]] if action else []
        return action

    def complete_and_start_action(self, handle: int, state: int) -> Any:
        firing = self._core.complete_and_start_action(handle, state)
        self.calls.append(("complete" if firing else "drained", handle))
        self.firings += [firing] if firing else []
        return firing

    def delete_state(self, handle: int, session: str) -> None:
        self.calls.append(("delete_state", handle))
        self.live.discard(handle)
        self._core.delete_state(handle, session)


def traffic_of(patch: pytest.MonkeyPatch) -> Spy:
    """All that passed between fence and core while random and wide strata settled."""
    spy = Spy()
    patch.setattr(inference, "_extension", lambda: spy)
    rng = seeded(28)
    for program in [*(random_stratum(rng) for _ in range(60)), all_at_once(200)]:
        core = Core(program)
        for _ in range(5):
            core.settle(random_signals(rng, program.signals))
    return spy


def all_at_once(size: int) -> Stratum:
    """Units that one signal settles together, and one that needs them all."""
    return stratum(1, *[signal(0)] * size, And(tuple(unit(i) for i in range(size))))


def child(check: Callable[[], bool]) -> int:
    """The exit code of a forked child: 0 if the check holds there."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the runner may have threads of its own
        process = os.fork()
    if process == 0:
        with contextlib.suppress(BaseException):
            os._exit(0 if check() else 1)
        os._exit(2)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def at_once(check: Callable[[int], bool], threads: int = 8) -> bool:
    """Whether a check holds in every one of several threads that start together."""
    start = threading.Barrier(threads)

    def run(number: int) -> bool:
        start.wait()
        return check(number)

    with ThreadPoolExecutor(threads) as pool:
        return all(pool.map(run, range(threads)))


def settles_right(seed: int, core: Core | None = None, rounds: int = 100) -> bool:
    rng = seeded(seed)
    core = core or Core(random_stratum(rng), memo=0)
    cases = [random_signals(rng, core.stratum.signals) for _ in range(rounds)]
    return all(core.settle(case) == kleene(core.stratum, case) for case in cases)
