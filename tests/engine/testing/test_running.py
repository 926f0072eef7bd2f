"""One test over manifests, days and values; facts stated by the names that reports use."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hegui.errors import ManifestError, UsageError
from hegui.testing import over, over_days, over_manifests, with_facts

LOAN = {
    "hegui": "product/v1",
    "pricing": {"credits": [{"id": "a", "periods": "12", "fees": [{"name": "fee", "rate": "1%"}]}]},
}


def ids(decorator: pytest.MarkDecorator) -> list[str]:
    return [case.id for case in decorator.args[1]]


def test_manifests_are_found_from_the_folder_in_order(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yaml", "c.txt"):
        (tmp_path / name).write_text("")
    assert ids(over_manifests("*.yaml", folder=tmp_path)) == ["a.yaml", "b.yaml"]


def test_a_pattern_that_matches_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no file matches"):
        over_manifests("*.yaml", folder=tmp_path)


def test_patterns_start_from_the_folder_of_the_test() -> None:
    assert ids(over_manifests("test_runn*.py")) == ["test_running.py"]


def test_days_one_by_one() -> None:
    assert ids(over_days("2026-12-01", date(2027, 1, 1))) == ["2026-12-01", "2027-01-01"]


def test_days_of_a_range_include_its_last() -> None:
    assert ids(over_days("2026-12-01", until="2026-12-15", every=7)) == ["2026-12-01", "2026-12-08", "2026-12-15"]


@pytest.mark.parametrize("given", [(), ("2026-12-01", "2026-12-02")])
def test_a_range_starts_from_one_day(given: tuple[str, ...]) -> None:
    with pytest.raises(UsageError):
        over_days(*given, until="2026-12-31")


def test_values_of_a_fact() -> None:
    decorator = over("pricing.credits[id=a].periods", ["6", "7"])
    assert decorator.args[1][1].values == ({"pricing.credits[id=a].periods": "7"},)
    assert ids(decorator) == ["periods=6", "periods=7"]


def test_no_value_is_refused() -> None:
    with pytest.raises(UsageError):
        over("credit.purpose", [])


STATED = {
    "a fact of the product": ("credit.purpose", "consumption", ()),
    "a fact of an element": ("pricing.credits[id=a].periods", "24", (("pricing.credits", 0),)),
    "a fact of an element of an element": (
        "pricing.credits[id=a].fees[name=fee].rate", "2%", (("pricing.credits", 0), ("fees", 0)),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("path", "value", "chain"), STATED.values(), ids=STATED.keys())
def test_a_fact_is_stated_where_its_path_says(path: str, value: str, chain: tuple[tuple[str, int], ...]) -> None:
    manifest = with_facts(LOAN, {path: value})
    assert manifest.path(chain, path.rpartition("].")[2]) == path
    record = manifest.record
    for listed, index in chain:
        record = record[listed][index]  # type: ignore[index]
    assert record[path.rpartition("].")[2]] is not None


def test_an_element_is_known_by_its_id_alone() -> None:
    assert (
        with_facts(LOAN, {"pricing.credits[a].periods": "24"}).record
        == with_facts(LOAN, {"pricing.credits[id=a].periods": "24"}).record
    )


def test_none_makes_a_fact_unknown() -> None:
    loans = with_facts(LOAN, {"pricing.credits[id=a].periods": None}).record["pricing.credits"]
    assert "periods" not in loans[0]  # type: ignore[index]


def test_an_element_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(UsageError, match=r"no element \[id=b\]; it has id=a"):
        with_facts(LOAN, {"pricing.credits[id=b].periods": "1"})


def test_a_path_that_is_no_fact_is_refused_by_the_reader() -> None:
    with pytest.raises(ManifestError, match="did you mean purpose"):
        with_facts(LOAN, {"credit.purpos": "consumption"})
