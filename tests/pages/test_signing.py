"""Signing in with a token, what the session is worth afterwards, and forms that no other site can send."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import httpx
import pytest
from browsing import Site, site
from hegui_adapters.service.roles import Role
from storing import entries_of

SIGN_IN = "/signin"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A service whose clock these tests may move."""
    with site(tmp_path_factory.mktemp("own"), base=None) as found:
        yield found


@contextmanager
def signed_in(own: Site, secret: str, after: str = "/") -> Iterator[tuple[httpx.Client, httpx.Response]]:
    """Somebody's browser, and what their sign-in was answered."""
    with own.client(None) as client:
        yield client, client.post(SIGN_IN, data={"token": secret, "after": after})


def test_a_page_without_a_session_leads_to_the_sign_in_and_back(own: Site) -> None:
    with own.client(None) as client:
        answer = client.get("/?cursor=x")
    assert (answer.status_code, answer.headers["location"]) == (303, "/signin?after=%2F%3Fcursor%3Dx")


def test_a_part_without_a_session_leads_its_page_there(own: Site) -> None:
    with own.client(None, hx_request="true", hx_current_url=f"{own.base}/decisions/x?lang=en") as client:
        answer = client.get("/")
    assert (answer.status_code, answer.headers["hx-redirect"]) == (401, "/signin?after=%2Fdecisions%2Fx%3Flang%3Den")


@pytest.mark.parametrize("role", ["viewer", "product", "officer", "auditor", "admin"])
def test_a_token_gives_a_session_with_its_role(own: Site, role: Role) -> None:
    with signed_in(own, own.token(role, f"of-{role}")) as (client, answer):
        said = client.get("/v1/session").json()
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert (said["roles"], said["shown"]) == ([role], f"of-{role}")


def test_the_log_tells_who_signed_in_and_out(own: Site) -> None:
    with signed_in(own, own.token("officer", "told")) as (client, _):
        client.post("/signout", data={"csrf": client.get("/v1/session").json()["csrf"]})
        assert client.get("/").status_code == 303
    told = [one for one in entries_of(own.parts.database) if one.actor.startswith("token:told/")]
    assert [one.kind for one in told] == ["session.opened", "session.closed"]
    assert json.loads(told[0].payload or "")["roles"] == ["officer"]


def test_a_session_ends_when_its_token_is_revoked(own: Site) -> None:
    token, secret = own.parts.tokens.new("revoked", "viewer", "tester")
    with signed_in(own, secret) as (client, _):
        before = client.get("/").status_code
        own.parts.tokens.revoke(token.id, "tester")
        assert (before, client.get("/").status_code) == (200, 303)


def test_a_session_lasts_no_longer_than_its_token(own: Site) -> None:
    _, secret = own.parts.tokens.new("short", "viewer", "tester", date(2026, 12, 2))
    own.parts.clock.now = own.parts.clock().replace(hour=20)  # type: ignore[attr-defined]
    with signed_in(own, secret) as (_, answer):
        pass
    own.parts.clock.now = own.parts.clock().replace(hour=12)  # type: ignore[attr-defined]
    assert "Max-Age=14400" in answer.headers["set-cookie"]


def test_a_wrong_token_is_told_and_logged(own: Site) -> None:
    with signed_in(own, "hegui_wrong") as (_, answer):
        pass
    assert (answer.status_code, "令牌无效" in answer.text) == (401, True)
    assert "session.refused" in {one.kind for one in entries_of(own.parts.database)}


@pytest.mark.parametrize("after", ["//evil.example", "https://evil.example/", "/\\evil.example", "evil", ""])
def test_nobody_is_led_to_another_site(own: Site, after: str) -> None:
    with signed_in(own, own.token("viewer", "led"), after) as (_, answer):
        pass
    assert answer.headers["location"] == "/"


# ---- forms of others


FOREIGN = {
    "another origin": {"origin": "https://evil.example"},
    "a hidden origin": {"origin": "null"},
    "another site, told by the browser": {"sec-fetch-site": "cross-site"},
}


@pytest.mark.parametrize("headers", FOREIGN.values(), ids=FOREIGN)
@pytest.mark.parametrize("path", [SIGN_IN, "/signout"])
def test_a_form_of_another_site_is_refused(own: Site, headers: dict[str, str], path: str) -> None:
    with own.client("viewer") as client:
        answer = client.post(path, data={"csrf": own.csrf("viewer")}, headers=headers)
    assert answer.status_code == 403


@pytest.mark.parametrize("given", [{}, {"csrf": ""}, {"csrf": "x"}, {"csrf": "é"}])
def test_a_form_without_its_proof_is_refused(own: Site, given: dict[str, str]) -> None:
    with own.client("viewer") as client:
        assert client.post("/signout", data=given).status_code == 403


def test_a_form_with_its_proof_is_taken_in_field_or_header(own: Site) -> None:
    proof = own.csrf("viewer")
    with own.client("viewer", origin=own.base) as client:
        assert client.post("/signout", data={"csrf": proof}).status_code == 303
    with own.client("viewer") as client:
        assert client.post("/signout", headers={"x-csrf-token": proof}).status_code == 303


def test_an_open_service_needs_no_sign_in_but_takes_no_foreign_form(tmp_path: Path) -> None:
    with site(tmp_path, open=True) as found, found.client(None) as client:
        assert client.get("/").status_code == 200
        assert client.post("/signout", headers={"origin": "https://evil.example"}).status_code == 403


def test_over_tls_the_cookie_is_for_this_host_and_tls_alone(tmp_path: Path) -> None:
    with (
        site(tmp_path, public_url="https://hegui.example.cn") as found,
        signed_in(found, found.token("viewer")) as (_, answer),
    ):
        pass
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-hegui=")
    assert {"Secure", "HttpOnly", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))
