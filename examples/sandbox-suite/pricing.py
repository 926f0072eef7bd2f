"""What the team's own shop front asks before it shows a price. One of the two functions is wrong."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

LINE = Decimal("0.24")


def may_offer(yearly_rate: Decimal) -> bool:
    """Whether a yearly rate may be offered: compared as it is."""
    return yearly_rate <= LINE


def may_offer_as_shown(yearly_rate: Decimal) -> bool:
    """The same, on the rate as the page shows it. Rounding first lets 24.01 % through as 24.0 %."""
    return yearly_rate.quantize(Decimal("0.001"), ROUND_HALF_EVEN) <= LINE
