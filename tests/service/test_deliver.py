"""Callbacks: put down with the decision, delivered at least once, whatever receivers, workers and clocks do."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from databases import KINDS, database_url
from hegui_adapters.service import outbox
from hegui_adapters.service.calling import Answer, Caller
from hegui_adapters.service.clock import milliseconds, stamp
from hegui_adapters.service.deliver import Courier, delivering
from hegui_adapters.service.outbox import Outbox
from hegui_adapters.service.outgoing import Heard, Post
from hegui_adapters.service.recorder import Delivery, Recorder
from hegui_adapters.store import tables
from hegui_adapters.store.database import Database
from hegui_adapters.store.scribe import Scribe
from hegui_adapters.store.sealing import add_key
from receiving import Answer as Told
from receiving import receiver
from serving import NOON, Service, product, served, unique
from sqlalchemy import select
from standardwebhooks import Webhook
from subscribing import LEASE, Outside, Team, decided, quiet_after, subscribe


@pytest.fixture(scope="module", params=KINDS)
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service with keys to seal by, whose couriers the tests are."""
    folder = tmp_path_factory.mktemp("store")
    add_key(folder / "keys")
    with (
        database_url(request.param, folder) as url,
        served(url, sealing_keys=folder / "keys", outbound_hosts=("127.0.0.1",)) as service,
    ):
        yield service


@pytest.fixture
def team(service: Service) -> Iterator[Team]:
    with quiet_after(service) as found:
        yield found


# ---- what is put into the outbox


def test_a_decision_tells_who_subscribed_to_its_product(team: Team) -> None:
    name = unique("loan")
    mine, other = subscribe(team, name), subscribe(team, unique("loan"))
    decision = decided(team, name)
    (message,) = team.messages(mine["id"])
    assert (message["decision"], message["state"], message["attempts"]) == (decision, "waiting", 0)
    assert team.messages(other["id"]) == []


def test_a_decision_tells_who_subscribed_to_its_owner(team: Team) -> None:
    mine = subscribe(team, scope={"owner": "零售信贷部"})
    text = product(unique("loan")).replace("product: {", "product: {owner: 零售信贷部, ")
    assert team.service.check(text).status_code == 201
    assert len(team.messages(mine["id"])) == 1


def test_a_decision_tells_who_subscribed_to_all(team: Team) -> None:
    mine = subscribe(team, scope={"all": True})
    decided(team, unique("loan"))
    assert len(team.messages(mine["id"])) == 1


def test_a_product_called_like_an_owner_does_not_tell_the_owners_subscriber(team: Team) -> None:
    name = unique("loan")
    mine = subscribe(team, scope={"owner": name})
    decided(team, name)
    assert team.messages(mine["id"]) == []


def test_only_the_verdicts_that_were_asked_for_are_told(team: Team) -> None:
    name = unique("loan")
    mine = subscribe(team, name, verdicts=["blocked"])
    decided(team, name, "open.yaml")
    blocked = decided(team, name, "blocked.yaml")
    assert [one["decision"] for one in team.messages(mine["id"])] == [blocked]


def test_a_repeated_submission_tells_nobody_again(team: Team) -> None:
    name, key = unique("loan"), unique("key")
    mine = subscribe(team, name)
    for _ in range(2):
        assert team.service.check(product(name), key).status_code == 201
    assert len(team.messages(mine["id"])) == 1


def test_a_decision_that_is_not_kept_tells_nobody(team: Team) -> None:
    name = unique("loan")
    mine = subscribe(team, name)
    parts = team.service.parts

    def fails(*_: object) -> None:
        raise ZeroDivisionError

    enqueue = Outbox(milliseconds(parts.clock), lambda: 0.0).enqueue
    recorder = Recorder(parts.database, parts.scribe, parts.clock, also=(enqueue, fails))
    judged = parts.judge.judged(product(name).encode(), today=NOON.date())
    with pytest.raises(ZeroDivisionError):
        recorder.decided(judged, Delivery("test", "tester", None, "0" * 64))
    assert team.messages(mine["id"]) == []


SHA = "0123456789abcdef0123456789abcdef01234567"
FORGE = {"kind": "github", "repository": "bank/loans", "token": "t0ken-of-the-forge"}


