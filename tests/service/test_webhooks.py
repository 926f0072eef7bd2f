"""`POST /v1/webhooks/{source}`: who is let in, what is taken out of a body, what a repeated id gets."""

from __future__ import annotations

import hashlib
import hmac
import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from serving import JSON, NOON, OLD_SECRET, PLAIN_SECRET, SECRET, YAML, Service, product, signature, unique

CLOUD = {"content-type": "application/cloudevents+json"}


def said(name: str) -> dict[str, object]:
    """A manifest in JSON."""
    return {"hegui": "product/v1", "product": {"id": name, "channels": ["own_app"]}}


def event(data: object, kind: str = "product.manifest.submitted", **more: object) -> dict[str, object]:
    return {"type": kind, "timestamp": "2026-12-01T04:00:00Z", "data": data, **more}


BODIES = {
    "a manifest": said,
    "an event whose data is a manifest": lambda name: event(said(name)),
    "an event whose data has a manifest": lambda name: event({"manifest": said(name), "stage": "pilot"}),
    "an event with a manifest as text": lambda name: event({"manifest": product(name)}),
    "an event of a stage": lambda name: event(said(name), "product.stage.changed"),
    "an event of a domain": lambda name: event(said(name), "cn.example.product.stage.changed"),
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_manifest_is_found_and_judged(service: Service, body: object) -> None:
    name = unique()
    found = service.post(body(name))  # type: ignore[operator]
    assert (found.status_code, found.json()["verdict"]) == (201, "undetermined")
    assert found.json()["product"]["id"] == name


def test_a_manifest_in_yaml_is_judged(service: Service) -> None:
    assert service.post(product(unique()), headers=YAML).status_code == 201


def test_a_cloud_event_is_taken_apart(service: Service) -> None:
    cloud = {"specversion": "1.0", "id": "1", "source": "/registry", "type": "product.manifest.submitted"}
    found = service.post({**cloud, "data": said(unique())}, headers=CLOUD)
    assert (found.status_code, found.json()["verdict"]) == (201, "undetermined")


@pytest.mark.parametrize("lacking", ["specversion", "id", "source", "type"])
def test_a_cloud_event_that_lacks_something_is_refused(service: Service, lacking: str) -> None:
    cloud = {"specversion": "1.0", "id": "1", "source": "/registry", "type": "ping2", "data": {}}
    cloud.pop(lacking)
    found = service.post(cloud, headers=CLOUD)
    assert (found.status_code, found.json()["errors"][0]["pointer"]) == (422, f"/{lacking}")


def test_what_an_event_carries_has_one_digest_whatever_brings_it(service: Service) -> None:
    manifest = json.dumps(said(unique()))
    digests = set()
    for stamp in ("2026-12-01T04:00:00Z", "2026-12-01T04:00:01Z"):
        text = f'{{"type": "product.manifest.submitted", "timestamp": "{stamp}", "data": {manifest}}}'
        answer = service.post(text).json()
        record = service.client.get(answer["links"]["record"]).json()["record"]
        digests.add(record["manifest"]["source_digest"])
    assert digests == {f"sha256:{hashlib.sha256(manifest.encode()).hexdigest()}"}


def test_a_ping_is_answered_and_decides_nothing(service: Service) -> None:
    found = service.post({"type": "ping", "timestamp": "2026-12-01T04:00:00Z", "data": {}})
    assert (found.status_code, found.json()["received"]["event"]) == (200, "ping")
    assert [kind for kind, _ in service.said()] == ["event.received"]


def test_an_event_of_no_concern_is_kept(service: Service) -> None:
    found = service.post(event({"id": "x"}, "product.retired"))
    assert (found.status_code, found.json()["received"]["event"]) == (202, "product.retired")
    assert [kind for kind, _ in service.said()] == ["event.received"]


def test_the_log_names_source_event_and_id(service: Service) -> None:
    service.post(event(said(unique())), "msg-named")
    ((kind, record),) = service.said()
    assert (kind, record["actor"]) == ("decision", "source:registry")
    assert record["delivery"]["event"] == "product.manifest.submitted"
    assert (record["delivery"]["source"], record["delivery"]["key"]) == ("registry", "msg-named")


def test_a_repeated_id_gets_the_first_answer(service: Service) -> None:
    body, name = event(said(unique())), unique("msg")
    first = service.post(body, name)
    service.clock.move(seconds=60)
    second = service.post(body, name)
    assert (second.status_code, second.text) == (201, first.text)
    assert second.headers["idempotent-replayed"] == "true"
    assert len(service.written()) == 1


def test_a_repeated_id_of_an_event_gets_the_first_answer(service: Service) -> None:
    body, name = event({}, "product.retired"), unique("msg")
    assert service.post(body, name).text == service.post(body, name).text
    assert len(service.written()) == 1


def test_an_id_with_another_body_is_a_conflict(service: Service) -> None:
    name = unique("msg")
    service.post(said(unique()), name)
    found = service.post(said(unique()), name)
    assert (found.status_code, found.json()["type"]) == (409, "urn:hegui:problem:key-reused")


def test_an_id_belongs_to_its_source(service: Service) -> None:
    name, body = unique("msg"), json.dumps(said(unique()))
    headers = {"x-gitlab-token": PLAIN_SECRET, "idempotency-key": name, **JSON}
    first = service.post(body, name)
    second = service.client.post("/v1/webhooks/lab", content=body, headers=headers)
    assert (first.status_code, second.status_code) == (201, 201)
    assert len(service.written()) == 2


def test_many_who_race_on_one_id_get_one_decision(service: Service) -> None:
    body, name = said(unique()), unique("msg")
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: service.post(body, name), range(16)))
    assert {(one.status_code, one.text) for one in found} == {(201, found[0].text)}
    assert len(service.written()) == 1


