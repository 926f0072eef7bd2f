"""The verb `hegui deliver`: declares it and its options. What it does is in `commands`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hegui_adapters.ending import run_to_end
from hegui_adapters.language import language
from hegui_adapters.options import Language, Verbose
from hegui_adapters.settings import Asked

__all__ = ["add_deliver"]


def add_deliver(app: typer.Typer) -> None:
    """Add the verb to the program."""
    app.command("deliver")(deliver)


def deliver(
    *,
    once: Annotated[bool, typer.Option("--once", help="End when nothing is due, instead of waiting for more.")] = False,
    settings: Annotated[
        Path | None, typer.Option("--settings", metavar="FILE", help="The service's settings (TOML).")
    ] = None,
    lang: Language = None,
    verbose: Verbose = False,
) -> None:
    """Send what subscribers are to be told of, as the service does itself unless it is set to leave that to others."""
    from hegui_adapters.commands.deliver import run

    run_to_end(lambda: run(settings, language(lang), once=once), Asked(lang=lang, verbose=verbose))
