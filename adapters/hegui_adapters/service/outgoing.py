"""One message as an HTTP request, and what its answer means. Pure: the moment is an argument, nothing is sent.

A robot answers 200 to whatever it is sent and says in the body whether it took it; so 200 alone proves nothing there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal, cast

from hegui.body import canonical
from hegui.zone import ZONE

from hegui_adapters.language import Lang
from hegui_adapters.service.brief import brief_of, shortened
from hegui_adapters.service.forges import FORGES, NOWHERE, Change, Forge, Part, forge_post
from hegui_adapters.service.robots import dingtalk_card, feishu_card, wecom_card
from hegui_adapters.service.signing import dingtalk_query, feishu_signature, standard_headers
from hegui_adapters.service.targets import Kind, Target

__all__ = ["EVENT", "MESSAGE", "Heard", "Message", "Post", "heard", "parts_of", "post_of", "trial_of"]

EVENT: Final = "decision.made"
TRIAL: Final = "subscription.tested"
TRIED: Final[Mapping[Lang, str]] = {
    "zh": "hegui：这是一条测试消息，不涉及任何检查结论。",
    "en": "hegui: this is a test message; it tells of no decision.",
}
MESSAGE: Final = "message"
"""The one part of what goes to a webhook or a robot."""
JSON_TYPE: Final = {"content-type": "application/json; charset=utf-8"}
CONTEXT: Final = 100
DETAIL: Final = 200


@dataclass(frozen=True, slots=True)
class Message:
    """What is to be said: `id` is the same at every attempt, `text` the decision as the service answers with it."""

    id: str
    part: str
    text: str
    lang: Lang
    change: Change = NOWHERE
    public_url: str | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A request: URL, headers in small letters, body."""

    url: str
    headers: Mapping[str, str]
    body: bytes


Meaning = Literal["delivered", "failed", "gone"]


@dataclass(frozen=True, slots=True)
class Heard:
    """What an answer means. `detail` says why it failed; `wait` is what the receiver asked to wait, in milliseconds."""

    meaning: Meaning
    detail: str | None = None
    wait: int = 0


def parts_of(kind: Kind, repository: str | None, change: Change) -> tuple[str, ...]:
    """What is to be sent of a decision: nothing to a forge of which the manifest names neither commit nor change."""
    if kind not in FORGES:
        return (MESSAGE,)
    if change.repository is not None and change.repository != repository:
        return ()
    parts = (("status", change.commit), ("comment", change.number))
    return tuple(part for part, named in parts if named is not None)


def post_of(target: Target, message: Message, milliseconds: int) -> Post:
    """The request that says a message to a target at a moment."""
    if target.kind == "webhook":
        return _callback(target, message, milliseconds // 1000)
    if target.kind in FORGES:
        return _to_forge(target, message)
    return _to_robot(target, message, milliseconds)


def trial_of(target: Target, trial: str, lang: Lang, milliseconds: int) -> Post | None:
    """The request that tries whether a target takes messages, told of no decision; None for a forge, which takes only those
    on a commit. `trial` is the id of the message."""
    if target.kind in FORGES:
        return None
    if target.kind == "webhook":
        moment = datetime.fromtimestamp(milliseconds / 1000, ZONE).isoformat(timespec="milliseconds")
        body = canonical({"type": TRIAL, "timestamp": moment, "data": {"text": TRIED[lang]}})
        signed = standard_headers(trial, milliseconds // 1000, body, target.signs_with(milliseconds // 1000))
        return Post(target.address, {**JSON_TYPE, **signed}, body)
    text = TRIED[lang]
    said = {"msg_type": "text", "content": {"text": text}}
    return _robot_post(
        target, said if target.kind == "feishu" else {"msgtype": "text", "text": {"content": text}}, milliseconds
    )


def _callback(target: Target, message: Message, seconds: int) -> Post:
    time = json.loads(message.text)["decision"]["time"]
    body = f'{{"type":"{EVENT}","timestamp":{json.dumps(time)},"data":{message.text}}}'.encode()
    signed = standard_headers(message.id, seconds, body, target.signs_with(seconds))
    return Post(target.address, {**JSON_TYPE, **signed}, body)


def _said(message: Message) -> tuple[Mapping[str, Any], str | None]:
    said = json.loads(message.text)
    return said, f"{message.public_url.rstrip('/')}{said['links']['self']}" if message.public_url else None


def _to_robot(target: Target, message: Message, milliseconds: int) -> Post:
    said, link = _said(message)
    card = {"wecom": wecom_card, "dingtalk": dingtalk_card, "feishu": feishu_card}[target.kind]
    return _robot_post(target, card(brief_of(said, message.lang, link)), milliseconds)


def _robot_post(target: Target, said: Mapping[str, object], milliseconds: int) -> Post:
    """What a robot is sent, signed where it asks for that."""
    secret = target.secret.get_secret_value() if target.secret is not None else None
    more = ""
    if secret is not None and target.kind == "dingtalk":
        more = f"{'&' if '?' in target.address else '?'}{dingtalk_query(milliseconds, secret)}"
    if secret is not None and target.kind == "feishu":
        seconds = milliseconds // 1000
        said = {**said, "timestamp": str(seconds), "sign": feishu_signature(seconds, secret)}
    return Post(target.address + more, JSON_TYPE, canonical(said))


def _to_forge(target: Target, message: Message) -> Post:
    said, link = _said(message)
    assert target.repository is not None
    assert target.token is not None
    post = forge_post(
        cast("Forge", target.kind),
        cast("Part", message.part),
        target.repository,
        message.change,
        brief_of(said, message.lang, link),
        product=shortened(said["product"]["id"] or "product", CONTEXT),
        token=target.token.get_secret_value(),
        mark=message.id,
    )
    return Post(target.address + post.path, {**JSON_TYPE, **post.headers}, canonical(post.body))


# ---- answers


def heard(kind: Kind, status: int, headers: Mapping[str, str], body: bytes) -> Heard:
    """What an answer means; `body` may be cut."""
    if status == 410:
        return Heard("gone", "410")
    if 200 <= status < 300:
        return _robot_heard(kind, body) if kind in ("feishu", "dingtalk", "wecom") else Heard("delivered")
    if 300 <= status < 400:
        return Heard("failed", f"{status}: redirects are not followed")
    if kind == "gitlab" and status == 400 and b"Cannot transition status" in body:
        return Heard("delivered", "the commit has this status already")
    return Heard("failed", _excerpt(status, body), _asked(status, headers))


def _robot_heard(kind: Kind, body: bytes) -> Heard:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        said = None
    names = ("code", "StatusCode") if kind == "feishu" else ("errcode",)
    codes = [said[name] for name in names if name in said] if isinstance(said, dict) else []
    if codes and all(code == 0 and not isinstance(code, bool) for code in codes):
        return Heard("delivered")
    return Heard("failed", _excerpt(200, body))


def _asked(status: int, headers: Mapping[str, str]) -> int:
    told = headers.get("retry-after", "")
    return int(told) * 1000 if status in (429, 503) and told.isascii() and told.isdigit() and len(told) < 9 else 0


def _excerpt(status: int, body: bytes) -> str:
    return shortened(f"{status}: {body[: 4 * DETAIL].decode('utf-8', 'replace')}", DETAIL).rstrip(": ")
