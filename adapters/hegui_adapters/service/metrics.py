"""What the service counts about itself, for Prometheus. No product, no person and no address is named in it.

With several workers each writes its numbers into files of PROMETHEUS_MULTIPROC_DIR, and whichever is asked adds them up.
"""

from __future__ import annotations

import os
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.multiprocess import MultiProcessCollector

__all__ = ["MEDIA_TYPE", "MULTIPROC", "Metrics"]

MEDIA_TYPE: Final = CONTENT_TYPE_LATEST
MULTIPROC: Final = "PROMETHEUS_MULTIPROC_DIR"
METHODS: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
NOWHERE: Final = "none"

_ANSWERING: Final = (0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 30)
_WRITING: Final = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5)
_JOBS: Final = (1, 2, 4, 8, 16, 32, 64)


class Metrics:
    """Counters of one running service."""

    def __init__(self) -> None:
        own = self._registry = CollectorRegistry()
        self._requests = Counter("hegui_requests", "Requests answered.", ("method", "route", "status"), registry=own)
        self._seconds = Histogram(
            "hegui_request_seconds",
            "From a request's first byte to its answer.",
            ("route",),
            registry=own,
            buckets=_ANSWERING,
        )
        self._decisions = Counter("hegui_decisions", "Decisions kept.", ("verdict",), registry=own)
        self._judging = Histogram(
            "hegui_judging_seconds", "Judging a manifest that is not remembered.", registry=own, buckets=_ANSWERING
        )
        self._recalled = Counter("hegui_judging_recalled", "Manifests whose decision was remembered.", registry=own)
        self._jobs = Histogram("hegui_scribe_jobs", "Jobs written in one transaction.", registry=own, buckets=_JOBS)
        self._waited = Histogram(
            "hegui_scribe_seconds", "From the first job of a transaction to its end.", registry=own, buckets=_WRITING
        )
        self._height = Gauge("hegui_log_height", "Entries of the log.", registry=own, multiprocess_mode="max")
        self._reloads = Counter("hegui_rulebook_reloads", "Rulebooks loaded anew.", ("outcome",), registry=own)

    def answered(self, method: str, route: str | None, status: int, seconds: float) -> None:
        """A request was answered; `route` as it is declared, None if there is none."""
        place = route or NOWHERE
        self._requests.labels(method if method in METHODS else "other", place, status).inc()
        self._seconds.labels(place).observe(seconds)

    def decided(self, verdict: str) -> None:
        self._decisions.labels(verdict).inc()

    def judged(self, seconds: float | None) -> None:
        """A manifest was judged in this time; None if its decision was remembered."""
        if seconds is None:
            self._recalled.inc()
        else:
            self._judging.observe(seconds)

    def written(self, jobs: int, seconds: float) -> None:
        """The scribe ended a transaction."""
        self._jobs.observe(jobs)
        self._waited.observe(seconds)

    def reloaded(self, outcome: str) -> None:
        self._reloads.labels(outcome).inc()

    def text(self, height: int) -> bytes:
        """Everything that was counted, the height of the log with it, as Prometheus reads it."""
        self._height.set(height)
        if MULTIPROC not in os.environ:
            return generate_latest(self._registry)
        together = CollectorRegistry()
        MultiProcessCollector(together)  # type: ignore[no-untyped-call]
        return generate_latest(together)
