"""Signing in with a provider: whoever comes back with what was asked for has a session, nobody else has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from databases import database_url
from hegui_adapters.service.oidc import person_in
from hegui_adapters.service.settings import SignIn
from httpx import Response
from joserfc.jwk import ECKey, OctKey
from provider import CLIENT, CLIENT_SECRET, FakeProvider, providing
from pydantic import SecretStr, ValidationError
from serving import NOON, YAML, Clock, Service, product, served, unique

ROLES = {"compliance": "officer", "audit": "auditor", "ops": "admin"}


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def provided(clock: Clock) -> Iterator[FakeProvider]:
    with providing(clock) as found:
        yield found


@pytest.fixture(scope="module")
def running(provided: FakeProvider, clock: Clock, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    told = told_of(provided.issuer)
    with (
        database_url("sqlite", tmp_path_factory.mktemp("store")) as url,
        served(url, clock, open=False, oidc=told) as it,
    ):
        yield it


def told_of(issuer: str, **more: Any) -> SignIn:
    return SignIn.model_validate(
        {
            "issuer": issuer,
            "client_id": CLIENT,
            "client_secret": SecretStr(CLIENT_SECRET),
            "redirect": "http://127.0.0.1:8000/v1/session/callback",
            "roles": ROLES,
            **more,
        }
    )


@pytest.fixture
def service(running: Service) -> Service:
    running.clock.now = NOON
    running.client.cookies.clear()
    running.parts.gate._failures._buckets.clear()
    running.parts.gate._callers._buckets.clear()
    running.parts.recorder.audited(running.parts.refusals.rest())
    running.start = max((entry.seq for entry in running.written()), default=running.start)
    return running


@pytest.fixture
def provider(provided: FakeProvider) -> Iterator[FakeProvider]:
    key = provided.key
    yield provided
    provided.key, provided.signing, provided.claims, provided.header = key, None, {}, {}


def sent(service: Service, after: str = "/v1/rules") -> Response:
    return service.client.get(f"/v1/session/login?after={after}", follow_redirects=False)


def returned(service: Service, state: str, code: str, more: str = "") -> Response:
    return service.client.get(f"/v1/session/callback?state={state}&code={code}{more}", follow_redirects=False)


def signed_in(service: Service, provider: FakeProvider) -> Response:
    state, code = provider.authorised(sent(service).headers["location"])
    return returned(service, state, code)


def csrf(service: Service) -> str:
    found: str = service.client.get("/v1/session").json()["csrf"]
    return found


# ---- there and back


def test_a_person_is_sent_to_the_provider_with_what_protects_the_way_back(
    service: Service, provider: FakeProvider
) -> None:
    provider.authorised(sent(service).headers["location"])
    assert provider.asked["code_challenge_method"] == "S256"
    assert (provider.asked["response_type"], provider.asked["client_id"]) == ("code", CLIENT)
    assert all(len(provider.asked[name]) >= 32 for name in ("state", "nonce", "code_challenge"))


def test_who_comes_back_has_a_session_with_the_role_of_their_group(service: Service, provider: FakeProvider) -> None:
    found = signed_in(service, provider)
    said = service.client.get("/v1/session").json()
    assert (found.status_code, found.headers["location"]) == (303, "/v1/rules")
    assert (said["actor"], said["shown"], said["roles"]) == ("person:42", "李雷", ["officer"])


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(service: Service, provider: FakeProvider) -> None:
    (cookie,) = (one for one in signed_in(service, provider).headers.get_list("set-cookie") if one.startswith("hegui="))
    assert {"HttpOnly", "SameSite=lax", "Path=/", "Max-Age=28800"} <= set(cookie.split("; "))


def test_the_client_proves_itself_and_shows_the_verifier(service: Service, provider: FakeProvider) -> None:
    signed_in(service, provider)
    asked = provider.token_requests[-1]
    assert asked["authorization"].startswith("Basic ")
    assert (asked["grant_type"], len(asked["code_verifier"])) == ("authorization_code", 64)


def test_that_somebody_signed_in_is_in_the_log(service: Service, provider: FakeProvider) -> None:
    signed_in(service, provider)
    ((kind, said),) = service.said()
    assert kind == "session.opened"
    assert (said["issuer"], said["subject"], said["roles"]) == (provider.issuer, "42", ["officer"])


def test_a_decision_names_the_person(service: Service, provider: FakeProvider) -> None:
    signed_in(service, provider)
    headers = {**YAML, "x-csrf-token": csrf(service)}
    service.client.post("/v1/checks", content=product(unique()), headers=headers)
    assert [said["actor"] for kind, said in service.said() if kind == "decision"] == ["person:42"]


def test_a_session_ends(service: Service, provider: FakeProvider) -> None:
    signed_in(service, provider)
    cookies = dict(service.client.cookies)
    service.clock.move(hours=8)
    found = service.client.get("/v1/rules", headers={"cookie": f"hegui={cookies['hegui']}"})
    assert found.status_code == 401


def test_signing_out_takes_the_cookie_away(service: Service, provider: FakeProvider) -> None:
    signed_in(service, provider)
    found = service.client.delete("/v1/session", headers={"x-csrf-token": csrf(service)})
    assert found.status_code == 204
    assert service.client.get("/v1/rules").status_code == 401
    assert [kind for kind, _ in service.said()][:2] == ["session.opened", "session.closed"]


# ---- forged requests


def test_another_site_cannot_let_a_browser_change_anything(service: Service, provider: FakeProvider) -> None:
    signed_in(service, provider)
    found = service.client.post("/v1/checks", content=product(unique()), headers=YAML)
    assert (found.status_code, found.json()["reason"]) == (403, "csrf")


def test_the_token_of_another_session_does_not_help(service: Service, provider: FakeProvider) -> None:
    signed_in(service, provider)
    of_another = csrf(service)
    signed_in(service, provider)
    found = service.client.post("/v1/checks", content=b"x", headers={**YAML, "x-csrf-token": of_another})
    assert found.status_code == 403


@pytest.mark.parametrize("after", ["https://evil.example/", "//evil.example", "/\\evil.example", "evil"])
def test_nobody_is_sent_elsewhere_afterwards(service: Service, after: str) -> None:
    assert sent(service, after).status_code == 422


# ---- answers that prove nothing


WRONG_CLAIMS: dict[str, dict[str, Any]] = {
    "another nonce": {"nonce": "another"},
    "no nonce": {"nonce": None},
    "another issuer": {"iss": "https://evil.example"},
    "for another client": {"aud": "another"},
    "for several, issued to another": {"aud": [CLIENT, "another"], "azp": "another"},
    "over": {"exp": int(NOON.timestamp()) - 61},
    "without an end": {"exp": None},
    "about nobody": {"sub": None},
    "of another access token": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
}


@pytest.mark.parametrize("claims", WRONG_CLAIMS.values(), ids=WRONG_CLAIMS)
def test_a_token_that_says_something_else_opens_no_session(
    service: Service, provider: FakeProvider, claims: dict[str, Any]
) -> None:
    provider.claims = claims
    found = signed_in(service, provider)
    assert (found.status_code, found.json()["reason"]) == (401, "id_token")
    assert [kind for kind, _ in service.said()] == ["session.refused"]


def test_a_token_signed_by_somebody_else_opens_no_session(service: Service, provider: FakeProvider) -> None:
    provider.signing = ECKey.generate_key("P-256", {"kid": "one"})
    assert signed_in(service, provider).status_code == 401


@pytest.mark.parametrize("secret", [CLIENT_SECRET, "x" * 32], ids=["the client's", "another"])
def test_a_token_signed_with_a_shared_secret_opens_no_session(
    service: Service, provider: FakeProvider, secret: str
) -> None:
    provider.signing = OctKey.import_key(secret.ljust(32, "x"), {"kid": "one"})
    provider.header = {"alg": "HS256"}
    assert signed_in(service, provider).status_code == 401


def test_new_keys_of_the_provider_are_fetched_when_a_token_names_them(service: Service, provider: FakeProvider) -> None:
    signed_in(service, provider)
    provider.key = ECKey.generate_key("P-256", {"kid": "two", "use": "sig"})
    assert signed_in(service, provider).status_code == 303


def test_another_state_opens_no_session(service: Service, provider: FakeProvider) -> None:
    _, code = provider.authorised(sent(service).headers["location"])
    assert returned(service, "another", code).json()["reason"] == "state"


def test_a_code_without_an_attempt_opens_no_session(service: Service, provider: FakeProvider) -> None:
    state, code = provider.authorised(sent(service).headers["location"])
    service.client.cookies.clear()
    assert returned(service, state, code).json()["reason"] == "state"


def test_an_attempt_is_over_after_ten_minutes(service: Service, provider: FakeProvider) -> None:
    state, code = provider.authorised(sent(service).headers["location"])
    service.clock.move(minutes=10)
    assert returned(service, state, code).status_code == 401


def test_a_code_the_provider_does_not_know_opens_no_session(service: Service, provider: FakeProvider) -> None:
    state, _ = provider.authorised(sent(service).headers["location"])
    assert returned(service, state, "guessed").json()["reason"] == "code"


def test_an_answer_of_another_issuer_opens_no_session(service: Service, provider: FakeProvider) -> None:
    state, code = provider.authorised(sent(service).headers["location"])
    assert returned(service, state, code, "&iss=https://evil.example").json()["reason"] == "state"


def test_who_is_in_no_group_with_a_role_may_not_come_in(service: Service, provider: FakeProvider) -> None:
    provider.claims = {"groups": ["canteen"]}
    found = signed_in(service, provider)
    assert (found.status_code, found.json()["reason"]) == (403, "no-role")


def test_a_provider_that_does_not_answer_is_said_so(tmp_path: Path) -> None:
    told = told_of("http://127.0.0.1:9")
    with database_url("sqlite", tmp_path) as url, served(url, open=False, oidc=told) as it:
        found = it.client.get("/v1/session/login", follow_redirects=False)
    assert (found.status_code, found.json()["type"]) == (502, "urn:hegui:problem:provider-unavailable")


def test_without_a_provider_nobody_signs_in(tmp_path: Path) -> None:
    with database_url("sqlite", tmp_path) as url, served(url, open=False) as it:
        assert it.client.get("/v1/session/login").status_code == 404


# ---- claims


GROUPS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "one as a text": ("audit", ("auditor",)),
    "several, in the order of roles": (["ops", "x", "compliance"], ("officer", "admin")),
    "none": ([], ()),
    "nothing": (None, ()),
    "no list": ({"compliance": True}, ()),
    "no texts": ([1, ["compliance"]], ()),
}


@pytest.mark.parametrize(("value", "roles"), GROUPS.values(), ids=GROUPS)
def test_values_of_the_claim_give_roles(value: Any, roles: tuple[str, ...]) -> None:
    assert person_in({"sub": "42", "groups": value}, told_of("https://id.example")).roles == roles


@pytest.mark.parametrize("url", ["http://id.example", "ftp://id.example", "id.example"])
def test_a_provider_is_spoken_to_over_tls(url: str) -> None:
    with pytest.raises(ValidationError):
        told_of(url)


def test_over_tls_the_cookie_is_of_this_host_alone(clock: Clock, provided: FakeProvider, tmp_path: Path) -> None:
    clock.now = NOON
    told = told_of(provided.issuer, redirect="https://hegui.example/v1/session/callback")
    with database_url("sqlite", tmp_path) as url, served(url, clock, open=False, oidc=told) as it:
        (cookie,) = sent(it).headers.get_list("set-cookie")
    assert cookie.startswith("__Host-hegui-attempt=")
    assert "Secure" in cookie.split("; ")
