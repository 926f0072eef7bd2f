"""Draws random rulebooks: conclusions that depend on each other, checks that override each other, checks of one operator."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from agreement.asking import NAMES, OPERATORS, Asker, Terms, Unit
from agreement.palette import MEASURES, NUMERIC, Palette, steps, thinned
from agreement.said import PHRASES, TRUE, Tree, day, literal, members, number, quoted, word
from agreement.worlds import BOTH, FORCES, KINDS, TURNS, RuleSaid, WorldSaid


def drawn(rng: random.Random) -> WorldSaid:
    palette = thinned(rng)
    conclusions = _conclusions(rng, palette)
    parameters = _parameters(rng)
    lists = _lists(rng, palette)
    terms = Terms(
        {
            (owner, name): (said["kind"].value, tuple(said.get("members", ())))
            for owner, of in conclusions.items()
            for name, said in of.items()
        },
        {name: said["kind"].value for name, said in parameters.items()},
        {name: said["kind"].value for name, said in lists.items()},
    )
    world = WorldSaid(palette, conclusions, parameters, lists, [])
    maker = _Maker(rng, world, terms)
    maker.classify(rng.choice((2, 4, 6, 8, 14)))
    maker.check(rng.randint(4, 7))
    maker.drill(12)
    world.depth = max(maker.depths.values(), default=0)
    return world


def _conclusions(rng: random.Random, palette: Palette) -> dict[str, dict[str, Tree]]:
    owners = [record for record in palette.records if record]
    chosen = ["product", *rng.sample(owners, min(len(owners), rng.randint(1, 3)))]
    return {owner: dict(_owned(rng)) for owner in chosen}


def _owned(rng: random.Random) -> Iterator[tuple[str, Tree]]:
    for name in rng.sample(("is.risky", "is.loan", "activities", "level.of"), rng.randint(1, 3)):
        kind = {"activities": "set", "level.of": "level"}.get(name, "flag")
        said: dict[str, Tree] = {"kind": word(kind), "label": BOTH}
        if kind != "flag":
            said["members"] = dict.fromkeys(("a1", "a2", "a3", "a4")[: rng.randint(2, 4)], BOTH)
        yield name, said


def _parameters(rng: random.Random) -> dict[str, Tree]:
    head = {"label": BOTH, "standing": word("text")}
    found: dict[str, Tree] = {}
    for kind in (*NUMERIC, "day"):
        turns = sorted(rng.sample(TURNS[:4], rng.randint(1, 3)))
        step = {"source": word("test"), "confidence": word("verified")}
        series = [{"from": day(turn), "value": literal(rng, kind), **step} for turn in turns]
        found[f"p.{kind}"] = {"kind": word(kind), **head, "series": series}
        if kind in ("rate", "money", "count") and rng.random() < 0.7:
            formula = {"times": [number(2), {"param": word(f"p.{kind}")}]}
            found[f"f.{kind}"] = {"kind": word(kind), **head, "formula": formula}
            again = {"times": [{"param": word(f"f.{kind}")}, literal(rng, "number")]}
            found[f"g.{kind}"] = {"kind": word(kind), **head, "formula": again}
    return found


def _lists(rng: random.Random, palette: Palette) -> dict[str, Tree]:
    head = {"label": BOTH, "confidence": word("verified")}
    choices = sorted(
        {fact.choice for record in palette.records for fact in palette.of(record) if fact.kind == "choice"}
    )
    phrases = [rng.sample(PHRASES, several) for several in (1, 1, 2)]
    found = {
        f"l.text{i}": {"kind": word("text"), **head, "members": list(map(quoted, some))}
        for i, some in enumerate(phrases)
    }
    for choice in choices:
        some = rng.sample(members(choice), rng.randint(1, 2))
        found[f"l.{choice}"] = {"kind": word(choice), **head, "members": list(map(word, some))}
    return found


class _Maker:
    """Adds rules to a world, each depending on units drawn before its own only."""

    def __init__(self, rng: random.Random, world: WorldSaid, terms: Terms) -> None:
        self.rng, self.world, self.terms = rng, world, terms
        self.units = [
            (owner, name, member)
            for (owner, name), (kind, of) in terms.conclusions.items()
            for member in (of if kind != "flag" else (None,))
        ]
        rng.shuffle(self.units)
        self.depths: dict[Unit, int] = {}
        self.favoured: list[str] = []
        self.chained = rng.choice((0.5, 0.8, 1))
        """How often a classification depends on the unit before its own."""

    def classify(self, several: int) -> None:
        firsts = self.units[:several] + [self.rng.choice(self.units) for _ in range(several - len(self.units))]
        for number_, unit in enumerate(firsts):
            self.world.rules.append(self._classification(f"classify/r{number_:02}", unit))

    def _classification(self, name: str, unit: Unit) -> RuleSaid:
        concluded = [unit, *([self.rng.choice(self.units)] if self.rng.random() < 0.2 else [])]
        concluded = [each for each in concluded if each[0] == unit[0] and (each == unit or each[1] != unit[1])]
        said = {each: self._meant(each) for each in concluded}
        first = min(self.units.index(each) for meant in said.values() for each in meant)
        before = self.units[:first]
        bindings = self._bindings("" if unit[0] == "product" else unit[0])
        owner = bindings[-1][1] if bindings else "product"
        read: set[Unit] = set()
        body = {"versions": self._versions(bindings, before, read)}
        body["conclude"] = {f"{owner}.{each[1]}": self._conclusion(each) for each in concluded}
        reached = 1 + max((self.depths.get(each, 0) for each in read), default=0)
        for meant in said.values():
            for each in meant:
                self.depths[each] = max(self.depths.get(each, 0), reached)
        return RuleSaid(name, bindings, body)

    def _meant(self, unit: Unit) -> list[Unit]:
        owner, name, member = unit
        kind, of = self.terms.conclusions[owner, name]
        return [(owner, name, each) for each in of[: of.index(member) + 1]] if kind == "level" and member else [unit]

    def _conclusion(self, unit: Unit) -> Tree:
        kind, _ = self.terms.conclusions[unit[0], unit[1]]
        return TRUE if kind == "flag" else {"add" if kind == "set" else "at_least": word(str(unit[2]))}

    def _bindings(self, record: str) -> list[tuple[str, str, str]]:
        names = self.rng.sample(NAMES, 2)
        if self.rng.random() < 0.5:
            names[0] = NAMES[0] if names[1] != NAMES[0] else names[0]
        found: list[tuple[str, str, str]] = []
        reached = ""
        for name, step in zip(names, steps(record), strict=False):
            path = f"{found[-1][1]}.{step}" if found else step
            reached = f"{reached}.{step}[]" if reached else f"{step}[]"
            found.append((path, name, reached))
        return found

    def _versions(
        self, bindings: list[tuple[str, str, str]], before: list[Unit] | None, read: set[Unit] | None
    ) -> Tree:
        turns = sorted(self.rng.sample(TURNS, self.rng.choice((1, 1, 1, 2, 3))))
        if self.rng.random() < 0.6:
            turns = [TURNS[0]]
        scope = {name: record for _, name, record in bindings}
        versions = []
        for number_, turn in enumerate(turns):
            until = {"until": day(turns[number_ + 1])} if number_ + 1 < len(turns) else {}
            if not until and self.rng.random() < 0.1:
                until = {"until": day(turn + timedelta(days=365))}
            version: dict[str, Tree] = {"in_force": {"from": day(turn), **until}}
            version |= self._check(scope) if read is None else {"when": self._classified(before or [], read, scope)}
            versions.append(version)
        return versions

    def _classified(self, before: list[Unit], read: set[Unit], scope: dict[str, str]) -> Tree:
        """What a classification tests: mostly the unit before its own, wherever that can be reached from."""
        asker = self._asker(before)
        condition = asker.condition(scope)
        link = asker.reaching(scope, before[-1]) if before and self.rng.random() < self.chained else None
        if link is not None:
            condition = {self.rng.choice(("all", "any", "any")): self.rng.sample([link, condition], 2)}
        read |= asker.read
        return condition

    def _asker(self, before: list[Unit] | None) -> Asker:
        return Asker(self.rng, self.world.palette, self.terms, before)

    def check(self, several: int) -> None:
        for number_ in range(several):
            self.world.rules.append(self._checking(f"boundaries/c{number_:02}"))
        self._twin()

    def _checking(self, name: str) -> RuleSaid:
        general = self.rng.choice([None, *self._checks()]) if self.rng.random() < 0.6 else None
        record = self.rng.choice(("", "", *self.world.palette.records))
        bindings = self._bindings(record if general is None else _record(general))
        self.favoured = [each for _, each, _ in general.bindings] if general else []
        body = {
            "kind": word(self.rng.choice(KINDS)),
            "force": word(self.rng.choice(FORCES)),
            "versions": self._versions(bindings, None, None),
        }
        if general is not None:
            alike = [each.rule_id for each in self._checks() if _record(each) == _record(general)]
            body["overrides"] = [word(each) for each in sorted({general.rule_id, self.rng.choice(alike)})]
        self.favoured = []
        return RuleSaid(name, bindings, body)

    def _checks(self) -> list[RuleSaid]:
        return [rule for rule in self.world.rules if "conclude" not in rule.body]

    def _check(self, scope: dict[str, str]) -> dict[str, Tree]:
        asker = self._asker(None)
        asker.favoured = self.favoured
        if self.favoured and self.rng.random() < 0.5:
            condition = asker.over_elements(scope, 1)
        else:
            condition = asker.condition(scope, 2) if self.rng.random() < 0.8 else None
        return {
            **({"when": condition} if condition else {}),
            self.rng.choice(("require", "forbid")): self._asker(None).condition(scope),
        }

    def drill(self, several: int) -> None:
        """Checks of one operator each, with nothing that could hide how it comes out."""
        for number_, op in enumerate(self.rng.sample(OPERATORS, several)):
            asker = self._asker(None)
            for record in self._in_turn():
                bindings = self._bindings(record)
                condition = asker.drill({name: of for _, name, of in bindings}, op)
                if condition is not None:
                    version = {"in_force": {"from": day(TURNS[0])}, "require": condition}
                    body = {"kind": word(KINDS[1]), "force": word(FORCES[1]), "versions": [version]}
                    self.world.rules.append(RuleSaid(f"boundaries/d{number_:02}", bindings, body))
                    break

    def _in_turn(self) -> list[str]:
        """The record types in some order; those that have measures, of which there are few, more often first."""
        records = self.rng.sample(self.world.palette.records, len(self.world.palette.records))
        return sorted(records, key=lambda record: record not in MEASURES) if self.rng.random() < 0.25 else records

    def _twin(self) -> None:
        """The last check again, in its dual: forbidden what was required not to be, `every` as no `some` that is not."""
        rule = self.world.rules[-1]
        versions = [{"in_force": version["in_force"], **_dual_duty(version)} for version in rule.body["versions"]]
        twin = RuleSaid("boundaries/twin", rule.bindings, {**rule.body, "versions": versions})
        twin.body.pop("overrides", None)
        rule.body.pop("overrides", None)
        self.world.rules.append(twin)
        self.world.twins.append((rule.rule_id, twin.rule_id))


def _record(rule: RuleSaid) -> str:
    return rule.bindings[-1][2] if rule.bindings else ""


def _dual_duty(version: Mapping[str, Tree]) -> dict[str, Any]:
    word_, other = ("require", "forbid") if "require" in version else ("forbid", "require")
    dual: dict[str, Any] = {other: negated(version[word_])}
    if "when" in version:
        dual["when"] = {"not": negated(version["when"])}
    return dual


def negated(condition: Tree) -> Tree:
    """The negation by De Morgan's laws, down to single tests."""
    parts = [_negated(key, said) for key, said in condition.items()]
    return parts[0] if len(parts) == 1 else {"any": parts}


def _negated(key: str, said: Tree) -> Tree:
    if key in ("all", "any"):
        return {"any" if key == "all" else "all": [negated(part) for part in said]}
    if key == "not":
        return said
    if key == "every":
        return {"some": {**said, "hold": negated(said["hold"])}}
    if key in ("some", "none"):
        return {"none" if key == "some" else "some": said}
    return {"not": {key: said}}