@pytest.mark.parametrize("secret", [SECRET, OLD_SECRET])
def test_each_live_secret_lets_in(service: Service, secret: str) -> None:
    assert service.post(said(unique()), secret=secret).status_code == 201


def test_github_is_let_in_by_its_signature(service: Service) -> None:
    body = json.dumps(said(unique())).encode()
    proof = hmac.new(PLAIN_SECRET.encode(), body, hashlib.sha256).hexdigest()
    headers = {"x-github-delivery": unique(), "x-hub-signature-256": f"sha256={proof}", **JSON}
    assert service.client.post("/v1/webhooks/hub", content=body, headers=headers).status_code == 201


def test_gitee_is_let_in_by_its_token(service: Service) -> None:
    moment = int(NOON.timestamp() * 1000)
    headers = {"x-gitee-timestamp": str(moment), "x-gitee-token": PLAIN_SECRET, **JSON}
    assert service.client.post("/v1/webhooks/tee", content=json.dumps(said("x")), headers=headers).status_code == 201


def test_a_standard_signature_does_not_open_the_door_of_a_forge(service: Service) -> None:
    assert service.post(said(unique()), source="hub").status_code == 401


# ---- refused


def test_a_wrong_signature_is_refused_and_leaves_one_line(service: Service) -> None:
    text = json.dumps(said(unique()))
    headers = {**signature(text, "msg-forged", NOON), **JSON}
    found = service.client.post("/v1/webhooks/registry", content=text + " ", headers=headers)
    assert (found.status_code, found.json()["reason"]) == (401, "wrong-signature")
    assert found.headers["www-authenticate"] == "Signature"
    ((kind, line),) = service.said()
    assert (kind, line["reason"]) == ("webhook.refused", "wrong-signature")
    assert line["body_digest"] == f"sha256:{hashlib.sha256(text.encode() + b' ').hexdigest()}"


def test_the_same_json_written_otherwise_is_another_body(service: Service) -> None:
    text = json.dumps(said(unique()))
    headers = {**signature(text, unique("msg"), NOON), **JSON}
    again = json.dumps(json.loads(text), separators=(",", ":"))
    assert service.client.post("/v1/webhooks/registry", content=again, headers=headers).status_code == 401


@pytest.mark.parametrize("seconds", [-301, 301])
def test_a_stale_timestamp_is_refused(service: Service, seconds: int) -> None:
    text = json.dumps(said(unique()))
    headers = {**signature(text, unique("msg"), NOON), **JSON}
    service.clock.move(seconds=seconds)
    found = service.client.post("/v1/webhooks/registry", content=text, headers=headers)
    assert (found.status_code, found.json()["reason"]) == (401, "stale")


