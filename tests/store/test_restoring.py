"""Sealed facts taken out of a manifest's text and put back: what was shown, what was written on, what elements are called."""

from __future__ import annotations

from pathlib import Path

import pytest
from hegui.manifest.reading import read_manifest
from hegui_adapters.store.masking import FactPath, masked_text
from hegui_adapters.store.restoring import restored

SAMPLES = {file.parent.name: file.read_bytes() for file in Path(__file__).parents[2].glob("examples/*/manifest.yaml")}
PATHS = (
    "product.owner",
    "product.name",
    "credit.purpose",
    "pricing.credits.name",
    "pricing.credits.fees",
    "pricing.credits.fees.name",
    "data.items.category",
    "data.items.consent",
    "users",
    "funding",
    "partners.name",
    "partners",
    "technology",
)


def sealed(*paths: str) -> list[FactPath]:
    return [FactPath.read(path) for path in paths]


@pytest.mark.parametrize("paths", [*((path,) for path in PATHS), PATHS], ids=[*PATHS, "all"])
@pytest.mark.parametrize("name", SAMPLES)
def test_what_was_taken_out_is_put_back(name: str, paths: tuple[str, ...]) -> None:
    source = SAMPLES[name]
    shown = masked_text(source, sealed(*paths)).text.decode()
    assert read_manifest(restored(shown, source, sealed(*paths))).record == read_manifest(source).record


FEES = """hegui: product/v1
pricing:
  credits:
    - id: a
      fees:
        - {name: 服务费, rate: 1%}
        - {name: 会员费, rate: 2%}
"""


def test_an_element_that_was_put_in_before_takes_nothing() -> None:
    paths = sealed("pricing.credits.fees.rate")
    shown = masked_text(FEES.encode(), paths).text.decode()
    written = shown.replace("        - {name: 服务费", "        - {name: 新增费, rate: null}\n        - {name: 服务费")
    assert "{name: 新增费, rate: null}" in restored(written, FEES.encode(), paths)
    assert "{name: 会员费, rate: 2%}" in restored(written, FEES.encode(), paths)


def test_what_was_taken_out_of_the_text_stays_out() -> None:
    paths = sealed("pricing.credits.fees.rate")
    shown = masked_text(FEES.encode(), paths).text.decode()
    found = restored(shown.replace("        - {name: 会员费, rate: null}\n", ""), FEES.encode(), paths)
    assert "会员费" not in found
    assert "{name: 服务费, rate: 1%}" in found


NAMES = {
    "its name": (
        "pricing.credits.fees.name",
        {"pricing.credits[id=a].fees[name=服务费]": "pricing.credits[id=a].fees[#1]"},
    ),
    "something else": ("pricing.credits.fees.rate", {}),
    "the whole list": (
        "pricing.credits.fees",
        {"pricing.credits[id=a].fees[name=会员费]": "pricing.credits[id=a].fees[#2]"},
    ),
}


@pytest.mark.parametrize(("path", "names"), NAMES.values(), ids=NAMES)
def test_an_element_whose_name_is_sealed_goes_by_its_place(path: str, names: dict[str, str]) -> None:
    found = masked_text(FEES.encode(), sealed(path)).names
    assert names.items() <= found.items()
    assert bool(names) == bool(found)


@pytest.mark.parametrize(
    "path", ["pricing.credits.principal", "pricing.credit.principal", "pricing.credits[#1].principal"]
)
def test_a_list_of_one_that_is_written_short_is_sealed_as_well(path: str) -> None:
    source = b"hegui: product/v1\npricing: {credit: {principal: 12000.00, periods: 12}}\n"
    assert b"principal: null, periods: 12" in masked_text(source, sealed(path)).text
