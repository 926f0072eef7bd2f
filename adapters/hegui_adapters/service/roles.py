"""The roles, and as what each of them may act. The whole of who may do what is here and in the routes' own `actor(…)`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal, get_args

__all__ = ["ROLES", "Role", "may"]

Role = Literal["viewer", "product", "officer", "auditor", "admin"]
ROLES: Final[tuple[Role, ...]] = get_args(Role)

_ACTS_AS: Final[Mapping[Role, frozenset[Role]]] = {
    "viewer": frozenset({"viewer"}),
    "product": frozenset({"viewer", "product"}),
    "officer": frozenset({"viewer", "product", "officer"}),
    "auditor": frozenset({"viewer", "auditor"}),
    "admin": frozenset({"viewer", "product", "admin"}),
}
"""Who runs the service reviews nothing, and who audits changes nothing: neither follows from the other."""


def may(held: Iterable[Role], needed: Role) -> bool:
    """Whether somebody who holds these roles may act as the one that is needed."""
    return any(needed in _ACTS_AS[role] for role in held)
