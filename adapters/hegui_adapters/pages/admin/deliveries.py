"""`/admin/deliveries`: what was sent to subscribers, each attempt at it, dead messages sent again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import Path, Query, Response

from hegui_adapters.pages.admin.status import ADMIN
from hegui_adapters.pages.admin.words import WORDS
from hegui_adapters.pages.asking import Asked, Showing
from hegui_adapters.pages.declaring import Pages
from hegui_adapters.service import outbox
from hegui_adapters.service.clock import milliseconds, stamp
from hegui_adapters.service.problems import ProblemError
from hegui_adapters.service.subscribing import UUID7

__all__ = ["pages"]

pages = Pages(WORDS)
Id = Annotated[str, Path(pattern=UUID7)]
A_PAGE: Final = 50


@pages.get("/admin/deliveries", role=ADMIN)
def listed(
    asked: Showing,
    state: Annotated[str, Query(max_length=20)] = "",
    subscription: Annotated[str, Query(max_length=36)] = "",
    before: Annotated[str, Query(max_length=36)] = "",
) -> Response:
    """Messages to subscribers, the newest first."""
    with asked.parts.database.reading() as connection:
        found = outbox.page(connection, state or None, subscription or None, before or None, A_PAGE + 1)
    given = {"state": state, "subscription": subscription}
    kept = {name: value for name, value in given.items() if value}
    following = urlencode({**kept, "before": str(found[A_PAGE - 1]["id"])}) if len(found) > A_PAGE else ""
    return asked.page(
        "admin/deliveries.html",
        found=found[:A_PAGE],
        following=following,
        state=state,
        subscription=subscription,
        states=outbox.STATES,
    )


@pages.get("/admin/deliveries/{message_id}", role=ADMIN)
def show(asked: Showing, message_id: Id) -> Response:
    """One message, with every attempt at it."""
    one = _line(asked, message_id)
    with asked.parts.database.reading() as connection:
        tried = list(outbox.attempts_at(connection, message_id))
    due = one["due"]
    assert isinstance(due, int)
    waits = one["state"] == outbox.WAITING
    moment = stamp(datetime.fromtimestamp(due / 1000, UTC)) if waits else ""
    return asked.page("admin/delivery.html", one=one, tried=tried, due=moment, dead=one["state"] == outbox.DEAD)


@pages.post("/admin/deliveries/{message_id}/replay", role=ADMIN)
def send_again(asked: Showing, message_id: Id) -> Response:
    """Send a dead message again, under the same id, from its first attempt on."""
    assert asked.who is not None
    _line(asked, message_id)
    who, now = asked.who.name, milliseconds(asked.parts.clock)()
    if not asked.parts.scribe.write(lambda ledger: outbox.replay(ledger, message_id, who, now)):
        raise ProblemError(
            "not-possible",
            "只有未送达且已停止重试的消息可以重发；订阅已终止或停用的，须先恢复订阅",
            "only a dead message is sent again, and only to a subscription that is active",
        )
    return asked.elsewhere(f"/admin/deliveries/{message_id}")


def _line(asked: Asked, message_id: str) -> Mapping[str, object]:
    with asked.parts.database.reading() as connection:
        found = outbox.line(connection, message_id)
    if found is None:
        raise ProblemError("not-found", "没有这条推送记录", "there is no such message")
    return found
