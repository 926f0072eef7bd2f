"""From outcomes to a decision: verdict, findings, questions, what is coming. The explaining is done only for what is asked of it."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import MAXYEAR, date
from functools import cached_property
from typing import TYPE_CHECKING

from hegui import decision as d
from hegui import planning
from hegui._version import __version__
from hegui.case import Case
from hegui.explain import Explainer
from hegui.judge import MET, NOT_APPLICABLE, OUTCOMES, UNDETERMINED, VIOLATED, Outcome
from hegui.manifest.reading import Manifest
from hegui.rules import Rule
from hegui.terms import CONFIDENCES, Bilingual
from hegui.waiving import APPLIED, REASONS, Excusable, facts_digest, state_of

if TYPE_CHECKING:
    from hegui.rulebook import Rulebook

__all__ = ["HORIZON_MONTHS", "Decision"]

HORIZON_MONTHS = 24
"""How far ahead coming law is looked at."""


class Decision:
    """The verdict on one manifest on one day, with everything to defend it. Frozen in effect: what it says never changes."""

    def __init__(
        self,
        rulebook: Rulebook,
        manifest: Manifest,
        as_of: date,
        waivers: tuple[d.Waiver, ...],
        plans: tuple[d.Plan, ...] = (),
        *,
        core: bool,
    ) -> None:
        self.rulebook = rulebook
        self.manifest = manifest
        self.as_of = as_of
        self._waivers = waivers
        self._plans = plans
        self._core = core
        self._explained: dict[int, d.Finding] = {}
        self._case = rulebook.opened(manifest, as_of)

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (self.rulebook, self.manifest, self.as_of, self._waivers, self._plans, self._core)

    # ---- verdict

    @cached_property
    def verdict(self) -> str:
        """`blocked`, `undetermined` or `clear` (design §5). Never an approval: it speaks of declared facts only."""
        wanted = {VIOLATED, UNDETERMINED}
        for outcome in self.rulebook.in_the_way(self._case, wanted, core=self._core):
            if self._blocks(outcome):
                if outcome.outcome == VIOLATED:
                    return d.BLOCKED
                wanted.discard(UNDETERMINED)
        return d.CLEAR if UNDETERMINED in wanted else d.UNDETERMINED

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

    def _blocks(self, outcome: Outcome) -> bool:
        """Whether an outcome of a blocking rule moves the verdict: its basis was confirmed and no waiver excuses it."""
        return self._explainer.force(outcome) == "block" and self.waived(outcome) is None

    def waived(self, outcome: Outcome) -> str | None:
        """The waiver that excuses an outcome."""
        waiver = self._excuse(outcome)
        return waiver.id if waiver else None

    def _excuse(self, outcome: Outcome) -> d.Waiver | None:
        given = self._waivers_of.get(outcome.check.rule.id)
        if not given:
            return None
        subject = self._explainer.subject(outcome)
        named = (waiver for waiver in given if waiver.subject == subject)
        return next((waiver for waiver in named if self._state(waiver, outcome) == APPLIED), None)

    def _state(self, waiver: d.Waiver, outcome: Outcome | None) -> str:
        found = None
        if outcome is not None:
            found = Excusable(outcome.outcome, lambda: facts_digest(self._explainer.finding(outcome, None)))
        rule = self.rulebook.by_id.get(waiver.rule)
        return state_of(waiver, rule, self.manifest.product_id, self.as_of, found)

    @cached_property
    def _waivers_of(self) -> Mapping[str, Sequence[d.Waiver]]:
        """The waivers given, by the present id of the rule they name."""
        found: dict[str, list[d.Waiver]] = {}
        for waiver in self._waivers:
            rule = self.rulebook.by_id.get(waiver.rule)
            found.setdefault(rule.id if rule else waiver.rule, []).append(waiver)
        return found

    @cached_property
    def waivers(self) -> tuple[d.WaiverShown, ...]:
        """Every waiver given and what became of it."""
        if not self._waivers:
            return ()
        concerned = [outcome for outcome in self.outcomes if outcome.check.rule.id in self._waivers_of]
        found = {(outcome.check.rule.id, self.explainer.subject(outcome)): outcome for outcome in concerned}
        used = {self._excuse(outcome) for outcome in concerned}
        return tuple(self._shown(waiver, found, used) for waiver in self._waivers)

    def _shown(
        self, waiver: d.Waiver, found: Mapping[tuple[str, str], Outcome], used: Collection[d.Waiver | None]
    ) -> d.WaiverShown:
        rule = self.rulebook.by_id.get(waiver.rule)
        state = self._state(waiver, found.get((rule.id if rule else waiver.rule, waiver.subject)))
        if state == APPLIED and waiver not in used:
            state = "unused"  # another excuses the finding already
        said = REASONS[state]
        dated = {"until": waiver.until, "version": waiver.rule_version}
        message = Bilingual(said.zh.format(**dated), said.en.format(**dated))
        return d.WaiverShown(
            state=state, message=message, **{one.name: getattr(waiver, one.name) for one in fields(waiver)}
        )

    @cached_property
    def plans(self) -> tuple[d.PlanShown, ...]:
        """Every dated plan given and what became of it."""
        if not self._plans:
            return ()
        rules = {plan.rule: self.rulebook.by_id.get(plan.rule) for plan in self._plans}
        named = {rule.id for rule in rules.values() if rule is not None}
        concerned = [outcome for outcome in self.outcomes if outcome.check.rule.id in named]
        found = {(one.check.rule.id, self.explainer.subject(one)): one.outcome for one in concerned}
        return tuple(self._planned(plan, rules[plan.rule], found) for plan in self._plans)

    def _planned(self, plan: d.Plan, rule: Rule | None, found: Mapping[tuple[str, str], str]) -> d.PlanShown:
        outcome = found.get((rule.id, plan.subject)) if rule is not None else None
        return planning.shown(plan, rule, self.manifest.product_id, self.as_of, outcome)

    # ---- what was found

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The outcome of every check on every subject."""
        return tuple(self.rulebook.outcomes(self._settled()))

    def _settled(self) -> Case:
        """The case with all its conclusions. A verdict alone may not need them."""
        return self.rulebook.settle(self._case, core=self._core)

    @property
    def explainer(self) -> Explainer:
        self._settled()
        return self._explainer

    @cached_property
    def _explainer(self) -> Explainer:
        return Explainer(self.rulebook, self.manifest, self._case)

    @cached_property
    def findings(self) -> tuple[d.Finding, ...]:
        """All findings, in order of rule and subject."""
        return tuple(self._finding(index) for index in range(len(self.outcomes)))

    def _finding(self, index: int) -> d.Finding:
        found = self._explained.get(index)
        if found is None:
            outcome = self.outcomes[index]
            found = self._explained[index] = self.explainer.finding(outcome, self.waived(outcome))
        return found

    def having(self, outcome: str, force: str | None = None) -> tuple[d.Finding, ...]:
        """The findings with an outcome and, where given, a force; waived ones left out."""
        found = (self._finding(index) for index, one in enumerate(self.outcomes) if one.outcome == outcome)
        return tuple(finding for finding in found if finding.waiver is None and force in (None, finding.force))

    @cached_property
    def characterised(self) -> tuple[d.Characterised, ...]:
        """What the product and its parts were found to be, and what could not be told."""
        return tuple(self.explainer.characterised())

    @cached_property
    def measures(self) -> tuple[d.Measure, ...]:
        return tuple(self.explainer.measures())

    @cached_property
    def on_trust(self) -> tuple[d.Finding, ...]:
        """Rules that could block, settled in the product's favour through something unverified."""
        return tuple(
            self._finding(index)
            for index, outcome in enumerate(self.outcomes)
            if outcome.check.rule.force == "block"
            and outcome.outcome in (MET, NOT_APPLICABLE)
            and self.rulebook.in_doubt(outcome.check)
            and self.explainer.trusted(outcome.check.rule) != CONFIDENCES[0]
            and self.explainer.confidence(outcome) == CONFIDENCES[0]
        )

    @cached_property
    def red_lines(self) -> tuple[d.RedLineShown, ...]:
        """The lines no product may cross, each with the worst its rules came to."""
        guards: dict[int, list[Outcome]] = {number: [] for number in sorted(self.rulebook.terms.red_lines)}
        for outcome in self.outcomes:
            if outcome.check.rule.red_line is not None:
                guards[outcome.check.rule.red_line].append(outcome)
        return tuple(self._red_line(number, found) for number, found in guards.items())

    def _red_line(self, number: int, found: Sequence[Outcome]) -> d.RedLineShown:
        worst = min((one.outcome for one in found), key=OUTCOMES.index, default=NOT_APPLICABLE)
        rules = dict.fromkeys(one.check.rule.id for one in found if one.outcome == worst)
        return d.RedLineShown(number, self.rulebook.terms.red_lines[number].name, worst, tuple(rules))

    @cached_property
    def outdated(self) -> tuple[d.Outdated, ...]:
        """The numbers findings rest on that were due to be confirmed before the day judged."""
        parameters = self.rulebook.terms.parameters
        if not any(p.stale_after is not None and p.stale_after < self.as_of for p in parameters.values()):
            return ()
        findings = (self._finding(n) for n, one in enumerate(self.outcomes) if self._reads_outdated(one))
        used = Counter(one.id for finding in findings for one in finding.parameters if one.stale)
        return tuple(d.Outdated(name, parameters[name].label, self._due(name), used[name]) for name in sorted(used))

    def _reads_outdated(self, outcome: Outcome) -> bool:
        """Whether a check that applies compares with a number past its day, be it through what the product was found to be."""
        return outcome.outcome != NOT_APPLICABLE and any(
            basis.stale_after is not None and basis.stale_after < self.as_of
            for name in self.rulebook.numbers_behind(outcome.check)
            for basis in self.rulebook.table.behind(name)
        )

    def _due(self, name: str) -> date:
        return min(basis.stale_after for basis in self.rulebook.table.behind(name) if basis.stale_after is not None)

    @cached_property
    def questions(self) -> tuple[d.Question, ...]:
        """The facts nobody stated, those that settle most checks first."""
        settles: dict[str, list[Outcome]] = {}
        asked_first = self.explainer.asked_first
        for outcome in self.outcomes:
            if outcome.outcome == UNDETERMINED and self.waived(outcome) is None:
                for path in asked_first(outcome):
                    settles.setdefault(path, []).append(outcome)
        asked = [self._question(path, outcomes) for path, outcomes in settles.items()]
        return tuple(sorted(asked, key=lambda q: (not q.blocking, -len(q.settles), q.path)))

    def _question(self, path: str, outcomes: Sequence[Outcome]) -> d.Question:
        rules = tuple(dict.fromkeys(outcome.check.rule.id for outcome in outcomes))
        blocking = any(self.explainer.force(outcome) == "block" for outcome in outcomes)
        return d.Question(path, self.explainer.label(path), self.explainer.ask(path), rules, blocking)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many findings of each outcome; violated and undetermined ones by force as well."""
        tally: Counter[str] = Counter()
        force = self.explainer.force
        for outcome in self.outcomes:
            tally[outcome.outcome] += 1
            if outcome.outcome in (VIOLATED, UNDETERMINED):
                waived = self.waived(outcome) is not None
                tally["waived" if waived else f"{outcome.outcome}.{force(outcome)}"] += 1
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
        subject = self.explainer.subject
        return {(one.check.rule.id, subject(one)): one.outcome for one in outcomes}

    # ---- the record

    @cached_property
    def body_bytes(self) -> bytes:
        """The decision's body as canonical JSON: the same bytes for the same input on any machine."""
        from hegui.body import bytes_of

        return bytes_of(self)

    @cached_property
    def body(self) -> Mapping[str, object]:
        from hegui.body import body_of

        return body_of(self)

    @property
    def engine(self) -> str:
        return __version__


def _again(
    rulebook: Rulebook,
    manifest: Manifest,
    as_of: date,
    waivers: tuple[d.Waiver, ...],
    plans: tuple[d.Plan, ...],
    core: bool,
) -> Decision:
    return Decision(rulebook, manifest, as_of, waivers, plans, core=core)


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
