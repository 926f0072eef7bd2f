"""Which language to speak when nobody says: Chinese, unless the environment is English. It holds no text."""

from __future__ import annotations

import os
from typing import Literal

__all__ = ["LANGUAGES", "Lang", "language"]

Lang = Literal["zh", "en"]
LANGUAGES: tuple[Lang, ...] = ("zh", "en")


def language(*asked: str | None) -> Lang:
    """The first of `asked` that names a language, then HEGUI_LANG, then what the locale says."""
    for one in (*asked, os.environ.get("HEGUI_LANG")):
        if one in LANGUAGES:
            return one
    locale = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "en" if locale.lower().startswith("en") else "zh"
