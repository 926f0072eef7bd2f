"""The pages of administration: who may see them, what each act does, and that the log tells of it with its actor."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html import unescape
from pathlib import Path

import httpx
import pytest
from browsing import SAMPLES, Site, site
from hegui_adapters.pages.admin.running import Asking, Came, Work, Works
from hegui_adapters.service.problems import ProblemError
from hegui_adapters.service.roles import Role
from hegui_adapters.store import tables
from hegui_adapters.store.audit import examined
from hegui_adapters.store.export import InFile
from hegui_adapters.store.sealing import add_key
from hegui_adapters.store.signing import new_key
from receiving import receiver
from sqlalchemy import text, update
from storing import entries_of

PATIENCE = 90
PAGES = ("/admin/status", "/admin/tokens", "/admin/subscriptions", "/admin/deliveries", "/admin/log")


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A service with keys, so that it signs its log and keeps what subscriptions send with."""
    folder = tmp_path_factory.mktemp("own")
    add_key(folder / "keys")
    new_key(folder / "signing")
    told = {"sealing_keys": folder / "keys", "signing_key": folder / "signing", "outbound_hosts": ("127.0.0.1",)}
    with site(folder, **told) as found:
        found.decisions["first"] = found.decide(SAMPLES["qingxiang-instalment"].read_bytes())
        yield found


@contextmanager
def asking(own: Site, role: Role = "admin", lang: str = "zh") -> Iterator[httpx.Client]:
    with own.client(role, lang, origin=own.base) as client:
        client.headers["x-csrf-token"] = own.csrf(role)
        client.timeout = httpx.Timeout(PATIENCE)
        yield client


def last(own: Site, kind: str) -> tuple[str, Mapping[str, object]]:
    """Who the newest entry of a kind names, and what it says."""
    found = [one for one in entries_of(own.parts.database) if one.kind == kind][-1]
    return found.actor, json.loads(found.payload or "")


def told(answer: httpx.Response) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.text)))


# ---- who may


SEES: Mapping[Role, tuple[str, ...]] = {
    "viewer": (),
    "product": (),
    "officer": (),
    "auditor": ("/admin/log",),
    "admin": PAGES,
}


@pytest.mark.parametrize(("role", "seen"), SEES.items())
def test_a_role_sees_its_pages_of_administration(own: Site, role: Role, seen: tuple[str, ...]) -> None:
    with asking(own, role) as client:
        assert [path for path in PAGES if client.get(path).status_code == 200] == [*seen]


@pytest.mark.parametrize(("role", "line"), [("viewer", None), ("auditor", "/admin/log"), ("admin", "/admin/status")])
def test_the_menu_leads_where_a_role_may_go(own: Site, role: Role, line: str | None) -> None:
    with asking(own, role) as client:
        found = re.findall(r'<li><a href="(/admin[^"]*)"', client.get("/").text)
    assert found == ([line] if line else [])


ACTS = (
    "/admin/reload",
    "/admin/tokens",
    "/admin/tokens/0123456789ab/revoke",
    "/admin/subscriptions",
    "/admin/log/verify",
    "/admin/log/replay",
)


@pytest.mark.parametrize("path", ACTS)
def test_an_act_needs_the_role_and_the_proof(own: Site, path: str) -> None:
    with asking(own, "officer") as client:
        assert client.post(path).status_code == 403
    with own.client("admin", origin=own.base) as client:
        assert client.post(path).status_code == 403


# ---- tokens


def test_a_token_is_shown_once_and_lets_in(own: Site) -> None:
    with asking(own) as client:
        answer = client.post("/admin/tokens", data={"name": "pipeline", "role": "product", "expires": ""})
        secret = re.findall(r"hegui_[\w-]{43}", answer.text)[0]
        again = client.get("/admin/tokens").text
    assert (answer.status_code, answer.headers["cache-control"], secret in again) == (201, "no-store", False)
    found = own.parts.tokens.known(secret)
    assert found is not None
    assert (found.name, found.role) == ("pipeline", "product")
    assert last(own, "token.created")[0] == "person:admin"


def test_a_revoked_token_lets_nobody_in(own: Site) -> None:
    token, secret = own.parts.tokens.new("leaving", "viewer", "tester")
    with asking(own) as client:
        assert client.post(f"/admin/tokens/{token.id}/revoke").status_code == 303
    assert own.parts.tokens.known(secret) is None
    assert last(own, "token.revoked") == ("person:admin", {"name": "leaving"})


