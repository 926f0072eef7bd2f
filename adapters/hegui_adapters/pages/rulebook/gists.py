"""What the newest decisions come to, as pages of rules ask it: which rules are violated, on which days the verdict changes.

A body is long: what was drawn from it is remembered, by its digest. It judges nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from hegui_adapters.service.archive import Kept, Newest
from hegui_adapters.service.judging import Recall
from hegui_adapters.service.parts import Parts
from hegui_adapters.store.documents import UnreadableError

__all__ = ["MOST", "Gist", "Product", "products"]

MOST: Final = 50
"""Products looked at, those decided last."""


@dataclass(frozen=True, slots=True)
class Gist:
    """What a body says: the rules that are violated, those that are open, and coming days with the rules that then come out
    otherwise for the product."""

    violated: frozenset[str]
    undetermined: frozenset[str]
    upcoming: Mapping[date, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Product:
    """The newest decision on a product; `name` is None where its record was erased."""

    kept: Kept
    name: str | None
    gist: Gist


def products(parts: Parts) -> Iterator[Product]:
    """The products decided last; one whose body was erased or cannot be opened is left out."""
    for one in parts.archive.newest(None, MOST):
        with suppress(UnreadableError):
            yield Product(one.kept, _name(one), _gist_of(parts, one.kept))


def _name(one: Newest) -> str | None:
    name: str | None = json.loads(one.record)["manifest"]["name"] if one.record is not None else None
    return name


def _gist_of(parts: Parts, kept: Kept) -> Gist:
    return _gists.of(kept.body, lambda: _gist(parts.archive.found(kept)))


def _gist(body: Mapping[str, Any]) -> Gist:
    findings: Sequence[Mapping[str, Any]] = body["findings"]
    return Gist(
        frozenset(one["rule"] for one in findings if one["outcome"] == "violated"),
        frozenset(one["rule"] for one in findings if one["outcome"] == "undetermined"),
        {date.fromisoformat(one["day"]): frozenset(rule for rule, *_ in one["changes"]) for one in body["upcoming"]},
    )


_gists: Recall[Gist] = Recall(4 * MOST)
