"""One file of scenarios as it was run: plan, results, what they amount to. Renderers take everything from here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from hegui.rulebook import Rulebook
from hegui.scenarios import Plan, Result
from hegui.scenarios.summary import STATES, Pivot, Turn, pivots, state_of, turns
from hegui.terms import Bilingual

from hegui_adapters.exits import BLOCKED, CLEAR, INTERNAL, MANIFEST, UNDETERMINED, worst

__all__ = ["Run", "code_of"]


@dataclass(frozen=True)
class Run:
    """The results of one file, in the order of the plan; those left out by `--only` are not in it."""

    plan: Plan
    results: Sequence[Result]
    rulebook: str
    rules_digest: str
    engine: str

    @classmethod
    def of(cls, plan: Plan, results: Sequence[Result], rules: Rulebook) -> Run:
        from hegui._version import __version__

        return cls(plan, results, rules.contents.version, rules.digest, __version__)

    @property
    def code(self) -> int:
        return worst(code_of(result) for result in self.results)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        found = [state_of(result) for result in self.results]
        return {state: found.count(state) for state in STATES}

    @property
    def expected(self) -> int:
        return sum(1 for result in self.results if result.expected)

    @cached_property
    def missed(self) -> tuple[Result, ...]:
        return tuple(result for result in self.results if result.missed)

    @cached_property
    def troubled(self) -> tuple[Result, ...]:
        return tuple(result for result in self.results if result.trouble is not None)

    @cached_property
    def supposing(self) -> tuple[Result, ...]:
        """The results that rest on a what-if."""
        return tuple(result for result in self.results if result.what_ifs)

    @cached_property
    def what_ifs(self) -> tuple[Bilingual, ...]:
        """Every what-if of the file, each once."""
        return tuple(dict.fromkeys(one for result in self.supposing for one in result.what_ifs))

    @cached_property
    def pivots(self) -> tuple[Pivot, ...]:
        return tuple(pivots(self.plan, self.results))

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        return tuple(turns(self.plan, self.results))


def code_of(result: Result) -> int:
    """The exit code one scenario makes: what is expected counts, or else the verdict."""
    if result.trouble is not None:
        return MANIFEST if result.trouble.kind == "invalid" else INTERNAL
    if result.expected:
        return BLOCKED if result.missed else CLEAR
    return {"blocked": BLOCKED, "undetermined": UNDETERMINED}.get(result.verdict, CLEAR)
