"""Random manifests over a palette, what they look like when more is known, and the same with its lists in another order."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from agreement.palette import Spec, typed
from agreement.said import CLUSTERS, NONE, UNKNOWN, Said, Tree, day, document, other, quoted, value, word

AS_STATED = frozenset({"method", "nominal_rate", "fees[]", "schedule"})
"""Of a loan, what its measures read as it stands: what is not stated costs nothing yet. It never grows."""
WRAPPED = frozenset({"value", "evidence", "declared_by", "declared_on"})
BESIDE = frozenset({"evidence", "declared_by", "declared_on"})
Manifest = dict[str, Tree]


@dataclass
class Filler:
    """Draws what may stand at a place. `gaps` is how often a manifest leaves something open."""

    rng: random.Random
    gaps: float
    days: Sequence[date] = field(default_factory=lambda: CLUSTERS[0])

    def product(self, facts: Spec) -> Manifest:
        return {key.removesuffix("[]"): self.of(key, below) for key, below in facts.items() if not self._absent()}

    def _absent(self) -> bool:
        return self.rng.random() < self.gaps

    def of(self, key: str, spec: Spec | str) -> Tree:
        """One fact: unknown, none or given, perhaps with its evidence."""
        roll = self.rng.random()
        if roll < self.gaps / 3:
            return self.rng.choice(UNKNOWN)
        if roll < self.gaps / 3 + 0.07:
            return NONE
        given = self.given(key, spec)
        return self._wrapped(given) if self.rng.random() < 0.2 and not _is_object(key, spec) else given

    def _wrapped(self, given: Tree) -> Tree:
        found = {"value": given if self.rng.random() < 0.7 else self.rng.choice((*UNKNOWN, NONE))}
        if self.rng.random() < 0.7:
            found["evidence"] = self._evidence()
        if self.rng.random() < 0.3:
            found["declared_by"] = quoted("法务部")
        return dict(self.rng.sample(sorted(found.items()), len(found)))

    def _evidence(self) -> Tree:
        roll = self.rng.random()
        if roll < 0.2:
            return self.rng.choice((*UNKNOWN, NONE))
        found = {}
        for key in ("reference", "digest"):
            if self.rng.random() < 0.6:
                found[key] = self.rng.choice((quoted("A-1"), word("HT-2"), {"value": word("HT-3")}, NONE, *UNKNOWN))
        if self.rng.random() < 0.3:
            found["issued"] = value(self.rng, "day")
        return found

    def given(self, key: str, spec: Spec | str) -> Tree:
        if not isinstance(spec, str):
            return self._list(spec) if key.endswith("[]") else self._object(spec)
        kind, choice, many = typed(spec)
        if many:
            return [self._element(kind, choice) for _ in range(self.rng.choice((0, 1, 2, 2, 3)))]
        return self.scalar(kind, choice)

    def scalar(self, kind: str, choice: str) -> Tree:
        if kind == "day" and self.rng.random() < 0.8:
            return day(self.rng.choice(self.days))
        if kind == "choice" and self.rng.random() < 0.1:
            return other(self.rng, kind)
        return value(self.rng, kind, choice)

    def _element(self, kind: str, choice: str) -> Tree:
        return self.rng.choice(UNKNOWN) if self.rng.random() < self.gaps / 2 else self.scalar(kind, choice)

    def _object(self, spec: Spec) -> Tree:
        found = self.product(spec)
        if self.rng.random() < 0.1:
            found["evidence"] = self._evidence()
        return found

    def _list(self, spec: Spec) -> Tree:
        several = self.rng.choice((0, 1, 1, 2, 2, 3))
        return [
            self.rng.choice(UNKNOWN) if self.rng.random() < self.gaps / 4 else self.one(spec, i) for i in range(several)
        ]

    def one(self, spec: Spec, index: int) -> Tree:
        loan = "principal" in spec and self.rng.random() < 0.5
        found = replace(self, gaps=0.02 if loan else self.gaps)._object(spec)
        if loan and self.rng.random() < 0.4:
            found["fees"] = self.rng.choice((UNKNOWN[0], [UNKNOWN[0]]))  # so that what it costs is a range
        if "id" in found or self.rng.random() < 0.3:
            found["id"] = word(f"e{index}")
        return found


def _is_object(key: str, spec: Spec | str) -> bool:
    return not isinstance(spec, str) and not key.endswith("[]")


def drawn(rng: random.Random, facts: Spec) -> Manifest:
    return Filler(rng, rng.choice((0.05, 0.2, 0.4)), rng.choice((*CLUSTERS, CLUSTERS[2], CLUSTERS[2]))).product(facts)


def text(manifest: Manifest) -> bytes:
    return b"hegui: product/v1\n" + document(manifest)


# ---- more is known


def grown(rng: random.Random, manifest: Manifest, facts: Spec, spared: Collection[str] = ()) -> Manifest:
    """The same with some of its unknowns filled in; with `spared`, most of them but those at and around these places."""
    grower = _Grower(rng, Filler(rng, 0.2), 0.9 if spared else 0.5, frozenset(spared))
    return grower.parts(manifest, facts, "")


@dataclass
class _Grower:
    rng: random.Random
    filler: Filler
    often: float
    spared: frozenset[str]
    of_loans: bool = False

    def parts(self, given: Mapping[str, Tree], facts: Spec, path: str) -> dict[str, Tree]:
        found = {key: below for key, below in given.items() if key in BESIDE or key == "id"}
        for key, spec in facts.items():
            name = key.removesuffix("[]")
            inner = replace(self, of_loans=self.of_loans or key == "credits[]")
            place = f"{path}.{name}".strip(".")
            if self.of_loans and key in AS_STATED:
                found |= {name: given[name]} if name in given else {}
            elif name in given:
                found[name] = inner.fact(given[name], key, spec, place)
            elif self._learns(key, place):
                found[name] = self.filler.of(key, spec)
        return found

    def _learns(self, key: str, place: str) -> bool:
        return key != "id" and not near([place], self.spared) and self.rng.random() < self.often

    def fact(self, given: Tree, key: str, spec: Spec | str, place: str) -> Tree:
        if isinstance(given, Said):
            return self.filler.of(key, spec) if given.value is None and self._learns(key, place) else given
        if isinstance(given, Mapping):
            if "value" in given and given.keys() <= WRAPPED:
                return {**given, "value": self._value(given["value"], key, spec, place)}
            return given if isinstance(spec, str) else self.parts(given, spec, place)
        return [self._element(each, spec, place, index) for index, each in enumerate(given)]

    def _value(self, given: Tree, key: str, spec: Spec | str, place: str) -> Tree:
        if isinstance(given, Said):
            return self.filler.given(key, spec) if given.value is None and self._learns(key, place) else given
        return self.fact(given, key, spec, place)

    def _element(self, given: Tree, spec: Spec | str, path: str, index: int) -> Tree:
        place = f"{path}[{index}]"
        unknown = isinstance(given, Said) and given.value is None and self._learns("", place)
        if isinstance(spec, str):
            kind, choice, _ = typed(spec)
            return self.filler.scalar(kind, choice) if unknown else given
        if unknown:
            return self.filler.one(spec, index)
        return self.parts(given, spec, place) if isinstance(given, Mapping) else given


def near(places: Collection[str], others: Collection[str]) -> bool:
    """Whether one of the places is one of the others, or lies in or around one."""
    return any(_within(one, other) or _within(other, one) for one in places for other in others)


def _within(one: str, other: str) -> bool:
    return one == other or one.startswith((f"{other}.", f"{other}["))


def changed(one: Tree, other: Tree, path: str = "") -> set[str]:
    """The places, by index, at which two manifests differ."""
    one, other = (_bare(each) for each in (one, other))
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        pairs = [(f"{path}.{key}".strip("."), one.get(key), other.get(key)) for key in {**one, **other}]
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = [(f"{path}[{index}]", *pair) for index, pair in enumerate(zip(one, other, strict=True))]
    else:
        return set() if one == other else {path}
    return {place for where, *pair in pairs for place in changed(*pair, where)}


def _bare(tree: Tree) -> Tree:
    """Without what stands around a value; evidence does not grow."""
    return _bare(tree["value"]) if isinstance(tree, Mapping) and "value" in tree and tree.keys() <= WRAPPED else tree


# ---- another order


def reordered(rng: random.Random, manifest: Manifest) -> tuple[Manifest, dict[str, str]]:
    """The same with the elements of every list in another order, and what each element is called now."""
    names: dict[str, str] = {}
    return dict(_turned(rng, manifest, "", "", names)), names


def _turned(rng: random.Random, tree: Tree, old: str, new: str, names: dict[str, str]) -> Tree:
    if isinstance(tree, Said):
        return tree
    if isinstance(tree, Mapping):
        return {key: _turned(rng, below, *_below(key, tree, old, new), names) for key, below in tree.items()}
    places = rng.sample(range(len(tree)), len(tree))
    found = []
    for index, place in enumerate(places):
        names[f"{old}[{place}]"] = f"{new}[{index}]"
        found.append(_turned(rng, tree[place], f"{old}[{place}]", f"{new}[{index}]", names))
    return found


def _below(key: str, tree: Mapping[str, Tree], old: str, new: str) -> Iterator[str]:
    wrapped = key == "value" and tree.keys() <= WRAPPED
    return (path if wrapped else f"{path}.{key}" if path else key for path in (old, new))


def renamed(subject: str, names: Mapping[str, str]) -> str:
    """A subject of the first manifest as the reordered one calls it: the longest element it starts with, and the rest."""
    starts = [old for old in names if subject == old or subject.startswith(f"{old}.")]
    longest = max(starts, key=len, default="")
    return names[longest] + subject[len(longest) :] if longest else subject
