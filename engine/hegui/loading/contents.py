"""What a rulebook holds and which files it is made of. Reading those files is `files`' affair."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, partial
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from hegui.errors import UsageError
from hegui.loading.packing import PACK, unpacked
from hegui.notices import Notices
from hegui.rules import Rule
from hegui.terms import Terms

if TYPE_CHECKING:
    from hegui.loading.rule_reader import RuleCase

__all__ = ["REGISTER", "Contents", "RuleFile", "bundled_rulesets", "digest_of", "rule_files", "text_in"]

REGISTER = "register.yaml"
"""The register of regulations lies beside the rules but is none of them: it decides nothing, so no digest covers it."""


@dataclass(frozen=True, slots=True)
class RuleFile:
    """One file of a ruleset: its name within it, its bytes, and whether it belongs to the house's overlay."""

    name: str
    data: bytes
    house: bool

    @property
    def folder(self) -> str:
        return self.name.removesuffix(".yaml").partition("/")[0]

    @property
    def rule_id(self) -> str:
        """The path is the id: `boundaries/rates/cap.yaml` → `boundaries.rates.cap`; the house's start with `house.`."""
        dotted = self.name.removesuffix(".yaml").replace("/", ".")
        return f"house.{dotted}" if self.house else dotted


@dataclass(frozen=True)
class Contents:
    """Everything the files of a rulebook say, typed; `rules` in id order. Cases are there only when the files were read anew."""

    version: str
    included_up_to: date
    digest: str
    overlay: str | None
    terms: Terms
    rules: tuple[Rule, ...]
    notices: Notices = field(default_factory=lambda: Notices(()))
    cases: Mapping[str, tuple[RuleCase, ...]] = field(default_factory=dict, compare=False)


def bundled_rulesets() -> Path:
    """The folder of rule files: `hegui/rulesets` in a wheel, where all are one file, `rulesets/` in a checkout."""
    installed = files("hegui") / "rulesets"
    if installed.is_dir():
        return Path(str(installed))
    return Path(__file__).resolve().parents[3] / "rulesets"


def text_in(folder: Path, name: str) -> bytes | None:
    """One file of a folder of rules by its name; None where there is none.

    Raises:
        UsageError: the folder's files are one file, which is broken.
    """
    if (folder / PACK).is_file():
        return _by_name(folder).get(name)
    file = folder / name
    return file.read_bytes() if file.is_file() else None


def rule_files(paths: Sequence[Path]) -> tuple[RuleFile, ...]:
    """The files of a rulebook: the first folder is its base, every other a house's overlay.

    Raises:
        UsageError: a path is not a folder, holds no rule file, or holds them as one file that is broken or not alone.
    """
    found = [file for index, path in enumerate(paths) for file in _files_in(path, house=index > 0)]
    if not found:
        raise UsageError("no rule files found in " + ", ".join(str(path) for path in paths))
    return tuple(found)


def _files_in(path: Path, *, house: bool) -> Iterator[RuleFile]:
    if not path.is_dir():
        raise UsageError(f"{path} is not a folder of rulesets")
    names = sorted(_names_in(os.fspath(path)))
    stray = next((name for name in names if name.endswith(".yml")), None)
    if stray is not None:
        raise UsageError(f"{path / stray} would not be read: rule files end in .yaml")
    if not (path / PACK).is_file():
        texts = ((name, _read(f"{path}/{name}")) for name in names if name != REGISTER)
    elif names:
        raise UsageError(f"{path / PACK} stands for all rule files of its folder: {path / names[0]} would not be read")
    else:
        texts = ((name, data) for name, data in _unpacked(path) if name != REGISTER)
    for name, data in texts:
        yield RuleFile(name, data, house)


@lru_cache(maxsize=1)  # an installation changes no file while it runs
def _by_name(folder: Path) -> Mapping[str, bytes]:
    return dict(_unpacked(folder))


def _unpacked(folder: Path) -> list[tuple[str, bytes]]:
    try:
        return list(unpacked((folder / PACK).read_bytes()))
    except (ValueError, OSError) as error:
        raise UsageError(f"{folder / PACK} cannot be used ({error}): install hegui again") from None


def _read(path: str) -> bytes:
    """The bytes of a file, by the fewest calls: opening a thousand small files as Python does takes longer than reading them."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        return b"".join(iter(partial(os.read, descriptor, 1 << 16), b""))
    finally:
        os.close(descriptor)


def _names_in(folder: str, above: str = "") -> Iterator[str]:
    """The YAML files of a folder and of those in it, by name from `folder`."""
    for entry in os.scandir(folder):
        if entry.is_dir():
            yield from _names_in(entry.path, f"{above}{entry.name}/")
        elif entry.name.endswith((".yaml", ".yml")):
            yield above + entry.name


def digest_of(rule_files: Sequence[RuleFile], *, house: bool | None = None) -> str:
    """SHA-256 over the names and bytes of the files, in order of name."""
    ranked = sorted(rule_files, key=lambda file: (file.house, file.name))
    chosen = (file for file in ranked if house is None or file.house == house)
    parts = (
        part for file in chosen for part in (f"{int(file.house)} {file.name} {len(file.data)}\n".encode(), file.data)
    )
    # In one piece: once a block of this size was given back, the C allocator keeps for good what the inference core
    # would else return and ask for anew at every evaluation, at half its time.
    return hashlib.sha256(b"".join(parts)).hexdigest()
