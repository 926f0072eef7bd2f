"""The verbs of `hegui waivers`: declares them and their options. What a verb does is in `commands`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hegui_adapters.ending import run_to_end
from hegui_adapters.options import AsOf, Base, ConfigFile, Language, NoCache, Rules, StdinName, Verbose
from hegui_adapters.settings import Asked

__all__ = ["waivers_app"]

waivers_app = typer.Typer(
    help="Exceptions to house policy and guidelines.", no_args_is_help=True, rich_markup_mode=None
)


@waivers_app.callback()
def _waivers() -> None:
    """Exceptions to house policy and guidelines; law is never waived."""


@waivers_app.command("new")
def new(  # noqa: PLR0913 - one parameter for each option
    rule: Annotated[str, typer.Argument(metavar="RULE-ID", help="House policy or a guideline.")],
    file: Annotated[str, typer.Argument(metavar="FILE", help="A manifest; - is standard input.")],
    *,
    subject: Annotated[
        str | None, typer.Option("--subject", help="What the finding is about; needed if several are.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DAY", help="First day on which it no longer holds.")
    ] = None,
    owner: Annotated[str | None, typer.Option("--owner", help="Who answers for what follows.")] = None,
    author: Annotated[str | None, typer.Option("--author", help="Who asks for it.")] = None,
    approved_by: Annotated[str | None, typer.Option("--approved-by", help="Who approved it: not the author.")] = None,
    reason: Annotated[str | None, typer.Option("--reason", help="Why.")] = None,
    as_of: AsOf = None,
    lang: Language = None,
    rules: Rules = None,
    base: Base = None,
    config: ConfigFile = None,
    stdin_filename: StdinName = None,
    no_cache: NoCache = False,
    verbose: Verbose = False,
) -> None:
    """Print a waiver of one violation, bound to the present facts; what is not given is left to be filled in."""
    from hegui_adapters.commands.waivers import New, run

    asked = Asked(tuple(rules or ()), base, config, lang, None, not no_cache, verbose)
    said = {"until": until, "owner": owner, "author": author, "approved_by": approved_by, "reason": reason}
    given = {name: text for name, text in said.items() if text is not None}
    run_to_end(lambda: run(New(rule, file, asked, given, subject, as_of, stdin_filename)), asked, Path(file).parent)
