"""Reads the days that are written on a command line or in a file of waivers. It knows no calendar of its own."""

from __future__ import annotations

import re
from datetime import date

from hegui_adapters.failures import RefusedError

__all__ = ["day_of"]


def day_of(text: str) -> date:
    """A day written `2026-12-01`.

    Raises:
        RefusedError: it is not one.
    """
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise RefusedError(f"“{text}”不是日期，应写作 2026-12-01", f'"{text}" is not a day; write it as 2026-12-01')
