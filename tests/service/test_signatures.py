"""Signatures of webhooks: what the foreign library signs holds, and nothing else does."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import quote_plus

import pytest
from hegui_adapters.service.signatures import Accepted, Headers, Post, Refused, Scheme, key_of_secret, verified
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook

NOW = 1_796_097_600
SECRET = "whsec_" + base64.b64encode(b"k" * 32).decode()
OTHER = "whsec_" + base64.b64encode(b"o" * 32).decode()
GOLDEN = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def signed(body: bytes, *, name: str = "msg_1", at: float = NOW, secret: str = SECRET, now: float = NOW) -> Post:
    """A post as the foreign library signs it."""
    proof = Webhook(secret).sign(name, datetime.fromtimestamp(at, UTC), body.decode())
    return Post(standard(name, str(int(at)), proof), body, now, 300)


def standard(name: str, moment: str, proof: str) -> Headers:
    return [("webhook-id", name), ("webhook-timestamp", moment), ("webhook-signature", proof)]


def reason(found: Accepted | Refused) -> str:
    return found.reason if isinstance(found, Refused) else "accepted"


def test_the_example_of_the_specification_holds() -> None:
    proof = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    post = Post(standard("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", proof), b'{"test": 2432232314}', 1614265330, 300)
    assert verified("standard", post, [GOLDEN]) == Accepted("msg_p5jXN8AQM9LWM0D4loKWxJek")


@given(st.text(st.characters(codec="utf-8"), max_size=200), st.from_regex(r"[!-~]{1,60}", fullmatch=True))
def test_what_the_library_signs_holds(body: str, name: str) -> None:
    assert verified("standard", signed(body.encode(), name=name), [SECRET]) == Accepted(name)


@given(st.binary(min_size=1, max_size=60), st.data())
def test_a_body_changed_anywhere_does_not_hold(body: bytes, data: st.DataObject) -> None:
    text = base64.b64encode(body)
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != text[place]))
    post = replace(signed(text), body=text[:place] + bytes([other]) + text[place + 1 :])
    assert reason(verified("standard", post, [SECRET])) == "wrong-signature"


@given(st.sampled_from(["webhook-id", "webhook-timestamp", "webhook-signature"]), st.data())
def test_a_header_changed_anywhere_does_not_hold(name: str, data: st.DataObject) -> None:
    post = signed(b"{}")
    value = dict(post.headers)[name]
    place = data.draw(st.integers(0, len(value) - 1))
    other = data.draw(st.sampled_from("0123456789abcXYZ+/=,. v").filter(lambda sign: sign != value[place]))
    changed = [(k, f"{v[:place]}{other}{v[place + 1 :]}" if k == name else v) for k, v in post.headers]
    assert isinstance(verified("standard", replace(post, headers=changed), [SECRET]), Refused)


@pytest.mark.parametrize("late", [-300, -299, 0, 299, 300])
def test_a_timestamp_within_the_tolerance_holds(late: int) -> None:
    assert reason(verified("standard", signed(b"{}", now=NOW + late), [SECRET])) == "accepted"


@pytest.mark.parametrize("late", [-86_400, -301, 301, 86_400])
def test_a_timestamp_beyond_the_tolerance_is_stale(late: int) -> None:
    assert reason(verified("standard", signed(b"{}", now=NOW + late), [SECRET])) == "stale"


@pytest.mark.parametrize("secrets", [[SECRET, OTHER], [OTHER, SECRET]])
def test_every_live_secret_is_tried(secrets: list[str]) -> None:
    assert reason(verified("standard", signed(b"{}"), secrets)) == "accepted"


def test_a_secret_that_was_taken_away_holds_no_more() -> None:
    assert reason(verified("standard", signed(b"{}"), [OTHER])) == "wrong-signature"


def test_without_any_secret_nothing_holds() -> None:
    assert reason(verified("standard", signed(b"{}"), [])) == "wrong-signature"


def test_one_signature_of_several_is_enough() -> None:
    one, two = (dict(signed(b"{}", secret=secret).headers)["webhook-signature"] for secret in (OTHER, SECRET))
    post = replace(signed(b"{}"), headers=standard("msg_1", str(NOW), f"v1a,AAAA {one} {two}"))
    assert reason(verified("standard", post, [SECRET])) == "accepted"


@pytest.mark.parametrize("version", ["v1a", "v2", "V1", ""])
def test_a_signature_of_another_version_does_not_count(version: str) -> None:
    proof = dict(signed(b"{}").headers)["webhook-signature"].removeprefix("v1")
    post = replace(signed(b"{}"), headers=standard("msg_1", str(NOW), version + proof))
    assert reason(verified("standard", post, [SECRET])) == "wrong-signature"


@pytest.mark.parametrize("name", ["webhook-id", "webhook-timestamp", "webhook-signature"])
def test_a_header_that_is_missing_is_named(name: str) -> None:
    post = signed(b"{}")
    found = verified("standard", replace(post, headers=[one for one in post.headers if one[0] != name]), [SECRET])
    assert isinstance(found, Refused)
    assert (found.reason, name in found.zh, name in found.en) == ("missing-header", True, True)


@pytest.mark.parametrize("name", ["webhook-id", "webhook-timestamp", "webhook-signature"])
def test_a_header_that_comes_twice_proves_nothing(name: str) -> None:
    post = signed(b"{}")
    doubled = [*post.headers, (name, dict(post.headers)[name])]
    assert reason(verified("standard", replace(post, headers=doubled), [SECRET])) == "repeated-header"


MALFORMED = {
    "a timestamp in words": ("msg_1", "yesterday"),
    "a timestamp with a sign": ("msg_1", "-1796097600"),
    "a timestamp with a fraction": ("msg_1", "1796097600.5"),
    "a timestamp in other digits": ("msg_1", "１７９６０９７６００"),
    "a timestamp beyond all years": ("msg_1", "9" * 40),
    "no id": ("", str(NOW)),
    "an id with a space": ("msg 1", str(NOW)),
    "an id too long to be kept": ("m" * 201, str(NOW)),
}


@pytest.mark.parametrize(("name", "moment"), MALFORMED.values(), ids=MALFORMED)
def test_a_header_that_is_malformed_is_refused(name: str, moment: str) -> None:
    post = Post(standard(name, moment, "v1,AAAA"), b"{}", NOW, 300)
    assert reason(verified("standard", post, [SECRET])) == "malformed-header"


@pytest.mark.parametrize("secret", ["whsec_", "whsec_!!!!", "whsec_" + base64.b64encode(b"k" * 23).decode(), "short"])
def test_a_secret_that_is_none_is_an_error(secret: str) -> None:
    with pytest.raises(ValueError, match="a secret is"):
        key_of_secret("standard", secret)


# ---- forges

PLAIN = "It's a Secret to Everybody"


def forge(scheme: Scheme, headers: dict[str, str], body: bytes = b"{}", now: float = NOW) -> str:
    return reason(verified(scheme, Post(list(headers.items()), body, now, 300), [PLAIN]))


def test_the_example_of_github_holds() -> None:
    proof = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
    headers = {"x-github-delivery": "1", "x-hub-signature-256": proof}
    assert forge("github", headers, b"Hello, World!") == "accepted"


@pytest.mark.parametrize("proof", ["sha256=" + "0" * 64, "sha1=" + "0" * 40, ""])
def test_what_github_did_not_sign_does_not_hold(proof: str) -> None:
    assert forge("github", {"x-github-delivery": "1", "x-hub-signature-256": proof}) == "wrong-signature"


def test_github_names_its_deliveries() -> None:
    assert forge("github", {"x-hub-signature-256": "sha256=0"}) == "missing-header"


@pytest.mark.parametrize("name", ["idempotency-key", "x-gitlab-event-uuid"])
def test_gitlab_sends_the_secret_itself(name: str) -> None:
    assert forge("gitlab", {name: "1", "x-gitlab-token": PLAIN}) == "accepted"


@pytest.mark.parametrize("token", ["", PLAIN[:-1], PLAIN + " ", PLAIN.lower()])
def test_another_token_of_gitlab_does_not_hold(token: str) -> None:
    assert forge("gitlab", {"idempotency-key": "1", "x-gitlab-token": token}) == "wrong-signature"


def gitee(moment: int) -> str:
    content = f"{moment}\n{PLAIN}".encode()
    return base64.b64encode(hmac.new(PLAIN.encode(), content, hashlib.sha256).digest()).decode()


@pytest.mark.parametrize("written", [str, quote_plus])
def test_gitee_signs_the_moment(written: type[str]) -> None:
    moment = NOW * 1000
    headers = {"x-gitee-timestamp": str(moment), "x-gitee-token": written(gitee(moment))}
    assert forge("gitee", headers) == "accepted"


def test_gitee_may_send_the_secret_itself() -> None:
    assert forge("gitee", {"x-gitee-timestamp": str(NOW * 1000), "x-gitee-token": PLAIN}) == "accepted"


def test_a_signature_of_gitee_grows_stale() -> None:
    moment = NOW * 1000
    headers = {"x-gitee-timestamp": str(moment), "x-gitee-token": gitee(moment)}
    assert forge("gitee", headers, now=NOW + 301) == "stale"


def test_another_moment_does_not_hold_for_gitee() -> None:
    headers = {"x-gitee-timestamp": str(NOW * 1000 + 1), "x-gitee-token": gitee(NOW * 1000)}
    assert forge("gitee", headers) == "wrong-signature"
