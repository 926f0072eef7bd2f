"""`hegui check`: judges manifests and prints reports. One that cannot be read never ends the rest."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from hegui_adapters.commands import remarks
from hegui_adapters.delivery import Targets, deliver, targets_of
from hegui_adapters.exits import INTERNAL, FailOn, OnUnknown, code_of_decision, worst
from hegui_adapters.failures import Failure, RefusedError, attempt
from hegui_adapters.language import Lang
from hegui_adapters.settings import Asked, Settings, settings, spoken
from hegui_adapters.streams import PIPE_WIDTH, colour_wanted, say, width_of_output

if TYPE_CHECKING:
    from hegui.decide import Decision
    from hegui.decision import Plan, PlanShown, Waiver, WaiverShown

    from hegui_adapters.render.telling import Fault, Telling
    from hegui_adapters.rulebooks import Rulebooks
    from hegui_adapters.sources import Source

__all__ = ["Check", "exceptions_of", "judge", "run"]


@dataclass(frozen=True, slots=True)
class Check:
    """What was asked of `hegui check`."""

    files: tuple[str, ...]
    asked: Asked
    as_of: str | None = None
    formats: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    stdin_name: str | None = None
    fail_on: FailOn = "block"
    on_unknown: OnUnknown = "fail"
    all: bool = False
    paths: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of one manifest, rendered in the forms that were asked for."""

    code: int
    verdict: str
    text: str
    record: Mapping[str, object]
    telling: Telling | None
    notes: tuple[str, ...]
    waivers: tuple[WaiverShown, ...]
    plans: tuple[PlanShown, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome for one manifest, the name it was given under and the language its messages are in."""

    file: str
    lang: Lang
    found: Judged | Failure


Results = Sequence[Result]


def run(check: Check) -> int:
    """Judge every manifest; the exit code is the worst of all.

    Raises:
        RefusedError: the options do not fit together, or a result cannot be written.
    """
    targets = targets_of(check.formats, check.outputs)
    results = list(_results(check, targets))
    _tell_failures(results, verbose=check.asked.verbose or bool(os.environ.get("HEGUI_DEBUG")))
    if not check.quiet:
        say(_notes(results))
    for name, path in targets.items():
        if path is not None or not check.quiet:
            deliver(path, _form(name, results))
    return worst(result.found.code for result in results)


# ---- judging


def _results(check: Check, targets: Targets) -> Iterator[Result]:
    from hegui_adapters.days import day_of
    from hegui_adapters.rulebooks import Rulebooks
    from hegui_adapters.sources import sources

    day = day_of(check.as_of) if check.as_of else None
    rulebooks = Rulebooks()
    for source in sources(check.files, check.stdin_name):
        if isinstance(source, RefusedError):
            yield Result("", spoken(check.asked, Path()), Failure(source))
            continue
        lang = spoken(check.asked, source.folder)
        yield Result(source.label, lang, attempt(partial(_judged, check, source, day, rulebooks, targets)))


def _judged(check: Check, source: Source, day: date | None, rulebooks: Rulebooks, targets: Targets) -> Judged:
    from hegui_adapters.render.record import Envelope, enveloped

    held = settings(check.asked, source.folder)
    decision, default = judge(source, day, held, rulebooks)
    envelope = Envelope.seal(source.label, default)
    return Judged(
        code=code_of_decision(decision, check.fail_on, check.on_unknown),
        verdict=decision.verdict,
        text=_report(check, decision, held.lang, envelope.id, targets),
        record=enveloped(decision, envelope) if "json" in targets else {},
        telling=_telling(decision, held.lang, source.label, envelope.id) if set(targets) - {"text", "json"} else None,
        notes=tuple(_remarks(check, source.label, decision, default, held.lang)),
        waivers=decision.waivers,
        plans=decision.plans,
    )


def judge(source: Source, day: date | None, held: Settings, rulebooks: Rulebooks) -> tuple[Decision, date]:
    """The decision on one manifest, and the day it would be judged on if nobody named one.

    Raises:
        HeguiError: it cannot be judged.
    """
    from hegui.checking import day_for

    manifest = source.manifest()
    default = day_for(manifest)
    waivers, plans = exceptions_of(held)
    return rulebooks.of(held).check(manifest, as_of=day or default, waivers=waivers, plans=plans), default


def exceptions_of(held: Settings) -> tuple[tuple[Waiver, ...], tuple[Plan, ...]]:
    """The waivers and the plans of the file that lies beside the manifest, or was named."""
    if held.waivers is None:
        return (), ()
    from hegui_adapters.waivers import read_exceptions

    found = read_exceptions(held.waivers)
    return found.waivers, found.plans


def _report(check: Check, decision: Decision, lang: Lang, decision_id: str, targets: Targets) -> str:
    """The text report, where it is wanted: a file gets what a pipe gets."""
    printed = targets.get("text") is None
    if "text" not in targets or (printed and check.quiet):
        return ""
    from hegui_adapters.render.text import report

    return report(
        decision,
        lang=lang,
        width=width_of_output() if printed else PIPE_WIDTH,
        colour=printed and colour_wanted(),
        all=check.all,
        paths=check.paths,
        decision_id=decision_id,
        chosen_day=check.as_of is not None,
    )


def _telling(decision: Decision, lang: Lang, label: str, decision_id: str) -> Telling:
    from hegui_adapters.render.telling import Telling

    return Telling(decision, lang, _shown(label), decision_id)


def _shown(label: str) -> str:
    """A file as forges know it: from the folder the command was started in, never where it lies on this machine."""
    path = Path(label)
    if not label or not path.is_absolute():
        return label and path.as_posix()
    return path.relative_to(Path.cwd()).as_posix() if path.is_relative_to(Path.cwd()) else path.name


# ---- telling


def _form(name: str, results: Results) -> str | bytes:
    if name == "text":
        return _text(results)
    if name == "json":
        return _json(results)
    from hegui_adapters.render.forms import rendered
    from hegui_adapters.render.telling import Report

    told = [result.found.telling for result in results if isinstance(result.found, Judged) and result.found.telling]
    return rendered(name, Report(results[0].lang if results else "zh", told, list(_faults(results))))


def _faults(results: Results) -> Iterator[Fault]:
    from hegui.errors import SourceError

    from hegui_adapters.render.telling import Fault

    for result in results:
        if isinstance(result.found, Failure):
            error, code = result.found.error, result.found.code
            for one in error.problems if isinstance(error, SourceError) else ():
                yield Fault(_shown(one.file), one.line, one.column, one.zh if result.lang == "zh" else one.en, code)
            if not isinstance(error, SourceError):
                yield Fault(_shown(result.file), 0, 0, " ".join(result.found.lines(result.lang, verbose=False)), code)


def _text(results: Results) -> str:
    return "\n\n".join(result.found.text for result in results if isinstance(result.found, Judged))


def _json(results: Results) -> str:
    from hegui_adapters.render.record import document, error_record

    decisions = [result.found.record for result in results if isinstance(result.found, Judged)]
    errors = [error_record(r.file, r.found.code, r.found.error) for r in results if isinstance(r.found, Failure)]
    return document(decisions, errors)


def _tell_failures(results: Results, *, verbose: bool) -> None:
    """Every error once: many manifests may meet the same invalid rules."""
    told: set[int] = set()
    for result in results:
        failure = result.found
        if isinstance(failure, Failure) and id(failure.error) not in told:
            told.add(id(failure.error))
            if failure.code == INTERNAL:
                say([f"{result.file}:"])
            say(failure.lines(result.lang, verbose=verbose))


def _remarks(check: Check, file: str, decision: Decision, default: date, lang: Lang) -> Iterator[str]:
    if decision.as_of < default:
        yield remarks.historical(file, decision.as_of, default, lang)
    if decision.verdict == "undetermined" and check.on_unknown == "warn":
        yield remarks.undetermined(file, lang)


def _notes(results: Results) -> Iterator[str]:
    judged = [result.found for result in results if isinstance(result.found, Judged)]
    lang = results[0].lang
    for one in judged:
        yield from one.notes
    yield from remarks.idle_waivers([waiver for one in judged for waiver in one.waivers], lang)
    yield from remarks.idle_plans([plan for one in judged for plan in one.plans], lang)
    if len(results) > 1:
        yield remarks.summary([one.verdict for one in judged], len(results), lang)
