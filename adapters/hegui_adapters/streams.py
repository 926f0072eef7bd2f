"""Standard output and standard error: results to the one, the rest to the other. It chooses no words."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from shutil import get_terminal_size
from typing import TextIO

__all__ = ["colour_wanted", "legible_streams", "put", "say", "silenced", "width_of_output"]

PIPE_WIDTH, WIDEST = 80, 100
_CONTROLS = {code: f"\\x{code:02x}" for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t"}


def legible_streams() -> None:
    """Let a terminal of another encoding show what it cannot print as escapes instead of ending the run."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def put(text: str) -> None:
    """A result, to standard output."""
    sys.stdout.write(f"{text}\n")


def say(lines: Iterable[str]) -> None:
    """Everything that is no result, to standard error; control characters of foreign text become visible."""
    for line in lines:
        sys.stderr.write(f"{line.translate(_CONTROLS)}\n")


def silenced(action: Callable[[], int]) -> int:
    """Run `action`; a reader of our output that has gone away ends it without a word."""
    try:
        code = action()
        sys.stdout.flush()
    except BrokenPipeError:
        _redirect_to_nothing(sys.stdout)
        return GONE
    return code


GONE = 141
"""The reader went away: what a shell reports for a program that ended so (128 + SIGPIPE)."""


def _redirect_to_nothing(stream: TextIO) -> None:
    """Keep the interpreter from failing on its last flush."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, stream.fileno())
    os.close(nothing)


def colour_wanted() -> bool:
    """Colour at a terminal or where FORCE_COLOR asks for it; NO_COLOR always wins."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")


def width_of_output() -> int:
    return min(get_terminal_size((PIPE_WIDTH, 24)).columns, WIDEST) if sys.stdout.isatty() else PIPE_WIDTH
