"""Everything a valid rulebook should still not contain, gathered in the order of the files. Each kind of remark has its own module."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hegui.authoring.conflicts import conflicts
from hegui.authoring.coverage import Coverage
from hegui.authoring.readings import readings
from hegui.authoring.register import register_of
from hegui.authoring.unused import unused
from hegui.authoring.wording import wording
from hegui.errors import Problem
from hegui.rulebook import Rulebook

__all__ = ["linted"]


def linted(rulebook: Rulebook, folders: Sequence[Path]) -> list[Problem]:
    """Remarks on the rulebook made of `folders`, the base first; it must have been loaded from its files."""
    found = [
        *unused(rulebook, folders),
        *conflicts(rulebook),
        *readings(rulebook),
        *(problem for rule in rulebook.contents.rules for problem in wording(rule)),
        *_strays(rulebook, folders[0]),
    ]
    return sorted(found, key=lambda problem: (problem.file, problem.line, problem.column, problem.en))


def _strays(rulebook: Rulebook, base: Path) -> list[Problem]:
    """Rows that the register does not hold, and claims beyond it; a rulebook without a register is not held to one."""
    register = register_of(base)
    coverage = Coverage(rulebook, register)
    files = {rule.id: rule.file for rule in rulebook.contents.rules}
    if not register:
        return []
    strays = [
        Problem(
            files.get(s.by, "rulesets"),
            1,
            1,
            f"{s.by} 所列 {s.row} 不在登记中",
            f"{s.by} names {s.row}, which is no row",
        )
        for s in coverage.strays
    ]
    claims = [
        Problem(
            files.get(c.by, "rulesets"),
            1,
            1,
            f"{c.by} 的核对程度高于 {c.row.id}",
            f"{c.by} claims more than {c.row.id} was checked for",
        )
        for c in coverage.overclaims
    ]
    return strays + claims
