"""From outcomes to a decision: verdict, findings, questions, what is coming. The explaining is done only for what is asked of it."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import MAXYEAR, date
from functools import cached_property
from typing import TYPE_CHECKING

from hegui import decision as d
from hegui._version import __version__
from hegui.explain import Explainer
from hegui.judge import MET, NOT_APPLICABLE, UNDETERMINED, VIOLATED, Outcome
from hegui.manifest.reading import Manifest
from hegui.terms import CONFIDENCES

if TYPE_CHECKING:
    from hegui.rulebook import Rulebook

__all__ = ["HORIZON_MONTHS", "Decision"]

HORIZON_MONTHS = 24
"""How far ahead coming law is looked at."""

_TRUSTED = CONFIDENCES.index("secondary")


class Decision:
    """The verdict on one manifest on one day, with everything to defend it. Frozen in effect: what it says never changes."""

    def __init__(
        self, rulebook: Rulebook, manifest: Manifest, as_of: date, waivers: tuple[d.Waiver, ...], *, core: bool
    ) -> None:
        self.rulebook = rulebook
        self.manifest = manifest
        self.as_of = as_of
        self._waivers = waivers
        self._core = core
        self._case = rulebook.case(manifest, as_of, core=core)
        self.outcomes: tuple[Outcome, ...] = tuple(rulebook.outcomes(self._case))

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (self.rulebook, self.manifest, self.as_of, self._waivers, self._core)

    # ---- verdict

    @cached_property
    def verdict(self) -> str:
        """`blocked`, `undetermined` or `clear` (design §5). Never an approval: it speaks of declared facts only."""
        found = {outcome.outcome for outcome in self._blocking}
        return d.BLOCKED if VIOLATED in found else d.UNDETERMINED if UNDETERMINED in found else d.CLEAR

    @property
    def clear(self) -> bool:
        return self.verdict == d.CLEAR

    @property
    def blocked(self) -> bool:
        return self.verdict == d.BLOCKED

    @property
    def historical(self) -> bool:
        """Whether the day judged lies before the day up to which law is included and before the planned launch."""
        launch = self.manifest.launch_date
        return self.as_of < self.rulebook.contents.included_up_to and (launch is None or self.as_of < launch)

    @cached_property
    def _blocking(self) -> tuple[Outcome, ...]:
        """The violated and undetermined outcomes that move the verdict."""
        return tuple(
            outcome
            for outcome in self.outcomes
            if outcome.outcome in (VIOLATED, UNDETERMINED)
            and outcome.check.rule.force == "block"
            and self.explainer.force(outcome) == "block"
            and self.waived(outcome) is None
        )

    def waived(self, outcome: Outcome) -> str | None:
        """The waiver that excuses an outcome: of house policy only, for this subject, not expired on the day judged."""
        rule = outcome.check.rule.id
        if not rule.startswith("house."):
            return None
        subject = self.explainer.subject(outcome)
        held = (w.id for w in self._waivers if (w.rule, w.subject) == (rule, subject) and w.until > self.as_of)
        return next(held, None)

    @cached_property
    def waivers(self) -> tuple[tuple[str, str], ...]:
        """Every waiver given and what became of it: applied, expired, law, unused."""
        applied = {waiver for outcome in self.outcomes if (waiver := self.waived(outcome))}
        return tuple((waiver.id, self._waiver_state(waiver, applied)) for waiver in self._waivers)

    def _waiver_state(self, waiver: d.Waiver, applied: set[str]) -> str:
        if not waiver.rule.startswith("house."):
            return "law"
        if waiver.until <= self.as_of:
            return "expired"
        return "applied" if waiver.id in applied else "unused"

    # ---- what was found

    @cached_property
    def explainer(self) -> Explainer:
        return Explainer(self.rulebook, self.manifest, self._case)

    @cached_property
    def findings(self) -> tuple[d.Finding, ...]:
        """All findings, in order of rule and subject."""
        return tuple(self.explainer.finding(outcome, self.waived(outcome)) for outcome in self.outcomes)

    def having(self, outcome: str, force: str | None = None) -> tuple[d.Finding, ...]:
        """The findings with an outcome and, where given, a force; waived ones left out."""
        return tuple(
            finding
            for finding in self.findings
            if finding.outcome == outcome and finding.waiver is None and force in (None, finding.force)
        )

    @cached_property
    def characterised(self) -> tuple[d.Characterised, ...]:
        """What the product and its parts were found to be, and what could not be told."""
        return tuple(self.explainer.characterised())

    @cached_property
    def measures(self) -> tuple[d.Measure, ...]:
        return tuple(self.explainer.measures())

    @cached_property
    def on_trust(self) -> tuple[d.Finding, ...]:
        """Blocking rules that were settled in the product's favour through something unverified."""
        return tuple(
            finding
            for finding in self.findings
            if finding.ruled_force == "block"
            and finding.outcome in (MET, NOT_APPLICABLE)
            and CONFIDENCES.index(finding.confidence) < _TRUSTED
        )

    @cached_property
    def questions(self) -> tuple[d.Question, ...]:
        """The facts nobody stated, those that settle most checks first."""
        settles: dict[str, list[d.Finding]] = {}
        for finding in self.having(UNDETERMINED):
            for path in finding.open:
                settles.setdefault(path, []).append(finding)
        asked = [self._question(path, findings) for path, findings in settles.items()]
        return tuple(sorted(asked, key=lambda q: (not q.blocking, -len(q.settles), q.path)))

    def _question(self, path: str, findings: Sequence[d.Finding]) -> d.Question:
        rules = tuple(dict.fromkeys(finding.rule for finding in findings))
        return d.Question(
            path, self.explainer.label(path), self.explainer.ask(path), rules, any(f.force == "block" for f in findings)
        )

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many findings of each outcome; violated and undetermined ones by force as well."""
        tally: Counter[str] = Counter()
        for finding in self.findings:
            tally[finding.outcome] += 1
            if finding.outcome in (VIOLATED, UNDETERMINED):
                tally["waived" if finding.waiver else f"{finding.outcome}.{finding.force}"] += 1
        return dict(tally)

    # ---- coming law

    @cached_property
    def upcoming(self) -> tuple[d.Upcoming, ...]:
        """Each later day within the horizon on which law or a number changes, with what changes for this product."""
        return tuple(self._upcoming())

    def _upcoming(self) -> Iterator[d.Upcoming]:
        last = _months_later(self.as_of, HORIZON_MONTHS)
        before = self._by_subject(self.outcomes)
        for day in self.rulebook.turning_days:
            if self.as_of < day <= last:
                case = self.rulebook.case(self.manifest, day, core=self._core)
                after = self._by_subject(self.rulebook.outcomes(case))
                changes = tuple(_changes(before, after))
                before = after
                if changes:
                    yield d.Upcoming(day, changes)

    def _by_subject(self, outcomes: Sequence[Outcome] | Iterator[Outcome]) -> dict[tuple[str, str], str]:
        return {(o.check.rule.id, self.explainer.subject(o)): o.outcome for o in outcomes}

    # ---- the record

    @cached_property
    def body_bytes(self) -> bytes:
        """The decision's body as canonical JSON: the same bytes for the same input on any machine."""
        from hegui.body import canonical

        return canonical(self.body)

    @cached_property
    def body(self) -> Mapping[str, object]:
        from hegui.body import body_of

        return body_of(self)

    @property
    def engine(self) -> str:
        return __version__


def _again(rulebook: Rulebook, manifest: Manifest, as_of: date, waivers: tuple[d.Waiver, ...], core: bool) -> Decision:
    return Decision(rulebook, manifest, as_of, waivers, core=core)


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _changes(
    before: Mapping[tuple[str, str], str], after: Mapping[tuple[str, str], str]
) -> Iterator[tuple[str, str, str, str]]:
    """What differs between two days; a rule that is not in force and one that does not apply are alike."""
    for key in sorted({*before, *after}):
        one, other = before.get(key, NOT_APPLICABLE), after.get(key, NOT_APPLICABLE)
        if one != other:
            yield (*key, one, other)
