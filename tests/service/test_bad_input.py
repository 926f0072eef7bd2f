"""Thousands of requests with one thing wrong: each gets the right problem, and nothing is kept but a line in the log.

HEGUI_TEST_MUTANTS says how many (2,000 unless said otherwise).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from random import Random

import pytest
from hegui_adapters.store import tables
from serving import NOON, SECRET, Service, served
from sqlalchemy import func, select
from storing import faults_of

MUTANTS = int(os.environ.get("HEGUI_TEST_MUTANTS", "2000"))
KEY = base64.b64decode(SECRET.removeprefix("whsec_"))
MANIFEST = {
    "hegui": "product/v1",
    "product": {"id": "spring", "name": "春风贷", "channels": ["own_app"]},
    "pricing": {"credits": [{"id": "a", "periods": 12}]},
}
LIMIT = 64 * 1024
JSON, YAML = "application/json", "application/yaml"


@dataclass(frozen=True)
class Request:
    """A request to be; it is signed when it is sent, unless its signature is what is wrong."""

    body: bytes
    media: str | None = JSON
    path: str = "/v1/webhooks/registry"
    id: str = "msg"
    age: int = 0
    headers: tuple[tuple[str, str], ...] = field(default=())

    def signed(self) -> list[tuple[str, str]]:
        moment = str(int(NOON.timestamp()) - self.age)
        content = f"{self.id}.{moment}.".encode() + self.body
        proof = base64.b64encode(hmac.new(KEY, content, hashlib.sha256).digest()).decode()
        standard = [("webhook-id", self.id), ("webhook-timestamp", moment), ("webhook-signature", f"v1,{proof}")]
        return [*standard, *([("content-type", self.media)] if self.media is not None else [])]


def sound(random: Random) -> Request:
    """A request that would be answered with a decision."""
    data = dict(MANIFEST)
    choice = random.randrange(3)
    if choice == 0:
        return Request(json.dumps(data, ensure_ascii=False).encode())
    event = {"type": "product.manifest.submitted", "timestamp": NOON.isoformat(), "data": data}
    return Request(json.dumps(event, ensure_ascii=choice == 1).encode())


def flipped(random: Random, text: bytes) -> bytes:
    place = random.randrange(len(text))
    return text[:place] + bytes([text[place] ^ random.randrange(1, 256)]) + text[place + 1 :]


def header(request: Request, name: str, value: str | None, *, beside: bool = False) -> Request:
    """The request with one header said otherwise, left out, or said twice."""
    kept = [(k, v) for k, v in request.signed() if beside or k != name]
    return replace(request, headers=(*kept, *([(name, value)] if value is not None else [])))


def frozen(request: Request, body: bytes) -> Request:
    """The signature of one body over another."""
    return replace(request, headers=tuple(request.signed()), body=body)


def with_manifest(random: Random, **changed: object) -> Request:
    data = {**MANIFEST, **changed}
    return Request(json.dumps(random.choice([data, {"type": "product.stage.changed", "data": data}])).encode())


def word(random: Random, most: int = 12) -> str:
    return "".join(random.choices("abcdefghijklmnopqrstuvwxyz", k=random.randint(4, most)))


def garbled(random: Random) -> Request:
    request = sound(random)
    name = random.choice(["webhook-id", "webhook-timestamp", "webhook-signature"])
    return header(request, name, "".join(random.choices("0123456789abcXYZ.,;+/= -_", k=random.randint(0, 80))))


def reserialised(random: Random) -> Request:
    request = sound(random)
    said = json.loads(request.body)
    again = json.dumps(said, ensure_ascii=False, indent=random.randint(1, 4), sort_keys=random.random() < 0.5)
    return frozen(request, again.encode())


def deep(random: Random) -> Request:
    depth = random.choice([65, 100, 1000, 10_000])
    opening, closing = random.choice([("[", "]"), ('{"a":', "}")])
    inner = opening * depth + "1" + closing * depth
    return Request(f'{{"hegui": "product/v1", "product": {inner}}}'.encode())


def not_utf8(random: Random) -> Request:
    request = sound(random)
    place = request.body.index(b"spring") + random.randrange(6)
    bad = random.choice([b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf8\x88\x80\x80\x80", b"\x80"])
    media = random.choice([JSON, YAML]) if b'"type"' not in request.body else JSON
    return replace(request, body=request.body[:place] + bad + request.body[place:], media=media)


def twice(random: Random) -> Request:
    text = sound(random).body.decode()
    name = random.choice(['"hegui": "product/v1"', '"id": "spring"'])
    return Request(text.replace(name, f"{name}, {name}").encode())


def no_number(random: Random) -> Request:
    text = sound(random).body.decode()
    return Request(
        text.replace("12", random.choice(["NaN", "Infinity", "-Infinity", "01", "1.", ".5", "0x10", "+1"])).encode()
    )


def truncated(random: Random) -> Request:
    body = sound(random).body
    return Request(body[: random.randrange(len(body) - 1)])


def bomb(random: Random) -> Request:
    width, height = random.randint(8, 12), random.randint(7, 9)
    lines = ["hegui: product/v1", f"a0: &a0 [{', '.join(['x'] * width)}]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * width)}]" for n in range(1, height)]
    return Request("\n".join(lines).encode(), YAML)


def yaml_trick(random: Random) -> Request:
    tricks = [
        "product: !!python/object/apply:os.system [id]",
        "product: !x {id: y}",
        "product: &a {id: y, <<: *a}",
        "product: *nowhere",
        "%YAML 1.1\n---\na: b",
        "a: b\n---\nc: d",
        "? [a, b]\n: c",
        "product:\n\tid: x",
        'product: {id: "\\ud800"}',
        "product: {id: 'x}",
        "product: {id: \u202e}",
        "product: {id: \x07}",
    ]
    return Request(f"hegui: product/v1\n{random.choice(tricks)}\n".encode(), YAML)


def random_bytes(random: Random) -> Request:
    return Request(
        random.randbytes(random.randint(1, 300)), random.choice([JSON, YAML, "application/cloudevents+json"])
    )


def wrong_value(random: Random) -> Request:
    value = random.choice([[1], {"a": 1}, "x" * 5, -1, True, "1e3", "十二"])
    return with_manifest(random, pricing={"credits": [{"id": "a", "periods": value}]})


def altered(random: Random) -> Request:
    request = sound(random)
    return frozen(request, flipped(random, request.body))


def continued(random: Random) -> Request:
    request = sound(random)
    return frozen(request, request.body + random.choice([b" ", b"\n", b"{}"]))


def forged(random: Random) -> Request:
    request = sound(random)
    proof = dict(request.signed())["webhook-signature"].removeprefix("v1,")
    place = random.randrange(len(proof) - 2)
    other = random.choice([sign for sign in "abcXYZ019+/" if sign != proof[place]])
    return header(request, "webhook-signature", f"v1,{proof[:place]}{other}{proof[place + 1 :]}")


KINDS: dict[str, tuple[Callable[[Random], Request], set[int]]] = {
    "a body with one byte changed": (altered, {401}),
    "a body written anew": (reserialised, {401}),
    "a body with something behind": (continued, {401}),
    "a header with anything in it": (garbled, {401}),
    "a signature with one sign changed": (forged, {401}),
    "a header left out": (
        lambda r: header(sound(r), r.choice(["webhook-id", "webhook-timestamp", "webhook-signature"]), None),
        {401},
    ),
    "a header said twice": (
        lambda r: header(sound(r), r.choice(["webhook-id", "webhook-timestamp", "webhook-signature"]), "1", beside=True),
        {401},
    ),
    "a stale timestamp": (lambda r: replace(sound(r), age=r.choice([-1, 1]) * r.randint(301, 10**8)), {401}),
    "an id that is too long": (lambda r: replace(sound(r), id="m" * r.randint(201, 4000)), {401}),
    "a source that there is not": (lambda r: replace(sound(r), path=f"/v1/webhooks/{word(r)}"), {404}),
    "a body that is huge": (lambda r: Request(b'{"hegui": "' + b"x" * r.randint(LIMIT, LIMIT + 9000) + b'"}'), {413}),
    "a body that is deep": (deep, {400}),
    "a body that is no UTF-8": (not_utf8, {400}),
    "a name twice": (twice, {400}),
    "a number that is none": (no_number, {400}),
    "a body cut short": (truncated, {400}),
    "a bomb of aliases": (bomb, {400}),
    "a trick of YAML": (yaml_trick, {400}),
    "any bytes at all": (random_bytes, {400, 422}),
    "a media type that is not read": (
        lambda r: replace(sound(r), media=r.choice(["text/plain", "application/xml", "", None, "a", "application/json; charset=gbk"])),
        {415},
    ),
    "a field that there is not": (lambda r: with_manifest(r, product={"id": "spring", word(r) + "_x": 1}), {422}),
    "a section that there is not": (lambda r: with_manifest(r, **{word(r) + "_x": {}}), {422}),
    "a value of another kind": (wrong_value, {422}),
    "a format that there is not": (lambda r: with_manifest(r, hegui=r.choice(["product/v2", "", "v1", 1, None, []])), {422}),
    "an event without a manifest": (
        lambda r: Request(json.dumps({"type": "product.stage.changed", "data": r.choice([None, [], 1, True, {"manifest": 1}])}).encode()),
        {422},
    ),
    "a cloud event that lacks something": (
        lambda r: Request(json.dumps({"specversion": r.choice(["1.0", "0.3"]), "type": "x"}).encode(), "application/cloudevents+json"),
        {422},
    ),
    "a check with a key that is none": (
        lambda r: Request(sound(r).body, path="/v1/checks", headers=(("content-type", JSON), ("idempotency-key", " " + word(r) + " é"))),
        {400},
    ),
    "a check on a day that is none": (lambda r: replace(sound(r), path=f"/v1/checks?as_of={word(r)}"), {422}),
    "a method that is not for it": (lambda r: replace(sound(r), path=r.choice(["/healthz", "/v1/rules"])), {405}),
}  # fmt: skip


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service that has decided something already; one is enough, as nothing is to be written."""
    with served(f"sqlite:///{tmp_path_factory.mktemp('store') / 'hegui.db'}", body_limit=LIMIT) as found:
        assert found.post(MANIFEST, "sound").status_code == 201
        yield found


