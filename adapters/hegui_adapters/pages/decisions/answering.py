"""What answers to a decision's questions would make of it. Nothing is kept: the answers are written into the manifest's text,
which is judged and forgotten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from hegui.decide import Decision
from hegui.decision import Question
from hegui.errors import ManifestError
from hegui.judge import MET, NOT_APPLICABLE, UNDETERMINED, VIOLATED
from hegui.manifest.writing import stated_in
from hegui.source import Limits
from hegui.terms import Bilingual

from hegui_adapters.language import Lang
from hegui_adapters.pages.decisions.fields import Field, field_of, yaml_of
from hegui_adapters.render.items import violated_items

__all__ = ["Answered", "Asking", "Broken", "answered", "asking", "written"]

Answers = Mapping[str, Sequence[str]]


class Veil(Protocol):
    """Takes what may not be shown out of a text, out of a path, and out of a question for it."""

    def __call__(self, text: str) -> str: ...

    def path(self, path: str) -> str: ...

    def asked(self, path: str, ask: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Broken:
    """A finding that an answer made one to mend."""

    rule: str
    subject: str
    title: str
    force: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What the answers come to: the verdict then, what was settled and how, what is violated that was not, what is left."""

    verdict: str
    before: str
    blocking: int
    met: int
    not_applicable: int
    broken: tuple[Broken, ...]
    mended: int
    questions: int
    needed: int
    faults: Mapping[str, str]

    @property
    def settled(self) -> int:
        return self.met + self.not_applicable + len(self.broken)


@dataclass(frozen=True, slots=True)
class Asking:
    """The form: what was asked first, and what is asked since because of an answer."""

    needed: tuple[Field, ...]
    others: tuple[Field, ...]
    since: tuple[Field, ...]


def written(text: str, answers: Answers, limits: Limits, lang: Lang) -> tuple[str, Mapping[str, str]]:
    """The manifest's text with the answers in it, and what is wrong with those that cannot be written, by path."""
    faults: dict[str, str] = {}
    for path, given in answers.items():
        try:
            text = stated_in(text, {path: yaml_of(path, given)}, limits)
        except ManifestError as error:
            said = [one.zh if lang == "zh" else one.en for one in error.problems]
            faults[path] = ("；" if lang == "zh" else "; ").join(said[:3])
    return text, faults


def answered(before: Decision, now: Decision, faults: Mapping[str, str], lang: Lang, veil: Veil) -> Answered:
    """What changed between two decisions; `veil` takes out of what is said what may not be shown."""
    was, is_now = _outcomes(before), _outcomes(now)
    moved = [is_now[key] for key, outcome in was.items() if outcome == UNDETERMINED and key in is_now]
    broken = tuple(
        Broken(one.rule, veil.path(one.subject), veil(one.title.text(lang)), one.force)
        for one in now.having(VIOLATED)
        if was.get((one.rule, one.subject)) != VIOLATED
    )
    questions = now.questions
    return Answered(
        verdict=now.verdict,
        before=before.verdict,
        blocking=len(violated_items(now, "block")),
        met=moved.count(MET),
        not_applicable=moved.count(NOT_APPLICABLE),
        broken=broken,
        mended=sum(outcome == VIOLATED and is_now.get(key) != VIOLATED for key, outcome in was.items()),
        questions=len(questions),
        needed=sum(one.blocking for one in questions),
        faults={veil.path(path): veil(fault) for path, fault in faults.items()},
    )


def _outcomes(decision: Decision) -> Mapping[tuple[str, str], str]:
    subject = decision.explainer.subject
    return {(one.check.rule.id, subject(one)): one.outcome for one in decision.outcomes}


def asking(
    before: Decision, now: Decision, answers: Answers, faults: Mapping[str, str], lang: Lang, veil: Veil
) -> Asking:
    """The form as it is to be shown: the questions there were, and those that came."""

    def field(one: Question) -> Field:
        ask = Bilingual(veil.asked(one.path, one.ask.zh), veil.asked(one.path, one.ask.en))
        shown = replace(one, path=veil.path(one.path), ask=ask)
        return field_of(shown, lang, veil, answers.get(one.path, ()), veil(faults.get(one.path, "")))

    first = {one.path for one in before.questions}
    fields = [field(one) for one in before.questions]
    return Asking(
        needed=tuple(one for one in fields if one.blocking),
        others=tuple(one for one in fields if not one.blocking),
        since=tuple(field(one) for one in now.questions if one.path not in first),
    )
