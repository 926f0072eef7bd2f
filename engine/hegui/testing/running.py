"""Decorators that run one test over manifests, days or values of a fact. They need pytest and judge nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from glob import glob, has_magic
from pathlib import Path

import pytest

from hegui.errors import UsageError

__all__ = ["over", "over_days", "over_manifests"]


def over_manifests(
    *patterns: str, folder: str | Path | None = None, argument: str = "manifest"
) -> pytest.MarkDecorator:
    """Run a test once for every manifest that matches, given to it as a path.

    Args:
        patterns: Globs (`**` any depth), in the order of their names.
        folder: What they start from; the folder of the test module if left out.
        argument: The test's parameter.

    Raises:
        UsageError: a pattern matches nothing: a test that checks no manifest is none.
    """
    base = Path(folder) if folder is not None else _folder_of_caller()
    found = [path for pattern in patterns for path in _matching(base, pattern)]
    cases = [pytest.param(path, id=_named(path, base)) for path in dict.fromkeys(found)]
    return pytest.mark.parametrize(argument, cases)


def _folder_of_caller() -> Path:
    return Path(sys._getframe(2).f_globals["__file__"]).parent  # noqa: SLF001 - the module that decorates its test


def _matching(base: Path, pattern: str) -> list[Path]:
    named = base / pattern
    found = [named] if not has_magic(pattern) else sorted(map(Path, glob(str(named), recursive=True)))  # noqa: PTH207 - Path.glob takes no pattern that goes up
    files = [path for path in found if path.is_file()]
    if not files:
        raise UsageError(f"no file matches {named}")
    return files


def _named(path: Path, base: Path) -> str:
    return str(path.relative_to(base)) if path.is_relative_to(base) else str(path)


def over_days(
    *days: date | str, until: date | str | None = None, every: int = 1, argument: str = "day"
) -> pytest.MarkDecorator:
    """Run a test once for every day, given to it as a `date`.

    With `until`, from the one day given up to that day, itself included, `every` so many days.
    """
    given = [_day(day) for day in days]
    if until is not None:
        if len(given) != 1 or every < 1:
            raise UsageError("a range of days starts from one day and goes on by at least one")
        last, step = _day(until), timedelta(days=every)
        given = [given[0] + step * n for n in range((last - given[0]) // step + 1)]
    if not given:
        raise UsageError("no day to run over")
    return pytest.mark.parametrize(argument, [pytest.param(day, id=day.isoformat()) for day in given])


def _day(day: date | str) -> date:
    return day if isinstance(day, date) else date.fromisoformat(day)


def over(path: str, values: Iterable[object], *, argument: str = "stated") -> pytest.MarkDecorator:
    """Run a test once for every value of a fact, given to it as `{path: value}`: what `hegui.check(…, stated=…)` takes.

    Raises:
        UsageError: there is no value.
    """
    cases: list[Mapping[str, object]] = [{path: value} for value in values]
    if not cases:
        raise UsageError(f"{path}: no value to run over")
    short = path.rpartition(".")[2]
    return pytest.mark.parametrize(argument, [pytest.param(case, id=f"{short}={case[path]}") for case in cases])
