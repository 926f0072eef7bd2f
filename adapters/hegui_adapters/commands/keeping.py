"""`hegui audit export`, `checkpoint`, `mask`, `retain` and `key`: what whoever keeps a log does with it. It verifies nothing."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TypeVar

from hegui.body import canonical
from hegui.checking import today

from hegui_adapters.commands.audit import require_log, url_of
from hegui_adapters.days import day_of
from hegui_adapters.delivery import write_bytes
from hegui_adapters.exits import CLEAR
from hegui_adapters.failures import RefusedError
from hegui_adapters.service.clock import machine, stamp
from hegui_adapters.service.settings import read_settings
from hegui_adapters.settings import Asked, spoken
from hegui_adapters.store import erasing
from hegui_adapters.store.database import Database
from hegui_adapters.store.documents import UnreadableError
from hegui_adapters.store.export import lines, part
from hegui_adapters.store.kept import opened
from hegui_adapters.store.masking import FactPath
from hegui_adapters.store.scribe import Ledger, Scribe
from hegui_adapters.store.sealing import add_key, keyring
from hegui_adapters.store.signing import new_key as new_signing_key
from hegui_adapters.store.signing import private_key, sign, statement
from hegui_adapters.streams import put, say

__all__ = ["checkpoint", "export", "mask", "new_key", "retain"]

T = TypeVar("T")


def export(
    asked: Asked, where: str | None, output: Path, days: tuple[str | None, str | None], *, documents: bool
) -> int:
    """Write a log, or the part of some days, to a new file.

    Raises:
        RefusedError: there is no log, the file exists, or cannot be written.
    """
    from_day, to_day = (day_of(day) if day else None for day in days)
    with _database(where, read_only=True) as database, opened(database) as kept:
        wanted = part(kept, from_day, to_day)
        write_bytes(output, lines(kept, wanted, documents=documents))
    count = wanted.last - wanted.first + 1
    zh = (
        f"已导出 {count} 条（第 {wanted.first} 至 {wanted.last} 条）到 {output}"
        if count
        else f"该时段没有记录；已写入 {output}"
    )
    en = (
        f"exported {count} entries ({wanted.first} to {wanted.last}) to {output}"
        if count
        else f"no entries in that time; wrote {output}"
    )
    say([zh if spoken(asked, Path()) == "zh" else en])
    return CLEAR


def checkpoint(asked: Asked, where: str | None, signing_key: Path | None) -> int:
    """Sign the log as it stands and print the checkpoint.

    Raises:
        RefusedError: there is no log or no key, or nothing to sign.
    """
    named = signing_key or read_settings().signing_key
    if named is None:
        raise RefusedError("请用 --signing-key 给出私钥文件", "name the private key with --signing-key")
    key = private_key(named)
    made = _written(where, lambda ledger: sign(ledger, key))
    if made is None:
        raise RefusedError("日志为空，没有可签署的内容", "the log is empty; there is nothing to sign")
    put(canonical(statement(made)).decode())
    say(
        [f"检查点已签于第 {made.seq} 条；请把上一行保存到日志写入者无法改动的地方"]
        if spoken(asked, Path()) == "zh"
        else [f"signed entry {made.seq}; keep the line above where whoever writes the log cannot change it"]
    )
    return CLEAR


def mask(
    asked: Asked,
    decision: str,
    where: str | None,
    fields: Sequence[str],
    reason: str,
    actor: str | None,
    sealing: Path | None,
) -> int:
    """Mask facts for good.

    Raises:
        RefusedError: there is no such decision, no such fact, or no reason.
    """
    paths = [FactPath.read(text) for text in fields]
    _reasoned(reason)
    settings = read_settings()
    named = sealing or settings.sealing_keys
    sealed = [FactPath.read(text) for text in settings.sealed]
    keys = keyring(named) if named else None
    opens, seals = (keys.opens, keys.seals) if keys else (None, None)
    who = _actor(actor)
    try:
        done = _written(
            where, lambda ledger: erasing.mask(ledger, decision, paths, who, reason, opens, seals, sealed), forget=True
        )
    except UnreadableError as error:
        raise RefusedError(error.zh, error.en) from None
    listed = ", ".join(done.paths)
    zh = f"已遮蔽 {listed}，重写文档 {done.documents} 份；备份中的副本须另行处理"
    en = f"masked {listed}; rewrote {done.documents} documents; copies in backups are yours to deal with"
    say([zh if spoken(asked, Path()) == "zh" else en])
    return CLEAR


def retain(asked: Asked, where: str | None, before: str, keep: erasing.Keep, reason: str, actor: str | None) -> int:
    """Erase what is older than a day.

    Raises:
        RefusedError: there is no log, or the settings say that it must be kept for longer.
    """
    day = day_of(before)
    _reasoned(reason)
    _old_enough(day, read_settings().retain_years)
    who = _actor(actor)
    done = _written(where, lambda ledger: erasing.retain(ledger, day, keep, who, reason), forget=True)
    zh = f"至第 {done.through} 条：清除文档 {done.documents} 份、记录 {done.entries} 条；备份中的副本须另行处理"
    en = f"up to entry {done.through}: erased {done.documents} documents, {done.entries} records; copies in backups are yours to deal with"
    say([zh if spoken(asked, Path()) == "zh" else en])
    return CLEAR


def new_key(asked: Asked, file: Path, *, sealing: bool) -> int:
    """Make a key.

    Raises:
        RefusedError: the file exists (keys that seal are added to one), or cannot be written.
    """
    zh_spoken = spoken(asked, Path()) == "zh"
    if sealing:
        name = add_key(file)
        said = (
            f"密钥 {name} 已加入 {file}，今后的文档用它加密；请另存一份"
            if zh_spoken
            else f"added the key {name} to {file}; it seals from now on; keep a copy of the file"
        )
    else:
        public = new_signing_key(file)
        said = (
            f"私钥 {file}；公钥 {public}，交给验证日志的人"
            if zh_spoken
            else f"private key {file}; public key {public}, for whoever verifies the log"
        )
    say([said])
    return CLEAR


# ---- what they share


def _reasoned(reason: str) -> None:
    if not reason.strip():
        raise RefusedError("须写明理由", "say why")


def _old_enough(day: date, years: int | None) -> None:
    """A firm's setting says how long it must keep; nothing is erased before."""
    now = today()
    latest = now.replace(year=now.year - years, day=min(now.day, 28)) if years else now
    if day > latest:
        raise RefusedError(
            f"按设置须保存 {years or 0} 年：最晚只能清除 {latest} 以前的记录",
            f"kept for {years or 0} years by the settings: nothing after {latest} may be erased",
        )


def _actor(named: str | None) -> str:
    return named or f"operator:{getpass.getuser()}"


@contextmanager
def _database(where: str | None, *, read_only: bool = False) -> Iterator[Database]:
    url = url_of(where)
    if "://" not in url:
        raise RefusedError(f"{url} 是导出文件，此处需要数据库", f"{url} is an exported file; a database is needed here")
    database = Database(url, read_only=read_only)
    try:
        require_log(database, url)
        yield database
    finally:
        database.close()


def _written(where: str | None, work: Callable[[Ledger], T], *, forget: bool = False) -> T:
    """Do something with the log through a scribe of its own, which waits its turn beside the service's."""
    with _database(where) as database:
        scribe = Scribe(database, lambda: stamp(machine()))
        try:
            done = scribe.write(work)
        finally:
            scribe.close()
        if forget:
            database.forget()
        return done
