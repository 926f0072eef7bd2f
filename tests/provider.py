"""An OpenID Connect provider on this machine, for tests: it publishes keys, takes codes and signs tokens. It asks nobody who they are."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, OctKey

CLIENT, CLIENT_SECRET = "hegui", "a client's secret"


@dataclass
class FakeProvider:
    """What it says can be changed between two steps of a sign-in. `claims` go over what it would say by itself."""

    now: Callable[[], datetime]
    issuer: str = ""
    key: ECKey = field(default_factory=lambda: ECKey.generate_key("P-256", {"kid": "one", "use": "sig"}))
    signing: ECKey | OctKey | None = None
    header: Mapping[str, Any] = field(default_factory=dict)
    claims: Mapping[str, Any] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)
    token_requests: list[dict[str, str]] = field(default_factory=list)
    key_requests: int = 0

    def authorised(self, location: str) -> tuple[str, str]:
        """What a person's browser comes back with from the address it was sent to: (state, code)."""
        self.asked = dict(parse_qsl(urlsplit(location).query))
        return self.asked["state"], "the-code"

    def published(self) -> Mapping[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
        }

    def keys(self) -> Mapping[str, Any]:
        self.key_requests += 1
        return {"keys": [self.key.as_dict(private=False)]}

    def token(self, form: Mapping[str, str], authorization: str) -> tuple[int, Mapping[str, Any]]:
        """As RFC 6749 and RFC 7636 have it: the code, for whoever has the client's secret and the verifier."""
        self.token_requests.append({**form, "authorization": authorization})
        challenge = (
            base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).decode().rstrip("=")
        )
        if form["code"] != "the-code" or challenge != self.asked["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "an access token", "token_type": "Bearer", "id_token": self._signed()}

    def _signed(self) -> str:
        moment = int(self.now().timestamp())
        said = {
            "iss": self.issuer,
            "sub": "42",
            "aud": CLIENT,
            "iat": moment,
            "exp": moment + 300,
            "nonce": self.asked["nonce"],
            "name": "李雷",
            "groups": ["compliance"],
            **self.claims,
        }
        key = self.signing or self.key
        header = {"alg": "ES256", "kid": key.kid or "one", **self.header}
        return jwt.encode(header, {k: v for k, v in said.items() if v is not None}, key, algorithms=[header["alg"]])


@contextmanager
def providing(now: Callable[[], datetime]) -> Iterator[FakeProvider]:
    """A provider that answers on a free port."""
    provider = FakeProvider(now)

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            pages = {"/.well-known/openid-configuration": provider.published, "/keys": provider.keys}
            page = pages.get(self.path)
            self._answer(200 if page else 404, page() if page else {})

        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers["content-length"])).decode()
            form = {name: values[0] for name, values in parse_qs(text).items()}
            self._answer(*provider.token(form, self.headers.get("authorization", "")))

        def _answer(self, status: int, said: Mapping[str, Any]) -> None:
            body = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
