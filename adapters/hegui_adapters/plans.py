"""Dated plans (限期整改) as data. What becomes of one is decided in `hegui.planning`; `waivers` reads them from a file.

plans:                           # beside `waivers:`
  - id: P-3
    rule: boundaries.lending.periods
    subject: pricing.credits[id=a]
    product: spring-loan         # left out where the manifest has no product.id
    due: 2027-03-31              # the last day
    owner: 零售信贷部
    measures: …
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Final

from hegui.decision import Plan

__all__ = ["FIELDS", "plan_data", "plan_from"]

FIELDS: Final = ("id", "rule", "subject", "product", "due", "owner", "measures")


def plan_data(plan: Plan) -> dict[str, object]:
    """A plan as JSON-ready data."""
    return {**asdict(plan), "due": plan.due.isoformat()}


def plan_from(data: Mapping[str, object]) -> Plan:
    """The reverse of `plan_data`."""
    given: dict[str, object] = {name: data[name] for name in FIELDS}
    return Plan(**{**given, "due": date.fromisoformat(str(given["due"]))})  # type: ignore[arg-type]