@pytest.mark.parametrize("name", KINDS)
def test_each_gets_the_right_problem_and_nothing_is_kept(service: Service, name: str) -> None:
    make, statuses = KINDS[name]
    random = Random(name)  # noqa: S311 - the same requests every time
    before = kept(service)
    start = len(service.written())
    for number in range(-(-MUTANTS // len(KINDS))):
        request = make(random)
        found = service.client.post(
            request.path,
            content=request.body,
            headers=[(k.encode(), v.encode("latin-1")) for k, v in request.headers or request.signed()],
        )
        assert (found.status_code in statuses, found.headers.get("content-type")) == (True, "application/problem+json"), (
            number, request, found.status_code, found.text
        )  # fmt: skip
        assert found.json()["status"] == found.status_code
    assert kept(service) == before
    assert {kind for kind, _ in service.said()[start:]} <= {"webhook.refused", "check.refused"}


def kept(service: Service) -> dict[str, int]:
    """How many rows there are of what a decision leaves."""
    wanted = (tables.decisions, tables.documents, tables.deliveries)
    with service.parts.database.reading() as connection:
        return {one.name: connection.execute(select(func.count()).select_from(one)).scalar_one() for one in wanted}


@pytest.mark.parametrize("seed", range(20))
def test_a_request_with_nothing_wrong_is_decided(service: Service, seed: int) -> None:
    request = replace(sound(Random(seed)), id=f"sound-{seed}")  # noqa: S311
    assert service.client.post(request.path, content=request.body, headers=request.signed()).status_code == 201


def test_after_all_of_it_the_store_agrees_with_its_log(service: Service) -> None:
    assert faults_of(service.parts.database) == ()
