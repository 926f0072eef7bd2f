"""Scenario files as tests: each scenario one. What a scenario is, and whether it came out as expected, is the engine's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pytest
from hegui.errors import HeguiError
from hegui.scenarios import Scenario, read

from hegui_adapters.testing.items import StatedItem, UnexpectedError

if TYPE_CHECKING:
    from hegui_adapters.testing.lab import Lab

__all__ = ["ScenarioFile", "ScenarioItem"]


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
            for scenario in read(self.path, self.lab().rulebook()):
                yield ScenarioItem.of(self, scenario)
        except HeguiError as error:
            raise self.CollectError(str(error)) from None


class ScenarioItem(StatedItem):
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
        if result.fails:
            raise UnexpectedError("\n".join(result.lines(lab.lang)))

    def reportinfo(self) -> tuple[Path, int | None, str]:
        return self.path, None, self.name
