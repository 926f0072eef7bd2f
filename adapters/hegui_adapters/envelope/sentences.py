"""What is said of the room of a loan, sentence by sentence, for every form that is read by people. It breaks no lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from hegui.envelope import Bound, Envelope, Limit, Line, Map, Variable
from hegui.values import Range

from hegui_adapters.envelope.words import said
from hegui_adapters.price.figures import money, percent, rate
from hegui_adapters.render.articles import article_text
from hegui_adapters.render.words import WORDS

__all__ = [
    "axis_name", "basis", "bound_name", "bounds_of", "current", "edits", "figure", "headline", "line_name", "map_name", "now", "reasons",
    "room_text", "runs_text",
]  # fmt: skip

_STANDINGS = ("practice", "guidance")


# ---- figures and names


def figure(variable: Variable, value: Decimal, lang: str) -> str:
    """A value in the unit of its variable."""
    if variable.unit == "money":
        return money(value, lang)
    if variable.unit == "count":
        return said("period" if value == 1 else "periods", lang, n=f"{value:f}")
    return percent(value)


def _distance(variable: Variable, value: Decimal, lang: str) -> str:
    if variable.unit in ("rate", "share"):
        return said("points", lang, n=f"{value * 100:.2f}")
    return figure(variable, value, lang)


def line_name(line: Line, lang: str) -> str:
    """A number as it is called, with its value where the name has none, its standing and the reading it is held against."""
    parameter = line.parameter
    name, value = parameter.label.text(lang), parameter.value
    marks = []
    if isinstance(value, Decimal) and parameter.kind == "rate" and "%" not in name:
        marks.append(percent(value))
    if parameter.standing in _STANDINGS:
        marks.append(said(parameter.standing, lang))
    if line.reading is not None:
        marks.append(said(line.reading, lang))
    return name + _bracketed(marks, lang)


def _bracketed(marks: Sequence[str], lang: str) -> str:
    if not marks:
        return ""
    return f"（{'，'.join(marks)}）" if lang == "zh" else f" ({', '.join(marks)})"


def bound_name(bound: Bound, lang: str) -> str:
    """The numbers a rule was met at, each once, else its title."""
    names = list(dict.fromkeys(line_name(line, lang) for line in bound.lines if line.parameter.kind == "rate"))
    return names[0] if len(names) == 1 else bound.title.text(lang)


def _bounds(bounds: Sequence[Bound], lang: str) -> str:
    """Rules by the number that was met and their title."""
    texts = []
    for bound in bounds:
        name, title = bound_name(bound, lang), bound.title.text(lang)
        texts.append(title if name == title else said("line_and_rule", lang, line=name, rule=title))
    return said("and", lang).join(dict.fromkeys(texts))


def axis_name(variable: Variable, period: str | None, lang: str) -> str:
    if variable.kind == "term":
        unit = WORDS[lang].get(f"{period}.unit", "")
        return said("axis.term", lang, period=unit) if unit else said("term", lang)
    if variable.kind == "rate":
        return said("nominal_rate", lang)
    return said("axis.sum" if variable.unit == "money" else "axis.share", lang, name=variable.name.text(lang))


def map_name(drawn: Map, lang: str) -> str:
    return said("map.term" if drawn.y.kind == "term" else "map.charge", lang, x=drawn.x.name.text(lang))


# ---- a limit


def headline(limit: Limit, end: str, lang: str) -> str:
    """How far it can go, in one sentence. `end` is highest, longest or shortest."""
    name = limit.variable.name.text(lang)
    if limit.whatever:
        return said("no_room", lang, name=name, lines=_bounds(limit.whatever, lang))
    if limit.value is None:
        assert limit.reason is not None
        key = "fixed" if limit.variable.fixed is not None else "nowhere"
        return said(key, lang, name=name, reason=limit.reason.text(lang))
    value = figure(limit.variable, limit.value, lang)
    if limit.unbounded:
        return said("unbounded.shortest" if end == "shortest" else "unbounded", lang, name=name, value=value)
    text = said(end, lang, name=name, value=value)
    declared = current(limit, end, lang)
    return text + (_bracketed([declared], lang) if declared else "")


def current(limit: Limit, end: str, lang: str) -> str:
    """What is declared now and how far that is from the limit."""
    if limit.variable.current is None:
        return "" if limit.variable.kind == "added_charge" else said("current_unknown", lang)
    value = figure(limit.variable, limit.variable.current, lang)
    return said("current", lang, value=value, room=room_text(limit, end, lang))


def room_text(limit: Limit, end: str, lang: str) -> str:
    room = limit.room
    if room is None:
        return ""
    if not room:
        return said("none_left", lang)
    inside = room < 0 if end == "shortest" else room > 0
    key = {"highest": ("over", "more"), "longest": ("too_long", "longer"), "shortest": ("too_short", "shorter")}[end]
    return said(key[inside], lang, room=_distance(limit.variable, abs(room), lang))


def reasons(limit: Limit, end: str, lang: str) -> Iterator[str]:
    """What binds, what binds next, what is open; nothing where there is no limit."""
    if limit.binding:
        yield from _past(limit.binding, end, lang)
    if limit.at_best_binding and limit.at_best is not None:
        value = figure(limit.variable, limit.at_best, lang)
        yield said("at_best", lang, value=value, lines=_bounds(limit.at_best_binding, lang))
    elif limit.at_best is not None:
        yield said("at_best_free", lang)
    if limit.next_value is not None:
        value = figure(limit.variable, limit.next_value, lang)
        yield said("next", lang, value=value, lines=_bounds(limit.next_binding, lang))
    if limit.quiet is not None:
        value = figure(limit.variable, limit.quiet, lang)
        yield said("quiet", lang, value=value, lines=_bounds(limit.quiet_binding, lang))
    elif limit.quiet_binding:
        yield said("never_quiet", lang, lines=_bounds(limit.quiet_binding, lang))
    for bound in limit.left_open:
        yield said("left_open", lang, rule=bound.title.text(lang), asks=_asks(bound, lang))


def _past(bounds: Sequence[Bound], end: str, lang: str) -> Iterator[str]:
    key = "past" if end == "highest" else f"past.{end}"
    asked = "open_past.shortest" if end == "shortest" else "open_past"
    broken = [bound for bound in bounds if bound.outcome == "violated"]
    if broken:
        yield said(key, lang, lines=_bounds(broken, lang))
    for bound in bounds:
        if bound not in broken:
            yield said(asked, lang, rule=bound_name(bound, lang), asks=_asks(bound, lang))


def _asks(bound: Bound, lang: str) -> str:
    return " ".join(ask.text(lang) for ask in bound.asks) or said("uncomputable", lang)


def basis(bounds: Sequence[Bound], lang: str) -> Iterator[str]:
    """The law behind rules, each text once, with how far it was read."""
    texts = (
        f"{citation.title.text(lang)}{' ' + citation.number if citation.number else ''}"
        + _space(lang)
        + (article_text(citation.article, lang) if citation.article else said("unread", lang))
        + WORDS[lang]["bracket"].format(text=WORDS[lang][citation.confidence])
        for bound in bounds
        for citation in bound.citations
    )
    yield from dict.fromkeys(texts)


def bounds_of(envelope: Envelope) -> tuple[Bound, ...]:
    """Every rule that is named, each once."""
    found = [*envelope.violated, *envelope.undecided]
    for limit in envelope.limits:
        found += [*limit.binding, *limit.at_best_binding, *limit.next_binding]
        found += [*limit.quiet_binding, *limit.whatever, *limit.left_open]
    return tuple({bound.rule: bound for bound in found}.values())


def _space(lang: str) -> str:
    return "，" if lang == "zh" else ", "


def edits(limit: Limit, lang: str) -> list[str]:
    """What to write, as a manifest writes it."""
    texts = [said("adds" if one.adds else "sets", lang, path=one.path, text=one.text) for one in limit.edits]
    if len(texts) > 1:
        texts[-1] += said("stated_follows", lang)
    return texts


# ---- the loan as declared


def now(envelope: Envelope, lang: str) -> Iterator[str]:
    """The cost as declared and what it runs into."""
    nominal, effective = envelope.nominal, envelope.effective
    if isinstance(nominal, Decimal | Range) and isinstance(effective, Decimal | Range):
        yield said("costs", lang, nominal=rate(nominal, lang), effective=rate(effective, lang))
    else:
        yield said("uncosted", lang)
    for bound in envelope.violated:
        yield said("violates", lang, rule=bound.title.text(lang), message=bound.message.text(lang))
    for bound in envelope.undecided:
        yield said("undecided", lang, rule=bound.title.text(lang))
    if not envelope.violated and not envelope.undecided:
        yield said("keeps", lang)


def runs_text(envelope: Envelope, lang: str) -> str:
    """The terms that clear, as runs; nothing where they are one run from the shortest to the longest."""
    if len(envelope.clear_terms) < 2:
        return ""
    texts = (f"{first}" if first == last else f"{first}–{last}" for first, last in envelope.clear_terms)
    return said("runs", lang, runs=said("joint", lang).join(texts))
