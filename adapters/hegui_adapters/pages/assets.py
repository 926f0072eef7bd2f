"""Files that browsers load, under an address that changes with their content, so that it may be kept for ever. It serves nothing.

One digest stands for all files, so that scripts and style sheets name each other by relative addresses.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

__all__ = ["MEDIA_TYPES", "PREFIX", "VENDORED", "Assets", "assets"]

PREFIX: Final = "/static"
FOLDER: Final = Path(__file__).parent / "static"
VENDORED: Final = ("vendor/codemirror.js", "vendor/echarts.js", "vendor/htmx.js")
"""What `make assets` builds; without it pages are plain HTML."""
MEDIA_TYPES: Final[Mapping[str, str]] = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Assets:
    """The files by name, and the digest they have together."""

    files: Mapping[str, bytes]
    digest: str

    def url(self, name: str) -> str:
        """Where a file is served.

        Raises:
            KeyError: there is none of this name.
        """
        if name not in self.files:
            raise KeyError(name)
        return f"{PREFIX}/{self.digest}/{name}"

    @property
    def missing(self) -> tuple[str, ...]:
        """What was to be built and is not there."""
        return tuple(name for name in VENDORED if name not in self.files)


def gathered(folder: Path) -> Assets:
    """The files of a folder that browsers may load."""
    found = sorted(file for file in folder.rglob("*") if file.suffix in MEDIA_TYPES)
    files = {file.relative_to(folder).as_posix(): file.read_bytes() for file in found}
    digest = hashlib.sha256()
    for name, content in files.items():
        digest.update(f"{name} {len(content)} ".encode() + content)
    return Assets(files, digest.hexdigest()[:16])


@cache
def assets() -> Assets:
    """The files of this installation, read once."""
    return gathered(FOLDER)
