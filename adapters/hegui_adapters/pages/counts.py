"""What a manifest comes to in five numbers, as every page and the text report count. It counts no findings itself."""

from __future__ import annotations

from collections.abc import Mapping, Sized
from dataclasses import dataclass

__all__ = ["Count", "counted"]


@dataclass(frozen=True, slots=True)
class Count:
    """How it looks, how many, and its word."""

    look: str
    number: int
    key: str


def counted(items: Mapping[str, Sized], needed: int, met: int) -> tuple[Count, ...]:
    """Things to mend by their force, facts that are asked for because something may block, checks that are met."""
    return (
        Count("block", len(items["block"]), "block"),
        Count("open", needed, "outcome.undetermined"),
        Count("warn", len(items["warn"]), "warn"),
        Count("advise", len(items["advise"]), "advise"),
        Count("met", met, "outcome.met"),
    )
