"""How often somebody may come: a bucket that fills with time and is emptied by requests. It reads no clock and knows no HTTP."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from math import ceil
from threading import Lock

__all__ = ["Quota", "Throttle"]

MOST = 10_000
"""Buckets remembered; the one used longest ago is forgotten first, which gives its owner a full one."""


@dataclass(frozen=True, slots=True)
class Quota:
    """What is left after a request: whether it fits, requests left, seconds until the bucket is full or holds one more."""

    allowed: bool
    size: int
    left: int
    full_in: int
    next_in: int


@dataclass(slots=True)
class _Bucket:
    level: float
    at: float


class Throttle:
    """Buckets by name, each of `burst` requests, refilled at `rate` a second. Safe to share between threads."""

    def __init__(self, rate: float, burst: int, most: int = MOST) -> None:
        self._rate, self._burst, self._most = rate, burst, most
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()
        self._lock = Lock()

    @property
    def window(self) -> int:
        """Seconds in which an empty bucket fills."""
        return ceil(self._burst / self._rate)

    def take(self, name: str, now: float) -> Quota:
        """Take one request at `now` (seconds) out of a bucket, if it holds one. A clock set back refills nothing."""
        with self._lock:
            bucket = self._filled(name, now)
            allowed = bucket.level >= 1
            bucket.level -= allowed
            return self._quota(bucket, allowed=allowed)

    def look(self, name: str, now: float) -> Quota:
        """What `take` would find, with nothing taken."""
        with self._lock:
            bucket = self._filled(name, now)
            return self._quota(bucket, allowed=bucket.level >= 1)

    def _filled(self, name: str, now: float) -> _Bucket:
        bucket = self._buckets.get(name)
        if bucket is None:
            bucket = self._buckets[name] = _Bucket(self._burst, now)
            if len(self._buckets) > self._most:
                self._buckets.popitem(last=False)
        self._buckets.move_to_end(name)
        bucket.level = min(self._burst, bucket.level + max(0.0, now - bucket.at) * self._rate)
        bucket.at = now
        return bucket

    def _quota(self, bucket: _Bucket, *, allowed: bool) -> Quota:
        wanting = max(0.0, 1 - bucket.level)
        return Quota(
            allowed,
            self._burst,
            int(bucket.level),
            ceil((self._burst - bucket.level) / self._rate),
            max(1, ceil(wanting / self._rate)),
        )