def test_a_source_nobody_told_of_is_not_found(service: Service) -> None:
    assert service.post(said("x"), source="elsewhere").status_code == 404
    assert [entry.subject for entry in service.written()] == ["unknown"]


def test_a_flood_of_refusals_is_two_lines_a_minute(service: Service) -> None:
    for _ in range(50):
        service.client.post("/v1/webhooks/registry", content=b"{}", headers=JSON)
    assert [line.get("more") for _, line in service.said()] == [None]
    service.clock.move(seconds=61)
    service.client.post("/v1/webhooks/registry", content=b"{}", headers=JSON)
    assert [line.get("more") for _, line in service.said()] == [None, 49, None]


def test_names_that_strangers_make_up_do_not_grow_the_log(service: Service) -> None:
    for _ in range(20):
        service.post("{}", source=unique("made-up"))
    assert len(service.written()) == 1


CARRYING_NOTHING = {
    "a list": ("[]", JSON, 400),
    "no json": ("{", JSON, 400),
    "no type": ('{"data": {}}', JSON, 422),
    "a type that is no text": ('{"type": 1, "data": {}}', JSON, 422),
    "a type with a control character": ('{"type": "a\\u0007b", "data": {}}', JSON, 422),
    "a type that is half a character": ('{"type": "\\ud800", "data": {}}', JSON, 422),
    "no data": ('{"type": "product.manifest.submitted"}', JSON, 422),
    "data that is null": ('{"type": "product.manifest.submitted", "data": null}', JSON, 422),
    "data that is a list": ('{"type": "product.manifest.submitted", "data": []}', JSON, 422),
    "a manifest that is a number": ('{"type": "product.manifest.submitted", "data": {"manifest": 1}}', JSON, 422),
    "a manifest that is half a character": ('{"type": "product.stage.changed", "data": "\\ud800"}', JSON, 400),
    "a manifest that is no manifest": ('{"type": "product.manifest.submitted", "data": {}}', JSON, 422),
    "a name twice": ('{"type": "ping", "type": "ping"}', JSON, 400),
    "a name twice in the data": (
        '{"type": "product.stage.changed", "data": {"manifest": {}, "manifest": {}}}',
        JSON,
        400,
    ),
    "a comma at the end": ('{"type": "ping",}', JSON, 400),
    "a NaN": ('{"type": "ping", "data": NaN}', JSON, 400),
    "more after the end": ('{"type": "ping"} {}', JSON, 400),
    "deep": ('{"type": "ping", "data": ' + "[" * 100_000 + "]" * 100_000 + "}", JSON, 400),
    "an event in yaml": ("type: ping\n", YAML, 422),
    "another media type": ("{}", {"content-type": "text/plain"}, 415),
}


@pytest.mark.parametrize(("text", "headers", "status"), CARRYING_NOTHING.values(), ids=CARRYING_NOTHING)
def test_a_body_that_carries_nothing_known_is_refused(
    service: Service, text: str, headers: dict[str, str], status: int
) -> None:
    found = service.post(text, headers=headers)
    assert (found.status_code, found.headers["content-type"]) == (status, "application/problem+json")
    assert [kind for kind, _ in service.said()] == ["webhook.refused"]


def test_what_is_wrong_with_a_manifest_is_told_at_its_place_in_the_event(service: Service) -> None:
    body = '{"type": "product.stage.changed",\n "data": {"manifest": {\n  "hegui": "product/v1",\n  "product": {"idd": "x"}}}}'
    (flaw,) = service.post(body).json()["errors"]
    assert (flaw["pointer"], flaw["line"], flaw["column"]) == ("/data/manifest/product/idd", 4, 15)


def test_what_is_wrong_with_a_manifest_that_is_text_is_told_at_its_own_line(service: Service) -> None:
    body = event({"manifest": "hegui: product/v1\nproduct: {idd: x}\n"})
    (flaw,) = service.post(body).json()["errors"]
    assert (flaw["pointer"], flaw["line"], flaw["column"]) == ("/data/manifest", 2, 11)


def test_a_refused_manifest_does_not_use_its_id_up(service: Service) -> None:
    name = unique("msg")
    assert service.post({"hegui": "product/v1", "product": {"idd": "x"}}, name).status_code == 422
    assert service.post(said(unique()), name).status_code == 201
