"""The verbs of `hegui form`: declares them and their options. What a verb does is in `commands`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hegui_adapters.ending import run_to_end
from hegui_adapters.options import Base, ConfigFile, Language, NoCache, Rules, Verbose
from hegui_adapters.settings import Asked

__all__ = ["form_app"]

form_app = typer.Typer(
    help="A questionnaire as a workbook: write one, read one.", no_args_is_help=True, rich_markup_mode=None
)
Force = Annotated[bool, typer.Option("--force", help="Write over a file.")]


@form_app.callback()
def _form() -> None:
    """A questionnaire as a workbook, for whoever would rather not write YAML: write one, read one."""


@form_app.command("new")
def write_form(  # noqa: PLR0913 - one parameter for each option
    output: Annotated[Path, typer.Argument(metavar="OUT.xlsx", help="The workbook to write.")],
    *,
    domain: Annotated[
        str | None, typer.Option("--domain", help="payment, credit, wealth, insurance or regtech; hides the others.")
    ] = None,
    source: Annotated[str | None, typer.Option("--from", metavar="MANIFEST", help="Fill in what it states.")] = None,
    lang: Language = None,
    rules: Rules = None,
    base: Base = None,
    config: ConfigFile = None,
    no_cache: NoCache = False,
    force: Force = False,
    verbose: Verbose = False,
) -> None:
    """Write a questionnaire to fill in; `hegui check` reads it as it is."""
    from hegui_adapters.commands.form import new

    asked = Asked(tuple(rules or ()), base, config, lang, None, not no_cache, verbose)
    run_to_end(lambda: new(output, asked, domain, source, force=force), asked)


@form_app.command("read")
def read_form(
    file: Annotated[str, typer.Argument(metavar="IN.xlsx", help="A filled questionnaire.")],
    *,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the manifest there instead.")
    ] = None,
    lang: Language = None,
    force: Force = False,
    verbose: Verbose = False,
) -> None:
    """Print the manifest a questionnaire states; every fault by sheet and cell."""
    from hegui_adapters.commands.form import read

    run_to_end(lambda: read(file, output, force=force), Asked(lang=lang, verbose=verbose))
