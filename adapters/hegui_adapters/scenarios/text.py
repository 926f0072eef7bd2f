"""Scenarios as a text report: counts, what is not as expected, a table, a summary by axis, where the margin runs out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hegui.scenarios import Result
from hegui.scenarios.summary import STATES, state_of

from hegui_adapters.render.columns import padded, width, wrapped
from hegui_adapters.render.words import WORDS
from hegui_adapters.scenarios import sentences
from hegui_adapters.scenarios.gathering import Run
from hegui_adapters.scenarios.words import said

__all__ = ["LISTED", "scenarios_text"]

LISTED, TURNS = 40, 12
"""Rows of the table, and places where a margin runs out, that are printed unless all are asked for."""
_RIGHT = frozenset({2, 3})


def scenarios_text(run: Run, lang: str, columns: int, *, all: bool = False) -> str:  # noqa: A002 - the option's name
    return "\n".join(_lines(run, lang, columns, all=all))


def _lines(run: Run, lang: str, columns: int, *, all: bool) -> Iterator[str]:  # noqa: A002 - as above
    yield f"{said('heading', lang)}   {run.plan.title.text(lang)}"
    yield sentences.counts(run, lang)
    if run.expected:
        yield said("missed" if run.missed else "kept", lang, missed=len(run.missed), expected=run.expected)
    yield sentences.base(run, lang)
    yield from _what_ifs(run, lang, columns)
    for title, results in (("differences", run.missed), ("troubles", run.troubled)):
        if results:
            yield from ("", said(title, lang))
            yield from _explained(results if all else results[:LISTED], lang, columns)
    yield ""
    shown = run.results if all else _chosen(run.results)
    yield from _table(shown, lang, columns)
    if len(shown) < len(run.results):
        yield said("more", lang, n=len(run.results) - len(shown))
    yield from _pivots(run, lang)
    yield from _turns(run, lang, columns, all=all)
    yield ""
    yield from wrapped(said("note", lang), columns)


def _what_ifs(run: Run, lang: str, columns: int) -> Iterator[str]:
    if run.supposing:
        yield from wrapped(said("what_if", lang, n=len(run.supposing)), columns)
        for one in run.what_ifs:
            yield f"  {one.text(lang)}"


def _chosen(results: Sequence[Result]) -> Sequence[Result]:
    """The scenarios to list: where there are too many, those not as expected first, in the order of the file."""
    if len(results) <= LISTED:
        return results
    ranked = sorted(results, key=lambda one: (one.as_expected is not False, one.index))[:LISTED]
    return sorted(ranked, key=lambda one: one.index)


def _explained(results: Sequence[Result], lang: str, columns: int) -> Iterator[str]:
    for result in results:
        first, *rest = result.lines(lang)
        yield from wrapped(first, columns, "    ", "  ")
        for line in rest:
            yield from wrapped(line, columns, "      ", "    ")


def _table(results: Sequence[Result], lang: str, columns: int) -> Iterator[str]:
    heads = [said(key, lang) for key in ("scenario", "verdict", "cost", "headroom")]
    rows = [heads, *([*_cells(result, lang)] for result in results)]
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for row, result in zip(rows, (None, *results), strict=True):
        cells = (
            " " * (columns_ - width(cell)) + cell if at in _RIGHT else padded(cell, columns_)
            for at, (cell, columns_) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()
        if result is not None and state_of(result) in ("blocked", "undetermined"):
            yield from wrapped(sentences.rules(result, lang), columns, "      ", "    ")


def _cells(result: Result, lang: str) -> Iterator[str]:
    yield sentences.name(result, lang)
    missed = WORDS[lang]["behind"].format(text=said("not_expected", lang)) if result.missed else ""
    yield sentences.state(result, lang) + missed
    yield sentences.costs(result, lang)
    yield sentences.headroom(result)


def _pivots(run: Run, lang: str) -> Iterator[str]:
    if not run.pivots:
        return
    yield from ("", said("pivot", lang))
    states = [state for state in STATES if run.counts[state]]
    for pivot in run.pivots:
        heads = [pivot.axis.text(lang), *(said(state, lang) for state in states)]
        rows = [
            heads,
            *(
                [
                    sentences.marked(row.point.text(lang), lang, what_if=row.what_if),
                    *(str(row.counts[state]) for state in states),
                ]
                for row in pivot.rows
            ),
        ]
        widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            figures = (" " * (room - width(cell)) + cell for cell, room in zip(row[1:], widths[1:], strict=True))
            yield "  " + "  ".join([padded(row[0], widths[0]), *figures])


def _turns(run: Run, lang: str, columns: int, *, all: bool) -> Iterator[str]:  # noqa: A002 - as above
    found = sentences.alike(run.turns)
    if not found:
        return
    yield from ("", said("turns", lang))
    for one in found if all else found[:TURNS]:
        others, turn = sentences.turn_name(one, lang), one.first
        bracket = WORDS[lang]["behind"].format(text=others) if others else ""
        rules = said("semicolon", lang).join(title.text(lang) for title in turn.rules)
        axis = sentences.marked(turn.axis.text(lang), lang, what_if=turn.what_if)
        head = f"{axis}{bracket}{said('colon', lang)}{sentences.turn(turn, lang)}"
        yield from wrapped(f"{head}{said('semicolon', lang)}{rules}", columns, "    ", "  ")
    if not all and len(found) > TURNS:
        yield f"  {said('turn.more', lang, n=len(found) - TURNS)}"
