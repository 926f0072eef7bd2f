"""Sends prepared HTTP/1.1 requests over open connections and times the answers. It knows nothing of hegui.

A request is bytes made beforehand, an answer is read no further than its status and length: so the generator costs the
machine little beside the server it measures. `flood` sends as fast as answers come; `paced` sends at set moments, and
times each answer from the moment its request was due, so that a server that falls behind is not spared.
"""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from time import perf_counter, process_time

__all__ = ["Outcome", "flood", "paced"]

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


@dataclass
class Outcome:
    """What came back: seconds of each answer, statuses, the seconds all of it took, and this process's share of a core."""

    times: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    seconds: float = 0.0
    own: float = 0.0
    bodies: list[bytes] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return len(self.times) / self.seconds

    def at(self, share: float) -> float:
        ranked = sorted(self.times)
        return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


class _Connection:
    """One connection, one request at a time."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    @classmethod
    async def to(cls, address: tuple[str, int]) -> _Connection:
        return cls(*await asyncio.open_connection(*address))

    async def ask(self, request: bytes) -> tuple[int, bytes]:
        self._writer.write(request)
        head = await self._reader.readuntil(b"\r\n\r\n")
        found = _LENGTH.search(head)
        body = await self._reader.readexactly(int(found[1])) if found else b""
        return int(head[9:12]), body

    def close(self) -> None:
        self._writer.close()


def flood(address: tuple[str, int], requests: Sequence[bytes], connections: int, *, keep: bool = False) -> Outcome:
    """Send all requests, `connections` of them at a time."""
    return asyncio.run(_flooded(address, requests, connections, keep=keep))


async def _flooded(address: tuple[str, int], requests: Sequence[bytes], connections: int, *, keep: bool) -> Outcome:
    found, waiting = Outcome(), iter(requests)
    opened = [await _Connection.to(address) for _ in range(connections)]
    start, own = perf_counter(), process_time()
    await asyncio.gather(*(_worked(one, waiting, found, keep=keep) for one in opened))
    found.seconds, found.own = perf_counter() - start, (process_time() - own) / (perf_counter() - start)
    for one in opened:
        one.close()
    return found


async def _worked(connection: _Connection, waiting: Iterator[bytes], found: Outcome, *, keep: bool) -> None:
    for request in waiting:
        start = perf_counter()
        status, body = await connection.ask(request)
        found.times.append(perf_counter() - start)
        found.statuses[status] += 1
        if keep:
            found.bodies.append(body)


def paced(address: tuple[str, int], requests: Sequence[bytes], rate: float, connections: int) -> Outcome:
    """Send all requests, `rate` a second, each over the next free connection."""
    return asyncio.run(_paced(address, requests, rate, connections))


async def _paced(address: tuple[str, int], requests: Sequence[bytes], rate: float, connections: int) -> Outcome:
    found, numbers = Outcome(), count()
    opened = [await _Connection.to(address) for _ in range(connections)]
    start, own = perf_counter(), process_time()

    async def worked(connection: _Connection) -> None:
        while (number := next(numbers)) < len(requests):
            due = start + number / rate
            await asyncio.sleep(max(0.0, due - perf_counter()))
            status, _ = await connection.ask(requests[number])
            found.times.append(perf_counter() - due)
            found.statuses[status] += 1

    await asyncio.gather(*map(worked, opened))
    found.seconds, found.own = perf_counter() - start, (process_time() - own) / (perf_counter() - start)
    for one in opened:
        one.close()
    return found
