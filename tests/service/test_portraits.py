"""Every decision of the service is kept with a portrait, the one that would be drawn from what was kept of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from commandline import MANIFESTS
from hegui_adapters.portfolio.portrait import read_portrait
from hegui_adapters.service.opening_store import sealing_of
from hegui_adapters.service.settings import ServiceSettings
from hegui_adapters.store import tables
from hegui_adapters.store.database import Database
from hegui_adapters.store.masking import Sealing
from hegui_adapters.store.portraits import redrawn, undrawn
from hegui_adapters.store.sealing import add_key
from serving import Service, product, served, unique
from sqlalchemy import select

SEALED = (
    "hegui: product/v1\nproduct: {id: sealed, owner: 王小明, channels: [own_app]}\ncredit: {purpose: unrestricted}\n"
)


def kept(database: Database) -> Mapping[int, str]:
    with database.reading() as connection:
        return {row.seq: row.portrait for row in connection.execute(select(tables.portraits))}


def drawn(database: Database, sealing: Sealing | None = None) -> Mapping[int, str | None]:
    with database.asking() as connection:
        return dict(redrawn(connection, undrawn(connection, every=True), sealing or Sealing()))


@pytest.mark.parametrize("name", sorted(MANIFESTS.keys() - {"broken.yaml"}))
def test_a_portrait_is_written_as_it_would_be_drawn(service: Service, name: str) -> None:
    answer = service.check(product(unique("p"), name))
    entry = answer.json()["decision"]["entry"]
    assert kept(service.parts.database)[entry] == drawn(service.parts.database)[entry]


def test_a_repeated_manifest_has_a_portrait_for_each_decision(service: Service) -> None:
    text = product(unique("p"))
    entries = [service.check(text).json()["decision"]["entry"] for _ in range(2)]
    found = kept(service.parts.database)
    assert found[entries[0]] == found[entries[1]]


@pytest.fixture
def sealed(tmp_path: Path) -> Iterator[tuple[Service, Sealing]]:
    add_key(tmp_path / "keys")
    url = f"sqlite:///{tmp_path / 'hegui.db'}"
    told = {"sealed": ("product.owner", "credit.purpose"), "sealing_keys": tmp_path / "keys"}
    with served(url, **told) as found:
        yield found, sealing_of(ServiceSettings.model_validate({"database": url, **told}))


def test_a_portrait_tells_nothing_sealed_and_is_drawn_so_again(sealed: tuple[Service, Sealing]) -> None:
    service, sealing = sealed
    entry = service.check(SEALED).json()["decision"]["entry"]
    found = kept(service.parts.database)[entry]
    portrait = read_portrait(found)
    assert (portrait.owner, portrait.facts.get("credit.purpose")) == (None, None)
    assert portrait.facts["product.channels"] == frozenset({"own_app"})
    assert drawn(service.parts.database, sealing)[entry] == found
