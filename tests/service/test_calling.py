"""One request outside: to the address that was checked, once, within its time, and no more of the answer than is needed."""

from __future__ import annotations

import itertools
import socket
import ssl
import threading
from collections.abc import Iterator, Sequence

import pytest
from hegui_adapters.service.calling import MOST, Caller, NoAnswerError, resolved
from hegui_adapters.service.outgoing import Post
from receiving import Answer, Receiver, receiver

LOOPBACK = ("127.0.0.1",)


def post(url: str) -> Post:
    return Post(url, {"content-type": "application/json", "webhook-id": "m-1"}, b'{"a":1}')


def says(*addresses: str) -> Caller:
    """A caller to whom every name has these addresses."""
    return Caller(resolver=lambda _host, _port: addresses)


@pytest.fixture
def there() -> Iterator[Receiver]:
    with receiver() as found:
        yield found


def test_a_request_arrives_as_it_was_made(there: Receiver) -> None:
    answer = Caller(LOOPBACK).post(post(f"{there.url}?a=b%20c"))
    assert (answer.status, answer.body) == (200, b"ok")
    (got,) = there.got
    assert (got.path, got.body) == ("/hook?a=b%20c", b'{"a":1}')
    assert (got.headers["webhook-id"], got.headers["host"]) == ("m-1", f"127.0.0.1:{there.port}")


REBOUND = ["0.0.0.0", "127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "::ffff:10.0.0.1", "fe80::1%1", "fd00::1"]  # noqa: S104


@pytest.mark.parametrize("address", REBOUND)
def test_a_name_that_has_a_private_address_is_not_called(address: str) -> None:
    with pytest.raises(NoAnswerError, match="private or reserved"):
        says(address).post(post("https://hooks.example/"))


def test_a_name_that_has_a_private_address_among_public_ones_is_not_called() -> None:
    with pytest.raises(NoAnswerError, match="private or reserved"):
        says("1.1.1.1", "10.0.0.1").post(post("https://hooks.example/"))


def test_the_name_is_resolved_once_and_the_connection_goes_to_that_address(there: Receiver) -> None:
    asked: list[str] = []

    def resolver(host: str, _: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["203.0.113.1"]

    Caller(("hooks.example",), resolver=resolver).post(post(f"http://hooks.example:{there.port}/"))
    assert asked == ["hooks.example"]
    assert there.got[0].headers["host"] == f"hooks.example:{there.port}"


def test_where_one_address_does_not_answer_the_next_is_called(there: Receiver) -> None:
    caller = Caller(("hooks.example",), resolver=lambda _host, _port: ["127.0.0.2", "127.0.0.1"])
    assert caller.post(post(f"http://hooks.example:{there.port}/")).status == 200


def test_a_private_address_in_the_url_is_not_even_resolved() -> None:
    def resolver(_host: str, _port: int) -> Sequence[str]:
        raise AssertionError("resolved")

    with pytest.raises(NoAnswerError):
        Caller(resolver=resolver).post(post("https://169.254.169.254/latest/"))


def test_a_name_without_an_address_is_no_answer() -> None:
    def resolver(_host: str, _port: int) -> Sequence[str]:
        raise socket.gaierror(-2, "Name or service not known")

    with pytest.raises(NoAnswerError, match="cannot be resolved"):
        Caller(resolver=resolver).post(post("https://hooks.example/"))


def test_the_machine_resolves_an_address_to_itself() -> None:
    assert resolved("127.0.0.1", 80) == ["127.0.0.1"]


def test_a_redirect_is_an_answer_and_is_not_followed(there: Receiver) -> None:
    with receiver(lambda _: Answer(307, {"location": there.url})) as elsewhere:
        assert Caller(LOOPBACK).post(post(elsewhere.url)).status == 307
    assert there.got == []


def test_proxies_of_the_environment_are_not_asked(there: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    with receiver() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        Caller(LOOPBACK).post(post(there.url))
        assert (len(there.got), proxy.got) == (1, [])


def test_of_an_answer_without_end_only_the_beginning_is_read(there: Receiver) -> None:
    there.answer = lambda _: Answer(chunks=lambda: itertools.repeat(b"x" * 4096))
    assert Caller(LOOPBACK).post(post(there.url)).body == b"x" * MOST


def test_a_compressed_answer_is_not_unpacked(there: Receiver) -> None:
    there.answer = lambda _: Answer(headers={"content-encoding": "gzip"}, chunks=lambda: iter((b"bomb",)))
    assert Caller(LOOPBACK).post(post(there.url)).body == b"bomb"
    assert there.got[0].headers["accept-encoding"] == "identity"


def test_an_answer_that_drips_is_given_up_when_the_time_is_over(there: Receiver) -> None:
    ticks = itertools.count()  # every look at the clock is a second later
    there.answer = lambda _: Answer(chunks=lambda: itertools.repeat(b"x"))
    with pytest.raises(NoAnswerError, match="no answer within 7 s"):
        Caller(LOOPBACK, patience=7, ticks=lambda: float(next(ticks))).post(post(there.url))


def test_headers_that_drip_are_given_up_when_the_time_is_over() -> None:
    ticks = itertools.count()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            connection, _ = server.accept()
            with connection:
                try:
                    connection.sendall(b"HTTP/1.1 200 OK\r\n")
                    while True:
                        connection.sendall(b"x-a: b\r\n")
                except OSError:
                    return

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        with pytest.raises(NoAnswerError):
            Caller(LOOPBACK, ticks=lambda: float(next(ticks))).post(
                post(f"http://127.0.0.1:{server.getsockname()[1]}/")
            )
        thread.join()


def test_who_takes_the_connection_and_never_answers_is_given_up() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        pytest.raises(NoAnswerError, match=r"no answer within 0\.1 s"),
    ):
        Caller(LOOPBACK, patience=0.1).post(post(f"http://127.0.0.1:{server.getsockname()[1]}/"))


def test_nobody_at_the_port_is_no_answer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(NoAnswerError):
        Caller(LOOPBACK).post(post(f"http://127.0.0.1:{port}/"))


@pytest.mark.parametrize(
    "answer", [b"", b"garbage\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"\x16\x03\x01", b"HTTP/1.1 200 OK\r\na"]
)
def test_what_is_not_http_is_no_answer(answer: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def lie() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(answer)
                connection.shutdown(socket.SHUT_WR)
                connection.recv(65536)

        thread = threading.Thread(target=lie, daemon=True)
        thread.start()
        with pytest.raises(NoAnswerError):
            Caller(LOOPBACK).post(post(f"http://127.0.0.1:{server.getsockname()[1]}/"))
        thread.join()


def test_a_certificate_that_nobody_vouches_for_is_no_answer(there: Receiver) -> None:
    assert Caller()._trusted.verify_mode is ssl.CERT_REQUIRED
    assert Caller()._trusted.check_hostname
    with pytest.raises(NoAnswerError):  # it does not speak TLS at all
        Caller(LOOPBACK).post(post(f"https://127.0.0.1:{there.port}/"))
