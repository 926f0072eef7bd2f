"""A decision as the plain data a report of a test run holds. It judges nothing and writes no file."""

from __future__ import annotations

from pathlib import PurePath
from typing import TypedDict

from hegui.checking import day_for
from hegui.decide import Decision
from hegui.decision import Finding, Question
from hegui.judge import VIOLATED
from hegui.terms import Bilingual

from hegui_adapters.render.faults import faults

__all__ = ["FindingTold", "ItemTold", "Open", "Told", "stands", "told"]

Texts = dict[str, str]


class FindingTold(TypedDict):
    """One finding that is violated."""

    rule: str
    force: str
    subject: str
    place: str
    title: Texts
    message: Texts
    law: list[Texts]
    remedy: Texts | None


class Open(TypedDict):
    """A fact nobody stated that a blocking rule waits for, and how many checks it settles."""

    path: str
    ask: Texts
    settles: int


class Told(TypedDict):
    """One decision of a test."""

    manifest: str
    product: str | None
    version: str | None
    as_of: str
    verdict: str
    counts: dict[str, int]
    rulebook: Texts
    findings: list[FindingTold]
    open: list[Open]
    report: str


class ItemTold(TypedDict):
    """What hegui did in one test: its kind (test, rule, scenario), its decisions, how many more than are listed."""

    kind: str
    decisions: list[Told]
    more: int


def stands(decision: Decision, lang: str) -> str:
    """What stands in the way and what is open, as the text report says it."""
    return faults(decision, lang=lang, chosen_day=decision.as_of != day_for(decision.manifest))


def told(decision: Decision, lang: str) -> Told:
    """The decision; `report` is what the text report says of it in `lang`."""
    contents = decision.rulebook.contents
    return {
        "manifest": _label(decision.manifest.document.file),
        "product": decision.manifest.product_id,
        "version": decision.manifest.version,
        "as_of": decision.as_of.isoformat(),
        "verdict": decision.verdict,
        "counts": dict(sorted(decision.counts.items())),
        "rulebook": {"version": contents.version, "digest": contents.digest, "overlay": contents.overlay or ""},
        "findings": [_finding(one) for one in decision.having(VIOLATED)],
        "open": [_open(one) for one in decision.questions if one.blocking],
        "report": stands(decision, lang),
    }


def _open(question: Question) -> Open:
    return {"path": question.path, "ask": _texts(question.ask), "settles": len(question.settles)}


def _finding(finding: Finding) -> FindingTold:
    return {
        "rule": finding.rule,
        "force": finding.force,
        "subject": finding.subject,
        "place": str(finding.location).replace(finding.location.file, _label(finding.location.file), 1),
        "title": _texts(finding.title),
        "message": _texts(finding.message),
        "law": [
            {**_texts(one.title), "article": one.article or "", "confidence": one.confidence}
            for one in finding.citations
        ],
        "remedy": _texts(finding.remedy.note) if finding.remedy else None,
    }


def _label(file: str) -> str:
    """A file as a report that is handed on names it: never where it lies on this machine."""
    return PurePath(file).name if PurePath(file).is_absolute() else file


def _texts(text: Bilingual) -> Texts:
    return {"zh": text.zh, "en": text.en}