@pytest.mark.parametrize(
    "given",
    [
        {"name": "No Such Name", "role": "viewer"},
        {"name": "fine", "role": "emperor"},
        {"name": "fine", "role": "viewer", "expires": "2020-01-01"},
        {"name": "fine", "role": "viewer", "expires": "tomorrow"},
    ],
)
def test_a_token_that_cannot_be_is_told_with_what_was_given(own: Site, given: dict[str, str]) -> None:
    before = len(own.parts.tokens.listed())
    with asking(own) as client:
        answer = client.post("/admin/tokens", data=given)
    assert (answer.status_code, 'role="alert"' in answer.text) == (422, True)
    assert f'value="{given["name"]}"' in answer.text
    assert len(own.parts.tokens.listed()) == before


# ---- subscriptions


def subscribed(client: httpx.Client, url: str = "http://127.0.0.1:9/hook", **more: object) -> str:
    """The address of a new subscription's page."""
    given = {"scope": "all", "verdicts": ["blocked"], "message_lang": "zh", "kind": "webhook", "url": url, **more}
    answer = client.post("/admin/subscriptions", data=given)
    assert answer.status_code == 201, told(answer)
    return re.findall(r'action="(/admin/subscriptions/[\w-]+)"', answer.text)[0]


def line(own: Site, address: str) -> Mapping[str, object]:
    found = own.parts.subscriptions.one(address.rpartition("/")[2])
    assert found is not None
    return found


def test_a_webhook_s_secret_is_shown_once(own: Site) -> None:
    with asking(own) as client:
        given = {"scope": "all", "verdicts": ["blocked"], "kind": "webhook", "url": "http://127.0.0.1:9/hook?key=k3y"}
        answer = client.post("/admin/subscriptions", data=given)
        address = re.findall(r'action="(/admin/subscriptions/[\w-]+)"', answer.text)[0]
        again = client.get(address).text + client.get("/admin/subscriptions").text
    assert ("whsec_" in answer.text, "whsec_" in again, "k3y" in again) == (True, False, False)
    assert last(own, "subscription.created")[0] == "person:admin"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"scope": "product", "scope_name": ""}, "product、owner、all"),
        ({"verdicts": []}, "至少选择一种结论"),
        ({"url": ""}, "/target/url"),
        ({"url": "http://elsewhere.example/"}, "/target/url"),
        ({"kind": "pigeon"}, "/target/kind"),
        ({"setting": "nowhere"}, "设置中没有此目标"),
    ],
)
def test_a_subscription_that_cannot_be_is_told(own: Site, given: dict[str, object], says: str) -> None:
    before = len(own.parts.subscriptions.listed())
    whole = {"scope": "all", "verdicts": ["blocked"], "kind": "webhook", "url": "http://127.0.0.1:9/", **given}
    with asking(own) as client:
        answer = client.post("/admin/subscriptions", data={**whole, "signing_secret": ""})
    assert (answer.status_code, len(own.parts.subscriptions.listed())) == (422, before)
    assert says.removeprefix("/target/") in answer.text


def test_a_secret_that_was_refused_is_not_sent_back(own: Site) -> None:
    given = {"scope": "all", "verdicts": ["blocked"], "kind": "feishu", "url": "", "signing_secret": "s3cret"}
    with asking(own) as client:
        answer = client.post("/admin/subscriptions", data=given)
    assert (answer.status_code, "s3cret" in answer.text) == (422, False)


def test_what_a_subscription_tells_of_is_changed(own: Site) -> None:
    with asking(own) as client:
        address = subscribed(client)
        given = {"scope": "owner", "scope_name": "李雷", "verdicts": ["clear", "undetermined"], "message_lang": "en"}
        assert client.post(address, data=given).status_code == 303
    found = line(own, address)
    assert (found["scope"], found["verdicts"], found["lang"]) == ({"owner": "李雷"}, ["undetermined", "clear"], "en")
    assert last(own, "subscription.changed")[0] == "person:admin"


def test_a_change_to_nothing_is_refused(own: Site) -> None:
    with asking(own) as client:
        address = subscribed(client)
        answer = client.post(address, data={"scope": "product", "scope_name": " ", "verdicts": ["clear"]})
    assert (answer.status_code, line(own, address)["scope"]) == (422, {"all": True})


def test_a_test_message_is_signed_and_tells_of_no_decision(own: Site) -> None:
    with receiver() as found, asking(own) as client:
        address = subscribed(client, found.url)
        answer = client.post(f"{address}/test")
        (got,) = found.got
    assert "测试消息已送达（200" in told(answer)
    assert (json.loads(got.body)["type"], "webhook-signature" in got.headers) == ("subscription.tested", True)
    assert last(own, "subscription.tested") == ("person:admin", {"detail": None, "outcome": "delivered", "status": 200})