def test_a_forge_gets_a_status_and_a_comment_each_tried_by_itself(team: Team) -> None:
    name = unique("loan")
    mine = subscribe(team, name, target=FORGE)
    decided(team, name, query=f"?repository=bank/loans&commit={SHA}&change=42")
    team.outside.answer = lambda post: Answer(500 if "statuses" in post.url else 201, {}, b"")
    team.deliver()
    assert {one["part"]: one["state"] for one in team.messages(mine["id"])} == {
        "status": "waiting",
        "comment": "delivered",
    }


def test_an_event_may_name_the_change_beside_the_manifest(team: Team) -> None:
    name = unique("loan")
    mine = subscribe(team, name, target=FORGE)
    data = {"manifest": product(name), "change": {"commit": SHA}}
    answer = team.service.post(
        {"type": "product.manifest.submitted", "timestamp": "2026-12-01T00:00:00Z", "data": data}
    )
    assert answer.status_code == 201
    assert [one["part"] for one in team.messages(mine["id"])] == ["status"]
    (_, record) = team.service.said()[-1]
    assert record["delivery"]["change"] == {"repository": None, "commit": SHA, "number": None}


def test_a_forge_is_told_nothing_of_a_manifest_that_comes_from_nowhere(team: Team) -> None:
    name = unique("loan")
    mine = subscribe(team, name, target=FORGE)
    decided(team, name)
    assert team.messages(mine["id"]) == []


# ---- delivering


def test_what_arrives_is_verified_by_the_library_of_standard_webhooks(team: Team) -> None:
    team.service.clock.now = datetime.now(UTC)  # the library looks at the clock itself
    with receiver() as there:
        name = unique("loan")
        mine = subscribe(team, name, target={"kind": "webhook", "url": there.url})
        decision = decided(team, name)
        team.outside = Caller(("127.0.0.1",))  # type: ignore[assignment]
        assert team.deliver() == ["delivered"]
    (got,) = there.got
    said = Webhook(mine["secret"]).verify(got.body.decode(), dict(got.headers))
    assert (said["type"], said["data"]["decision"]["id"]) == ("decision.made", decision)
    assert got.headers["webhook-id"] == team.message(mine["id"])["id"]


def test_a_message_that_was_delivered_is_not_sent_again(team: Team) -> None:
    name = unique("loan")
    subscribe(team, name)
    decided(team, name)
    assert (team.deliver(), team.deliver()) == (["delivered"], [])


def test_every_attempt_is_kept_with_what_came_of_it(team: Team) -> None:
    name = unique("loan")
    mine = subscribe(team, name)
    decided(team, name)
    team.outside.says(503, b"busy")
    team.deliver()
    team.until(team.message(mine["id"])["due"])
    team.outside.says(200)
    team.deliver()
    tried = team.message(mine["id"])["tried"]
    assert [(one["number"], one["outcome"], one["status"], one["detail"]) for one in tried] == [
        (1, "failed", 503, "503: busy"),
        (2, "delivered", 200, None),
    ]


def test_a_receiver_that_is_down_is_tried_over_hours_then_the_letter_is_dead_and_can_be_sent_again(team: Team) -> None:
    name = unique("loan")
    mine = subscribe(team, name)
    decided(team, name)
    team.outside.down()
    waits = []
    while (message := team.message(mine["id"]))["state"] == "waiting":
        waits.append(message["due"])
        team.until(message["due"])
        assert team.deliver() == ["failed"]
    assert len(waits) == 10
    assert message["attempts"] == 10
    assert [one["id"] for one in team.messages(mine["id"], "dead")] == [message["id"]]
    kind, said = team.service.said()[-1]
    assert (kind, said["attempts"], said["reason"]) == ("delivery.dead", 10, "connection refused")

    team.outside.says(200)
    assert team.service.client.post(f"/v1/deliveries/{message['id']}/replay").status_code == 200
    assert team.deliver() == ["delivered"]
    assert set(team.outside.ids()) == {message["id"]}
    assert [kind for kind, _ in team.service.said()][-1] == "delivery.replayed"


def test_a_dead_letter_sent_again_has_all_its_attempts_anew(team: Team) -> None:
    name = unique("loan")
    mine = subscribe(team, name)
    decided(team, name)
    team.outside.down()
    for _ in range(10):
        team.until(team.message(mine["id"])["due"])
        team.deliver()
    message = team.message(mine["id"])
    team.service.client.post(f"/v1/deliveries/{message['id']}/replay")
    assert team.deliver() == ["failed"]
    assert (team.message(mine["id"])["state"], team.message(mine["id"])["attempts"]) == ("waiting", 11)


