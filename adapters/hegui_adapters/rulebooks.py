"""The rulebooks of one run, each loaded once, whatever number of manifests asks for it. It judges nothing."""

from __future__ import annotations

from pathlib import Path

from hegui.loading.contents import bundled_rulesets
from hegui.rulebook import Rulebook

from hegui_adapters.failures import Failure, RefusedError, attempt
from hegui_adapters.settings import Settings

__all__ = ["Rulebooks", "folders_of", "rulebook_of"]


def folders_of(settings: Settings) -> tuple[Path, ...]:
    """The folders a rulebook is made of, the base first.

    Raises:
        RefusedError: one of them is no folder.
    """
    folders = (settings.base or bundled_rulesets(), *settings.rules)
    for folder in folders:
        if not folder.is_dir():
            raise RefusedError(f"{folder} 不是规则目录", f"{folder} is not a folder of rules")
    return folders


def rulebook_of(settings: Settings, *, proofs: bool = False) -> Rulebook:
    """The rulebook for some settings; `proofs` reads the cases that prove the rules as well.

    Raises:
        RuleError: the rules cannot be used; every problem of every file.
        UsageError: a folder, or a rule that `trust` names, does not exist.
    """
    return Rulebook.load(*folders_of(settings), cached=settings.cached, proofs=proofs, trust=dict(settings.trust))


class Rulebooks:
    """Loads each rulebook at most once; one that cannot be used raises the very same error every time."""

    def __init__(self) -> None:
        self._loaded: dict[object, Rulebook | Failure] = {}

    def of(self, settings: Settings) -> Rulebook:
        key = (settings.base, settings.rules, settings.trust)
        if key not in self._loaded:
            self._loaded[key] = attempt(lambda: rulebook_of(settings))
        found = self._loaded[key]
        if isinstance(found, Failure):
            raise found.error
        return found
