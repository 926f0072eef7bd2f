"""For tests: a service process that starts at once, to be killed at any moment, and a way to a database that can be cut.

Processes are forked from one that has imported everything already. They share a listening socket that the test holds, so
whoever connects while none of them lives waits for the next.
"""

from __future__ import annotations

import multiprocessing
import os
import selectors
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path

import uvicorn
from hegui_adapters.service.process import served

__all__ = ["Cuttable", "cuttable", "listening", "started"]


def _context() -> ForkServerContext:
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload(["crashing"])
    return found


def _run(listener: socket.socket, env: Mapping[str, str], log: str) -> None:
    os.environ.update(env)
    with Path(log).open("a", buffering=1) as stream:
        os.dup2(stream.fileno(), 2)
        config = uvicorn.Config(served, factory=True, log_config=None, access_log=False, lifespan="on", ws="none")
        uvicorn.Server(config).run(sockets=[listener])


def started(listener: socket.socket, env: Mapping[str, str], log: Path) -> ForkServerProcess:
    """A service process; `kill` ends it as a crash would."""
    process = _context().Process(target=_run, args=(listener, dict(env), str(log)))
    process.start()
    return process


@contextmanager
def listening() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0), backlog=256) as listener:
        yield listener


class Cuttable:
    """Carries bytes to a server and back, until it is cut; then it refuses whoever comes, until it is mended."""

    def __init__(self, host: str, port: int) -> None:
        self._to = (host, port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._whole = True
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        with self._lock:
            self._whole = False
            for one in self._open:
                with suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        with self._lock:
            self._whole = True

    def close(self) -> None:
        self.cut()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                if not self._whole:
                    near.close()
                    continue
                far = socket.create_connection(self._to)
                self._open |= {near, far}
            threading.Thread(target=self._carry, args=(near, far), daemon=True).start()

    def _carry(self, near: socket.socket, far: socket.socket) -> None:
        with selectors.DefaultSelector() as waiting, near, far:
            waiting.register(near, selectors.EVENT_READ, far)
            waiting.register(far, selectors.EVENT_READ, near)
            with suppress(OSError):
                while self._moved(waiting):
                    pass
            with self._lock:
                self._open -= {near, far}

    def _moved(self, waiting: selectors.BaseSelector) -> bool:
        for key, _ in waiting.select():
            source = key.fileobj
            assert isinstance(source, socket.socket)
            data = source.recv(65536)
            if not data:
                return False
            key.data.sendall(data)
        return True


@contextmanager
def cuttable(host: str, port: int) -> Iterator[Cuttable]:
    found = Cuttable(host, port)
    try:
        yield found
    finally:
        found.close()
