"""What `hegui check` says on standard error beside its results: historical days, idle waivers, a sum. No error is told here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from hegui_adapters.language import Lang

__all__ = ["historical", "idle_waivers", "summary", "undetermined"]

WAIVER_STATES = {
    "expired": ("已到期，不再适用", "expired, no longer applies"),
    "law": ("针对法规要求，不能豁免，未适用", "is about law, which is never waived; not applied"),
    "unused": ("没有可适用的检查发现", "excuses no finding"),
}
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


def idle_waivers(states: Sequence[tuple[str, str]], lang: Lang) -> Iterator[str]:
    """The waivers that excused nothing in the whole run; `states` are those of all decisions together."""
    found: dict[str, set[str]] = {}
    for name, state in states:
        found.setdefault(name, set()).add(state)
    for name, met in found.items():
        if "applied" not in met:
            zh, en = WAIVER_STATES[min(met)]
            yield f"例外审批 {name}：{zh}" if lang == "zh" else f"waiver {name}: {en}"


def summary(verdicts: Sequence[str], files: int, lang: Lang) -> str:
    """How several manifests came out; `files` counts those that could not be judged as well."""
    tally = Counter(verdicts)
    zh = lang == "zh"
    counts = [f"{words[not zh]} {tally[verdict]}" for verdict, words in VERDICTS.items() if tally[verdict]]
    if failed := files - len(verdicts):
        counts.append(f"无法检查 {failed}" if zh else f"not judged {failed}")
    return f"共 {files} 份：{'，'.join(counts)}" if zh else f"{files} files: {', '.join(counts)}"
