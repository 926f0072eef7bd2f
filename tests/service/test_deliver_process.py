"""`hegui deliver` as a process of its own: it delivers what is due, and one that is killed loses nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from databases import KINDS, database_url
from hegui.zone import ZONE
from hegui_adapters.service.calling import Caller
from hegui_adapters.store.sealing import add_key
from receiving import Answer, Received, Receiver, receiver
from serving import Service, served, unique
from subscribing import LEASE, Team, decided, quiet_after, subscribe


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("keys") / "keys"
    add_key(file)
    return file


@pytest.fixture(scope="module", params=KINDS)
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, keys: Path) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("store")
    told = {"sealing_keys": keys, "outbound_hosts": ("127.0.0.1",)}
    with database_url(request.param, folder) as url, served(url, **told) as service:
        yield service


@pytest.fixture
def there() -> Iterator[Receiver]:
    with receiver() as found:
        yield found


@pytest.fixture
def team(service: Service, there: Receiver) -> Iterator[Team]:
    """A service at the time of the machine, with one message that waits for the receiver."""
    service.clock.now = datetime.now(ZONE)
    with quiet_after(service) as found:
        name = unique("loan")
        found.outside = Caller(("127.0.0.1",))  # type: ignore[assignment]
        subscribe(found, name, target={"kind": "webhook", "url": there.url})
        decided(found, name)
        yield found


def start(team: Team, keys: Path, *options: str) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "HEGUI_DATABASE": team.service.parts.settings.database,
        "HEGUI_SEALING_KEYS": str(keys),
        "HEGUI_OUTBOUND_HOSTS": "127.0.0.1",
    }
    command = [sys.executable, "-c", "from hegui_adapters.cli import main; main()", "deliver", "--lang", "zh", *options]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_once_delivers_what_is_due_and_ends(team: Team, there: Receiver, keys: Path) -> None:
    process = start(team, keys, "--once")
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (0, "已送达 1 条，未送达 0 条（未送达的将按间隔重试）\n")
    assert len(there.got) == 1


def test_a_courier_that_is_told_to_end_finishes_what_is_under_way(team: Team, there: Receiver, keys: Path) -> None:
    def answer(_: Received) -> Answer:
        process.send_signal(signal.SIGTERM)
        return Answer()

    there.answer = answer
    process = start(team, keys)
    process.communicate(timeout=60)
    assert process.returncode == 0
    team.service.clock.move(seconds=LEASE + 1)
    assert team.deliver() == []  # it was recorded as delivered


def test_a_courier_killed_before_the_answer_came_is_followed_by_one_that_sends_the_same(
    team: Team, there: Receiver, keys: Path
) -> None:
    def answer(_: Received) -> Answer:
        process.kill()
        process.wait()
        return Answer()

    there.answer = answer
    process = start(team, keys, "--once")
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    there.answer = lambda _: Answer()
    team.service.clock.now = datetime.now(ZONE) + timedelta(seconds=LEASE + 1)
    assert team.deliver() == ["delivered"]
    first, second = there.got
    assert (first.headers["webhook-id"], first.body) == (second.headers["webhook-id"], second.body)
