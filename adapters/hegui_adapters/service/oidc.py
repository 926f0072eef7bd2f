"""The provider people sign in with: OpenID Connect Core 1.0, authorization code with PKCE (RFC 7636). It keeps no session.

Authlib knows the claims of an ID token and PKCE; joserfc, on which it rests, checks the token's signature. The requests are
sent by httpx itself, for Authlib's own client of it is on its way out.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any, Final
from urllib.parse import quote

from authlib.common.urls import add_params_to_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from httpx import Client, HTTPError, HTTPStatusError
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from hegui_adapters.service.clock import Clock
from hegui_adapters.service.problems import ProblemError
from hegui_adapters.service.roles import ROLES, Role
from hegui_adapters.service.sessions import Attempt
from hegui_adapters.service.settings import SignIn

__all__ = ["Person", "Provider", "person_in"]

ALGORITHMS: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signed by the provider alone: a shared secret or no signature at all proves nothing."""
PATIENCE: Final = 600
LEEWAY: Final = 60
WAIT: Final = 10.0


@dataclass(frozen=True, slots=True)
class Person:
    """Who signed in, as the provider says."""

    subject: str
    shown: str
    roles: tuple[Role, ...]


class Provider:
    """One provider. What it publishes about itself is read when it is first needed."""

    def __init__(self, told: SignIn, clock: Clock) -> None:
        self._told, self._clock = told, clock
        self._metadata: Mapping[str, Any] | None = None
        self._keys: KeySet | None = None
        self._lock = Lock()

    def begun(self, after: str) -> tuple[str, Attempt]:
        """Where to send somebody who wants to sign in, and what must come back with them.

        Raises:
            ProblemError: the provider does not answer.
        """
        until = int(self._clock().timestamp()) + PATIENCE
        attempt = Attempt(secrets.token_urlsafe(24), secrets.token_urlsafe(24), secrets.token_urlsafe(48), after, until)
        asked = {
            "response_type": "code",
            "client_id": self._told.client_id,
            "redirect_uri": self._told.redirect,
            "scope": self._told.scope,
            "state": attempt.state,
            "nonce": attempt.nonce,
            "code_challenge": create_s256_code_challenge(attempt.verifier),
            "code_challenge_method": "S256",
        }
        url: str = add_params_to_uri(self._published()["authorization_endpoint"], list(asked.items()))
        return url, attempt

    def person(self, attempt: Attempt, code: str) -> Person:
        """Who came back with a code.

        Raises:
            ProblemError: the provider does not answer, does not know the code, or its token proves nothing.
        """
        given = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._told.redirect,
            "client_id": self._told.client_id,
            "code_verifier": attempt.verifier,
        }
        found = self._asked("POST", self._published()["token_endpoint"], given)
        return person_in(self._claims(found, attempt.nonce), self._told)

    def issued(self, issuer: str | None) -> bool:
        """Whether an answer that names its issuer (RFC 9207) is this provider's."""
        return issuer is None or issuer == self._told.issuer

    def _claims(self, found: Mapping[str, Any], nonce: str) -> Mapping[str, Any]:
        text = found.get("id_token")
        if not isinstance(text, str):
            raise _unproved("id_token")
        try:
            token = self._decoded(text)
            options = {
                "iss": {"essential": True, "value": self._told.issuer},
                "aud": {"essential": True, "value": self._told.client_id},
            }
            known = {"nonce": nonce, "client_id": self._told.client_id, "access_token": found.get("access_token")}
            claims = CodeIDToken(token.claims, token.header, options, known)
            claims.validate(int(self._clock().timestamp()), LEEWAY)
        except (JoseError, ValueError, TypeError, KeyError):
            raise _unproved("id_token") from None
        return dict(claims)

    def _decoded(self, text: str) -> jwt.Token:
        """The token, its signature checked; with keys fetched again if it names one that is not known."""
        registry = JWSRegistry(algorithms=list(ALGORITHMS), strict_check_header=False)
        try:
            return jwt.decode(text, self._published_keys(), registry=registry)
        except (JoseError, ValueError):
            return jwt.decode(text, self._published_keys(anew=True), registry=registry)

    def _published(self) -> Mapping[str, Any]:
        with self._lock:
            if self._metadata is None:
                found = self._asked("GET", f"{self._told.issuer.rstrip('/')}/.well-known/openid-configuration")
                if found.get("issuer") != self._told.issuer:
                    raise ProblemError("provider-unavailable", reason="issuer")
                self._metadata = found
            return self._metadata

    def _published_keys(self, *, anew: bool = False) -> KeySet:
        uri = self._published()["jwks_uri"]
        with self._lock:
            if self._keys is None or anew:
                self._keys = KeySet.import_key_set({"keys": self._asked("GET", uri)["keys"]})
            return self._keys

    def _asked(self, method: str, url: str, form: Mapping[str, str] | None = None) -> dict[str, Any]:
        """The object the provider answers with."""
        try:
            with Client(timeout=WAIT, trust_env=False) as client:
                auth = self._credentials() if form else None
                answer = client.request(method, url, data=form, auth=auth, headers={"Accept": "application/json"})
            answer.raise_for_status()
            found = answer.json()
        except HTTPStatusError as error:
            raise _unproved("code") if form and error.response.is_client_error else _silent() from None
        except (HTTPError, ValueError):
            raise _silent() from None
        if not isinstance(found, dict):
            raise _silent()
        return found

    def _credentials(self) -> tuple[str, str] | None:
        """This service's own, as RFC 6749 section 2.3.1 writes them; none for a public client."""
        secret = self._told.client_secret
        return (quote(self._told.client_id, safe=""), quote(secret.get_secret_value(), safe="")) if secret else None


def person_in(claims: Mapping[str, Any], told: SignIn) -> Person:
    """Who some claims are about, and the roles their values give."""
    values = claims.get(told.claim, ())
    listed: Sequence[object] = [values] if isinstance(values, str) else values if isinstance(values, list) else []
    held = {told.roles[value] for value in listed if isinstance(value, str) and value in told.roles}
    subject = str(claims["sub"])
    shown = next((str(claims[name]) for name in ("name", "preferred_username", "email") if claims.get(name)), subject)
    return Person(subject, shown[:100], tuple(role for role in ROLES if role in held))


def _silent() -> ProblemError:
    return ProblemError("provider-unavailable")


def _unproved(reason: str) -> ProblemError:
    zh = "身份提供方的应答无法证明您的身份，请重新登录"
    return ProblemError("unauthenticated", zh, "the provider's answer proves nothing; sign in again", reason=reason)
