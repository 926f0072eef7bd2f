"""The verb `hegui gate`: declares it and its options. What it does is in `commands.gate`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from hegui_adapters.ending import run_to_end
from hegui_adapters.options import AsOf, Base, ConfigFile, Language, NoCache, Rules, StdinName, Verbose, Waivers
from hegui_adapters.settings import Asked

__all__ = ["Stage", "gate"]

Stage = Literal["idea", "design", "development", "testing", "pilot", "grey_release", "launched", "changed", "retired"]


def gate(  # noqa: PLR0913 - one parameter for each option
    file: Annotated[str, typer.Argument(metavar="FILE", help="A manifest; - is standard input.")],
    *,
    stage: Annotated[
        Stage | None, typer.Option("--stage", help="The stage to be entered; else the one after that it is in.")
    ] = None,
    events: Annotated[
        list[Path] | None, typer.Option("--events", metavar="FILE", help="Events to add to its journal; repeatable.")
    ] = None,
    form: Annotated[list[str] | None, typer.Option("--format", metavar="text|json", help="Form; repeatable.")] = None,
    output: Annotated[
        list[str] | None, typer.Option("--output", metavar="FORMAT=FILE", help="Write one form to a file; repeatable.")
    ] = None,
    as_of: AsOf = None,
    lang: Language = None,
    rules: Rules = None,
    base: Base = None,
    config: ConfigFile = None,
    waivers: Waivers = None,
    all_: Annotated[bool, typer.Option("--all", help="List every duty, question and settled check.")] = False,
    paths: Annotated[bool, typer.Option("--paths", help="Name fields and rules.")] = False,
    stdin_filename: StdinName = None,
    no_cache: NoCache = False,
    verbose: Verbose = False,
) -> None:
    """May the product enter its next stage today? What is missing, overdue, due, and the earliest day. Exit code: 0 nothing
    found that blocks, 1 blocked, 5 undetermined."""
    from hegui_adapters.commands.gate import Entering, run

    asked = Asked(tuple(rules or ()), base, config, lang, waivers, not no_cache, verbose)
    wanted = Entering(
        file,
        asked,
        stage,
        tuple(events or ()),
        as_of,
        tuple(form or ()),
        tuple(output or ()),
        stdin_filename,
        all_,
        paths,
    )
    run_to_end(lambda: run(wanted), asked, Path(file).parent)
