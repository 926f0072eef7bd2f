"""The verbs of `hegui price`: declares them and their options. What a verb does is in `commands`.

`hegui price MANIFEST` is the verb without a name; the named ones stand beside it. A first argument that names none of
them is the manifest, so a file called like one of them is given as `./envelope`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from hegui_adapters.ending import run_to_end
from hegui_adapters.options import AsOf, Base, ConfigFile, Language, NoCache, Rules, StdinName, Verbose
from hegui_adapters.settings import Asked

__all__ = ["price_app"]

NAMELESS = "MANIFEST"


class _Verbs(TyperGroup):
    """A group whose nameless verb takes every first argument that names no other."""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        named = [name for name in self.commands if name != NAMELESS]
        if args and args[0] in named:
            return super().make_context(info_name, args, parent, **extra)
        nameless = self.commands[NAMELESS]
        if named:
            nameless.epilog = "More: " + ", ".join(f"hegui price {name} --help" for name in named)
        return nameless.make_context(info_name, args, parent, **extra)


price_app = typer.Typer(
    cls=_Verbs,
    help="Print what a loan costs: plan, charges, yearly cost in every reading. Judges nothing.",
    rich_markup_mode=None,
)

ManifestFile = Annotated[str, typer.Argument(metavar="MANIFEST", help="A manifest; - is standard input.")]
Loan = Annotated[str | None, typer.Option("--loan", metavar="ID", help="Only this loan of several.")]


@price_app.command(NAMELESS, hidden=True)
def price(  # noqa: PLR0913 - one parameter for each option
    file: ManifestFile,
    *,
    form: Annotated[
        list[str] | None,
        typer.Option("--format", metavar="text|json|csv|xlsx|html|svg", help="Form; repeatable; xlsx needs a file."),
    ] = None,
    output: Annotated[
        list[str] | None, typer.Option("--output", metavar="FORMAT=FILE", help="Write one form to a file; repeatable.")
    ] = None,
    loan: Loan = None,
    all_: Annotated[bool, typer.Option("--all", help="Print every row of a long plan.")] = False,
    disclosure: Annotated[bool, typer.Option("--disclosure", help="Print the cost disclosure table alone.")] = False,
    as_of: AsOf = None,
    lang: Language = None,
    rules: Rules = None,
    base: Base = None,
    config: ConfigFile = None,
    stdin_filename: StdinName = None,
    no_cache: NoCache = False,
    verbose: Verbose = False,
) -> None:
    """Print what a loan costs: plan, charges, yearly cost in every reading. Judges nothing: that is `hegui check`.

    Exit code: 0; 5 where the cost of a loan cannot be worked out; see the README for the others.
    """
    from hegui_adapters.commands.price import Price, run

    asked = Asked(tuple(rules or ()), base, config, lang, None, not no_cache, verbose)
    wanted = Price(
        file, asked, as_of, tuple(form or ()), tuple(output or ()), loan, stdin_filename, all_, disclosure
    )  # fmt: skip
    run_to_end(lambda: run(wanted), asked, Path(file).parent)


@price_app.command("envelope")
def envelope(  # noqa: PLR0913 - one parameter for each option
    file: ManifestFile,
    *,
    form: Annotated[
        list[str] | None, typer.Option("--format", metavar="text|json|csv|svg|html", help="Form; repeatable.")
    ] = None,
    output: Annotated[
        list[str] | None, typer.Option("--output", metavar="FORMAT=FILE", help="Write one form to a file; repeatable.")
    ] = None,
    loan: Loan = None,
    terms: Annotated[int, typer.Option("--terms", min=2, max=1200, help="Longest term to try, in periods.")] = 360,
    as_of: AsOf = None,
    lang: Language = None,
    rules: Rules = None,
    base: Base = None,
    config: ConfigFile = None,
    stdin_filename: StdinName = None,
    no_cache: NoCache = False,
    verbose: Verbose = False,
) -> None:
    """Print the room that is left: how far rate, charges and term can go before a rule on prices or terms is broken.

    Each limit brings the rule that binds, what to write, and was confirmed by a fresh check. json, csv, svg and html
    have maps of rate and charge, rate and term. Exit code: 0; 5 where something not stated could narrow a limit.
    """
    from hegui_adapters.commands.price_envelope import PriceEnvelope, run

    asked = Asked(tuple(rules or ()), base, config, lang, None, not no_cache, verbose)
    wanted = PriceEnvelope(file, asked, as_of, tuple(form or ()), tuple(output or ()), loan, terms, stdin_filename)
    run_to_end(lambda: run(wanted), asked, Path(file).parent)


@price_app.command("table")
def table(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A price list as CSV; - is standard input.")],
    *,
    form: Annotated[
        list[str] | None, typer.Option("--format", metavar="csv|json", help="Form; csv if none is named.")
    ] = None,
    output: Annotated[
        list[str] | None, typer.Option("--output", metavar="FORMAT=FILE", help="Write one form to a file; repeatable.")
    ] = None,
    lang: Language = None,
    config: ConfigFile = None,
    stdin_filename: StdinName = None,
    verbose: Verbose = False,
) -> None:
    """Price every row of a list: segment by term by channel, thousands at once. Adds columns of cost; judges nothing.

    Columns are fields of a loan (principal, periods, period, method, nominal_rate …), fee.NAME.rate, fee.NAME.timing …,
    and segment, channel, tier, which are carried along. Exit code: 0; 5 where a row lacks a figure.
    """
    from hegui_adapters.commands.price_table import PriceTable, run

    asked = Asked(config=config, lang=lang, verbose=verbose)
    run_to_end(
        lambda: run(PriceTable(file, asked, tuple(form or ()), tuple(output or ()), stdin_filename)),
        asked,
        Path(file).parent,
    )
