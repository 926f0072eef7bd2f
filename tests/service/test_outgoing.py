"""Requests to each kind of receiver, and what an answer proves."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hegui_adapters.service import examples
from hegui_adapters.service.forges import Change
from hegui_adapters.service.outgoing import Heard, Message, Post, heard, parts_of, post_of, trial_of
from hegui_adapters.service.signing import standard_headers
from hegui_adapters.service.targets import KINDS, Kind, Target, opened, revealed, shown, wrongs
from serving import SECRET

TEXT = json.dumps(examples.ANSWER, ensure_ascii=False)
MS = 1_796_112_000_123
SHA = "0123456789abcdef0123456789abcdef01234567"
CHANGE = Change("bank/loans", SHA, 42)
ROBOT = "https://robot.example/send?access_token=k"

TARGETS: Mapping[Kind, Target] = {
    "webhook": Target.model_validate({"kind": "webhook", "url": "https://pipeline.example/hook", "secret": SECRET}),
    "feishu": Target.model_validate({"kind": "feishu", "url": "https://robot.example/hook/k", "secret": "word"}),
    "dingtalk": Target.model_validate({"kind": "dingtalk", "url": ROBOT, "secret": "word"}),
    "wecom": Target.model_validate({"kind": "wecom", "url": "https://robot.example/send?key=k"}),
    **{
        kind: Target.model_validate({"kind": kind, "repository": "bank/loans", "token": "t0ken"})
        for kind in ("github", "gitlab", "gitee")
    },
}


def post(kind: Kind, part: str = "message", **more: Any) -> Post:
    message = Message("m-1", part, TEXT, "zh", CHANGE, "https://hegui.example/")
    return post_of(TARGETS[kind].model_copy(update=more), message, MS)


def body(found: Post) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(found.body)
    return said


def test_a_callback_is_an_event_that_holds_the_decision_as_it_was_answered() -> None:
    said = body(post("webhook"))
    assert said == {"type": "decision.made", "timestamp": "2026-12-01T09:30:00.120+08:00", "data": examples.ANSWER}


def test_a_callback_is_signed_at_the_moment_it_is_sent() -> None:
    headers = post("webhook").headers
    assert (headers["webhook-id"], headers["webhook-timestamp"]) == ("m-1", "1796112000")


def test_a_feishu_robot_finds_the_signature_in_the_body_in_seconds() -> None:
    said = body(post("feishu"))
    assert (said["timestamp"], said["msg_type"]) == ("1796112000", "interactive")
    assert said["sign"]


def test_a_feishu_robot_without_a_secret_gets_no_signature() -> None:
    assert set(body(post("feishu", secret=None))) == {"msg_type", "card"}


def test_a_dingtalk_robot_finds_the_signature_in_the_url_in_milliseconds() -> None:
    assert post("dingtalk").url.startswith(f"{ROBOT}&timestamp={MS}&sign=")


def test_a_wecom_robot_is_called_at_its_url_as_it_is() -> None:
    assert post("wecom").url == "https://robot.example/send?key=k"


PATHS = {
    ("github", "status"): f"https://api.github.com/repos/bank/loans/statuses/{SHA}",
    ("github", "comment"): "https://api.github.com/repos/bank/loans/issues/42/comments",
    ("gitlab", "status"): f"https://gitlab.com/api/v4/projects/bank%2Floans/statuses/{SHA}",
    ("gitlab", "comment"): "https://gitlab.com/api/v4/projects/bank%2Floans/merge_requests/42/notes",
    ("gitee", "status"): "https://gitee.com/api/v5/repos/bank/loans/check-runs",
    ("gitee", "comment"): "https://gitee.com/api/v5/repos/bank/loans/pulls/42/comments",
}


@pytest.mark.parametrize(("which", "url"), PATHS.items(), ids=[" ".join(which) for which in PATHS])
def test_a_forge_is_called_where_its_documentation_says(which: tuple[Kind, str], url: str) -> None:
    assert post(*which).url == url


TOKENS = {
    "github": lambda found: found.headers["authorization"] == "Bearer t0ken",
    "gitlab": lambda found: found.headers["private-token"] == "t0ken",
    "gitee": lambda found: body(found)["access_token"] == "t0ken",  # noqa: S105
}


@pytest.mark.parametrize("kind", TOKENS)
@pytest.mark.parametrize("part", ["status", "comment"])
def test_a_forge_is_shown_the_token_as_it_expects_it(kind: Kind, part: str) -> None:
    assert TOKENS[kind](post(kind, part))


def test_a_forge_of_the_firm_is_called_at_its_own_address() -> None:
    own = Target.model_validate(
        {"kind": "gitlab", "url": "https://git.bank.example/api/v4/", "repository": "123", "token": "t"}
    )
    found = post_of(own, Message("m-1", "status", TEXT, "zh", CHANGE), MS)
    assert found.url == f"https://git.bank.example/api/v4/projects/123/statuses/{SHA}"


STATES = {
    ("github", "blocked"): "failure",
    ("github", "undetermined"): "pending",
    ("github", "clear"): "success",
    ("gitlab", "blocked"): "failed",
    ("gitlab", "undetermined"): "pending",
    ("gitlab", "clear"): "success",
    ("gitee", "blocked"): "failure",
    ("gitee", "undetermined"): "action_required",
    ("gitee", "clear"): "success",
}


@pytest.mark.parametrize(("which", "state"), STATES.items(), ids=[" ".join(which) for which in STATES])
def test_only_a_clear_product_is_a_success(which: tuple[Kind, str], state: str) -> None:
    kind, verdict = which
    text = json.dumps({**examples.ANSWER, "verdict": verdict})
    said = body(post_of(TARGETS[kind], Message("m-1", "status", text, "zh", CHANGE), MS))
    assert said["conclusion" if kind == "gitee" else "state"] == state


PARTS = [
    ("webhook", Change(), ("message",)),
    ("feishu", CHANGE, ("message",)),
    ("github", CHANGE, ("status", "comment")),
    ("github", Change(commit=SHA), ("status",)),
    ("gitlab", Change(number=42), ("comment",)),
    ("gitee", Change(), ()),
    ("github", Change("bank/cards", SHA, 42), ()),
]


@pytest.mark.parametrize(("kind", "change", "parts"), PARTS)
def test_a_forge_is_told_only_of_what_the_manifest_names_in_its_repository(
    kind: Kind, change: Change, parts: tuple[str, ...]
) -> None:
    assert parts_of(kind, "bank/loans", change) == parts


HEARD: list[tuple[Kind, int, bytes, str]] = [
    ("webhook", 200, b"", "delivered"),
    ("webhook", 204, b"", "delivered"),
    ("webhook", 200, b"\xff<html>nonsense", "delivered"),
    ("webhook", 199, b"", "failed"),
    ("webhook", 301, b"", "failed"),
    ("webhook", 307, b"", "failed"),
    ("webhook", 400, b"", "failed"),
    ("webhook", 404, b"", "failed"),
    ("webhook", 429, b"", "failed"),
    ("webhook", 500, b"", "failed"),
    ("webhook", 410, b"", "gone"),
    ("feishu", 200, b'{"code":0,"msg":"success"}', "delivered"),
    ("feishu", 200, b'{"StatusCode":0,"StatusMessage":"success","code":0}', "delivered"),
    ("feishu", 200, b'{"code":19021,"msg":"sign match fail or timestamp is not within one hour"}', "failed"),
    ("feishu", 200, b'{"code":9499,"StatusCode":0}', "failed"),
    ("feishu", 200, b'{"errcode":0}', "failed"),
    ("dingtalk", 200, b'{"errcode":0,"errmsg":"ok"}', "delivered"),
    ("dingtalk", 200, b'{"errcode":310000,"errmsg":"sign not match"}', "failed"),
    ("wecom", 200, b'{"errcode":0,"errmsg":"ok"}', "delivered"),
    ("wecom", 200, b'{"errcode":93000,"errmsg":"invalid webhook url"}', "failed"),
    ("wecom", 200, b'{"errcode":false}', "failed"),
    ("wecom", 200, b'{"errcode":"0"}', "failed"),
    ("wecom", 200, b"<html>welcome</html>", "failed"),
    ("wecom", 200, b"", "failed"),
    ("wecom", 200, b"[0]", "failed"),
    ("wecom", 200, b"[" * 60_000, "failed"),
    ("wecom", 200, b"\xff\xfe", "failed"),
    ("github", 201, b"{}", "delivered"),
    ("github", 422, b'{"message":"No commit found"}', "failed"),
    ("gitlab", 400, b'{"message":"Cannot transition status via :run from :running"}', "delivered"),
    ("gitlab", 400, b'{"message":"400 Bad request"}', "failed"),
    ("github", 400, b'{"message":"Cannot transition status via :run from :running"}', "failed"),
]


@pytest.mark.parametrize(("kind", "status", "answer", "meaning"), HEARD)
def test_an_answer_means_that_it_was_taken_or_not(kind: Kind, status: int, answer: bytes, meaning: str) -> None:
    assert heard(kind, status, {}, answer).meaning == meaning


WAITS = [
    ("30", 30_000),
    ("0", 0),
    ("-5", 0),
    ("soon", 0),
    ("9" * 40, 0),
    ("٣", 0),
    ("Wed, 21 Oct 2026 07:28:00 GMT", 0),
]


@pytest.mark.parametrize(("told", "wait"), WAITS)
def test_a_receiver_may_ask_to_wait_in_whole_seconds(told: str, wait: int) -> None:
    assert heard("webhook", 503, {"retry-after": told}, b"").wait == wait


def test_why_it_failed_is_kept_on_one_short_line() -> None:
    assert heard("webhook", 500, {}, b"a\nb\x00\x1b[31m" + b"x" * 9999) == Heard("failed", f"500: a b [31m{'x' * 186}…")


@pytest.mark.parametrize("kind", KINDS)
def test_a_target_can_be_sealed_and_opened(kind: Kind) -> None:
    assert opened(revealed(TARGETS[kind])) == TARGETS[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_wrong_with_these_targets(kind: Kind) -> None:
    assert list(wrongs(TARGETS[kind], ())) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_target_prints_no_secret(kind: Kind) -> None:
    printed = repr(TARGETS[kind]) + str(TARGETS[kind]) + json.dumps(shown(TARGETS[kind], ()))
    assert not [word for word in ("access_token=k", "key=k", "hook/k", "t0ken", "word'", SECRET) if word in printed]


WRONG = [
    ({"kind": "webhook", "secret": SECRET}, ["url"]),
    ({"kind": "webhook", "url": "https://x.example/"}, ["secret"]),
    ({"kind": "webhook", "url": "https://x.example/", "secret": "whsec_c2hvcnQ="}, ["secret"]),
    ({"kind": "webhook", "url": "https://x.example/", "secret": "no base64"}, ["secret"]),
    ({"kind": "webhook", "url": "https://10.0.0.1/", "secret": SECRET, "token": "t"}, ["url", "token"]),
    ({"kind": "wecom", "url": "https://x.example/", "secret": "word"}, ["secret"]),
    ({"kind": "github", "repository": "bank/loans"}, ["token"]),
    ({"kind": "github", "repository": "bank/loans", "token": "a\r\nb: c"}, ["token"]),
    ({"kind": "github", "token": "t"}, ["repository"]),
    ({"kind": "github", "token": "t", "repository": "bank"}, ["repository"]),
    ({"kind": "github", "token": "t", "repository": "bank/.."}, ["repository"]),
    ({"kind": "gitee", "token": "t", "repository": "bank/a/b"}, ["repository"]),
    ({"kind": "gitlab", "token": "t", "repository": "bank/../b"}, ["repository"]),
    ({"kind": "gitlab", "token": "t", "repository": "a/b", "secret": "x"}, ["secret"]),
]


@pytest.mark.parametrize(("said", "fields"), WRONG)
def test_what_cannot_be_sent_to_is_told_by_field(said: Mapping[str, Any], fields: list[str]) -> None:
    assert [field for field, _, _ in wrongs(Target.model_validate(said), ())] == fields


# ---- a test message


TEXTS: Mapping[Kind, tuple[str, ...]] = {
    "webhook": ("data", "text"),
    "feishu": ("content", "text"),
    "dingtalk": ("text", "content"),
    "wecom": ("text", "content"),
}


@pytest.mark.parametrize(("kind", "steps"), TEXTS.items())
@pytest.mark.parametrize(("lang", "said"), [("zh", "测试消息"), ("en", "a test message")])
def test_a_test_message_tells_of_no_decision(kind: Kind, steps: tuple[str, ...], lang: Any, said: str) -> None:
    found = trial_of(TARGETS[kind], "m-1", lang, MS)
    assert found is not None
    text = body(found)
    for step in steps:
        text = text[step]
    assert said in text


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in TEXTS])
def test_a_forge_takes_no_test_message(kind: Kind) -> None:
    assert trial_of(TARGETS[kind], "m-1", "zh", MS) is None


def test_a_test_message_is_signed_as_any_other() -> None:
    webhook, feishu, dingtalk = (trial_of(TARGETS[kind], "m-1", "zh", MS) for kind in ("webhook", "feishu", "dingtalk"))
    assert webhook is not None
    assert feishu is not None
    assert dingtalk is not None
    signed = standard_headers("m-1", MS // 1000, webhook.body, [SECRET])
    assert webhook.headers.items() >= signed.items()
    assert (body(feishu)["sign"], dingtalk.url) == (body(post("feishu"))["sign"], post("dingtalk").url)
