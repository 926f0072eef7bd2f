"""Which refusals go into the log: enough to see what happens, few enough that strangers cannot fill it. It writes nothing.

Whoever knows the address can be refused as often as they like. So the first refusal of a source for a reason is an entry
at once, with all that is known of it; those that follow within a minute are counted, and the count is an entry when the
next one comes after that minute, or when the service ends. Sources and reasons are closed lists (what came to a source
that does not exist counts as one), so the log grows by at most two entries a minute for each pair.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

__all__ = ["Line", "Refusal", "Refusals"]

WINDOW: Final = 60.0
Line = tuple[str, str, str, Mapping[str, object]]
"""An entry to be: kind, actor, subject, payload."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What was refused: of which kind, to whom, where, for what reason; of a submission, its name and what it was."""

    kind: str
    actor: str
    source: str
    reason: str
    id: str | None = None
    body_digest: str | None = None

    def line(self) -> Line:
        said: dict[str, object] = {"reason": self.reason}
        if self.body_digest is not None:
            said.update(id=self.id, body_digest=f"sha256:{self.body_digest}")
        return self.kind, self.actor, self.source, said


@dataclass(slots=True)
class _Window:
    """What came of one kind, source and reason since the entry that told of it."""

    first: Refusal
    since: float
    unsaid: int = field(default=0)

    def lines(self) -> Iterator[Line]:
        if self.unsaid:
            yield (
                self.first.kind,
                self.first.actor,
                self.first.source,
                {"reason": self.first.reason, "more": self.unsaid},
            )


class Refusals:
    """Counts refusals; safe to share between threads."""

    def __init__(self) -> None:
        self._windows: dict[tuple[str, str, str, str], _Window] = {}
        self._lock = Lock()

    def noted(self, refusal: Refusal, now: float) -> list[Line]:
        """What to append to the log for a refusal at `now` (seconds of the Unix epoch)."""
        key = (refusal.kind, refusal.actor, refusal.source, refusal.reason)
        with self._lock:
            window = self._windows.get(key)
            if window is not None and 0 <= now - window.since < WINDOW:  # a clock set back begins anew
                window.unsaid += 1
                return []
            self._windows[key] = _Window(refusal, now)
            return [*(window.lines() if window else ()), refusal.line()]

    def rest(self) -> list[Line]:
        """What was counted and not yet told; called when the service ends."""
        with self._lock:
            windows, self._windows = list(self._windows.values()), {}
        return [line for window in windows for line in window.lines()]
