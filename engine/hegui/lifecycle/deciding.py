"""The decision before a gate: its own rules and, where customers are served, every check of the product. It works out no day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from hegui import decision as d
from hegui.case import Case, Chain, Record
from hegui.decide import Decision
from hegui.decision import Plan, Waiver
from hegui.errors import UsageError
from hegui.facts import fact_type
from hegui.judge import UNDETERMINED, VIOLATED, Outcome
from hegui.lifecycle.journal import Journal, journal_of
from hegui.lifecycle.journal_measures import journal_measures
from hegui.lifecycle.stages import FACING, GATES
from hegui.manifest.reading import Manifest
from hegui.manifest.records import NAME
from hegui.reading import Reading
from hegui.rulebook import Rulebook
from hegui.terms import Bilingual

__all__ = ["GateDecision", "case_before"]


def case_before(rulebook: Rulebook, manifest: Manifest, gate: str, day: date) -> Case:
    """The manifest on a day, with what is measured of its journal before a gate; nothing is concluded yet."""

    def law_changed(since: date) -> bool:
        return _law_changed(rulebook, manifest, since, day)

    measured = journal_measures(manifest.record, journal_of(manifest.record, day), gate, day, law_changed)
    return Case({**manifest.measured, **measured}, day, rulebook.table, rulebook.terms.workdays)


def _law_changed(rulebook: Rulebook, manifest: Manifest, since: date, until: date) -> bool:
    """Whether, between two days, law or a number changed what the checks of this product come to."""
    turns = [day for day in rulebook.turning_days if since < day <= until]
    if not turns:
        return False
    before = _found(rulebook, manifest, since)
    return any(_found(rulebook, manifest, day) != before for day in turns)


def _found(rulebook: Rulebook, manifest: Manifest, day: date) -> Mapping[object, str]:
    """What is violated or open on a day, by rule and element; what does not apply and what is met lie alike."""
    outcomes = rulebook.outcomes(rulebook.case(manifest, day, core=False))
    counted = (one for one in outcomes if one.outcome in (VIOLATED, UNDETERMINED))
    return {(one.check.rule.id, one.chain, one.hole): one.outcome for one in counted}


class GateDecision(Decision):
    """May the product enter a stage on a day. Its verdict speaks of declared facts and of the journal as it is given."""

    def __init__(
        self,
        rulebook: Rulebook,
        manifest: Manifest,
        gate: str,
        day: date,
        waivers: tuple[Waiver, ...] = (),
        plans: tuple[Plan, ...] = (),
    ) -> None:
        if gate not in GATES:
            raise UsageError(f"{gate} is no stage; there are {', '.join(GATES)}")
        super().__init__(rulebook, manifest, day, waivers, plans, core=True)
        self.gate = gate
        self._case = case_before(rulebook, manifest, gate, day)

    def __reduce__(self) -> tuple[object, ...]:
        return GateDecision, (self.rulebook, self.manifest, self.gate, self.as_of, self._waivers, self._plans)

    @property
    def case(self) -> Case:
        """The records judged, with their conclusions."""
        return self._settled()

    @cached_property
    def reading(self) -> Reading:
        """Reads conditions on the case, part by part."""
        return Reading(self.case, self.rulebook.terms, self.rulebook.programme)

    def element_name(self, chain: Chain) -> Bilingual:
        """What an element is called in both languages: by its name, else its list and what tells it apart; empty for the product."""
        record: Record = self.case.root
        for path, index in chain:
            record = record[path][index]  # type: ignore[index]
        kind, sentences = ".".join(f"{path}[]" for path, _ in chain), self.explainer.sentences
        named = sentences.element_name(kind, record)
        listed = fact_type(".".join(f"{path}[]" for path, _ in chain[:-1]), chain[-1][0]) if chain else None
        if named.zh or listed is None:
            return named
        key, _, value = str(record.get(NAME, "")).partition("=")
        told = [sentences.value_text(kind, key, value, lang) for lang in ("zh", "en")] if value else ["", ""]
        return (
            Bilingual(f"{listed.zh}（{told[0]}）", f"{listed.en} ({told[1]})")
            if value
            else Bilingual(listed.zh, listed.en)
        )

    @cached_property
    def journal(self) -> Journal:
        return journal_of(self.manifest.record, self.as_of)

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The outcomes of the gate's own rules, then, where customers are served, of every check."""
        case = self._settled()
        own = self.rulebook.gate_checks(self.as_of, self.gate)
        found = [outcome for check in own for outcome in check.alone.outcomes(case)]
        return (*found, *self._of_product) if self.gate in FACING else tuple(found)

    @cached_property
    def _of_product(self) -> tuple[Outcome, ...]:
        return tuple(self.rulebook.outcomes(self._settled()))

    @property
    def all_outcomes(self) -> tuple[Outcome, ...]:
        """Those of the checks as well where they do not count for the verdict yet: deadlines run all the same."""
        return self.outcomes if self.gate in FACING else (*self.outcomes, *self._of_product)

    @property
    def counted(self) -> tuple[d.Finding, ...]:
        """The findings that are violated or open, waived ones too; only they are explained, which is most of the work."""
        kept = (index for index, one in enumerate(self.outcomes) if one.outcome in (VIOLATED, UNDETERMINED))
        return tuple(self._finding(index) for index in kept)

    @cached_property
    def verdict(self) -> str:
        blocking = {one.outcome for one in self.outcomes if self._counts(one)}
        return d.BLOCKED if VIOLATED in blocking else d.UNDETERMINED if UNDETERMINED in blocking else d.CLEAR

    def _counts(self, outcome: Outcome) -> bool:
        return outcome.outcome in (VIOLATED, UNDETERMINED) and self._blocks(outcome)

    @cached_property
    def upcoming(self) -> tuple[d.Upcoming, ...]:
        """What coming law changes for the product itself; the rules of gates are the house's and the journal's."""
        return self.rulebook.check(self.manifest, as_of=self.as_of, waivers=self._waivers).upcoming
