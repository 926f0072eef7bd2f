"""Which sections a product of each domain mostly states. It draws nothing and forbids none of the others."""

from __future__ import annotations

from collections.abc import Mapping

from hegui.errors import UsageError
from hegui.manifest.sections import SECTIONS

__all__ = ["DOMAINS", "sections_of"]

_ALWAYS = ("product", "operator", "users")

DOMAINS: Mapping[str, tuple[str, ...]] = {
    "credit": (*_ALWAYS, "credit", "pricing", "funding", "money_flows", "disclosures"),
    "payments": (*_ALWAYS, "payments", "money_flows", "pricing", "due_diligence"),
    "wealth": (*_ALWAYS, "wealth", "money_flows", "disclosures", "partners"),
    "insurance": (*_ALWAYS, "insurance", "disclosures", "partners"),
    "data": (*_ALWAYS, "app", "data", "technology", "cross_border"),
    "marketing": (*_ALWAYS, "marketing", "disclosures", "app"),
    "supply_chain": (*_ALWAYS, "supply_chain", "pricing", "funding", "money_flows"),
    "governance": (*_ALWAYS, "institution", "controls", "certification", "due_diligence", "rollout", "journal"),
}


def sections_of(domain: str | None) -> tuple[str, ...]:
    """The sections of a domain; all of them for None.

    Raises:
        UsageError: there is no such domain.
    """
    if domain is None:
        return tuple(SECTIONS)
    if domain not in DOMAINS:
        raise UsageError(f"{domain} is no domain: {', '.join(DOMAINS)}")
    return DOMAINS[domain]
