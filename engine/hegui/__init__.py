"""hegui says whether anything a fintech product declares about itself stands in the way of its launch.

    decision = hegui.check("product.yaml", as_of=date(2026, 12, 1))
    decision.verdict            # "blocked", "undetermined" or "clear"
    decision.findings           # every check, with law, line and remedy
    hegui.rates.cost(credit)    # what a loan costs

The names below are the library. They are imported when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from hegui._version import __version__

if TYPE_CHECKING:
    from hegui import rates, scenarios
    from hegui.checking import check, check_document
    from hegui.decide import Decision
    from hegui.decision import Finding, Plan, Question, Waiver
    from hegui.errors import HeguiError, ManifestError, Problem, RuleError, SourceError, UsageError
    from hegui.manifest.reading import Manifest, read_manifest
    from hegui.rulebook import Rulebook

__all__ = [
    "Decision", "Finding", "HeguiError", "Manifest", "ManifestError", "Plan", "Problem", "Question", "RuleError", "Rulebook",
    "SourceError", "UsageError", "Waiver", "__version__", "check", "check_document", "rates", "read_manifest", "scenarios",
]  # fmt: skip

_HOME = {
    "check": "checking",
    "check_document": "checking",
    "Decision": "decide",
    "Finding": "decision",
    "Plan": "decision",
    "Question": "decision",
    "Waiver": "decision",
    "Manifest": "manifest.reading",
    "read_manifest": "manifest.reading",
    "Rulebook": "rulebook",
    **dict.fromkeys(("HeguiError", "ManifestError", "Problem", "RuleError", "SourceError", "UsageError"), "errors"),
}


def __getattr__(name: str) -> object:
    if name in ("rates", "scenarios"):
        return import_module(f"hegui.{name}")
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"hegui.{_HOME[name]}"), name)
