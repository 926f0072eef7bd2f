"""The decision log as a chain of hashes with signed checkpoints, and how it is verified. It touches no database.

An entry's digest covers everything about it but its payload, which it covers by the payload's own digest: a payload can
be erased when its time is up and the chain still holds. Hashes are SHA-256 over canonical JSON (RFC 8785 in effect),
signatures Ed25519 (RFC 8032); both are named in what they protect, so that others (SM3, SM2) can follow.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hegui.body import canonical

__all__ = [
    "START",
    "Broken",
    "Checkpoint",
    "Entry",
    "Head",
    "Verified",
    "following",
    "payload_text",
    "signed",
    "verify",
]

SHA256: Final = "sha256"
ED25519: Final = "ed25519"


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a log: its number and digest."""

    seq: int
    digest: str


START: Final = Head(0, "0" * 64)
"""What the first entry follows."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `payload` is canonical JSON text, None once it was erased; digests are hexadecimal."""

    seq: int
    at: str
    kind: str
    actor: str
    subject: str
    payload: str | None
    payload_digest: str
    prev: str
    digest: str
    algorithm: str = SHA256


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A signature over the head of the log: what it says to have come first cannot be cut off unnoticed."""

    seq: int
    digest: str
    at: str
    key_id: str
    signature: str
    algorithm: str = ED25519


def payload_text(payload: Mapping[str, object]) -> str:
    """A payload as the log keeps it."""
    return canonical(payload).decode()


def following(head: Head, at: str, kind: str, actor: str, subject: str, payload: Mapping[str, object]) -> Entry:
    """The entry that comes after `head`."""
    text = payload_text(payload)
    content = _content(head.seq + 1, at, kind, actor, subject, _sha256(text), head.digest, SHA256)
    return Entry(head.seq + 1, at, kind, actor, subject, text, _sha256(text), head.digest, _digest(content))


def signed(head: Head, at: str, key: Ed25519PrivateKey) -> Checkpoint:
    """A checkpoint of the log as it stands."""
    key_id = _key_id(key.public_key())
    signature = key.sign(_statement(head.seq, head.digest, at, key_id, ED25519)).hex()
    return Checkpoint(head.seq, head.digest, at, key_id, signature)


def _content(
    seq: int, at: str, kind: str, actor: str, subject: str, payload_digest: str, prev: str, algorithm: str
) -> Mapping[str, object]:
    return {
        "seq": seq,
        "at": at,
        "kind": kind,
        "actor": actor,
        "subject": subject,
        "payload_digest": payload_digest,
        "prev": prev,
        "algorithm": algorithm,
    }


def _digest(content: Mapping[str, object]) -> str:
    return hashlib.sha256(canonical(content)).hexdigest()


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _statement(seq: int, digest: str, at: str, key_id: str, algorithm: str) -> bytes:
    return canonical({"seq": seq, "digest": digest, "at": at, "key_id": key_id, "algorithm": algorithm})


def _key_id(key: Ed25519PublicKey) -> str:
    return hashlib.sha256(key.public_bytes_raw()).hexdigest()[:16]


# ---- verifying


@dataclass(frozen=True, slots=True)
class Verified:
    """A log that holds: how many entries, how many payloads were erased, how many checkpoints, and its head."""

    entries: int
    erased: int
    checkpoints: int
    head: Head


@dataclass(frozen=True, slots=True)
class Broken:
    """The first entry that is altered, missing or out of order, and what is wrong with it."""

    seq: int
    zh: str
    en: str


def verify(
    entries: Iterable[Entry], checkpoints: Sequence[Checkpoint] = (), keys: Iterable[Ed25519PublicKey] = ()
) -> Verified | Broken:
    """Follow a log from its first entry, in the order given.

    Every checkpoint must be signed with one of `keys` and name an entry as it stands. What was cut off after the last
    checkpoint cannot be told from a log that is merely shorter: keep checkpoints elsewhere.
    """
    if any(one.seq <= START.seq for one in checkpoints):
        return Broken(START.seq, "有检查点未指向任何条目", "a checkpoint names no entry")
    walk = _Walk({_key_id(key): key for key in keys}, _by_entry(checkpoints))
    for entry in entries:
        if broken := walk.step(entry):
            return broken
    beyond = min((one.seq for one in checkpoints if one.seq > walk.head.seq), default=None)
    if beyond is not None:
        missing = walk.head.seq + 1
        return Broken(
            missing,
            f"缺第 {missing} 条：检查点证明日志至少有 {beyond} 条",
            f"entry {missing} is missing: a checkpoint proves {beyond}",
        )
    return Verified(walk.head.seq, walk.erased, len(checkpoints), walk.head)


def _by_entry(checkpoints: Sequence[Checkpoint]) -> Mapping[int, Sequence[Checkpoint]]:
    found: dict[int, list[Checkpoint]] = {}
    for one in checkpoints:
        found.setdefault(one.seq, []).append(one)
    return found


@dataclass(slots=True)
class _Walk:
    """The state of following a log entry by entry."""

    keys: Mapping[str, Ed25519PublicKey]
    checkpoints: Mapping[int, Sequence[Checkpoint]]
    head: Head = START
    erased: int = field(default=0)

    def step(self, entry: Entry) -> Broken | None:
        expected = self.head.seq + 1
        if entry.seq > expected:
            return Broken(expected, f"缺第 {expected} 条", f"entry {expected} is missing")
        if entry.seq < expected:
            return Broken(
                entry.seq, f"第 {entry.seq} 条次序错乱或重复", f"entry {entry.seq} is out of order or stands twice"
            )
        if broken := self._altered(entry):
            return broken
        self.head = Head(entry.seq, entry.digest)
        self.erased += entry.payload is None
        return next(filter(None, map(self._against, self.checkpoints.get(entry.seq, ()))), None)

    def _altered(self, entry: Entry) -> Broken | None:
        content = _content(
            entry.seq,
            entry.at,
            entry.kind,
            entry.actor,
            entry.subject,
            entry.payload_digest,
            entry.prev,
            entry.algorithm,
        )
        whole = entry.payload is None or _sha256(entry.payload) == entry.payload_digest
        if whole and entry.algorithm == SHA256 and entry.prev == self.head.digest and _digest(content) == entry.digest:
            return None
        return Broken(entry.seq, f"第 {entry.seq} 条被改动", f"entry {entry.seq} was altered")

    def _against(self, checkpoint: Checkpoint) -> Broken | None:
        key = self.keys.get(checkpoint.key_id)
        if key is None or checkpoint.algorithm != ED25519:
            return Broken(
                checkpoint.seq,
                f"第 {checkpoint.seq} 条处的检查点用的是未知密钥",
                f"the checkpoint at {checkpoint.seq} is by an unknown key",
            )
        statement = _statement(
            checkpoint.seq, checkpoint.digest, checkpoint.at, checkpoint.key_id, checkpoint.algorithm
        )
        try:
            signature = bytes.fromhex(checkpoint.signature)
            key.verify(signature, statement)
        except (InvalidSignature, ValueError):
            return Broken(
                checkpoint.seq,
                f"第 {checkpoint.seq} 条处的检查点签名无效",
                f"the checkpoint at {checkpoint.seq} has no valid signature",
            )
        if checkpoint.digest != self.head.digest or signature.hex() != checkpoint.signature:
            return Broken(
                checkpoint.seq,
                f"第 {checkpoint.seq} 条与已签名的检查点不符",
                f"entry {checkpoint.seq} differs from its signed checkpoint",
            )
        return None
