"""A rulebook with some numbers supposed to be otherwise: a what-if, told apart from law by digest, version and labels.

It writes nothing: the law's own rulebook stays as it is, and no file holds the other one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Context, Decimal
from functools import lru_cache

from hegui.conditions import Scalar
from hegui.errors import UsageError
from hegui.parameters import step_on
from hegui.rulebook import Rulebook
from hegui.scalars import write
from hegui.scenarios.values import WhatIf
from hegui.terms import Bilingual, Parameter, ParameterValue, Terms, weakest

__all__ = ["STANDING", "VERSION", "changed", "moved", "supposed"]


_EXACT = Context(prec=100)

STANDING = "what_if"
"""The standing of a number that is supposed: of no text, no practice, no house."""
VERSION = "+what-if"
"""What the version of a supposed rulebook ends in."""


@lru_cache(maxsize=64)
def supposed(rulebook: Rulebook, what_ifs: tuple[WhatIf, ...]) -> Rulebook:
    """The rulebook under some what-ifs; itself if there are none.

    Raises:
        UsageError: it has no such number, or one that follows from others.
    """
    if not what_ifs:
        return rulebook
    contents = rulebook.contents
    terms = _terms(rulebook, what_ifs)
    digest = hashlib.sha256("\n".join([contents.digest, *sorted(map(_line, what_ifs))]).encode()).hexdigest()
    return rulebook.supposing(replace(contents, version=contents.version + VERSION, digest=digest, terms=terms))


def _line(one: WhatIf) -> str:
    """A what-if as the digest knows it: what it does, not what it is called."""
    return f"what-if {one.parameter} {one.first} {one.until} {one.how} {one.operand!r}"


def _terms(rulebook: Rulebook, what_ifs: Sequence[WhatIf]) -> Terms:
    terms = rulebook.terms
    parameters = dict(terms.parameters)
    for one in what_ifs:
        own = parameters.get(one.parameter)
        if own is None or own.formula is not None:
            raise UsageError(f"the rulebook has no number {one.parameter} that could be supposed otherwise")
        parameters[own.id] = replace(own, series=moved(own, one))
    touched = {one.parameter for one in what_ifs}
    for name in terms.parameters:
        if any(basis.id in touched for basis in rulebook.table.behind(name)):
            parameters[name] = _marked(parameters[name])
    return replace(terms, parameters=parameters)


def _marked(own: Parameter) -> Parameter:
    label = Bilingual(f"{own.label.zh}〔假设〕", f"{own.label.en} [what-if]")
    return replace(own, label=label, standing=STANDING)


def moved(own: Parameter, what_if: WhatIf) -> tuple[ParameterValue, ...]:
    """A series as supposed: the law's values before the first day and from `until` on, what is supposed in between."""
    first, until = what_if.first, what_if.until
    before = [step for step in own.series if step.from_day < first]
    return (*before, *_between(own, what_if), *(_after(own, until) if until else ()))


def _between(own: Parameter, what_if: WhatIf) -> Iterator[ParameterValue]:
    """What is supposed to hold: one value, or the law's own values each moved."""
    start = step_on(own, what_if.first)
    if what_if.how == "value":
        confidence = start.confidence if start else weakest(*(step.confidence for step in own.series))
        yield ParameterValue(what_if.first, what_if.operand, _source(what_if), confidence)
        return
    until = what_if.until
    later = [step for step in own.series if step.from_day > what_if.first and (until is None or step.from_day < until)]
    for step in ([replace(start, from_day=what_if.first)] if start else []) + later:
        yield replace(step, value=_moved(step.value, what_if), source=_source(what_if))


def _moved(value: Scalar, what_if: WhatIf) -> Scalar:
    assert isinstance(value, Decimal)
    assert isinstance(what_if.operand, Decimal)
    return changed(value, what_if.how, what_if.operand)


def changed(value: Decimal, how: str, operand: Decimal) -> Decimal:
    """A number with another added, or multiplied by it, exactly."""
    return _EXACT.multiply(value, operand) if how == "times" else _EXACT.add(value, operand)


def _after(own: Parameter, until: date) -> Iterator[ParameterValue]:
    back = step_on(own, until)
    if back is not None:
        yield replace(back, from_day=until)
    yield from (step for step in own.series if step.from_day > until)


def _source(what_if: WhatIf) -> str:
    return f"假设情景，非法规 / what-if, not law: {what_if.parameter} {what_if.how} {write('number', what_if.operand)}"
