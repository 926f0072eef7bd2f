"""For tests of the command line: products of a few lines and what one run came to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

FIXTURES = Path(__file__).parent / "adapters" / "fixtures"
RULES, HOUSE = FIXTURES / "rules", FIXTURES / "house"

MANIFESTS = {
    "clear.yaml": "{product: {id: clear, channels: [branch]}, credit: {payout: {to: [merchant]}}, users: {target: anyone}}",
    "blocked.yaml": "product: {id: blocked, channels: [own_app]}\ncertification: {filings: none}\n"
    "credit: {payout: {to: [borrower_account]}, purpose: unrestricted}\npricing: {credits: [{periods: 60}]}",
    "open.yaml": "product: {id: open, channels: [own_app]}\ncredit: {payout: {to: [merchant]}}",
    "warned.yaml": "product: {id: warned, channels: [branch]}\ncredit: {payout: {to: [merchant]}}\n"
    "users: {target: none}\npricing: {credits: [{periods: 60}]}",
    "launched.yaml": "product: {id: later, channels: [branch], launch_date: 2040-01-01}\ncredit: {payout: {to: [merchant]}}",
    "broken.yaml": "product:\n  id: broken\n  chanels: [branch]\n",
}
"""Products for the rules of `fixtures/rules`, named by what they come to."""


@dataclass(frozen=True)
class Ran:
    """How one run of the command ended and what it printed."""

    code: int
    out: str
    err: str


Hegui = Callable[..., Ran]


def manifest(text: str) -> str:
    return f"{{hegui: product/v1, {text[1:]}\n" if text.startswith("{") else f"hegui: product/v1\n{text}\n"
