"""The verb `hegui sheet`: declares its options. What it does is in `commands`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from hegui_adapters.ending import run_to_end
from hegui_adapters.options import AsOf, Base, ConfigFile, Language, NoCache, Rules, StdinName, Verbose, Waivers
from hegui_adapters.settings import Asked

__all__ = ["sheet"]


def sheet(  # noqa: PLR0913 - one parameter for each option
    kind: Annotated[Literal["data-use", "risk-notices"], typer.Argument(metavar="data-use|risk-notices")],
    file: Annotated[str, typer.Argument(metavar="FILE", help="A manifest; - is standard input.")],
    *,
    form: Annotated[list[str] | None, typer.Option("--format", metavar="text|json|html", help="Form.")] = None,
    output: Annotated[
        list[str] | None,
        typer.Option("--output", metavar="FORMAT=FILE", help="Write text, json, html or pdf to a file; repeatable."),
    ] = None,
    as_of: AsOf = None,
    lang: Language = None,
    rules: Rules = None,
    base: Base = None,
    config: ConfigFile = None,
    waivers: Waivers = None,
    stdin_filename: StdinName = None,
    no_cache: NoCache = False,
    verbose: Verbose = False,
) -> None:
    """Print how a product uses data, or which risk notices it owes to whom."""
    from hegui_adapters.commands.sheet import Sheet, run

    asked = Asked(tuple(rules or ()), base, config, lang, waivers, not no_cache, verbose)
    wanted = Sheet(kind, file, asked, as_of, tuple(form or ()), tuple(output or ()), stdin_filename)
    run_to_end(lambda: run(wanted), asked, Path(file).parent)
