"""What a decision says each loan costs, against the lines it was held to: figures and words of a gauge. It works nothing out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from hegui.decision import ParameterUsed
from hegui.terms import Bilingual
from hegui.values import Range

from hegui_adapters.language import Lang
from hegui_adapters.render.cost import Gauge, Priced, over
from hegui_adapters.render.cost_block import gauge_text
from hegui_adapters.render.sheet import word

__all__ = ["Bar", "Line", "Loan", "loans_of"]

Data = Mapping[str, Any]

READINGS: Final = ("nominal", "effective")
NAME: Final = "annualised_cost."
WIDE: Final = 1000
"""How many units a gauge is wide."""
ROOM: Final = Decimal("1.25")
"""How far the scale of a gauge goes beyond the largest figure on it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One reading of a loan's yearly cost. `start` and `end` are its ends on the gauge: they differ where it is a range."""

    name: str
    said: str
    start: int
    end: int
    beyond: bool | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line the cost was held to: its name and number, how the loan stands to it in a sentence, where it lies on the gauge."""

    said: str
    sentence: str
    at: int


@dataclass(frozen=True, slots=True)
class Loan:
    """A loan and its gauge; `why_open` says why there is no figure."""

    owner: str
    bars: tuple[Bar, ...]
    lines: tuple[Line, ...]
    why_open: str


def loans_of(body: Data, lang: Lang) -> tuple[Loan, ...]:
    """Every loan a decision's body has a cost of, or says why it has none."""
    owners = dict.fromkeys(one["owner"] for one in body["measures"] if one["name"] == f"{NAME}nominal")
    return tuple(_loan(owner, body, lang) for owner in owners)


def _loan(owner: str, body: Data, lang: Lang) -> Loan:
    found = {one["name"].removeprefix(NAME): one for one in body["measures"] if one["owner"] == owner}
    values = {name: _figure(found[name]["value"]) if name in found else None for name in (*READINGS, "simple")}
    gauges = tuple(_gauges(owner, body["findings"]))
    loan = Priced(
        owner=owner,
        credit={},
        cost=None,
        nominal=values["nominal"],
        effective=values["effective"],
        simple=values["simple"],
        missing=(),
        reason=None,
        gauges=gauges,
    )
    scale = _scale([*values.values(), *(one.parameter.value for one in gauges)])
    return Loan(
        owner=owner,
        bars=tuple(_bar(name, values[name], gauges, scale, lang) for name in READINGS if values[name] is not None),
        lines=tuple(_line(loan, one, scale, lang) for one in gauges),
        why_open=_why_open(found["nominal"], lang),
    )


def _why_open(measure: Data, lang: Lang) -> str:
    if measure["reason"]:
        return str(measure["reason"][lang])
    return (
        word("missing", lang).format(paths=word("joint", lang).join(measure["missing"])) if measure["missing"] else ""
    )


def _figure(value: object) -> Decimal | Range | None:
    """A figure of a body: a decimal string, or a range of two; what is masked is none."""
    if isinstance(value, str):
        return Decimal(value)
    if isinstance(value, Mapping) and "low" in value:
        low, high = value.get("low"), value.get("high")
        return Range(Decimal(low) if low is not None else None, Decimal(high) if high is not None else None)
    return None


def _gauges(owner: str, findings: Sequence[Data]) -> Iterator[Gauge]:
    """The lines that findings which read the cost held it to; one nobody confirmed is none."""
    found: dict[str, tuple[Data, dict[str, None]]] = {}
    for one in findings:
        read = [fact["path"].removeprefix(f"{owner}.{NAME}") for fact in one["facts"] if _is_cost(fact, owner)]
        for used in one["parameters"] if read and one["outcome"] != "not_applicable" else ():
            if used["kind"] == "rate" and used["confidence"] != "unverified" and isinstance(used["value"], str):
                found.setdefault(used["id"], (used, {}))[1].update(dict.fromkeys(read))
    for used, read_in in found.values():
        bound = used["reading"] or tuple(read_in)
        yield Gauge(_parameter(used), tuple(name for name in (*READINGS, "simple") if name in bound))


def _is_cost(fact: Data, owner: str) -> bool:
    return str(fact["path"]).startswith(f"{owner}.{NAME}")


def _parameter(used: Data) -> ParameterUsed:
    return ParameterUsed(
        id=used["id"],
        kind=used["kind"],
        label=Bilingual(used["label"]["zh"], used["label"]["en"]),
        value=Decimal(used["value"]),
        day=date.fromisoformat(used["day"]),
        since=None,
        source=used["source"],
        standing=used["standing"],
        confidence=used["confidence"],
        stale=used["stale"],
        reading=tuple(used["reading"]),
    )


# ---- the scale


def _ends(value: object) -> tuple[Decimal, Decimal | None] | None:
    if isinstance(value, Decimal):
        return value, value
    return (value.low or Decimal(0), value.high) if isinstance(value, Range) else None


def _scale(values: Sequence[object]) -> Decimal:
    """The figure at the far end of the gauge."""
    ends = [end for value in values for end in _ends(value) or () if end is not None]
    return max([*ends, Decimal("0.04")]) * ROOM


def _at(value: Decimal, scale: Decimal) -> int:
    return int(max(value, Decimal(0)) / scale * WIDE)


def _bar(name: str, value: object, gauges: Sequence[Gauge], scale: Decimal, lang: Lang) -> Bar:
    ends = _ends(value)
    assert ends is not None
    low, high = ends
    states = [over(value, _number(one)) for one in gauges if name in one.readings]
    beyond = True if True in states else None if None in states or not states else False
    end = WIDE if high is None else _at(high, scale)
    return Bar(word(name, lang), _percents(low, high, lang), 0 if low == high else _at(low, scale), end, beyond)


def _line(loan: Priced, gauge: Gauge, scale: Decimal, lang: Lang) -> Line:
    number = _number(gauge)
    return Line(
        f"{gauge.parameter.label.text(lang)} {_percent(number, lang)}",
        gauge_text(loan, gauge, lang),
        _at(number, scale),
    )


def _number(gauge: Gauge) -> Decimal:
    value = gauge.parameter.value
    assert isinstance(value, Decimal)
    return value


def _percents(low: Decimal, high: Decimal | None, lang: Lang) -> str:
    if high is None:
        return f"≥ {_percent(low, lang)}"
    return _percent(low, lang) if low == high else f"{_percent(low, lang)}–{_percent(high, lang)}"


def _percent(value: Decimal, lang: Lang) -> str:
    return f"{value * 100:.2f}%" if lang == "zh" else f"{value * 100:.2f} %"
