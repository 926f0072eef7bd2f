"""What is said of a loan, sentence by sentence, for every form that is read by people. It breaks no lines and works nothing out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Protocol

from hegui.printing import show

from hegui_adapters.price.figures import UNKNOWN, money, rate
from hegui_adapters.price.statement import ChargeLine, CountedLine, LoanStatement, Reading, Source
from hegui_adapters.price.wording import amount_each, choice
from hegui_adapters.price.words import label
from hegui_adapters.render.articles import article_text
from hegui_adapters.render.words import WORDS

__all__ = [
    "borrowed", "charge_sum", "counted_texts", "loan_title",
    "no_loans", "parties", "payee_text", "product_title", "reading_source",
    "received", "source_text", "totals_text", "trouble",
]  # fmt: skip


class Named(Protocol):
    """Whatever says which product it is about, and whether the product lists its loans."""

    @property
    def product(self) -> str | None: ...
    @property
    def name(self) -> str | None: ...
    @property
    def version(self) -> str | None: ...
    @property
    def loans_stated(self) -> bool: ...


def product_title(statement: Named, lang: str) -> str:
    name = statement.name or statement.product or WORDS[lang]["unnamed"]
    text = " ".join(filter(None, (name, statement.version)))
    if statement.name and statement.product:
        text += f"（{statement.product}）" if lang == "zh" else f" ({statement.product})"
    return text


def no_loans(statement: Named, lang: str) -> str:
    """What to say where there is no loan to speak of."""
    return label("no_loans" if statement.loans_stated else "loans_unstated", lang)


def loan_title(loan: LoanStatement, lang: str) -> str:
    text = f"{label('loan', lang)} {loan.id}"
    return f"{text}   {loan.name}" if loan.name else text


def borrowed(loan: LoanStatement, lang: str) -> str:
    """What is borrowed and how it is repaid; nothing, where that is not stated."""
    if loan.principal is None or loan.periods is None:
        return ""
    period = WORDS[lang][f"{loan.period}.unit"] if loan.period else UNKNOWN
    text = label(
        "borrowed",
        lang,
        principal=money(loan.principal, lang),
        periods=f"{loan.periods:f}",
        period=period,
        method=choice("repayment_method", loan.method).text(lang),
    )
    if loan.nominal_rate is not None:
        text += label("at_rate", lang, rate=show("rate", loan.nominal_rate, lang))
    return text


def received(loan: LoanStatement, lang: str) -> str:
    totals = loan.totals
    assert totals is not None
    text = label("received", lang, received=money(totals.received, lang))
    if totals.deducted:
        text += label("deducted", lang, amount=money(totals.deducted, lang))
    if totals.at_start:
        text += label("at_start", lang, amount=money(totals.at_start, lang))
    return text + (label("drawn_later", lang) if any(row.drawn for row in loan.plan[1:]) else "")


def totals_text(loan: LoanStatement, lang: str) -> str:
    totals = loan.totals
    assert totals is not None
    sums = {name: money(getattr(totals, name), lang) for name in ("paid", "interest", "charges", "cost")}
    joined = totals.interest - sum((row.interest for row in loan.plan if row.interest), Decimal(0))
    with_joined = loan.plan[-1].interest is not None and joined
    return label("totals", lang, **sums) + (label("joined", lang, amount=money(joined, lang)) if with_joined else "")


def trouble(loan: LoanStatement, lang: str) -> Iterator[str]:
    """Why the cost of a loan is not known in full, and what would settle it."""
    if loan.state == "known":
        return
    if loan.state == "range":
        costs = loan.costs
        yield label("range", lang, nominal=rate(costs.nominal, lang), effective=rate(costs.effective, lang))
    elif loan.reason is not None:
        yield label("uncomputable", lang, reason=loan.reason.text(lang))
    else:
        yield label("unknown", lang)
    if loan.missing:
        yield label("missing", lang, paths=WORDS[lang]["joint"].join(loan.missing))


def source_text(source: Source, lang: str) -> str:
    """A text with its article, or that this was not read."""
    return _named(source, lang) + ("" if source.article else _bracketed([label("unread", lang)], lang))


def _named(source: Source, lang: str) -> str:
    """A text by the number it is known by, else by its title, with the article where it was read."""
    text = source.number if source.number and lang == "zh" else source.title.text(lang)
    if not source.article:
        return text
    return text + ("" if lang == "zh" else ", ") + article_text(source.article, lang)


def reading_source(reading: Reading, lang: str) -> str:
    """Where a convention is laid down and how firmly."""
    said = [label(f"standing.{reading.standing}", lang)]
    if reading.source is not None and reading.source.article is None:
        said.append(label("unread", lang))
    if reading.applies is False:
        said.append(label("applies_not", lang))
    return (_named(reading.source, lang) if reading.source else "") + _bracketed(said, lang)


# ---- charges


def charge_sum(charge: ChargeLine, lang: str) -> str:
    """How a charge is taken, by what standard, and what it comes to."""
    if charge.rate is not None:
        share, basis = show("share", charge.rate, lang), choice("fee_basis", charge.basis).text(lang)
        if charge.kind == "interest" and charge.basis is None:
            standard = show("rate", charge.rate, lang)
        else:
            standard = f"{basis}的 {share}" if lang == "zh" else f"{share} of {basis}"
    elif charge.each is not None:
        standard = amount_each(charge.each).text(lang)
    else:
        standard = label("as_planned" if charge.kind == "interest" and charge.amount is not None else "no_sum", lang)
    parts = [choice("fee_timing", charge.timing).text(lang), standard]
    if charge.first is not None and charge.last is not None:
        parts.append(label("from_to", lang, first=charge.first, last=charge.last))
    if charge.amount is not None:
        many = charge.times is not None and charge.times > 1
        parts.append(
            label("times_sum" if many else "once_sum", lang, times=charge.times, amount=money(charge.amount, lang))
        )
    return ("，" if lang == "zh" else ", ").join(parts)


def payee_text(payee: str | None, lang: str, side: str | None = None) -> str:
    text = choice("party", payee).text(lang)
    if side is None or payee == side:
        return text
    return f"{text}（{label(f'side.{side}', lang)}）" if lang == "zh" else f"{text} ({label(f'side.{side}', lang)})"


def parties(charge: ChargeLine, lang: str) -> str:
    payer = payee_text(charge.payer, lang)
    if charge.payee is None:
        return label("payee_unstated", lang) + ("，" if lang == "zh" else ", ") + (
            f"{payer}承担" if lang == "zh" else f"borne by {payer}"
        )  # fmt: skip
    return label("parties", lang, payee=payee_text(charge.payee, lang), payer=payer)


def counted_texts(charge: ChargeLine, lang: str) -> Iterator[str]:
    """Under which texts a charge counts and under which it does not; texts of one reason together."""
    if charge.payer != "borrower" and charge.payer is not None:
        yield label("not_borrowers", lang)
        return
    if charge.payer == "borrower" and not charge.in_plan:
        yield label("not_in_plan", lang)
    groups: dict[tuple[bool, str, str, bool], list[CountedLine]] = {}
    for one in charge.counted:
        key = (one.included, one.note.text(lang), label(f"standing.{one.standing}", lang), one.source.article is None)
        groups.setdefault(key, []).append(one)
    for (included, note, standing, unread), lines in groups.items():
        where = WORDS[lang]["joint"].join(_named(one.source, lang) for one in lines)
        why = [note, standing, *([label("unread", lang)] if unread else [])]
        yield f"{label('counts' if included else 'counts_not', lang)}  {where}{_bracketed(why, lang)}"


def _bracketed(said: Sequence[str], lang: str) -> str:
    return WORDS[lang]["bracket"].format(text=WORDS[lang]["comma"].join(said))
