"""Takes words of a manifest, and the names of its elements, out of what was said about it. It knows no fact that is masked.

An element without an `id` is named by what it says (`pricing.credits[name=…]`). Where that is masked it is called as if it had
never been said, at the last by its place: `pricing.credits[#1]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, cast

from hegui.case import LISTS
from hegui.errors import ManifestError
from hegui.manifest.reading import read_manifest
from hegui.manifest.records import NAME

__all__ = ["HIDDEN", "Veil", "looked_for", "renamed", "unnamed", "without"]

HIDDEN: Final = "■"
"""What stands for a word within what was said."""

TOLD: Final = frozenset({"zh", "en", "value", "name", "other"})
"""The keys of a body under which words of the manifest may stand."""
SHORTEST: Final = 4
"""Characters from which on a word of the manifest is looked for in what was said: shorter ones are everywhere."""

_CALLED: Final = re.compile(r"^[^：:]*(：|:)")
Body = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Veil:
    """Takes `words` out of texts, and names of elements that are sealed out of paths; `names` are paths of elements as they
    were judged → as they are shown."""

    words: tuple[str, ...]
    names: Mapping[str, str]

    def __call__(self, text: str) -> str:
        """A text in which every sealed word is hidden."""
        return _veiled(_pathed(text, self.names), self.words)

    def path(self, path: str) -> str:
        """A path as it may be shown."""
        return _pathed(path, self.names)

    def asked(self, path: str, ask: str) -> str:
        """A question for a fact, without what its element is called."""
        return self(unnamed(path, ask, self.names))

    def within(self, said: Body) -> Body:
        """What was said, with its paths as they may be shown."""
        return cast("Body", without(said, (), self.names))

    def judged(self, path: str) -> str:
        """The path that is shown so."""
        return _pathed(path, {shown: own for own, shown in self.names.items()})


def renamed(source: bytes, masked: bytes) -> Mapping[str, str]:
    """The elements of lists that go by another name once facts are masked: their paths, before → since."""
    return dict(_renamed(_record(source), _record(masked), "", ""))


def _record(text: bytes) -> Mapping[str, object]:
    try:
        return cast("Mapping[str, object]", read_manifest(text).record)
    except ManifestError:
        return {LISTS: ()}


def _renamed(was: Mapping[str, object], now: Mapping[str, object], above: str, since: str) -> Iterator[tuple[str, str]]:
    for path in cast("tuple[str, ...]", was[LISTS]):
        elements, left = was[path], now.get(path)
        kept = cast("Sequence[Mapping[str, object]]", left if isinstance(left, tuple) else ())
        for number, one in enumerate(cast("Sequence[Mapping[str, object]]", elements)):
            other = kept[number] if number < len(kept) else {LISTS: (), NAME: f"#{number + 1}"}
            own, shown = (f"{start}{path}[{called[NAME]}]" for start, called in ((above, one), (since, other)))
            if own != shown:
                yield own, shown
            yield from _renamed(one, other, f"{own}.", f"{shown}.")


def unnamed(path: str, ask: str, names: Mapping[str, str]) -> str:
    """A question without the names of elements that go by another name now: they stand before its colon."""
    if path == _pathed(path, names):
        return ask
    return _CALLED.sub(lambda found: f"[…]{found[1]}", ask, count=1)


def looked_for(words: Iterable[str]) -> tuple[str, ...]:
    """The words that are looked for, the longest first."""
    return tuple(sorted((word for word in words if len(word) >= SHORTEST), key=len, reverse=True))


def without(value: object, words: Sequence[str], names: Mapping[str, str], key: str = "") -> object:
    if isinstance(value, str):
        value = _pathed(value, names)
        return _veiled(value, words) if key in TOLD else value
    if isinstance(value, Mapping):
        return {name: without(below, words, names, str(name)) for name, below in value.items()}
    if isinstance(value, list | tuple):
        return [without(one, words, names, key) for one in value]
    return value


def _veiled(text: str, words: Iterable[str]) -> str:
    for word in words:
        text = text.replace(word, HIDDEN)
    return text


def _pathed(text: str, names: Mapping[str, str]) -> str:
    if "[" in text:
        for own, shown in sorted(names.items(), key=lambda pair: -len(pair[0])):
            text = text.replace(own, shown)
    return text
