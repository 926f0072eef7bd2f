"""What is sent proves its sender: to a foreign library, and to figures that others computed."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import parse_qs

import pytest
from hegui_adapters.service.signatures import Accepted, Post, verified
from hegui_adapters.service.signing import dingtalk_query, feishu_signature, standard_headers
from serving import NOON, OLD_SECRET, SECRET
from standardwebhooks import Webhook, WebhookVerificationError

BODY = '{"type":"decision.made","data":{"产品":"春风贷"}}'.encode()


def seconds() -> int:
    """The moment it is: the library looks at the clock itself."""
    return int(datetime.now(UTC).timestamp())


@pytest.mark.parametrize("secret", [SECRET, OLD_SECRET])
def test_the_library_of_standard_webhooks_verifies_a_callback_by_every_live_secret(secret: str) -> None:
    headers = dict(standard_headers("msg-1", seconds(), BODY, [SECRET, OLD_SECRET]))
    Webhook(secret).verify(BODY.decode(), headers)


def test_the_library_refuses_it_by_a_secret_that_is_not_live() -> None:
    headers = dict(standard_headers("msg-1", seconds(), BODY, [SECRET]))
    with pytest.raises(WebhookVerificationError):
        Webhook(OLD_SECRET).verify(BODY.decode(), headers)


def test_the_library_refuses_a_callback_that_was_changed() -> None:
    headers = dict(standard_headers("msg-1", seconds(), BODY, [SECRET]))
    with pytest.raises(WebhookVerificationError):
        Webhook(SECRET).verify(BODY.decode() + " ", headers)


def test_our_own_door_accepts_what_we_send() -> None:
    headers = standard_headers("msg-1", int(NOON.timestamp()), BODY, [SECRET])
    post = Post(list(headers.items()), BODY, NOON.timestamp(), 300)
    assert verified("standard", post, [SECRET]) == Accepted("msg-1")


def test_feishu_has_the_signature_that_gitea_tests_against_feishus_own_program() -> None:
    assert feishu_signature(1, "a") == "rWZ84lcag1x9aBFhn1gtV4ZN+4gme3pilfQNMk86vKg="


def test_feishu_has_the_signature_that_openssl_computes() -> None:
    assert feishu_signature(1599360473, "demo") == "l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8="


def test_dingtalk_has_the_signature_that_openssl_computes() -> None:
    query = parse_qs(dingtalk_query(1796112000000, "this is secret"), strict_parsing=True)
    assert query == {"timestamp": ["1796112000000"], "sign": ["rnJa9Dhzb7JXpZMo9yyI360MCHD3hxsXkgeg9Zmvt3E="]}


def test_the_signature_of_dingtalk_is_encoded_so_that_a_plus_sign_stays_one() -> None:
    query = next(
        found for number in range(1000) if "%2B" in (found := dingtalk_query(1796112000000 + number, "this is secret"))
    )
    assert "+" not in query
