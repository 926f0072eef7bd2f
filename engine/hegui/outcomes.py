"""The words for what a check came to. Nothing here says when."""

from __future__ import annotations

from typing import Final

__all__ = ["MET", "NOT_APPLICABLE", "OUTCOMES", "UNDETERMINED", "VIOLATED"]

VIOLATED: Final = "violated"
UNDETERMINED: Final = "undetermined"
MET: Final = "met"
NOT_APPLICABLE: Final = "not_applicable"
OUTCOMES: Final = (VIOLATED, UNDETERMINED, MET, NOT_APPLICABLE)
