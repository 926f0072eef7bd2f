"""`hegui rules mutate`: how much the cases say about their rules. Exit code 3 where the score is below the one asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Literal

from hegui.authoring.mutation import Trial, readers_of, tried, tried_parameter
from hegui.rulebook import Rulebook

from hegui_adapters.commands.rules import named_rules
from hegui_adapters.exits import CLEAR, RULES
from hegui_adapters.rulebooks import rulebook_of
from hegui_adapters.settings import Asked, settings
from hegui_adapters.streams import put, say

__all__ = ["Form", "run"]

Form = Literal["text", "json", "markdown"]


def run(asked: Asked, prefixes: Sequence[str], at_least: int, form: Form) -> int:
    """Print the mutants that no case noticed, and the score."""
    held = settings(asked, Path())
    trials = list(_trials(rulebook_of(held, proofs=True), prefixes))
    survivors = [trial for trial in trials if not trial.noticed]
    if form == "json":
        put(json.dumps(_data(trials, survivors), ensure_ascii=False, indent=2))
    elif form == "markdown":
        put("\n".join(_page(trials, survivors)))
    elif survivors:
        put("\n".join(f"{trial.of}: {trial.change}" for trial in survivors))
    noticed = len(trials) - len(survivors)
    say(
        [
            f"{len(trials)} 处变异：示例发现 {noticed}，未发现 {len(survivors)}，得分 {_score(trials):.1f}%"
            if held.lang == "zh"
            else f"{len(trials)} mutants: {noticed} noticed, {len(survivors)} survived, score {_score(trials):.1f} %"
        ]
    )
    return CLEAR if _score(trials) >= at_least else RULES


def _trials(rulebook: Rulebook, prefixes: Sequence[str]) -> Iterator[Trial]:
    """The mutants of the rules named and of every parameter they read."""
    rules = named_rules(rulebook, prefixes)
    for rule in rules:
        yield from tried(rulebook, rule)
    for name, readers in readers_of(rulebook).items():
        if not set(readers).isdisjoint(rules):
            yield from tried_parameter(rulebook, name, readers)


def _score(trials: Sequence[Trial]) -> float:
    return 100 * sum(trial.noticed for trial in trials) / len(trials) if trials else 100.0


def _data(trials: Sequence[Trial], survivors: Sequence[Trial]) -> dict[str, object]:
    return {
        "mutants": len(trials),
        "noticed": len(trials) - len(survivors),
        "score": f"{_score(trials):.1f}%",
        "survivors": [{"of": trial.of, "change": trial.change} for trial in survivors],
    }


def _page(trials: Sequence[Trial], survivors: Sequence[Trial]) -> Iterator[str]:
    """`docs/mutation.md`: the score, and every mutant no case noticed."""
    yield "# Mutation score"
    yield ""
    yield "What `hegui rules mutate` found when it changed every operator, threshold (by its smallest unit), quantifier,"
    yield "connective, listed member and day of every rule and parameter, one at a time. This page is written by"
    yield "`hegui rules mutate --format markdown`."
    yield ""
    yield f"{len(trials)} mutants, {len(trials) - len(survivors)} noticed, {len(survivors)} survivors: {_score(trials):.1f} %."
    yield ""
    yield "Tables of market data (the LPR) are records, not thresholds, and breed no mutants. Many of the survivors change"
    yield "nothing a manifest could show: a limit moved between two values a whole number cannot take, a part that another"
    yield "part of the same rule implies."
    yield ""
    yield "| rule or parameter | change |"
    yield "|---|---|"
    for name, group in groupby(survivors, key=lambda trial: trial.of):
        for trial in group:
            yield f"| `{name}` | {trial.change} |"
