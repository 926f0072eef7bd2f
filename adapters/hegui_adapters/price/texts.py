"""The texts that conventions and charges name: what a rulebook knows of them, and which apply to a product. It quotes none."""

from __future__ import annotations

from hegui.decide import Decision
from hegui.judge import NOT_APPLICABLE
from hegui.rates import CONVENTIONS
from hegui.terms import Bilingual

from hegui_adapters.price.statement import Source

__all__ = ["Texts"]


class Texts:
    """A text applies where a check that rests on it first of all does, or may yet; None where the rulebook has no such check."""

    def __init__(self, decision: Decision) -> None:
        self._known = decision.rulebook.terms.instruments
        self._applies: dict[str, bool] = {}
        for outcome in decision.outcomes:
            for source in outcome.check.rule.sources[:1]:
                applies = outcome.outcome != NOT_APPLICABLE
                self._applies[source.instrument] = self._applies.get(source.instrument, False) or applies

    def applies(self, instrument: str) -> bool | None:
        return self._applies.get(instrument)

    def source(self, instrument: str, article: str | None) -> Source:
        known = self._known.get(instrument)
        title = known.title if known else Bilingual(instrument, instrument)
        return Source(instrument, title, known.number if known else None, article)

    @property
    def in_question(self) -> tuple[str, ...]:
        """The texts named by conventions that apply, or may, in the order of the conventions."""
        named = dict.fromkeys(one.instrument for one in CONVENTIONS.values() if one.instrument)
        return tuple(name for name in named if self._applies.get(name))
