"""What GitHub, GitLab and Gitee post, with the headers their pages name: events by name, a mapped payload with its change."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from databases import KINDS, database_url
from hegui_adapters.store.sealing import add_key
from httpx import Response
from serving import JSON, NOON, PLAIN_SECRET, SOURCES, Service, secret_source, served, unique
from subscribing import Team, quiet_after, subscribe

SHA = "0123456789abcdef0123456789abcdef01234567"
MAPPING = """\
hegui: mapping/v1
map:
  - {from: $.repository.name, to: product.id}
  - {value: own_app, to: "product.channels[0]"}
change: {repository: $.repository.full_name, commit: $.pull_request.head.sha, number: $.number}
"""
OPENED = {
    "action": "opened",
    "number": 42,
    "pull_request": {"head": {"sha": SHA, "ref": "spring"}, "number": 42},
    "repository": {"full_name": "bank/loans"},
}


@pytest.fixture(scope="module", params=KINDS)
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder: Path = tmp_path_factory.mktemp("store")
    add_key(folder / "keys")
    (folder / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
    mapped = {
        name: secret_source(kind, PLAIN_SECRET, mapping=folder / "mapping.yaml")
        for name, kind in (("mapped-hub", "github"), ("mapped-tee", "gitee"))
    }
    with (
        database_url(request.param, folder) as url,
        served(url, sealing_keys=folder / "keys", sources={**SOURCES, **mapped}) as service,
    ):
        yield service


def github(event: str, body: bytes) -> Mapping[str, str]:
    proof = hmac.new(PLAIN_SECRET.encode(), body, hashlib.sha256).hexdigest()
    return {"x-github-event": event, "x-github-delivery": unique(), "x-hub-signature-256": f"sha256={proof}"}


def gitlab(event: str, _: bytes) -> Mapping[str, str]:
    return {"x-gitlab-event": event, "x-gitlab-event-uuid": unique(), "x-gitlab-token": PLAIN_SECRET}


def gitee(event: str, _: bytes) -> Mapping[str, str]:
    moment = str(int(NOON.timestamp() * 1000))
    return {"x-gitee-event": event, "x-gitee-timestamp": moment, "x-gitee-token": PLAIN_SECRET}


HEADERS = {"hub": github, "lab": gitlab, "tee": gitee, "mapped-hub": github, "mapped-tee": gitee}


def posted(service: Service, source: str, event: str, said: object) -> Response:
    body = json.dumps(said).encode()
    headers = {**JSON, **HEADERS[source](event, body)}
    return service.client.post(f"/v1/webhooks/{source}", content=body, headers=headers)


EVENTS = {
    "the ping of GitHub": ("hub", "ping", {"zen": "Design for failure.", "hook_id": 1}, 200),
    "the ping of GitHub where payloads are mapped": ("mapped-hub", "ping", {"zen": "…", "hook_id": 1}, 200),
    "a push to GitHub": ("hub", "push", {"ref": "refs/heads/main", "after": SHA}, 202),
    "a push to GitLab": ("lab", "Push Hook", {"object_kind": "push", "after": SHA}, 202),
    "a merge request of Gitee": (
        "tee",
        "Merge Request Hook",
        {"hook_name": "merge_request_hooks", "action": "open"},
        202,
    ),
}


@pytest.mark.parametrize(("source", "name", "said", "status"), EVENTS.values(), ids=EVENTS)
def test_an_event_of_a_forge_is_kept_by_the_name_its_header_gives(
    service: Service, source: str, name: str, said: object, status: int
) -> None:
    found = posted(service, source, name, {**said, "nonce": unique()})  # type: ignore[dict-item]
    assert (found.status_code, found.json()["received"]["event"]) == (status, name)
    assert [kind for kind, _ in service.said()] == ["event.received"]


@pytest.mark.parametrize("name", ["", "Push\tHook", "事件", "x" * 101])
def test_a_name_that_is_none_is_refused(service: Service, name: str) -> None:
    body = b"{}"
    headers = [(key.encode(), value.encode()) for key, value in {**JSON, **gitlab("", body)}.items()]
    headers = [(key, name.encode() if key == b"x-gitlab-event" else value) for key, value in headers]
    found = service.client.post("/v1/webhooks/lab", content=body, headers=headers)
    assert (found.status_code, found.json()["type"]) == (422, "urn:hegui:problem:unknown-event")


@pytest.fixture
def team(service: Service) -> Iterator[Team]:
    with quiet_after(service) as found:
        yield found


@pytest.mark.parametrize("source", ["mapped-hub", "mapped-tee"])
def test_a_mapped_payload_tells_the_forge_of_its_commit_and_its_change(team: Team, source: str) -> None:
    name = unique("loan")
    mine = subscribe(team, name, target={"kind": "github", "repository": "bank/loans", "token": "t0ken-of-the-forge"})
    repository = {"full_name": "bank/loans", "name": name}
    found = posted(team.service, source, "pull_request", {**OPENED, "repository": repository})
    assert found.status_code == 201, found.text
    assert sorted(one["part"] for one in team.messages(mine["id"])) == ["comment", "status"]
    (_, record) = team.service.said()[-1]
    assert record["delivery"]["change"] == {"repository": "bank/loans", "commit": SHA, "number": 42}


def test_a_mapped_payload_whose_commit_is_none_is_refused_at_its_place(service: Service) -> None:
    said = {**OPENED, "pull_request": {"head": {"sha": "spring"}}, "repository": {"name": unique()}}
    found = posted(service, "mapped-hub", "pull_request", said)
    assert (found.status_code, found.json()["errors"][0]["pointer"]) == (422, "/pull_request/head/sha")