LIES = [
    (200, b"<html>captive portal</html>", "webhook", "delivered"),
    (500, b"oops", "webhook", "waiting"),
    (302, b"", "webhook", "waiting"),
    (404, b"", "webhook", "waiting"),
    (200, b"<html>captive portal</html>", "wecom", "waiting"),
    (200, b'{"errcode":0}', "wecom", "delivered"),
    (200, b"x" * 70_000, "wecom", "waiting"),
]


@pytest.mark.parametrize(("status", "body", "kind", "state"), LIES)
def test_a_receiver_that_lies_loses_nothing(team: Team, status: int, body: bytes, kind: str, state: str) -> None:
    name = unique("loan")
    mine = subscribe(team, name, target={"kind": kind, "url": "https://pipeline.example/hook?key=k"})
    decided(team, name)
    team.outside.says(status, body)
    team.deliver()
    assert team.message(mine["id"])["state"] == state


def test_a_redirect_to_a_private_address_is_not_followed(team: Team) -> None:
    with receiver() as inside, receiver(lambda _: Told(302, {"location": inside.url})) as there:
        name = unique("loan")
        mine = subscribe(team, name, target={"kind": "webhook", "url": there.url})
        decided(team, name)
        team.outside = Caller(("127.0.0.1",))  # type: ignore[assignment]
        assert team.deliver() == ["failed"]
        assert (len(there.got), inside.got) == (1, [])
    assert team.message(mine["id"])["tried"][0]["detail"] == "302: redirects are not followed"


def test_a_name_that_became_private_is_not_called(team: Team) -> None:
    name = unique("loan")
    mine = subscribe(team, name)
    decided(team, name)
    team.outside = Caller(resolver=lambda _host, _port: ["169.254.169.254"])  # type: ignore[assignment]
    assert team.deliver() == ["failed"]
    assert "private or reserved" in team.message(mine["id"])["tried"][0]["detail"]


def test_a_receiver_that_is_slow_holds_up_no_other(team: Team) -> None:
    slow, quick = unique("loan"), unique("loan")
    waiting, served_ = (
        subscribe(team, slow, target={"kind": "webhook", "url": "https://slow.example/"}),
        subscribe(team, quick),
    )
    for _ in range(3):
        decided(team, slow)
    decided(team, quick)
    down = Outside()
    down.down()
    team.outside.answer = lambda post: down.answer(post) if "slow" in post.url else Answer(200, {}, b"")
    assert team.deliver() == ["failed", "delivered"]  # the second message to the slow one is left for later
    assert team.message(served_["id"])["state"] == "delivered"
    assert [one["attempts"] for one in team.messages(waiting["id"])] == [1, 0, 0]
    team.service.clock.move(minutes=6)
    team.outside.says(200)
    assert team.deliver() == ["delivered"] * 3


def test_a_receiver_may_ask_for_time(team: Team) -> None:
    name = unique("loan")
    mine = subscribe(team, name)
    decided(team, name)
    team.outside.answer = lambda _: Answer(429, {"retry-after": "3600"}, b"")
    team.deliver()
    assert team.message(mine["id"])["due"] == "2026-12-01T13:00:00.000+08:00"


def test_who_answers_gone_is_sent_no_more_until_it_is_enabled(team: Team) -> None:
    name = unique("loan")
    mine = subscribe(team, name)
    first, second = decided(team, name), decided(team, name)
    team.outside.says(410)
    assert team.deliver() == ["gone"]
    line = team.get(f"/v1/subscriptions/{mine['id']}")
    assert line["state"] == "disabled"
    assert [one["decision"] for one in team.messages(mine["id"], "dead")] == [first, second]
    kind, said = team.service.said()[-1]
    assert (kind, said["dead"]) == ("subscription.disabled", 2)

    decided(team, name)
    assert len(team.messages(mine["id"])) == 2

    dead = team.messages(mine["id"], "dead")
    client = team.service.client
    assert client.post(f"/v1/deliveries/{dead[0]['id']}/replay").status_code == 409
    assert client.post(f"/v1/subscriptions/{mine['id']}/enable").json()["state"] == "active"
    assert client.post(f"/v1/deliveries/{dead[0]['id']}/replay").status_code == 200
    team.outside.says(200)
    assert team.deliver() == ["delivered"]


