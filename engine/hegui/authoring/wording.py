"""Finds words that are missing: a text in the wrong language, a fault that is the title, a number of an article. It judges no style."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hegui.authoring.remarks import remark
from hegui.errors import Problem
from hegui.loading.rule_reader import PLACEHOLDER, REPORT
from hegui.rules import Rule
from hegui.terms import Bilingual

__all__ = ["wording"]

HAN = re.compile("[\u3400-\u9fff]")
QUOTED = re.compile("《[^》]*》|“[^”]*”|\"[^\"]*\"|'[^']*'|\\([^)]*\\)")
"""Names of laws, advertised words and glosses stand in their own language."""


def wording(rule: Rule) -> Iterator[Problem]:
    """Remarks on the texts of one rule."""
    for name, text in _texts(rule):
        if not HAN.search(text.zh):
            yield remark(rule, f"{name} 没有中文", f"{name} is not in Chinese")
        if HAN.search(QUOTED.sub("", PLACEHOLDER.sub("", text.en))):
            yield remark(rule, f"{name} 的英文中夹有中文", f"{name} has Chinese in its English")
    if not rule.concludes and rule.fault == rule.title:
        yield remark(rule, "没有 fault：不符合时的标题与要求相同", "no fault: a violation would be headed by the duty")
    if rule.confidence == "verified" and any(s.article is None and s.instrument != REPORT for s in rule.sources):
        yield remark(rule, "称已核原文，却有条款号未核", "claims the text was read, yet an article has no number")


def _texts(rule: Rule) -> Iterator[tuple[str, Bilingual]]:
    yield "title", rule.title
    yield "fault", rule.fault
    yield "message", rule.message
    if rule.interpretation is not None:
        yield "interpretation", rule.interpretation
    if rule.remedy is not None:
        yield "remedy.note", rule.remedy.note
