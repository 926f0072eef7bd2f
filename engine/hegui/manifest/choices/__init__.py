"""Every list of choices a manifest can pick from, with its labels. It knows no field and judges no choice.

name of the list -> member -> (Chinese label, English label). `other` is accepted everywhere and therefore never listed.
"""

from __future__ import annotations

from hegui.manifest.choices import (
    conduct,
    credit,
    cross_border,
    data,
    data_duties,
    domains,
    due_diligence,
    insurance,
    launch,
    marketing,
    parties,
    payments,
    pricing,
    supply_chain,
    technology,
    technology_design,
    wealth,
)

__all__ = ["CHOICES"]

CHOICES: dict[str, dict[str, tuple[str, str]]] = {
    **parties.CHOICES,
    **credit.CHOICES,
    **pricing.CHOICES,
    **data.CHOICES,
    **data_duties.CHOICES,
    **launch.CHOICES,
    **marketing.CHOICES,
    **technology.CHOICES,
    **technology_design.CHOICES,
    **conduct.CHOICES,
    **domains.CHOICES,
    **supply_chain.CHOICES,
    **payments.CHOICES,
    **insurance.CHOICES,
    **due_diligence.CHOICES,
    **cross_border.CHOICES,
    **wealth.CHOICES,
}
