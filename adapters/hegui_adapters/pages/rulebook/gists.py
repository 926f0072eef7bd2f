"""Which products the newest decision says something about: that a rule is violated or open, or that coming law concerns them.

Portraits tell of topics and of coming law; of a single rule only a body does, and bodies are long: those whose portrait tells
of nothing in the rule's topic are not read, and what was drawn from one is remembered, by its digest. It judges nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from hegui_adapters.commands.rules import topic_of
from hegui_adapters.pages.portfolio.gathering import lines_of
from hegui_adapters.portfolio.heat import Line
from hegui_adapters.service.judging import Recall
from hegui_adapters.service.parts import Parts
from hegui_adapters.store.documents import UnreadableError

__all__ = ["MOST", "Concerned", "Touched", "concerned", "touched"]

MOST: Final = 50
"""Bodies read for one rule, those of the products decided last."""
SETTLED: Final = frozenset({"met", "not_applicable"})


@dataclass(frozen=True, slots=True)
class Concerned:
    """The products that violate a rule, and those where it is open, of `all` there are; `left` were not looked at."""

    violating: Sequence[Line]
    open: Sequence[Line]
    all: int
    left: int


@dataclass(frozen=True, slots=True)
class Touched:
    """A product with the days on which findings come out otherwise, and how many rules do."""

    line: Line
    days: Sequence[tuple[date, int]]


@dataclass(frozen=True, slots=True)
class _Gist:
    violated: frozenset[str]
    undetermined: frozenset[str]


def concerned(parts: Parts, rule: str) -> Concerned:
    """Which products violate a rule, or are open in it, by their newest decisions."""
    lines = _newest(parts)
    maybe = [one for one in lines if _tells_of(one, topic_of(rule))]
    violating, undetermined = [], []
    for one in maybe[:MOST]:
        gist = _gist_of(parts, one.decision)
        if rule in gist.violated:
            violating.append(one)
        elif rule in gist.undetermined:
            undetermined.append(one)
    return Concerned(violating, undetermined, len(lines), len(maybe[MOST:]))


def touched(parts: Parts, since: date, until: date) -> tuple[Sequence[Touched], int]:
    """Which products coming law concerns after one day and up to another, and how many products there are."""
    lines, found = _newest(parts), []
    for one in lines:
        coming = one.portrait.coming.items() if one.portrait is not None else ()
        days = [(date.fromisoformat(day), len(changes)) for day, changes in sorted(coming)]
        if meanwhile := [(day, count) for day, count in days if since < day <= until]:
            found.append(Touched(one, meanwhile))
    return found, len(lines)


def _newest(parts: Parts) -> list[Line]:
    """All products, those decided last first."""
    with parts.database.reading() as connection:
        return lines_of(connection, parts.judge.rulebook.digest)[::-1]


def _tells_of(line: Line, topic: str) -> bool:
    """Whether something of a topic is violated or open; so, too, where no portrait tells."""
    return line.portrait is None or bool(line.portrait.topics.get(topic, {}).keys() - SETTLED)


def _gist_of(parts: Parts, decision: str) -> _Gist:
    """What a decision says of rules; nothing where its body was erased or cannot be opened."""
    kept = parts.archive.decision(decision)
    with suppress(UnreadableError):
        if kept is not None:
            return _gists.of(kept.body, lambda: _drawn(parts.archive.found(kept)))
    return _Gist(frozenset(), frozenset())


def _drawn(body: Mapping[str, Any]) -> _Gist:
    by = {outcome: [one["rule"] for one in body["findings"] if one["outcome"] == outcome] for outcome in OPEN}
    return _Gist(*(frozenset(by[outcome]) for outcome in OPEN))


OPEN: Final = ("violated", "undetermined")
_gists: Recall[_Gist] = Recall(20 * MOST)
