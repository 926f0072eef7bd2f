"""The interview's pages. Every form carries the manifest so far and what was asked; the service keeps nothing of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends, Query, Request, Response
from hegui.decide import Decision
from hegui.errors import ManifestError, Problem
from hegui.manifest.listing import without_element

from hegui_adapters.pages.asking import Asked, Entry, Showing
from hegui_adapters.pages.declaring import Pages, form_of
from hegui_adapters.pages.interview.forms import Given, answers_of, shown
from hegui_adapters.pages.interview.words import WORDS
from hegui_adapters.pages.trial import tried
from hegui_adapters.pages.trying.live import FIRST, concluded, live_of
from hegui_adapters.pages.trying.routes import source_of
from hegui_adapters.service.decisions import ID
from hegui_adapters.service.problems import ProblemError
from hegui_adapters.wizard.answers import Faults, written
from hegui_adapters.wizard.groups import GROUPS, REST
from hegui_adapters.wizard.interview import START, Step, next_step, step_of

__all__ = ["pages"]

LONGEST: Final = 2000
"""Facts that one interview asks at most."""
pages = Pages(WORDS, menu=[Entry("/wizard", ("问答", "Interview"), "viewer")])

Trail = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Travelling:
    """What a form brings: the manifest so far, the pages asked before, the one that is answered, what to do, all it says, the
    decision whose sealed facts the manifest does not show (empty: none)."""

    text: str
    trail: Trail
    step: tuple[str, ...]
    act: str
    said: Sequence[tuple[str, str]]
    sealed: str


async def travelling(request: Request) -> Travelling:
    form = [(name, value) for name, value in (await form_of(request)).multi_items() if isinstance(value, str)]
    one = dict(form)
    trail = _paths(one.get("trail", "[]"))
    step = _paths(f"[{one.get('step', '[]')}]")
    return Travelling(
        one.get("manifest", "").replace("\r\n", "\n"),
        trail,
        step[0] if step else (),
        one.get("act", "next"),
        form,
        one.get("sealed", ""),
    )


Brought = Annotated[Travelling, Depends(travelling)]


@pages.get("/wizard", role="viewer")
def begin(
    asked: Showing,
    sample: Annotated[str, Query(max_length=80)] = "",
    decision: Annotated[str, Query(pattern=f"^$|{ID}")] = "",
) -> Response:
    """Where to start: from nothing, or from a manifest."""
    return _begin(asked, *source_of(asked, sample, decision))


@pages.post("/wizard/start", role="viewer")
def start(asked: Showing, brought: Brought) -> Response:
    """The first page of questions."""
    text = brought.text if brought.text.strip() else START
    try:
        decision = _judge(asked, text)
    except ManifestError as error:
        return _begin(asked, text, brought.sealed, error.problems)
    return _page(asked, brought, decision, text, (), next_step(decision))


@pages.post("/wizard", role="viewer")
def answered(asked: Showing, brought: Brought) -> Response:
    """The answers of a page into the manifest; then the page that follows, or that came before."""
    before = _judged(asked, brought.text)
    answers, given = answers_of(before.manifest, brought.step, brought.said)
    text, faults = written(brought.text, answers, asked.parts.judge.limits)
    act, _, of = brought.act.partition(":")
    if act == "drop":
        text = _dropped(asked, text, of)
    decision = _judged(asked, text)
    if faults and act != "back":
        return _page(asked, brought, decision, text, brought.trail, step_of(decision, brought.step), given, faults)
    if act in ("more", "drop"):
        return _page(asked, brought, decision, text, brought.trail, step_of(decision, brought.step))
    if act == "back":
        trail, last = (brought.trail[:-1], brought.trail[-1]) if brought.trail else ((), brought.step)
        return _page(asked, brought, decision, text, trail, step_of(decision, last) or next_step(decision))
    trail = (*brought.trail, brought.step) if brought.step else brought.trail
    if act == "finish":
        return _page(asked, brought, decision, text, trail, None)
    return _page(asked, brought, decision, text, trail, next_step(decision, {path for step in trail for path in step}))


@pages.post("/wizard/manifest", role="viewer")
def download(asked: Showing, brought: Brought) -> Response:
    """The manifest as a file."""
    del asked
    told = {"Content-Disposition": 'attachment; filename="manifest.yaml"'}
    return Response(brought.text, media_type="application/yaml", headers=told)


def _begin(asked: Asked, text: str, sealed: str, problems: Sequence[Problem] = ()) -> Response:
    return asked.page("wizard_begin.html", 422 if problems else 200, text=text, sealed=sealed, problems=problems)


def _page(
    asked: Asked,
    brought: Travelling,
    decision: Decision,
    text: str,
    trail: Trail,
    step: Step | None,
    given: Given | None = None,
    faults: Faults | None = None,
) -> Response:
    told = {path: _told(problems, asked) for path, problems in (faults or {}).items()}
    place = asked.lang != "zh"
    groups = [(group.title[place], step is not None and step.group == group) for group in (*GROUPS, REST)]
    return asked.page(
        "wizard.html",
        422 if faults else 200,
        text=text,
        sealed=brought.sealed,
        trail=json.dumps(trail, ensure_ascii=False),
        step=step,
        step_paths=json.dumps([one.path for one in step.asked] if step else [], ensure_ascii=False),
        questions=shown(decision, step, asked.lang, given, told) if step else (),
        groups=groups,
        faults=told,
        live=live_of(decision, asked.lang, FIRST if step is None else 3),
        concluded=concluded(decision, asked.lang),
        open=len(decision.questions),
    )


def _judge(asked: Asked, text: str) -> Decision:
    return tried(asked.parts, text.encode())


def _judged(asked: Asked, text: str) -> Decision:
    """The decision on the manifest that travelled with the form.

    Raises:
        ProblemError: it is none any more.
    """
    try:
        return _judge(asked, text)
    except ManifestError as error:
        raise ProblemError("invalid-manifest", error.problems[0].zh, error.problems[0].en) from None


def _dropped(asked: Asked, text: str, of: str) -> str:
    """The manifest without an element that was named by its list and its place there."""
    path, _, index = of.rpartition("#")
    try:
        return without_element(text, path, int(index), asked.parts.judge.limits)
    except (ManifestError, ValueError):
        raise ProblemError("invalid-request", "没有这一项", "there is no such element") from None


def _told(problems: Sequence[Problem], asked: Asked) -> str:
    said = [one.zh if asked.lang == "zh" else one.en for one in problems[:3]]
    return ("；" if asked.lang == "zh" else "; ").join(said)


def _paths(text: str) -> Trail:
    """Lists of paths as a form carries them.

    Raises:
        ProblemError: it is something else.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    listed = isinstance(found, list) and all(isinstance(step, list) for step in found)
    if (
        not listed
        or not all(isinstance(path, str) for step in found for path in step)
        or sum(map(len, found)) > LONGEST
    ):
        raise ProblemError("invalid-request", "问答的进度无法读取", "where the interview stood cannot be read")
    return tuple(tuple(step) for step in found)
