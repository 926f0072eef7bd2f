"""Work that takes longer than a request: in a thread of its own, one of a kind at a time, its progress told meanwhile.

What it came to is an entry of the log, so that any process can tell of it; only its progress is of this process.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, Literal
from uuid import uuid4

from sqlalchemy import select

from hegui_adapters.service.clock import stamp
from hegui_adapters.service.parts import Parts
from hegui_adapters.service.problems import ProblemError
from hegui_adapters.store import tables
from hegui_adapters.store.database import StoreUnavailableError

__all__ = ["Asking", "Came", "Work", "Works", "logged"]

Kind = Literal["log.examined", "log.replayed"]
KINDS: Final[tuple[Kind, ...]] = ("log.examined", "log.replayed")
KEPT: Final = 16
Outcome = Literal["running", "failed", "holds", "broken", "same", "different", "not_replayable"]
WORDED: Final[Mapping[Kind, tuple[Outcome, Outcome]]] = {
    "log.examined": ("holds", "broken"),
    "log.replayed": ("same", "different"),
}
Came = Mapping[str, object]
"""What work came to, as the log tells it."""

log = logging.getLogger("hegui.service")


@dataclass(frozen=True, slots=True)
class Asking:
    """What is to be done: `kind` is that of its entry in the log, `about` tells apart what one kind may concern."""

    kind: Kind
    by: str
    about: str = ""
    total: int = 0


@dataclass(slots=True)
class Work:
    """Work under way or done: `done` steps of all, `came` once it ended."""

    id: str
    asking: Asking
    began: str
    done: int = 0
    came: Came | None = None

    @property
    def outcome(self) -> Outcome:
        """How it stands, in a word."""
        if self.came is None:
            return "running"
        if "failed" in self.came:
            return "failed"
        held = self.came.get("holds" if self.asking.kind == "log.examined" else "same")
        good, bad = WORDED[self.asking.kind]
        return "not_replayable" if held is None else good if held else bad


class Works:
    """The work of a process, that which ended last included."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[str, Work] = {}

    def find(self, work_id: str) -> Work | None:
        return self._known.get(work_id)

    def newest(self, kind: Kind) -> Work | None:
        """The work of a kind that was begun last."""
        return next((one for one in reversed([*self._known.values()]) if one.asking.kind == kind), None)

    def begin(self, parts: Parts, asking: Asking, task: Callable[[Work], Came]) -> Work:
        """Begin, or join the same where it is under way.

        Raises:
            ProblemError: something else of this kind is under way.
        """
        with self._lock:
            last = self.newest(asking.kind)
            if last is not None and last.came is None:
                if last.asking.about == asking.about:
                    return last
                raise ProblemError(
                    "not-possible", "另一项正在进行，请待其结束", "another one is under way; wait until it has ended"
                )
            work = Work(uuid4().hex, asking, stamp(parts.clock()))
            self._known[work.id] = work
            for stale in [one.id for one in self._known.values() if one.came is not None][:-KEPT]:
                del self._known[stale]
        threading.Thread(target=_done, args=(parts, work, task), name=asking.kind, daemon=True).start()
        return work


def _done(parts: Parts, work: Work, task: Callable[[Work], Came]) -> None:
    try:
        came = task(work)
    except Exception as error:
        log.exception("%s failed", work.asking.kind)
        told = f"{type(error).__name__}: {error}"[:300]
        came = {"failed": True, "lines": {"zh": [told], "en": [told]}}
    with suppress(StoreUnavailableError):  # what it came to is told all the same
        parts.recorder.audited([(work.asking.kind, work.asking.by, work.id, came)])
    work.came = came


def logged(parts: Parts, work_id: str) -> Work | None:
    """Work of any process that ended, as the log tells it."""
    rows = tables.entries.c
    wanted = select(rows.kind, rows.actor, rows.at, rows.payload).where(rows.subject == work_id, rows.kind.in_(KINDS))
    with parts.database.reading() as connection:
        found = connection.execute(wanted.limit(1)).one_or_none()
    if found is None:
        return None
    return Work(work_id, Asking(found.kind, found.actor), found.at, came=json.loads(found.payload))
