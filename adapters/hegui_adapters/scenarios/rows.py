"""Scenarios as CSV (RFC 4180), a scenario a row. It works nothing out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hegui.scenarios import Result
from hegui.scenarios.summary import state_of

from hegui_adapters.price.rows import Cell, csv_text
from hegui_adapters.scenarios.gathering import Run
from hegui_adapters.scenarios.words import said

__all__ = ["scenarios_csv"]

_HEADS = (
    "file", "scenario", "day", "what_if.short", "verdict", "expectation", "differences", "rules", "loan", "nominal",
    "effective", "headroom", "line", "warned", "advised",
)  # fmt: skip


def scenarios_csv(runs: Sequence[Run], lang: str) -> str:
    """Every scenario. Rates and headroom are fractions; verdict and expectation are said in English whatever the language."""
    heads: list[Cell] = [said(name, lang) for name in _HEADS]
    return csv_text([heads, *(list(_row(run, result, lang)) for run in runs for result in run.results)])


def _row(run: Run, result: Result, lang: str) -> Iterator[Cell]:
    semicolon = said("semicolon", lang)
    yield run.plan.file
    yield result.name.text(lang)
    yield result.day
    yield semicolon.join(one.text(lang) for one in result.what_ifs) or None
    yield state_of(result)
    yield ("missed" if result.missed else "kept") if result.expected else None
    told = result.missed if result.trouble is None else result.trouble.lines
    yield semicolon.join(one.text(lang) for one in told) or None
    yield " ".join(result.rules) or None
    yield result.cost.loan if result.cost else None
    yield result.cost.nominal if result.cost else None
    yield result.cost.effective if result.cost else None
    yield result.headroom.value if result.headroom else None
    yield result.headroom.line.text(lang) if result.headroom else None
    yield result.warned
    yield result.advised
