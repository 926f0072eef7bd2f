"""Turns propositional rules into the rulesets the inference core takes: flat, few and small enough. It runs nothing.

The core knows generated names only, each with the integer 1: `x17t` (signal 17 is true), `y4f` (unit 4 is false), `z2t`
(part 2 of some condition holds). Every rule is one pattern, a flat `$and` of names. There is no `$or`: each of its true
terms counts as one of the 64 matches a message may have, and an `$and` of them fires once for every way to choose.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import count, product
from json import dumps
from math import prod
from typing import Final, Literal

from hegui.errors import InferenceError

__all__ = [
    "MARK",
    "SESSION",
    "And",
    "Const",
    "Expr",
    "Lit",
    "Or",
    "Program",
    "Ruleset",
    "Stratum",
    "UnitRule",
    "fnv32",
    "name",
]

RULES: Final = 60
"""Of one ruleset, the one for the mark included; a message that meets more than 64 is lost."""
PROPERTIES: Final = 200
"""Of one message, three of them ours; the core refuses 253."""
WIDTH: Final = 100
"""Names in one pattern; a longer conjunction is cut into parts."""
PRODUCT: Final = 8
"""Alternatives a conjunction is multiplied out to; above it, its widest factor becomes a part with its own name."""
DEPTH: Final = 16
"""Levels of dependence told apart when rules are grouped; deeper ones share rulesets, which only costs time."""

SESSION: Final = "s"
MARK: Final = "k"
MARK_RULE: Final = "r0"
OWN: Final = ("sid", "id", MARK)
OPERATORS: Final = (
    "and", "or", "not", "ex", "nex", "eq", "neq", "lt", "lte", "gt", "gte", "mt", "imt", "iall", "iany", "add", "sub",
    "mul", "div", "forward", "all", "any", "s", "m", "l", "r", "i",
)  # fmt: skip
RESERVED: Final = (
    *OWN,
    "m",
    "name",
    "all",
    "any",
    "count",
    "cap",
    "pri",
    "dist",
    "run",
    *(f"${op}" for op in OPERATORS),
)


@dataclass(frozen=True, slots=True)
class Lit:
    """A signal or a unit of the same stratum being true (`positive`) or being false; when unknown, neither."""

    kind: Literal["signal", "unit"]
    index: int
    positive: bool = True


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Const:
    value: bool


Expr = Lit | And | Or | Const


@dataclass(frozen=True, slots=True)
class UnitRule:
    """When a unit is true and when it is false, each in negation normal form."""

    index: int
    true: Expr
    false: Expr


@dataclass(frozen=True, slots=True)
class Stratum:
    """The rules of one kind of record that depend on its signals and on each other; `name` is for messages only."""

    name: str
    signals: int
    units: tuple[UnitRule, ...]


_Clause = frozenset[str]
_ALWAYS: Final[_Clause] = frozenset()


def name(kind: Literal["x", "y", "z"], index: int, truth: Literal["t", "f"]) -> str:
    """What the core calls a signal (x), a unit (y) or a part of a condition (z) that is true or false."""
    return f"{kind}{index}{truth}"


class Program:
    """A stratum made ready for the core: names that always hold, and rulesets for the others.

    Raises:
        InferenceError: the stratum names a signal or unit it does not have, or a ruleset passes a limit of the core.
    """

    def __init__(self, stratum: Stratum) -> None:
        self.stratum = stratum
        self.facts: set[str] = set()
        self._clauses: list[tuple[str, _Clause]] = []
        self._parts = count()
        if sorted(unit.index for unit in stratum.units) != list(range(len(stratum.units))):
            raise InferenceError(f"{stratum.name}: its units are not numbered from 0 without a gap")
        for unit in stratum.units:
            self._derive(name("y", unit.index, "t"), self._alternatives(unit.true))
            self._derive(name("y", unit.index, "f"), self._alternatives(unit.false))
        self.rulesets = _rulesets(self._clauses)
        for ruleset in self.rulesets:
            ruleset.prove(stratum.name)

    def _derive(self, head: str, alternatives: Iterable[_Clause]) -> None:
        for clause in alternatives:
            if clause == _ALWAYS:
                self.facts.add(head)
            else:
                self._clauses.append((head, self._narrowed(clause)))

    def _narrowed(self, clause: _Clause) -> _Clause:
        names = sorted(clause)
        while len(names) > WIDTH:
            names = [*names[WIDTH:], self._part([frozenset(names[:WIDTH])])]
        return frozenset(names)

    def _part(self, alternatives: list[_Clause]) -> str:
        head = name("z", next(self._parts), "t")
        self._derive(head, alternatives)
        return head

    def _alternatives(self, expr: Expr) -> list[_Clause]:
        """The sets of names each of which makes the expression true."""
        match expr:
            case Const(value):
                return [_ALWAYS] if value else []
            case Lit():
                return [frozenset({self._literal(expr)})]
            case Or(parts):
                found = dict.fromkeys(clause for part in parts for clause in self._alternatives(part))
                return [_ALWAYS] if _ALWAYS in found else list(found)
            case And(parts):
                return self._multiplied([self._alternatives(part) for part in parts])

    def _multiplied(self, factors: list[list[_Clause]]) -> list[_Clause]:
        while prod(map(len, factors)) > PRODUCT:
            widest = max(range(len(factors)), key=lambda i: len(factors[i]))
            factors[widest] = [frozenset({self._part(factors[widest])})]
        return list(dict.fromkeys(_ALWAYS.union(*chosen) for chosen in product(*factors)))

    def _literal(self, lit: Lit) -> str:
        size = self.stratum.signals if lit.kind == "signal" else len(self.stratum.units)
        if not 0 <= lit.index < size:
            raise InferenceError(f"{self.stratum.name}: there is no {lit.kind} {lit.index}")
        return name("x" if lit.kind == "signal" else "y", lit.index, "t" if lit.positive else "f")


@dataclass(frozen=True)
class Ruleset:
    """Rules that live together in the core: what each concludes and needs, and the text of every name they read."""

    heads: dict[str, str] = field(default_factory=lambda: {MARK_RULE: MARK})
    bodies: dict[str, _Clause] = field(default_factory=lambda: {MARK_RULE: frozenset({MARK})})
    names: dict[str, str] = field(default_factory=dict[str, str])

    def add(self, head: str, clause: _Clause) -> None:
        rule = f"r{len(self.heads)}"
        self.heads[rule], self.bodies[rule] = head, clause
        self.names.update((needed, f'"{needed}":1') for needed in sorted(clause))

    def takes(self, clause: _Clause) -> bool:
        return len(self.heads) < RULES and len(self.names.keys() | clause) + len(OWN) <= PROPERTIES

    def text(self) -> str:
        """The rules as the core reads them."""
        patterns = {rule: [{needed: 1} for needed in sorted(clause)] for rule, clause in self.bodies.items()}
        return dumps({
            rule: {"all": [{"m": {"$and": names} if len(names) > 1 else names[0]}], "dist": 0}
            for rule, names in patterns.items()
        })  # fmt: skip

    def prove(self, owner: str) -> None:
        """Refuse what the core would refuse at run time, mistake for something else or never finish reading."""
        for what, size, limit in (
            ("rules", len(self.heads), RULES),
            ("properties of a message", len(self.names) + len(OWN), PROPERTIES),
            ("names in one pattern", max(map(len, self.bodies.values())), WIDTH),
        ):
            if size > limit:
                raise InferenceError(f"{owner}: {size} {what}, the limit is {limit}")
        # one message each time a name is gained, so never more than one for each name and one more
        ids = [f"m{number}" for number in range(1, len(self.names) + 2)]
        for texts in ((*RESERVED, *self.names), (f"sid-{SESSION}", *ids), tuple(self.heads)):
            hashes = {fnv32(text): text for text in texts}
            for text in texts:
                if hashes[fnv32(text)] != text:
                    raise InferenceError(f"{owner}: the core cannot tell {text} from {hashes[fnv32(text)]}")


def _rulesets(clauses: list[tuple[str, _Clause]]) -> list[Ruleset]:
    """Rules of one level of dependence together, so that what one level gains does not fire an earlier one again."""
    levels = _levels(clauses)
    rulesets: list[Ruleset] = []
    previous = None
    for head, clause in sorted(clauses, key=lambda pair: levels[pair[0]]):
        if levels[head] != previous or not rulesets[-1].takes(clause):
            rulesets.append(Ruleset())
        rulesets[-1].add(head, clause)
        previous = levels[head]
    return rulesets


def _levels(clauses: list[tuple[str, _Clause]]) -> dict[str, int]:
    levels = dict.fromkeys((head for head, _ in clauses), 0)
    inner = [(head, [needed for needed in clause if needed in levels]) for head, clause in clauses]
    for _ in range(DEPTH):
        before = list(levels.values())
        for head, below in inner:
            levels[head] = max([levels[head], *[levels[needed] + 1 for needed in below]])
        if before == list(levels.values()):
            break
    return {head: min(level, DEPTH) for head, level in levels.items()}


@cache
def fnv32(text: str) -> int:
    """The hash that is all the core compares of a name, an id or a session."""
    value = 0x811C9DC5
    for byte in text.encode("ascii"):
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    return value
