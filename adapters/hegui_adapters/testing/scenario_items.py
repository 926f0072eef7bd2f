"""Scenario files as tests: each scenario one. What a scenario is, and whether it came out as expected, is the engine's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, Self, cast

import pytest
from hegui.errors import HeguiError
from hegui.rulebook import Rulebook

if TYPE_CHECKING:
    from hegui_adapters.testing.lab import Lab

__all__ = ["ScenarioFile", "ScenarioItem"]


class Result(Protocol):
    """What came of a scenario."""

    @property
    def passed(self) -> bool: ...
    def lines(self, lang: str) -> Sequence[str]: ...


class Scenario(Protocol):
    """One scenario of a file, runnable by itself."""

    @property
    def name(self) -> str: ...
    def run(self, rulebook: Rulebook) -> Result: ...


class NotAsExpectedError(Exception):
    """A scenario came out otherwise than its file says."""


class ScenarioFile(pytest.File):
    """A file of scenarios."""

    lab: Callable[[], Lab]

    @classmethod
    def of(cls, parent: pytest.Collector, path: Path, lab: Callable[[], Lab]) -> Self:
        made: Self = cls.from_parent(parent, path=path)
        made.lab = lab
        return made

    def collect(self) -> Iterator[pytest.Item]:
        try:
            read = cast("Callable[[Path, Rulebook], Iterable[Scenario]]", import_module("hegui.scenarios").read)
            for scenario in read(self.path, self.lab().rulebook()):
                yield ScenarioItem.of(self, scenario)
        except HeguiError as error:
            raise self.CollectError(str(error)) from None


class ScenarioItem(pytest.Item):
    """One scenario."""

    hegui_kind = "scenario"
    file: ScenarioFile
    scenario: Scenario

    @classmethod
    def of(cls, parent: ScenarioFile, scenario: Scenario) -> Self:
        made: Self = cls.from_parent(parent, name=scenario.name)
        made.file, made.scenario = parent, scenario
        return made

    def runtest(self) -> None:
        lab = self.file.lab()
        result = self.scenario.run(lab.rulebook())
        if not result.passed:
            raise NotAsExpectedError("\n".join(result.lines(lab.lang)))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException]) -> object:  # type: ignore[override] # pytest gives no style
        if isinstance(excinfo.value, NotAsExpectedError):
            return str(excinfo.value)
        return super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        return self.path, None, self.name
