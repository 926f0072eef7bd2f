"""Says whether a number is a bank card's: issuer range (ISO/IEC 7812), length, Luhn. It knows no bank by name."""

from __future__ import annotations

__all__ = ["is_card", "network"]

RANGES: tuple[tuple[str, str, tuple[int, ...], str], ...] = (
    ("62", "62", (16, 17, 18, 19), "unionpay"),
    ("8100", "8171", (16, 17, 18, 19), "unionpay"),
    ("9558", "9558", (16, 19), "unionpay"),  # ranges of single banks from before 62
    ("601382", "601382", (19,), "unionpay"),
    ("601428", "601428", (17,), "unionpay"),
    ("603367", "603367", (18,), "unionpay"),
    ("603694", "603694", (18,), "unionpay"),
    ("603708", "603708", (19,), "unionpay"),
    ("685800", "685800", (16,), "unionpay"),
    ("690755", "690755", (15, 16, 18), "unionpay"),
    ("940", "949", (16, 17, 18, 19), "local"),
    ("984", "984", (16, 18), "local"),
    ("4", "4", (13, 16, 19), "visa"),
    ("51", "55", (16,), "mastercard"),
    ("2221", "2720", (16,), "mastercard"),
    ("3528", "3589", (16, 17, 18, 19), "jcb"),
    ("34", "34", (15,), "amex"),
    ("37", "37", (15,), "amex"),
    ("300", "305", (14,), "diners"),
    ("36", "36", (14,), "diners"),
    ("38", "39", (14,), "diners"),
    ("6011", "6011", (16, 17, 18, 19), "discover"),
    ("644", "659", (16, 17, 18, 19), "discover"),
)
"""First and last prefix, lengths, network."""
SHORT = 16
"""Numbers shorter than this look like too many other things to be told without a word that names them."""


def network(number: str) -> str | None:
    """Whose range a number of this length lies in."""
    for first, last, lengths, name in RANGES:
        if first <= number[: len(first)] <= last and len(number) in lengths:
            return name
    return None


def is_card(number: str, *, named: bool) -> bool:
    """Whether digits are a card number; `named`: a column or the words before it say so."""
    from stdnum import luhn

    kind = network(number)
    if kind is None or not (named or (len(number) >= SHORT and kind != "local")):
        return False
    return len(set(number)) > 1 and luhn.is_valid(number)
