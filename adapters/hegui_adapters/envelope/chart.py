"""Maps of the room that is left as charts: what is clear and what is not, each rule's edge with its name, the design. It judges nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from hegui.envelope import Cell, Edge, Map

from hegui_adapters.envelope import sentences
from hegui_adapters.envelope.gathering import LoanRoom, Rooms
from hegui_adapters.envelope.words import said
from hegui_adapters.failures import RefusedError
from hegui_adapters.render.charts import INK, Spec
from hegui_adapters.render.columns import width

__all__ = ["map_chart", "map_charts"]

WIDTH, HEIGHT = 560, 340
STATES = ("clear", "noted", "open", "shut")
FILLS = {"clear": "#d6e6f4", "noted": "#fbe7b0", "open": "#e1e3e6", "shut": "#e8a87c"}
"""Told apart by their lightness too: blue, yellow and vermilion are safe for colour-blind readers."""
DASHES = {"noted": [2, 3], "open": [7, 4], "shut": [1, 0]}
HALO = {"stroke": "#ffffff", "strokeWidth": 4, "strokeJoin": "round", "opacity": 0.9}
LEVELS = (0.55, 0.3, 0.8, 0.42)
"""How high on the map the names of edges stand, one after the other."""
CHARACTER = 6.4
"""Pixels of half a Chinese character, or of a Latin one, in the names of edges."""
Drawn = dict[str, object]


def map_charts(rooms: Rooms, lang: str) -> Spec:
    """Every map of every loan, one below the other.

    Raises:
        RefusedError: no loan has a map.
    """
    drawn = [map_chart(loan, one, lang) for loan in rooms.loans for one in loan.maps]
    if not drawn:
        raise RefusedError(said("no_map", "zh"), said("no_map", "en"))
    return {"vconcat": drawn, "spacing": 32, "resolve": {"scale": {"color": "independent"}}}


def map_chart(loan: LoanRoom, drawn: Map, lang: str) -> Spec:
    """One map. Vega-Lite, its data within."""
    envelope = loan.envelope
    title = sentences.map_name(drawn, lang)
    named = envelope.name or loan.id
    return {
        "title": {"text": f"{title}：{named}" if lang == "zh" else f"{title}: {named}"},
        "width": WIDTH,
        "height": HEIGHT,
        "layer": [
            _regions(drawn, envelope.period, lang),
            *_edges(drawn, lang),
            *_here(drawn, lang),
        ],
    }


def _axis(drawn: Map, which: str, period: str | None, lang: str) -> Drawn:
    variable, values = (drawn.x, drawn.xs) if which == "x" else (drawn.y, drawn.ys)
    form = {"rate": ".0%", "share": ".1%" if values[-1] < Decimal("0.1") else ".0%"}.get(variable.unit, ",.0f")
    return {
        "field": which, "type": "quantitative", "title": sentences.axis_name(variable, period, lang),
        "scale": {"domain": [0, float(values[-1])], "nice": False},
        "axis": {"format": form, "grid": False, "tickCount": 8},
    }  # fmt: skip


# ---- what is clear and what is not


def _regions(drawn: Map, period: str | None, lang: str) -> Drawn:
    """One bar for every run of like cells in a row, its ends where the edges lie."""
    shown = [state for state in STATES if any(cell.state == state for cell in drawn.cells)]
    rows = [bar for row in range(len(drawn.ys)) for bar in _row(drawn, row, lang)]
    colour = {
        "field": "state", "type": "nominal", "title": None, "sort": [said(state, lang) for state in shown],
        "scale": {"domain": [said(state, lang) for state in shown], "range": [FILLS[state] for state in shown]},
    }  # fmt: skip
    return {
        "data": {"values": rows},
        "mark": {"type": "rect", "clip": True},
        "encoding": {
            "x": _axis(drawn, "x", period, lang), "x2": {"field": "x2"},
            "y": _axis(drawn, "y", period, lang), "y2": {"field": "y2"},
            "color": colour,
        },
    }  # fmt: skip


def _row(drawn: Map, row: int, lang: str) -> Iterator[Drawn]:
    across = len(drawn.xs)
    cells = drawn.cells[row * across : (row + 1) * across]
    low, high = _band(drawn, row)
    start = 0.0
    for index, cell in enumerate(cells):
        following = cells[index + 1] if index + 1 < across else None
        if following is None or following.state != cell.state:
            end = float(cell.x) if following is None else _boundary(drawn, cell, following)
            yield {"x": start, "x2": end, "y": low, "y2": high, "state": said(cell.state, lang)}
            start = end


def _band(drawn: Map, row: int) -> tuple[float, float]:
    """The values of y a row stands for: half way to its neighbours, or to an edge that lies in between."""
    ys, level = drawn.ys, [y for edge in drawn.edges for y in _levels(edge)]

    def between(below: Decimal, above: Decimal) -> float:
        found = [y for y in level if below <= y < above]
        return float(found[0]) if found else float(below + above) / 2

    seam = float(ys[-1]) / 400  # rows overlap a little, so that no line shows between them
    low = 0.0 if row == 0 else between(ys[row - 1], ys[row]) - seam
    return low, float(ys[row]) if row == len(ys) - 1 else between(ys[row], ys[row + 1])


def _levels(edge: Edge) -> set[Decimal]:
    """The heights at which an edge runs across many values of x."""
    heights = [y for _, y in edge.points]
    return {y for y in set(heights) if heights.count(y) > max(3, len(heights) // 2)}


def _boundary(drawn: Map, cell: Cell, following: Cell) -> float:
    for edge in drawn.edges:
        for x, y in edge.points:
            if y == cell.y and cell.x <= x <= following.x:
                return float(x)
    return float(cell.x + following.x) / 2


# ---- edges and the design


def _edges(drawn: Map, lang: str) -> Iterator[Drawn]:
    """The edges as lines, then their names, each rule named once on its longest line."""
    for edge in drawn.edges:
        points = [{"x": float(x), "y": float(y), "at": at} for at, (x, y) in enumerate(edge.points)]
        yield {
            "data": {"values": points},
            "mark": {"type": "line", "color": INK, "strokeWidth": 2, "strokeDash": DASHES[edge.state], "clip": True},
            "encoding": {**_at(), "order": {"field": "at", "type": "quantitative"}},
        }
    for number, edge in enumerate(_longest(drawn.edges)):
        yield from _name(drawn, edge, number, lang)


def _longest(edges: Sequence[Edge]) -> list[Edge]:
    kinds: dict[tuple[str, str], Edge] = {}
    for edge in edges:
        kind = (edge.binding.rule, edge.state)
        if kind not in kinds or len(edge.points) > len(kinds[kind].points):
            kinds[kind] = edge
    return list(kinds.values())


def _name(drawn: Map, edge: Edge, number: int, lang: str) -> Iterator[Drawn]:
    """The name of an edge beside it: of one that blocks on the far side, of others on the near one, if there is room."""
    text = sentences.bound_name(edge.binding, lang)
    flat = bool(_levels(edge))
    x, y = edge.points[len(edge.points) // 4] if flat else _at_level(drawn, edge, LEVELS[number % len(LEVELS)])
    across, needed = WIDTH * float(x / drawn.xs[-1]), width(text) * CHARACTER + 20
    right = WIDTH - across > min(needed, across) if edge.state == "shut" else across < min(needed, WIDTH - across)
    style = {
        "align": "center" if flat else "left" if right else "right", "baseline": "bottom" if flat else "middle",
        "dx": 0 if flat else 10 if right else -10, "dy": -7 if flat else 0, "fontSize": 12.5, "fontWeight": 600,
    }  # fmt: skip
    yield from _text(x, y, text, style)


def _at_level(drawn: Map, edge: Edge, level: float) -> tuple[Decimal, Decimal]:
    """The point of an edge nearest to a level of the map, clear of the design's own mark."""
    top = float(drawn.ys[-1])
    if drawn.here is not None and abs(float(drawn.here[1]) / top - level) < 0.1:
        level += 0.15
    return min(edge.points, key=lambda point: abs(float(point[1]) / top - level))


