"""What `hegui price` says of the loans of a manifest: values only, in the order in which they are printed.

These types are the record that `--format json` prints and `hegui schema price` describes. Money is in yuan, rates are
fractions (0.1887 is 18.87 %) at 0.0001. None is what the manifest does not say or what cannot be told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from hegui.terms import Bilingual
from hegui.values import Range

__all__ = [
    "SCHEMA", "ChargeLine", "CountedLine", "DisclosureLines", "EventLine", "ItemLine", "LoanStatement", "PlanRow",
    "Reading", "Readings", "Source", "Statement", "TierLine", "Totals",
]  # fmt: skip

SCHEMA = "urn:hegui:schema:price:v1"

State = Literal["known", "range", "unknown", "uncomputable"]
Figure = Decimal | Range | None


@dataclass(frozen=True, slots=True)
class Source:
    """A text: its code in the rulebook, title and number where the rulebook has them; article None is one not read."""

    instrument: str
    title: Bilingual
    number: str | None
    article: str | None


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One payment; row 0 is the day of the payout, with what is kept back then as paid.

    `interest` and `repaid` are None where a schedule does not say how its payments divide. `drawn` is paid out to the
    borrower at the end of the period; `left` is owed after the payment and that.
    """

    number: int
    day: date | None
    owed: Decimal | None
    interest: Decimal | None
    repaid: Decimal | None
    charged: Decimal
    paid: Decimal
    left: Decimal | None
    drawn: Decimal


@dataclass(frozen=True, slots=True)
class Totals:
    """`received` is what is paid out on the first day, less what is kept back; `cost` = interest + charges = paid − principal."""

    received: Decimal
    deducted: Decimal
    at_start: Decimal
    interest: Decimal
    charges: Decimal
    paid: Decimal
    cost: Decimal


@dataclass(frozen=True, slots=True)
class CountedLine:
    """Whether a charge counts in the yearly cost under a text; `standing` is text or interpretation (ours)."""

    source: Source
    included: bool
    standing: str
    note: Bilingual


@dataclass(frozen=True, slots=True)
class ChargeLine:
    """One charge listed with the loan. `amount` is all of it, None where it cannot be told or falls due only on an event.

    `in_plan` says whether a borrower who keeps to the plan pays it, so whether it is in the cost worked out here.
    """

    name: Bilingual
    kind: str | None
    timing: str | None
    basis: str | None
    rate: Decimal | None
    each: Decimal | None
    times: int | None
    amount: Decimal | None
    payee: str | None
    payer: str | None
    mandatory: bool | None
    in_plan: bool
    first: int | None
    last: int | None
    counted: tuple[CountedLine, ...]


@dataclass(frozen=True, slots=True)
class Readings:
    """The three readings: values, proved ranges, or None."""

    nominal: Figure
    effective: Figure
    simple: Figure


@dataclass(frozen=True, slots=True)
class Reading:
    """The yearly cost by one convention, or why there is none. `standing`: text, practice or interpretation (ours)."""

    convention: str
    label: Bilingual
    reading: str
    reading_label: Bilingual
    standing: str
    source: Source | None
    applies: bool | None
    rate: Decimal | None
    reason: Bilingual | None


@dataclass(frozen=True, slots=True)
class TierLine:
    """The loan as one tier of customers gets it."""

    name: str
    periods: Decimal | None
    nominal_rate: Decimal | None
    costs: Readings
    missing: tuple[str, ...]
    reason: Bilingual | None


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A charge of the disclosure table; `side` is lender, partner, or None where it is not known whose it is."""

    item: Bilingual
    side: str | None
    method: Bilingual
    standard: Bilingual
    amount: Decimal
    yearly: Decimal
    payee: str | None


@dataclass(frozen=True, slots=True)
class EventLine:
    """A contingent cost. `stated` is None where the manifest does not say, False where it says there is none."""

    item: Bilingual
    stated: bool | None
    standard: Bilingual
    payee: str | None


@dataclass(frozen=True, slots=True)
class DisclosureLines:
    """The content of the cost disclosure table (金规〔2026〕2号); the official form is the regulator's."""

    source: Source
    principal: Decimal
    items: tuple[ItemLine, ...]
    total_cost: Decimal
    nominal: Decimal
    effective: Decimal
    optional: tuple[Bilingual, ...]
    closing: Bilingual
    note: Bilingual


@dataclass(frozen=True, slots=True)
class LoanStatement:
    """One loan. `state`: known; range (part is known, `costs` are proved ranges); unknown (`missing` says of what);
    uncomputable (`reason` says why). `at` is its path in the manifest; without `charges_stated` there may be charges
    beyond those listed."""

    id: str
    at: str
    name: str | None
    state: State
    missing: tuple[str, ...]
    reason: Bilingual | None
    principal: Decimal | None
    periods: Decimal | None
    period: str | None
    method: str | None
    nominal_rate: Decimal | None
    costs: Readings
    totals: Totals | None
    plan: tuple[PlanRow, ...]
    charges: tuple[ChargeLine, ...]
    charges_stated: bool
    readings: tuple[Reading, ...]
    tiers: tuple[TierLine, ...]
    contingent: tuple[EventLine, ...]
    disclosure: DisclosureLines | None
    lines: tuple[Bilingual, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """What the loans of one manifest cost; `as_of` chooses the texts and numbers held beside it.

    `loans_stated` is false where the manifest does not say which loans there are, rather than that there are none.
    """

    schema: str
    file: str
    product: str | None
    name: str | None
    version: str | None
    digest: str
    as_of: date
    rulebook: str
    engine: str
    loans_stated: bool
    loans: tuple[LoanStatement, ...]
    note: Bilingual
