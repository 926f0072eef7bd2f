"""The verbs of `hegui map`: declares them and their options. What a verb does is in `commands`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hegui_adapters.ending import run_to_end
from hegui_adapters.language import language
from hegui_adapters.options import Language, Verbose
from hegui_adapters.settings import Asked

__all__ = ["map_app"]

map_app = typer.Typer(help="Try mapping files.", no_args_is_help=True, rich_markup_mode=None)


@map_app.callback()
def _map() -> None:
    """Try mapping files: how a registry's own payload becomes a manifest."""


@map_app.command("test")
def try_mapping(
    mapping: Annotated[Path, typer.Argument(metavar="MAPPING", help="A mapping file.")],
    payload: Annotated[Path, typer.Argument(metavar="PAYLOAD", help="What the registry posts, as JSON.")],
    lang: Language = None,
    verbose: Verbose = False,
) -> None:
    """Print the manifest a payload becomes, and list what the mapping leaves out."""
    from hegui_adapters.commands.mapping import run

    run_to_end(lambda: run(mapping, payload, language(lang)), Asked(lang=lang, verbose=verbose))
