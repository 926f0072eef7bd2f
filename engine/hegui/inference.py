"""Settles propositional rules by forward chaining on the C core of durable_rules. No value or text of anyone enters it.

The library crashes, coerces and loses facts when it is used plainly; here it is used in one way only. What enters are
the names, rules and limits of `hegui.clauses`, the constant session `s`, message ids `m1`, `m2`, … and the mark `k`.
Every message carries the mark and one rule meets it: the core frees uninitialised memory when a session is deleted in
which nothing ever fired. A session lives for one evaluation, under one lock; a forked child makes its own rulesets.
"""

from __future__ import annotations

import os
import threading
import weakref
from collections import deque
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Final, Protocol, cast

from hegui.clauses import MARK, SESSION, And, Const, Expr, Lit, Or, Program, Ruleset, Stratum, UnitRule, name
from hegui.errors import InferenceError
from hegui.values import FALSE, TRUE, UNKNOWN

__all__ = ["And", "Const", "Core", "Expr", "Lit", "Or", "Stratum", "UnitRule", "available"]

MEMO: Final = 4096
"""Answers remembered for one stratum."""


class _Extension(Protocol):
    """What we use of `durable_rules_engine`."""

    error: type[Exception]

    def create_ruleset(self, name: str, rules: str, /) -> int: ...
    def delete_ruleset(self, handle: int, /) -> None: ...
    def assert_fact(self, handle: int, message: str, /) -> tuple[int, int]: ...
    def start_action_for_state(self, handle: int, state: int, /) -> tuple[str, str] | None: ...
    def complete_and_start_action(self, handle: int, state: int, /) -> str | None: ...
    def delete_state(self, handle: int, session: str, /) -> None: ...


@cache
def _extension() -> _Extension | None:
    try:
        import durable_rules_engine  # here, so that the engine loads where this cannot
    except ImportError:
        return None
    return cast("_Extension", durable_rules_engine)


def available() -> bool:
    """Whether the core can be used here; if not, `Core.settle` raises."""
    return _extension() is not None


_lock = threading.Lock()
_process = 0
"""How many forks lie between this process and the one that imported us: handles of another are not ours to use."""
_doomed: deque[int] = deque()
"""Rulesets nobody can reach any more."""


def _start_over_in_child() -> None:
    global _lock, _process  # noqa: PLW0603  the lock may be held by a thread that does not exist here
    _lock = threading.Lock()
    _process += 1
    _doomed.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_start_over_in_child)


def _drop(handles: list[int], process: int) -> None:
    """Give rulesets up. A garbage collection may call this in the middle of an evaluation, so it never waits."""
    if process != _process:
        return
    _doomed.extend(handles)
    handles.clear()
    if _lock.acquire(blocking=False):
        try:
            _bury()
        finally:
            _lock.release()


def _bury() -> None:
    extension = _extension()
    while _doomed and extension:
        extension.delete_ruleset(_doomed.popleft())


class _Session:
    """The working memory of one ruleset during one evaluation."""

    def __init__(self, extension: _Extension, handle: int, ruleset: Ruleset) -> None:
        self._extension, self._handle, self._ruleset = extension, handle, ruleset
        self._state = -1
        self._posts = 0
        self._held = 0
        self._fired = False

    def chain(self, known: set[str]) -> bool:
        """Post the record if it holds more than when last posted, and add what follows; whether it was posted."""
        held = [text for needed, text in self._ruleset.names.items() if needed in known]
        if len(held) == self._held:
            return False
        self._held = len(held)
        known.update(self._post(held))
        return True

    def _post(self, held: list[str]) -> Iterator[str]:
        self._posts += 1
        message = f'{{"sid":"{SESSION}","id":"m{self._posts}","{MARK}":1,{",".join(held)}}}'
        code, state = self._extension.assert_fact(self._handle, message)
        if code != 0 or self._state not in {-1, state}:
            raise InferenceError(f"the core answered message {self._posts} with code {code} in state {state}")
        self._state = state
        action = self._extension.start_action_for_state(self._handle, state)
        self._fired = self._fired or action is not None
        firing = action[1] if action else None
        if firing is None:
            raise InferenceError(f"the core did not answer message {self._posts}")
        while firing is not None:
            yield self._concluded(firing)
            firing = self._extension.complete_and_start_action(self._handle, state)

    def _concluded(self, firing: str) -> str:
        rule = firing.split('"', 2)[1]
        if rule not in self._ruleset.heads:
            raise InferenceError(f"the core fired {rule}, which is no rule")
        return self._ruleset.heads[rule]

    def close(self) -> bool:
        """Empty the working memory; False if that cannot be done, so that the ruleset has to be given up."""
        if not self._fired:
            return self._posts == 0
        try:
            self._extension.delete_state(self._handle, SESSION)
        except self._extension.error:
            return False
        return True


