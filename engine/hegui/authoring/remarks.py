"""A remark on one rule, at the head of its file. What is remarked is the other modules' affair."""

from __future__ import annotations

from hegui.errors import Problem
from hegui.rules import Rule

__all__ = ["remark"]


def remark(rule: Rule, zh: str, en: str) -> Problem:
    return Problem(rule.file, 1, 1, f"{rule.id}：{zh}", f"{rule.id}: {en}")
