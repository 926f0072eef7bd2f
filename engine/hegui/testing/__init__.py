"""What a team's own tests ask for: manifests to try, pairs near a rule, cases to run over. It runs no test itself.

    from hegui.testing import manifests, near_boundary, over_manifests

Strategies need Hypothesis (`pip install 'hegui[testing]'`), the cases to run over need pytest; each is imported when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hegui.testing.boundaries import Pair, pairs_of
    from hegui.testing.domains import DOMAINS
    from hegui.testing.drawing import manifests, near_boundary
    from hegui.testing.running import over, over_days, over_manifests
    from hegui.testing.stating import with_facts
    from hegui.values import NONE

__all__ = [
    "DOMAINS", "NONE", "Pair", "manifests", "near_boundary", "over", "over_days", "over_manifests", "pairs_of", "with_facts",
]  # fmt: skip

_HOME = {
    "DOMAINS": "hegui.testing.domains",
    "NONE": "hegui.values",
    "Pair": "hegui.testing.boundaries",
    "pairs_of": "hegui.testing.boundaries",
    "with_facts": "hegui.testing.stating",
    **dict.fromkeys(("manifests", "near_boundary"), "hegui.testing.drawing"),
    **dict.fromkeys(("over", "over_days", "over_manifests"), "hegui.testing.running"),
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
