"""Judges one scenario: verdict, what is in the way, cost, headroom, and whether that is what was expected. It reads no file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from hegui.decision import BLOCKED, CLEAR, UNDETERMINED
from hegui.envelope.bench import loans_of
from hegui.errors import ManifestError
from hegui.explain import Explainer
from hegui.gauges import gauges, gauging
from hegui.judge import NOT_APPLICABLE, OUTCOMES, VIOLATED, Check, Outcome
from hegui.judge import UNDETERMINED as OPEN
from hegui.manifest.reading import Manifest
from hegui.measures import READINGS
from hegui.rulebook import Rulebook
from hegui.scenarios.plan import Scenario
from hegui.scenarios.results import Against, Cost, Headroom, Result, Trouble
from hegui.scenarios.values import Expectation
from hegui.terms import Bilingual

__all__ = ["judged"]

_WORDS = {
    BLOCKED: ("存在阻断项", "blocked"), UNDETERMINED: ("待补充", "undetermined"), CLEAR: ("未发现阻断项", "clear"),
    "violated": ("不符合", "violated"), "met": ("符合", "met"), "not_applicable": ("不适用", "not applicable"),
}  # fmt: skip


def judged(scenario: Scenario, rules: Rulebook) -> Result:
    """What a scenario comes to by these rules. Changes that do not go together are a result as well."""
    told = Result(
        scenario.index, scenario.titled, scenario.group_number, scenario.points, scenario.day,
        what_ifs=tuple(one.name for one in scenario.what_ifs),
    )  # fmt: skip
    try:
        manifest = scenario.manifest()
    except ManifestError as error:
        lines = tuple(Bilingual(problem.text("zh"), problem.text("en")) for problem in error.problems)
        return replace(told, trouble=Trouble("invalid", lines))
    return _result(scenario, told, Bench(scenario.rulebook(rules), manifest, scenario.day, scenario.plan.loan))


class Bench:
    """One manifest judged on a day, as far as scenarios look at it: only what is violated or open, and what cost is held to."""

    def __init__(self, rulebook: Rulebook, manifest: Manifest, day: date, loan: str | None) -> None:
        self.rulebook, self.manifest, self.loan = rulebook, manifest, loan
        self.case = rulebook.case(manifest, day, core=False)
        self.explainer = Explainer(rulebook, manifest, self.case)

    def worst(self, rule: str) -> str:
        """The worst outcome of a rule over all subjects; a rule that is not in force does not apply."""
        checks = (check for check in self.rulebook.checks(self.case.day) if check.rule.id == rule)
        found = {outcome.outcome for check in checks for outcome in check.alone.outcomes(self.case)}
        return min(found, key=OUTCOMES.index, default=NOT_APPLICABLE)

    def gauged(self) -> list[Outcome]:
        """The outcomes of the checks that hold cost to a line."""
        checks = _gauging(self.rulebook.checks_on, self.case.day)
        return [outcome for check in checks for outcome in check.alone.outcomes(self.case)]


@lru_cache(maxsize=64)
def _gauging(checks_on: Callable[[date], tuple[Check, ...]], day: date) -> tuple[Check, ...]:
    return tuple(check for check in checks_on(day) if gauging(check))


def _result(scenario: Scenario, told: Result, bench: Bench) -> Result:
    against, counted = [], {"warn": 0, "advise": 0}
    for outcome in bench.rulebook.having(bench.case, {VIOLATED, OPEN}):
        force = bench.explainer.force(outcome)
        if force == "block":
            against.append(_against(bench, outcome))
        elif outcome.outcome == VIOLATED:
            counted[force] += 1
    costs = tuple(_costs(bench))
    reading = _own_reading(bench)
    found = replace(
        told,
        verdict=_verdict(against),
        against=tuple(sorted(against, key=lambda one: (one.outcome != VIOLATED, one.rule, one.subject))),
        warned=counted["warn"],
        advised=counted["advise"],
        costs=costs,
        cost=max(costs, key=lambda cost: _dear(cost, reading), default=None),
        headroom=min(_rooms(bench, costs, reading), key=lambda room: room.value, default=None),
        manifest=bench.manifest.document.digest,
        rulebook=bench.rulebook.digest,
    )
    expected = scenario.expectation
    if expected is None:
        return found
    return replace(found, expected=True, missed=tuple(_missed(expected, found, bench, reading)))


def _against(bench: Bench, outcome: Outcome) -> Against:
    rule = outcome.check.rule
    title = rule.fault if outcome.outcome == VIOLATED else rule.title
    return Against(rule.id, title, bench.explainer.subject(outcome), outcome.outcome)


def _verdict(against: Sequence[Against]) -> str:
    """The decision's verdict, from outcomes that are known already; no scenario is given a waiver."""
    outcomes = {one.outcome for one in against}
    return BLOCKED if VIOLATED in outcomes else UNDETERMINED if OPEN in outcomes else CLEAR


