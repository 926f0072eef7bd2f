"""The options that several verbs of the command line share. What they do is the verbs' affair."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from hegui_adapters.language import Lang

__all__ = [
    "AsOf", "Base", "ConfigFile", "Format", "Language", "NoCache", "Rules", "StdinName", "Verbose", "Waivers",
]  # fmt: skip

Rules = Annotated[
    list[Path] | None, typer.Option("--rules", metavar="FOLDER", help="House policy on top of the rules; repeatable.")
]
Base = Annotated[
    Path | None, typer.Option("--base", metavar="FOLDER", help="Rules to use instead of the bundled ones.")
]
ConfigFile = Annotated[
    Path | None, typer.Option("--config", metavar="FILE", help="Use this configuration, search for none.")
]
Language = Annotated[Lang | None, typer.Option("--lang", help="Language of reports and messages.")]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Read the rule files themselves.")]
Verbose = Annotated[bool, typer.Option("--verbose", help="Show where an internal error came from.")]
Waivers = Annotated[
    Path | None, typer.Option("--waivers", metavar="FILE", help="Approved exceptions; else waivers.yaml beside it.")
]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DAY", help="Judge by the law of this day (2026-12-01).")]
StdinName = Annotated[str | None, typer.Option("--stdin-filename", metavar="NAME", help="What to call standard input.")]
Format = Literal["text", "json"]