def test_a_test_message_that_does_not_arrive_is_told(own: Site) -> None:
    with asking(own) as client:
        answer = client.post(f"{subscribed(client)}/test")
    assert "测试消息未送达" in told(answer)
    assert last(own, "subscription.tested")[1]["outcome"] == "failed"


def test_a_forge_cannot_be_tested(own: Site) -> None:
    more = {"kind": "github", "url": "", "repository": "bank/loans", "forge_token": "t0ken"}
    with asking(own) as client:
        answer = client.post(f"{subscribed(client, **more)}/test")
    assert (answer.status_code, "代码平台只接收对某次提交的消息" in answer.text) == (409, True)


def test_a_rotated_secret_is_shown_once(own: Site) -> None:
    with asking(own) as client:
        address = subscribed(client)
        answer = client.post(f"{address}/rotate")
        assert ("whsec_" in answer.text, "whsec_" in client.get(address).text) == (True, False)


def test_what_waits_for_a_disabled_subscription_is_dead_until_it_is_sent_again(own: Site) -> None:
    with asking(own) as client:
        address = subscribed(client, scope="product", scope_name="held", verdicts=["undetermined", "blocked"])
        own.decide(b"hegui: product/v1\nproduct: {id: held, name: Held}\n")
        assert client.post(f"{address}/disable").status_code == 303
        assert client.post(f"{address}/disable").status_code == 409
        listed = client.get(f"/admin/deliveries?subscription={address.rpartition('/')[2]}&state=dead")
        message = re.findall(r'href="(/admin/deliveries/[\w-]+)"', listed.text)[0]
        assert client.post(f"{message}/replay").status_code == 409
        assert client.post(f"{address}/enable").status_code == 303
        assert client.post(f"{message}/replay").status_code == 303
        assert "待送" in told(client.get(message))
    assert [last(own, kind)[0] for kind in ("subscription.disabled", "subscription.enabled", "delivery.replayed")] == [
        "person:admin"
    ] * 3


def test_every_attempt_at_a_message_is_shown(own: Site) -> None:
    with receiver() as found, asking(own) as client:
        address = subscribed(
            client, found.url, scope="product", scope_name="tried", verdicts=["undetermined", "blocked"]
        )
        own.decide(b"hegui: product/v1\nproduct: {id: tried, name: Tried}\n")
        while own.parts.courier.once() is not None:
            pass
        listed = client.get(f"/admin/deliveries?subscription={address.rpartition('/')[2]}")
        message = re.findall(r'href="(/admin/deliveries/[\w-]+)"', listed.text)[0]
        said = told(client.get(message))
    assert ("已送达" in said, " 200 " in said) == (True, True)


def test_an_ended_subscription_stands_in_the_list_and_takes_nothing(own: Site) -> None:
    with asking(own) as client:
        address = subscribed(client)
        assert client.post(f"{address}/end").status_code == 303
        assert client.post(f"{address}/test").status_code == 409
        assert client.post(address, data={"scope": "all", "verdicts": ["clear"]}).status_code == 409
        assert address in client.get("/admin/subscriptions").text
    assert line(own, address)["state"] == "ended"


@pytest.mark.parametrize("kind", ["subscriptions", "deliveries"])
def test_what_is_not_there_is_told(own: Site, kind: str) -> None:
    with asking(own) as client:
        assert client.get(f"/admin/{kind}/019dfd3a-7c00-7d2e-9a41-0c5a3c1f7b52").status_code == 404


# ---- the log


def came(client: httpx.Client, begun: httpx.Response) -> httpx.Response:
    """The page of work that was begun, once it ended."""
    assert begun.status_code == 303
    end = time.monotonic() + PATIENCE
    while "delay:1s" in (answer := client.get(begun.headers["location"])).text:
        assert time.monotonic() < end
        time.sleep(0.1)
    return answer


@pytest.mark.parametrize("role", ["auditor", "admin"])
def test_a_log_that_holds_is_told_with_what_was_checked(own: Site, role: Role) -> None:
    with asking(own, role) as client:
        said = told(came(client, client.post("/admin/log/verify")))
    assert ("日志成立" in said, "签名有效" in said) == (True, True)
    who, found = last(own, "log.examined")
    assert (who, found["holds"], found["faults"]) == (f"person:{role}", True, 0)


