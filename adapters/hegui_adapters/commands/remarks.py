"""What `hegui check` says on standard error beside its results: historical days, idle waivers, a sum. No error is told here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from hegui_adapters.language import Lang

if TYPE_CHECKING:
    from hegui.decision import PlanShown, WaiverShown

__all__ = ["historical", "idle_plans", "idle_waivers", "summary", "undetermined"]

VERDICTS: Mapping[str, tuple[str, str]] = {
    "blocked": ("阻断", "blocked"),
    "undetermined": ("待补充", "undetermined"),
    "clear": ("未发现阻断项", "clear"),
}


def historical(file: str, day: date, default: date, lang: Lang) -> str:
    if lang == "zh":
        return f"{file}：按 {day} 判断，早于默认日 {default}，属历史结论"
    return f"{file}: judged as of {day}, earlier than {default}; a historical result"


def undetermined(file: str, lang: Lang) -> str:
    return f"{file}：资料不足，待补充" if lang == "zh" else f"{file}: undetermined, facts are missing"


def idle_waivers(waivers: Sequence[WaiverShown], lang: Lang) -> Iterator[str]:
    """The waivers that excused nothing in the whole run; `waivers` are those of all decisions together."""
    from hegui.waiving import APPLIED, STATES

    found: dict[str, list[WaiverShown]] = {}
    for one in waivers:
        found.setdefault(one.id, []).append(one)
    for name, met in found.items():
        if all(one.state != APPLIED for one in met):
            told = max(met, key=lambda one: (one.state != "other_product", -STATES.index(one.state)))
            yield f"例外审批 {name}：{told.message.zh}" if lang == "zh" else f"waiver {name}: {told.message.en}"


def idle_plans(plans: Sequence[PlanShown], lang: Lang) -> Iterator[str]:
    """The plans that are of no use, or overdue, in the whole run; `plans` are those of all decisions together."""
    from hegui.planning import RUNNING, STATES

    found: dict[str, list[PlanShown]] = {}
    for one in plans:
        found.setdefault(one.id, []).append(one)
    for name, met in found.items():
        told = min(met, key=lambda one: (one.state == "other_product", STATES.index(one.state)))
        if told.state != RUNNING:
            yield f"限期整改 {name}：{told.message.zh}" if lang == "zh" else f"plan {name}: {told.message.en}"


def summary(verdicts: Sequence[str], files: int, lang: Lang) -> str:
    """How several manifests came out; `files` counts those that could not be judged as well."""
    tally = Counter(verdicts)
    zh = lang == "zh"
    counts = [f"{words[not zh]} {tally[verdict]}" for verdict, words in VERDICTS.items() if tally[verdict]]
    if failed := files - len(verdicts):
        counts.append(f"无法检查 {failed}" if zh else f"not judged {failed}")
    return f"共 {files} 份：{'，'.join(counts)}" if zh else f"{files} files: {', '.join(counts)}"
