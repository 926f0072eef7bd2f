"""Taking the rules anew while the service runs: all of them or, where they cannot be used, none. It restarts nothing."""

from __future__ import annotations

import os
import signal
from typing import Final

import structlog
from hegui.errors import SourceError, UsageError

from hegui_adapters.service.parts import Parts
from hegui_adapters.service.problems import Flaw, ProblemError
from hegui_adapters.service.settings import SUPERVISOR

__all__ = ["by_signal", "reload", "tell_the_others"]

SIGNAL: Final = "operator:SIGHUP"
MOST_TOLD: Final = 20

log = structlog.get_logger("hegui.service")


def reload(parts: Parts, by: str) -> bool:
    """Load the rules as they stand in their folders; whether they differ from those before. The log tells of a change.

    Raises:
        ProblemError: they cannot be used; what is wrong with them. Those before stay.
        StoreUnavailableError: the rules were taken, but the log could not tell of it.
    """
    before = parts.judge.rulebook.digest
    try:
        changed = parts.judge.reload()
    except (SourceError, UsageError) as error:
        parts.metrics.reloaded("refused")
        flaws = _flaws(error)
        said = {"rulebook": f"sha256:{before}", "problems": len(flaws), "first": flaws[0].en}
        parts.recorder.audited([("rulebook.refused", by, "rulebook", said)])
        raise ProblemError("invalid-rules", flaws=flaws[:MOST_TOLD]) from None
    parts.metrics.reloaded("changed" if changed else "unchanged")
    if changed:
        after = parts.judge.rulebook
        said = {"before": f"sha256:{before}", "after": f"sha256:{after.digest}", "version": after.contents.version}
        parts.recorder.audited([("rulebook.reloaded", by, "rulebook", said)])
    return changed


def by_signal(parts: Parts) -> None:
    """The same, asked for by a signal: whatever happens is told in the service's own log."""
    try:
        changed = reload(parts, SIGNAL)
    except ProblemError as problem:
        log.error("rulebook refused", problems=[flaw.en for flaw in problem.flaws])
    except Exception:
        log.exception("rulebook reload failed")
    else:
        log.info("rulebook reloaded", changed=changed, digest=parts.judge.rulebook.digest)


def tell_the_others() -> None:
    """Let the other workers, if there are any, load the rules as well."""
    started_by = os.environ.get(SUPERVISOR)
    if started_by == str(os.getppid()):
        os.kill(os.getppid(), signal.SIGHUP)


def _flaws(error: SourceError | UsageError) -> list[Flaw]:
    if isinstance(error, SourceError):
        return [Flaw(problem.text("zh"), problem.text("en"), line=problem.line) for problem in error.problems]
    return [Flaw(getattr(error, "zh", str(error)), str(error))]
