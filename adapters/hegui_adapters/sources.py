"""Finds and reads the manifests a command is given: paths, globs, standard input. It judges none of them."""

from __future__ import annotations

import glob
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hegui.checking import check_document
from hegui.manifest.reading import Manifest

from hegui_adapters.failures import RefusedError

__all__ = ["Source", "one_source", "sources"]

STDIN = "-"
FORM = ".xlsx"


@dataclass(frozen=True, slots=True)
class Source:
    """One manifest to read. `label` is the name that reports use; a path of None means standard input."""

    label: str
    path: Path | None

    @property
    def folder(self) -> Path:
        """Where the search for a configuration starts."""
        return self.path.parent if self.path else Path(self.label).parent

    def manifest(self) -> Manifest:
        """Read it: YAML or JSON, or a filled questionnaire where its name ends in .xlsx.

        Raises:
            ManifestError: it is not a manifest; all problems at once.
            RefusedError: it cannot be read at all.
        """
        if self.label.casefold().endswith(FORM):
            from hegui_adapters.forms.reading import read_form

            return read_form(self.content(), self.label)
        return check_document(self.content(), self.label, None if self.label == "<stdin>" else self.folder)

    def content(self) -> bytes:
        """What is in it.

        Raises:
            RefusedError: it cannot be read.
        """
        if self.path is None:
            return sys.stdin.buffer.read()
        try:
            return self.path.read_bytes()
        except OSError as error:
            raise RefusedError(f"读不到 {self.label}：{error.strerror}", f"{self.label}: {error.strerror}") from None


def sources(named: Sequence[str], stdin_name: str | None) -> tuple[Source | RefusedError, ...]:
    """What `named` stands for, in order and each once; a glob that finds nothing is its own error."""
    found: dict[str, Source | RefusedError] = {}
    for name in named:
        if name == STDIN:
            label = stdin_name or "<stdin>"
            found.setdefault(name, Source(label, None))
        else:
            for path in _expanded(name):
                found.setdefault(path, Source(path, Path(path)))
            if not _expanded(name):
                found[name] = RefusedError(f"没有文件符合 {name}", f"no file matches {name}")
    return tuple(found.values())


def one_source(named: str, stdin_name: str | None) -> Source:
    """The one manifest a name stands for.

    Raises:
        RefusedError: it is a glob that finds none or several.
    """
    found = sources([named], stdin_name)
    if len(found) > 1:
        raise RefusedError(f"{named} 符合多个文件，须只给一份", f"{named} matches several files; give one")
    if isinstance(found[0], RefusedError):
        raise found[0]
    return found[0]


def _expanded(name: str) -> list[str]:
    if Path(name).exists() or not glob.has_magic(name):
        return [name]
    found = glob.glob(name, recursive=True)  # noqa: PTH207 - Path.glob takes no absolute pattern
    return sorted(path for path in found if Path(path).is_file())
