"""The room that is left as text, to be read aloud. It works nothing out."""

from __future__ import annotations

from collections.abc import Iterator

from hegui.envelope import Envelope, Limit

from hegui_adapters.envelope import sentences
from hegui_adapters.envelope.gathering import LoanRoom, Rooms
from hegui_adapters.envelope.words import said
from hegui_adapters.price.sentences import no_loans, product_title
from hegui_adapters.render.columns import width, wrapped

__all__ = ["ends", "envelope_text"]

INDENT = "    "


def envelope_text(rooms: Rooms, lang: str, columns: int) -> str:
    """The text, without a final line break."""
    lines = [
        f"{said('heading', lang)}   {product_title(rooms, lang)}",
        said("day", lang, day=rooms.as_of, rulebook=rooms.rulebook, engine=rooms.engine),
        *wrapped(said("subheading", lang), columns),
    ]
    if not rooms.loans:
        lines += ["", no_loans(rooms, lang)]
    for loan in rooms.loans:
        lines += ["", *_loan(loan, lang, columns)]
    return "\n".join([*lines, "", *wrapped(said("note", lang), columns)])


def ends(envelope: Envelope) -> Iterator[tuple[Limit, str]]:
    """Every limit with the end it is: highest, longest or shortest; terms that cannot be set are told once."""
    yield envelope.highest_rate, "highest"
    for limit in envelope.highest_fees:
        yield limit, "highest"
    yield envelope.longest_term, "longest"
    if envelope.shortest_term != envelope.longest_term:
        yield envelope.shortest_term, "shortest"


def _loan(loan: LoanRoom, lang: str, columns: int) -> Iterator[str]:
    envelope = loan.envelope
    title = said("loan", lang, id=loan.id)
    yield f"{title}   {envelope.name}" if envelope.name else title
    for index, text in enumerate(sentences.now(envelope, lang)):
        first = f"  {said('now', lang)}  " if index == 0 else INDENT
        yield from wrapped(text, columns, INDENT, first)
    for limit, end in ends(envelope):
        yield ""
        yield from _limit(limit, end, lang, columns)
    if runs := sentences.runs_text(envelope, lang):
        yield from wrapped(runs, columns, INDENT, INDENT)
    laws = list(sentences.basis(sentences.bounds_of(envelope), lang))
    if laws:
        yield ""
    for index, law in enumerate(laws):
        head = f"  {said('basis', lang)}  "
        yield from wrapped(law, columns, " " * width(head), head if index == 0 else " " * width(head))


def _limit(limit: Limit, end: str, lang: str, columns: int) -> Iterator[str]:
    yield from wrapped(sentences.headline(limit, end, lang), columns, INDENT, "  ")
    for text in sentences.reasons(limit, end, lang):
        yield from wrapped(text, columns, INDENT + "  ", INDENT)
    for index, text in enumerate(sentences.edits(limit, lang)):
        first = f"{INDENT}{said('edits', lang)} " if index == 0 else INDENT + "  "
        yield from wrapped(text, columns, INDENT + "  ", first)
    if limit.value is not None and not limit.confirmed:
        yield from wrapped(said("unconfirmed", lang), columns, INDENT + "  ", INDENT)
    elif limit.edits:
        yield from wrapped(said("confirmed", lang), columns, INDENT + "  ", INDENT)
