"""The stages of a product's life, in order, and what leads into each. It judges nothing."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

__all__ = ["BEFORE_CUSTOMERS", "ENTERED_BY", "FACING", "FOLDER", "GATES", "SERVING", "next_gate"]

GATES = ("idea", "design", "development", "testing", "pilot", "grey_release", "launched", "changed", "retired")
"""The gates a product goes through. A change is a gate of its own: what is launched may not become another by itself."""

FOLDER = "lifecycle"
"""The folder of the rules that stand before stages; the path names their measures begin with."""

BEFORE_CUSTOMERS = ("idea", "design", "development", "testing")
"""The stages at the desk, in order."""

SERVING = ("pilot", "grey_release", "launched")
"""The stages in which customers are served, in order: what must be filed before a launch must be filed before the first."""

FACING = (*SERVING, "changed")
"""The gates at which every check of the product counts as well: from here on customers bear what is wrong."""

ENTERED_BY: Mapping[str, str] = {
    "proposed": "idea",
    "design_started": "design",
    "development_started": "development",
    "testing_started": "testing",
    "pilot_started": "pilot",
    "grey_released": "grey_release",
    "launched": "launched",
    "suspended": "suspended",
    "retired": "retired",
}
"""The event by which each stage begins. A product that is resumed goes back to where it was."""

_AFTER: Mapping[str, str] = {
    **dict(pairwise(GATES)),
    "suspended": "launched",
}


def next_gate(stage: str | None) -> str | None:
    """The gate before the stage that follows; None after the last, or where nothing says where the product is."""
    if stage in (None, "retired", "changed"):
        return None
    return _AFTER.get(str(stage))
