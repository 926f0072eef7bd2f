"""The decision log as a chain of hashes with signed checkpoints, and how it is verified. It touches no database.

An entry's digest covers everything about it but its payload, which it covers by the payload's own digest: a payload can
be erased when its time is up and the chain still holds. Hashes are SHA-256 over canonical JSON (RFC 8785 in effect),
signatures Ed25519 (RFC 8032); both are named in what they protect, so that others (SM3, SM2) can follow.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field
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
    "Walk",
    "following",
    "key_id",
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
    name = key_id(key.public_key())
    signature = key.sign(_statement(head.seq, head.digest, at, name, ED25519)).hex()
    return Checkpoint(head.seq, head.digest, at, name, signature)


def key_id(key: Ed25519PublicKey) -> str:
    """The name checkpoints call a key by: the first 16 digits of the SHA-256 of its 32 bytes."""
    return hashlib.sha256(key.public_bytes_raw()).hexdigest()[:16]


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


# ---- verifying


@dataclass(frozen=True, slots=True)
class Verified:
    """A log that holds: how many entries followed `since`, how many payloads were erased, how many checkpoints, its head.

    `signatures` is false where no key was given: the checkpoints were compared with the entries, not with a key.
    """

    entries: int
    erased: int
    checkpoints: int
    head: Head
    since: Head = START
    signatures: bool = True


@dataclass(frozen=True, slots=True)
class Broken:
    """The first entry that is altered, missing or out of order, and what is wrong with it."""

    seq: int
    zh: str
    en: str


def verify(
    entries: Iterable[Entry],
    checkpoints: Sequence[Checkpoint] = (),
    keys: Iterable[Ed25519PublicKey] | None = (),
    since: Head = START,
) -> Verified | Broken:
    """Follow a log from its first entry, or from the one that comes after `since`, in the order given.

    Every checkpoint must be signed with one of `keys` (None: signatures are not checked) and name an entry as it stands.
    What was cut off after the last checkpoint cannot be told from a log that is merely shorter: keep checkpoints elsewhere.
    """
    walk = Walk(checkpoints, keys, since)
    for entry in entries:
        if broken := walk.step(entry):
            return broken
    return walk.end()


@dataclass(slots=True)
class Walk:
    """Following a log entry by entry: `step` for each, then `end`."""

    checkpoints: Sequence[Checkpoint]
    keys: Iterable[Ed25519PublicKey] | None
    since: Head = START
    head: Head = field(init=False)
    erased: int = 0
    _by_id: Mapping[str, Ed25519PublicKey] = field(init=False)
    _at: dict[int, list[Checkpoint]] = field(init=False)

    def __post_init__(self) -> None:
        self.head = self.since
        self._by_id = {key_id(key): key for key in self.keys or ()}
        self._at = defaultdict(list)
        for one in self.checkpoints:
            self._at[one.seq].append(one)

    def step(self, entry: Entry) -> Broken | None:
        """What is wrong with the next entry."""
        expected = self.head.seq + 1
        if entry.seq < expected:
            return Broken(
                entry.seq, f"第 {entry.seq} 条次序错乱或重复", f"entry {entry.seq} is out of order or stands twice"
            )
        if entry.seq > expected:
            return Broken(expected, f"缺第 {expected} 条", f"entry {expected} is missing")
        if broken := self._altered(entry):
            return broken
        self.head = Head(entry.seq, entry.digest)
        self.erased += entry.payload is None
        return self._signed_as(self.head)

    def end(self) -> Verified | Broken:
        """What the whole comes to."""
        beyond = min((seq for seq in self._at if seq > self.head.seq), default=None)
        if beyond is not None:
            missing = self.head.seq + 1
            return Broken(
                missing,
                f"缺第 {missing} 条：检查点证明日志至少有 {beyond} 条",
                f"entry {missing} is missing: a checkpoint proves {beyond}",
            )
        if broken := self._signed_as(self.since):
            return broken
        if self._at:
            seq = min(self._at)
            return Broken(
                seq, f"第 {seq} 条处的检查点早于所验部分", f"the checkpoint at {seq} lies before what is verified"
            )
        entries = self.head.seq - self.since.seq
        return Verified(entries, self.erased, len(self.checkpoints), self.head, self.since, self.keys is not None)

    def _altered(self, entry: Entry) -> Broken | None:
        if not _well_formed(entry):
            return _altered(entry.seq)
        if entry.algorithm != SHA256:
            return Broken(
                entry.seq,
                f"第 {entry.seq} 条用的摘要算法“{entry.algorithm}”，本版本不认识",
                f'entry {entry.seq} names the digest algorithm "{entry.algorithm}", which this version does not know',
            )
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
        if whole and entry.prev == self.head.digest and _digest(content) == entry.digest:
            return None
        return _altered(entry.seq)

    def _signed_as(self, head: Head) -> Broken | None:
        """What is wrong with the checkpoints at an entry that is what `head` says."""
        found = (self._against(one, head) for one in self._at.pop(head.seq, ()))
        return next((broken for broken in found if broken), None)

    def _against(self, checkpoint: Checkpoint, head: Head) -> Broken | None:
        if not _well_formed(checkpoint) or checkpoint.digest != head.digest:
            return Broken(
                checkpoint.seq,
                f"第 {checkpoint.seq} 条与其检查点不符",
                f"entry {checkpoint.seq} differs from its checkpoint",
            )
        if checkpoint.algorithm != ED25519:
            return Broken(
                checkpoint.seq,
                f"第 {checkpoint.seq} 条处的检查点用的签名算法“{checkpoint.algorithm}”，本版本不认识",
                f'the checkpoint at {checkpoint.seq} names the signature algorithm "{checkpoint.algorithm}", '
                "which this version does not know",
            )
        return None if self.keys is None else self._unsigned(checkpoint)

    def _unsigned(self, checkpoint: Checkpoint) -> Broken | None:
        key = self._by_id.get(checkpoint.key_id)
        if key is None:
            return Broken(
                checkpoint.seq,
                f"第 {checkpoint.seq} 条处的检查点不是用所给公钥对应的密钥签署的（密钥 {checkpoint.key_id}）",
                f"the checkpoint at {checkpoint.seq} is by an unknown key, {checkpoint.key_id}",
            )
        statement = _statement(
            checkpoint.seq, checkpoint.digest, checkpoint.at, checkpoint.key_id, checkpoint.algorithm
        )
        try:
            signature = bytes.fromhex(checkpoint.signature)
            key.verify(signature if signature.hex() == checkpoint.signature else b"", statement)
        except (InvalidSignature, ValueError):
            return Broken(
                checkpoint.seq,
                f"第 {checkpoint.seq} 条处的检查点签名无效",
                f"the checkpoint at {checkpoint.seq} has no valid signature",
            )
        return None


def _altered(seq: int) -> Broken:
    return Broken(seq, f"第 {seq} 条被改动", f"entry {seq} was altered")


def _well_formed(one: Entry | Checkpoint) -> bool:
    """Whether every field but the number is text that can be written, as what was never tampered with is."""
    return all(value is None or (isinstance(value, str) and _encodable(value)) for value in astuple(one)[1:]) and (
        None not in astuple(one)[1:5]
    )


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