def test_a_receiver_that_repeats_our_token_does_not_get_it_into_the_store(team: Team) -> None:
    name = unique("loan")
    mine = subscribe(team, name, target=FORGE)
    decided(team, name, query=f"?commit={SHA}")
    team.outside.says(401, b"bad credentials: t0ken-of-the-forge")
    team.deliver()
    assert team.message(mine["id"])["tried"][0]["detail"] == "401: bad credentials: …"


def test_a_message_that_cannot_be_made_is_put_off_and_does_not_stop_the_courier(team: Team) -> None:
    name = unique("loan")
    mine = subscribe(team, name)
    decided(team, name)

    def broken(_: Post) -> Answer:
        raise RuntimeError("a fault of ours")

    team.outside.answer = broken
    assert team.deliver() == ["failed"]
    assert team.message(mine["id"])["tried"][0]["detail"] == "RuntimeError"


# ---- workers that die, race, come late; clocks


def lease(team: Team, holder: str = "one") -> outbox.Leased:
    parts = team.service.parts
    found = parts.scribe.write(lambda ledger: Outbox(milliseconds(parts.clock), lambda: 0.0).lease(ledger, holder))
    assert found is not None
    return found


def settle(team: Team, leased: outbox.Leased, heard: Heard, status: int | None = 200) -> None:
    parts = team.service.parts
    box = Outbox(milliseconds(parts.clock), lambda: 0.0)
    parts.scribe.write(lambda ledger: box.settle(ledger, leased, outbox.Attempt(heard, status, 1)))


def test_a_worker_killed_after_sending_before_recording_is_followed_by_one_that_sends_the_same_again(
    team: Team,
) -> None:
    name = unique("loan")
    mine = subscribe(team, name)
    decided(team, name)

    class KilledError(BaseException):
        """What no handler catches, as nothing catches SIGKILL."""

    def kill(_: Post) -> Answer:
        raise KilledError

    team.outside.answer = kill
    with pytest.raises(KilledError):
        team.courier().once()
    assert team.deliver() == []  # its lease still holds
    team.service.clock.move(seconds=LEASE + 1)
    team.outside.says(200)
    assert team.deliver() == ["delivered"]
    first, second = team.outside.posts
    assert (first.headers["webhook-id"], first.body) == (second.headers["webhook-id"], second.body)
    assert [one["outcome"] for one in team.message(mine["id"])["tried"]] == ["begun", "delivered"]


def test_two_workers_never_send_one_message_at_once(team: Team) -> None:
    name = unique("loan")
    mine = subscribe(team, name)
    for _ in range(24):
        decided(team, name)
    there, under_way, twice = threading.Lock(), set[str](), list[str]()
    met = threading.Barrier(4, timeout=20)
    begun = threading.local()

    def answer(post: Post) -> Answer:
        message = post.headers["webhook-id"]
        with there:
            twice.extend([message] if message in under_way else [])
            under_way.add(message)
        if not hasattr(begun, "met"):  # all four have one each, at once
            begun.met = met.wait()
        with there:
            under_way.discard(message)
        return Answer(200, {}, b"")

    team.outside.answer = answer
    database = Database(team.service.parts.settings.database)
    scribe = Scribe(database, lambda: stamp(team.service.clock()))
    teams = [team, team, *[Team(team.service, team.outside, scribe, database)] * 2]
    try:
        with ThreadPoolExecutor(4) as pool:
            found = list(pool.map(lambda one: one.deliver(), teams))
    finally:
        scribe.close()
        database.close()
    assert twice == []
    assert sorted(team.outside.ids()) == sorted(one["id"] for one in team.messages(mine["id"]))
    assert sum(map(len, found)) == 24
    assert {one["state"] for one in team.messages(mine["id"])} == {"delivered"}


def test_who_comes_late_with_a_failure_does_not_take_the_message_from_who_has_it_now(team: Team) -> None:
    name = unique("loan")
    mine = subscribe(team, name)
    decided(team, name)
    late = lease(team, "late")
    team.service.clock.move(seconds=LEASE + 1)
    now = lease(team, "now")
    settle(team, late, Heard("failed", "500"), 500)
    team.service.clock.move(seconds=10)
    assert team.deliver() == []  # still leased, although the failure would have been tried again
    settle(team, now, Heard("delivered"))
    message = team.message(mine["id"])
    assert (message["state"], [one["outcome"] for one in message["tried"]]) == ("delivered", ["failed", "delivered"])


