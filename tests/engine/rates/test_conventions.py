"""Conventions name what exists, and a charge counts under a text exactly where it is in the cost."""

from __future__ import annotations

from decimal import Decimal

import pytest
import yaml
from hegui.loading.contents import REGISTER, bundled_rulesets
from hegui.rates import CONVENTIONS, Charge, Loan, cost_of
from hegui.rates.conventions import Counted, counted

LOAN = Loan(Decimal(12000), 12, "month", "equal_instalment", Decimal("0.12"))
LAWS = [one for one in CONVENTIONS.values() if one.instrument]


@pytest.mark.parametrize("convention", LAWS, ids=[one.id for one in LAWS])
def test_convention_of_a_text_names_an_instrument_and_rows_of_the_register(convention):
    instruments = yaml.safe_load((bundled_rulesets() / "instruments.yaml").read_text(encoding="utf-8"))
    register = yaml.safe_load((bundled_rulesets() / REGISTER).read_text(encoding="utf-8"))

    assert convention.instrument in instruments
    assert set(convention.register) <= set(register)


COUNTED = [
    ("a guarantee fee under the notice on assisted loans", "JINGUI-2025-9", "guarantee", True, False, True, "text"),
    ("a membership the borrower must buy", "JINGUI-2025-9", "membership", True, False, True, "interpretation"),
    ("a premium the microloan guidelines name", "MICROLOAN-COST-2025", "insurance", None, False, True, "text"),
    ("the same premium where it may be declined", "MICROLOAN-COST-2025", "insurance", False, False, False, "interpretation"),
    ("a penalty on an event", "COST-DISCLOSURE-2026", "penalty", True, True, False, "interpretation"),
    ("a charge called penalty that everyone pays", "COST-DISCLOSURE-2026", "penalty", True, False, True, "interpretation"),
    ("a charge of no stated kind", "PBOC-ANN-2021-3", None, None, False, True, "interpretation"),
]  # fmt: skip


@pytest.mark.parametrize("case", COUNTED, ids=[row[0] for row in COUNTED])
def test_charge_counts_where_the_borrower_must_pay_it(case):
    _, instrument, kind, mandatory, on_event, included, standing = case
    found = counted(instrument, kind, mandatory=mandatory, on_event=on_event)

    assert isinstance(found, Counted)
    assert (found.included, found.standing) == (included, standing)


@pytest.mark.parametrize("case", COUNTED, ids=[row[0] for row in COUNTED])
def test_what_counts_is_what_is_in_the_cost(case):
    _, _, kind, mandatory, on_event, included, _ = case
    timing = "on_event" if on_event else "each_period"
    fee = Charge("费", Decimal(10), timing=timing, mandatory=mandatory, kind=kind)

    assert (cost_of(Loan(**{**_terms(LOAN), "charges": (fee,)})).total_cost > cost_of(LOAN).total_cost) == included


def _terms(loan: Loan) -> dict[str, object]:
    return {name: getattr(loan, name) for name in ("principal", "periods", "period", "method", "nominal_rate")}
