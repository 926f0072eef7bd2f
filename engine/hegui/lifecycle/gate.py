"""May the product enter a stage on a day: verdict, findings, questions, what is overdue, what is due, the earliest day.

    result = gate(rulebook, manifest, "launched", as_of=day)
    result.verdict        # blocked, undetermined or clear, as of a check

It is a pure function of manifest, rulebook, stage and day; nothing is remembered between two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hegui import decision as d
from hegui._version import __version__
from hegui.body import data_of
from hegui.judge import NOT_APPLICABLE
from hegui.lifecycle.deciding import GateDecision
from hegui.lifecycle.duties import Duty, duties_of
from hegui.lifecycle.facts import JOURNAL_MEASURES
from hegui.lifecycle.schedule import Schedule, schedule_of
from hegui.lifecycle.stages import FACING, next_gate
from hegui.lifecycle.timeline import Timeline, timeline_of
from hegui.manifest.reading import Manifest
from hegui.measures import CAUSE, Cause, standing
from hegui.rulebook import Rulebook
from hegui.terms import Bilingual

__all__ = ["SCHEMA", "Gate", "Remark", "gate", "gate_body", "stage_to_enter"]

SCHEMA = "urn:hegui:schema:gate:v1"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about the journal that a reader must know: it contradicts itself, or an event was not counted."""

    kind: str
    message: Bilingual


@dataclass(frozen=True, slots=True)
class Gate:
    """What a gate comes to. `decision` holds everything to explain it; the rest is worked out from it."""

    stage: str
    day: date
    verdict: str
    decision: GateDecision
    counts_checks: bool
    overdue: tuple[Duty, ...]
    due: tuple[Duty, ...]
    schedule: Schedule
    timeline: Timeline
    measures: tuple[d.Measure, ...]
    remarks: tuple[Remark, ...]

    @property
    def findings(self) -> tuple[d.Finding, ...]:
        """What is violated, open or met; what does not apply is left out."""
        return tuple(one for one in self.decision.findings if one.outcome != NOT_APPLICABLE)

    @property
    def questions(self) -> tuple[d.Question, ...]:
        return self.decision.questions


def stage_to_enter(manifest: Manifest, day: date) -> str | None:
    """The stage after the one the product is in, by its journal or else as it states; None where nothing tells."""
    from hegui.lifecycle.journal import journal_of
    from hegui.lifecycle.journal_measures import journal_measures

    found = journal_measures(manifest.record, journal_of(manifest.record, day), "idea", day).get("lifecycle.stage")
    return next_gate(found if isinstance(found, str) else None)


def gate(
    rulebook: Rulebook,
    manifest: Manifest,
    stage: str,
    *,
    as_of: date,
    waivers: Sequence[d.Waiver] = (),
    plans: Sequence[d.Plan] = (),
) -> Gate:
    """Judge the entry into a stage; `stage_to_enter` tells which is next.

    Raises:
        UsageError: there is no such stage.
    """
    decision = GateDecision(rulebook, manifest, stage, as_of, tuple(waivers), tuple(plans))
    overdue, due = duties_of(decision)
    return Gate(
        stage=stage,
        day=as_of,
        verdict=decision.verdict,
        decision=decision,
        counts_checks=stage in FACING,
        overdue=overdue,
        due=due,
        schedule=schedule_of(decision),
        timeline=timeline_of(decision),
        measures=tuple(_measures(decision)),
        remarks=tuple(_remarks(decision)),
    )


def _measures(decision: GateDecision) -> list[d.Measure]:
    root = decision.case.root
    found = []
    for name, kind in JOURNAL_MEASURES.items():
        cause = root.get(name + CAUSE)
        cause = cause if isinstance(cause, Cause) else Cause()
        missing = tuple(decision.manifest.path(*standing((), path)) for path in cause.missing)
        reason = Bilingual(cause.zh, cause.en) if cause.zh else None
        label = Bilingual(kind.zh, kind.en)
        found.append(d.Measure("product", name, kind.kind, label, root.get(name), missing, reason))
    return found


def _remarks(decision: GateDecision) -> list[Remark]:
    journal = decision.journal
    found = []
    if journal.unknown is not None and journal.unknown.zh:
        found.append(Remark("contradiction", Bilingual(journal.unknown.zh, journal.unknown.en)))
    stage = decision.case.root.get("lifecycle.stage" + CAUSE)
    if isinstance(stage, Cause) and stage.zh and not found:
        found.append(Remark("contradiction", Bilingual(stage.zh, stage.en)))
    if journal.ahead:
        n = len(journal.ahead)
        said = Bilingual(f"{n} 个事件晚于判断之日，未计入", f"events after the day judged, not counted: {n}")
        found.append(Remark("ahead", said))
    return found


# ---- as data


def gate_body(result: Gate) -> Mapping[str, object]:
    """What a gate comes to as JSON-ready data, the same for the same input on any machine."""
    decision = result.decision
    contents, manifest = decision.rulebook.contents, decision.manifest
    body: dict[str, object] = {
        "schema": SCHEMA,
        "stage": result.stage,
        "as_of": result.day,
        "verdict": result.verdict,
        "counts_checks": result.counts_checks,
        "manifest": {
            "id": manifest.product_id,
            "name": manifest.name,
            "version": manifest.version,
            "digest": f"sha256:{manifest.digest}",
        },
        "rulebook": {"version": contents.version, "digest": f"sha256:{contents.digest}"},
        "engine": __version__,
        "findings": decision.counted,
        "counts": decision.counts,
        "questions": decision.questions,
        "overdue": result.overdue,
        "due": result.due,
        "schedule": result.schedule,
        "timeline": result.timeline,
        "measures": result.measures,
        "remarks": result.remarks,
        "waivers": decision.waivers,
        "plans": decision.plans,
    }
    return {key: data_of(value) for key, value in body.items()}
