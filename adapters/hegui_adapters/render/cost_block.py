"""The cost block of the text report: printed for every loan, also when nothing is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from hegui.decide import Decision
from hegui.rates import PERIODS_PER_YEAR
from hegui.scalars import show
from hegui.values import Range

from hegui_adapters.render.columns import width, wrapped
from hegui_adapters.render.cost import Gauge, Priced, over, priced
from hegui_adapters.render.words import WORDS, Words

__all__ = ["cost_lines", "gauge_text"]


def cost_lines(decision: Decision, lang: str, columns: int) -> Iterator[str]:
    words = WORDS[lang]
    for loan in priced(decision):
        first = True
        for text in _sentences(loan, words, lang):
            if first:
                yield from wrapped(text, columns, " " * width(words["cost"]), words["cost"])
            else:
                yield from wrapped(text, columns, "  ", "  ")
            first = False


def _sentences(loan: Priced, words: Words, lang: str) -> Iterator[str]:
    if loan.cost is None:
        yield _unpriced(loan, words, lang)
    else:
        yield _plan(loan, words, lang)
        yield _total(loan, words, lang)
    for number, gauge in enumerate(loan.gauges):
        yield gauge_text(loan, gauge, lang) + (_flat(loan, words) if number == 0 else "")


def _unpriced(loan: Priced, words: Words, lang: str) -> str:
    reason = (
        loan.reason[lang != "zh"] if loan.reason else words["missing"].format(paths=words["joint"].join(loan.missing))
    )
    if loan.nominal is None:
        return words["unpriced"].format(reason=reason)
    proved = words["proved"].format(
        nominal=_rate(loan.nominal, lang), effective=_rate(loan.effective, lang), reason=reason
    )
    return proved + _simple(loan, words, lang)


def _plan(loan: Priced, words: Words, lang: str) -> str:
    cost = loan.cost
    assert cost is not None
    periods, payments = len(cost.payments), cost.payments
    if len(set(payments[:-1])) <= 1 and abs(payments[0] - payments[-1]) < 1:
        plan = words["even"].format(periods=periods, payment=_money(payments[0], words, lang))
    else:
        sums = {key: _money(value, words, lang) for key, value in
                (("paid", sum(payments, Decimal(0))), ("first", payments[0]), ("last", payments[-1]))}  # fmt: skip
        plan = words["uneven"].format(periods=periods, **sums)
    principal = show("money", loan.credit["principal"], lang)  # type: ignore[arg-type]
    return words["borrow"].format(principal=principal, plan=plan, up_front=_up_front(loan, words, lang))


def _up_front(loan: Priced, words: Words, lang: str) -> str:
    cost = loan.cost
    assert cost is not None
    if not cost.paid_up_front:
        return ""
    amount = _money(cost.paid_up_front, words, lang)
    fees = loan.credit.get("fees")
    early = [fee for fee in (fees if isinstance(fees, tuple) else ()) if fee.get("timing") in ("at_start", "deducted")]
    named = len(early) == 1 and isinstance(early[0].get("name"), str) and not loan.credit.get("deducted_up_front")
    text = (
        words["up_front_fee"].format(name=early[0]["name"], amount=amount)
        if named
        else words["up_front"].format(amount=amount)
    )
    if cost.deducted:
        text += words["deducted"].format(amount=_money(cost.deducted, words, lang))
    return text


def _total(loan: Priced, words: Words, lang: str) -> str:
    cost = loan.cost
    assert cost is not None
    if not isinstance(cost.nominal, Decimal) or not isinstance(cost.effective, Decimal):
        reason = loan.reason[lang != "zh"] if loan.reason else ""
        return words["unpriced"].format(reason=reason)
    period = str(loan.credit["period"])
    total = words["total"].format(
        total=_money(cost.total_cost, words, lang),
        nominal=_percent(cost.nominal, lang),
        effective=_percent(cost.effective, lang),
        period=words[f"{period}.unit"],
        times=PERIODS_PER_YEAR[period],  # type: ignore[index]
    )
    return total + _simple(loan, words, lang)


def _simple(loan: Priced, words: Words, lang: str) -> str:
    """The simple reading, where a line binds it."""
    if not any("simple" in gauge.readings for gauge in loan.gauges):
        return ""
    return words["total_simple"].format(simple=_rate(loan.simple, lang))


def gauge_text(loan: Priced, gauge: Gauge, lang: str) -> str:
    """A line and how a loan stands to it, in a sentence."""
    words = WORDS[lang]
    line = gauge.parameter.value
    assert isinstance(line, Decimal)
    name = gauge.parameter.label.text(lang) + words.get(gauge.parameter.standing, "")
    return words["gauge"].format(name=name, verdict=_held(loan, gauge, line, words))


def _held(loan: Priced, gauge: Gauge, line: Decimal, words: Words) -> str:
    states = {reading: over(loan.readings[reading], line) for reading in gauge.readings}
    if None in states.values():
        return words["gauge_open"]
    joint = "／" if words is WORDS["zh"] else " and "
    room = joint.join(_room(loan.readings[reading], line) for reading in gauge.readings)
    broken, kept = ([reading for reading in states if states[reading] is is_over] for is_over in (True, False))
    if broken and kept:
        return words["apart"].format(kept=_readings(kept, words), over=_readings(broken, words))
    if len(states) == 2:
        return words["both_over" if broken else "both_kept"].format(room=room)
    return words["one_over" if broken else "one_kept"].format(reading=_readings(list(states), words), room=room)


def _readings(names: Sequence[str], words: Words) -> str:
    return words["joint"].join(words[name] for name in names)


def _room(value: object, line: Decimal) -> str:
    """How far a reading is from a line, in points: at least so far, where it is a range that lies on one side of it."""
    if isinstance(value, Range):
        end = value.low if value.low is not None and value.low > line else value.high
        return f"≥ {_points(abs(line - end))}" if end is not None else "—"
    return _points(abs(line - value)) if isinstance(value, Decimal) else "—"


def _flat(loan: Priced, words: Words) -> str:
    share = loan.flat_share
    period = loan.credit.get("period")
    if share is None or period not in PERIODS_PER_YEAR:
        return ""
    yearly = share * PERIODS_PER_YEAR[period]  # type: ignore[index]
    return words["flat"].format(share=_trimmed(share), yearly=_trimmed(yearly))


def _money(amount: Decimal, words: Words, lang: str) -> str:
    return words["money"].format(amount=f"{amount:,.2f}") if lang == "zh" else f"{amount:,.2f}"


def _rate(value: object, lang: str) -> str:
    if isinstance(value, Range):
        low = _percent(value.low, lang) if value.low is not None else "…"
        high = _percent(value.high, lang) if value.high is not None else "…"
        return f"≥ {low}" if value.high is None else f"{low}–{high}"
    return _percent(value, lang) if isinstance(value, Decimal) else "—"


def _percent(value: Decimal, lang: str) -> str:
    return f"{value * 100:.2f}%" if lang == "zh" else f"{value * 100:.2f} %"


def _points(value: Decimal) -> str:
    return f"{value * 100:.2f}"


def _trimmed(value: Decimal) -> str:
    return f"{(value * 100).normalize():f}%"
