"""What a manifest would be judged as today, for pages that keep nothing. It shows nothing."""

from __future__ import annotations

import hashlib
import json
from datetime import date

from hegui.decide import Decision

from hegui_adapters.service.access import Caller
from hegui_adapters.service.clock import day_in_china
from hegui_adapters.service.inbound import Carried
from hegui_adapters.service.parts import Parts
from hegui_adapters.service.recorder import Delivery
from hegui_adapters.service.submitting import refusals_told, submit
from hegui_adapters.store.reviews import exceptions_of

__all__ = ["kept", "tried"]

SOURCE = "page"


def tried(parts: Parts, source: bytes, as_of: date | None = None) -> Decision:
    """The decision, with what was approved for the product.

    Raises:
        ManifestError: the source is not a manifest; all problems at once.
    """
    beside = exceptions_of(parts.database, parts.judge.product_of(source))
    return parts.judge.tried(source, today=day_in_china(parts.clock()), as_of=as_of, beside=beside)


def kept(parts: Parts, who: Caller, source: bytes, as_of: date | None = None) -> str:
    """Judge a manifest and keep the decision; its id.

    Raises:
        ProblemError: it is not a manifest, or the service takes no such day.
        StoreUnavailableError: nothing was stored.
    """
    delivery = Delivery(f"{SOURCE}:{who.name}", who.name, None, hashlib.sha256(source).hexdigest())
    with refusals_told(parts, "check.refused", delivery):
        answer = submit(parts, source, Carried(source), delivery, as_of)
    found: str = json.loads(answer.text)["decision"]["id"]
    return found
