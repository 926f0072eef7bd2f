"""A firm's configuration: `hegui.toml`, or `[tool.hegui]` in `pyproject.toml`. It reads that one file and judges nothing.

lang = "zh"
rules = ["house"]                     # folders of house policy, relative to this file
waivers = "house/waivers.yaml"
trust = {"boundaries.rates.cost-line" = "secondary"}
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from hegui.errors import Problem, SourceError

from hegui_adapters.failures import RefusedError
from hegui_adapters.language import LANGUAGES

__all__ = ["Config", "nearest", "read_config"]

CONFIDENCES = ("unverified", "secondary", "verified")


@dataclass(frozen=True, slots=True)
class Config:
    """What a firm has settled for the manifests below a folder."""

    file: Path | None = None
    rules: tuple[Path, ...] = ()
    lang: str | None = None
    trust: tuple[tuple[str, str], ...] = ()
    waivers: Path | None = None


def nearest(folder: Path) -> Config:
    """The configuration of the nearest folder that has one, from `folder` up to the root of its repository.

    Raises:
        SourceError: it says something that is not understood.
        RefusedError: a folder has two configurations.
    """
    for place in (start := folder.resolve(), *start.parents):
        found = [file for name in ("hegui.toml", "pyproject.toml") if _configures(file := place / name)]
        if len(found) > 1:
            both = f"{_shown(found[0])}, {_shown(found[1])}"
            raise RefusedError(f"同一目录中有两份配置：{both}", f"two configurations in one folder: {both}")
        if found:
            return read_config(found[0])
        if (place / ".git").exists():
            break
    return Config()


def _configures(file: Path) -> bool:
    if not file.is_file():
        return False
    return file.name != "pyproject.toml" or "hegui" in _tool(_parsed(file))


def read_config(file: Path) -> Config:
    """Read one configuration file.

    Raises:
        SourceError: with every problem of the file.
        RefusedError: it cannot be read.
    """
    document = _parsed(file)
    table = _table(_tool(document).get("hegui")) if file.name == "pyproject.toml" else document
    reader = _Reader(file, file.read_text(encoding="utf-8"))
    found = reader.config(table)
    if reader.problems:
        raise SourceError(reader.problems)
    return found


def _parsed(file: Path) -> Mapping[str, object]:
    text = ""
    try:
        text = file.read_text(encoding="utf-8")
        return tomllib.loads(text)
    except OSError as error:
        raise RefusedError(f"读不到配置 {_shown(file)}", f"{_shown(file)} cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        said, line, column = _told(str(error), text)
        raise SourceError([Problem(_shown(file), line, column, f"不是 TOML：{said}", f"not TOML: {said}")]) from None


def _told(error: str, text: str) -> tuple[str, int, int]:
    """What the parser says, with the place it names in words; the end of the text where it names none."""
    found = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", error)
    said = error[: found.start()] if found else error
    if found and found[1]:
        return said, int(found[1]), int(found[2])
    lines = text.splitlines() or [""]
    return said, len(lines), len(lines[-1]) + 1


def _tool(document: Mapping[str, object]) -> Mapping[str, object]:
    return _table(document.get("tool"))


def _table(value: object) -> Mapping[str, object]:
    return cast("Mapping[str, object]", value) if isinstance(value, Mapping) else {}


def _shown(file: Path) -> str:
    here = Path.cwd()
    return str(file.relative_to(here)) if file.is_relative_to(here) else str(file)


def _dotted(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    """Rule ids and their values: an id written without quotes is a table in a table to TOML."""
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _dotted(_table(cast("object", value)), f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


class _Reader:
    """Reads the keys of one table, collecting what is wrong."""

    def __init__(self, file: Path, text: str) -> None:
        self._file = file
        self._lines = text.splitlines()
        self.problems: list[Problem] = []

    def config(self, table: Mapping[str, object]) -> Config:
        known: Mapping[str, Callable[[object], object]] = {
            "rules": self._rules,
            "lang": self._lang,
            "trust": self._trust,
            "waivers": lambda value: self._path("waivers", value),
        }
        found: dict[str, object] = {}
        for key, value in table.items():
            if key in known:
                found[key] = known[key](value)
            else:
                self._unknown(key, list(known))
        return Config(self._file, **found)  # type: ignore[arg-type]

    def _rules(self, value: object) -> tuple[Path, ...]:
        if not isinstance(value, list):
            self._wrong("rules", "rules 应为目录列表", "rules should be a list of folders")
            return ()
        listed = cast("list[object]", value)
        return tuple(path for one in listed if (path := self._path("rules", one)))

    def _path(self, key: str, value: object) -> Path | None:
        if isinstance(value, str) and value:
            return self._file.parent / value
        self._wrong(key, f"{key} 应为路径", f"{key} should be a path")
        return None

    def _lang(self, value: object) -> str | None:
        if isinstance(value, str) and value in LANGUAGES:
            return value
        self._wrong("lang", "lang 应为 zh 或 en", "lang should be zh or en")
        return None

    def _trust(self, value: object) -> tuple[tuple[str, str], ...]:
        if not isinstance(value, Mapping):
            self._wrong("trust", "trust 应为“规则 = 可信度”的表", "trust should be a table of RULE = CONFIDENCE")
            return ()
        table, listed = _table(cast("object", value)), ", ".join(CONFIDENCES)
        levels = dict(_dotted(table))
        for rule, level in levels.items():
            if level not in CONFIDENCES:
                zh, en = f"{rule} 的可信度应为 {listed} 之一", f"the confidence of {rule} should be one of {listed}"
                self._wrong(rule if rule in table else rule.rpartition(".")[2], zh, en)
        return tuple(sorted((rule, str(level)) for rule, level in levels.items()))

    def _unknown(self, key: str, known: list[str]) -> None:
        near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
        zh, en = (f"；是否想写 {near[0]}？", f"; did you mean {near[0]}?") if near else ("", "")
        self._wrong(key, f"未知配置项“{key}”{zh}", f'unknown key "{key}"{en}')

    def _wrong(self, key: str, zh: str, en: str) -> None:
        line, column = self._place(key)
        self.problems.append(Problem(_shown(self._file), line, column, zh, en))

    def _place(self, key: str) -> tuple[int, int]:
        """Where a key first stands in the text; TOML values carry no places of their own."""
        pattern = re.compile(rf"(?:^|[\[{{,.])\s*([\"']?){re.escape(key)}\1\s*(?:=|\.|\])")
        for number, line in enumerate(self._lines, 1):
            if found := pattern.search(line):
                return number, line.index(key, found.start()) + 1
        return 1, 1
