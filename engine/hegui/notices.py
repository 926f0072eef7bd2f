"""What customers must be told, when and in which words: notices as rule files list them. The rules a notice names decide
whether it is owed and given; nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hegui.outcomes import MET, NOT_APPLICABLE, UNDETERMINED, VIOLATED
from hegui.rules import Binding, Deferred
from hegui.terms import Bilingual

__all__ = ["AUDIENCES", "LEVELS", "SCENES", "STATES", "Notice", "Notices", "state_of"]

LEVELS = ("high", "medium", "low")
"""How much a customer may lose by not knowing, gravest first."""

SCENES = (
    "promotion", "application", "signing", "payment_page", "use", "renewal", "change", "decision", "collection", "claim",
    "complaint", "incident", "end",
)  # fmt: skip
"""Where a customer meets a notice, in the order of a product's life."""

AUDIENCES = (
    "user", "borrower", "payer", "wallet_holder", "investor", "depositor", "policyholder", "data_subject", "guardian",
    "merchant", "supplier", "bystander",
)  # fmt: skip

STATES = (VIOLATED, UNDETERMINED, MET, NOT_APPLICABLE)
"""What the rules of a notice come to together, gravest first."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice. `id` is its file and name; `why` gives the reason for the level.

    `text` is what is shown, with placeholders for facts of the product and of the element it is about; `fits` says what
    the product suits and what it does not suit, where that belongs to the notice. `rules` decide whether it is owed and
    whether the manifest says it is given; their sources are its law. Where `where` names rules, one of them must apply too.
    """

    id: str
    file: str
    title: Bilingual
    audience: str
    scenes: tuple[str, ...]
    level: str
    why: Bilingual
    bindings: tuple[Binding, ...]
    where: tuple[str, ...]
    rules: tuple[str, ...]
    text: Bilingual
    fits: Bilingual | None

    @property
    def record(self) -> str:
        """The record type the notice is about; "" is the product."""
        return self.bindings[-1].record if self.bindings else ""

    @property
    def name(self) -> str:
        """The name placeholders call the element by."""
        return self.bindings[-1].name if self.bindings else ""


@dataclass(frozen=True)
class Notices(Deferred):
    """All notices of a rulebook, in order of their files; read only when somebody asks for them."""

    listed: tuple[Notice, ...]  # without a default, which would stand in for what is read later


def state_of(outcomes: Iterable[str]) -> str:
    """What the outcomes of a notice's rules come to together: the gravest."""
    found = set(outcomes)
    return next((state for state in STATES if state in found), NOT_APPLICABLE)
