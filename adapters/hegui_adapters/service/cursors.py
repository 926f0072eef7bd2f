"""Where a page ended, in a form that callers hand back and do not read. Nothing is kept for it."""

from __future__ import annotations

import base64
import binascii

from hegui_adapters.service.problems import ProblemError

__all__ = ["cursor_of", "place_of"]

LARGEST = 2**63 - 1


def cursor_of(seq: int) -> str:
    return base64.urlsafe_b64encode(b"before %d" % seq).decode().rstrip("=")


def place_of(cursor: str) -> int:
    """The number a cursor stands for.

    Raises:
        ProblemError: this service never gave it.
    """
    try:
        word, _, number = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode().partition(" ")
        seq = int(number)
    except (binascii.Error, ValueError):
        raise ProblemError("bad-cursor") from None
    if word != "before" or not 0 < seq <= LARGEST or cursor_of(seq) != cursor:
        raise ProblemError("bad-cursor")
    return seq
