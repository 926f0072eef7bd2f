"""Scenarios of a product: facts, numbers and days varied, each judged by itself. What is supposed is never taken for law.

plan = hegui.scenarios.read("price.hegui.yaml")
for scenario in plan:                       # expanded one by one
    result = scenario.run()                 # .as_expected, .verdict, .against, .cost, .headroom, .lines("en")
"""

from __future__ import annotations

from hegui.scenarios.plan import Plan, Scenario
from hegui.scenarios.reading import read, read_document
from hegui.scenarios.results import Against, Cost, Headroom, Result, Trouble

__all__ = ["Against", "Cost", "Headroom", "Plan", "Result", "Scenario", "Trouble", "read", "read_document"]
