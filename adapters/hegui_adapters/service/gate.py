"""Keeps callers from coming too often, and strangers from guessing. It recognises nobody.

Each token, person and source has a bucket of its own, used once it is known that it is them; each address has one for what
could not be recognised. So nobody can use up what belongs to another. Buckets live in one process: with several workers
each has its own. A service that is open to whoever asks has none.
"""

from __future__ import annotations

from typing import Final

from fastapi import Request

from hegui_adapters.service.problems import ProblemError
from hegui_adapters.service.throttle import Quota, Throttle

__all__ = ["Gate", "quota_headers"]

FAILURES: Final = 30
FAILURES_A_SECOND: Final = 0.5
SLOT: Final = "quota"


class Gate:
    """Counts what comes. `rate` a second and `burst` at once for each caller."""

    def __init__(self, rate: float, burst: int, *, open: bool = False) -> None:  # noqa: A002 - as the setting is called
        self._open = open
        self._callers = Throttle(rate, burst)
        self._failures = Throttle(FAILURES_A_SECOND, FAILURES)

    def admit(self, request: Request, name: str, now: float) -> None:
        """Let one request of a caller pass.

        Raises:
            ProblemError: it comes too often.
        """
        if self._open:
            return
        quota = self._callers.take(name, now)
        setattr(request.state, SLOT, quota_headers(quota, self._callers.window))
        if not quota.allowed:
            raise _too_many(quota)

    def admitted(self, request: Request, name: str, now: float) -> bool:
        """Let one request of a caller who was recognised pass, where neither they nor their address came too often; whether it may."""
        try:
            self.unless_guessing(request, now)
            self.admit(request, name, now)
        except ProblemError:
            return False
        return True

    def unless_guessing(self, request: Request, now: float) -> None:
        """Let a request pass whose sender is yet to be recognised.

        Raises:
            ProblemError: too much that came from its address could not be.
        """
        if not self._open and not (quota := self._failures.look(_address(request), now)).allowed:
            raise _too_many(quota)

    def failed(self, request: Request, now: float) -> None:
        """Note that a sender could not be recognised."""
        if not self._open:
            self._failures.take(_address(request), now)


def quota_headers(quota: Quota, window: int) -> dict[str, str]:
    """What is left, as the RateLimit fields of draft-ietf-httpapi-ratelimit-headers-10 say it."""
    return {
        "RateLimit-Policy": f'"caller";q={quota.size};w={window}',
        "RateLimit": f'"caller";r={quota.left};t={quota.full_in}',
    }


def _too_many(quota: Quota) -> ProblemError:
    return ProblemError("too-many-requests", more={"Retry-After": str(quota.next_in)})


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
