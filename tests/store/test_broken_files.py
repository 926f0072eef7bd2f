"""A database file in which a byte was changed where it lies: what is read from it is as it was written, or it is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from deciding import MANIFEST_TEXT, Log
from hegui_adapters.store.audit import examined
from hegui_adapters.store.database import Database, StoreUnavailableError
from hegui_adapters.store.kept import opened
from hegui_adapters.store.migrations import migrate
from hegui_adapters.store.signing import sign
from hypothesis import given, settings
from hypothesis import strategies as st

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small database, all of it in one file."""
    file = tmp_path_factory.mktemp("whole") / "hegui.db"
    database = Database(f"sqlite:///{file}")
    migrate(database)
    log = Log(database)
    log.decide("d-1")
    log.decide("d-2", MANIFEST_TEXT.replace("21", "16"))
    log.scribe.write(lambda ledger: sign(ledger, KEY))
    log.scribe.close()
    database.forget()
    database.close()
    return file


def told(file: Path) -> object:
    """Everything the log of a file tells; None where it is found to be broken, or cannot be read to its end."""
    database = Database(f"sqlite:///{file}", read_only=True)
    try:
        with opened(database) as kept:
            if examined(kept, [KEY.public_key()]).faults:
                return None
            answers = [(one["source"], one["key"], one["seq"]) for one in kept.deliveries() or ()]
            rows = [tuple(row.values()) for row in kept.decisions() or ()]
            documents = [(one.digest, one.kind, one.sealed) for one in kept.documents() or ()]
            return list(kept.entries()), kept.checkpoints(), documents, rows, answers
    except StoreUnavailableError:
        return None
    finally:
        database.close()


@pytest.fixture(scope="module")
def unchanged(whole: Path) -> object:
    return told(whole)


def test_the_whole_file_tells_everything(unchanged: object) -> None:
    assert unchanged is not None


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_byte_changed_anywhere_in_the_file_is_found_or_changes_nothing_told(
    whole: Path, unchanged: object, data: st.DataObject
) -> None:
    text = bytearray(whole.read_bytes())
    used = [place for place in range(len(text)) if text[place]]
    place = used[data.draw(st.integers(0, len(used) - 1))]
    text[place] ^= data.draw(st.integers(1, 255))
    file = whole.with_name("changed.db")
    file.write_bytes(text)
    assert told(file) in (None, unchanged)
