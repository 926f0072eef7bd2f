"""Random rulebooks: the files of one, and the same as the oracle's world. They are well formed; what loads is not tried here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from agreement.palette import Palette
from agreement.said import Tree, day, document, quoted, raw, word
from hegui.loading.contents import RuleFile
from hegui.semantics import World

TURNS = tuple(map(date.fromisoformat, ("2023-01-01", "2024-02-29", "2025-01-01", "2025-07-01", "2026-01-01")))
JUDGED = tuple(turn + timedelta(days=by) for turn in TURNS for by in (-1, 0))
BOTH = {"zh": quoted("测试"), "en": word("test")}
HEADER: Mapping[str, Tree] = {
    "title": BOTH,
    "sources": [{"report": quoted("4.1")}],
    "register": [],
    "confidence": word("verified"),
    "checked": {"on": day(TURNS[0]), "against": word("primary text")},
}
WORKDAYS = {
    2024: (("2024-02-09", "2024-02-12"), ("2024-02-04", "2024-02-18")),
    2025: (("2025-01-28", "2025-07-01", "2025-12-31"), ("2025-06-28", "2025-10-11")),
}
FORCES, KINDS = ("block", "warn", "advise"), ("prohibition", "duty", "guideline")


@dataclass
class RuleSaid:
    """One rule file."""

    name: str
    bindings: list[tuple[str, str, str]]
    """Path, name, record type."""
    body: dict[str, Tree]

    @property
    def rule_id(self) -> str:
        return self.name.replace("/", ".")

    @property
    def scope(self) -> dict[str, str]:
        return {name: record for _, name, record in self.bindings}

    @property
    def tree(self) -> dict[str, Tree]:
        said = [word(f"{path} as {name}") for path, name, _ in self.bindings]
        scoped: dict[str, Tree] = {"for_each": said[0] if len(said) == 1 else said} if said else {}
        return {**scoped, **self.body}


@dataclass
class WorldSaid:
    """A whole rulebook. `twins` are pairs of checks that say the same in other words."""

    palette: Palette
    conclusions: dict[str, dict[str, Tree]]
    parameters: dict[str, Tree]
    lists: dict[str, Tree]
    rules: list[RuleSaid]
    twins: list[tuple[str, str]] = field(default_factory=list)
    depth: int = 0

    def files(self) -> list[RuleFile]:
        def file(name: str, tree: Mapping[str, Tree]) -> RuleFile:
            return RuleFile(f"{name}.yaml", document(tree), house=False)

        calendar = {str(year): _calendar(*days) for year, days in WORKDAYS.items()}
        common = {
            "rulebook": {"version": quoted("1"), "included_up_to": day(TURNS[-1])},
            "vocabulary/conclusions": self.conclusions,
            "vocabulary/lists": self.lists,
            "vocabulary/working-days": calendar,
            "parameters/all": self.parameters,
        }
        return [file(name, tree) for name, tree in common.items() if tree] + [
            file(rule.name, {**HEADER, **_headed(rule.tree)}) for rule in self.rules
        ]


def oracle(world: WorldSaid) -> World:
    """The same rulebook as the oracle reads it."""
    conclusions = {
        owner: {
            name: {"kind": said["kind"].value, "members": list(said.get("members", [None]))}
            for name, said in of.items()
        }
        for owner, of in world.conclusions.items()
    }
    return World(
        rules={rule.rule_id: raw(rule.tree) for rule in world.rules},
        conclusions=conclusions,
        parameters={name: raw(said) for name, said in world.parameters.items()},
        lists={name: raw(said["members"]) for name, said in world.lists.items()},
        workdays={
            year: tuple({date.fromisoformat(d) for d in days} for days in both) for year, both in WORKDAYS.items()
        },
    )


def _calendar(off: tuple[str, ...], worked: tuple[str, ...]) -> Tree:
    said = {key: [word(d) for d in days] for key, days in (("holidays", off), ("made_up", worked))}
    return {"source": word("test"), "confidence": word("verified"), **said}


def _headed(tree: dict[str, Tree]) -> dict[str, Tree]:
    """With what every rule file has; its one example is read but not run."""
    concludes = "conclude" in tree
    outcomes = ("concluded", "not_concluded") if concludes else ("violated", "met", "not_applicable")
    found = {**tree, "no_case": {outcome: word("test") for outcome in outcomes}}
    if not concludes:
        found["message"] = BOTH
    return {**found, "cases": [{"name": word("test"), "given": {"app": {}}, "expect": word("undetermined")}]}
