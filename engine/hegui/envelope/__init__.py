"""The room that is left of a loan's price: how far rate, charges and term can go under the rate rules. It judges no product.

envelope = envelope_of(rulebook, manifest, date(2026, 12, 1))
envelope.highest_rate.value        # Decimal("0.2137")
envelope.highest_rate.binding      # the rule that stands in the way one basis point on
envelope.highest_rate.edits        # what to write into the manifest; the stated yearly rate follows
"""

from __future__ import annotations

from hegui.envelope.bench import loans_of
from hegui.envelope.limits import envelope_of
from hegui.envelope.maps import map_of, rate_by_charge, rate_by_term
from hegui.envelope.values import Bound, Cell, Edge, Envelope, Limit, Line, Map
from hegui.envelope.variables import Variable

__all__ = [
    "Bound", "Cell", "Edge", "Envelope", "Limit", "Line", "Map", "Variable", "envelope_of", "loans_of", "map_of",
    "rate_by_charge", "rate_by_term",
]  # fmt: skip
