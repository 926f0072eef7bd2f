"""What a browser keeps for us, signed so that it cannot be changed: who signed in, and a sign-in under way. Pure: it stores nothing.

HMAC-SHA256 (RFC 2104) over the purpose and the content: what was signed for one purpose is worth nothing for another.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Final, Literal

from hegui_adapters.service.roles import ROLES, Role

__all__ = ["Attempt", "Session", "attempt_in", "csrf_of", "sealed", "session_in"]

Purpose = Literal["session", "attempt"]
LONGEST: Final = 4096
"""Characters; browsers keep no longer cookie."""


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who signed in: how the log calls them, what they may do, until when (seconds of the Unix epoch)."""

    id: str
    actor: str
    shown: str
    roles: tuple[Role, ...]
    until: int
    token: str | None = None
    """The API token it was opened with, by its id: the session is worth nothing once that is revoked."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A sign-in under way: what must come back (RFC 6749 `state`, OpenID Connect `nonce`, RFC 7636 verifier), and where to go then."""

    state: str
    nonce: str
    verifier: str
    after: str
    until: int


def sealed(what: Session | Attempt, key: bytes) -> str:
    """What a cookie holds for it."""
    purpose: Purpose = "session" if isinstance(what, Session) else "attempt"
    content = base64.urlsafe_b64encode(json.dumps(asdict(what), separators=(",", ":")).encode()).decode().rstrip("=")
    return f"{content}.{_mac(purpose, content, key)}"


def session_in(cookie: str, key: bytes, now: float) -> Session | None:
    """The session a cookie holds; None if it is not ours, was changed, or is over."""
    said = _said("session", cookie, key, now)
    if said is None:
        return None
    roles = tuple(role for role in ROLES if role in said["roles"])  # type: ignore[operator]
    token = said.get("token")
    return Session(
        str(said["id"]),
        str(said["actor"]),
        str(said["shown"]),
        roles,
        int(str(said["until"])),
        None if token is None else str(token),
    )


def attempt_in(cookie: str, key: bytes, now: float) -> Attempt | None:
    """The sign-in a cookie holds; None if it is not ours, was changed, or took too long."""
    said = _said("attempt", cookie, key, now)
    if said is None:
        return None
    state, nonce, verifier, after = (str(said[name]) for name in ("state", "nonce", "verifier", "after"))
    return Attempt(state, nonce, verifier, after, int(str(said["until"])))


def csrf_of(session: Session, key: bytes) -> str:
    """What must come in the header of a request that changes something, to show that a page of ours sent it."""
    return _mac("csrf", session.id, key)


def _said(purpose: Purpose, cookie: str, key: bytes, now: float) -> Mapping[str, object] | None:
    content, _, mac = cookie.partition(".")
    if len(cookie) > LONGEST or not cookie.isascii() or not hmac.compare_digest(mac, _mac(purpose, content, key)):
        return None
    try:
        said: dict[str, object] = json.loads(base64.urlsafe_b64decode(content + "=" * (-len(content) % 4)))
    except (binascii.Error, ValueError):
        return None
    return said if now < int(str(said["until"])) else None


def _mac(purpose: str, content: str, key: bytes) -> str:
    made = hmac.new(key, f"{purpose}.{content}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")
