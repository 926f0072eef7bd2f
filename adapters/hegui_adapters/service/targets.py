"""Whom a decision is sent to, and how: kinds of targets, what each needs, what it is shown as. Pure; it sends nothing.

A target comes with a subscription, and is then kept sealed, or from the settings by name, and is then kept nowhere else.
"""

from __future__ import annotations

import json
import re
import secrets
from base64 import b64encode
from collections.abc import Collection, Iterator, Mapping
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from hegui_adapters.service.addresses import UrlError, place_of
from hegui_adapters.service.forges import DEFAULT_URLS, FORGES
from hegui_adapters.service.signatures import key_of_secret

__all__ = ["KINDS", "ROBOTS", "Kind", "Target", "Wrong", "new_secret", "opened", "revealed", "shown", "wrongs"]

Kind = Literal["webhook", "feishu", "dingtalk", "wecom", "github", "gitlab", "gitee"]
ROBOTS: Final = ("feishu", "dingtalk", "wecom")
KINDS: Final[tuple[Kind, ...]] = ("webhook", "feishu", "dingtalk", "wecom", "github", "gitlab", "gitee")
SECRET_BYTES: Final = 32

_OWNED: Final = re.compile(r"[\w.-]+/[\w.-]+", re.ASCII)
_NESTED: Final = re.compile(r"[\w.-]+(/[\w.-]+)+|[0-9]+", re.ASCII)
_HEADER: Final = re.compile(r"[!-~]+")

Wrong = tuple[str, str, str]
"""What is wrong with a target: its field, said in Chinese and English."""


class Target(BaseModel):
    """Where to send and how to prove oneself.

    `secret` signs (webhook; Feishu and DingTalk where the robot asks for it); a former one still does until `former_until`,
    seconds of the Unix epoch. `token` lets in at a forge; `url` is then its API, by default that of the public one.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Kind
    url: SecretStr | None = None
    secret: SecretStr | None = None
    former: SecretStr | None = None
    former_until: int | None = None
    repository: str | None = Field(default=None, max_length=200)
    token: SecretStr | None = None

    @property
    def address(self) -> str:
        """The URL, a forge's without a slash at its end."""
        if self.url is not None:
            found = self.url.get_secret_value()
            return found.rstrip("/") if self.kind in FORGES else found
        return DEFAULT_URLS[self.kind] if self.kind in ("github", "gitlab", "gitee") else ""

    def signs_with(self, seconds: int) -> Iterator[str]:
        """The secrets that are live, the newest first."""
        if self.secret is not None:
            yield self.secret.get_secret_value()
        if self.former is not None and seconds < (self.former_until or 0):
            yield self.former.get_secret_value()

    def rotated(self, secret: str, until: int) -> Target:
        """The same with a new secret; the one before stays live until then."""
        return self.model_copy(update={"secret": SecretStr(secret), "former": self.secret, "former_until": until})


def new_secret() -> str:
    """A secret of Standard Webhooks."""
    return f"whsec_{b64encode(secrets.token_bytes(SECRET_BYTES)).decode()}"


def revealed(target: Target) -> bytes:
    """A target with its secrets, to be sealed."""
    plain = {
        name: value.get_secret_value() if isinstance(value, SecretStr) else value
        for name, value in target
        if value is not None
    }
    return json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()


def opened(text: bytes) -> Target:
    """The reverse of `revealed`."""
    return Target.model_validate_json(text)


def shown(target: Target, allowed: Collection[str]) -> Mapping[str, str]:
    """What of a target anybody may see: never a path or a query, where robots have their keys."""
    found = {"origin": place_of(target.address, allowed).origin}
    return {**found, "repository": target.repository} if target.repository else found


def wrongs(target: Target, allowed: Collection[str]) -> Iterator[Wrong]:
    """What is wrong with a target; nothing, if it can be sent to."""
    yield from _places(target, allowed)
    if target.kind in FORGES:
        yield from _forge(target)
        return
    for name in ("token", "repository"):
        if getattr(target, name) is not None:
            yield name, "此类目标不需要该项", "this kind has none"
    if target.kind == "wecom" and target.secret is not None:
        yield "secret", "企业微信机器人不签名，密钥在地址中", "a WeCom robot signs nothing; its key is in the URL"
    if target.kind == "webhook":
        yield from _signing(target)


def _places(target: Target, allowed: Collection[str]) -> Iterator[Wrong]:
    if not target.address:
        yield "url", "缺少地址", "the URL is missing"
        return
    try:
        place_of(target.address, allowed)
    except UrlError as error:
        yield "url", error.zh, error.en


def _forge(target: Target) -> Iterator[Wrong]:
    if target.token is None or not _HEADER.fullmatch(target.token.get_secret_value()):
        yield "token", "缺少访问令牌，或令牌含空白字符", "the token is missing, or holds white space"
    pattern = _NESTED if target.kind == "gitlab" else _OWNED
    parts = (target.repository or "").split("/")
    if not pattern.fullmatch(target.repository or "") or {".", ".."} & set(parts):
        yield "repository", "仓库写法应为 owner/name", "a repository is owner/name"
    if target.secret is not None:
        yield "secret", "此类目标不需要该项", "this kind has none"


def _signing(target: Target) -> Iterator[Wrong]:
    if target.secret is None:
        yield "secret", "缺少签名密钥", "the signing secret is missing"
        return
    try:
        key_of_secret("standard", target.secret.get_secret_value())
    except ValueError as error:
        yield "secret", "签名密钥应为 whsec_ 加 24 至 64 字节的 base64", str(error)
