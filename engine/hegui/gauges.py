"""The lines that the cost of a loan is held to, each with the readings it binds. It judges nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from hegui.case import Chain
from hegui.conditions import Leaf, Param, operands_of, walk
from hegui.decision import ParameterUsed
from hegui.explain import Explainer
from hegui.judge import NOT_APPLICABLE, Check, Outcome
from hegui.measures import CREDIT, READINGS

__all__ = ["Gauge", "gauges", "gauging"]


@dataclass(frozen=True, slots=True)
class Gauge:
    """A line the cost was compared with, and the readings it binds; a line nobody confirmed is none.

    A number that does not say which readings it binds is shown in those it was compared in.
    """

    parameter: ParameterUsed
    readings: tuple[str, ...]


def gauges(
    explainer: Explainer, outcomes: Iterable[Outcome], chain: Chain, *, blocking: bool = False
) -> Iterator[Gauge]:
    """The lines one loan is held to by the checks that apply to it; only by those that could block, if so asked."""
    found: dict[str, tuple[ParameterUsed, dict[str, None]]] = {}
    for outcome in outcomes:
        if outcome.outcome == NOT_APPLICABLE or outcome.hole or outcome.chain != chain:
            continue
        for param, reading in _compared(outcome.check):
            if not blocking or explainer.force(outcome) == "block":
                used = explainer.parameter_for(outcome, param)
                found.setdefault(param.id, (used, {}))[1][reading] = None
    for used, readings in found.values():
        if isinstance(used.value, Decimal) and used.confidence != "unverified":
            bound = used.reading or readings
            yield Gauge(used, tuple(reading for reading in READINGS.values() if reading in bound))


def gauging(check: Check) -> bool:
    """Whether a check holds the cost of a loan to a line."""
    return check.rule.record == CREDIT and any(True for _ in _compared(check))


def _compared(check: Check) -> Iterator[tuple[Param, str]]:
    """The numbers a check compares a reading of the cost with."""
    for leaf in walk(check.require):
        if isinstance(leaf, Leaf) and leaf.path.rel in READINGS:
            for operand in operands_of(leaf):
                if isinstance(operand, Param):
                    yield operand, READINGS[leaf.path.rel]
