"""Which of some checks certainly apply to a product, whatever they come to: a notice then is owed. It judges nothing."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from hegui.manifest.reading import Manifest
from hegui.reading import Reading
from hegui.rulebook import Rulebook
from hegui.values import TRUE

__all__ = ["applying"]


def applying(rulebook: Rulebook, manifest: Manifest, day: date, rules: Collection[str]) -> frozenset[tuple[str, str]]:
    """Rule and subject of every check among `rules` whose condition holds on what is stated; open ones are left out."""
    case = rulebook.case(manifest, day, core=False)
    reading = Reading(case, rulebook.terms, rulebook.programme)
    return frozenset(
        (check.rule.id, manifest.path(outcome.chain, ""))
        for check in rulebook.checks(day)
        if check.rule.id in rules
        for outcome in check.alone.outcomes(case)
        if not outcome.hole and reading.truth(check.when, reading.env(check.rule.names, outcome.chain)) == TRUE
    )
