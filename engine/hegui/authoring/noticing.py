"""Runs the examples of notices: what the rules of a notice come to together on what is given. It writes no text of a notice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from hegui.authoring.proving import Proof, day_of, given_manifest, supposed
from hegui.case import Case
from hegui.errors import ManifestError
from hegui.loading.rule_reader import RuleCase
from hegui.notices import Notice, state_of
from hegui.outcomes import NOT_APPLICABLE
from hegui.rulebook import Rulebook

__all__ = ["prove_notices"]


def prove_notices(rulebook: Rulebook, notices: Iterable[Notice]) -> Iterator[Proof]:
    """Run every example of some notices; the rulebook must have been loaded from its files."""
    for notice in notices:
        for example in rulebook.contents.cases.get(notice.id, ()):
            yield _proved(rulebook, notice, example)


def _proved(rulebook: Rulebook, notice: Notice, example: RuleCase) -> Proof:
    place = f"{example.place.file}:{example.place.line}:{example.place.column}"
    try:
        case = rulebook.case(given_manifest(example), day_of(rulebook, example), core=False)
    except ManifestError as error:
        return Proof(notice.id, notice.file, example.name, place, example.expect, str(error))
    case = supposed(rulebook, case, example.assume)
    owed = not notice.where or _state(rulebook, notice.where, case) != NOT_APPLICABLE
    found = _state(rulebook, notice.rules, case) if owed else NOT_APPLICABLE
    return Proof(notice.id, notice.file, example.name, place, example.expect, found)


def _state(rulebook: Rulebook, rules: Collection[str], case: Case) -> str:
    own = (check.alone for check in rulebook.checks(case.day) if check.rule.id in rules)
    return state_of(outcome.outcome for panel in own for outcome in panel.outcomes(case))
