"""The verbs of `hegui scenario`: declares them and their options. What a verb does is in `commands`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hegui_adapters.ending import run_to_end
from hegui_adapters.options import Base, ConfigFile, Language, NoCache, Rules, Verbose
from hegui_adapters.settings import Asked

__all__ = ["scenario_app"]

scenario_app = typer.Typer(
    help="Judge a product under many scenarios: facts, numbers, days varied.",
    rich_markup_mode=None,
    no_args_is_help=True,
)


@scenario_app.callback()
def _scenario() -> None:
    """Judge a product under many scenarios: facts, numbers, days varied."""


@scenario_app.command("run")
def run(  # noqa: PLR0913 - one parameter for each option
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Files of scenarios (*.hegui.yaml); globs.")],
    *,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, max=256, help="Processes; as many as there are processors.")
    ] = None,
    form: Annotated[
        list[str] | None, typer.Option("--format", metavar="text|json|html|csv", help="Form; repeatable.")
    ] = None,
    output: Annotated[
        list[str] | None, typer.Option("--output", metavar="FORMAT=FILE", help="Write one form to a file; repeatable.")
    ] = None,
    only: Annotated[
        str | None, typer.Option("--only", metavar="PATTERN", help="Only scenarios whose name has this, or matches it.")
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="List every scenario in the text report.")] = False,
    lang: Language = None,
    rules: Rules = None,
    base: Base = None,
    config: ConfigFile = None,
    no_cache: NoCache = False,
    verbose: Verbose = False,
) -> None:
    """Judge every scenario and say which block, by which rules, and where the margin runs out.

    A number that is supposed to be other than the law has it makes a what-if, which is marked as one everywhere. Exit code:
    0 all as expected, or where nothing is expected nothing found that blocks; 1 not as expected, or blocked; 5
    undetermined; 4 a file is invalid; see the README for the others.
    """
    from hegui_adapters.commands.scenario import ScenarioRun, run

    asked = Asked(tuple(rules or ()), base, config, lang, None, not no_cache, verbose)
    wanted = ScenarioRun(tuple(files), asked, jobs, tuple(form or ()), tuple(output or ()), only, all_)
    run_to_end(lambda: run(wanted), asked, Path(files[0]).parent)
