"""A service that keeps chosen facts sealed: they are told in no answer and stand in no file, and yet it can judge again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hegui_adapters.failures import RefusedError
from hegui_adapters.service.opening_store import sealing_of
from hegui_adapters.service.settings import ServiceSettings
from hegui_adapters.store.audit import examined
from hegui_adapters.store.documents import UnreadableError
from hegui_adapters.store.kept import opened
from hegui_adapters.store.masking import MASK
from hegui_adapters.store.replay import replayed, stored
from hegui_adapters.store.sealing import add_key, keyring
from serving import SECRET, Service, served, unique

USE = "unrestricted"
OWNER = "负责人王小明"
MANIFEST = (
    "hegui: product/v1\n"
    f"product: {{id: sealed, owner: {OWNER}, channels: [own_app]}}\n"
    f"credit: {{payout: {{to: [borrower_account]}}, purpose: {USE}}}\n"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("sealed")
    add_key(found / "keys")
    return found


@pytest.fixture(scope="module")
def service(folder: Path) -> Iterator[Service]:
    url = f"sqlite:///{folder / 'hegui.db'}"
    with served(
        url, sealed=("product.owner", "credit.purpose", "journal.note", "journal.by"), sealing_keys=folder / "keys"
    ) as found:
        yield found


def test_no_answer_tells_a_sealed_fact(service: Service) -> None:
    found = service.check(MANIFEST, query="?full=true")
    assert found.status_code == 201
    here = found.json()["links"]["self"]
    texts = [found.text, *(service.client.get(f"{here}?part={part}").text for part in ("summary", "body", "record"))]
    shown = service.client.get(f"{here}?part=manifest").text
    assert "(masked)" in found.text
    assert [text for text in (*texts, shown) if OWNER in text] == []
    assert f"purpose: {USE}" not in shown
    assert [text for text in texts if "贷款用途为" in text or f'"value":"{USE}"' in text] == []


@pytest.mark.parametrize("posted", [False, True], ids=["written in the manifest", "posted"])
def test_no_gate_tells_what_a_journal_says_under_seal(service: Service, posted: bool) -> None:
    name = unique("lived")
    event = {"kind": "noted", "date": "2026-11-02", "by": "甲", "note": "补齐门店桌牌", "due_on": "2026-11-05"}
    written = f"journal: [{json.dumps(event, ensure_ascii=False)}]\n" if not posted else ""
    assert service.check(MANIFEST.replace("sealed,", f"{name},") + written).status_code == 201
    if posted:
        assert service.client.post(f"/v1/products/{name}/events", json={"events": [event]}).status_code == 201
    answer = service.client.get(f"/v1/products/{name}/gate?stage=pilot")
    (told,) = answer.json()["gate"]["timeline"]["events"]
    assert (told["said"]["zh"], [one["value"] for one in told["facts"]][1:]) == ("（已遮蔽）", [MASK, MASK])
    assert "补齐门店桌牌" not in answer.text


def test_what_is_sealed_stands_in_no_file(service: Service, folder: Path) -> None:
    service.check(MANIFEST.replace("sealed,", "other,"))
    event = {"type": "product.retired", "data": {"by": OWNER}}
    assert service.post(event, unique("msg"), secret=SECRET).status_code == 202
    for file in folder.glob("hegui.db*"):
        assert OWNER.encode() not in file.read_bytes()


def test_a_sealed_decision_is_the_same_again(service: Service, folder: Path) -> None:
    name = service.check(MANIFEST).json()["decision"]["id"]
    with opened(service.parts.database) as kept:
        assert replayed(stored(kept, name, keyring(folder / "keys").opens)).same
        with pytest.raises(UnreadableError):
            stored(kept, name)


def test_the_store_holds_with_its_key_and_without(service: Service, folder: Path) -> None:
    service.check(MANIFEST)
    with opened(service.parts.database) as kept:
        assert examined(kept, opens=keyring(folder / "keys").opens).faults == ()
        found = examined(kept)
    assert found.holds
    assert found.unopened


def test_the_record_in_the_log_tells_no_fact(service: Service) -> None:
    service.check(MANIFEST)
    assert OWNER not in json.dumps(service.said(), ensure_ascii=False)


def test_sealing_without_a_key_file_is_refused(tmp_path: Path) -> None:
    settings = ServiceSettings(database=f"sqlite:///{tmp_path / 'hegui.db'}", sealed=("product.owner",))
    with pytest.raises(RefusedError, match="needs a key file"):
        sealing_of(settings)
