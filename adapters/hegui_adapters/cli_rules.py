"""The verbs of `hegui rules`: declares them and their options. What a verb does is in `commands`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from hegui_adapters.ending import run_to_end
from hegui_adapters.options import Base, ConfigFile, Format, Language, NoCache, Rules, Verbose
from hegui_adapters.settings import Asked

__all__ = ["rules_app"]

rules_app = typer.Typer(
    help="List, show, lint, test, measure and publish the rules.", no_args_is_help=True, rich_markup_mode=None
)


@rules_app.command("list")
def list_rules(  # noqa: PLR0913 - one parameter for each option
    *,
    topic: Annotated[str | None, typer.Option("--topic", help="Folder of rules, such as rates.")] = None,
    kind: Annotated[
        Literal["prohibition", "duty", "guideline", "classification"] | None, typer.Option("--kind")
    ] = None,
    force: Annotated[Literal["block", "warn", "advise"] | None, typer.Option("--force")] = None,
    confidence: Annotated[Literal["verified", "secondary", "unverified"] | None, typer.Option("--confidence")] = None,
    in_force: Annotated[str | None, typer.Option("--in-force", metavar="DAY", help="In force on this day.")] = None,
    form: Annotated[Format, typer.Option("--format")] = "text",
    lang: Language = None,
    rules: Rules = None,
    base: Base = None,
    config: ConfigFile = None,
    no_cache: NoCache = False,
    verbose: Verbose = False,
) -> None:
    """List the rules, one a line."""
    from hegui_adapters.commands.rules import Filter, listed

    asked = Asked(tuple(rules or ()), base, config, lang, None, not no_cache, verbose)
    run_to_end(lambda: listed(asked, Filter(topic, kind, force, confidence, in_force), form), asked)


@rules_app.command("show")
def show_rule(
    rule: Annotated[str, typer.Argument(metavar="RULE-ID")],
    lang: Language = None,
    rules: Rules = None,
    base: Base = None,
    config: ConfigFile = None,
    verbose: Verbose = False,
) -> None:
    """Print one rule as a page, with the cases that prove it."""
    from hegui_adapters.commands.rules import show

    asked = Asked(tuple(rules or ()), base, config, lang, verbose=verbose)
    run_to_end(lambda: show(asked, rule), asked)


@rules_app.command("lint")
def lint_rules(
    lang: Language = None, rules: Rules = None, base: Base = None, config: ConfigFile = None, verbose: Verbose = False
) -> None:
    """Find what is unused, can never bite or be met, is said twice, or lacks words. Exit code 3 if there is any."""
    from hegui_adapters.commands.rules import lint

    asked = Asked(tuple(rules or ()), base, config, lang, verbose=verbose)
    run_to_end(lambda: lint(asked), asked)


@rules_app.command("test")
def prove_rules(
    prefixes: Annotated[
        list[str] | None, typer.Argument(metavar="[ID-PREFIX...]", help="Rules whose ids begin so.")
    ] = None,
    lang: Language = None,
    rules: Rules = None,
    base: Base = None,
    config: ConfigFile = None,
    verbose: Verbose = False,
) -> None:
    """Run the cases that prove the rules. Exit code 3 if one fails, or a branch of a condition has no case."""
    from hegui_adapters.commands.rules import test

    asked = Asked(tuple(rules or ()), base, config, lang, verbose=verbose)
    run_to_end(lambda: test(asked, prefixes or ()), asked)


@rules_app.command("coverage")
def cover_register(
    form: Annotated[Literal["text", "json", "markdown"], typer.Option("--format")] = "text",
    lang: Language = None,
    rules: Rules = None,
    base: Base = None,
    config: ConfigFile = None,
    verbose: Verbose = False,
) -> None:
    """Print what answers each row of the register. Exit code 3 if a row has no answer or a rule claims too much."""
    from hegui_adapters.commands.coverage import run

    asked = Asked(tuple(rules or ()), base, config, lang, verbose=verbose)
    run_to_end(lambda: run(asked, form), asked)


@rules_app.command("mutate")
def breed_mutants(
    prefixes: Annotated[
        list[str] | None, typer.Argument(metavar="[ID-PREFIX...]", help="Rules whose ids begin so.")
    ] = None,
    at_least: Annotated[
        int, typer.Option("--at-least", metavar="PERCENT", min=0, max=100, help="Lowest score that exits 0.")
    ] = 95,
    form: Annotated[Literal["text", "json", "markdown"], typer.Option("--format")] = "text",
    lang: Language = None,
    rules: Rules = None,
    base: Base = None,
    config: ConfigFile = None,
    verbose: Verbose = False,
) -> None:
    """Change every rule in small ways and list the changes no case notices. Exit code 3 below the score."""
    from hegui_adapters.commands.mutate import run

    asked = Asked(tuple(rules or ()), base, config, lang, verbose=verbose)
    run_to_end(lambda: run(asked, prefixes or (), at_least, form), asked)


@rules_app.command("new")
def new_rule(
    rule: Annotated[str, typer.Argument(metavar="RULE-ID", help="boundaries.TOPIC.NAME, classify.TOPIC.NAME …")],
    lang: Language = None,
    rules: Rules = None,
    base: Base = None,
    config: ConfigFile = None,
    verbose: Verbose = False,
) -> None:
    """Write the page of a rule to fill in, into the folder given with --rules."""
    from hegui_adapters.commands.new_rule import run

    asked = Asked(tuple(rules or ()), base, config, lang, verbose=verbose)
    run_to_end(lambda: run(asked, rule), asked)


@rules_app.command("docs")
def write_pages(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Where the pages go; empty, or written by this before.")
    ],
    lang: Language = None,
    rules: Rules = None,
    base: Base = None,
    config: ConfigFile = None,
    verbose: Verbose = False,
) -> None:
    """Write the rulebook as a searchable site: a page for each rule and instrument, in Chinese and English."""
    from hegui_adapters.commands.docs import run

    asked = Asked(tuple(rules or ()), base, config, lang, verbose=verbose)
    run_to_end(lambda: run(asked, folder), asked)
