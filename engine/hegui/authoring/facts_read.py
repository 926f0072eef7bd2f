"""Which facts and conclusions a condition reads, and how many rules read each fact. It judges no rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from hegui.conditions import Condition, FactRef, Leaf, Monotone, Path, Unit, Within, operands_of, walk
from hegui.rules import Rule

__all__ = ["paths_read", "times_read"]


def paths_read(condition: Condition) -> Iterator[Path]:
    """Every path a condition tests or compares with, as often as it does."""
    for part in walk(condition):
        if isinstance(part, Leaf | Unit):
            yield part.path
        elif isinstance(part, Monotone):
            yield from (part.by, part.value)
        for operand in operands_of(part):
            if isinstance(operand, FactRef):
                yield operand.path
            elif isinstance(operand, Within):
                yield operand.of


def times_read(rules: Iterable[Rule]) -> Counter[tuple[str, str]]:
    """How many rules read each path, by record type and path within it: `("data.items[]", "consent.mode")`."""
    found: Counter[tuple[str, str]] = Counter()
    for rule in rules:
        conditions = [one for version in rule.versions for one in (version.when, version.require) if one is not None]
        found.update({(path.record, path.rel) for one in conditions for path in paths_read(one)})
    return found
