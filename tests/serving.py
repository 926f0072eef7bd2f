"""For tests of the service: one that runs in this process on a rulebook of a few rules, asked as a pipeline would."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from commandline import MANIFESTS, RULES, manifest
from fastapi.testclient import TestClient
from hegui.zone import ZONE
from hegui_adapters.service.app import application
from hegui_adapters.service.parts import Parts
from hegui_adapters.service.settings import ServiceSettings, Source
from hegui_adapters.store.chain import Entry
from hegui_adapters.store.database import Database
from hegui_adapters.store.migrations import migrate
from httpx import Response
from pydantic import SecretStr
from standardwebhooks import Webhook
from storing import entries_of

NOON = datetime(2026, 12, 1, 12, 0, tzinfo=ZONE)
SECRET = "whsec_" + "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LTE="
OLD_SECRET = "whsec_" + "b2xkLXNlY3JldC1vbGQtc2VjcmV0LW9sZC1zZWM="
PLAIN_SECRET = "a-secret-of-a-forge"  # noqa: S105 of this file alone
YAML = {"content-type": "application/yaml"}
JSON = {"content-type": "application/json"}

_numbers = count(1)


def unique(word: str = "id") -> str:
    """A name no other test uses."""
    return f"{word}-{next(_numbers)}"


@dataclass
class Clock:
    """A clock that stands until it is set."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


def secret_source(kind: str, *secrets: str, **more: object) -> Source:
    return Source.model_validate({"kind": kind, "secrets": tuple(map(SecretStr, secrets)), **more})


SOURCES: Mapping[str, Source] = {
    "registry": secret_source("standard", SECRET, OLD_SECRET),
    "hub": secret_source("github", PLAIN_SECRET),
    "lab": secret_source("gitlab", PLAIN_SECRET),
    "tee": secret_source("gitee", PLAIN_SECRET),
}


@dataclass
class Service:
    """A running service and what it wrote since the test began."""

    client: TestClient
    clock: Clock
    start: int = field(default=0)

    @property
    def parts(self) -> Parts:
        parts: Parts = self.client.app.state.parts  # type: ignore[attr-defined]
        return parts

    def check(self, text: str, key: str | None = None, query: str = "", **headers: str) -> Response:
        """Post a manifest in YAML."""
        named = {"idempotency-key": key} if key else {}
        return self.client.post(f"/v1/checks{query}", content=text.encode(), headers={**YAML, **named, **headers})

    def post(
        self,
        body: object,
        name: str | None = None,
        *,
        source: str = "registry",
        secret: str = SECRET,
        headers: Mapping[str, str] = JSON,
    ) -> Response:
        """Post a body as a webhook, signed by the library of Standard Webhooks."""
        text = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
        signed = signature(text, name or unique("msg"), self.clock.now, secret)
        return self.client.post(f"/v1/webhooks/{source}", content=text.encode(), headers={**signed, **headers})

    def written(self) -> list[Entry]:
        """The entries of the log since the test began."""
        return [entry for entry in entries_of(self.parts.database) if entry.seq > self.start]

    def said(self) -> list[tuple[str, Mapping[str, Any]]]:
        """Kind and payload of those entries."""
        return [(entry.kind, json.loads(entry.payload or "null")) for entry in self.written()]


def signature(text: str, name: str, moment: datetime, secret: str = SECRET) -> dict[str, str]:
    return {
        "webhook-id": name,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": Webhook(secret).sign(name, moment.astimezone(UTC), text),
    }


@contextmanager
def served(url: str, clock: Clock | None = None, **settings: Any) -> Iterator[Service]:
    """A service on a database that is migrated first."""
    database = Database(url)
    migrate(database)
    database.close()
    clock = clock or Clock()
    told = {"database": url, "base": RULES, "open": True, "sources": SOURCES, "couriers": 0, **settings}
    app = application(ServiceSettings(**told), clock)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield Service(client, clock)


def product(name: str, text: str = "open.yaml") -> str:
    """One of the manifests of the command line's tests, as a product of its own."""
    found = MANIFESTS[text]
    own = found.replace(f"id: {text.removesuffix('.yaml')}", f"id: {name}").replace("id: later", f"id: {name}")
    assert own != found
    return manifest(own)
