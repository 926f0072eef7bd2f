"""The outbox keeps what was delivered for as long as it is told, what is dead until somebody asks, what waits for ever."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from databases import KINDS, database_url
from hegui_adapters.service import tidying
from hegui_adapters.service.outbox import DEAD
from hegui_adapters.service.settings import ServiceSettings
from hegui_adapters.service.tidying import ENDED, EVERY, Tidying, purge_all
from hegui_adapters.store import tables
from hegui_adapters.store.sealing import add_key
from serving import Service, served, unique
from sqlalchemy import select
from storing import faults_of
from subscribing import Team, decided, quiet_after, subscribe


@pytest.fixture(scope="module", params=KINDS)
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("store")
    add_key(folder / "keys")
    with database_url(request.param, folder) as url, served(url, sealing_keys=folder / "keys") as service:
        yield service


@pytest.fixture
def team(service: Service) -> Iterator[Team]:
    with quiet_after(service) as found:
        yield found
    service.clock.move(days=1)
    purge_all(service.parts.scribe, date(2099, 1, 1), (*ENDED, DEAD), "test", "the next test begins")


def told(team: Team) -> str:
    """A subscription to a product of its own that was told of one decision; its id."""
    name = unique("loan")
    mine = subscribe(team, name)["id"]
    decided(team, name)
    team.deliver()
    return str(mine)


def died(team: Team) -> str:
    name = unique("loan")
    mine = str(subscribe(team, name)["id"])
    decided(team, name)
    team.outside.says(410)
    team.deliver()
    return mine


def tidy(team: Team, days: int | None = 90) -> Tidying:
    parts = team.service.parts
    return Tidying(parts.database, parts.scribe, team.service.clock, days)


def states(team: Team, *subscriptions: str) -> list[str]:
    return [str(one["state"]) for each in subscriptions for one in team.messages(each)]


def purged(team: Team) -> list[tuple[str, str, dict[str, object]]]:
    found = [(kind, payload) for kind, payload in team.service.said() if kind == "outbox.purged"]
    entries = [one for one in team.service.written() if one.kind == "outbox.purged"]
    return [(one.actor, one.subject, dict(payload)) for one, (_, payload) in zip(entries, found, strict=True)]


def test_what_was_delivered_goes_after_its_days_and_the_log_says_so(team: Team) -> None:
    mine = told(team)
    team.service.clock.move(days=90)
    tidy(team)()
    assert (states(team, mine), purged(team)) == (["delivered"], [])
    team.service.clock.move(days=1)
    tidy(team)()
    counts = {"delivered": 1, "cancelled": 0, "dead": 0, "reason": "90 days"}
    assert (states(team, mine), purged(team)) == ([], [("courier", "2026-12-02", counts)])
    assert faults_of(team.service.parts.database) == ()


def test_its_attempts_go_with_it(team: Team) -> None:
    told(team)
    team.service.clock.move(days=91)
    tidy(team)()
    with team.service.parts.database.reading() as connection:
        assert connection.execute(select(tables.attempts)).all() == []


def test_what_waits_and_what_is_dead_stays(team: Team) -> None:
    dead, name = died(team), unique("loan")
    waiting = str(subscribe(team, name)["id"])
    decided(team, name)
    team.service.clock.move(days=1000)
    tidy(team)()
    assert (states(team, dead, waiting), purged(team)) == (["dead", "waiting"], [])


def test_what_is_dead_goes_when_somebody_asks(team: Team) -> None:
    dead = died(team)
    team.service.clock.move(days=2)
    day = date(2026, 12, 2)
    purge_all(team.service.parts.scribe, day, (*ENDED, DEAD), "operator:wang", "分批通知已补发")
    assert states(team, dead) == []
    ((actor, subject, said),) = purged(team)
    assert (actor, subject, said["dead"], said["reason"]) == ("operator:wang", "2026-12-02", 1, "分批通知已补发")


def test_without_a_number_of_days_nothing_goes(team: Team) -> None:
    mine = told(team)
    team.service.clock.move(days=10_000)
    tidy(team, None)()
    assert states(team, mine) == ["delivered"]


def test_many_go_in_several_jobs_each_with_its_line(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tidying, "MOST", 2)
    mine = [told(team) for _ in range(5)]
    team.service.clock.move(days=91)
    tidy(team)()
    assert (states(team, *mine), [said["delivered"] for _, _, said in purged(team)]) == ([], [2, 2, 1])


def test_it_is_looked_for_once_an_hour(team: Team) -> None:
    passed = 0.0
    parts = team.service.parts
    tidying_ = Tidying(parts.database, parts.scribe, team.service.clock, 1, lambda: passed)
    tidying_()
    mine = told(team)
    team.service.clock.now += timedelta(days=3)
    tidying_()
    assert states(team, mine) == ["delivered"]
    passed = EVERY
    tidying_()
    assert states(team, mine) == []


def test_a_service_keeps_what_was_delivered_for_ninety_days() -> None:
    assert ServiceSettings().delivered_days == 90


def test_a_courier_that_has_nothing_to_deliver_tidies(team: Team) -> None:
    mine = told(team)
    team.service.clock.move(days=91)
    done, stop = tidy(team), threading.Event()

    def once() -> None:
        done()
        stop.set()

    team.courier().run(stop, once)
    assert states(team, mine) == []
