"""For tests of callbacks: receivers on loopback that answer as a test says, and remember what they were sent."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

__all__ = ["Answer", "Received", "Receiver", "receiver"]


@dataclass(frozen=True)
class Received:
    """One request as it came; names of headers in small letters."""

    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Answer:
    """What to answer. `chunks` are sent one by one as long as the other side listens."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    chunks: Callable[[], Iterator[bytes]] = lambda: iter((b"ok",))


Answering = Callable[[Received], Answer]


@dataclass
class Receiver:
    """A receiver: where it is, what it got, how it answers (which a test may change)."""

    port: int
    answer: Answering
    got: list[Received] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"


def taken(_: Received) -> Answer:
    return Answer()


@contextmanager
def receiver(answer: Answering = taken) -> Iterator[Receiver]:
    """A receiver that lives while the block lasts."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            received = Received(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
            found.got.append(received)
            told = found.answer(received)
            try:
                self.send_response(told.status)
                for name, value in told.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                for chunk in told.chunks():
                    self.wfile.write(chunk)
                    self.wfile.flush()
            except OSError:
                pass  # whoever asked has gone, which is what some tests are about

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

    with Server(("127.0.0.1", 0), Handler) as server:
        found = Receiver(server.server_address[1], answer)
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield found
        finally:
            server.shutdown()
            thread.join()
