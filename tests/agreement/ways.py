"""The ways to the same answer, run beside each other on one manifest and day. It draws nothing and excuses nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from agreement import products
from agreement.said import raw
from agreement.worlds import WorldSaid
from hegui import semantics
from hegui.case import Case, Chain
from hegui.compile import Compiled
from hegui.conditions import unit_key
from hegui.judge import Check, Outcome
from hegui.loading.files import load
from hegui.manifest.reading import Manifest, read_manifest
from hegui.outcomes import UNDETERMINED, VIOLATED
from hegui.reading import Reading
from hegui.rulebook import Rulebook
from hegui.semantics import World
from hegui.values import FALSE, TRUE, UNKNOWN, Range

Key = tuple[str, ...]
TRUTHS = {TRUE: True, UNKNOWN: None, FALSE: False}
CREDITS = "pricing.credits"
MEASURES = ("nominal", "effective")


def rulebook(world: WorldSaid) -> Rulebook:
    return Rulebook(load(world.files()))


def subject(chain: Chain, hole: str | None = None) -> str:
    """The name of an element by index, as the oracle gives it."""
    named = ".".join([*(f"{path}[{index}]" for path, index in chain), *([hole] if hole else [])])
    return named or "product"


class Product:
    """One manifest as production read it and as the oracle is told of it."""

    def __init__(self, tree: products.Manifest) -> None:
        self.tree = tree
        self.manifest: Manifest = read_manifest(products.text(tree), "product.yaml")
        self.raw: dict[str, Any] = raw(tree)
        self._tell_measures()

    def _tell_measures(self) -> None:
        """Measures are given to the oracle: how they are worked out is tested elsewhere."""
        listed = (
            semantics.bare((semantics.bare(self.raw.get("pricing")) or {}).get("credits"))
            if _is_map(self.raw.get("pricing"))
            else None
        )
        found = self.manifest.measured.get(CREDITS)
        if not isinstance(listed, list) or not isinstance(found, tuple):
            return
        for element, record in zip(listed, found, strict=True):
            if _is_map(element):
                element["annualised_cost"] = {name: _told(record.get(f"annualised_cost.{name}")) for name in MEASURES}


def _is_map(raw_: object) -> bool:
    return isinstance(raw_, Mapping)


def _told(value: object) -> Any:
    return {"range": [value.low, value.high]} if isinstance(value, Range) else value


def concluded(world: World, case: Case) -> dict[Key, bool | None]:
    """Every unit of every record of a settled case, as the oracle names them."""
    found: dict[Key, bool | None] = {}
    for owner, names in world.conclusions.items():
        for occurrence in case.occurrences("" if owner == "product" else owner)[0]:
            record = occurrence.records[-1] if occurrence.records else case.root
            for name, said in names.items():
                rel = f"product.{name}" if owner == "product" else name
                for member in said["members"]:  # type: ignore[attr-defined]
                    truth = TRUTHS[record[unit_key(rel, member)]]  # type: ignore[index]
                    found[subject(occurrence.chain), name, member or ""] = truth
    return found


def outcomes(book: Rulebook, case: Case) -> dict[Key, str]:
    return _named(book.outcomes(case))


def in_the_way(book: Rulebook, product: Product, day: date) -> dict[Key, str]:
    """What stands in the way of a product nothing has been concluded of."""
    case = book.opened(product.manifest, day)
    return _named(book.in_the_way(case, {VIOLATED, UNDETERMINED}, core=False))


def _named(outcomes: Iterable[Outcome]) -> dict[Key, str]:
    found: dict[Key, str] = {}
    for outcome in outcomes:
        key = (outcome.check.rule.id, subject(outcome.chain, outcome.hole))
        assert key not in found, f"{key} is judged twice"
        found[key] = outcome.outcome
    return found


def oracle(world: World, product: Product, day: date) -> tuple[dict[Key, bool | None], dict[Key, str]]:
    """Conclusions and outcomes by the oracle."""
    units = {
        (where, name, member or ""): truth
        for (where, name, member), truth in semantics.conclude(world, product.raw, day).items()
    }
    return units, dict(semantics.judge(world, product.raw, day))


def read(book: Rulebook, case: Case) -> Iterator[tuple[Key, int, int]]:
    """The truth of every `when` and `require`, compiled and read part by part for explaining."""
    reading = Reading(case, book.terms, book.programme)
    for check in book.checks(case.day):
        for occurrence in case.occurrences(check.rule.record)[0]:
            env = reading.env(check.rule.names, occurrence.chain)
            bound = (*case.arguments, *occurrence.records)
            for word, condition in (("when", check.when), ("require", check.require)):
                key = (check.rule.id, subject(occurrence.chain), word)
                yield key, _compiled(check, word)(*bound), reading.truth(condition, env)


@cache
def _compiled(check: Check, word: str) -> Compiled:
    return check.compiler.function(getattr(check, word), check.rule.names)


def differences(one: Mapping[Key, Any], other: Mapping[Key, Any]) -> list[tuple[Key, Any, Any]]:
    absent = "-"
    return [
        (key, one.get(key, absent), other.get(key, absent))
        for key in sorted({*one, *other})
        if one.get(key, absent) != other.get(key, absent)
    ]
