"""What holds for one manifest: option before environment before the nearest configuration file before the default."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from hegui.errors import HeguiError

from hegui_adapters.config import Config, nearest, read_config
from hegui_adapters.failures import RefusedError
from hegui_adapters.language import LANGUAGES, Lang, language

__all__ = ["Asked", "Settings", "settings", "spoken"]


@dataclass(frozen=True, slots=True)
class Asked:
    """The options that several commands share, as they were given."""

    rules: tuple[Path, ...] = ()
    base: Path | None = None
    config: Path | None = None
    lang: Lang | None = None
    waivers: Path | None = None
    cached: bool = True
    verbose: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the rules come from, in which language to speak, what the firm has decided."""

    base: Path | None = None
    rules: tuple[Path, ...] = ()
    lang: Lang = "zh"
    trust: tuple[tuple[str, str], ...] = ()
    waivers: Path | None = None
    cached: bool = field(default=True, compare=False)


def settings(asked: Asked, folder: Path) -> Settings:
    """The settings for a manifest in `folder`.

    Raises:
        SourceError: the configuration says something that is not understood.
        RefusedError: something named does not exist.
    """
    env = os.environ
    config = _config(asked, folder, env)
    return Settings(
        base=asked.base or _path(env, "HEGUI_BASE"),
        rules=asked.rules or _paths(env, "HEGUI_RULES") or config.rules,
        lang=_lang(asked, config, env),
        trust=config.trust,
        waivers=asked.waivers or _path(env, "HEGUI_WAIVERS") or config.waivers or _beside(folder),
        cached=asked.cached and not env.get("HEGUI_NO_CACHE"),
    )


def spoken(asked: Asked, folder: Path) -> Lang:
    """The language to report errors in, also where it is the configuration that is wrong."""
    try:
        return settings(asked, folder).lang
    except HeguiError:
        return language(asked.lang)


def _config(asked: Asked, folder: Path, env: Mapping[str, str]) -> Config:
    named = asked.config or _path(env, "HEGUI_CONFIG")
    return read_config(named) if named else nearest(folder)


def _lang(asked: Asked, config: Config, env: Mapping[str, str]) -> Lang:
    wanted = env.get("HEGUI_LANG")
    if wanted and wanted not in LANGUAGES and asked.lang is None:
        raise RefusedError(
            f"HEGUI_LANG 应为 zh 或 en，而不是“{wanted}”", f'HEGUI_LANG should be zh or en, not "{wanted}"'
        )
    return language(asked.lang, wanted, config.lang)


def _beside(folder: Path) -> Path | None:
    """The file of waivers that lies beside a manifest, if one does."""
    file = folder / "waivers.yaml"
    return file if file.is_file() else None


def _path(env: Mapping[str, str], name: str) -> Path | None:
    return Path(value) if (value := env.get(name)) else None


def _paths(env: Mapping[str, str], name: str) -> tuple[Path, ...]:
    return tuple(Path(part) for part in env.get(name, "").split(os.pathsep) if part)