class _Chainer:
    """A program and its rulesets in the core, which the process that first needs them makes."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._handles: list[int] = []
        self._process = -1

    def settle(self, signals: tuple[int, ...]) -> tuple[int, ...]:
        stratum = self._program.stratum
        known = self._program.facts | _signalled(stratum, signals)
        extension = _extension()
        if extension is None:
            raise InferenceError(f"{stratum.name}: the inference core cannot be imported here")
        try:
            with _lock:
                self._chain(extension, known)
        except extension.error as error:
            raise InferenceError(f"{stratum.name}: {error}") from error
        return tuple(_truth(stratum, unit, known) for unit in range(len(stratum.units)))

    def _chain(self, extension: _Extension, known: set[str]) -> None:
        _bury()
        rulesets = zip(self._made(extension), self._program.rulesets, strict=True)
        sessions = [_Session(extension, handle, ruleset) for handle, ruleset in rulesets]
        try:
            while any(session.chain(known) for session in sessions):
                pass
        finally:
            emptied = [session.close() for session in sessions]
            if not all(emptied):
                self._handles.clear()  # never touched again, not even to delete them

    def _made(self, extension: _Extension) -> list[int]:
        rulesets = self._program.rulesets
        if self._process != _process or len(self._handles) != len(rulesets):
            self._process, self._handles = _process, []
            weakref.finalize(self, _drop, self._handles, _process).atexit = False
            for ruleset in rulesets:
                self._handles.append(extension.create_ruleset("h", ruleset.text()))
        return self._handles


def _signalled(stratum: Stratum, signals: tuple[int, ...]) -> set[str]:
    if len(signals) != stratum.signals or not {FALSE, UNKNOWN, TRUE}.issuperset(signals):
        raise InferenceError(f"{stratum.name}: {signals!r} are not the truths of {stratum.signals} signals")
    return {name("x", i, "t" if value else "f") for i, value in enumerate(signals) if value != UNKNOWN}


def _truth(stratum: Stratum, unit: int, known: set[str]) -> int:
    true, false = name("y", unit, "t") in known, name("y", unit, "f") in known
    if true and false:
        raise InferenceError(f"{stratum.name}: unit {unit} is both true and false")
    return TRUE if true else FALSE if false else UNKNOWN


class Core:
    """One stratum, ready to settle records of its kind. Safe in threads and after fork.

    Raises:
        InferenceError: the stratum names a signal or unit it does not have.
    """

    def __init__(self, stratum: Stratum, memo: int = MEMO) -> None:
        self.stratum = stratum
        self._settled = lru_cache(maxsize=memo)(_Chainer(Program(stratum)).settle)

    def settle(self, signals: Sequence[int]) -> tuple[int, ...]:
        """The truth of every unit, in order of index, given the truth of every signal (FALSE, UNKNOWN or TRUE).

        A pure function of `signals`; the answers last asked for are remembered.

        Raises:
            InferenceError: the core cannot be imported or broke its protocol, or a unit is both true and false.
        """
        return self._settled(tuple(signals))

    def forget(self) -> None:
        """Forget the remembered answers."""
        self._settled.cache_clear()
