"""`/admin/log`: the log verified, exported, a decision of it replayed. The auditor sees it as well."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Annotated, Final

from fastapi import Form, Path, Query, Response
from sqlalchemy import select
from starlette.responses import StreamingResponse

from hegui_adapters.pages.admin.examining import own_key, replay, verify
from hegui_adapters.pages.admin.running import Asking, Works, logged
from hegui_adapters.pages.admin.words import WORDS
from hegui_adapters.pages.asking import Asked, Showing
from hegui_adapters.pages.declaring import Pages
from hegui_adapters.pages.rulebook.rules import day_asked
from hegui_adapters.service.access import Needed
from hegui_adapters.service.parts import Parts
from hegui_adapters.service.problems import ProblemError
from hegui_adapters.store import tables
from hegui_adapters.store.chain import Checkpoint
from hegui_adapters.store.export import Part, lines, part
from hegui_adapters.store.kept import opened

__all__ = ["pages"]

KEEPERS: Final[Needed] = ("admin", "auditor")
WORK: Final = r"^[0-9a-f]{32}$"
SHOWN: Final = 20
pages = Pages(WORDS)


@pages.get("/admin/log", role=KEEPERS)
def show(asked: Showing, work: Annotated[str, Query(max_length=32)] = "", decision: str = "") -> Response:
    """How the log stands, what signs it, what can be done with it; `work` is what was begun before."""
    parts = asked.parts
    with parts.database.reading() as connection:
        head = connection.execute(select(tables.head.c.seq, tables.head.c.digest)).one()
        newest = select(tables.checkpoints).order_by(tables.checkpoints.c.seq.desc()).limit(SHOWN)
        checkpoints = [Checkpoint(**row._asdict()) for row in connection.execute(newest)]
    last = _works(asked).newest("log.examined")
    begun = work or (last.id if last else "")
    return asked.page(
        "admin/log.html",
        head=head,
        checkpoints=checkpoints,
        own_key=own_key(parts),
        work=begun,
        found=_found(asked, begun) if begun else None,
        decision=decision,
    )


@pages.post("/admin/log/verify", role=KEEPERS)
def begin_verifying(asked: Showing) -> Response:
    """Verify the whole log, in a thread of its own."""
    assert asked.who is not None
    parts = asked.parts
    with parts.database.reading() as connection:
        height = connection.execute(select(tables.head.c.seq)).scalar_one()
    work = _works(asked).begin(parts, Asking("log.examined", asked.who.name, total=height), partial(verify, parts))
    return asked.elsewhere(f"/admin/log?work={work.id}")


@pages.post("/admin/log/replay", role=KEEPERS)
def begin_replaying(asked: Showing, decision: Annotated[str, Form(max_length=100)] = "") -> Response:
    """Judge a decision again, in a thread of its own: loading its rulebook takes a while."""
    assert asked.who is not None
    parts, wanted = asked.parts, decision.strip()
    if parts.archive.decision(wanted) is None:
        raise ProblemError("not-found", "没有这项检查结论", "there is no such decision")
    work = _works(asked).begin(parts, Asking("log.replayed", asked.who.name, wanted), lambda _: replay(parts, wanted))
    return asked.elsewhere(f"/admin/log?work={work.id}&decision={wanted}")


@pages.get("/admin/log/work/{work_id}", role=KEEPERS)
def progress(asked: Showing, work_id: Annotated[str, Path(pattern=WORK)]) -> Response:
    """How far work is, or what it came to."""
    title = WORDS["log"][asked.lang != "zh"]
    return asked.fragment("admin/work.html", title=title, work=work_id, found=_found(asked, work_id))


@pages.get("/admin/log/export", role=KEEPERS)
def export(
    asked: Showing,
    first: Annotated[str, Query(alias="from", max_length=20)] = "",
    last: Annotated[str, Query(alias="to", max_length=20)] = "",
    documents: Annotated[str, Query(max_length=5)] = "",
) -> Response:
    """The log, or the part of some days, as a file that can be verified on its own. The log tells of it."""
    assert asked.who is not None
    since, until = day_asked(first, "from"), day_asked(last, "to")
    with opened(asked.parts.database) as kept:
        wanted = part(kept, since, until)
    said = {"first": wanted.first, "last": wanted.last, "documents": bool(documents)}
    asked.parts.recorder.audited([("log.exported", asked.who.name, "log", said)])
    name = f"hegui-log-{wanted.first}-{wanted.last}.jsonl"
    return StreamingResponse(
        _written(asked.parts, wanted, documents=bool(documents)),
        media_type="application/jsonl",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )


def _written(parts: Parts, wanted: Part, *, documents: bool) -> Iterator[bytes]:
    with opened(parts.database) as kept:
        yield from lines(kept, wanted, documents=documents)


def _works(asked: Asked) -> Works:
    works: Works = asked.request.app.state.works
    return works


def _found(asked: Asked, work_id: str) -> object:
    return _works(asked).find(work_id) or logged(asked.parts, work_id)
