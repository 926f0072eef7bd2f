"""The exit codes: what each means, and which of several counts. They never change a verdict, and nothing is printed here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal, get_args

from hegui.errors import ManifestError, RuleError, ScenarioError, SourceError, UsageError

if TYPE_CHECKING:
    from hegui.decide import Decision

__all__ = [
    "BLOCKED",
    "CLEAR",
    "INTERNAL",
    "MANIFEST",
    "RULES",
    "UNDETERMINED",
    "USAGE",
    "FailOn",
    "OnUnknown",
    "code_of_decision",
    "code_of_error",
    "worst",
]  # fmt: skip

CLEAR, BLOCKED, USAGE, RULES, MANIFEST, UNDETERMINED, INTERNAL = 0, 1, 2, 3, 4, 5, 70
WORST_FIRST = (INTERNAL, USAGE, RULES, MANIFEST, BLOCKED, UNDETERMINED, CLEAR)

FailOn = Literal["block", "warn", "advise", "none"]
"""The mildest force whose violation makes the command fail."""
OnUnknown = Literal["fail", "warn", "pass"]
"""What a verdict of `undetermined` does to the exit code."""


def worst(codes: Iterable[int]) -> int:
    """The code that counts of several files: 70, 2, 3, 4, 1, 5, 0."""
    return min(codes, key=WORST_FIRST.index, default=CLEAR)


def code_of_error(error: BaseException) -> int:
    """What an error means to whoever started the command; whatever hegui does not raise on purpose is its own fault."""
    if isinstance(error, RuleError):
        return RULES
    if isinstance(error, ManifestError | ScenarioError):
        return MANIFEST
    return USAGE if isinstance(error, SourceError | UsageError) else INTERNAL


def code_of_decision(decision: Decision, fail_on: FailOn = "block", on_unknown: OnUnknown = "fail") -> int:
    if _fails(decision, fail_on):
        return BLOCKED
    return UNDETERMINED if decision.verdict == "undetermined" and on_unknown == "fail" else CLEAR


def _fails(decision: Decision, fail_on: FailOn) -> bool:
    if fail_on == "none":
        return False
    forces = get_args(FailOn)
    stronger = forces[1 : forces.index(fail_on) + 1]
    return decision.blocked or any(decision.having("violated", force) for force in stronger)
