"""What reports say of a scenario, in words and figures. It lays nothing out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from hegui.scenarios import Result
from hegui.scenarios.summary import Turn, state_of

from hegui_adapters.scenarios.gathering import Run
from hegui_adapters.scenarios.words import said

__all__ = [
    "Alike", "alike", "base", "costs", "counts", "expectation", "headroom", "marked", "name", "percent", "points", "rules", "state",
    "turn", "turn_name",
]  # fmt: skip


def counts(run: Run, lang: str) -> str:
    text = said("counts", lang, n=len(run.results), **run.counts)
    return text + (said("counts.failed", lang, **run.counts) if run.counts["failed"] else "")


def expectation(result: Result, lang: str) -> str:
    if not result.expected:
        return said("none_expected", lang)
    return said("not_expected" if result.missed else "as_expected", lang)


def base(run: Run, lang: str) -> str:
    manifest = run.plan.manifest
    named = manifest.name or manifest.product_id or manifest.document.file
    return said("base", lang, manifest=named, version=run.rulebook, engine=run.engine)


def name(result: Result, lang: str) -> str:
    """The scenario's name; a what-if is marked as one."""
    return marked(result.name.text(lang), lang, what_if=bool(result.what_ifs))


def marked(text: str, lang: str, *, what_if: bool) -> str:
    return f"{said('what_if.mark', lang)} {text}" if what_if else text


def state(result: Result, lang: str) -> str:
    return said(state_of(result), lang)


def costs(result: Result, lang: str) -> str:
    """The yearly cost of the dearest loan, nominal and compounded."""
    if result.cost is None:
        return "—"
    figures = (result.cost.nominal, result.cost.effective)
    return " / ".join(percent(figure) if figure is not None else said("unknown", lang) for figure in figures)


def headroom(result: Result) -> str:
    return points(result.headroom.value) if result.headroom is not None else "—"


def rules(result: Result, lang: str) -> str:
    """The titles of the rules in the way."""
    wanted = result.rules
    titles = {one.rule: one.title.text(lang) for one in result.against if one.rule in wanted}
    return said("semicolon", lang).join(titles[rule] for rule in wanted)


@dataclass(frozen=True, slots=True)
class Alike:
    """Places where the margin runs out in the same way, whatever is chosen on the other axes: the first, and how many."""

    first: Turn
    count: int


def alike(turns: Sequence[Turn]) -> list[Alike]:
    """The places told together, those with a margin before them first."""
    found: dict[object, list[Turn]] = {}
    for one in turns:
        found.setdefault((one.group, one.axis, one.last, one.first, one.rules, one.what_if), []).append(one)
    return sorted((Alike(same[0], len(same)) for same in found.values()), key=lambda one: one.first.last is None)


def turn_name(one: Alike, lang: str) -> str:
    text = " · ".join(other.text(lang) for other in one.first.others)
    return said("alike", lang, text=text, n=one.count) if one.count > 1 else text


def turn(found: Turn, lang: str) -> str:
    if found.last is None:
        return said("turn.at_once", lang, first=found.first.text(lang))
    return said("turn", lang, last=found.last.text(lang), first=found.first.text(lang))


def percent(value: Decimal) -> str:
    return f"{value * 100:.2f}%"


def points(value: Decimal) -> str:
    return f"{value * 100:+.2f}"
