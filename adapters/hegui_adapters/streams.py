"""Standard output and standard error: results to the one, the rest to the other. It chooses no words."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from shutil import get_terminal_size
from typing import TextIO

__all__ = ["colour_wanted", "legible_streams", "put", "say", "width_of_output"]

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
    _write(sys.stdout, f"{text}\n")


def say(lines: Iterable[str]) -> None:
    """Everything that is no result, to standard error; control characters of foreign text become visible."""
    _write(sys.stderr, "".join(f"{line.translate(_CONTROLS)}\n" for line in lines))


def _write(stream: TextIO, text: str) -> None:
    """Write at once. A reader that has gone away is no error: the exit code still says what was found."""
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, stream.fileno())  # else the interpreter's last flush would fail
        os.close(nothing)


def colour_wanted() -> bool:
    """Colour at a terminal or where FORCE_COLOR asks for it; NO_COLOR always wins."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")


def width_of_output() -> int:
    return min(get_terminal_size((PIPE_WIDTH, 24)).columns, WIDEST) if sys.stdout.isatty() else PIPE_WIDTH
