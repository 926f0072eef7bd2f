"""Keys that sign checkpoints, in files of their own, and when a checkpoint is due. What is signed is said in `chain`.

The private key is a PEM file only its owner may read (PKCS #8, RFC 5958), the public one a PEM file for whoever verifies.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from sqlalchemy import Connection, insert, select

from hegui_adapters.failures import RefusedError
from hegui_adapters.store import tables
from hegui_adapters.store.chain import START, Checkpoint, signed
from hegui_adapters.store.scribe import Ledger

__all__ = [
    "Notary",
    "checkpoint_in",
    "due",
    "guarded",
    "last_checkpoint",
    "new_file",
    "new_key",
    "private_key",
    "public_key",
    "sign",
    "statement",
]
_SIGNED = insert(tables.checkpoints)

PRIVATE: Final = 0o600


def new_key(file: Path) -> Path:
    """Write a new private key to `file` and its public key beside it, to `file` with `.pub` behind; the latter.

    Raises:
        RefusedError: one of the files is there already, or cannot be written.
    """
    key = Ed25519PrivateKey.generate()
    public = file.with_name(f"{file.name}.pub")
    new_file(file, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    new_file(public, key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo), mode=0o644)
    return public


def new_file(file: Path, data: bytes, *, mode: int = PRIVATE) -> None:
    """Write a file that is not there yet, never readable by more than `mode` says.

    Raises:
        RefusedError: it is there already, or cannot be written.
    """
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as stream:
            stream.write(data)
    except FileExistsError:
        raise RefusedError(f"{file} 已存在，不会覆盖密钥", f"{file} exists; a key is never written over") from None
    except OSError as error:
        raise RefusedError(
            f"无法写入 {file}：{error.strerror}", f"{file} cannot be written: {error.strerror}"
        ) from None


def guarded(file: Path) -> bytes:
    """What a file of secrets holds.

    Raises:
        RefusedError: it cannot be read, or others than its owner can read it as well.
    """
    data = _read(file)
    if stat.S_IMODE(file.stat().st_mode) & 0o077:
        raise RefusedError(
            f"{file} 可被其他用户读取：请先执行 chmod 600 {file}", f"others can read {file}; first run chmod 600 {file}"
        )
    return data


def private_key(file: Path) -> Ed25519PrivateKey:
    """The key that signs.

    Raises:
        RefusedError: the file cannot be read, is open to others, or holds no Ed25519 private key.
    """
    try:
        key = load_pem_private_key(guarded(file), None)
    except (ValueError, TypeError):
        key = None
    if isinstance(key, Ed25519PrivateKey):
        return key
    raise RefusedError(f"{file} 不是 Ed25519 私钥（PEM）", f"{file} holds no Ed25519 private key (PEM)")


def public_key(file: Path) -> Ed25519PublicKey:
    """A key that verifies.

    Raises:
        RefusedError: the file cannot be read or holds no Ed25519 public key.
    """
    try:
        key = load_pem_public_key(_read(file))
    except ValueError:
        key = None
    if isinstance(key, Ed25519PublicKey):
        return key
    raise RefusedError(f"{file} 不是 Ed25519 公钥（PEM）", f"{file} holds no Ed25519 public key (PEM)")


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise RefusedError(f"读不到 {file}：{error.strerror}", f"{file} cannot be read: {error.strerror}") from None


# ---- checkpoints


def due(seq: int, last: Checkpoint | None, now: str, *, entries: int, minutes: int) -> bool:
    """Whether the log, `seq` entries long at the time `now`, should be signed again.

    It should once `entries` more stand in it than at the last checkpoint, or one more and `minutes` have passed.
    A clock that was set back makes none due by time.
    """
    since = seq - (last.seq if last else 0)
    if since <= 0:
        return False
    if since >= entries or last is None:
        return True
    return datetime.fromisoformat(now) - datetime.fromisoformat(last.at) >= timedelta(minutes=minutes)


def last_checkpoint(connection: Connection) -> Checkpoint | None:
    """The checkpoint nearest the end of the log."""
    table = tables.checkpoints
    row = connection.execute(select(table).order_by(table.c.seq.desc()).limit(1)).one_or_none()
    return Checkpoint(**row._mapping) if row else None  # noqa: SLF001 - the public name of a row's mapping


def sign(ledger: Ledger, key: Ed25519PrivateKey) -> Checkpoint | None:
    """Sign the log as it stands; the checkpoint there is already, where nothing came after it; None for an empty log."""
    last = last_checkpoint(ledger.before)
    if ledger.head == START or (last is not None and last.seq == ledger.head.seq):
        return last
    made = signed(ledger.head, ledger.now(), key)
    ledger.put(_SIGNED, asdict(made))
    return made


def checkpoint_in(file: Path) -> Checkpoint:
    """A checkpoint that was kept apart, as `statement` gives it.

    Raises:
        RefusedError: the file cannot be read or holds none.
    """
    try:
        said = json.loads(_read(file))["checkpoint"]
        if isinstance(said["seq"], int):
            return Checkpoint(**said)
    except (ValueError, LookupError, TypeError):
        pass
    raise RefusedError(f"{file} 不是检查点文件", f"{file} holds no checkpoint")


class Notary:
    """Signs the log whenever that is due, in the job of whoever appends to it."""

    def __init__(self, key: Ed25519PrivateKey, *, entries: int, minutes: int) -> None:
        self._key, self._entries, self._minutes = key, entries, minutes
        self._last: Checkpoint | None = None

    def attend(self, ledger: Ledger) -> None:
        """Look whether a checkpoint is due, and sign. What another worker signed counts as well."""
        if self._last is not None and self._last.seq >= ledger.head.seq:
            self._last = None  # that was undone
        if self._due(ledger):
            self._last = last_checkpoint(ledger.before)
            if self._due(ledger):
                self._last = sign(ledger, self._key)

    def close(self, ledger: Ledger) -> None:
        """Sign what came since the last checkpoint."""
        self._last = sign(ledger, self._key)

    def _due(self, ledger: Ledger) -> bool:
        return due(ledger.head.seq, self._last, ledger.now(), entries=self._entries, minutes=self._minutes)


def statement(checkpoint: Checkpoint) -> Mapping[str, object]:
    """A checkpoint as data, to be kept where whoever writes the log cannot reach it."""
    return {"checkpoint": asdict(checkpoint)}
