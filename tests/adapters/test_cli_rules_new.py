"""`hegui rules new`: a page to fill in, where it goes, and that the loader asks for every blank."""

from __future__ import annotations

from pathlib import Path

import pytest
from commandline import Hegui


@pytest.mark.parametrize(
    ("rule_id", "file", "blank"),
    [
        ("boundaries.lending.new-cap", "boundaries/lending/new-cap.yaml", "a bilingual text lacks zh"),
        ("house.boundaries.lending.new-cap", "boundaries/lending/new-cap.yaml", "a bilingual text lacks en"),
        ("classify.lending.new-kind", "classify/lending/new-kind.yaml", "a bilingual text lacks zh"),
    ],
)
def test_the_loader_asks_for_every_blank_of_a_new_page(
    hegui: Hegui, tmp_path: Path, rule_id: str, file: str, blank: str
) -> None:
    ran = hegui("rules", "new", rule_id, "--rules", tmp_path, "--lang", "en")

    assert ran.code == 0
    assert ran.err.startswith(f"wrote {tmp_path / file}; fill it in")
    checked = hegui("rules", "test", "--rules", tmp_path, "--lang", "en")
    assert checked.code == 3
    assert blank in checked.err


def test_a_page_is_never_written_over(hegui: Hegui, tmp_path: Path) -> None:
    hegui("rules", "new", "boundaries.lending.cap", "--rules", tmp_path)
    ran = hegui("rules", "new", "boundaries.lending.cap", "--rules", tmp_path, "--lang", "en")

    assert (ran.code, ran.err) == (2, f"hegui: {tmp_path / 'boundaries/lending/cap.yaml'} exists\n")


@pytest.mark.parametrize(
    "rule_id", ["cap", "other.rates.cap", "boundaries.Rates.cap", "boundaries.rates.", "boundaries/x"]
)
def test_an_id_that_is_none_is_refused(hegui: Hegui, tmp_path: Path, rule_id: str) -> None:
    ran = hegui("rules", "new", rule_id, "--rules", tmp_path, "--lang", "en")

    assert ran.code == 2
    assert "an id is boundaries.TOPIC.NAME" in ran.err


def test_without_a_folder_nothing_is_written(hegui: Hegui, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HEGUI_BASE", raising=False)
    ran = hegui("rules", "new", "boundaries.rates.cap", "--lang", "en")

    assert (ran.code, ran.err) == (2, "hegui: say with --rules where your rules lie; the bundled ones stay\n")
