"""Whether a webhook comes from who it says: headers, raw body, secrets and the moment in, accepted or why not out.

Pure: it reads no clock and keeps nothing. Every comparison of what only the sender can know takes the same time whatever
it finds, and every live secret is tried.

- `standard`: Standard Webhooks 1.0.0, HMAC-SHA256 over `id.timestamp.body`, signatures `v1,…` (of which there may be
  several); secrets are `whsec_` and base64.
- `github`: `X-Hub-Signature-256`, HMAC-SHA256 over the body. Neither moment nor id is signed: who taps a delivery can
  repeat it, under another id too.
- `gitlab`: `X-Gitlab-Token` is the secret itself; nothing is signed.
- `gitee`: `X-Gitee-Token` is HMAC-SHA256 over `timestamp\\nsecret`, or the secret itself; the body is not signed.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import quote, quote_plus

__all__ = ["Accepted", "Headers", "Post", "Reason", "Refused", "Scheme", "key_of_secret", "verified"]

Scheme = Literal["standard", "github", "gitlab", "gitee"]
Headers = Sequence[tuple[str, str]]
"""Names in small letters, in the order they came; a name may come twice."""
Reason = Literal["missing-header", "repeated-header", "malformed-header", "stale", "wrong-signature"]

ID_LENGTH: Final = 200
_ID = re.compile(rf"[!-~]{{1,{ID_LENGTH}}}")
_SECONDS = re.compile(r"[0-9]{1,11}")
_MILLISECONDS = re.compile(r"[0-9]{1,14}")


@dataclass(frozen=True, slots=True)
class Post:
    """What arrived, and when, in seconds of the Unix epoch."""

    headers: Headers
    body: bytes
    now: float
    tolerance: int


@dataclass(frozen=True, slots=True)
class Accepted:
    """It holds. `id` names the delivery among all of its source."""

    id: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Why it does not hold. `id` is what the sender, whoever it is, called the delivery."""

    reason: Reason
    zh: str
    en: str
    id: str | None = None


def verified(scheme: Scheme, post: Post, secrets: Iterable[str]) -> Accepted | Refused:
    """Whether a post was sent by the holder of one of `secrets`."""
    try:
        return _SCHEMES[scheme](_Held(post.headers), post, [key_of_secret(scheme, secret) for secret in secrets])
    except _HeaderError as error:
        return error.refused


def key_of_secret(scheme: Scheme, secret: str) -> bytes:
    """The key a secret stands for.

    Raises:
        ValueError: a secret of Standard Webhooks is not base64 of 24 to 64 bytes.
    """
    if scheme != "standard":
        return secret.encode()
    try:
        key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except binascii.Error:
        raise ValueError("a secret is whsec_ and base64") from None
    if not 24 <= len(key) <= 64:
        raise ValueError(f"a secret is 24 to 64 bytes, not {len(key)}")
    return key


# ---- the schemes


def _standard(held: _Held, post: Post, keys: Sequence[bytes]) -> Accepted | Refused:
    name = held.matching("webhook-id", _ID)
    moment = held.matching("webhook-timestamp", _SECONDS)
    given = [one.removeprefix("v1,") for one in held.one("webhook-signature").split(" ") if one.startswith("v1,")]
    content = f"{name}.{moment}.".encode() + post.body
    if not _any_equal(given, [base64.b64encode(_hmac(key, content)).decode() for key in keys]):
        return _wrong(name)
    return _in_time(name, int(moment), post)


def _github(held: _Held, post: Post, keys: Sequence[bytes]) -> Accepted | Refused:
    name = held.matching("x-github-delivery", _ID)
    given = held.one("x-hub-signature-256")
    expected = [f"sha256={_hmac(key, post.body).hex()}" for key in keys]
    return Accepted(name) if _any_equal([given], expected) else _wrong(name)


def _gitlab(held: _Held, _: Post, keys: Sequence[bytes]) -> Accepted | Refused:
    name = held.matching("idempotency-key" if held.has("idempotency-key") else "x-gitlab-event-uuid", _ID)
    return Accepted(name) if _any_equal([held.one("x-gitlab-token")], _texts(keys)) else _wrong(name)


def _gitee(held: _Held, post: Post, keys: Sequence[bytes]) -> Accepted | Refused:
    moment = held.matching("x-gitee-timestamp", _MILLISECONDS)
    name = f"{moment}-{hashlib.sha256(post.body).hexdigest()}"  # it names its deliveries nowhere
    plain = [base64.b64encode(_hmac(key, moment.encode() + b"\n" + key)).decode() for key in keys]
    expected = [*_texts(keys), *plain, *map(quote_plus, plain), *(quote(one, safe="") for one in plain)]
    if not _any_equal([held.one("x-gitee-token")], expected):
        return _wrong(name)
    return _in_time(name, int(moment) / 1000, post)


_SCHEMES: Final[Mapping[str, Callable[[_Held, Post, Sequence[bytes]], Accepted | Refused]]] = {
    "standard": _standard,
    "github": _github,
    "gitlab": _gitlab,
    "gitee": _gitee,
}


def _hmac(key: bytes, content: bytes) -> bytes:
    return hmac.new(key, content, hashlib.sha256).digest()


def _any_equal(given: Iterable[str], expected: Sequence[str]) -> bool:
    """Whether one of the one is one of the other; all are compared, whatever is found."""
    found = False
    for one in given:
        for other in expected:
            found |= hmac.compare_digest(one.encode(), other.encode())
    return found


def _texts(keys: Sequence[bytes]) -> list[str]:
    return [key.decode() for key in keys]


def _in_time(name: str, moment: float, post: Post) -> Accepted | Refused:
    if abs(post.now - moment) <= post.tolerance:
        return Accepted(name)
    early = moment < post.now
    return Refused(
        "stale",
        f"时间戳{'过早' if early else '晚于当前时间过多'}（允许偏差 {post.tolerance} 秒），请校对时钟后重新签名发送",
        f"the timestamp is too far in the {'past' if early else 'future'} ({post.tolerance} s are allowed): "
        "set the clock, sign and send again",
        name,
    )


def _wrong(name: str) -> Refused:
    return Refused(
        "wrong-signature",
        "签名与正文不符：请核对密钥，并对发送的原始字节签名",
        "the signature is not over this body with a live secret: check the secret, and sign the very bytes that are sent",
        name,
    )


# ---- the headers


class _HeaderError(Exception):
    def __init__(self, refused: Refused) -> None:
        self.refused = refused
        super().__init__(refused.en)


class _Held:
    """The headers of a post. What proves something must be there exactly once."""

    def __init__(self, headers: Headers) -> None:
        self._headers = headers

    def has(self, name: str) -> bool:
        return any(one == name for one, _ in self._headers)

    def one(self, name: str) -> str:
        found = [value for one, value in self._headers if one == name]
        if not found:
            raise _HeaderError(Refused("missing-header", f"缺少请求头 {name}", f"the header {name} is missing"))
        if len(found) > 1:
            raise _HeaderError(Refused("repeated-header", f"请求头 {name} 重复", f"the header {name} is repeated"))
        return found[0]

    def matching(self, name: str, pattern: re.Pattern[str]) -> str:
        value = self.one(name)
        if not pattern.fullmatch(value):
            raise _HeaderError(
                Refused("malformed-header", f"请求头 {name} 写法有误", f"the header {name} is malformed")
            )
        return value
