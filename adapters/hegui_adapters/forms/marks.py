"""The grey marks by which the questionnaire is read again, wherever rows and sheets were moved to. Names only."""

from __future__ import annotations

from typing import Final

__all__ = ["DATA", "EVIDENCE", "MARK", "NUMBER", "PARENT", "SECTIONS_MARK"]

MARK: Final = "hegui:"
"""What the mark of a sheet begins with; the record type it is about follows."""
SECTIONS_MARK: Final = "#sections"
EVIDENCE: Final = "#evidence"
NUMBER, PARENT = "#no", "#of"
DATA: Final = 4
"""Rows of a table above the first of its elements."""
