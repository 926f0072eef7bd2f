"""What a dated parameter is worth on a day. No day before the first value is guessed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import lru_cache

from hegui import truths
from hegui.conditions import Literal, Operand, Param, Times
from hegui.terms import Parameter, ParameterValue
from hegui.truths import Value
from hegui.values import NONE

__all__ = ["ParameterTable", "step_on"]


def step_on(parameter: Parameter, day: date) -> ParameterValue | None:
    """The value of a series in force on `day`, None before the first."""
    index = bisect_right(parameter.series, day, key=lambda step: step.from_day)
    return parameter.series[index - 1] if index else None


class ParameterTable:
    """All parameters of a rulebook, by day; the days asked for most recently are kept."""

    def __init__(self, parameters: Mapping[str, Parameter]) -> None:
        self._parameters = parameters
        self.on_day: Callable[[date], Mapping[str, Value]] = lru_cache(maxsize=512)(self._on_day)

    def _on_day(self, day: date) -> Mapping[str, Value]:
        return {name: self._value(parameter, day) for name, parameter in self._parameters.items()}

    def on(self, name: str, day: Value) -> Value:
        """The value on the day a fact states; unknown or none as that day is."""
        if isinstance(day, date):
            return self._value(self._parameters[name], day)
        return NONE if day is NONE else None

    def behind(self, name: str) -> tuple[Parameter, ...]:
        """The series a parameter rests on: itself, or those its formula reads."""
        formula = self._parameters[name].formula
        return tuple(self._read_by(formula)) if formula is not None else (self._parameters[name],)

    def _read_by(self, formula: Operand) -> Iterator[Parameter]:
        if isinstance(formula, Param):
            yield from self.behind(formula.id)
        for factor in formula.factors if isinstance(formula, Times) else ():
            yield from self._read_by(factor)

    def _value(self, parameter: Parameter, day: date) -> Value:
        if parameter.formula is not None:
            return self._computed(parameter.formula, day)
        step = step_on(parameter, day)
        return step.value if step else None

    def _computed(self, operand: Operand, day: date) -> Value:
        match operand:
            case Literal(value):
                return value
            case Param(name):
                return self._value(self._parameters[name], day)
            case Times(factors):
                return truths.times(*(self._computed(factor, day) for factor in factors))
        raise AssertionError(operand)
