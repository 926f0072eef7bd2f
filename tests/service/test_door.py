"""What every request passes, tried on applications of a few lines: limits, names, headers, faults."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from hegui_adapters.service.door import Door
from hegui_adapters.service.problems import ProblemError
from looping import run_apart
from serving import Service, product, unique
from starlette.types import ASGIApp, Message, Receive, Scope, Send


@dataclass
class Answered:
    """What was sent for one request."""

    messages: list[Message] = field(default_factory=list)

    @property
    def status(self) -> int:
        return int(self.messages[0]["status"])

    @property
    def headers(self) -> dict[str, str]:
        return {name.decode(): value.decode() for name, value in self.messages[0]["headers"]}

    @property
    def problem(self) -> str:
        return str(json.loads(b"".join(one.get("body", b"") for one in self.messages))["type"].rpartition(":")[2])


def asked(
    app: ASGIApp, pieces: Sequence[bytes | None] = (b"",), limit: int = 100, seconds: float = 5.0, **headers: str
) -> Answered:
    """Ask an application behind a door; a body comes in pieces without a length, `None` is one that never comes."""
    found = Answered()
    waiting = list(pieces)

    async def receive() -> Message:
        piece = waiting.pop(0)
        if piece is None:
            await asyncio.Event().wait()
        return {"type": "http.request", "body": piece, "more_body": bool(waiting)}

    async def send(message: Message) -> None:
        found.messages.append(message)

    named = [(name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in headers.items()]
    run_apart(Door(app, limit, seconds, lambda *_: None)({"type": "http", "headers": named}, receive, send))
    return found


async def reading(scope: Scope, receive: Receive, send: Send) -> None:
    """Reads its body to the end; what the door says against it becomes a problem, as routes have it."""
    del scope
    try:
        while (await receive()).get("more_body"):
            pass
        status = 200
    except ProblemError as error:
        status = error.kind.status
    await send({"type": "http.response.start", "status": status, "headers": []})
    await send({"type": "http.response.body", "body": b""})


@pytest.mark.parametrize(("pieces", "status"), [([b"x" * 100], 200), ([b"x" * 101], 413), ([b"x" * 60] * 2, 413)])
def test_a_body_is_counted_as_it_comes(pieces: list[bytes], status: int) -> None:
    assert asked(reading, pieces).status == status


def test_a_body_that_never_ends_is_given_up() -> None:
    assert asked(reading, [b"x", None], seconds=0.05).status == 408


def test_an_application_that_takes_too_long_is_answered_for_and_left_to_finish() -> None:
    finished = []

    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        await asyncio.sleep(0.2)
        finished.append(True)
        await reading(scope, receive, send)

    found = asked(slow, seconds=0.02)
    assert (found.status, found.problem, found.headers["retry-after"]) == (503, "timeout", "1")
    assert finished == [True]
    assert len(found.messages) == 2


def test_a_fault_says_nothing_of_the_inside() -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError("the password is swordfish")

    found = asked(broken)
    assert (found.status, found.problem) == (500, "internal")
    assert b"swordfish" not in b"".join(one.get("body", b"") for one in found.messages)


def test_a_fault_after_the_answer_began_adds_nothing() -> None:
    async def broken(scope: Scope, receive: Receive, send: Send) -> None:
        await reading(scope, receive, send)
        raise RuntimeError

    assert len(asked(broken).messages) == 2


@pytest.mark.parametrize("given", ["abc", "A.b_c-1", "x" * 64])
def test_the_id_a_caller_gives_is_echoed(given: str) -> None:
    assert asked(reading, x_request_id=given).headers["x-request-id"] == given


@pytest.mark.parametrize("given", ["", "x" * 65, "a b", "a\r\nset-cookie: x", "é", '"><script>'])
def test_an_id_that_is_none_is_replaced(given: str) -> None:
    found = asked(reading, x_request_id=given).headers["x-request-id"]
    assert found != given
    assert len(found) == 16


def test_a_trace_is_echoed() -> None:
    trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    assert asked(reading, traceparent=trace).headers["traceparent"] == trace


@pytest.mark.parametrize("trace", ["", "00-x", f"00-{'0' * 32}-{'1' * 16}-01", f"ff-{'1' * 32}-{'1' * 16}-01"])
def test_a_trace_that_is_none_is_not_echoed(trace: str) -> None:
    assert "traceparent" not in asked(reading, traceparent=trace).headers


def test_what_the_answer_says_for_itself_stands() -> None:
    async def own(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"Cache-Control", b"no-cache")]})
        await send({"type": "http.response.body", "body": b""})

    found = asked(own).messages[0]["headers"]
    assert [value for name, value in found if name.lower() == b"cache-control"] == [b"no-cache"]


PROTECTED = {
    "an answer": ("GET", "/healthz"),
    "no such address": ("GET", "/nowhere"),
    "no such method": ("PUT", "/v1/checks"),
    "a problem": ("POST", "/v1/checks"),
}


@pytest.mark.parametrize(("method", "path"), PROTECTED.values(), ids=PROTECTED)
def test_every_answer_is_protected_and_named(service: Service, method: str, path: str) -> None:
    found = service.client.request(method, path).headers
    assert (found["x-content-type-options"], found["cache-control"]) == ("nosniff", "no-store")
    assert "default-src 'none'" in found["content-security-policy"]
    assert found["x-request-id"]


@pytest.mark.parametrize("path", ["/v1/checks", "/v1/webhooks/registry"])
def test_a_body_that_says_it_is_too_large_is_refused(service: Service, path: str) -> None:
    found = service.client.post(path, content=b"x" * (service.parts.settings.body_limit + 1))
    assert (found.status_code, found.json()["type"]) == (413, "urn:hegui:problem:too-large")


def test_a_body_that_does_not_say_how_large_it_is_is_counted(service: Service) -> None:
    def pieces() -> Any:
        for _ in range(17):
            yield b"x" * 65_536

    assert service.client.post("/v1/checks", content=pieces()).status_code == 413


def test_a_method_that_is_not_for_an_address_is_told_which_are(service: Service) -> None:
    found = service.client.put("/v1/checks")
    assert (found.status_code, found.headers["allow"]) == (405, "POST")
    assert found.json()["type"] == "urn:hegui:problem:method-not-allowed"


def test_a_fault_of_a_route_is_a_problem(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("swordfish")

    monkeypatch.setattr(service.parts.judge, "judged", broken)
    found = service.check(product(unique()))
    assert (found.status_code, found.json()["type"]) == (500, "urn:hegui:problem:internal")
    assert "swordfish" not in found.text
    assert service.written() == []
