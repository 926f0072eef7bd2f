"""A decision in a few hundred words of data: how it came out topic by topic, which law is coming, what products are compared by.

A body has megabytes; a view of all products needs this much of each. It holds nothing that may not be shown: it is drawn from
a body and a manifest in which sealed facts are masked. It is derived, so it is no part of the log and can be drawn anew.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from hegui.body import canonical
from hegui.checking import check_document
from hegui.errors import ManifestError

from hegui_adapters.commands.rules import topic_of
from hegui_adapters.portfolio.features import facts_of, read_value, written
from hegui_adapters.portfolio.gower import Facts

__all__ = ["STATES", "Change", "Portrait", "drawn", "portrait_text", "read_portrait", "record_of", "worst"]

STATES: Final = (
    "block",
    "open.block",
    "warn",
    "open.warn",
    "advise",
    "open.advise",
    "waived",
    "met",
    "not_applicable",
)
"""What findings come to, the gravest first: a violation by its force, `open.…` what is undetermined."""
OUTCOMES: Final = ("violated", "undetermined", "met", "not_applicable")

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """What coming law does to a rule on this product: the gravest outcome before and from that day on; None where it was,
    or is then, not judged."""

    rule: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Portrait:
    """`topics` counts the findings of each topic by state; `coming` has the changes of each later day; `facts` are compared."""

    name: str | None
    owner: str | None
    topics: Mapping[str, Mapping[str, int]]
    coming: Mapping[str, Sequence[Change]]
    facts: Facts


def worst(counts: Iterable[str]) -> str | None:
    """The gravest of some states; None of none."""
    return min(counts, key=STATES.index, default=None)


def record_of(source: bytes) -> Mapping[str, object]:
    """The facts of a manifest; none where this program cannot read it any more."""
    try:
        return check_document(source, "manifest", None).record
    except ManifestError:
        return {}


def drawn(body: Data, record: Mapping[str, object]) -> Mapping[str, object]:
    """The portrait of a decision as JSON data, from its body and the record of its manifest as they may be shown."""
    return {
        "name": _text(record.get("product.name")),
        "owner": _text(record.get("product.owner")),
        "topics": _topics(body["findings"]),
        "coming": {str(one["day"]): _changes(one["changes"]) for one in body["upcoming"]},
        "facts": written(facts_of(record, body["measures"])),
    }


def portrait_text(body: Data, record: Mapping[str, object]) -> str:
    """The same as it is stored: canonical JSON."""
    return canonical(drawn(body, record)).decode()


def read_portrait(text: str) -> Portrait:
    """What was stored."""
    said: Data = json.loads(text)
    facts = {name: value for name, one in said["facts"].items() if (value := read_value(name, one)) is not None}
    coming = {day: tuple(Change(*change) for change in changes) for day, changes in said["coming"].items()}
    return Portrait(said["name"], said["owner"], said["topics"], coming, facts)


def _topics(findings: Iterable[Data]) -> Mapping[str, Mapping[str, int]]:
    tally: dict[str, Counter[str]] = {}
    for (rule, state), found in Counter((one["rule"], _state(one)) for one in findings).items():
        topic = topic_of(rule)
        if topic not in tally:
            tally[topic] = Counter()
        tally[topic][state] += found
    return tally


def _state(finding: Data) -> str:
    outcome: str = finding["outcome"]
    if outcome not in ("violated", "undetermined"):
        return outcome
    if finding["waiver"] is not None:
        return "waived"
    return finding["force"] if outcome == "violated" else f"open.{finding['force']}"


def _changes(changes: Iterable[Sequence[Any]]) -> list[list[str | None]]:
    """One line a rule, of all its subjects."""
    sides: dict[str, tuple[list[str], list[str]]] = {}
    for rule, _subject, *pair in changes:
        for side, outcome in zip(sides.setdefault(rule, ([], [])), pair, strict=True):
            side.extend([outcome] if outcome is not None else ())
    return [[rule, _gravest(before), _gravest(after)] for rule, (before, after) in sorted(sides.items())]


def _gravest(outcomes: Iterable[str]) -> str | None:
    return min(outcomes, key=OUTCOMES.index, default=None)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
