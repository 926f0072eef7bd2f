"""`hegui db migrate`, `status` and `purge`: the service's database, its schema and its outbox. What the steps are is the store's
affair."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hegui_adapters.days import day_of
from hegui_adapters.exits import CLEAR, USAGE
from hegui_adapters.failures import RefusedError
from hegui_adapters.service.clock import machine, stamp
from hegui_adapters.service.opening_store import require_revision
from hegui_adapters.service.settings import read_settings
from hegui_adapters.settings import Asked, spoken
from hegui_adapters.store.database import Database, StoreUnavailableError
from hegui_adapters.store.migrations import current, is_known, newest
from hegui_adapters.store.migrations import migrate as run_steps
from hegui_adapters.store.scribe import Scribe
from hegui_adapters.streams import say

__all__ = ["answering", "migrate", "purge", "status"]


@contextmanager
def answering() -> Iterator[None]:
    """Say plainly where a database does not answer.

    Raises:
        RefusedError: it does not.
    """
    try:
        yield
    except StoreUnavailableError as error:
        said = str(error).strip().splitlines()[0]
        raise RefusedError(f"数据库无法使用：{said}", f"the database cannot be used: {said}") from None


@contextmanager
def _opened(file: Path | None) -> Iterator[Database]:
    database = Database(read_settings(file).database)
    try:
        with answering():
            yield database
    finally:
        database.close()


def migrate(asked: Asked, file: Path | None) -> int:
    """Bring the database to the revision this program needs.

    Raises:
        RefusedError: a newer program made it, or it does not answer.
    """
    with _opened(file) as database:
        before = current(database)
        if before is not None and not is_known(before):
            raise RefusedError(
                f"数据库版本 {before} 由更新的 hegui 建立，本程序不能改动",
                f"revision {before} was made by a newer hegui",
            )
        run_steps(database)
        after = current(database)
    said = {
        "zh": f"数据库版本：{before or '空'} → {after}" if before != after else f"数据库已是版本 {after}",
        "en": f"database: {before or 'empty'} → {after}" if before != after else f"the database is at {after} already",
    }
    say([said[spoken(asked, Path())]])
    return CLEAR


def status(asked: Asked, file: Path | None) -> int:
    """Say which revision the database is at and which is needed; exit code 2 where they differ."""
    with _opened(file) as database:
        found, needed = current(database), newest()
    said = {
        "zh": f"数据库版本 {found or '空'}，需要 {needed}",
        "en": f"the database is at revision {found or 'none'}, {needed} is needed",
    }
    say([said[spoken(asked, Path())]])
    return CLEAR if found == needed else USAGE


def purge(asked: Asked, file: Path | None, before: str, reason: str, actor: str | None, *, dead: bool) -> int:
    """Take messages that ended before a day out of the outbox.

    Raises:
        RefusedError: no reason was given, or the database does not answer or has another revision.
    """
    from hegui_adapters.service.outbox import DEAD
    from hegui_adapters.service.tidying import ENDED, purge_all

    day, who = day_of(before), actor or f"operator:{getpass.getuser()}"
    if not reason.strip():
        raise RefusedError("须写明理由", "say why")
    with _opened(file) as database:
        require_revision(database)
        scribe = Scribe(database, lambda: stamp(machine()))
        try:
            done = purge_all(scribe, day, (*ENDED, DEAD) if dead else ENDED, who, reason)
        finally:
            scribe.close()
    lasting, letters = done.total() - done[DEAD], done[DEAD]
    said = {
        "zh": f"已清除 {day} 以前送达或取消的消息 {lasting} 条、死信 {letters} 条",
        "en": f"took out {lasting} messages delivered or called off before {day}, and {letters} dead letters",
    }
    say([said[spoken(asked, Path())]])
    return CLEAR
