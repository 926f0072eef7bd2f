"""Random conditions over a palette, as trees that both a rule file and the oracle can say. It judges none of them."""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from agreement.palette import DAYS, NUMERIC, ORDER, SETS, Fact, Palette, alike, comparable, operators
from agreement.said import FALSE, PATTERNS, TRUE, Said, Tree, literal, number, quoted, word

Scope = Mapping[str, str]
"""Name to the record type it is bound to."""

OVER_ELEMENTS = ("every", "some", "none", "count", "monotone")
OPERATORS = (
    "equals",
    "in",
    *ORDER,
    *DAYS,
    "within",
    "within",
    "mentions",
    "matches",
    "exists",
    "evidenced",
    *SETS,
    *OVER_ELEMENTS,
    "told",
    "told",
)
NAMES = ("item", "x", "y", "one", "credit", "c", "f")

Unit = tuple[str, str, str | None]
"""Owner, name, member: one thing a classification may say."""


@dataclass(frozen=True)
class Terms:
    """What conditions may refer to beside facts, by name."""

    conclusions: Mapping[tuple[str, str], tuple[str, tuple[str, ...]]]
    """Owner and name: kind and members."""
    parameters: Mapping[str, str]
    lists: Mapping[str, str]
    """Name: `text` or the choices its members are of."""


