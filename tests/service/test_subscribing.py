"""Subscriptions over HTTP: who is told, secrets shown once and kept sealed, every change in the log."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from databases import KINDS, database_url
from hegui_adapters.service.settings import ServiceSettings
from hegui_adapters.service.targets import Target
from hegui_adapters.store import tables
from hegui_adapters.store.sealing import add_key
from pydantic import ValidationError
from serving import SECRET, Service, served, unique
from sqlalchemy import select
from subscribing import Team, decided, quiet_after, subscribe

WEBHOOK = {"kind": "webhook", "url": "https://pipeline.example/hooks/k3y?word=s3cret"}
NAMED = {
    "legal-group": Target.model_validate({"kind": "feishu", "url": "https://robot.example/hook/k3y", "secret": "w0rd"}),
    "pipeline": Target.model_validate({"kind": "webhook", "url": "http://hooks.corp/", "secret": SECRET}),
}


@pytest.fixture(scope="module", params=KINDS)
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("store")
    add_key(folder / "keys")
    told = {"sealing_keys": folder / "keys", "targets": NAMED, "outbound_hosts": ("hooks.corp",)}
    with database_url(request.param, folder) as url, served(url, **told) as service:
        yield service


@pytest.fixture
def team(service: Service) -> Iterator[Team]:
    with quiet_after(service) as found:
        yield found


def refused(team: Team, wanted: object) -> list[str]:
    """The pointers of what is wrong with a subscription."""
    answer = team.service.client.post("/v1/subscriptions", json=wanted)
    assert answer.status_code == 422, answer.text
    assert all(one["detail"]["zh"] and one["detail"]["en"] for one in answer.json()["errors"])
    assert team.service.written() == []
    return [one["pointer"] for one in answer.json()["errors"]]


def test_a_webhook_gets_a_secret_that_is_shown_once(team: Team) -> None:
    made = subscribe(team)
    assert made["secret"].startswith("whsec_")
    assert "secret" not in team.get(f"/v1/subscriptions/{made['id']}")


def test_a_subscription_is_found_where_its_answer_says(team: Team) -> None:
    answer = team.service.client.post("/v1/subscriptions", json={"scope": {"all": True}, "target": WEBHOOK})
    made = {name: value for name, value in answer.json().items() if name != "secret"}
    assert team.get(answer.headers["location"]) == made
    assert made in team.get("/v1/subscriptions")["subscriptions"]


def test_what_could_be_used_is_shown_nowhere(team: Team) -> None:
    made = subscribe(team, target=WEBHOOK)
    robot = subscribe(
        team, target={"kind": "dingtalk", "url": "https://robot.example/send?access_token=k3y", "secret": "w0rd"}
    )
    forge = subscribe(team, target={"kind": "gitee", "repository": "bank/loans", "token": "t0ken"})
    team.service.client.post(f"/v1/subscriptions/{made['id']}/rotate")
    with team.service.parts.database.reading() as connection:
        stored = [tuple(row) for row in connection.execute(select(tables.subscriptions))]
    everything = json.dumps(team.get("/v1/subscriptions")) + str(stored) + str(team.service.written())
    assert robot["target"] == {"origin": "https://robot.example"}
    assert forge["target"] == {"origin": "https://gitee.com", "repository": "bank/loans"}
    assert not [word for word in ("k3y", "s3cret", "w0rd", "t0ken", made["secret"]) if word in everything]


def test_every_change_is_in_the_log_with_its_actor(team: Team) -> None:
    made = subscribe(team, "spring-loan", verdicts=["blocked"], lang="en")
    client = team.service.client
    client.post(f"/v1/subscriptions/{made['id']}/rotate")
    client.delete(f"/v1/subscriptions/{made['id']}")
    entries = team.service.written()
    assert [one.kind for one in entries] == ["subscription.created", "subscription.rotated", "subscription.ended"]
    assert {(one.actor, one.subject) for one in entries} == {("anonymous", made["id"])}
    assert json.loads(entries[0].payload or "") == {
        "kind": "webhook",
        "scope": {"product": "spring-loan"},
        "verdicts": ["blocked"],
        "lang": "en",
        "target": {"origin": "https://pipeline.example"},
        "setting": None,
    }


def test_who_ends_is_told_no_more_and_its_secrets_are_gone(team: Team) -> None:
    name = unique("loan")
    made = subscribe(team, name)
    decided(team, name)
    assert team.service.client.delete(f"/v1/subscriptions/{made['id']}").json()["state"] == "ended"
    assert [one["state"] for one in team.messages(made["id"])] == ["cancelled"]
    decided(team, name)
    assert len(team.messages(made["id"])) == 1
    with team.service.parts.database.reading() as connection:
        row = connection.execute(
            select(tables.subscriptions.c.target).where(tables.subscriptions.c.id == made["id"])
        ).one()
    assert row.target is None


def test_ending_twice_is_ending_once(team: Team) -> None:
    made = subscribe(team)
    client = team.service.client
    first, second = (client.delete(f"/v1/subscriptions/{made['id']}") for _ in range(2))
    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert [one.kind for one in team.service.written()] == ["subscription.created", "subscription.ended"]


def test_a_target_of_the_settings_is_used_by_name_and_nothing_of_it_is_stored(team: Team) -> None:
    name = unique("loan")
    made = subscribe(team, name, target=None, setting="legal-group")
    assert (made["kind"], made["setting"], made["target"]) == (
        "feishu",
        "legal-group",
        {"origin": "https://robot.example"},
    )
    assert "secret" not in made
    decided(team, name)
    team.outside.says(200, b'{"code":0}')
    assert team.deliver() == ["delivered"]
    assert team.outside.posts[0].url == "https://robot.example/hook/k3y"


WRONG: list[tuple[Mapping[str, Any], list[str]]] = [
    ({}, ["/scope"]),
    ({"scope": {}, "target": WEBHOOK}, ["/scope"]),
    ({"scope": {"product": "a", "all": True}, "target": WEBHOOK}, ["/scope"]),
    ({"scope": {"all": False}, "target": WEBHOOK}, ["/scope/all"]),
    ({"scope": {"product": ""}, "target": WEBHOOK}, ["/scope/product"]),
    ({"scope": {"product": "x" * 201}, "target": WEBHOOK}, ["/scope/product"]),
    ({"scope": {"team": "a"}, "target": WEBHOOK}, ["/scope/team"]),
    ({"scope": {"all": True}}, [""]),
    ({"scope": {"all": True}, "target": WEBHOOK, "setting": "legal-group"}, [""]),
    ({"scope": {"all": True}, "setting": "unknown"}, ["/setting"]),
    ({"scope": {"all": True}, "target": WEBHOOK, "verdicts": []}, ["/verdicts"]),
    ({"scope": {"all": True}, "target": WEBHOOK, "verdicts": ["fine"]}, ["/verdicts/0"]),
    ({"scope": {"all": True}, "target": WEBHOOK, "lang": "fr"}, ["/lang"]),
    ({"scope": {"all": True}, "target": {"kind": "pager", "url": "https://x.example/"}}, ["/target/kind"]),
    ({"scope": {"all": True}, "target": {**WEBHOOK, "secret": SECRET}}, ["/target/secret"]),
    ({"scope": {"all": True}, "target": {**WEBHOOK, "former": SECRET}}, ["/target/former"]),
    ({"scope": {"all": True}, "target": {**WEBHOOK, "url": "https://169.254.169.254/"}}, ["/target/url"]),
    ({"scope": {"all": True}, "target": {**WEBHOOK, "url": "https://localhost:1/\u0000"}}, ["/target/url"]),
    ({"scope": {"all": True}, "target": {**WEBHOOK, "url": "http://pipeline.example/"}}, ["/target/url"]),
    ({"scope": {"all": True}, "target": {"kind": "github"}}, ["/target/token", "/target/repository"]),
]


@pytest.mark.parametrize(("wanted", "pointers"), WRONG, ids=range(len(WRONG)))
def test_what_cannot_be_subscribed_is_refused_at_its_place(
    team: Team, wanted: Mapping[str, Any], pointers: list[str]
) -> None:
    assert refused(team, wanted) == pointers


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"{", b"\xff", b'{"scope":1,"scope":2}', b"[" * 99999])
def test_what_is_no_object_is_malformed(team: Team, body: bytes) -> None:
    answer = team.service.client.post("/v1/subscriptions", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400


def test_another_kind_of_body_is_not_read(team: Team) -> None:
    answer = team.service.client.post(
        "/v1/subscriptions", content=b"a: b", headers={"content-type": "application/yaml"}
    )
    assert answer.status_code == 415


NOT_POSSIBLE = ["rotate", "enable"]


@pytest.mark.parametrize("what", NOT_POSSIBLE)
def test_what_a_robot_of_the_settings_has_not_cannot_be_changed(team: Team, what: str) -> None:
    made = subscribe(team, target=None, setting="legal-group")
    answer = team.service.client.post(f"/v1/subscriptions/{made['id']}/{what}")
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:hegui:problem:not-possible")


UNKNOWN = "019dfd3a-7c00-7d2e-9a41-0c5a3c1f7b52"
PATHS = [
    ("get", f"/v1/subscriptions/{UNKNOWN}"),
    ("delete", f"/v1/subscriptions/{UNKNOWN}"),
    ("post", f"/v1/subscriptions/{UNKNOWN}/rotate"),
    ("post", f"/v1/subscriptions/{UNKNOWN}/enable"),
    ("get", f"/v1/deliveries/{UNKNOWN}"),
    ("post", f"/v1/deliveries/{UNKNOWN}/replay"),
]


@pytest.mark.parametrize(("method", "path"), PATHS)
def test_what_is_not_there_is_not_found(team: Team, method: str, path: str) -> None:
    assert team.service.client.request(method.upper(), path).status_code == 404


@pytest.mark.parametrize("state", ["waiting", "delivered", "cancelled"])
def test_only_a_dead_message_is_sent_again(team: Team, state: str) -> None:
    name = unique("loan")
    made = subscribe(team, name)
    decided(team, name)
    if state == "delivered":
        team.deliver()
    if state == "cancelled":
        team.service.client.delete(f"/v1/subscriptions/{made['id']}")
    (message,) = team.messages(made["id"], state)
    assert team.service.client.post(f"/v1/deliveries/{message['id']}/replay").status_code == 409


def test_without_keys_no_secret_is_taken(tmp_path: Path) -> None:
    with served(f"sqlite:///{tmp_path / 'hegui.db'}", targets={"legal-group": NAMED["legal-group"]}) as service:
        team = Team(service)
        assert refused(team, {"scope": {"all": True}, "target": WEBHOOK}) == ["/target"]
        assert subscribe(team, target=None, setting="legal-group")["state"] == "active"


def test_a_key_that_is_lost_puts_messages_off_and_says_so(tmp_path: Path) -> None:
    add_key(tmp_path / "keys")
    url, name = f"sqlite:///{tmp_path / 'hegui.db'}", unique("loan")
    with served(url, sealing_keys=tmp_path / "keys") as service:
        made = subscribe(Team(service), name)
    with served(url) as service:
        team = Team(service)
        decided(team, name)
        assert team.deliver() == ["failed"]
        assert "give its key" in team.message(made["id"])["tried"][0]["detail"]


def test_targets_of_the_settings_are_checked_before_the_service_starts() -> None:
    with pytest.raises(ValidationError, match=r"targets\.group\.url"):
        ServiceSettings(targets={"group": Target.model_validate({"kind": "feishu", "url": "http://10.0.0.1/"})})


def test_hosts_that_may_be_called_come_from_a_variable_as_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEGUI_OUTBOUND_HOSTS", "Hooks.Corp., 10.0.0.7 例子.example")
    assert ServiceSettings().outbound_hosts == ("hooks.corp", "10.0.0.7", "xn--fsqu00a.example")
