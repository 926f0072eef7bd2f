"""The verb `hegui scan`: declares it and its options. What it does is in `commands`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hegui_adapters.ending import run_to_end
from hegui_adapters.options import ConfigFile, Format, Language, Verbose
from hegui_adapters.settings import Asked

__all__ = ["add_scan"]


def add_scan(app: typer.Typer) -> None:
    """Add the verb to the program."""
    app.command("scan")(scan)


def scan(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Files, and folders with all that is in them.")],
    *,
    evidence: Annotated[
        Path | None,
        typer.Option("--evidence", metavar="FILE", help="Write what was scanned and counted, for a manifest."),
    ] = None,
    exclude: Annotated[
        list[str] | None, typer.Option("--exclude", metavar="GLOB", help="Leave these out, and say so; repeatable.")
    ] = None,
    samples: Annotated[
        int, typer.Option("--samples", min=0, max=100, help="Masked samples for each column and category.")
    ] = 3,
    form: Annotated[Format, typer.Option("--format")] = "text",
    lang: Language = None,
    config: ConfigFile = None,
    verbose: Verbose = False,
) -> None:
    """Look for raw personal data in CSV, JSON, XLSX, Parquet, SQLite and text; print places and masked samples only.

    Exit code: 0 nothing found, 1 found, 4 a file was not read to its end; see the README for the others.
    """
    from hegui_adapters.commands.scan import Scan, run

    asked = Asked(config=config, lang=lang, verbose=verbose)
    run_to_end(lambda: run(Scan(paths, asked, form, evidence, exclude or (), samples)), asked)
