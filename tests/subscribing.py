"""For tests of what subscribers are told: a service with keys, subscriptions to it, and couriers that a test drives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from hegui_adapters.service.calling import Answer, Caller, NoAnswerError
from hegui_adapters.service.clock import milliseconds
from hegui_adapters.service.deliver import Courier
from hegui_adapters.service.outbox import LEASE_MS, Outbox
from hegui_adapters.service.outgoing import Heard, Post
from hegui_adapters.store.database import Database
from hegui_adapters.store.scribe import Scribe
from serving import Service, product, unique

__all__ = ["LEASE", "Outside", "Team", "decided", "quiet_after", "subscribe"]

LEASE = LEASE_MS / 1000
OK = Answer(200, {}, b"ok")


@dataclass
class Outside(Caller):
    """The world outside: keeps what was posted, answers with `answer`, which may raise."""

    answer: Callable[[Post], Answer] = lambda _: OK
    posts: list[Post] = field(default_factory=list)

    def post(self, request: Post) -> Answer:
        self.posts.append(request)
        return self.answer(request)

    def down(self) -> None:
        """Answer nothing from now on."""

        def silent(_: Post) -> Answer:
            raise NoAnswerError("connection refused")

        self.answer = silent

    def says(self, status: int, body: bytes = b"", **headers: str) -> None:
        answer = Answer(status, headers, body)
        self.answer = lambda _: answer

    def ids(self) -> list[str]:
        return [post.headers["webhook-id"] for post in self.posts]


@dataclass
class Team:
    """A service and what is outside it."""

    service: Service
    outside: Outside = field(default_factory=Outside)
    scribe: Scribe | None = None
    database: Database | None = None

    def courier(self, chance: float = 0.0) -> Courier:
        parts = self.service.parts
        clock = milliseconds(self.service.clock)
        outbox = Outbox(clock, lambda: chance)
        return Courier(
            self.database or parts.database,
            self.scribe or parts.scribe,
            parts.archive,
            outbox,
            parts.subscriptions,
            self.outside,
            clock=clock,
            public_url="https://hegui.example",
        )

    def deliver(self, most: int = 100) -> list[str]:
        """Deliver all that is due; what came of each."""
        courier = self.courier()
        found: list[Heard] = []
        while (heard := courier.once()) is not None:
            found.append(heard)
            assert len(found) <= most
        return [heard.meaning for heard in found]

    def get(self, path: str) -> Mapping[str, Any]:
        answer = self.service.client.get(path)
        assert answer.status_code == 200, answer.text
        said: Mapping[str, Any] = answer.json()
        return said

    def messages(self, subscription: str, state: str | None = None) -> list[Mapping[str, Any]]:
        """The messages of a subscription, the oldest first."""
        query = f"subscription={subscription}&limit=100" + (f"&state={state}" if state else "")
        found: list[Mapping[str, Any]] = self.get(f"/v1/deliveries?{query}")["deliveries"]
        return found[::-1]

    def message(self, subscription: str) -> Mapping[str, Any]:
        """The one message of a subscription, with its attempts."""
        (found,) = self.messages(subscription)
        return self.get(f"/v1/deliveries/{found['id']}")

    def until(self, due: str) -> None:
        """Let it be the moment a message is due."""
        self.service.clock.now = datetime.fromisoformat(due) + timedelta(milliseconds=1)


@contextmanager
def quiet_after(service: Service) -> Iterator[Team]:
    """Afterwards every subscription ends, so that nothing waits for the next test's couriers."""
    yield Team(service)
    for line in service.parts.subscriptions.listed():
        service.parts.subscriptions.end(str(line["id"]), "test")


def subscribe(team: Team, name: str | None = None, **more: Any) -> Mapping[str, Any]:
    """Subscribe a webhook to one product, unless `more` says otherwise."""
    wanted = {
        "scope": {"product": name or unique("product")},
        "target": {"kind": "webhook", "url": "https://pipeline.example/hooks/k3y"},
        **more,
    }
    answer = team.service.client.post("/v1/subscriptions", json=wanted)
    assert answer.status_code == 201, answer.text
    said: Mapping[str, Any] = answer.json()
    return said


def decided(team: Team, name: str, text: str = "open.yaml", query: str = "") -> str:
    """Have a product judged; the decision's id."""
    answer = team.service.check(product(name, text), query=query)
    assert answer.status_code == 201, answer.text
    found: str = answer.json()["decision"]["id"]
    return found
