"""Runs a verb and ends the process with its exit code; an error it raises is told here, and only here."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import typer

from hegui_adapters.failures import Failure, attempt
from hegui_adapters.settings import Asked, spoken
from hegui_adapters.streams import say

__all__ = ["run_to_end", "told"]


def run_to_end(action: Callable[[], int], asked: Asked, folder: Path | None = None) -> None:
    """Run a verb and leave with its exit code.

    Raises:
        Exit: always; that is how typer ends.
    """
    code = attempt(action)
    raise typer.Exit(told(code, asked, folder or Path()) if isinstance(code, Failure) else code)


def told(failure: Failure, asked: Asked, folder: Path) -> int:
    """Say what failed, in the language asked for; the exit code it makes."""
    say(failure.lines(spoken(asked, folder), verbose=asked.verbose or bool(os.environ.get("HEGUI_DEBUG"))))
    return failure.code
