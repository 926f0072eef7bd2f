"""The cost block shows a loan beside the lines it is held to, in the readings these bind, and names them."""

from __future__ import annotations

import datetime as dt

import hegui
import pytest
from hegui.manifest.reading import read_manifest
from hegui_adapters.render.cost_block import cost_lines

PRIVATE = """\
hegui: product/v1
product: {id: p, name: 随借}
credit: {borrower: individual}
funding: {funder: {kind: private_lender, licences: none}}
pricing:
  credits:
    - id: a
      contract_date: 2026-11-01
      principal: 10000
      periods: 12
      period: month
      method: bullet
      nominal_rate: 12.3% per year
      fees: none
"""


def block(text: str, lang: str) -> str:
    decision = hegui.check(read_manifest(text, "it.yaml"), as_of=dt.date(2026, 12, 1))
    return ("" if lang == "zh" else " ").join(line.strip() for line in cost_lines(decision, lang, 80))


SAID = {
    "a line that binds one reading is told in that one": (
        PRIVATE,
        "四倍一年期LPR：本金单利口径已超过，超出0.30个百分点",
        "four times the one-year LPR: exceeded in the simple reading, by 0.30 points",
    ),
    "the reading it binds is given with the cost": (
        PRIVATE,
        "年化11.66%（月内部收益率×12），按复利12.30%，本金单利12.30%",
        "11.66 % a year (monthly IRR x 12), 12.30 % compounded, 12.30 % simple on the principal left",
    ),
    "a line left open is told apart where the readings fall on both sides": (
        PRIVATE,
        "小额贷款的四倍一年期LPR：名义口径未超过而复利口径已超过，须先明确适用口径",
        "kept in the nominal reading but exceeded in the compounded reading; which reading applies must be settled first",
    ),
    "a price known in part is proved in the reading a line binds": (
        PRIVATE.replace("      fees: none\n", ""),
        "已可证明的年化：≥11.66%，按复利≥12.30%（未说明pricing.credits[id=a].fees），本金单利≥12.30%",
        (
            "proved so far: ≥ 11.66 % a year, ≥ 12.30 % compounded (not stated: pricing.credits[id=a].fees),"
            " ≥ 12.30 % simple on the principal left"
        ),
    ),
}


@pytest.mark.parametrize(("text", "zh", "en"), SAID.values(), ids=SAID)
def test_the_cost_block_names_the_reading(text: str, zh: str, en: str) -> None:
    assert zh in block(text, "zh").replace(" ", "")
    assert en in block(text, "en")
