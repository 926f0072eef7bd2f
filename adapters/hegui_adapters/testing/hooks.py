"""The hooks of the plugin and its one fixture. Until a test asks for hegui they cost a look at a file's name and no import.

PYTEST_DONT_REWRITE: a start in somebody else's project must not pay for it.
"""

from __future__ import annotations

import sys
from collections.abc import Generator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from hegui_adapters.testing.lab import Lab

__all__ = [
    "hegui",
    "pytest_addoption",
    "pytest_collect_file",
    "pytest_configure",
    "pytest_runtest_makereport",
    "pytest_runtest_setup",
]

_LAB = pytest.StashKey["Lab"]()
_ITEM = pytest.StashKey[pytest.Item]()
_RULES = pytest.StashKey["tuple[Path, ...]"]()

_MARKER = (
    "hegui(as_of='2026-12-01', rules='house', lang='zh', waivers='waivers.yaml'): "
    "what the hegui fixture judges by in this test"
)


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("hegui", "hegui: financial compliance as tests")
    group.addoption(
        "--hegui-report",
        action="append",
        default=[],
        metavar="FORMAT:PATH",
        help="write what hegui checked in this run as html, json or junit; may be given several times",
    )
    parser.addini("hegui_rules", type="paths", default=[], help="folders of house rules whose cases are run as tests")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", _MARKER)
    if config.getoption("hegui_report") and not hasattr(config, "workerinput"):
        from hegui_adapters.testing.reporting import Reporter

        config.pluginmanager.register(Reporter(config), "hegui-report")


@pytest.fixture(scope="session")
def hegui(pytestconfig: pytest.Config) -> Lab:
    """Judge manifests: hegui.check(path_or_mapping) gives a decision, hegui.assert_clear(…) demands a clear one."""
    return _lab(pytestconfig)


def _lab(config: pytest.Config) -> Lab:
    from hegui_adapters.testing.lab import Lab

    found = config.stash.get(_LAB, None)
    if found is None:
        found = config.stash[_LAB] = Lab(
            config.rootpath, config.getini("hegui_rules"), lambda: config.stash.get(_ITEM, None)
        )
    return found


# ---- collecting


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A scenario file, or a rule file in a folder of house rules; any other file is none of our business."""
    if file_path.suffix != ".yaml":
        return None
    if file_path.name.endswith(".hegui.yaml"):
        from hegui_adapters.testing.scenario_items import ScenarioFile

        return ScenarioFile.of(parent, file_path, lambda: _lab(parent.config))
    for folder in _rule_folders(parent.config):
        if file_path.is_relative_to(folder):
            from hegui_adapters.testing.rule_items import RuleFile

            return RuleFile.of(parent, file_path, folder, lambda: _lab(parent.config))
    return None


def _rule_folders(config: pytest.Config) -> tuple[Path, ...]:
    """The folders of house rules; a project that configures no hegui has none, and no configuration is read for it."""
    found = config.stash.get(_RULES, None)
    if found is None:
        found = config.stash[_RULES] = tuple(config.getini("hegui_rules")) or _configured(config.rootpath)
    return found


def _configured(root: Path) -> tuple[Path, ...]:
    project = root / "pyproject.toml"
    if not (root / "hegui.toml").is_file() and not (project.is_file() and b"[tool.hegui" in project.read_bytes()):
        return ()
    from hegui.errors import HeguiError

    from hegui_adapters.config import nearest

    try:
        return tuple(folder.resolve() for folder in nearest(root).rules)
    except HeguiError as error:
        raise pytest.UsageError(str(error)) from None


# ---- running


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    item.config.stash[_ITEM] = item


@pytest.hookimpl(hookwrapper=True, tryfirst=True)  # the old form of a wrapper: any pluggy knows it
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.CallInfo[None], None]:
    """A failed assertion about a decision says what the decision says; what was checked goes along with the report."""
    lab = item.config.stash.get(_LAB, None)
    if call.excinfo is not None and "hegui.decide" in sys.modules:
        from hegui_adapters.testing.failing import explain

        explain(item, call.when, call.excinfo.value, lab)
    outcome = yield
    if lab is not None and item.config.getoption("hegui_report"):
        report = outcome.get_result()  # type: ignore[attr-defined] # pluggy's result has no public type
        told = lab.handed_over(getattr(item, "hegui_kind", "test"))
        if told["decisions"] or (told["kind"] != "test" and call.when == "call"):
            report.hegui = told
