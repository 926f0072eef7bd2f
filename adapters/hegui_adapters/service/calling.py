"""One HTTP request to a place outside: resolved once, checked, called at the very address that was checked. It retries nothing.

What a name resolves to is looked at before the connection, and the connection goes to that address, so that a name which
resolves to something else a moment later leads nowhere else (DNS rebinding). Nothing is followed, unpacked, kept open or read
without bounds; proxies of the environment are not asked, since they would resolve the name again.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import httpcore
from hegui import __version__
from httpcore._backends.base import SOCKET_OPTION

from hegui_adapters.service.addresses import UrlError, place_of, public
from hegui_adapters.service.outgoing import Post

__all__ = ["Answer", "Caller", "NoAnswerError", "Resolver", "resolved"]

PATIENCE: Final = 15.0
"""Seconds for a request, from resolving the name to the last byte that is read."""
MOST: Final = 64 * 1024
"""Bytes of an answer that are read."""

Resolver = Callable[[str, int], Sequence[str]]
"""Gives the addresses of a host. Raises OSError where it has none."""


class NoAnswerError(Exception):
    """There was no answer; why not, in a few words that may be kept."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers in small letters, and as much of the body as is read."""

    status: int
    headers: dict[str, str]
    body: bytes


def resolved(host: str, port: int) -> Sequence[str]:
    """The addresses of a host, as the machine knows them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


class Caller:
    """Posts requests. Hosts of `allowed` may have any address; `ticks` are seconds that only grow."""

    def __init__(
        self,
        allowed: Collection[str] = (),
        *,
        resolver: Resolver = resolved,
        patience: float = PATIENCE,
        ticks: Callable[[], float] = time.monotonic,
        trusted: ssl.SSLContext | None = None,
    ) -> None:
        self._allowed, self._resolver = frozenset(allowed), resolver
        self._patience, self._ticks = patience, ticks
        self._given = trusted

    @cached_property
    def _trusted(self) -> ssl.SSLContext:
        """Whom to trust: the machine's certificates, read for the first place that shows one."""
        return self._given or ssl.create_default_context()

    def post(self, request: Post) -> Answer:
        """Post a request and read its answer, redirects included.

        Raises:
            NoAnswerError: the place is not one to call, cannot be reached, or does not answer in time.
        """
        try:
            place = place_of(request.url, self._allowed)
        except UrlError as error:
            raise NoAnswerError(error.en) from None
        deadline = _Deadline(self._ticks() + self._patience, self._ticks)
        network = _Pinned(self._allowed, self._resolver, deadline)
        headers = {
            "host": place.origin.partition("://")[2],
            "user-agent": f"hegui/{__version__}",
            "accept-encoding": "identity",
            "connection": "close",
            **request.headers,
        }
        url = httpcore.URL(scheme=place.scheme, host=place.host, port=place.port, target=place.target)
        try:
            with (
                httpcore.ConnectionPool(ssl_context=self._trusted, network_backend=network) as pool,
                pool.stream("POST", url, headers=list(headers.items()), content=request.body) as response,
            ):
                body = _start_of(response.iter_stream())
                told = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
                return Answer(response.status, told, body)
        except httpcore.TimeoutException:
            raise NoAnswerError(f"no answer within {self._patience:g} s") from None
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise NoAnswerError(str(error) or type(error).__name__) from None


def _start_of(chunks: Iterable[bytes]) -> bytes:
    found = b""
    for chunk in chunks:
        found += chunk
        if len(found) >= MOST:
            break
    return found[:MOST]


class _Deadline:
    """How long is left for a request."""

    def __init__(self, end: float, ticks: Callable[[], float]) -> None:
        self._end, self._ticks = end, ticks

    def left(self) -> float:
        """Seconds left.

        Raises:
            httpcore.ReadTimeout: none are.
        """
        found = self._end - self._ticks()
        if found <= 0:
            raise httpcore.ReadTimeout
        return found


class _Pinned(httpcore.NetworkBackend):
    """Connects to the addresses a host was found to have, once each of them was found fit to call."""

    def __init__(self, allowed: frozenset[str], resolver: Resolver, deadline: _Deadline) -> None:
        self._allowed, self._resolver, self._deadline = allowed, resolver, deadline
        self._below = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the deadline holds for all of the request
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        failed: Exception = httpcore.ConnectError("the host has no address")
        for address in self._checked(host, port):
            try:
                stream = self._below.connect_tcp(address, port, self._deadline.left(), local_address, socket_options)
                return _Timed(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed

    def _checked(self, host: str, port: int) -> Sequence[str]:
        try:
            found = self._resolver(host, port)
        except OSError as error:
            raise httpcore.ConnectError(f"the host cannot be resolved: {error.strerror or error}") from None
        if host not in self._allowed and not all(map(public, found)):
            raise httpcore.ConnectError("the host has a private or reserved address")
        return found


class _Timed(httpcore.NetworkStream):
    """A stream on which every wait ends when the request's time does, however slowly bytes drip."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: _Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - as above
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 - as above
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002 - as above
    ) -> httpcore.NetworkStream:
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, self._deadline.left()), self._deadline)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)
