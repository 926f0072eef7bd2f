"""The verbs of `hegui audit`: declares them and their options. What a verb does is in `commands.audit`, `keeping` and
`register`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from hegui_adapters.ending import run_to_end
from hegui_adapters.options import Base, ConfigFile, Format, Language, Rules, Verbose
from hegui_adapters.settings import Asked

__all__ = ["audit_app"]

audit_app = typer.Typer(
    help="Verify, export, replay and keep the decision log.", no_args_is_help=True, rich_markup_mode=None
)
key_app = typer.Typer(help="Make keys.", no_args_is_help=True, rich_markup_mode=None)
audit_app.add_typer(key_app, name="key")

Where = Annotated[
    str | None,
    typer.Argument(
        metavar="[DATABASE|FILE]", help="Database (URL or SQLite file) or exported log; else HEGUI_DATABASE."
    ),
]
Keys = Annotated[
    list[Path] | None, typer.Option("--key", metavar="FILE", help="Public key of checkpoints (PEM); repeatable.")
]
SealingKeys = Annotated[
    Path | None, typer.Option("--sealing-keys", metavar="FILE", help="Key file that opens sealed documents.")
]
Actor = Annotated[str | None, typer.Option("--actor", metavar="NAME", help="Who does it; else the user logged in.")]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; it goes into the log.")]


@audit_app.command("verify")
def verify(
    where: Where = None,
    *,
    keys: Keys = None,
    checkpoints: Annotated[
        list[Path] | None,
        typer.Option("--checkpoint", metavar="FILE", help="A checkpoint kept elsewhere; repeatable."),
    ] = None,
    sealing_keys: SealingKeys = None,
    form: Annotated[Format, typer.Option("--format")] = "text",
    lang: Language = None,
    verbose: Verbose = False,
) -> None:
    """Verify a log, its documents and rows. Exit code: 0 it holds, 1 it is broken, 2 it could not be looked at."""
    from hegui_adapters.commands.audit import verify as run

    asked = Asked(lang=lang, verbose=verbose)
    run_to_end(lambda: run(asked, where, keys or (), checkpoints or (), sealing_keys, form), asked)


@audit_app.command("export")
def export(
    where: Where = None,
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="A new file.")],
    from_day: Annotated[str | None, typer.Option("--from", metavar="DAY", help="First day.")] = None,
    to_day: Annotated[str | None, typer.Option("--to", metavar="DAY", help="Last day.")] = None,
    documents: Annotated[
        bool, typer.Option("--documents", help="With manifests, rulebooks and bodies, as they are stored.")
    ] = False,
    lang: Language = None,
    verbose: Verbose = False,
) -> None:
    """Write the log, or some days of it, to a file that can be verified on its own."""
    from hegui_adapters.commands.keeping import export as run

    asked = Asked(lang=lang, verbose=verbose)
    run_to_end(lambda: run(asked, where, output, (from_day, to_day), documents=documents), asked)


@audit_app.command("replay")
def replay(
    decision: Annotated[str, typer.Argument(metavar="ID", help="A decision.")],
    where: Where = None,
    *,
    sealing_keys: SealingKeys = None,
    form: Annotated[Format, typer.Option("--format")] = "text",
    lang: Language = None,
    verbose: Verbose = False,
) -> None:
    """Judge a stored manifest again under its stored rulebook and compare. Exit code: 0 the same, 1 different, 5 it cannot
    be replayed, for a fact it read was masked or a document erased."""
    from hegui_adapters.commands.audit import replay as run

    asked = Asked(lang=lang, verbose=verbose)
    run_to_end(lambda: run(asked, decision, where, sealing_keys, form), asked)


@audit_app.command("checkpoint")
def checkpoint(
    where: Where = None,
    *,
    signing_key: Annotated[
        Path | None, typer.Option("--signing-key", metavar="FILE", help="Private key (PEM); else HEGUI_SIGNING_KEY.")
    ] = None,
    lang: Language = None,
    verbose: Verbose = False,
) -> None:
    """Sign the log as it stands and print the checkpoint, to be kept elsewhere."""
    from hegui_adapters.commands.keeping import checkpoint as run

    asked = Asked(lang=lang, verbose=verbose)
    run_to_end(lambda: run(asked, where, signing_key), asked)


@audit_app.command("mask")
def mask(
    decision: Annotated[str, typer.Argument(metavar="ID", help="A decision.")],
    where: Where = None,
    *,
    fields: Annotated[list[str], typer.Option("--field", metavar="PATH", help="A fact of its manifest; repeatable.")],
    reason: Reason,
    actor: Actor = None,
    sealing_keys: SealingKeys = None,
    lang: Language = None,
    verbose: Verbose = False,
) -> None:
    """Destroy facts of a stored manifest for good, also where its decisions tell them."""
    from hegui_adapters.commands.keeping import mask as run

    asked = Asked(lang=lang, verbose=verbose)
    run_to_end(lambda: run(asked, decision, where, fields, reason, actor, sealing_keys), asked)


@audit_app.command("retain")
def retain(
    where: Where = None,
    *,
    before: Annotated[str, typer.Option("--before", metavar="DAY", help="What is older is erased.")],
    keep: Annotated[
        Literal["records", "digests"],
        typer.Option("--keep", help="What stays: the log's records, or their digests alone."),
    ],
    reason: Reason,
    actor: Actor = None,
    lang: Language = None,
    verbose: Verbose = False,
) -> None:
    """Erase manifests and bodies whose time is up; the chain still holds. Nothing is ever erased by itself."""
    from hegui_adapters.commands.keeping import retain as run

    asked = Asked(lang=lang, verbose=verbose)
    run_to_end(lambda: run(asked, where, before, keep, reason, actor), asked)


@audit_app.command("completeness")
def completeness(
    register: Annotated[Path, typer.Argument(metavar="REGISTER", help="The register of products: CSV or XLSX.")],
    *,
    database: Annotated[
        str | None, typer.Option("--database", metavar="URL|FILE", help="The log; else HEGUI_DATABASE.")
    ] = None,
    rules: Rules = None,
    base: Base = None,
    config: ConfigFile = None,
    form: Annotated[Format, typer.Option("--format")] = "text",
    lang: Language = None,
    verbose: Verbose = False,
) -> None:
    """List products never checked, checked on an older version, launched while blocked or undetermined, or decided under an
    older rulebook. Exit code: 0 nothing is missing, 1 something is."""
    from hegui_adapters.commands.register import completeness as run

    asked = Asked(tuple(rules or ()), base, config, lang, verbose=verbose)
    run_to_end(lambda: run(asked, register, database, form), asked)


@audit_app.command("sample")
def sample(
    where: Where = None,
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE.xlsx", help="A new workbook.")],
    from_day: Annotated[str | None, typer.Option("--from", metavar="DAY", help="First day.")] = None,
    to_day: Annotated[str | None, typer.Option("--to", metavar="DAY", help="Last day.")] = None,
    size: Annotated[int, typer.Option("--size", min=1, help="How many decisions.")] = 25,
    seed: Annotated[str | None, typer.Option("--seed", help="Draws the same sample again; else a new one.")] = None,
    lang: Language = None,
    verbose: Verbose = False,
) -> None:
    """Write the decisions of a period and a random sample of them to a workbook; the seed is printed."""
    from hegui_adapters.commands.register import draw as run

    asked = Asked(lang=lang, verbose=verbose)
    run_to_end(lambda: run(asked, where, (from_day, to_day), size, seed, output), asked)


@key_app.command("new")
def new_key(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    *,
    sealing: Annotated[
        bool, typer.Option("--sealing", help="A key that seals documents, added to FILE, not one that signs.")
    ] = False,
    lang: Language = None,
    verbose: Verbose = False,
) -> None:
    """Make a key that signs checkpoints: FILE, readable by its owner alone, and FILE.pub for whoever verifies."""
    from hegui_adapters.commands.keeping import new_key as run

    asked = Asked(lang=lang, verbose=verbose)
    run_to_end(lambda: run(asked, file, sealing=sealing), asked)
