"""For tests of `hegui price`: a manifest with a loan of every state, and what the whole rulebook makes of it."""

from __future__ import annotations

from datetime import date
from functools import cache

from hegui.checking import check_document
from hegui.rulebook import default_rules
from hegui_adapters.price.gathering import statement_of
from hegui_adapters.price.statement import LoanStatement, Statement

DAY = date(2026, 12, 1)

LOANS = """
hegui: product/v1
product: {id: odd, name: "=1+1 长贷", version: 1.0.0, channels: [own_app]}
operator: {kind: technology_company}
funding: {funder: {kind: commercial_bank, share: 100%}}
credit: {default: {multiplier: 1.5, penalty: 0% per year}}
pricing:
  credits:
    - id: dated
      name: 按日计息
      principal: 120000
      periods: 36
      period: month
      method: equal_instalment
      nominal_rate: 6.5% per year
      paid_out_on: 2026-12-15
      first_due_on: 2027-01-15
      day_count: act_365
      fees:
        - {name: "=HYPERLINK(1)", kind: guarantee, amount: 500, timing: at_start, payee: guarantor}
        - {name: 意外险, kind: insurance, amount: 800, timing: at_start, payee: insurer, mandatory: false}
        - {name: 商户贴息, kind: service, amount: 300, timing: at_start, payee: bank, payer: merchant}
        - {name: 催收费, kind: collection, amount: 20, timing: on_event, payee: collector}
      tiers:
        - {id: low, name: 低风险, nominal_rate: 6% per year}
        - {id: high, name: 高风险}
    - id: schedule
      principal: 1000
      periods: 3
      period: month
      method: schedule
      schedule: [350, 350, 350]
      fees: none
    - id: partly
      principal: 10000
      periods: 12
      period: month
      method: equal_instalment
      nominal_rate: 18% per year
    - {id: unknown, period: month}
    - {id: mistaken, principal: 1000, periods: 4, period: month, method: schedule, schedule: [350, 350, 350], fees: none}
"""


@cache
def statement() -> Statement:
    """Built once: tests only read it."""
    return statement_of(default_rules().check(check_document(LOANS, "odd.yaml", None), as_of=DAY))


def loan(name: str) -> LoanStatement:
    return next(one for one in statement().loans if one.id == name)
