"""`hegui audit verify` and `replay`: reads a log in a database or a file and tells what was found. It changes neither."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from hegui_adapters.exits import BLOCKED, CLEAR, UNDETERMINED
from hegui_adapters.failures import RefusedError
from hegui_adapters.options import Format
from hegui_adapters.render.audit import replayed_data, replayed_lines, report_data, report_lines, unreplayable
from hegui_adapters.service.settings import read_settings
from hegui_adapters.settings import Asked, spoken
from hegui_adapters.store.audit import Fault, Report, examined
from hegui_adapters.store.database import Database, StoreUnavailableError
from hegui_adapters.store.documents import UnreadableError
from hegui_adapters.store.export import InFile
from hegui_adapters.store.kept import Kept, opened
from hegui_adapters.store.migrations import current
from hegui_adapters.store.replay import replayed, stored
from hegui_adapters.store.sealing import Keyring, keyring
from hegui_adapters.store.signing import checkpoint_in, public_key
from hegui_adapters.streams import put

__all__ = ["on_log", "replay", "require_log", "url_of", "verify"]

T = TypeVar("T")
SQLITE = b"SQLite format 3\0"


def verify(
    asked: Asked,
    where: str | None,
    keys: Sequence[Path],
    checkpoints: Sequence[Path],
    sealing: Path | None,
    form: Format,
) -> int:
    """Verify a log; 0 where it holds, 1 where it is broken.

    Raises:
        RefusedError: the log or a key cannot be read.
    """
    trusted = [public_key(file) for file in keys] or None
    elsewhere = [checkpoint_in(file) for file in checkpoints]
    opens = sealing_keys.opens if (sealing_keys := _sealing(sealing)) else None
    report = on_log(where, lambda kept: _examined(lambda: examined(kept, trusted, elsewhere, opens)))
    lang = spoken(asked, Path())
    put(
        json.dumps(report_data(report), ensure_ascii=False, indent=2)
        if form == "json"
        else "\n".join(report_lines(report, lang))
    )
    return CLEAR if report.holds else BLOCKED


def _examined(examination: Callable[[], Report]) -> Report:
    """What an examination finds; a database that breaks off halfway is broken."""
    try:
        return examination()
    except StoreUnavailableError as error:
        fault = Fault(None, "database", f"数据库无法读完：{error}", f"the database cannot be read to its end: {error}")
        return Report(None, (fault,), None, None, None, 0, 0)


def replay(asked: Asked, decision: str, where: str | None, sealing: Path | None, form: Format) -> int:
    """Judge a stored decision again; 0 the same, 1 different, 5 not replayable.

    Raises:
        RefusedError: there is no such decision.
        RuleError: this version cannot use the stored rulebook.
        ManifestError: this version cannot read the stored manifest.
    """
    keys = _sealing(sealing)
    lang = spoken(asked, Path())
    try:
        found = replayed(on_log(where, lambda kept: stored(kept, decision, keys.opens if keys else None)))
    except UnreadableError as error:
        put(unreplayable(decision, error, lang, form))
        return UNDETERMINED
    data = json.dumps(replayed_data(found), ensure_ascii=False, indent=2)
    put(data if form == "json" else "\n".join(replayed_lines(found, lang)))
    if found.differences:
        return BLOCKED
    return UNDETERMINED if found.lost else CLEAR


def _sealing(file: Path | None) -> Keyring | None:
    named = file or read_settings().sealing_keys
    return keyring(named) if named else None


# ---- where a log lies


def on_log(where: str | None, work: Callable[[Kept], T]) -> T:
    """Do something with a log that is only read.

    Raises:
        RefusedError: there is no log.
    """
    url = url_of(where)
    if "://" not in url:
        return work(InFile(Path(url)))
    with _reading(url) as database, opened(database) as kept:
        return work(kept)


@contextmanager
def _reading(url: str) -> Iterator[Database]:
    database = Database(url, read_only=True)
    try:
        require_log(database, url)
        yield database
    finally:
        database.close()


def require_log(database: Database, url: str) -> None:
    """See that a database holds a log.

    Raises:
        RefusedError: it cannot be reached, or holds none.
    """
    shown = make_url(url).render_as_string(hide_password=True)
    try:
        found = current(database)
    except StoreUnavailableError as error:
        raise RefusedError(f"打不开数据库 {shown}：{error}", f"{shown} cannot be opened: {error}") from None
    if found is None:
        raise RefusedError(f"{shown} 中没有日志", f"{shown} holds no log")


def url_of(where: str | None) -> str:
    """Where a log lies: the URL of its database, or the path of an exported file.

    Raises:
        RefusedError: there is nothing, or it is no URL.
    """
    named = where or read_settings().database
    if "://" not in named:
        return _file_or_url(Path(named))
    try:
        parsed = make_url(named)
    except ArgumentError:
        parsed = None
    if parsed is None or parsed.get_backend_name() not in ("sqlite", "postgresql"):
        raise RefusedError(
            "数据库地址应写作 sqlite:///… 或 postgresql+psycopg://…",
            "the URL of a database is sqlite:///… or postgresql+psycopg://…",
        )
    if parsed.get_backend_name() == "sqlite":
        _there(Path(parsed.database or ""))
    return named


def _file_or_url(file: Path) -> str:
    return f"sqlite:///{file}" if _there(file) == SQLITE else str(file)


def _there(file: Path) -> bytes:
    """The first bytes of a file that is there."""
    try:
        with file.open("rb") as stream:
            return stream.read(len(SQLITE))
    except OSError as error:
        raise RefusedError(f"读不到 {file}：{error.strerror}", f"{file} cannot be read: {error.strerror}") from None
