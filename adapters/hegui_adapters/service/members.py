"""The members of a JSON object as the very characters that stand there. It reads no deeper than it is asked to.

An event is taken apart without rewriting what it carries, so that the manifest in it is judged, hashed and kept as sent.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Final

__all__ = ["members", "text_of"]

_SPACE: Final = re.compile(r"[ \t\n\r]*")


def _refused(name: str) -> object:
    raise ValueError(f"{name} is not JSON")


_VALUE: Final = json.JSONDecoder(parse_constant=_refused, parse_int=str, parse_float=str)


def members(text: str) -> Mapping[str, str] | None:
    """The members of an object, each value as its text; None if the text is JSON, but no object.

    Raises:
        ValueError: it is not JSON, or a name is repeated.
        RecursionError: values within it are nested too deeply.
    """
    at = _after_space(text, 0)
    if text[at : at + 1] != "{":
        _VALUE.decode(text)
        return None
    found: dict[str, str] = {}
    at = _after_space(text, at + 1)
    while text[at : at + 1] != "}":
        name, value, at = _member(text, at)
        if name in found:
            raise ValueError(f"the name {name[:60]!r} is repeated")
        found[name] = value
        at = _next(text, at)
    if _after_space(text, at + 1) != len(text):
        raise ValueError("there is more after the object")
    return found


def _member(text: str, at: int) -> tuple[str, str, int]:
    """A name, its value as text, and where that ends."""
    if text[at : at + 1] != '"':
        raise ValueError(f"a name in quotes is missing at character {at + 1}")
    name, at = _VALUE.raw_decode(text, at)
    at = _after_space(text, at)
    if text[at : at + 1] != ":":
        raise ValueError(f"a colon is missing at character {at + 1}")
    start = _after_space(text, at + 1)
    _, end = _VALUE.raw_decode(text, start)
    return name, text[start:end], end


def _next(text: str, at: int) -> int:
    """Where the next name starts, or the closing brace is."""
    at = _after_space(text, at)
    if text[at : at + 1] == "}":
        return at
    if text[at : at + 1] != ",":
        raise ValueError(f"a comma is missing at character {at + 1}")
    at = _after_space(text, at + 1)
    if text[at : at + 1] == "}":
        raise ValueError(f"a comma is followed by nothing at character {at + 1}")
    return at


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def text_of(value: str | None) -> str | None:
    """What a value says, where it is a string."""
    if value is None or not value.startswith('"'):
        return None
    said: str = json.loads(value)
    return said