def test_what_a_verification_came_to_is_known_to_every_process(own: Site) -> None:
    with asking(own) as client:
        begun = client.post("/admin/log/verify")
        came(client, begun)
        own.app.state.works = Works()
        assert "日志成立" in told(client.get(begun.headers["location"]))


def test_work_of_another_process_is_asked_for_again(own: Site) -> None:
    with asking(own) as client:
        client.headers["hx-request"] = "true"
        answer = client.get(f"/admin/log/work/{'0' * 32}")
    assert ("由另一工作进程进行" in answer.text, "delay:1s" in answer.text) == (True, True)


def test_a_decision_is_replayed_and_compared(own: Site) -> None:
    decision = own.decisions["first"]
    with asking(own, "auditor", "en") as client:
        said = told(came(client, client.post("/admin/log/replay", data={"decision": decision})))
    assert f"{decision}: replayed with the same result" in said
    who, found = last(own, "log.replayed")
    assert (who, found["same"], found["decision"]) == ("person:auditor", True, decision)


def test_only_a_decision_is_replayed(own: Site) -> None:
    with asking(own) as client:
        assert client.post("/admin/log/replay", data={"decision": "x"}).status_code == 404


@pytest.mark.parametrize("documents", [False, True])
def test_an_export_is_a_log_that_verifies_on_its_own(own: Site, tmp_path: Path, documents: bool) -> None:
    with asking(own, "auditor") as client:
        answer = client.get("/admin/log/export", params={"documents": "1"} if documents else {})
    file = tmp_path / "log.jsonl"
    file.write_bytes(answer.content)
    report = examined(InFile(file))
    assert (report.holds, (report.documents or 0) > 0) == (True, documents)
    assert "attachment" in answer.headers["content-disposition"]
    assert last(own, "log.exported")[1]["documents"] is documents


def test_a_checkpoint_names_the_key_that_signed_it(own: Site) -> None:
    with asking(own) as client:
        assert "本服务" in told(client.get("/admin/log"))


def test_the_first_fault_of_a_broken_log_is_told(tmp_path: Path) -> None:
    with site(tmp_path) as broken, asking(broken) as client:
        broken.token("viewer", "one")
        broken.token("viewer", "two")
        with broken.parts.database.writing() as connection:
            connection.execute(text("DROP TRIGGER entries_not_changed"))
            connection.execute(update(tables.entries).where(tables.entries.c.seq == 1).values(actor="somebody else"))
        answer = came(client, client.post("/admin/log/verify"))
        assert last(broken, "log.examined")[1]["first"] == {"entry": 1, "place": "entries"}
    assert ("日志不成立" in told(answer), "第 1 条" in told(answer), "panel blocked" in answer.text) == (
        True,
        True,
        True,
    )


# ---- work


def test_work_of_a_kind_is_done_once_at_a_time(own: Site) -> None:
    works, going = Works(), []

    def task(_: Work) -> Came:
        while not going:
            time.sleep(0.01)
        return {"same": True, "lines": {"zh": [], "en": []}}

    first = works.begin(own.parts, Asking("log.replayed", "tester", "a"), task)
    assert works.begin(own.parts, Asking("log.replayed", "tester", "a"), task) is first
    with pytest.raises(ProblemError):
        works.begin(own.parts, Asking("log.replayed", "tester", "b"), task)
    going.append(True)
    while first.came is None:
        time.sleep(0.01)
    assert first.outcome == "same"
    assert works.begin(own.parts, Asking("log.replayed", "tester", "b"), task) is not first


def test_work_that_fails_is_told_as_such(own: Site) -> None:
    def task(_: Work) -> Came:
        raise ValueError("no luck")

    work = Works().begin(own.parts, Asking("log.examined", "tester"), task)
    while work.came is None:
        time.sleep(0.01)
    assert (work.outcome, work.came["lines"]) == (
        "failed",
        {"zh": ["ValueError: no luck"], "en": ["ValueError: no luck"]},
    )


# ---- status


def test_the_status_says_what_is_in_use_and_what_waits(own: Site) -> None:
    with asking(own, lang="en") as client:
        said = told(client.get("/admin/status"))
    book = own.parts.judge.rulebook
    assert (f"sha256:{book.digest}" in said, "SQLite" in said, "waiting" in said) == (True, True, True)


def test_rules_that_are_the_same_are_told_as_such(own: Site) -> None:
    with asking(own) as client:
        answer = client.post("/admin/reload")
        assert "规则没有变化" in told(client.get(answer.headers["location"]))
