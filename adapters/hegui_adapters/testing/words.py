"""The words of a report of a test run that no other report has. They judge nothing."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["said"]

_WORDS: Mapping[str, tuple[str, str]] = {
    "heading": ("测试中的合规检查", "What hegui checked in this test run"),
    "summary": (
        "测试 {tests} 项，失败 {failed} 项；检查结论 {decisions} 份",
        "{tests} tests, {failed} of them failed; {decisions} decisions",
    ),
    "passed": ("测试成功", "test passed"),
    "failed": ("测试失败", "test failed"),
    "skipped": ("跳过", "skipped"),
    "unfinished": ("未完成", "unfinished"),
    "test": ("测试", "test"),
    "rule": ("规则示例", "case of a rule"),
    "scenario": ("情景", "scenario"),
    "kind": ("类别", "Kind"),
    "outcome": ("测试结果", "Test"),
    "name": ("测试项", "Name"),
    "verdicts": ("检查结论", "Decisions"),
    "as_of": ("适用日", "Day"),
    "finding": ("检查发现", "Finding"),
    "counts": (
        "阻断 {block} · 待补充（阻断）{open} · 提示 {warn} · 建议 {advise} · 符合 {met} · 不适用 {na}",
        "{block} blocking · {open} open, blocking · {warn} warnings · {advise} advised · {met} met · {na} not applicable",
    ),
    "more": ("另有 {n} 份结论未列出", "{n} more decisions are not listed"),
    "rulebook": ("规则库 {version}（{digest}…）", "Rulebook {version} ({digest}…)"),
    "open": ("待补充 {n} 项（未填写的不视为符合）", "{n} open (what is not stated is never a pass)"),
    "none": ("本次运行没有使用 hegui 的测试。", "No test of this run used hegui."),
    "failure": ("失败说明", "Why it failed"),
}


def said(key: str, lang: str, **values: object) -> str:
    """A text in the language, its values filled in."""
    return _WORDS[key][lang == "en"].format(**values)
