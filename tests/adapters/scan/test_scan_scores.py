"""How much of made-up data is found rightly: the figures `docs/scan.md` promises, on other draws."""

from __future__ import annotations

import pytest
from personal_data import items
from scan_scores import Score, scores


@pytest.fixture(scope="module")
def measured() -> dict[str, Score]:
    return scores(items(20261129, 60))


@pytest.mark.parametrize("category", ["resident_id", "bank_card"])
def test_of_what_is_reported_as_an_id_or_card_number_98_in_100_are(measured: dict[str, Score], category: str) -> None:
    assert measured[category].precision >= 0.98


@pytest.mark.parametrize("category", ["resident_id", "bank_card"])
def test_98_in_100_id_and_card_numbers_are_found(measured: dict[str, Score], category: str) -> None:
    assert measured[category].recall >= 0.98


@pytest.mark.parametrize(
    ("category", "precision", "recall"),
    [("mobile", 0.98, 0.98), ("uscc", 0.95, 0.98), ("email", 0.98, 0.98), ("name", 0.9, 0.9), ("address", 0.9, 0.8)],
)
def test_the_other_kinds_keep_to_the_figures_of_the_page(
    measured: dict[str, Score], category: str, precision: float, recall: float
) -> None:
    score = measured[category]
    assert (score.precision >= precision, score.recall >= recall) == (True, True)


def test_an_order_number_in_the_form_of_a_card_is_set_aside_and_told(measured: dict[str, Score]) -> None:
    assert measured["bank_card"].set_aside > 0
