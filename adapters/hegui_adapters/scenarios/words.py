"""The fixed words of `hegui scenario run`, in Chinese and English. Rules, facts and scenarios bring their own."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["said"]

_SAID: Mapping[str, tuple[str, str]] = {
    "heading": ("情景试算", "Scenarios"),
    "counts": (
        "{n} 个情景：阻断 {blocked} · 待补充 {undetermined} · 未发现阻断项 {clear}",
        "{n} scenarios: {blocked} blocked, {undetermined} undetermined, {clear} with nothing found that blocks",
    ),
    "counts.failed": (" · 未能试算 {failed}", ", {failed} not judged"),
    "missed": ("与预期不符 {missed} 个（设有预期 {expected} 个）", "{missed} not as expected (of {expected} with an expectation)"),
    "kept": ("均与预期一致（设有预期 {expected} 个）", "all as expected (of {expected} with an expectation)"),
    "base": (
        "基准要素表 {manifest}   规则库 {version}   引擎 {engine}",
        "base manifest {manifest}   rulebook {version}   engine {engine}",
    ),
    "what_if": (
        "※ {n} 个情景假设了监管参数的取值。假设不是法规，其结果不说明现行法规下的结论：",
        ("* {n} scenarios suppose parameters to be other than the law has them. A what-if is not law, and says nothing about "
        "what the law has now:"),
    ),
    "what_if.mark": ("※", "*"),
    "what_if.short": ("假设，非法规", "what-if, not law"),
    "scenario": ("情景", "Scenario"),
    "day": ("适用日期", "Day"),
    "verdict": ("结论", "Verdict"),
    "cost": ("年化成本", "Cost a year"),
    "nominal": ("名义年化", "nominal"),
    "effective": ("复利年化", "compounded"),
    "headroom": ("余量", "Headroom"),
    "line": ("最近的上限", "Nearest line"),
    "rules": ("涉及的规则", "Rules in the way"),
    "expectation": ("预期", "Expectation"),
    "as_expected": ("一致", "as expected"),
    "not_expected": ("不符", "not as expected"),
    "none_expected": ("—", "—"),
    "clear": ("未发现阻断项", "clear"),
    "undetermined": ("待补充", "undetermined"),
    "blocked": ("阻断", "blocked"),
    "failed": ("未能试算", "not judged"),
    "points": ("{n} 个百分点", "{n} points"),
    "more": (
        "另 {n} 个情景未列出（--all 列出；json、csv 含全部）",
        "{n} further scenarios are not listed (--all lists them; json and csv have all)",
    ),
    "differences": ("与预期不符", "Not as expected"),
    "troubles": ("未能试算", "Not judged"),
    "pivot": ("按维度汇总", "By axis"),
    "turns": ("余量耗尽处（沿维度首个阻断的取值）", "Where the margin runs out (the first point along an axis that blocks)"),
    "turn": ("{last} 未阻断，{first} 起阻断", "{last} does not block, {first} does"),
    "turn.at_once": ("自首个取值 {first} 即阻断", "blocks at the first point, {first}"),
    "turn.more": ("另 {n} 处（json 含全部）", "{n} more (json has all)"),
    "alike": ("{text} 等 {n} 种取值", "{text} and {n} such in all"),
    "others": ("其余取值", "All else at"),
    "last": ("最后未阻断", "Last that does not block"),
    "first": ("首个阻断", "First that blocks"),
    "axis": ("维度", "Axis"),
    "map": ("结论分布：{x} × {y}", "Outcomes: {x} by {y}"),
    "map.one": ("结论分布：{x}", "Outcomes: {x}"),
    "map.worst": ("其余维度取最差结论", "the worst over all other axes"),
    "chart.what_if": ("含假设情景，非法规", "what-ifs included, not law"),
    "room": ("余量随{x}变化", "Headroom along {x}"),
    "room.axis": ("余量（百分点）", "headroom (points)"),
    "room.least": ("其余维度取最小余量", "the least over all other axes"),
    "file": ("文件", "File"),
    "warned": ("提示", "warnings"),
    "advised": ("建议", "advice"),
    "loan": ("贷款方案", "Loan"),
    "all": ("全部情景", "All scenarios"),
    "all.shown": ("列出前 {n} 个，共 {total} 个", "the first {n} of {total}"),
    "note": (
        "依据申报事实和所设情景自动试算，不代替合规审查意见，不表示监管机构认可；标※者为假设情景，不是现行法规",
        ("worked out from declared facts under the scenarios set; replaces no compliance opinion and implies no regulator's "
        "approval; what is marked * is a what-if and not the law"),
    ),
    "semicolon": ("；", "; "),
    "colon": ("：", ": "),
    "unknown": ("无法测算", "not known"),
}  # fmt: skip


def said(key: str, lang: str, **values: object) -> str:
    """One of the words above with its places filled."""
    return _SAID[key][lang != "zh"].format(**values)
