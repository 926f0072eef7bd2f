"""`hegui scenario run`: judges every scenario of the files given and renders what came of them. It changes no file of theirs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from hegui_adapters.delivery import deliver, targets_of
from hegui_adapters.exits import worst
from hegui_adapters.failures import RefusedError
from hegui_adapters.settings import Asked, Settings, settings
from hegui_adapters.streams import PIPE_WIDTH, width_of_output

if TYPE_CHECKING:
    from hegui.rulebook import Rulebook
    from hegui.scenarios import Plan

    from hegui_adapters.language import Lang
    from hegui_adapters.rulebooks import Rulebooks
    from hegui_adapters.scenarios.gathering import Run

__all__ = ["FORMATS", "ScenarioRun", "run"]

FORMATS = ("text", "json", "html", "csv")


@dataclass(frozen=True, slots=True)
class ScenarioRun:
    """What was asked of `hegui scenario run`."""

    files: tuple[str, ...]
    asked: Asked
    jobs: int | None = None
    formats: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    only: str | None = None
    all: bool = False


def run(wanted: ScenarioRun) -> int:
    """Run every file and print or write every form; the exit code is the worst of all scenarios.

    Raises:
        RefusedError: the options do not fit together, no scenario is left, or a result cannot be written.
        SourceError: a file, its manifest or the rules cannot be used.
    """
    targets = targets_of(wanted.formats, wanted.outputs, FORMATS)
    runs, lang = _runs(wanted)
    for form, path in targets.items():
        deliver(path, _rendered(form, runs, lang, wanted, printed=path is None))
    return worst(one.code for one in runs)


def _runs(wanted: ScenarioRun) -> tuple[Sequence[Run], Lang]:
    from hegui_adapters.rulebooks import Rulebooks

    rulebooks = Rulebooks()
    planned = [_planned(file, wanted.asked, rulebooks) for file in _files(wanted.files)]
    chosen = [_chosen(plan, wanted.only) for _, plan, _ in planned]
    if not any(chosen):
        raise RefusedError(f"没有情景的名称符合“{wanted.only}”", f'no scenario has a name that matches "{wanted.only}"')
    runs = []
    with _progress(sum(map(len, chosen)), planned[0][0].lang) as progress:
        for (held, plan, rules), indexes in zip(planned, chosen, strict=True):
            if indexes:
                runs.append(_run(held, plan, rules, indexes, wanted.jobs, progress))
    return runs, planned[0][0].lang


def _files(named: Sequence[str]) -> list[str]:
    from hegui_adapters.sources import sources

    found = []
    for source in sources(named, None):
        if isinstance(source, RefusedError):
            raise source
        found.append(source.label)
    return found


def _planned(file: str, asked: Asked, rulebooks: Rulebooks) -> tuple[Settings, Plan, Rulebook]:
    from hegui.scenarios import read

    held = settings(asked, Path(file).parent)
    rules = rulebooks.of(held)
    return held, read(file, rules), rules


def _chosen(plan: Plan, only: str | None) -> list[int]:
    """The scenarios whose name, in either language, matches a pattern, or holds the text if it is none."""
    if only is None:
        return list(range(len(plan)))
    pattern = only if any(sign in only for sign in "*?[") else f"*{only}*"
    named = ((scenario.index, scenario.titled) for scenario in plan)
    return [index for index, name in named if fnmatchcase(name.zh, pattern) or fnmatchcase(name.en, pattern)]


def _run(
    held: Settings,
    plan: Plan,
    rules: Rulebook,
    indexes: Sequence[int],
    jobs: int | None,
    progress: Callable[[int], None],
) -> Run:
    from hegui_adapters.scenarios.gathering import Run
    from hegui_adapters.scenarios.running import jobs_wanted, run_plan

    load = partial(load_again, plan.file, held)
    wanted = jobs_wanted(jobs, len(indexes))
    return Run.of(plan, run_plan(plan, rules, indexes, load, jobs=wanted, progress=progress), rules)


def load_again(file: str, held: Settings) -> tuple[Plan, Rulebook]:
    """The same plan and rulebook in another process."""
    from hegui.scenarios import read

    from hegui_adapters.rulebooks import rulebook_of

    rules = rulebook_of(held)
    return read(file, rules), rules


@contextmanager
def _progress(total: int, lang: str) -> Iterator[Callable[[int], None]]:
    """A bar on standard error while scenarios are judged, at a terminal only."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    what = "试算情景" if lang == "zh" else "judging scenarios"
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda done: bar.advance(task, done)


def _rendered(form: str, runs: Sequence[Run], lang: Lang, wanted: ScenarioRun, *, printed: bool) -> str:
    """One form of what was asked for; each is imported when it is wanted."""
    match form:
        case "text":
            from hegui_adapters.scenarios.text import scenarios_text

            columns = width_of_output() if printed else PIPE_WIDTH
            return "\n\n".join(scenarios_text(one, lang, columns, all=wanted.all) for one in runs)
        case "json":
            from hegui_adapters.scenarios.record import scenarios_json

            return scenarios_json(runs)
        case "html":
            from hegui_adapters.scenarios.page import page

            return page(runs, lang)
    from hegui_adapters.scenarios.rows import scenarios_csv

    return scenarios_csv(runs, lang)
