"""The files of a folder of rules as one, and back: a wheel brings them so. It reads no rule.

Whoever starts pytest with a plugin installed pays for each file of its distribution, and opening fifteen hundred small files
takes longer than reading one. A checkout, and a house, keep one file a rule.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Final

__all__ = ["PACK", "packed", "unpacked"]

PACK: Final = "rules.pack"
"""The file's name within the folder it stands for."""


def packed(files: Mapping[str, bytes]) -> bytes:
    """The length of the head and a line feed; the head, names and lengths as JSON; what the files hold, in order of name."""
    ranked = sorted(files.items())
    head = json.dumps([[name, len(data)] for name, data in ranked], ensure_ascii=False).encode()
    return b"".join((b"%d\n" % len(head), head, *(data for _, data in ranked)))


def unpacked(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file.

    Raises:
        ValueError: it is no such file, or not whole.
    """
    start = data.index(b"\n") + 1
    at = start + int(data[: start - 1])
    listed = json.loads(data[start:at])
    if at + sum(length for _, length in listed) != len(data):
        raise ValueError("it is not whole")
    for name, length in listed:
        yield name, data[at : at + length]
        at += length
