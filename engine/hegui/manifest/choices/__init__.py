"""Every list of choices a manifest can pick from, with its labels. It knows no field and judges no choice.

name of the list -> member -> (Chinese label, English label). `other` is accepted everywhere and therefore never listed.
"""

from __future__ import annotations

from hegui.manifest.choices import conduct, credit, data, data_duties, domains, launch, parties, pricing, technology

__all__ = ["CHOICES"]

CHOICES: dict[str, dict[str, tuple[str, str]]] = {
    **parties.CHOICES,
    **credit.CHOICES,
    **pricing.CHOICES,
    **data.CHOICES,
    **data_duties.CHOICES,
    **launch.CHOICES,
    **technology.CHOICES,
    **conduct.CHOICES,
    **domains.CHOICES,
}
