"""How one item of data is used, in words a customer understands. It adds nothing to the facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hegui_adapters.language import LANGUAGES, Lang
from hegui_adapters.sheets.stated import Cell

__all__ = ["plain_of"]

USED = ("我们使用您的{name}，用于：{purpose}。依据：{basis}。", "We use your {name} for: {purpose}. Basis: {basis}. ")
KEPT = (
    "保存：{days}，从{starts}起算，到期后：{end}。存放在：{stored}。",
    "Kept: {days}, counted from: {starts}; afterwards: {end}. Stored: {stored}. ",
)
GIVEN = ("会提供给：{who}。", "Given to: {who}. ")
NOT_GIVEN = ("不提供给其他机构。", "Given to nobody else. ")
OPEN = ("是否提供给其他机构：未说明。", "Whether it is given to others: not stated. ")
CONSENT = (
    "同意方式：{mode}；不同意的后果：{refusal}；撤回同意：{withdrawal}。",
    "Consent: {mode}; if you refuse: {refusal}; to withdraw: {withdrawal}.",
)
NO_CONSENT = ("不以您的同意为依据。", "It does not rest on your consent.")


def plain_of(name: str, facts: Mapping[str, Cell], given: Cell, recipients: Sequence[str], lang: Lang) -> str:
    """One short paragraph; what is not stated says so."""
    place = LANGUAGES.index(lang)
    consent = (NO_CONSENT if facts["consent.mode"].state == "none" else CONSENT)[place]
    whole = USED[place] + KEPT[place] + "{shared}" + consent
    return whole.format(
        name=name,
        purpose=facts["purpose"].text,
        basis=facts["legal_basis"].text,
        days=facts["retention.days"].text,
        starts=facts["retention.starts"].text,
        end=facts["retention.on_purpose_end"].text,
        stored=facts["stored_in"].text,
        shared=_shared(given, recipients, place),
        mode=facts["consent.mode"].text,
        refusal=facts["consent.on_refusal"].text,
        withdrawal=facts["consent.withdrawal"].text,
    )


def _shared(given: Cell, recipients: Sequence[str], place: int) -> str:
    if recipients:
        return GIVEN[place].format(who=("、", ", ")[place].join(recipients))
    return (NOT_GIVEN if given.known else OPEN)[place]
