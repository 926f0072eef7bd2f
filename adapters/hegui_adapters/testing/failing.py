"""Makes a failed assertion about a decision say what the decision says. It fails no test and saves none."""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType
from typing import TYPE_CHECKING

from hegui.decide import Decision

from hegui_adapters.language import Lang, language
from hegui_adapters.testing.telling import stands

if TYPE_CHECKING:
    import pytest

    from hegui_adapters.testing.lab import Lab

__all__ = ["explain"]


def explain(item: pytest.Item, when: str, error: BaseException, lab: Lab | None) -> None:
    """Put the report of the decisions an assertion names in place of their representation.

    Where it compares a verdict the report follows it. Where it names no decision at all, those of the test that are not
    clear stand in a section of their own.
    """
    if not isinstance(error, AssertionError):
        return
    made = lab.made_in(item) if lab else ()
    said = str(error)
    named = [one for one in _once([*made, *_seen(error.__traceback__)]) if repr(one) in said]
    lang = _language(lab)
    if named:
        error.args = ("\n".join(stands(one, lang) for one in named),)
        return
    compared = [one for one in made if not one.clear and f"'{one.verdict}'" in said]
    if compared:
        error.args = ("\n".join([said, *(stands(one, lang) for one in compared)]),)
        return
    for one in (one for one in made if not one.clear):
        report = stands(one, lang)
        if report not in said:
            item.add_report_section(when, "hegui", report)


def _language(lab: Lab | None) -> Lang:
    return lab.lang if lab else language()


def _seen(trace: TracebackType | None) -> Iterator[Decision]:
    """The decisions that the functions an error went through hold by name."""
    while trace is not None:
        for value in list(trace.tb_frame.f_locals.values()):
            if isinstance(value, Decision):
                yield value
        trace = trace.tb_next


def _once(decisions: list[Decision]) -> list[Decision]:
    return list({id(one): one for one in decisions}.values())
