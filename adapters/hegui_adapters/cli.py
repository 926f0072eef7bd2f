"""The command line: declares verbs and options, starts the verb, ends with its exit code. What a verb does is in
`commands`; the groups of verbs are declared in modules of their own, `cli_rules` and its like.

Everything heavy is imported when its verb runs, so that help and errors come at once.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from copy import copy
from pathlib import Path
from typing import Annotated, Literal

import typer
from typer.main import get_command

from hegui_adapters.cli_audit import audit_app
from hegui_adapters.cli_deliver import add_deliver
from hegui_adapters.cli_form import form_app
from hegui_adapters.cli_gate import gate
from hegui_adapters.cli_map import map_app
from hegui_adapters.cli_price import price_app
from hegui_adapters.cli_rules import rules_app
from hegui_adapters.cli_scan import add_scan
from hegui_adapters.cli_scenario import scenario_app
from hegui_adapters.cli_service import database_app, serve, token_app
from hegui_adapters.cli_sheet import sheet
from hegui_adapters.cli_waivers import waivers_app
from hegui_adapters.ending import run_to_end, told
from hegui_adapters.exits import CLEAR, FailOn, OnUnknown
from hegui_adapters.failures import Failure, attempt
from hegui_adapters.language import language
from hegui_adapters.options import AsOf, Base, ConfigFile, Language, NoCache, Rules, StdinName, Verbose, Waivers
from hegui_adapters.settings import Asked
from hegui_adapters.streams import legible_streams, put

__all__ = ["app", "main"]

app = typer.Typer(
    name="hegui",
    help="Says what stands in the way of launching a fintech product, from what its manifest declares.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(form_app, name="form")
app.add_typer(price_app, name="price")
app.add_typer(rules_app, name="rules")
app.add_typer(scenario_app, name="scenario")
app.add_typer(map_app, name="map")
app.add_typer(audit_app, name="audit")
add_deliver(app)
add_scan(app)
app.add_typer(token_app, name="token")
app.add_typer(database_app, name="db")
app.command("serve")(serve)
app.command("sheet")(sheet)
app.command("gate")(gate)
app.add_typer(waivers_app, name="waivers")

SELDOM = 200_000
"""New objects between two searches for garbage: a run makes many that last and ends soon."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run `hegui` with these arguments (the process's own, if left out); the exit code. See the README for its meaning."""
    legible_streams()
    if argv is None:
        gc.set_threshold(SELDOM)
    arguments = sys.argv[1:] if argv is None else list(argv)
    try:
        failed = attempt(lambda: _start(arguments))
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else CLEAR
    finally:
        if argv is None:
            gc.freeze()  # the process ends: a last search through all it holds would find nothing worth its time
    return told(failed, Asked(verbose="--verbose" in arguments), Path()) if isinstance(failed, Failure) else CLEAR


def _start(arguments: list[str]) -> None:
    get_command(_only("".join(arguments[:1]))).main(args=arguments, prog_name="hegui")


def _only(name: str) -> typer.Typer:
    """The program with nothing but the verb of that name: working out the options of all others takes longer than its own start.
    Where there is none, the whole, which help and suggestions speak of.
    """
    commands = [one for one in app.registered_commands if one.name == name]
    groups = [one for one in app.registered_groups if one.name == name]
    if not commands and not groups:
        return app
    narrowed = copy(app)
    narrowed.registered_commands, narrowed.registered_groups = commands, groups
    return narrowed


def _print_version(wanted: bool) -> None:
    if wanted:
        from hegui_adapters.versions import versions

        put(versions())
        raise typer.Exit


@app.callback()
def _hegui(
    version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_print_version, help="Print versions."),
    ] = False,
) -> None:
    """Says what stands in the way of launching a fintech product, from what its manifest declares."""


@app.command("check")
def check(  # noqa: PLR0913 - one parameter for each option
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Manifests; globs; - is standard input.")],
    *,
    form: Annotated[
        list[str] | None,
        typer.Option(
            "--format", metavar="FORMAT", help="text, json, sarif, junit, markdown, html, github, gitlab, xlsx."
        ),
    ] = None,
    output: Annotated[
        list[str] | None, typer.Option("--output", metavar="FORMAT=FILE", help="Write one form to a file; repeatable.")
    ] = None,
    as_of: AsOf = None,
    lang: Language = None,
    rules: Rules = None,
    base: Base = None,
    config: ConfigFile = None,
    waivers: Waivers = None,
    all_: Annotated[bool, typer.Option("--all", help="List met and inapplicable checks and every question.")] = False,
    paths: Annotated[bool, typer.Option("--paths", help="Name fields and rules.")] = False,
    fail_on: Annotated[FailOn, typer.Option("--fail-on", help="Mildest violation that exits 1.")] = "block",
    on_unknown: Annotated[OnUnknown, typer.Option("--on-unknown", help="What an undetermined verdict does.")] = "fail",
    stdin_filename: StdinName = None,
    no_cache: NoCache = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only; files are still written.")] = False,
    verbose: Verbose = False,
) -> None:
    """Judge manifests and print reports. Exit code: 0 clear, 1 blocked, 5 undetermined; see the README for the others."""
    from hegui_adapters.commands.check import Check, run

    asked = Asked(tuple(rules or ()), base, config, lang, waivers, not no_cache, verbose)
    wanted = Check(
        tuple(files),
        asked,
        as_of,
        tuple(form or ()),
        tuple(output or ()),
        stdin_filename,
        fail_on,
        on_unknown,
        all_,
        paths,
        quiet,
    )
    run_to_end(lambda: run(wanted), asked)


@app.command("explain")
def explain(  # noqa: PLR0913 - one parameter for each option
    file: Annotated[str, typer.Argument(metavar="FILE", help="A manifest; - is standard input.")],
    item: Annotated[str, typer.Argument(metavar="NUMBER|RULE-ID", help="A blocking item of the report, or a rule.")],
    *,
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
    """Open one item of a report: the rule, its bases, the facts it read, how it was decided."""
    from hegui_adapters.commands.explain import Explain, run

    asked = Asked(tuple(rules or ()), base, config, lang, waivers, not no_cache, verbose)
    run_to_end(lambda: run(Explain(file, item, asked, as_of, stdin_filename)), asked, Path(file).parent)


@app.command("schema")
def schema(
    which: Annotated[
        Literal["manifest", "decision", "price", "scenarios", "gate"],
        typer.Argument(help="What goes in, or what comes out."),
    ] = "manifest",
    verbose: Verbose = False,
) -> None:
    """Print the JSON Schema of a manifest or a file of scenarios, for editors, of a decision, a price or a gate."""
    from hegui_adapters.commands.schema import run

    run_to_end(lambda: run(which), Asked(verbose=verbose))


@app.command("init")
def init(
    path: Annotated[str, typer.Argument(metavar="PATH", help="File or folder; - is standard output.")] = "product.yaml",
    domain: Annotated[str, typer.Option("--domain", help="payment, credit, wealth, insurance or regtech.")] = "credit",
    lang: Language = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file.")] = False,
    verbose: Verbose = False,
) -> None:
    """Write a manifest to start from."""
    from hegui_adapters.commands.init import run

    asked = Asked(lang=lang, verbose=verbose)
    run_to_end(lambda: run(path, domain, language(lang), force=force), asked)
