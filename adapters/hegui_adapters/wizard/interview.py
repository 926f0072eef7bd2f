"""What to ask next of a product, and why: groups in their order while a rule needs one of their facts, then whatever rules still need.

The manifest is all there is to know of the interview, with the facts that were asked already and left unknown. Nothing is kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from hegui.decide import Decision
from hegui.judge import UNDETERMINED
from hegui.terms import Bilingual

from hegui_adapters.wizard.groups import GROUPS, REST, Group, group_of, pattern_of, rank_in
from hegui_adapters.wizard.places import SHOWN, Standing, standing_of

__all__ = ["CONCLUDED", "PAGE", "START", "Asked", "Step", "next_step", "step_of"]

START: Final = "hegui: product/v1\n"
PAGE: Final = 6
"""Questions on one page, unless told otherwise."""

CONCLUDED: Final = frozenset({"product.domain"})
"""Never asked: what a product is for follows from its facts."""

Settles = Mapping[str, Sequence[str]]
"""Open facts by path → the rules an answer helps to settle."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: how it reads, and the rules that need the fact, those that can block first. None need what is asked always."""

    path: str
    ask: Bilingual
    label: Bilingual
    rules: tuple[str, ...]
    blocking: int


@dataclass(frozen=True, slots=True)
class Step:
    """A page of the interview. `number` is that of its group, from 1; `left` counts the facts still open, those here included."""

    group: Group
    number: int
    asked: tuple[Asked, ...]
    left: int


def next_step(decision: Decision, before: Collection[str] = (), most: int = PAGE) -> Step | None:
    """What to ask now, None where nothing is left. `before` are the facts asked already, answered or not."""
    settles = _asked_for(decision, {one.path: one.settles for one in decision.questions}, before)
    always = {
        fact: () for group in GROUPS for fact in group.always if fact not in settles and _open(decision, fact, before)
    }
    if not settles:
        settles = _others(decision, before)
    wanted: Settles = {**always, **settles}
    wanted = {path: rules for path, rules in wanted.items() if not any(above in wanted for above in _above(path))}
    for group in GROUPS:
        if paths := _of(group, wanted):
            return _step(decision, group, paths[:most], wanted)
    if not wanted:
        return None
    return _step(decision, REST, _together(decision, wanted)[:most], wanted)


def step_of(decision: Decision, paths: Sequence[str]) -> Step | None:
    """A page again that was asked before; what is in the manifest no more is left out."""
    known = [path for path in paths if standing_of(decision.manifest, path) is not None]
    settles = {one.path: one.settles for one in decision.questions}
    return _step(decision, group_of(known[0]), known, settles) if known else None


def _open(decision: Decision, path: str, before: Collection[str]) -> bool:
    """Whether a fact can be asked: it was not stated and not asked before, and what it is a part of was not left unknown."""
    found = standing_of(decision.manifest, path)
    if found is None or not found.answerable or found.stated or path in before or path in CONCLUDED:
        return False
    return not any(above in before and not _stated(decision, above) for above in _above(path))


def _stated(decision: Decision, path: str) -> bool:
    found = standing_of(decision.manifest, path)
    return found is not None and found.stated


def _above(path: str) -> Iterator[str]:
    """What a fact is a part of, in its own element."""
    start = path.rfind("]") + 1
    while (end := path.rfind(".")) > start:
        path = path[:end]
        yield path


def _others(decision: Decision, before: Collection[str]) -> Settles:
    """Where all that is asked first was left unknown: whatever else could settle a check."""
    found: dict[str, list[str]] = {}
    for outcome in decision.outcomes:
        if outcome.outcome == UNDETERMINED and decision.waived(outcome) is None:
            for path in decision.explainer.open_paths(outcome):
                rules = found.setdefault(path, [])
                if outcome.check.rule.id not in rules:
                    rules.append(outcome.check.rule.id)
    return _asked_for(decision, found, before)


def _asked_for(decision: Decision, settles: Settles, before: Collection[str]) -> Settles:
    """Those that can be asked. A document that shows a fact is asked for once the fact is stated; until then, the fact is."""
    found: dict[str, Sequence[str]] = {}
    for path, rules in settles.items():
        fact = path.removesuffix(SHOWN)
        for one in dict.fromkeys((fact, path)):
            if _open(decision, one, before) and (one == fact or _stated(decision, fact)):
                found[one] = [*found.get(one, ()), *rules]
    return found


def _of(group: Group, wanted: Settles) -> Sequence[str]:
    ranked = [(rank, path) for path in wanted if (rank := rank_in(group, pattern_of(path))) is not None]
    return [path for _, path in sorted(ranked, key=lambda one: (one[0], -len(wanted[one[1]]), one[1]))]


def _together(decision: Decision, wanted: Settles) -> Sequence[str]:
    """The fact that settles most with the others about the same thing, then the next."""
    worth = {path: (-_blocking(decision, rules), -len(rules), path) for path, rules in wanted.items()}
    best: dict[str, tuple[int, int, str]] = {}
    for path, rank in worth.items():
        home = _home(path)
        best[home] = min(best.get(home, rank), rank)
    return sorted(wanted, key=lambda path: (best[_home(path)], worth[path]))


def _home(path: str) -> str:
    """What a fact is about: its element, else the part of its section."""
    if "]" in path:
        return path[: path.rindex("]") + 1]
    return ".".join(path.split(".")[:2]) if path.count(".") > 1 else path.partition(".")[0]


def _blocking(decision: Decision, rules: Iterable[str]) -> int:
    return sum(decision.rulebook.by_id[rule].force == "block" for rule in rules)


# ---- how it reads


def _step(decision: Decision, group: Group, paths: Sequence[str], wanted: Settles) -> Step:
    number = GROUPS.index(group) + 1 if group in GROUPS else len(GROUPS) + 1
    places = [(path, standing_of(decision.manifest, path)) for path in paths]
    asked = tuple(_asked(decision, path, found, wanted.get(path, ())) for path, found in places if found is not None)
    return Step(group, number, asked, len(wanted))


def _asked(decision: Decision, path: str, found: Standing, rules: Sequence[str]) -> Asked:
    known = found.type
    label = Bilingual(known.zh, known.en) if known else Bilingual(path, path)
    ask = decision.explainer.sentences.question(found.record_type, found.rel, found.records[1:])
    by_force = sorted(rules, key=lambda rule: decision.rulebook.by_id[rule].force != "block")
    return Asked(path, ask, label, tuple(by_force), _blocking(decision, rules))
