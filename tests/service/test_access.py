"""Who may ask: tokens made, shown once, recognised, used up and revoked; every step in the log with its actor."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from databases import KINDS, database_url
from hegui_adapters.service.gate import FAILURES
from hegui_adapters.service.roles import ROLES, Role
from hegui_adapters.store.tables import tokens as token_rows
from httpx import Response
from serving import JSON, NOON, SECRET, YAML, Service, product, served, signature, unique
from sqlalchemy import select

RATE, BURST = 2.0, 40


@pytest.fixture(scope="module", params=KINDS)
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("store")
    with database_url(request.param, folder) as url, served(url, open=False, rate=RATE, burst=BURST) as service:
        yield service


@pytest.fixture
def service(running: Service) -> Service:
    """A service that remembers nobody who came before, at noon."""
    running.clock.now = NOON
    running.parts.gate._callers._buckets.clear()
    running.parts.gate._failures._buckets.clear()
    running.parts.recorder.audited(running.parts.refusals.rest())
    running.parts.tokens.forget()
    running.start = max((entry.seq for entry in running.written()), default=running.start)
    return running


def token(service: Service, role: Role) -> str:
    return service.parts.tokens.new(unique("holder"), role, "tester")[1]


def bearer(secret: str) -> dict[str, str]:
    return {"authorization": f"Bearer {secret}"}


def asked(service: Service, secret: str, path: str = "/v1/rules") -> Response:
    return service.client.get(path, headers=bearer(secret))


def made(service: Service, by: str, **wanted: Any) -> Response:
    said = {"name": unique("holder"), "role": "viewer", **wanted}
    return service.client.post("/v1/tokens", json=said, headers=bearer(by))


# ---- recognised or not


def test_whoever_brings_nothing_is_asked_for_a_token(service: Service) -> None:
    found = service.client.get("/v1/rules")
    assert (found.status_code, found.headers["www-authenticate"]) == (401, 'Bearer realm="hegui"')


UNKNOWN = {
    "another scheme": "Basic aGVndWk6aGVndWk=",
    "no secret": "Bearer",
    "not of our kind": "Bearer abc",
    "of our kind but unknown": f"Bearer hegui_{'x' * 43}",
    "with more behind": f"Bearer hegui_{'x' * 44}",
    "no ascii": "Bearer hegui_é",
}


@pytest.mark.parametrize("given", UNKNOWN.values(), ids=UNKNOWN)
def test_what_is_no_token_is_refused(service: Service, given: str) -> None:
    found = service.client.get("/v1/rules", headers=[(b"authorization", given.encode("latin-1"))])
    assert (found.status_code, found.headers["content-type"]) == (401, "application/problem+json")


def test_a_token_is_recognised(service: Service) -> None:
    assert asked(service, token(service, "viewer")).status_code == 200


def test_health_is_for_everybody(service: Service) -> None:
    assert [service.client.get(path).status_code for path in ("/healthz", "/readyz")] == [200, 200]


NEEDED: dict[str, tuple[str, str, set[Role]]] = {
    "read rules": ("GET", "/v1/rules", set(ROLES)),
    "read counters": ("GET", "/metrics", set(ROLES)),
    "read decisions": ("GET", "/v1/products/x/decisions", set(ROLES)),
    "have a manifest judged": ("POST", "/v1/checks", {"product", "officer", "admin"}),
    "list tokens": ("GET", "/v1/tokens", {"admin"}),
    "make a token": ("POST", "/v1/tokens", {"admin"}),
    "revoke a token": ("DELETE", "/v1/tokens/000000000000", {"admin"}),
    "reload the rules": ("POST", "/v1/admin/reload", {"admin"}),
}


@pytest.mark.parametrize(("method", "path", "allowed"), NEEDED.values(), ids=NEEDED)
def test_each_action_takes_the_roles_that_the_table_gives(
    service: Service, method: str, path: str, allowed: set[Role]
) -> None:
    answers = {
        role: service.client.request(method, path, content=b"", headers=bearer(token(service, role))) for role in ROLES
    }
    assert {role for role, answer in answers.items() if answer.status_code != 403} == allowed


def test_a_refusal_names_the_role_that_is_needed(service: Service) -> None:
    found = asked(service, token(service, "viewer"), "/v1/tokens").json()
    assert (found["type"], found["detail"]) == ("urn:hegui:problem:forbidden", "this takes the role admin")


def test_a_decision_is_logged_with_whoever_asked_for_it(service: Service) -> None:
    new, secret = service.parts.tokens.new("pipeline", "product", "tester")
    service.client.post("/v1/checks", content=product(unique()), headers={**YAML, **bearer(secret)})
    (record,) = (said for kind, said in service.said() if kind == "decision")
    assert record["actor"] == f"token:pipeline/{new.id}"


def test_a_key_of_one_caller_is_not_that_of_another(service: Service) -> None:
    text, key = product(unique()), {"idempotency-key": unique("key")}
    ids = {
        service.client.post("/v1/checks", content=text, headers={**YAML, **key, **bearer(token(service, "product"))})
        .json()["decision"]["id"]
        for _ in range(2)
    }  # fmt: skip
    assert len(ids) == 2


# ---- the life of a token


def test_an_admin_makes_a_token_and_sees_its_secret_once(service: Service) -> None:
    admin = token(service, "admin")
    found = made(service, admin)
    secret = found.json()["token"]
    assert found.status_code == 201
    assert asked(service, secret).status_code == 200
    assert secret not in asked(service, admin, "/v1/tokens").text


def test_a_secret_has_256_bits_and_is_stored_nowhere(service: Service) -> None:
    secret = token(service, "viewer")
    with service.parts.database.reading() as connection:
        stored = str(connection.execute(select(token_rows)).all())
    assert len(secret.removeprefix("hegui_")) * 6 >= 256
    assert secret not in stored + str(service.said())


def test_who_made_and_who_revoked_a_token_is_in_the_log(service: Service) -> None:
    admin, secret = service.parts.tokens.new("chief", "admin", "tester")
    new = made(service, secret, name="guest").json()["id"]
    service.client.delete(f"/v1/tokens/{new}", headers=bearer(secret))
    told = [(entry.kind, entry.actor) for entry in service.written() if entry.subject == new]
    assert told == [("token.created", admin.actor), ("token.revoked", admin.actor)]


def test_a_revoked_token_is_worth_nothing_at_once(service: Service) -> None:
    new, secret = service.parts.tokens.new(unique("guest"), "viewer", "tester")
    assert asked(service, secret).status_code == 200
    service.client.delete(f"/v1/tokens/{new.id}", headers=bearer(token(service, "admin")))
    assert asked(service, secret).status_code == 401


def test_a_token_revoked_by_another_process_is_worth_nothing_seconds_later(service: Service) -> None:
    new, secret = service.parts.tokens.new(unique("guest"), "viewer", "tester")
    asked(service, secret)
    with service.parts.database.writing() as connection:
        connection.execute(token_rows.update().where(token_rows.c.id == new.id).values(revoked="2026-12-01"))
    service.clock.move(seconds=5)
    assert asked(service, secret).status_code == 401


def test_revoking_twice_is_told_once(service: Service) -> None:
    new, _ = service.parts.tokens.new(unique("guest"), "viewer", "tester")
    first, second = (service.parts.tokens.revoke(new.id, "tester") for _ in range(2))
    assert first == second
    assert [kind for kind, _ in service.said()].count("token.revoked") == 1


def test_a_token_that_does_not_exist_cannot_be_revoked(service: Service) -> None:
    found = service.client.delete("/v1/tokens/000000000000", headers=bearer(token(service, "admin")))
    assert found.status_code == 404


def test_a_token_lasts_until_its_day(service: Service) -> None:
    secret = made(service, token(service, "admin"), expires="2026-12-02").json()["token"]
    assert asked(service, secret).status_code == 200
    service.clock.move(hours=12)
    assert asked(service, secret).status_code == 401


def test_that_a_token_was_used_is_kept_to_the_hour(service: Service) -> None:
    new, secret = service.parts.tokens.new(unique("guest"), "viewer", "tester")
    asked(service, secret)
    service.clock.move(minutes=50)
    asked(service, secret)
    (listed,) = (one for one in service.parts.tokens.listed() if one.id == new.id)
    assert listed.last_used == "2026-12-01T12:00:00.000+08:00"


def test_using_a_token_is_no_entry_of_the_log(service: Service) -> None:
    secret = token(service, "viewer")
    before = len(service.written())
    asked(service, secret)
    assert len(service.written()) == before


WRONG = {
    "a name with spaces": {"name": "a b"},
    "no name": {"name": ""},
    "a role there is not": {"role": "root"},
    "a day that is past": {"expires": "2026-12-01"},
    "something else": {"scope": "all"},
}


@pytest.mark.parametrize("wanted", WRONG.values(), ids=WRONG)
def test_a_token_that_cannot_be_is_refused(service: Service, wanted: dict[str, str]) -> None:
    found = made(service, token(service, "admin"), **wanted)
    assert (found.status_code, found.json()["type"]) == (422, "urn:hegui:problem:invalid-request")


# ---- refusals in the log


def test_that_a_stranger_was_refused_is_in_the_log_once_a_minute(service: Service) -> None:
    for _ in range(3):
        service.client.get("/v1/rules")
    assert service.said() == [("access.refused", {"reason": "unrecognised"})]


def test_that_somebody_lacked_a_role_is_in_the_log_with_their_name(service: Service) -> None:
    new, secret = service.parts.tokens.new(unique("guest"), "viewer", "tester")
    asked(service, secret, "/v1/tokens")
    (told,) = (entry for entry in service.written() if entry.kind == "access.refused")
    assert (told.actor, told.subject, json.loads(told.payload or "")) == (
        new.actor,
        "GET /v1/tokens",
        {"reason": "role"},
    )


# ---- how often


def test_every_answer_says_what_is_left(service: Service) -> None:
    found = asked(service, token(service, "viewer"))
    assert found.headers["ratelimit-policy"] == '"caller";q=40;w=20'
    assert found.headers["ratelimit"] == '"caller";r=39;t=1'


def test_who_comes_too_often_is_told_when_to_come_again(service: Service) -> None:
    secret = token(service, "viewer")
    found = [asked(service, secret) for _ in range(BURST + 1)][-1]
    assert (found.status_code, found.json()["type"]) == (429, "urn:hegui:problem:too-many-requests")
    assert (found.headers["retry-after"], found.headers["ratelimit"]) == ("1", '"caller";r=0;t=20')


def test_after_that_time_the_next_one_passes(service: Service) -> None:
    secret = token(service, "viewer")
    for _ in range(BURST + 1):
        asked(service, secret)
    service.clock.move(seconds=1)
    assert asked(service, secret).status_code == 200


def test_one_caller_uses_up_nothing_of_another(service: Service) -> None:
    secret = token(service, "viewer")
    for _ in range(BURST + 1):
        asked(service, secret)
    assert asked(service, token(service, "viewer")).status_code == 200


def test_a_source_has_its_own_limit(service: Service) -> None:
    found = [service.post({"type": "ping"}) for _ in range(BURST + 1)]
    assert (found[0].status_code, found[-1].status_code) == (200, 429)


def test_wrong_signatures_use_up_nothing_of_their_source(service: Service) -> None:
    headers = {**signature("{}", unique("msg"), service.clock.now, SECRET), **JSON}
    for _ in range(5):
        service.client.post("/v1/webhooks/registry", content=b"{ }", headers=headers)
    assert service.post({"type": "ping"}).headers["ratelimit"] == f'"caller";r={BURST - 1};t=1'


def test_an_address_that_guesses_is_not_listened_to_for_a_while(service: Service) -> None:
    found = [asked(service, f"hegui_{'x' * 43}").status_code for _ in range(FAILURES + 1)]
    assert (found[-2], found[-1]) == (401, 429)
    assert asked(service, token(service, "viewer")).status_code == 429
    service.clock.move(seconds=2)
    assert asked(service, token(service, "viewer")).status_code == 200
