"""When a message that failed is tried again. Pure: the moment and the chance are arguments.

The delays are those of Standard Webhooks 1.0.0 (operational considerations), so that a receiver may be down over a weekend.
"""

from __future__ import annotations

from typing import Final

__all__ = ["ATTEMPTS", "LONGEST_REST_MS", "due", "rest"]

SECOND: Final = 1000
MINUTE: Final = 60 * SECOND
HOUR: Final = 60 * MINUTE

DELAYS: Final = (
    5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR,
)  # fmt: skip
"""Milliseconds after the first failure, the second, …"""

ATTEMPTS: Final = len(DELAYS) + 1
"""What failed this often is a dead letter."""

JITTER: Final = 0.2
"""At most this part of a delay is added, so that what failed together does not come back together."""

LONGEST_REST_MS: Final = 5 * MINUTE


def due(attempts: int, now: int, chance: float, asked: int = 0) -> int | None:
    """When to try again after `attempts` failures; None if that was the last.

    Args:
        attempts: how often it was tried, at least once.
        now: milliseconds of the Unix epoch, like the answer.
        chance: in [0, 1).
        asked: milliseconds the receiver asked to wait; a day is the most that is heeded.
    """
    if attempts >= ATTEMPTS:
        return None
    delay = max(DELAYS[attempts - 1], min(asked, DELAYS[-1]))
    return now + delay + int(delay * JITTER * chance)


def rest(failures: int, now: int) -> int:
    """Until when a receiver that did not answer is left alone, after `failures` in a row: briefly, since others wait too."""
    return now + min(DELAYS[min(failures, len(DELAYS)) - 1], LONGEST_REST_MS)
