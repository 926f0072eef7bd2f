"""The newest decision on each product as lines of a page, read once for each request. It renders nothing."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import Connection

from hegui_adapters.portfolio.heat import Line
from hegui_adapters.portfolio.portrait import Portrait, read_portrait
from hegui_adapters.store.portraits import Hung, newest

__all__ = ["comparable", "lines_of"]

_read = lru_cache(maxsize=4096)(read_portrait)
"""Most products have the portrait they had a moment ago."""


def lines_of(connection: Connection, rulebook: str) -> list[Line]:
    """All products; `rulebook` is the digest of the one in use."""
    return [_line(one, rulebook) for one in newest(connection)]


def comparable(connection: Connection, rulebook: str) -> tuple[list[Line], list[str]]:
    """Products that can be compared, with their portraits as they are stored."""
    found = [(one, one.portrait) for one in newest(connection) if one.portrait is not None]
    return [_line(one, rulebook) for one, _ in found], [portrait for _, portrait in found]


def _line(one: Hung, rulebook: str) -> Line:
    portrait: Portrait | None = _read(one.portrait) if one.portrait is not None else None
    return Line(
        decision=one.id,
        product=one.product,
        version=one.version,
        verdict=one.verdict,
        as_of=one.as_of,
        at=one.at,
        older=one.rulebook != rulebook.removeprefix("sha256:"),
        portrait=portrait,
    )
