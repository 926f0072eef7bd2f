"""`hegui serve`, `token` and `db`: declares these verbs and their options. What a verb does is in `commands`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hegui_adapters.ending import run_to_end
from hegui_adapters.options import Format, Language, Verbose
from hegui_adapters.settings import Asked

__all__ = ["database_app", "serve", "token_app"]

token_app = typer.Typer(help="Make, list and revoke API tokens.", no_args_is_help=True, rich_markup_mode=None)
database_app = typer.Typer(help="Bring the service's database up to date.", no_args_is_help=True, rich_markup_mode=None)
SettingsFile = Annotated[
    Path | None, typer.Option("--settings", metavar="FILE", help="Settings of the service (TOML); else HEGUI_SETTINGS.")
]


def serve(
    *,
    host: Annotated[str, typer.Option("--host", help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port; 0 takes a free one.")] = 8000,
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, help="Processes; one on SQLite.")] = 1,
    settings: SettingsFile = None,
    lang: Language = None,
    verbose: Verbose = False,
) -> None:
    """Serve: manifests in by webhook or API, decisions out, each kept in the log before it is answered."""
    from hegui_adapters.commands.serve import run

    asked = Asked(lang=lang, verbose=verbose)
    run_to_end(lambda: run(asked, settings, host, port, workers), asked)


@token_app.command("new")
def new_token(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Who will hold it, such as pipeline.")],
    *,
    role: Annotated[str, typer.Option("--role", help="viewer, product, officer, auditor or admin.")],
    expires: Annotated[
        str | None, typer.Option("--expires", metavar="DAY", help="First day on which it is worth nothing.")
    ] = None,
    settings: SettingsFile = None,
    lang: Language = None,
    verbose: Verbose = False,
) -> None:
    """Make a token and print it, this once."""
    from hegui_adapters.commands.tokens import new

    asked = Asked(lang=lang, verbose=verbose)
    run_to_end(lambda: new(asked, settings, name, role, expires), asked)


@token_app.command("list")
def list_tokens(
    form: Annotated[Format, typer.Option("--format")] = "text",
    settings: SettingsFile = None,
    lang: Language = None,
    verbose: Verbose = False,
) -> None:
    """List the tokens, the revoked ones too, without their secrets."""
    from hegui_adapters.commands.tokens import listed

    asked = Asked(lang=lang, verbose=verbose)
    run_to_end(lambda: listed(asked, settings, form), asked)


@token_app.command("revoke")
def revoke_token(
    token: Annotated[str, typer.Argument(metavar="ID", help="As `list` shows it.")],
    settings: SettingsFile = None,
    lang: Language = None,
    verbose: Verbose = False,
) -> None:
    """Let a token be worth nothing."""
    from hegui_adapters.commands.tokens import revoke

    asked = Asked(lang=lang, verbose=verbose)
    run_to_end(lambda: revoke(asked, settings, token), asked)


@database_app.command("migrate")
def migrate_database(settings: SettingsFile = None, lang: Language = None, verbose: Verbose = False) -> None:
    """Bring the database to the revision this program needs. Back it up first."""
    from hegui_adapters.commands.database import migrate

    asked = Asked(lang=lang, verbose=verbose)
    run_to_end(lambda: migrate(asked, settings), asked)


@database_app.command("purge")
def purge_outbox(
    *,
    before: Annotated[str, typer.Option("--before", metavar="DAY", help="What ended earlier is taken out.")],
    dead: Annotated[bool, typer.Option("--dead", help="Dead letters as well, which nobody was told of.")] = False,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; it goes into the log.")],
    actor: Annotated[
        str | None, typer.Option("--actor", metavar="NAME", help="Who does it; else the user logged in.")
    ] = None,
    settings: SettingsFile = None,
    lang: Language = None,
    verbose: Verbose = False,
) -> None:
    """Take messages that were delivered or called off out of the outbox. Decisions and the log stay as they are."""
    from hegui_adapters.commands.database import purge

    asked = Asked(lang=lang, verbose=verbose)
    run_to_end(lambda: purge(asked, settings, before, reason, actor, dead=dead), asked)


@database_app.command("status")
def database_status(settings: SettingsFile = None, lang: Language = None, verbose: Verbose = False) -> None:
    """Say which revision the database is at and which is needed. Exit code 2 where they differ."""
    from hegui_adapters.commands.database import status

    asked = Asked(lang=lang, verbose=verbose)
    run_to_end(lambda: status(asked, settings), asked)


@database_app.command("portray")
def portray_decisions(
    *,
    every: Annotated[bool, typer.Option("--all", help="All of them anew, not only what is missing.")] = False,
    settings: SettingsFile = None,
    lang: Language = None,
    verbose: Verbose = False,
) -> None:
    """Draw what the page of all products shows of each decision, where that is missing. The service may run meanwhile."""
    from hegui_adapters.commands.portraying import portray

    asked = Asked(lang=lang, verbose=verbose)
    run_to_end(lambda: portray(asked, settings, every=every), asked)
