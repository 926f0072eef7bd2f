"""The chain without a database: whatever is altered, missing or moved is found, at its first place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hegui_adapters.store.chain import START, Broken, Checkpoint, Entry, Head, Verified, following, signed, verify
from hypothesis import given
from hypothesis import strategies as st
from storing import NOON

KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
STRANGER = Ed25519PrivateKey.from_private_bytes(b"s" * 32)


def log(length: int) -> list[Entry]:
    entries: list[Entry] = []
    head = START
    for number in range(1, length + 1):
        entries.append(following(head, NOON, "test", "tester", f"s{number}", {"number": number, "zh": "合规"}))
        head = Head(entries[-1].seq, entries[-1].digest)
    return entries


LOG = log(6)
CHECKPOINTS = [signed(Head(one.seq, one.digest), NOON, KEY) for one in (LOG[1], LOG[4])]


def found(entries: Sequence[Entry], checkpoints: Sequence[Checkpoint] = CHECKPOINTS) -> Verified | Broken:
    return verify(entries, checkpoints, [KEY.public_key()])


def test_a_log_as_it_was_written_holds() -> None:
    assert found(LOG) == Verified(6, 0, 2, Head(6, LOG[-1].digest))


def test_an_empty_log_holds() -> None:
    assert verify([]) == Verified(0, 0, 0, START)


MENDED: dict[str, tuple[Callable[[list[Entry]], list[Entry]], int]] = {
    "the first is missing": (lambda log: log[1:], 1),
    "one in the middle is missing": (lambda log: [*log[:2], *log[3:]], 3),
    "two have changed places": (lambda log: [*log[:2], log[3], log[2], *log[4:]], 3),
    "one stands twice": (lambda log: [*log[:3], log[2], *log[3:]], 3),
    "the end is cut off before a checkpoint": (lambda log: log[:3], 4),
    "one was written anew with its successors": (lambda log: [*log[:2], *_rewritten(log[2:], log[1])], 5),
}


def _rewritten(log: Sequence[Entry], before: Entry) -> list[Entry]:
    head, entries = Head(before.seq, before.digest), []
    for one in log:
        entries.append(following(head, one.at, one.kind, one.actor, one.subject, {"forged": True}))
        head = Head(entries[-1].seq, entries[-1].digest)
    return entries


@pytest.mark.parametrize(("change", "seq"), MENDED.values(), ids=MENDED)
def test_the_first_place_that_does_not_hold_is_named(change: Callable[[list[Entry]], list[Entry]], seq: int) -> None:
    broken = found(change(list(LOG)))
    assert isinstance(broken, Broken)
    assert broken.seq == seq


@given(st.sampled_from(range(6)), st.sampled_from([one.name for one in fields(Entry)]), st.data())
def test_a_character_changed_anywhere_in_an_entry_is_found(index: int, name: str, data: st.DataObject) -> None:
    entry = LOG[index]
    altered = [*LOG[:index], replace(entry, **{name: changed(getattr(entry, name), data)}), *LOG[index + 1 :]]
    assert isinstance(found(altered), Broken)


@given(st.sampled_from(range(2)), st.sampled_from([one.name for one in fields(Checkpoint)]), st.data())
def test_a_character_changed_anywhere_in_a_checkpoint_is_found(index: int, name: str, data: st.DataObject) -> None:
    one = CHECKPOINTS[index]
    altered = [*CHECKPOINTS]
    altered[index] = replace(one, **{name: changed(getattr(one, name), data)})
    assert isinstance(found(LOG, altered), Broken)


def changed(value: int | str, data: st.DataObject) -> int | str:
    """The same with one character put in the place of another."""
    if isinstance(value, int):
        return data.draw(st.integers(1, 99).filter(lambda other: other != value))
    place = data.draw(st.integers(0, len(value) - 1))
    other = data.draw(st.sampled_from("0129abfAZ \n\0:.,{}合é").filter(lambda sign: sign != value[place]))
    return f"{value[:place]}{other}{value[place + 1 :]}"


def test_an_erased_payload_leaves_the_chain_whole() -> None:
    assert found([replace(LOG[0], payload=None), *LOG[1:]]) == Verified(6, 1, 2, Head(6, LOG[-1].digest))


def test_a_checkpoint_by_a_stranger_is_refused() -> None:
    broken = found(LOG, [signed(Head(2, LOG[1].digest), NOON, STRANGER)])
    assert isinstance(broken, Broken)
    assert "unknown key" in broken.en
