"""What is still to be obtained before a stage: filings and certificates under way, and those a check asks for. It dates none.

Which filings a check asks for is read off its condition, `some: {of: certification.filings, …: {filing.kind: …}}`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hegui.case import Record
from hegui.conditions import All, AnyOf, Condition, Leaf, Literal, Quantified, Values, walk
from hegui.judge import UNDETERMINED, VIOLATED, Outcome
from hegui.lifecycle.deciding import GateDecision
from hegui.lifecycle.stages import FACING
from hegui.manifest.choices import CHOICES
from hegui.manifest.records import NAME
from hegui.terms import Bilingual
from hegui.values import TRUE

__all__ = ["Wanted", "wanted"]

FILINGS = "certification.filings"
CERTIFICATES = "certification.certificates"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing to obtain. `durations` are the parameters' names for the ways to obtain it; one way is enough.

    `unsaid` tells what is not stated of it; `may_be_done` that it may be there already.
    """

    id: str
    title: Bilingual
    durations: tuple[str, ...]
    filed_on: date | None
    under_way: bool
    after: tuple[str, ...]
    force: str
    may_be_done: bool = False
    unsaid: Bilingual | None = None


def wanted(decision: GateDecision) -> tuple[Wanted, ...]:
    """What is declared and not done, then what checks ask for and nobody declared."""
    if decision.gate not in FACING:
        return ()
    root = decision.manifest.record
    declared = [*_filings(root), *_certificates(root)]
    kinds = {kind for one in declared for kind in one.durations} | _done(root)
    missing = {one.id: one for one in _asked_for(decision) if not kinds & set(one.durations)}
    return (*declared, *missing.values())


def _elements(root: Record, path: str) -> tuple[Record, ...]:
    found = root.get(path)
    return found if isinstance(found, tuple) else ()


def _named(one: Record, index: int, path: str) -> str:
    name = one.get("id")
    return name if isinstance(name, str) else f"{path.rpartition('.')[2]}[{one.get(NAME, f'#{index + 1}')}]"


def _after(one: Record) -> tuple[str, ...]:
    given = one.get("after")
    return tuple(name for name in given if isinstance(name, str)) if isinstance(given, tuple) else ()


# ---- declared


def _done(root: Record) -> set[str]:
    return {str(one.get("kind")) for one in _elements(root, FILINGS) if one.get("status") == "filed"}


def _filings(root: Record) -> Iterator[Wanted]:
    for index, one in enumerate(_elements(root, FILINGS)):
        kind, status, filed = one.get("kind"), one.get("status"), one.get("filed_on")
        if not isinstance(kind, str) or status == "filed":
            continue
        under_way = status == "in_progress"
        unsaid = None
        if not isinstance(status, str):
            unsaid = Bilingual(f"{_filing(kind).zh}的办理状态未说明", f"its status is not stated: {_filing(kind).en}")
        elif under_way and not isinstance(filed, date):
            unsaid = Bilingual(
                f"{_filing(kind).zh}的提交日期未说明", f"its filing day is not stated: {_filing(kind).en}"
            )
        day = filed if under_way and isinstance(filed, date) else None
        name, open_ = _named(one, index, FILINGS), not isinstance(status, str)
        yield Wanted(name, _filing(kind), (kind,), day, under_way, _after(one), "block", open_, unsaid)


def _certificates(root: Record) -> Iterator[Wanted]:
    """A certificate without a number is one that was applied for, or will be. None of them is demanded by law."""
    for index, one in enumerate(_elements(root, CERTIFICATES)):
        scheme, applied = one.get("scheme"), one.get("applied_on")
        if not isinstance(scheme, str) or isinstance(one.get("number"), str):
            continue
        title = Bilingual(*CHOICES["certificate_scheme"].get(scheme, (scheme, scheme)))
        day = applied if isinstance(applied, date) else None
        under_way = applied is not None or one.get("number") is None
        yield Wanted(
            _named(one, index, CERTIFICATES),
            title,
            ("fintech_product" if scheme == "fintech_product" else f"certificate_{scheme}",),
            day,
            under_way,
            _after(one),
            "advise",
            one.get("number") is None,
        )


def _filing(kind: str) -> Bilingual:
    return Bilingual(*CHOICES["filing_kind"].get(kind, (kind, kind)))


# ---- asked for


def _asked_for(decision: GateDecision) -> Iterator[Wanted]:
    for outcome in decision.outcomes:
        if outcome.outcome in (VIOLATED, UNDETERMINED) and not outcome.check.rule.gates and not outcome.hole:
            yield from _of_outcome(decision, outcome)


def _of_outcome(decision: GateDecision, outcome: Outcome) -> Iterator[Wanted]:
    sought = list(_sought(outcome.check.require))
    if not sought:
        return
    reading = decision.reading
    if reading.truth(outcome.check.when, reading.env(outcome.check.rule.names, outcome.chain)) != TRUE:
        return
    for kinds in sought:
        titles = [_filing(kind) for kind in kinds]
        title = Bilingual("或".join(t.zh for t in titles), " or ".join(t.en for t in titles))
        force = decision.explainer.force(outcome)
        open_ = outcome.outcome == UNDETERMINED
        yield Wanted("|".join(kinds), title, kinds, None, False, (), "block" if force == "block" else "advise", open_)


def _sought(condition: Condition) -> Iterator[tuple[str, ...]]:
    """The kinds of filing of which a condition demands one; nothing below a `not` is demanded."""
    match condition:
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from _sought(part)
        case Quantified("some") if condition.of.rel == FILINGS:
            for part in (*walk(condition.where), *walk(condition.hold)):
                if isinstance(part, Leaf) and part.path.rel == "kind":
                    yield _members(part)


def _members(leaf: Leaf) -> tuple[str, ...]:
    operand = leaf.operand
    if isinstance(operand, Literal):
        return (str(operand.value),)
    return tuple(map(str, operand.members)) if isinstance(operand, Values) else ()