def _here(drawn: Map, lang: str) -> Iterator[Drawn]:
    if drawn.here is None:
        return
    x, y = drawn.here
    yield {
        "data": {"values": [{"x": float(x), "y": float(y)}]},
        "mark": {"type": "point", "shape": "diamond", "filled": True, "size": 150, "color": INK, "opacity": 1,
                 "stroke": "#ffffff", "strokeWidth": 1.6},
        "encoding": _at(),
    }  # fmt: skip
    right = x < drawn.xs[-1] * Decimal("0.7")
    low = y < drawn.ys[-1] * Decimal("0.08")
    style = {"align": "left" if right else "right", "baseline": "middle", "dx": 11 if right else -11,
             "dy": -10 if low else 0, "fontSize": 12.5}  # fmt: skip
    figures = (sentences.figure(drawn.x, x, lang), sentences.figure(drawn.y, y, lang))
    yield from _text(x, y, f"{said('here', lang)} {said('joint', lang).join(figures)}", style)


def _text(x: Decimal, y: Decimal, text: str, style: Spec) -> Iterator[Drawn]:
    """A text with a white rim, so that it can be read on any ground."""
    data = {"values": [{"x": float(x), "y": float(y), "text": text}]}
    encoding = {**_at(), "text": {"field": "text", "type": "nominal"}}
    for rim in (HALO, {"color": INK}):
        yield {"data": data, "mark": {"type": "text", **style, **rim}, "encoding": encoding}


def _at() -> Drawn:
    return {"x": {"field": "x", "type": "quantitative"}, "y": {"field": "y", "type": "quantitative"}}
