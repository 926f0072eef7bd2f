"""The room of every loan of a manifest, with its maps, under the product's name. It searches nothing itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hegui._version import __version__
from hegui.case import Chain
from hegui.envelope import Envelope, Map, envelope_of, rate_by_charge, rate_by_term
from hegui.manifest.reading import Manifest
from hegui.rulebook import Rulebook

__all__ = ["LoanRoom", "Rooms", "rooms_of"]


@dataclass(frozen=True, slots=True)
class LoanRoom:
    """One loan: its limits and, where asked for, its maps."""

    id: str
    envelope: Envelope
    maps: tuple[Map, ...]


@dataclass(frozen=True, slots=True)
class Rooms:
    """What `hegui price envelope` says of one manifest."""

    file: str
    product: str | None
    name: str | None
    version: str | None
    as_of: date
    rulebook: str
    engine: str
    loans_stated: bool
    loans: tuple[LoanRoom, ...]

    @property
    def settled(self) -> bool:
        """Whether nothing that is not stated could narrow any of the limits given."""
        limits = [limit for loan in self.loans for limit in loan.envelope.limits]
        return self.loans_stated and all(not limit.left_open and limit.at_best is None for limit in limits)


def rooms_of(
    rulebook: Rulebook, manifest: Manifest, day: date, loans: Sequence[Chain],
    *, mapped: bool, most_periods: int,
) -> Rooms:  # fmt: skip
    """The rooms of some loans; maps only where a form shows them."""
    return Rooms(
        manifest.document.file, manifest.product_id, manifest.name, manifest.version, day,
        rulebook.contents.version, __version__, manifest.record.get("pricing.credits") is not None,
        tuple(_loan(rulebook, manifest, day, loan, mapped, most_periods) for loan in loans),
    )  # fmt: skip


def _loan(rulebook: Rulebook, manifest: Manifest, day: date, loan: Chain, mapped: bool, most: int) -> LoanRoom:
    envelope = envelope_of(rulebook, manifest, day, loan, most_periods=most)
    maps = (
        rate_by_charge(rulebook, manifest, day, loan),
        rate_by_term(rulebook, manifest, day, loan, most_periods=most),
    ) if mapped else ()  # fmt: skip
    return LoanRoom(envelope.loan, envelope, tuple(one for one in maps if one is not None))
