"""Gathers what hegui checked in a run, from every worker, and writes it. It judges nothing and changes no outcome."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypedDict

import pytest
from hegui._version import __version__

from hegui_adapters.testing.junit import junit_text
from hegui_adapters.testing.telling import ItemTold, Told

__all__ = ["FORMAT", "Reporter", "Run", "Tested"]

FORMAT = "hegui/test-run/v1"
VERDICTS = ("blocked", "undetermined", "clear")


class Tested(TypedDict):
    """One test that asked hegui something: how it ended, and what it was told."""

    id: str
    kind: str
    outcome: str
    failure: str
    decisions: list[Told]
    more: int


class Run(TypedDict):
    """All of a run, in order of the tests' names, whatever the number of workers."""

    format: str
    hegui: str
    outcomes: dict[str, int]
    verdicts: dict[str, int]
    tests: list[Tested]


class Reporter:
    """A plugin of the process that hears of every test: the only one, or the controller of xdist."""

    def __init__(self, config: pytest.Config) -> None:
        self._targets = [_target(text, config.invocation_params.dir) for text in config.getoption("hegui_report")]
        self._lang: Callable[[], str] = lambda: _lang(config.rootpath)
        self._told: dict[str, ItemTold] = {}
        self._ended: dict[str, tuple[str, str]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        told: ItemTold | None = getattr(report, "hegui", None)
        if told is not None:
            kept = self._told.setdefault(report.nodeid, {"kind": told["kind"], "decisions": [], "more": 0})
            kept["decisions"] += told["decisions"]
            kept["more"] += told["more"]
        if report.when == "call" or report.outcome != "passed":
            known = self._ended.get(report.nodeid)
            if known is None or known[0] == "passed":
                self._ended[report.nodeid] = (report.outcome, report.longreprtext if report.failed else "")

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self) -> None:
        run = self.run()
        for form, path in self._targets:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_WRITERS[form](run, self._lang()) + "\n", encoding="utf-8")

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        for _, path in self._targets:
            terminalreporter.write_sep("-", f"hegui: {path}")

    def run(self) -> Run:
        tests = [self._tested(name) for name in sorted(self._told)]
        verdicts = Counter(one["verdict"] for test in tests for one in test["decisions"])
        return {
            "format": FORMAT,
            "hegui": __version__,
            "outcomes": dict(sorted(Counter(test["outcome"] for test in tests).items())),
            "verdicts": {verdict: verdicts[verdict] for verdict in VERDICTS},
            "tests": tests,
        }

    def _tested(self, name: str) -> Tested:
        told = self._told[name]
        outcome, failure = self._ended.get(name, ("unfinished", ""))
        return {
            "id": name, "kind": told["kind"], "outcome": outcome, "failure": failure,
            "decisions": told["decisions"], "more": told["more"],
        }  # fmt: skip


def _json(run: Run, _: str) -> str:
    return json.dumps(run, ensure_ascii=False, indent=2)


def _html(run: Run, lang: str) -> str:
    from hegui_adapters.testing.page import page

    return page(run, lang)


def _junit(run: Run, _: str) -> str:
    return junit_text(run)


_WRITERS: Mapping[str, Callable[[Run, str], str]] = {"html": _html, "json": _json, "junit": _junit}


def _target(text: str, folder: Path) -> tuple[str, Path]:
    form, _, path = text.partition(":")
    if form not in _WRITERS or not path:
        raise pytest.UsageError(f"--hegui-report={text}: write FORMAT:PATH, FORMAT one of {', '.join(_WRITERS)}")
    return form, folder / path


def _lang(root: Path) -> str:
    from hegui_adapters.settings import Asked, spoken

    return spoken(Asked(), root)
