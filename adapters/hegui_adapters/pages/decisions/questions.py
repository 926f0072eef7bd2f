"""The questions of a decision as a form: every change is checked and forgotten, until somebody submits a new check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request, Response
from hegui.decide import Decision
from hegui.errors import ManifestError

from hegui_adapters.pages.asking import Asked, Showing
from hegui_adapters.pages.decisions.answering import answered, asking, written
from hegui_adapters.pages.decisions.fields import answers_in
from hegui_adapters.pages.decisions.kept import DecisionId, kept_of
from hegui_adapters.pages.decisions.words import WORDS
from hegui_adapters.pages.declaring import Pages
from hegui_adapters.pages.trial import kept as kept_now
from hegui_adapters.pages.trial import tried
from hegui_adapters.service.archive import Kept
from hegui_adapters.service.problems import ProblemError

__all__ = ["pages"]

Answers = Mapping[str, Sequence[str]]
pages = Pages(WORDS)


async def answers_of(request: Request) -> Answers:
    """What a form brings."""
    form = await request.form()
    return answers_in((name, value) for name, value in form.multi_items() if isinstance(value, str))


Given = Annotated[Answers, Depends(answers_of)]


@dataclass(frozen=True, slots=True)
class Tried:
    """A manifest as it was judged, with answers in its text, and the two decisions. It holds sealed facts: never show it."""

    text: str
    given: Answers
    before: Decision
    now: Decision
    faults: Mapping[str, str]


@pages.get("/decisions/{decision_id}/questions", role="viewer")
def questions(asked: Showing, decision_id: DecisionId) -> Response:
    """The form."""
    return _form(asked, kept_of(asked.parts, decision_id), {})


@pages.post("/decisions/{decision_id}/questions/check", role="viewer")
def check(asked: Showing, decision_id: DecisionId, given: Given) -> Response:
    """What the answers would make of the decision. Nothing is kept."""
    return _form(asked, kept_of(asked.parts, decision_id), given)


@pages.post("/decisions/{decision_id}/questions", role="product")
def submitted(asked: Showing, decision_id: DecisionId, given: Given) -> Response:
    """Keep a new decision on the manifest with the answers in it."""
    parts = asked.parts
    kept = kept_of(parts, decision_id)
    trial = _tried(asked, kept, given)
    if trial.faults or not given:
        return _form(asked, kept, given, 422)
    assert asked.who is not None
    return asked.elsewhere(f"/decisions/{kept_now(parts, asked.who, trial.text.encode())}")


def _form(asked: Asked, kept: Kept, given: Answers, status: int = 200) -> Response:
    trial = _tried(asked, kept, given)
    veil = asked.parts.archive.veil(kept)
    result = answered(trial.before, trial.now, trial.faults, asked.lang, veil) if given else None
    form = asking(trial.before, trial.now, trial.given, trial.faults, asked.lang, veil)
    template = "questions_result.html" if asked.by_script and asked.request.method == "POST" else "questions.html"
    return asked.page(
        template, status, kept=kept, form=form, result=result, name=veil(trial.before.manifest.name or "")
    )


def _tried(asked: Asked, kept: Kept, given: Answers) -> Tried:
    """The decision as it would be today, without the answers and with them.

    Raises:
        ProblemError: hegui does not take the manifest for one any more.
    """
    parts = asked.parts
    source, veil = parts.archive.judged(kept), parts.archive.veil(kept)
    given = {veil.judged(path): values for path, values in given.items()}
    text, faults = written(source.decode("utf-8-sig"), given, parts.judge.limits, asked.lang)
    try:
        before = tried(parts, source)
        now = tried(parts, text.encode()) if given else before
    except ManifestError as error:
        raise ProblemError("invalid-manifest", veil(error.problems[0].zh), veil(error.problems[0].en)) from None
    return Tried(text, given, before, now, faults)
