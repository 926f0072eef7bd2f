"""`hegui rules coverage`: what answers each row of the register. Exit code 3 where a row has no answer or a rule claims too much."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

from hegui.authoring.coverage import Coverage
from hegui.authoring.register import register_of

from hegui_adapters.exits import CLEAR, RULES
from hegui_adapters.render.coverage import coverage_as_data, coverage_as_lines, coverage_as_page, coverage_sum
from hegui_adapters.rulebooks import folders_of, rulebook_of
from hegui_adapters.settings import Asked, settings
from hegui_adapters.streams import put, say

__all__ = ["Form", "run"]

Form = Literal["text", "json", "markdown"]


def run(asked: Asked, form: Form) -> int:
    """Print the matrix to standard output and the sum of it to standard error."""
    held = settings(asked, Path())
    coverage = Coverage(rulebook_of(held), register_of(folders_of(held)[0]))
    if form == "json":
        put(json.dumps(coverage_as_data(coverage), ensure_ascii=False, indent=2))
    else:
        lines = coverage_as_page(coverage) if form == "markdown" else coverage_as_lines(coverage, held.lang)
        put("\n".join(lines))
    say(coverage_sum(coverage, held.lang))
    amiss = coverage.unanswered or any(coverage.overclaims) or any(coverage.strays)
    return RULES if amiss else CLEAR
