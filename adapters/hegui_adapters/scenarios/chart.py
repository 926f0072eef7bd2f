"""Scenarios as charts: how outcomes lie over two axes, how headroom runs along one. It judges nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from hegui.scenarios import Result
from hegui.scenarios.summary import STATES, State, state_of
from hegui.scenarios.values import Axis, Group

from hegui_adapters.render.charts import INK, PALETTE, QUIET, Spec
from hegui_adapters.render.columns import width
from hegui_adapters.scenarios.gathering import Run
from hegui_adapters.scenarios.words import said

__all__ = ["charts"]

WIDTH, ROW, TALLEST = 620, 26, 420
FILLS = {"clear": "#d6e6f4", "undetermined": "#e1e3e6", "blocked": "#e8a87c", "failed": "#8f96a0"}
"""As on the maps of the room that is left: told apart by their lightness too."""
SERIES = 6
"""Lines one chart of headroom may hold."""
Drawn = dict[str, object]


def charts(run: Run, lang: str) -> Iterator[Spec]:
    """The charts of every group that has something to draw."""
    for number, group in enumerate(run.plan.groups):
        results = [result for result in run.results if result.group == number]
        places = [place for place, axis in enumerate(group.axes) if len(axis.points) > 1]
        if results and places:
            yield _map(group, results, *_across(group, places), lang)
            yield from _rooms(group, results, *_across(group, places), lang)


def _across(group: Group, places: Sequence[int]) -> tuple[int, int | None]:
    """The axis drawn across, the longest that has an order, and the one drawn down, the longest of the others."""
    ranked = sorted(places, key=lambda place: (not group.axes[place].ordered, -len(group.axes[place].points)))
    return ranked[0], max(ranked[1:], key=lambda place: len(group.axes[place].points), default=None)


def _titled(text: str, note: str | None, results: Sequence[Result], lang: str) -> Drawn:
    """A title; below it what was left out, and that what is drawn is in part no law."""
    supposing = said("chart.what_if", lang) if any(one.what_ifs for one in results) else None
    notes = [one for one in (note, supposing) if one is not None]
    return {"text": text, **({"subtitle": said("semicolon", lang).join(notes)} if notes else {})}


def _named(axis: Axis, at: int, lang: str) -> str:
    """A point without the name of its axis, which stands beside the chart already."""
    text, own = axis.points[at].name.text(lang), axis.name.text(lang)
    return text.removeprefix(own).strip() or text


# ---- outcomes


def _map(group: Group, results: Sequence[Result], x: int, y: int | None, lang: str) -> Spec:
    across, down = group.axes[x], group.axes[y] if y is not None else None
    worst: dict[tuple[int, int], State] = {}
    for one in results:
        key = (one.points[x], one.points[y] if y is not None else 0)
        found = state_of(one)
        worst[key] = max(worst.get(key, STATES[0]), found, key=STATES.index)
    rows = [
        {"x": _named(across, at, lang), "y": _named(down, below, lang) if down else "", "state": said(state, lang)}
        for (at, below), state in sorted(worst.items())
    ]
    shown = [state for state in STATES if state in worst.values()]
    colour = {
        "field": "state", "type": "nominal", "title": None, "sort": [said(state, lang) for state in shown],
        "scale": {"domain": [said(state, lang) for state in shown], "range": [FILLS[state] for state in shown]},
    }  # fmt: skip
    text = (
        said("map", lang, x=across.name.text(lang), y=down.name.text(lang))
        if down
        else said("map.one", lang, x=across.name.text(lang))
    )
    return {
        "title": _titled(
            text, said("map.worst", lang) if len(group.axes) > (2 if down else 1) else None, results, lang
        ),
        "width": WIDTH,
        "height": min(TALLEST, ROW * len(down.points)) if down else ROW * 2,
        "data": {"values": rows},
        "mark": {"type": "rect", "stroke": "#ffffff", "strokeWidth": 1},
        "encoding": {"x": _place("x", across, lang), "y": _down(down, lang), "color": colour},
    }


def _place(field: str, axis: Axis, lang: str) -> Drawn:
    labels = [_named(axis, at, lang) for at in range(len(axis.points))]
    return {
        "field": field, "type": "ordinal", "title": axis.name.text(lang), "sort": labels,
        "axis": {"labelAngle": _angle(labels), "labelOverlap": "greedy", "labelLimit": 160},
    }  # fmt: skip


def _angle(labels: Sequence[str]) -> int:
    """Names that would not fit side by side stand aslant."""
    return 0 if max(map(width, labels)) * 6.5 * min(len(labels), 24) < WIDTH else -40


def _down(axis: Axis | None, lang: str) -> Drawn:
    if axis is None:
        return {"field": "y", "type": "ordinal", "title": None, "axis": None}
    labels = [_named(axis, at, lang) for at in range(len(axis.points))]
    return {"field": "y", "type": "ordinal", "title": axis.name.text(lang), "sort": labels, "axis": {"labelLimit": 220}}


# ---- headroom


def _rooms(group: Group, results: Sequence[Result], x: int, y: int | None, lang: str) -> Iterator[Spec]:
    axis = group.axes[x]
    series = y if y is not None and len(group.axes[y].points) <= SERIES else None
    least: dict[tuple[int, int], Decimal] = {}
    for one in results:
        if one.headroom is not None:
            key = (one.points[x], one.points[series] if series is not None else 0)
            least[key] = min(least.get(key, one.headroom.value), one.headroom.value)
    if len({at for at, _ in least}) < 2 or not axis.ordered:
        return
    lines = group.axes[series] if series is not None else None
    rows = [
        {"x": _named(axis, at, lang), "room": float(room * 100), "line": _named(lines, one, lang) if lines else ""}
        for (at, one), room in sorted(least.items())
    ]
    encoding: Drawn = {
        "x": _place("x", axis, lang),
        "y": {"field": "room", "type": "quantitative", "title": said("room.axis", lang)},
    }
    if lines is not None:
        names = [_named(lines, at, lang) for at in range(len(lines.points))]
        encoding["color"] = {
            "field": "line", "type": "nominal", "title": lines.name.text(lang), "sort": names,
            "scale": {"domain": names, "range": list(PALETTE[: len(names)])},
        }  # fmt: skip
        encoding["strokeDash"] = {
            "field": "line", "type": "nominal", "title": lines.name.text(lang), "sort": names,
            "scale": {"domain": names},
        }  # fmt: skip
    mark: Drawn = {"type": "line", "point": {"size": 28}, "color": QUIET if lines else PALETTE[0]}
    if axis.kind == "day":
        mark["interpolate"] = "step-after"  # law changes on a day, not towards it
    drawn = len([one for one in group.axes if len(one.points) > 1]) - (2 if lines else 1)
    yield {
        "title": _titled(
            said("room", lang, x=axis.name.text(lang)), said("room.least", lang) if drawn > 0 else None, results, lang
        ),
        "width": WIDTH,
        "height": 220,
        "layer": [
            {"data": {"values": [{"zero": 0}]}, "mark": {"type": "rule", "color": INK, "strokeWidth": 1.4},
             "encoding": {"y": {"field": "zero", "type": "quantitative"}}},
            {"data": {"values": rows}, "mark": mark, "encoding": encoding},
        ],
    }  # fmt: skip
