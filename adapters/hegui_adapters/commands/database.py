"""`hegui db migrate` and `status`: the schema of the service's database. What the steps are is the store's affair."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hegui_adapters.exits import CLEAR, USAGE
from hegui_adapters.failures import RefusedError
from hegui_adapters.service.settings import read_settings
from hegui_adapters.settings import Asked, spoken
from hegui_adapters.store.database import Database, StoreUnavailableError
from hegui_adapters.store.migrations import current, is_known, newest
from hegui_adapters.store.migrations import migrate as run_steps
from hegui_adapters.streams import say

__all__ = ["answering", "migrate", "status"]


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
