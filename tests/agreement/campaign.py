"""Runs random rulebooks on random products: do all ways agree, and do the laws hold? It decides nothing about either."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from agreement import making, products, said, ways, worlds
from agreement.cells import Cells, counted
from agreement.products import Manifest
from agreement.shrink import shrunk
from agreement.ways import Key, Product
from agreement.worlds import WorldSaid
from hegui.case import Case
from hegui.outcomes import UNDETERMINED, VIOLATED
from hegui.reading import Reading
from hegui.rulebook import Rulebook

PRODUCTS, DAYS = 8, 2
SHOWN = 6


@dataclass
class Tally:
    """What was run and what was found. `tried` counts comparisons by what they are of."""

    worlds: int = 0
    triples: int = 0
    cells: Cells = field(default_factory=Cells)
    tried: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    depths: Counter[int] = field(default_factory=Counter)
    disagreements: list[Disagreement] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        self.worlds += other.worlds
        self.triples += other.triples
        self.disagreements += other.disagreements
        for name in ("cells", "tried", "outcomes", "depths"):
            getattr(self, name).update(getattr(other, name))


@dataclass(frozen=True)
class Disagreement:
    """Two ways, or a way and a law, that differ on one rulebook, product and day."""

    seed: int
    what: str
    day: date
    found: tuple[Any, ...]
    world: WorldSaid
    manifest: Manifest
    later: Manifest | None = None
    """The same product once more is known, where that is what it is about."""

    def small(self) -> str:
        """The smallest example of it, as text."""
        world, manifest = shrunk(self.world, self.manifest, self._lasts)
        rules = (f"{rule.rule_id}: {said.yaml(rule.tree)}" for rule in world.rules)
        manifests = [products.text(each).decode() for each in (manifest, self.later) if each is not None]
        return "\n".join([f"on {self.day}: {self.what}", *rules, *manifests])

    def _lasts(self, world: WorldSaid, manifest: Manifest) -> bool:
        trial = _Trial(self.seed, world, Tally())
        if self.later is not None:
            return manifest == self.manifest and bool(trial.growth(Product(manifest), Product(self.later), self.day))
        return any(what == self.what and found for what, found in trial.triple(Product(manifest), self.day))

    def __str__(self) -> str:
        return f"seed {self.seed}, {self.day}, {self.what}: {self.found[:SHOWN]}"


def run(seed: int, tally: Tally, *, stop: bool = False) -> None:
    """One random rulebook on some random products and days. With `stop`, no more than is needed to find one disagreement."""
    rng = random.Random(seed)  # noqa: S311  the same for the same seed
    world = making.drawn(rng)
    trial = _Trial(seed, world, tally)
    tally.worlds += 1
    tally.depths[world.depth] += 1
    for product, day in _triples(rng, world):
        tally.triples += 1
        found = [(what, differing, None) for what, differing in trial.triple(product, day)]
        found += trial.laws(rng, product, day)
        tally.disagreements += [
            Disagreement(seed, what, day, tuple(differing), world, product.tree, later)
            for what, differing, later in found
            if differing
        ]
        if stop and tally.disagreements:
            return
    if seed % 4 == 0:
        trial.files(rng)


def _triples(rng: random.Random, world: WorldSaid) -> Iterator[tuple[Product, date]]:
    for _ in range(PRODUCTS):
        product = Product(products.drawn(rng, world.palette.facts))
        for day in rng.sample(worlds.JUDGED, DAYS):
            yield product, day


Found = Iterator[tuple[str, list[Any]]]


class _Trial:
    """One rulebook, tried on products and days."""

    def __init__(self, seed: int, world: WorldSaid, tally: Tally) -> None:
        self.seed, self.world, self.tally = seed, world, tally
        self.oracle = worlds.oracle(world)
        self.book: Rulebook = ways.rulebook(world)

    def triple(self, product: Product, day: date) -> Found:
        """Where the ways differ."""
        with counted(self.tally.cells):
            units, judged = ways.oracle(self.oracle, product, day)
        self.tally.outcomes.update(judged.values())
        core, compiled = (self.book.case(product.manifest, day, core=core) for core in (True, False))
        for name, case in (("the inference core", core), ("compiled code", compiled)):
            self.tally.tried["conclusions"] += len(units)
            self.tally.tried["outcomes"] += len(judged)
            yield f"conclusions: the oracle and {name}", ways.differences(units, ways.concluded(self.oracle, case))
            yield f"outcomes: the oracle and {name}", ways.differences(judged, ways.outcomes(self.book, case))
        yield "in the way: the oracle and what a verdict turns on", self._in_the_way(judged, product, day)
        yield "parts: compiled code and the explanation", self._parts(compiled)
        yield "twins: a check and its dual", list(self._twins(ways.outcomes(self.book, compiled)))

    def _in_the_way(self, judged: Mapping[Key, str], product: Product, day: date) -> list[Any]:
        """What a verdict turns on is found before all is concluded, check by check what the oracle says."""
        blocking = {rule.id for rule in self.book.contents.rules if rule.force == "block"}
        expected = {key: one for key, one in judged.items() if key[0] in blocking and one in (VIOLATED, UNDETERMINED)}
        self.tally.tried["outcomes in the way"] += len(expected)
        return ways.differences(expected, ways.in_the_way(self.book, product, day))

    def _parts(self, case: Case) -> list[Any]:
        read = list(ways.read(self.book, case))
        self.tally.tried["parts read"] += len(read)
        return [each for each in read if each[1] != each[2]]

    def _twins(self, outcomes: Mapping[Key, str]) -> Iterator[Any]:
        for one, other in self.world.twins:
            of_one, of_other = (
                {key[1]: found for key, found in outcomes.items() if key[0] == rule} for rule in (one, other)
            )
            self.tally.tried["dual checks"] += len(of_one)
            if of_one != of_other:
                yield one, of_one, of_other

    # ---- laws

    def laws(self, rng: random.Random, product: Product, day: date) -> Iterator[tuple[str, list[Any], Manifest | None]]:
        roll = rng.random()
        if roll < 0.5:
            more = Product(products.grown(rng, product.tree, self.world.palette.facts, self._spared(rng, product, day)))
            yield "growth: what was settled", self.growth(product, more, day), more.tree
        elif roll < 0.7:
            yield "order: elements", self._elements(rng, product, day), None
        elif roll < 0.75:
            yield "the record of a decision", self._decision(product, day), None

    def _spared(self, rng: random.Random, product: Product, day: date) -> list[str]:
        """Half of the times what one undetermined outcome names as open: without it, it must stay undetermined."""
        named = [places for places in self._open(self.book.case(product.manifest, day, core=False)).values() if places]
        return rng.choice(named) if named and rng.random() < 0.5 else []

    def growth(self, product: Product, more: Product, day: date) -> list[Any]:
        """What was settled stays so; what was not may change only through a fact that was named as open."""
        one, other = (self.book.case(each.manifest, day, core=False) for each in (product, more))
        before, after = ways.outcomes(self.book, one), ways.outcomes(self.book, other)
        units, later = (ways.concluded(self.oracle, case) for case in (one, other))
        self.tally.tried["outcomes once more is known"] += len(before)
        lost = [
            (key, was, later.get(key)) for key, was in units.items() if was is not None and later.get(key, was) != was
        ]
        lost += [(key, was, after[key]) for key, was in before.items() if key in after and _lost(was, after[key])]
        lost += [(key, "not applicable to the list", after[key]) for key in _appeared(before, after)]
        changed = products.changed(product.tree, more.tree)
        for key, places in self._open(one).items():
            if after.get(key, "undetermined") != "undetermined" and not products.near(places, changed):
                lost.append((key, "open", places, after[key], sorted(changed)))
        return lost

    def _open(self, case: Case) -> dict[Key, list[str]]:
        """The facts named as open, of every undetermined outcome on an element or the product."""
        reading = Reading(case, self.book.terms, self.book.programme)
        found: dict[Key, list[str]] = {}
        for outcome in self.book.outcomes(case):
            if outcome.outcome == "undetermined" and outcome.hole is None:
                env = reading.env(outcome.check.rule.names, outcome.chain)
                conditions = (outcome.check.when, outcome.check.require)
                places = (place for condition in conditions for place in reading.open(condition, env))
                key = (outcome.check.rule.id, ways.subject(outcome.chain))
                found[key] = [ways.subject(place.chain, place.rel) for place in places]
        return found

    def _elements(self, rng: random.Random, product: Product, day: date) -> list[Any]:
        tree, names = products.reordered(rng, product.tree)
        before, after = (self._settled(each, day) for each in (product, Product(tree)))
        self.tally.tried["outcomes in another order"] += len(before)
        return ways.differences({(key[0], products.renamed(key[1], names)): was for key, was in before.items()}, after)

    def _settled(self, product: Product, day: date) -> dict[Key, str]:
        return ways.outcomes(self.book, self.book.case(product.manifest, day, core=True))

    def _decision(self, product: Product, day: date) -> list[Any]:
        """The bytes of a decision do not depend on which way concluded."""
        self.tally.tried["decisions"] += 1
        one, other = (self.book.check(product.manifest, as_of=day, core=core).body_bytes for core in (True, False))
        return [] if one == other else [(one, other)]

    def files(self, rng: random.Random) -> None:
        """The order in which files are found does not matter."""
        self.tally.tried["rulebooks in another order"] += 1
        files = self.world.files()
        again = ways.load(rng.sample(files, len(files)))
        differing = [
            name for name in ("digest", "terms", "rules") if getattr(again, name) != getattr(self.book.contents, name)
        ]
        if differing:
            self.tally.disagreements.append(
                Disagreement(self.seed, "order: files", date.min, tuple(differing), self.world, {})
            )


def _lost(was: str, now: str) -> bool:
    return was not in ("undetermined", now)


def _appeared(before: Mapping[Key, str], after: Mapping[Key, str]) -> list[Key]:
    """Findings on elements of a list that was not known and to which the rule did not apply: now it does."""
    lists = [key for key, was in before.items() if was == "not_applicable" and key not in after]
    return [
        key
        for key, now in after.items()
        if now != "not_applicable" and any(key[0] == rule and key[1].startswith(f"{path}[") for rule, path in lists)
    ]
