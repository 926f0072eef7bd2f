"""`/admin/status`: the rulebook in use and its loading anew, the database, what waits."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from fastapi import Query, Response
from sqlalchemy import func, select

from hegui_adapters.pages.admin.words import WORDS
from hegui_adapters.pages.asking import Entry, Showing
from hegui_adapters.pages.declaring import Pages
from hegui_adapters.service import outbox
from hegui_adapters.service.access import Needed
from hegui_adapters.service.reloading import reload, tell_the_others
from hegui_adapters.store import tables
from hegui_adapters.store.migrations import current, newest

__all__ = ["ADMIN", "pages"]

ADMIN: Final[Needed] = "admin"
pages = Pages(
    WORDS,
    menu=[
        Entry("/admin/status", ("管理", "Administration"), "admin", covers=("/admin",)),
        Entry("/admin/log", ("审计日志", "Audit log"), "auditor"),
    ],
)


@pages.get("/admin", role=ADMIN)
def first(asked: Showing) -> Response:
    """Where administration begins."""
    return asked.elsewhere("/admin/status")


@pages.get("/admin/status", role=ADMIN)
def show(asked: Showing, rules: Annotated[Literal["", "changed", "unchanged"], Query()] = "") -> Response:
    """How the service is; `rules` says what loading them anew came to."""
    parts = asked.parts
    with parts.database.reading() as connection:
        counts = {
            "height": connection.execute(select(tables.head.c.seq)).scalar_one(),
            "decisions": connection.execute(select(func.count()).select_from(tables.decisions)).scalar_one(),
        }
        messages, since = outbox.counted(connection), outbox.oldest(connection)
    return asked.page(
        "admin/status.html",
        book=parts.judge.rulebook,
        came=rules,
        kind="SQLite" if parts.database.embedded else "PostgreSQL",
        revision=current(parts.database),
        needed=newest(),
        counts=counts,
        messages=messages,
        oldest=since,
        couriers=parts.settings.couriers,
        waiting=parts.scribe.waiting,
    )


@pages.post("/admin/reload", role=ADMIN)
def load_anew(asked: Showing) -> Response:
    """Take the rules as they stand in their folders now."""
    assert asked.who is not None
    changed = reload(asked.parts, asked.who.name)
    if changed:
        tell_the_others()
    return asked.elsewhere(f"/admin/status?rules={'changed' if changed else 'unchanged'}")