def test_who_comes_late_with_a_delivery_ends_the_message(team: Team) -> None:
    name = unique("loan")
    mine = subscribe(team, name)
    decided(team, name)
    late = lease(team, "late")
    team.service.clock.move(seconds=LEASE + 1)
    now = lease(team, "now")
    settle(team, late, Heard("delivered"))
    settle(team, now, Heard("failed", "500"), 500)
    assert team.message(mine["id"])["state"] == "delivered"


def test_a_clock_that_is_set_back_keeps_no_lease_for_ever(team: Team) -> None:
    name = unique("loan")
    subscribe(team, name)
    team.service.clock.move(days=-1)
    decided(team, name)
    team.service.clock.move(days=1)
    lease(team)
    team.service.clock.move(hours=-12)
    assert team.deliver() == ["delivered"]


def test_a_store_that_does_not_answer_while_a_message_is_out_has_it_sent_again(team: Team) -> None:
    name = unique("loan")
    mine = subscribe(team, name)
    decided(team, name)
    scribe = Scribe(team.service.parts.database, lambda: stamp(team.service.clock()))

    def close(_: Post) -> Answer:
        scribe.close()
        return Answer(200, {}, b"")

    team.outside.answer = close
    stop = threading.Event()
    courier = Team(team.service, team.outside, scribe).courier()
    with pytest.raises(Exception, match="the scribe has stopped"):
        courier.once()
    stop.set()
    team.service.clock.move(seconds=LEASE + 1)
    team.outside.says(200)
    assert team.deliver() == ["delivered"]
    assert len(set(team.outside.ids())) == 1
    assert team.message(mine["id"])["attempts"] == 2


def test_threads_deliver_while_the_service_runs_and_finish_what_is_under_way(team: Team) -> None:
    name = unique("loan")
    mine = subscribe(team, name)
    decided(team, name)
    arrived, released = threading.Event(), threading.Event()

    def answer(_: Post) -> Answer:
        arrived.set()
        assert released.wait(10)
        return Answer(200, {}, b"")

    team.outside.answer = answer
    courier: Courier = team.courier()
    with delivering(courier, 1):
        assert arrived.wait(10)
        threading.Timer(0.05, released.set).start()
    assert team.message(mine["id"])["state"] == "delivered"


def test_nothing_that_was_put_down_is_lost_whatever_receivers_do(team: Team) -> None:
    name = unique("loan")
    mine = subscribe(team, name)
    decisions = [decided(team, name) for _ in range(12)]
    moods = [lambda: Answer(500, {}, b""), lambda: Answer(200, {}, b""), lambda: Answer(302, {}, b"")]
    turns = iter(range(10_000))
    team.outside.answer = lambda _: moods[next(turns) % 3]()
    for _ in range(9):
        team.deliver()
        waiting = team.messages(mine["id"], "waiting")
        if not waiting:
            break
        team.until(max(one["due"] for one in waiting))
    assert [(one["decision"], one["state"]) for one in team.messages(mine["id"])] == [
        (decision, "delivered") for decision in decisions
    ]


def test_the_outbox_holds_no_message_of_a_decision_that_is_not_kept(team: Team) -> None:
    name = unique("loan")
    subscribe(team, name)
    decided(team, name)
    with team.service.parts.database.reading() as connection:
        kept = set(connection.execute(select(tables.decisions.c.id)).scalars())
        told = set(connection.execute(select(tables.outbox.c.decision)).scalars())
    assert told <= kept


def test_messages_are_listed_page_by_page(team: Team) -> None:
    name = unique("loan")
    mine = subscribe(team, name)
    decisions = [decided(team, name) for _ in range(5)]
    found, path = [], f"/v1/deliveries?subscription={mine['id']}&limit=2"
    while path:
        page = team.get(path)
        found += [one["decision"] for one in page["deliveries"]]
        path = page["links"].get("next")
    assert found == decisions[::-1]


def test_a_secret_that_was_rotated_signs_beside_the_new_one_for_a_day(team: Team) -> None:
    name = unique("loan")
    mine = subscribe(team, name)
    made = team.service.client.post(f"/v1/subscriptions/{mine['id']}/rotate").json()
    assert made["secret"] != mine["secret"]
    for hours, signatures in ((23, 2), (2, 1)):
        team.service.clock.move(hours=hours)
        decided(team, name)
        team.deliver()
        assert len(team.outside.posts[-1].headers["webhook-signature"].split()) == signatures
    sent = json.loads(team.outside.posts[-1].body)
    assert sent["type"] == "decision.made"
