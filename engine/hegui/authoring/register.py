"""Reads the register of regulations: what was read of the law, row by row, and how far. It decides nothing and knows no rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hegui.condition_reader import Problems
from hegui.errors import RuleError
from hegui.loading.contents import REGISTER, text_in
from hegui.loading.forms import EMPTY, Form, named
from hegui.source import read
from hegui.terms import CONFIDENCES, Bilingual

__all__ = ["NATURES", "Row", "register_of"]

NATURES = ("prohibition", "duty", "guidance", "data")
"""What a row is: it forbids, it demands, it guides, or it is a table of numbers."""


@dataclass(frozen=True, slots=True)
class Row:
    """One requirement of law in our own words.

    `article` and `from_day` stand as they were read and may hold words where no number or day was. `confidence` is how far
    the row was checked; no rule may claim more. `no_rule` says why nothing answers it, None where something must.
    """

    id: str
    instrument: str
    article: str
    from_day: str
    nature: str
    confidence: str
    requires: Bilingual
    read_in: str | None
    no_rule: Bilingual | None


def register_of(folder: Path) -> Mapping[str, Row]:
    """The register of a folder of rulesets, in its order; empty where it has none.

    Raises:
        RuleError: with every problem of the file.
    """
    text = text_in(folder, REGISTER)
    if text is None:
        return {}
    problems = Problems()
    root = read(text, f"rulesets/{REGISTER}").root
    rows = {key.text: _row(key.text, form) for key, form in named(root, problems, ("登记行", "a row"))}
    if problems.found:
        raise RuleError(problems.found)
    return rows


def _row(name: str, form: Form) -> Row:
    return Row(
        id=name,
        instrument=form.text("instrument", needed=True) or "",
        article=form.text("article", needed=True) or "",
        from_day=form.text("from", needed=True) or "",
        nature=form.one_of("nature", NATURES),
        confidence=form.one_of("confidence", CONFIDENCES),
        requires=form.bilingual("requires", needed=True) or EMPTY,
        read_in=form.text("read_in"),
        no_rule=form.bilingual("no_rule"),
    )
