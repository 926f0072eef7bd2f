"""What a browser keeps is worth something only as it was signed, for what it was signed, and for as long as it says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hegui_adapters.service.roles import ROLES, Role, may
from hegui_adapters.service.sessions import Attempt, Session, attempt_in, csrf_of, sealed, session_in

KEY, OTHER = b"k" * 32, b"o" * 32
SESSION = Session("abc", "person:42", "李雷", ("officer",), 1000)
ATTEMPT = Attempt("state", "nonce", "verifier", "/v1/rules", 1000)


def test_a_session_comes_back_as_it_was() -> None:
    assert session_in(sealed(SESSION, KEY), KEY, 999) == SESSION


def test_an_attempt_comes_back_as_it_was() -> None:
    assert attempt_in(sealed(ATTEMPT, KEY), KEY, 999) == ATTEMPT


def test_a_session_ends_when_it_says() -> None:
    assert session_in(sealed(SESSION, KEY), KEY, 1000) is None


def test_an_attempt_ends_when_it_says() -> None:
    assert attempt_in(sealed(ATTEMPT, KEY), KEY, 1000) is None


def test_another_key_opens_nothing() -> None:
    assert session_in(sealed(SESSION, OTHER), KEY, 0) is None


def test_an_attempt_is_no_session() -> None:
    assert session_in(sealed(ATTEMPT, KEY), KEY, 0) is None


def test_a_session_is_no_attempt() -> None:
    assert attempt_in(sealed(SESSION, KEY), KEY, 0) is None


@pytest.mark.parametrize("place", range(len(sealed(SESSION, KEY))))
def test_no_character_of_it_can_be_changed(place: int) -> None:
    text = sealed(SESSION, KEY)
    other = "A" if text[place] != "A" else "B"
    assert session_in(text[:place] + other + text[place + 1 :], KEY, 0) is None


@pytest.mark.parametrize("text", ["", ".", "a", "é.é", "a" * 5000, f"{sealed(SESSION, KEY)}."])
def test_what_is_none_is_refused(text: str) -> None:
    assert session_in(text, KEY, 0) is None


def test_the_token_against_forgery_belongs_to_one_session() -> None:
    assert csrf_of(SESSION, KEY) != csrf_of(replace(SESSION, id="abd"), KEY)


MAY: dict[Role, tuple[Role, ...]] = {
    "viewer": ("viewer",),
    "product": ("viewer", "product"),
    "officer": ("viewer", "product", "officer"),
    "auditor": ("viewer", "auditor"),
    "admin": ("viewer", "product", "admin"),
}


@pytest.mark.parametrize("held", ROLES)
def test_a_role_may_what_the_table_says_and_nothing_else(held: Role) -> None:
    assert tuple(role for role in ROLES if may([held], role)) == MAY[held]


def test_who_holds_several_roles_may_what_each_may() -> None:
    assert {role for role in ROLES if may(["auditor", "officer"], role)} == {"viewer", "product", "officer", "auditor"}


def test_who_holds_none_may_nothing() -> None:
    assert not any(may([], role) for role in ROLES)