# ---- cost and headroom


def _costs(bench: Bench) -> Iterator[Cost]:
    """The loans that count: all, or the one the file names."""
    loans = bench.manifest.measured.get("pricing.credits")
    for chain, loan in zip(loans_of(bench.manifest), loans if isinstance(loans, tuple) else (), strict=True):
        if bench.loan in (None, loan.get("id")):
            figures = {reading: loan.get(name) for name, reading in READINGS.items()}
            exact = {reading: value if isinstance(value, Decimal) else None for reading, value in figures.items()}
            yield Cost(bench.manifest.path(chain, ""), exact["nominal"], exact["effective"], exact["simple"])


def _own_reading(bench: Bench) -> str | None:
    """The reading in which the firm says it holds costs to limits."""
    reading = bench.manifest.record.get("institution.rates.reading")
    return reading if isinstance(reading, str) and reading in READINGS.values() else None


def _dear(cost: Cost, reading: str | None) -> Decimal:
    figures = (cost.by(reading),) if reading else (cost.nominal, cost.effective)
    return max((figure for figure in figures if figure is not None), default=Decimal(-1))


def _rooms(bench: Bench, costs: tuple[Cost, ...], own: str | None) -> Iterator[Headroom]:
    """The room of each loan under each line: in the firm's reading where the line leaves it a choice, else in the dearest."""
    by_loan = {cost.loan: cost for cost in costs}
    held = bench.gauged()
    for chain in loans_of(bench.manifest):
        cost = by_loan.get(bench.manifest.path(chain, ""))
        for gauge in gauges(bench.explainer, held, chain, blocking=True) if cost is not None else ():
            assert cost is not None
            limit = gauge.parameter.value
            assert isinstance(limit, Decimal)
            readings = (own,) if own in gauge.readings else gauge.readings
            figures = [(figure, reading) for reading in readings if (figure := cost.by(str(reading))) is not None]
            if figures:
                figure, reading = max(figures)
                yield Headroom(limit - figure, cost.loan, gauge.parameter.label, limit, str(reading))


# ---- what was expected


def _missed(expected: Expectation, found: Result, bench: Bench, reading: str | None) -> Iterator[Bilingual]:
    if expected.verdicts and found.verdict not in expected.verdicts:
        yield _differs(Bilingual("结论", "verdict"), expected.verdicts, found.verdict)
    for rule, allowed in expected.findings.items():
        if (outcome := bench.worst(rule)) not in allowed:
            yield _differs(Bilingual(rule, rule), allowed, outcome)
    if expected.cost_at_most is not None:
        yield from _too_dear(expected.cost_at_most, expected.cost_reading or reading, found.costs)
    if expected.headroom_at_least is not None:
        yield from _too_close(expected.headroom_at_least, found.headroom)


def _differs(what: Bilingual, allowed: tuple[str, ...], found: str) -> Bilingual:
    zh, en = ([_said(word)[lang] for word in (*allowed, found)] for lang in (0, 1))
    return Bilingual(
        f"{what.zh}预期{'或'.join(zh[:-1])}，实为{zh[-1]}",
        f"{what.en}: expected {' or '.join(en[:-1])}, found {en[-1]}",
    )


def _said(word: str) -> tuple[str, str]:
    return _WORDS.get(word, (word, word))


def _too_dear(limit: Decimal, reading: str | None, costs: tuple[Cost, ...]) -> Iterator[Bilingual]:
    if not costs:
        yield Bilingual("没有贷款方案，无成本可比", "there is no loan whose cost could be compared")
    for cost in costs:
        figures = (cost.by(reading),) if reading else (cost.nominal, cost.effective)
        known = [figure for figure in figures if figure is not None]
        if len(known) < len(figures):
            yield Bilingual(f"{cost.loan} 的成本无法测算", f"the cost of {cost.loan} cannot be worked out")
        elif max(known) > limit:
            yield Bilingual(
                f"{cost.loan} 年化 {_percent(max(known))}，预期不高于 {_percent(limit)}",
                f"{cost.loan} costs {_percent(max(known))} a year, expected at most {_percent(limit)}",
            )


def _too_close(wanted: Decimal, headroom: Headroom | None) -> Iterator[Bilingual]:
    if headroom is None:
        yield Bilingual(
            "没有可比的上限，余量无从得知", "there is no line to compare with, so the headroom is not known"
        )
    elif headroom.value < wanted:
        yield Bilingual(
            f"余量 {_percent(headroom.value)}，预期不少于 {_percent(wanted)}",
            f"headroom {_percent(headroom.value)}, expected at least {_percent(wanted)}",
        )


def _percent(value: Decimal) -> str:
    return f"{value * 100:.2f}%"