@dataclass
class Asker:
    """Draws conditions of one rule or version. `allowed` are the units it may depend on, `None` for all."""

    rng: random.Random
    palette: Palette
    terms: Terms
    allowed: Collection[Unit] | None = None
    wanted: list[Unit] = field(default_factory=list)
    """Units to be asked about before any other, so that conclusions make chains."""
    read: set[Unit] = field(default_factory=set)
    favoured: Collection[str] = ()
    """Names to give to elements before any other, where they clash with those of another rule."""

    def condition(self, scope: Scope, depth: int = 3) -> Tree:
        roll = self.rng.random()
        if depth == 0 or roll < 0.35:
            return self.leaf(scope)
        if roll < 0.6:
            parts = [self.condition(scope, depth - 1) for _ in range(self.rng.randint(1, 3))]
            return {self.rng.choice(("all", "any")): parts}
        if roll < 0.7:
            return {"not": self.condition(scope, depth - 1)}
        if roll < 0.8:
            return self._keys(scope, depth)
        return self.over_elements(scope, depth - 1) or self.leaf(scope)

    def _keys(self, scope: Scope, depth: int) -> Tree:
        """Several keys of one mapping are "and"."""
        return {**self.condition(scope, depth - 1), **self.leaf(scope), **self.leaf(scope)}

    # ---- elements

    def over_elements(self, scope: Scope, depth: int, kind: str = "") -> Tree | None:
        lists = [(path, fact) for path, fact in self._facts(scope) if fact.element]
        names = [name for name in NAMES if name not in scope]
        if not lists or not names:
            return None
        path, fact = self.rng.choice(lists)
        favoured = [name for name in names if name in self.favoured]
        name = self.rng.choice(favoured or names)
        inner = {**scope, name: fact.element}
        said: dict[str, Tree] = {"of": word(f"{path} as {name}")}
        numbers = [f"{name}.{f.path}" for f in self.palette.of(fact.element) if f.kind in NUMERIC and not f.many]
        kind = kind or self.rng.choice(("every", "some", "none", "every", "some", "count", "count", "monotone"))
        if kind == "monotone" and numbers:
            return {"monotone": said | {side: word(self.rng.choice(numbers)) for side in ("by", "value")}}
        if self.rng.random() < 0.6:
            said["where"] = self.condition(inner, depth)
        if kind == "count":
            limits = self.rng.sample(("at_least", "at_most"), self.rng.choice((1, 1, 2)))
            return {"count": said | {limit: self._limit(scope) for limit in limits}}
        return {"none" if kind == "monotone" else kind: said | {"hold": self.condition(inner, depth)}}

    def _limit(self, scope: Scope) -> Tree:
        roll = self.rng.random()
        counts = [path for path, fact in self._facts(scope) if fact.kind == "count"]
        if counts and roll < 0.2:
            return {"fact": word(self.rng.choice(counts))}
        if roll < 0.3:
            return self.operand(scope, "count", "periods")
        return number(self.rng.choice((0, 1, 1, 2, 2, 3)))

    # ---- leaves

    def leaf(self, scope: Scope) -> Tree:
        told = self.told(scope) if self.rng.random() < 0.25 or self.wanted else None
        if told is not None:
            return told
        facts = list(self._facts(scope))
        inner = [each for each in facts if each[0].partition(".")[0] in scope]
        path, fact = self.rng.choice(inner if inner and self.rng.random() < 0.7 else facts)
        measures = [each for each in inner if each[1].measure]
        if measures and self.rng.random() < 0.2:
            path, fact = self.rng.choice(measures)
        tests = dict(self.test(scope, fact) for _ in range(self.rng.choice((1, 1, 1, 2))))
        if set(tests) == {"equals"} and isinstance(tests["equals"], Said) and self.rng.random() < 0.7:
            return {path: tests["equals"]}
        return {path: tests}

    def _facts(self, scope: Scope) -> list[tuple[str, Fact]]:
        found = [(fact.path, fact) for fact in self.palette.of("") if fact.path.partition(".")[0] not in scope]
        for name, record in scope.items():
            found += [(f"{name}.{fact.path}", fact) for fact in self.palette.of(record)]
        return found

    def test(self, scope: Scope, fact: Fact) -> tuple[str, Tree]:
        ops = operators(fact)
        rare = [op for op in ops if op in ("exists", "evidenced")]
        common = [op for op in ops if op not in rare]
        op = self.rng.choice(rare if not common or self.rng.random() < 0.15 else common)
        return op, self._tested(scope, fact, op)

    def _tested(self, scope: Scope, fact: Fact, op: str) -> Tree:
        if op in ("exists", "evidenced"):
            return TRUE if op == "evidenced" or self.rng.random() < 0.6 else FALSE
        if fact.many:
            return self.several(fact)
        return self._within(scope, fact) if op == "within" else self._compared(scope, fact, op)

    def drill(self, scope: Scope, op: str) -> Tree | None:
        """One operator and nothing else; None where nothing can be tested with it."""
        if op == "told":
            return self.told(scope)
        if op in OVER_ELEMENTS:
            return self.over_elements(scope, 0, op)
        fitting = [(path, fact) for path, fact in self._facts(scope) if op in operators(fact)]
        inner = [each for each in fitting if each[0].partition(".")[0] in scope]
        costs = [each for each in fitting if each[1].measure]
        if not fitting:
            return None
        path, fact = self.rng.choice(costs if costs and self.rng.random() < 0.3 else inner or fitting)
        rates = [each for each in inner if each[1].kind == "rate" and not each[1].measure]
        if costs and rates and op in ("equals", *ORDER) and self.rng.random() < 0.5:
            return {self.rng.choice(rates)[0]: {op: {"fact": word(self.rng.choice(costs)[0])}}}
        return {path: {op: self._tested(scope, fact, op)}}

    def _compared(self, scope: Scope, fact: Fact, op: str) -> Tree:
        if op == "in":
            return self.several(fact)
        if op == "matches":
            return quoted(self.rng.choice(PATTERNS))
        if op == "mentions":
            listed = self._lists("text")
            return {"list": word(self.rng.choice(listed))}
        return self.operand(scope, fact.kind, fact.choice)

    def several(self, fact: Fact) -> Tree:
        listed = self._lists(fact.choice or fact.kind)
        if listed and self.rng.random() < 0.3:
            return {"list": word(self.rng.choice(listed))}
        return [literal(self.rng, fact.kind, fact.choice) for _ in range(self.rng.randint(1, 3))]

    def _lists(self, kind: str) -> list[str]:
        return [name for name, of in self.terms.lists.items() if of == kind]

    # ---- operands

    def operand(self, scope: Scope, kind: str, choice: str = "") -> Tree:
        roll = self.rng.random()
        parameters = self._parameters(kind)
        facts = [(path, fact) for path, fact in self._facts(scope) if comparable(fact, kind, choice)]
        others = [path for path, fact in facts if not (fact.measure and kind == "count")]  # no cost is a length
        costs = [path for path in others if "annualised_cost" in path]
        if costs and roll < 0.3:
            return {"fact": word(self.rng.choice(costs))}
        if others and roll < (0.35 if kind == "day" else 0.2):
            return {"fact": word(self.rng.choice(others))}
        if parameters and roll < (0.6 if kind == "day" else 0.35):
            return self._param(scope, parameters)
        if roll < 0.45 and kind in NUMERIC:
            return self._product(scope, parameters, others)
        return literal(self.rng, kind, choice)

    def _parameters(self, kind: str) -> list[str]:
        return [name for name, of in self.terms.parameters.items() if alike(of, kind)]

    def _param(self, scope: Scope, names: Sequence[str]) -> Tree:
        named = {"param": word(self.rng.choice(names))}
        days = [path for path, fact in self._facts(scope) if fact.kind == "day"]
        if days and self.rng.random() < 0.4:
            return named | {"on": {"fact": word(self.rng.choice(days))}}
        return named

    def _product(self, scope: Scope, parameters: Sequence[str], others: Sequence[str]) -> Tree:
        factors: list[Tree] = [literal(self.rng, "number")]
        if parameters:
            factors.append(self._param(scope, parameters))
        if others and (not parameters or self.rng.random() < 0.3):
            factors.append({"fact": word(self.rng.choice(others))})
        self.rng.shuffle(factors)
        return {"times": factors}

    def _within(self, scope: Scope, tested: Fact) -> Tree:
        unit = self.rng.choice(("days", "months", "working_days", "working_days"))
        days = [path for path, fact in self._facts(scope) if fact.kind == "day" and fact is not tested]
        days = days or [path for path, fact in self._facts(scope) if fact.kind == "day"]
        length = (
            number(self.rng.choice((0, 1, 1, 1, 2, 12)))
            if self.rng.random() < 0.8
            else self.operand(scope, "count", "periods")
        )
        return {unit: length, "of": word(self.rng.choice(days))}

    # ---- conclusions

    def reaching(self, scope: Scope, unit: Unit) -> Tree | None:
        """A test of one unit, through as many quantifiers as it takes to reach an element that has it."""
        self.wanted = [unit]
        told = self.told(scope)
        names = [name for name in NAMES if name not in scope]
        owner = unit[0]
        if told is not None or not names or owner in ("product", *scope.values()):
            return told
        below = [(f"{name}.", record) for name, record in scope.items() if owner.startswith(f"{record}.")]
        start, record = max(below, key=lambda each: len(each[1]), default=("", ""))
        step = owner.removeprefix(record).strip(".").split("[]")[0]
        name = self.rng.choice(names)
        element = f"{record}.{step}[]" if record else f"{step}[]"
        hold = self.reaching({**scope, name: element}, unit)
        if hold is None or (not start and step.partition(".")[0] in scope):
            return None
        return {self.rng.choice(("every", "some", "none")): {"of": word(f"{start}{step} as {name}"), "hold": hold}}

    def told(self, scope: Scope) -> Tree | None:
        """A test of a conclusion that reads allowed units only; None where there is none."""
        choices = [
            (path, test, units)
            for path, units, test in self._tellable(scope)
            if self.allowed is None or units <= set(self.allowed)
            if not self.wanted or units & set(self.wanted)
        ]
        if not choices:
            return None
        path, test, units = self.rng.choice(choices)
        self.read |= units
        self.wanted.clear()
        return {path: test}

    def _tellable(self, scope: Scope) -> list[tuple[str, set[Unit], Tree]]:
        found = []
        for (owner, name), (kind, members) in self.terms.conclusions.items():
            wanted = next((unit[2] for unit in self.wanted if unit[:2] == (owner, name)), None)
            heads = [bound for bound, record in scope.items() if record == owner]
            for head in heads or (["product"] if owner == "product" else []):
                for test, read in self._tests(kind, members, wanted):
                    found.append((f"{head}.{name}", {(owner, name, member) for member in read}, test))
        return found

    def _tests(self, kind: str, members: tuple[str, ...], wanted: str | None) -> list[tuple[Tree, set[str | None]]]:
        if kind == "flag":
            return [(TRUE, {None}), (FALSE, {None}), ({"equals": TRUE}, {None})]
        some = [wanted] if wanted else self.rng.sample(members, self.rng.randint(1, min(2, len(members))))
        said = [word(member) for member in some]
        if kind == "set":
            rest: set[str | None] = set(members) - set(some)
            return [({op: said}, set(some) if op != "subset_of" else rest) for op in SETS]
        above = {member: set(members[i + 1 : i + 2]) for i, member in enumerate(members)}
        one, exact = some[0], {member for each in some for member in {each, *above[each]}}
        return [
            ({"at_least": said[0]}, {one}),
            ({"at_most": said[0]}, set(above[one])),
            ({"equals": said[0]}, {one, *above[one]}),
            ({"in": said}, set(exact)),
            ({"exists": self.rng.choice((TRUE, FALSE))}, {members[0]}),
        ]
