"""What time it is, as an argument: a test says it, the service asks the machine. Nothing here waits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from hegui.zone import ZONE

__all__ = ["Clock", "day_in_china", "machine", "milliseconds", "stamp"]

Clock = Callable[[], datetime]
"""Gives the moment, with its time zone."""


def machine() -> datetime:
    return datetime.now(ZONE)


def stamp(moment: datetime) -> str:
    """A moment as the log writes it: `2026-12-01T09:30:00.000+08:00`."""
    return moment.astimezone(ZONE).isoformat(timespec="milliseconds")


def milliseconds(clock: Clock) -> Callable[[], int]:
    """The clock as milliseconds of the Unix epoch."""
    return lambda: int(clock().timestamp() * 1000)


def day_in_china(moment: datetime) -> date:
    return moment.astimezone(ZONE).date()
