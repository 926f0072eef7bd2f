"""Makes a disagreement small enough to read: takes rules, parts of conditions and facts away while it lasts."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from agreement.products import Manifest
from agreement.said import Said, Tree
from agreement.worlds import RuleSaid, WorldSaid

Fails = Callable[[WorldSaid, Manifest], bool]


def shrunk(world: WorldSaid, manifest: Manifest, fails: Fails, tries: int = 3000) -> tuple[WorldSaid, Manifest]:
    """The smallest found by taking away one thing at a time; what cannot be loaded does not count."""
    left = tries
    progress = True
    while progress and left > 0:
        progress = False
        for smaller, less in _smaller(world, manifest):
            left -= 1
            if left <= 0:
                break
            if _still(fails, smaller, less):
                world, manifest, progress = smaller, less, True
                break
    return world, manifest


def _still(fails: Fails, world: WorldSaid, manifest: Manifest) -> bool:
    try:
        return fails(world, manifest)
    except Exception:  # noqa: BLE001  what is not well formed is no smaller example
        return False


def _smaller(world: WorldSaid, manifest: Manifest) -> Iterator[tuple[WorldSaid, Manifest]]:
    for index in range(len(world.rules)):
        yield _with(world, [*world.rules[:index], *world.rules[index + 1 :]]), manifest
    for less in _less(manifest):
        yield world, less
    for index, rule in enumerate(world.rules):
        for body in _less(rule.body):
            smaller = RuleSaid(rule.name, rule.bindings, body)
            yield _with(world, [*world.rules[:index], smaller, *world.rules[index + 1 :]]), manifest


def _with(world: WorldSaid, rules: list[RuleSaid]) -> WorldSaid:
    return replace(world, rules=rules)


def _less(tree: Tree) -> Iterator[Tree]:
    """The tree without one of its parts, largest parts first; a condition also as one of its own parts."""
    if isinstance(tree, Said):
        return
    keys = list(tree) if isinstance(tree, Mapping) else list(range(len(tree)))
    for key in keys:
        smaller = copy.copy(tree)
        del smaller[key]
        yield smaller
    for key in keys:
        yield from (_put(tree, key, below) for below in _parts(tree[key]))
    for key in keys:
        yield from (_put(tree, key, below) for below in _less(tree[key]))


def _parts(tree: Tree) -> Iterator[Tree]:
    if isinstance(tree, Mapping):
        for below in tree.values():
            yield from below if isinstance(below, list) else [below] if isinstance(below, Mapping) else []


def _put(tree: Tree, key: int | str, below: Tree) -> Tree:
    smaller = copy.copy(tree)
    smaller[key] = below
    return smaller
